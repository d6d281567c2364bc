//! The way in by proof: the client's numbers, the pool's, and a signature instead of the password.

use serde_json::Value;

use super::{
    sources,
    talk::{APP, Person, Talk, short, text},
    ways::Reply,
};
use crate::sandbox::{
    AwsFault,
    pool::{Asked, Proof, Prover},
    scene::{Body, Step},
};

pub(super) fn prove(talk: &mut Talk, person: &Person) -> Reply {
    let prover = Prover::new(&mut talk.rng);
    let (secret, public) = (prover.secret_hex(), prover.public_hex());
    let numbers = format!("a  {}  (stays here)\nA  {}  = g^a mod N, 3072 bits", short(&secret), short(&public));
    let reason = "A random number a, and A, from which nobody can compute a.";
    let step = Step::done("The client chooses a number", APP, APP, reason).source(sources::SRP);
    talk.note(step.show("a and A", Body::Text(numbers)));

    let asked = talk.initiate(
        "USER_SRP_AUTH",
        &person.name,
        &[("SRP_A", &public)],
        "The pool answers with its own number B, the user's salt and a secret block, which it will know again. It would \
         answer so for a user whom it does not know, too.",
    )?;
    talk.dawdle();
    let timestamp = jiff::Timestamp::from_millisecond(talk.visit.now_ms).unwrap_or_default();
    let timestamp = timestamp.strftime("%a %b %-d %H:%M:%S UTC %Y").to_string();
    let proof = proof(talk, person, &prover, &asked, &timestamp)?;
    let responses = [
        ("PASSWORD_CLAIM_SECRET_BLOCK", text(&asked["ChallengeParameters"]["SECRET_BLOCK"])),
        ("PASSWORD_CLAIM_SIGNATURE", &proof.signature),
        ("TIMESTAMP", &timestamp),
    ];
    let means = "The pool computes the same key from its verifier, makes the signature itself, and compares. Both agree: \
                 tokens.";
    talk.respond(&asked, &person.name, &responses, means)
}

fn proof(talk: &mut Talk, person: &Person, prover: &Prover, asked: &Value, timestamp: &str) -> Result<Proof, AwsFault> {
    let parameters = &asked["ChallengeParameters"];
    let pool = talk.visit.sandbox.samples().pool.clone();
    let of_pool = Asked {
        pool: &pool,
        user: text(&parameters["USER_ID_FOR_SRP"]),
        salt_hex: text(&parameters["SALT"]),
        public_hex: text(&parameters["SRP_B"]),
        secret_block: text(&parameters["SECRET_BLOCK"]),
    };
    let proof = prover.prove(of_pool, &person.types(talk), timestamp).ok_or_else(AwsFault::internal)?;
    let name = pool.rsplit('_').next().unwrap_or_default();
    let lines = format!(
        "u          {}  = H(A, B)\n\
         x          {}  = H(salt, H(\"{name}\" + \"{}\" + \":\" + password))\n\
         S          {}  = (B - k·g^x)^(a + u·x) mod N\n\
         K          {}  = HKDF(S, u, \"Caldera Derived Key\"), 16 bytes\n\
         block      {}\n\
         time       {timestamp}\n\
         signature  {}  = HMAC-SHA256(K, \"{name}\" + user + block + time)",
        short(&proof.u_hex),
        short(&proof.x_hex),
        of_pool.user,
        short(&proof.session_hex),
        short(&proof.key_hex),
        short(of_pool.secret_block),
        short(&proof.signature),
    );
    let reason = "The password goes into x, and x into the key. Only the signature is sent: the password never leaves the \
                  client, and the pool never had it either, only a verifier made from x.";
    let step = Step::done("The client makes its proof", APP, APP, reason).source(sources::SRP);
    talk.note(step.show("From the password to the signature, shortened", Body::Text(lines)));
    Ok(proof)
}
