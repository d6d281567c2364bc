//! Asks a running server whether it is ready, so that a container needs no other program for it.

use std::{
    io::{self, Read, Write},
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream},
    time::Duration,
};

const PATIENCE: Duration = Duration::from_secs(5);
/// The status line fits many times over.
const LONGEST_REPLY: u64 = 4096;

pub(crate) fn ask(addr: SocketAddr) -> io::Result<String> {
    let mut stream = TcpStream::connect_timeout(&reachable(addr), PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.write_all(format!("GET /readyz HTTP/1.0\r\nHost: {addr}\r\n\r\n").as_bytes())?;
    let mut reply = String::new();
    stream.take(LONGEST_REPLY).read_to_string(&mut reply)?;
    match reply.split_whitespace().nth(1) {
        Some("200") => Ok("ready".to_owned()),
        Some(status) => Err(io::Error::other(format!("not ready: the server answers {status}"))),
        None => Err(io::Error::other("not ready: that is no answer of a web server")),
    }
}

/// A server that listens everywhere is asked at home.
fn reachable(addr: SocketAddr) -> SocketAddr {
    let ip = match addr.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, addr.port())
}
