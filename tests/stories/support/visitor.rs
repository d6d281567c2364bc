//! A browser without a window: it keeps cookies, sends forms and JSON, and follows nothing by itself.

use std::{collections::BTreeMap, net::SocketAddr};

use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use http_body_util::BodyExt;
use serde_json::Value;
use tower::ServiceExt;

pub struct Visitor {
    router: Router,
    cookies: BTreeMap<String, String>,
    address: SocketAddr,
    headers: Vec<(&'static str, String)>,
}

#[derive(Debug)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
    pub bytes: Vec<u8>,
}

impl Visitor {
    pub(super) fn new(router: Router) -> Self {
        Self { router, cookies: BTreeMap::new(), address: ([192, 0, 2, 1], 40_000).into(), headers: Vec::new() }
    }

    #[must_use]
    pub fn at_address(mut self, ip: [u8; 4]) -> Self {
        self.address = (ip, 40_000).into();
        self
    }

    /// Sends a header with every request from now on.
    #[must_use]
    pub fn sending(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }

    pub fn has_cookie(&self) -> bool {
        !self.cookies.is_empty()
    }

    /// The same browser, while another program answers at the address.
    pub fn meets(&mut self, app: &super::App) {
        self.router = app.router.clone();
    }

    /// The same person in a second tab.
    pub fn second_tab(&self) -> Self {
        Self {
            router: self.router.clone(),
            cookies: self.cookies.clone(),
            address: self.address,
            headers: self.headers.clone(),
        }
    }

    /// The same person at a server that was started again.
    pub fn comes_back_to(&self, app: &super::App) -> Self {
        Self { router: app.router.clone(), ..self.second_tab() }
    }

    /// Opens a stream of events, which has no end.
    pub async fn listen(&self, path: &str) -> Body {
        let request = Request::get(path).header(header::HOST, "127.0.0.1:3000").extension(ConnectInfo(self.address));
        self.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap().into_body()
    }

    pub async fn get(&mut self, path: &str) -> Reply {
        self.send(Method::GET, path, None, Body::empty()).await
    }

    pub async fn post_form(&mut self, path: &str, form: &str) -> Reply {
        self.send(Method::POST, path, Some("application/x-www-form-urlencoded"), Body::from(form.to_owned())).await
    }

    pub async fn post(&mut self, path: &str, body: &Value) -> Reply {
        self.post_text(path, &body.to_string()).await
    }

    pub async fn post_text(&mut self, path: &str, body: &str) -> Reply {
        self.send(Method::POST, path, Some("application/json"), Body::from(body.to_owned())).await
    }

    /// Answers a question by the API.
    pub async fn answers(&mut self, question: &str, attempt: u8, chosen: &[&str]) -> Reply {
        let body = serde_json::json!({ "attempt": attempt_id(attempt), "chosen": chosen });
        self.post(&format!("/api/v1/questions/{question}/answers"), &body).await
    }

    pub async fn send(&mut self, method: Method, path: &str, kind: Option<&str>, body: Body) -> Reply {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "127.0.0.1:3000");
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        if !self.cookies.is_empty() {
            let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        let request = request.extension(ConnectInfo(self.address)).body(body).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        self.keep_cookies(&parts.headers);
        let bytes = body.collect().await.unwrap().to_bytes();
        Reply {
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8_lossy(&bytes).into_owned(),
            bytes: bytes.to_vec(),
        }
    }

    fn keep_cookies(&mut self, headers: &HeaderMap) {
        for cookie in headers.get_all(header::SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

/// Attempts are told apart by a small number.
pub fn attempt_id(number: u8) -> String {
    format!("0190a5b2-7c3d-4e4f-8a1b-0000000000{number:02x}")
}

impl Reply {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }
}
