//! The secret hash, by which a client with a secret shows on each call that it knows it.

use aws_lc_rs::hmac;
use base64::{Engine, engine::general_purpose::STANDARD};

use super::fault::AwsFault;
use crate::sandbox::wire::Client;

/// Base64 of the HMAC-SHA256, under the client's secret, of the user name followed by the client's id.
pub(in crate::sandbox) fn secret_hash(secret: &str, username: &str, client: &str) -> String {
    STANDARD.encode(tag(secret, username, client))
}

fn tag(secret: &str, username: &str, client: &str) -> hmac::Tag {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    hmac::sign(&key, [username, client].concat().as_bytes())
}

/// `usernames` are those that the hash may be over: the one that was sent, and the user's own.
pub(super) fn check(client: &Client, usernames: &[&str], given: Option<&str>) -> Result<(), AwsFault> {
    let unable = || AwsFault::not_authorized(format!("Unable to verify secret hash for client {}", client.id));
    let Some(secret) = &client.secret else {
        return if given.is_none() { Ok(()) } else { Err(unable()) };
    };
    let missing = || {
        let id = &client.id;
        AwsFault::not_authorized(format!("Client {id} is configured with secret but SECRET_HASH was not received"))
    };
    let given = STANDARD.decode(given.ok_or_else(missing)?).map_err(|_| unable())?;
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    let verifies = |name: &&str| hmac::verify(&key, [name, client.id.as_str()].concat().as_bytes(), &given).is_ok();
    if usernames.iter().any(verifies) { Ok(()) } else { Err(unable()) }
}
