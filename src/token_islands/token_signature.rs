//! The signature step of the judge, by the browser's own crypto.

use domain::token::{Jwk, Prepared};
use js_sys::{Array, JSON, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::SubtleCrypto;

const ALGORITHM: &str = "RSASSA-PKCS1-v1_5";

/// `None` where the browser offers no crypto: it does so on https and on the machine itself only.
pub(super) async fn signature_is_right(prepared: &Prepared) -> Option<bool> {
    let subtle = web_sys::window()?.crypto().ok()?.subtle();
    if subtle.is_undefined() {
        return None;
    }
    // A key that the browser refuses verifies nothing.
    Some(verify(&subtle, prepared).await.unwrap_or(false))
}

async fn verify(subtle: &SubtleCrypto, prepared: &Prepared) -> Result<bool, JsValue> {
    let key = JSON::parse(&key_json(&prepared.key))?.unchecked_into();
    let algorithm = JSON::parse(r#"{"name":"RSASSA-PKCS1-v1_5","hash":"SHA-256"}"#)?.unchecked_into();
    let usages = Array::of1(&"verify".into());
    let key = JsFuture::from(subtle.import_key_with_object("jwk", &key, &algorithm, false, &usages)?).await?;
    let input = prepared.signing_input.as_bytes();
    let signature = Uint8Array::from(prepared.signature.as_slice());
    let verified =
        subtle.verify_with_str_and_u8_array_and_u8_slice(ALGORITHM, key.unchecked_ref(), &signature, input)?;
    Ok(JsFuture::from(verified).await?.is_truthy())
}

/// The judge has checked that both numbers are Base64url, so nothing in them needs escaping.
fn key_json(key: &Jwk) -> String {
    let number = |text: &Option<String>| text.clone().unwrap_or_default();
    [r#"{"kty":"RSA","n":""#, &number(&key.n), r#"","e":""#, &number(&key.e), r#""}"#].concat()
}
