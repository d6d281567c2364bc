//! Just enough HTTP/1.1 to ask a server on this machine.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};

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

/// A whole request; `headers` are complete lines without their ends. A body is JSON, unless they say otherwise.
pub(crate) fn request(method: &str, address: SocketAddr, path: &str, headers: &[&str], body: &str) -> Vec<u8> {
    let first = [format!("{method} {path} HTTP/1.1"), format!("Host: {address}")];
    let length = format!("Content-Length: {}", body.len());
    let mut lines: Vec<&str> = first.iter().map(String::as_str).chain(headers.iter().copied()).collect();
    if !body.is_empty() {
        lines.push(&length);
        if !headers.iter().any(|header| header.to_ascii_lowercase().starts_with("content-type:")) {
            lines.push("Content-Type: application/json");
        }
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
    whole(&bytes, &length)
}

/// A connection that stays open from one request to the next.
pub(crate) struct Connection {
    address: SocketAddr,
    stream: TcpStream,
}

impl Connection {
    pub(crate) fn open(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).context("connect")?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        stream.set_nodelay(true)?;
        Ok(Self { address, stream })
    }

    pub(crate) fn ask(&mut self, method: &str, path: &str, headers: &[&str], body: &str) -> Result<Response> {
        self.stream.write_all(&request(method, self.address, path, headers, body))?;
        let (mut bytes, mut buffer) = (Vec::new(), [0; 1 << 13]);
        loop {
            if let Some(length) = Length::of(&bytes)?
                && bytes.len() >= length.head + length.body.context("the response does not say its length")?
            {
                return whole(&bytes, &length);
            }
            let count = self.stream.read(&mut buffer).context("read the response")?;
            ensure!(count > 0, "the server closed the connection");
            bytes.extend_from_slice(&buffer[..count]);
        }
    }
}

fn whole(bytes: &[u8], length: &Length) -> Result<Response> {
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
    /// Whether the other side closes the connection behind it.
    pub(crate) closes: bool,
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
        let closes = value("connection").is_some_and(|value| value.eq_ignore_ascii_case("close"));
        Ok(Some(Self { status, head: end + 4, body, closes }))
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
    use super::{Length, request, unchunked};

    #[test]
    fn a_head_says_how_long_its_body_is() {
        let head = b"HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n";
        let length = Length::of(head).unwrap().unwrap();
        assert_eq!((length.status, length.head, length.body), (200, head.len(), Some(12)));
        assert!(Length::of(b"HTTP/1.1 200 OK\r\n").unwrap().is_none());
    }

    #[test]
    fn a_head_says_whether_the_connection_stays_open() {
        let closes = |head: &[u8]| Length::of(head).unwrap().unwrap().closes;
        assert!(closes(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"));
        assert!(!closes(b"HTTP/1.1 200 OK\r\nConnection: keep-alive\r\n\r\n"));
    }

    #[test]
    fn a_body_is_json_unless_a_header_says_otherwise() {
        let address = ([127, 0, 0, 1], 1).into();
        let types = |headers: &[&str]| {
            let request = String::from_utf8(request("POST", address, "/", headers, "{}")).unwrap();
            request.lines().filter(|line| line.to_lowercase().starts_with("content-type")).collect::<Vec<_>>().join(",")
        };
        assert_eq!(types(&[]), "Content-Type: application/json");
        assert_eq!(types(&["content-type: application/x-amz-json-1.1"]), "content-type: application/x-amz-json-1.1");
    }

    #[test]
    fn chunks_are_put_together() {
        assert_eq!(unchunked(b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n").unwrap(), b"abcde");
        assert!(unchunked(b"3\r\nab").is_err());
    }
}
