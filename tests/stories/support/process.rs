//! The program itself, started as an operator starts it and stopped as the system stops it.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::{Child, Command, Output, Stdio},
    thread,
};

pub struct Server {
    child: Child,
    pub address: String,
}

pub fn quizmint(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_quizmint"));
    command.args(args).env("RUST_LOG", "info").env_remove("QUIZMINT_ADDR");
    command
}

pub fn run(args: &[&str]) -> Output {
    quizmint(args).output().unwrap()
}

impl Server {
    /// Starts on a free port and waits until it says where.
    pub fn start(database_url: &str) -> Self {
        let args = ["serve", "--addr", "127.0.0.1:0", "--limits", "off", "--database-url", database_url];
        let mut child = quizmint(&args).stderr(Stdio::piped()).spawn().unwrap();
        let mut log = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        let address = loop {
            line.clear();
            assert!(log.read_line(&mut line).unwrap() > 0, "the server ended before it served");
            if let Some((_, rest)) = line.split_once("addr=") {
                break rest.split_whitespace().next().unwrap().to_owned();
            }
        };
        // The pipe must be read on, or the server would block when it is full.
        thread::spawn(move || std::io::copy(&mut log, &mut std::io::sink()));
        Self { child, address }
    }

    /// A server that someone else started.
    pub fn running_at(child: Child, address: String) -> Self {
        Self { child, address }
    }

    /// As a power failure would end it.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// As [`kill`](Self::kill), while others still talk to it.
    pub fn kill_from_outside(&self) {
        let killed = Command::new("kill").args(["-KILL", &self.child.id().to_string()]).status().unwrap();
        assert!(killed.success());
    }

    /// As a service manager ends it; returns whether it ended well.
    pub fn terminate(mut self) -> bool {
        let stopped = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(stopped.success());
        self.child.wait().unwrap().success()
    }

    pub fn post(&self, path: &str, cookie: &str, body: &str) -> Option<(u16, String)> {
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\nCookie: {cookie}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            self.address,
            body.len()
        );
        exchange(&self.address, &(head + body))
    }

    pub fn get(&self, path: &str) -> Option<(u16, String)> {
        exchange(&self.address, &format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A test that failed must not leave it behind.
        let _ended_already = self.child.kill();
        let _reaped_already = self.child.wait();
    }
}

/// `None` where the connection broke before the whole answer was there.
fn exchange(address: &str, request: &str) -> Option<(u16, String)> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.write_all(request.as_bytes()).ok()?;
    let mut reply = String::new();
    stream.read_to_string(&mut reply).ok()?;
    let (head, body) = reply.split_once("\r\n\r\n")?;
    let length = head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
    let whole = length.is_none_or(|length: usize| length == body.len());
    let status = head.split(' ').nth(1)?.parse().ok()?;
    whole.then(|| (status, reply.clone()))
}
