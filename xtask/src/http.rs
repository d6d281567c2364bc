//! Just enough HTTP/1.1 to ask a server on this machine.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};

/// A response as it came over the wire: its body is still compressed if the server compressed it.
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Response {
    pub(crate) fn header(&self, wanted: &str) -> Option<&str> {
        self.headers.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
    }
}

/// A whole request; `headers` are complete lines without their ends.
pub(crate) fn request(method: &str, address: SocketAddr, path: &str, headers: &[&str], body: &str) -> Vec<u8> {
    let about_body = ["Content-Type: application/json".to_owned(), format!("Content-Length: {}", body.len())];
    let first = [format!("{method} {path} HTTP/1.1"), format!("Host: {address}")];
    let mut lines: Vec<&str> = first.iter().map(String::as_str).chain(headers.iter().copied()).collect();
    if !body.is_empty() {
        lines.extend(about_body.iter().map(String::as_str));
    }
    format!("{}\r\n\r\n{body}", lines.join("\r\n")).into_bytes()
}

/// Asks once, on a connection of its own.
pub(crate) fn ask(method: &str, address: SocketAddr, path: &str, headers: &[&str], body: &str) -> Result<Response> {
    let mut stream = TcpStream::connect(address).context("connect")?;
    stream.set_read_timeout(Some(Duration::from_secs(5)))?;
    let mut with_close = headers.to_vec();
    with_close.push("Connection: close");
    stream.write_all(&request(method, address, path, &with_close, body))?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).context("read the response")?;
    let length = Length::of(&bytes)?.context("the response ended early")?;
    let head = std::str::from_utf8(&bytes[..length.head])?;
    let headers = head.lines().skip(1).filter_map(|line| line.split_once(':'));
    let headers = headers.map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned())).collect();
    let body = match length.body {
        Some(body) => bytes[length.head..].get(..body).context("the body ended early")?.to_owned(),
        None => unchunked(&bytes[length.head..])?,
    };
    Ok(Response { status: length.status, headers, body })
}

/// What the head of a response says about its extent.
pub(crate) struct Length {
    pub(crate) status: u16,
    pub(crate) head: usize,
    /// Nothing where the body comes in chunks.
    pub(crate) body: Option<usize>,
}

impl Length {
    /// Nothing while the head is not complete.
    pub(crate) fn of(bytes: &[u8]) -> Result<Option<Self>> {
        let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else { return Ok(None) };
        let head = std::str::from_utf8(&bytes[..end]).context("read the head of a response")?;
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).context("read a status line")?;
        let value = |wanted: &str| {
            let fields = head.lines().skip(1).filter_map(|line| line.split_once(':'));
            fields.filter(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| value.trim()).next()
        };
        let body = match (value("content-length"), value("transfer-encoding")) {
            (Some(length), _) => Some(length.parse().context("read a content length")?),
            (None, Some(_)) => None,
            (None, None) => Some(0),
        };
        Ok(Some(Self { status, head: end + 4, body }))
    }
}

fn unchunked(mut bytes: &[u8]) -> Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = bytes.windows(2).position(|two| two == b"\r\n").context("a chunk ended early")?;
        let size =
            usize::from_str_radix(std::str::from_utf8(&bytes[..end])?.trim(), 16).context("read a chunk's size")?;
        if size == 0 {
            return Ok(body);
        }
        let Some(chunk) = bytes.get(end + 2..end + 2 + size) else { bail!("a chunk ended early") };
        body.extend_from_slice(chunk);
        bytes = bytes.get(end + 4 + size..).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::{Length, unchunked};

    #[test]
    fn a_head_says_how_long_its_body_is() {
        let head = b"HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n";
        let length = Length::of(head).unwrap().unwrap();
        assert_eq!((length.status, length.head, length.body), (200, head.len(), Some(12)));
        assert!(Length::of(b"HTTP/1.1 200 OK\r\n").unwrap().is_none());
    }

    #[test]
    fn chunks_are_put_together() {
        assert_eq!(unchunked(b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n").unwrap(), b"abcde");
        assert!(unchunked(b"3\r\nab").is_err());
    }
}
