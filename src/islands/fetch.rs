//! Posts JSON to our own API and reads the reply, or the sentence that says what went wrong.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestInit, Response};

const UNREACHABLE: &str = "The server could not be reached. Your choice is still here; try again.";
const UNREADABLE: &str = "The server answered with something unexpected. Reload the page and try again.";

/// What the server refused, or that it could not be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FetchError {
    /// The HTTP status; 0 where there was no answer.
    pub(super) status: u16,
    pub(super) detail: String,
}

pub(super) async fn post<T: DeserializeOwned>(path: &str, body: &impl Serialize) -> Result<T, FetchError> {
    let body = serde_json::to_string(body).map_err(|_| FetchError::new(0, UNREADABLE))?;
    let response = send(path, &body).await.map_err(|_| FetchError::new(0, UNREACHABLE))?;
    let status = response.status();
    let text = text_of(&response).await.map_err(|_| FetchError::new(status, UNREACHABLE))?;
    if response.ok() {
        return serde_json::from_str(&text).map_err(|_| FetchError::new(status, UNREADABLE));
    }
    let problem: Option<Value> = serde_json::from_str(&text).ok();
    let detail = problem.as_ref().and_then(|problem| problem.get("detail")?.as_str());
    Err(FetchError::new(status, detail.unwrap_or(UNREADABLE)))
}

async fn send(path: &str, body: &str) -> Result<Response, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let headers = Headers::new()?;
    headers.set("Content-Type", "application/json")?;
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_headers(&headers);
    init.set_body(&JsValue::from_str(body));
    JsFuture::from(window.fetch_with_str_and_init(path, &init)).await?.dyn_into()
}

async fn text_of(response: &Response) -> Result<String, JsValue> {
    JsFuture::from(response.text()?).await?.as_string().ok_or(JsValue::NULL)
}

impl FetchError {
    fn new(status: u16, detail: &str) -> Self {
        Self { status, detail: detail.to_owned() }
    }
}
