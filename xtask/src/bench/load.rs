//! Asks a server as often as it answers, over connections that stay open, and counts.

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::SocketAddr;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use mio::net::TcpStream;
use mio::{Events, Interest, Poll, Registry, Token};

use crate::http::Length;

/// Two, as any load generator would take here: with one, the generator is what gets measured.
const THREADS: usize = 2;

/// What a server made of a load.
pub(crate) struct Load {
    /// Answers per second.
    pub(crate) rate: f64,
    /// What all but a hundredth of the answers stayed below, from the request on.
    pub(crate) p99: Duration,
}

/// Answers per second of `connections` that each wait for one answer before they ask again; `ask` makes the n-th
/// request of a connection.
pub(crate) fn rate(
    address: SocketAddr,
    connections: usize,
    time: Duration,
    ask: &(impl Fn(usize, u64) -> Vec<u8> + Sync),
) -> Result<f64> {
    measure(address, connections, time, ask).map(|load| load.rate)
}

/// As [`rate`], with the time that answers took.
pub(crate) fn measure(
    address: SocketAddr,
    connections: usize,
    time: Duration,
    ask: &(impl Fn(usize, u64) -> Vec<u8> + Sync),
) -> Result<Load> {
    let deadline = Instant::now() + time;
    let run = |thread: usize| {
        let mine = (0..connections).filter(|connection| connection % THREADS == thread).collect::<Vec<_>>();
        run_connections(address, &mine, deadline, ask)
    };
    let answers: Vec<Vec<Duration>> = thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS.min(connections)).map(|thread| scope.spawn(move || run(thread))).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap_or_else(|_| bail!("a thread ended early")))
            .collect::<Result<_>>()
    })?;
    let mut answers = answers.concat();
    answers.sort_unstable();
    let p99 = answers.get(answers.len() * 99 / 100).copied().context("not one answer came in time")?;
    #[expect(clippy::cast_precision_loss, reason = "nobody counts to 2^53 answers")]
    let rate = answers.len() as f64 / time.as_secs_f64();
    Ok(Load { rate, p99 })
}

/// How long each answer took.
fn run_connections(
    address: SocketAddr,
    mine: &[usize],
    deadline: Instant,
    ask: &(impl Fn(usize, u64) -> Vec<u8> + Sync),
) -> Result<Vec<Duration>> {
    let mut poll = Poll::new()?;
    let mut events = Events::with_capacity(mine.len());
    let mut buffer = vec![0; 1 << 16];
    let mut connections = Vec::new();
    for (index, &number) in mine.iter().enumerate() {
        connections.push(Connection::open(poll.registry(), address, Token(index), number, ask)?);
    }
    while Instant::now() < deadline {
        if let Err(error) = poll.poll(&mut events, Some(Duration::from_millis(50)))
            && error.kind() != ErrorKind::Interrupted
        {
            return Err(error).context("wait for answers");
        }
        for event in &events {
            if let Some(connection) = connections.get_mut(event.token().0) {
                connection.go_on(poll.registry(), &mut buffer, ask)?;
            }
        }
    }
    Ok(connections.into_iter().flat_map(|connection| connection.answers).collect())
}

struct Connection {
    address: SocketAddr,
    stream: TcpStream,
    token: Token,
    number: usize,
    answers: Vec<Duration>,
    asked: Instant,
    to_send: Vec<u8>,
    received: Vec<u8>,
}

impl Connection {
    fn open(
        registry: &Registry,
        address: SocketAddr,
        token: Token,
        number: usize,
        ask: &(impl Fn(usize, u64) -> Vec<u8> + Sync),
    ) -> Result<Self> {
        let (asked, to_send) = (Instant::now(), ask(number, 0));
        let stream = connect(registry, address, token)?;
        Ok(Self { address, stream, token, number, answers: Vec::new(), asked, to_send, received: Vec::new() })
    }

    /// Sends and receives until the other side has nothing more for us.
    fn go_on(
        &mut self,
        registry: &Registry,
        buffer: &mut [u8],
        ask: &(impl Fn(usize, u64) -> Vec<u8> + Sync),
    ) -> Result<()> {
        loop {
            self.send()?;
            match self.stream.read(buffer) {
                Ok(0) => bail!("the server closed a connection"),
                Ok(count) => self.received.extend_from_slice(&buffer[..count]),
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error).context("read an answer"),
            }
            if let Some(answer) = self.answered()? {
                self.answers.push(self.asked.elapsed());
                self.received.clear();
                self.asked = Instant::now();
                self.to_send = ask(self.number, self.answers.len() as u64);
                if answer.closes {
                    // Not every server keeps its connections; the new one is part of what the next answer takes.
                    registry.deregister(&mut self.stream)?;
                    self.stream = connect(registry, self.address, self.token)?;
                }
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

    /// The extent of the answer once it is complete.
    fn answered(&self) -> Result<Option<Length>> {
        let Some(length) = Length::of(&self.received)? else { return Ok(None) };
        ensure!((200..300).contains(&length.status), "the server answered {}", length.status);
        let is_complete = match length.body {
            Some(body) => self.received.len() >= length.head + body,
            None => self.received.ends_with(b"0\r\n\r\n"),
        };
        Ok(is_complete.then_some(length))
    }
}

fn connect(registry: &Registry, address: SocketAddr, token: Token) -> Result<TcpStream> {
    let stream = std::net::TcpStream::connect(address).context("connect")?;
    stream.set_nodelay(true)?;
    stream.set_nonblocking(true)?;
    let mut stream = TcpStream::from_std(stream);
    registry.register(&mut stream, token, Interest::READABLE | Interest::WRITABLE)?;
    Ok(stream)
}
