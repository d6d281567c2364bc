//! Asks a server as often as it answers, over connections that stay open, and counts.

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::SocketAddr;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use mio::net::TcpStream;
use mio::{Events, Interest, Poll, Token};

use crate::http::Length;

/// Two, as any load generator would take here: with one, the generator is what gets measured.
const THREADS: usize = 2;

/// Answers per second of `connections` that each wait for one answer before they ask again; `ask` makes the n-th
/// request of a connection.
pub(crate) fn rate(
    address: SocketAddr,
    connections: usize,
    time: Duration,
    ask: &(impl Fn(usize, u64) -> Vec<u8> + Sync),
) -> Result<f64> {
    let deadline = Instant::now() + time;
    let run = |thread: usize| {
        let mine = (0..connections).filter(|connection| connection % THREADS == thread).collect::<Vec<_>>();
        run_connections(address, &mine, deadline, ask)
    };
    let answers: u64 = thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS).map(|thread| scope.spawn(move || run(thread))).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap_or_else(|_| bail!("a thread ended early")))
            .sum::<Result<u64>>()
    })?;
    #[expect(clippy::cast_precision_loss, reason = "nobody counts to 2^53 answers")]
    Ok(answers as f64 / time.as_secs_f64())
}

fn run_connections(
    address: SocketAddr,
    mine: &[usize],
    deadline: Instant,
    ask: &(impl Fn(usize, u64) -> Vec<u8> + Sync),
) -> Result<u64> {
    let mut poll = Poll::new()?;
    let mut events = Events::with_capacity(mine.len());
    let mut buffer = vec![0; 1 << 16];
    let mut connections = Vec::new();
    for (index, &number) in mine.iter().enumerate() {
        let mut connection = Connection::open(address, number, ask).context("connect")?;
        let interest = Interest::READABLE | Interest::WRITABLE;
        poll.registry().register(&mut connection.stream, Token(index), interest)?;
        connections.push(connection);
    }
    while Instant::now() < deadline {
        if let Err(error) = poll.poll(&mut events, Some(Duration::from_millis(50)))
            && error.kind() != ErrorKind::Interrupted
        {
            return Err(error).context("wait for answers");
        }
        for event in &events {
            if let Some(connection) = connections.get_mut(event.token().0) {
                connection.go_on(&mut buffer, ask)?;
            }
        }
    }
    Ok(connections.iter().map(|connection| connection.answers).sum())
}

struct Connection {
    stream: TcpStream,
    number: usize,
    answers: u64,
    to_send: Vec<u8>,
    received: Vec<u8>,
}

impl Connection {
    fn open(address: SocketAddr, number: usize, ask: &(impl Fn(usize, u64) -> Vec<u8> + Sync)) -> Result<Self> {
        let stream = std::net::TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_nonblocking(true)?;
        let stream = TcpStream::from_std(stream);
        Ok(Self { stream, number, answers: 0, to_send: ask(number, 0), received: Vec::new() })
    }

    /// Sends and receives until the other side has nothing more for us.
    fn go_on(&mut self, buffer: &mut [u8], ask: &(impl Fn(usize, u64) -> Vec<u8> + Sync)) -> Result<()> {
        loop {
            self.send()?;
            match self.stream.read(buffer) {
                Ok(0) => bail!("the server closed a connection"),
                Ok(count) => self.received.extend_from_slice(&buffer[..count]),
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error).context("read an answer"),
            }
            if self.is_answered()? {
                self.answers += 1;
                self.received.clear();
                self.to_send = ask(self.number, self.answers);
            }
        }
    }

    fn send(&mut self) -> Result<()> {
        while !self.to_send.is_empty() {
            match self.stream.write(&self.to_send) {
                Ok(count) => drop(self.to_send.drain(..count)),
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error).context("send a request"),
            }
        }
        Ok(())
    }

    fn is_answered(&self) -> Result<bool> {
        let Some(length) = Length::of(&self.received)? else { return Ok(false) };
        ensure!((200..300).contains(&length.status), "the server answered {}", length.status);
        Ok(match length.body {
            Some(body) => self.received.len() >= length.head + body,
            None => self.received.ends_with(b"0\r\n\r\n"),
        })
    }
}
