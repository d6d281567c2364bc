//! Sign-ins under way: what the server remembers between a challenge and its answer, under a text that only the client
//! of that sign-in has.

use std::collections::{BTreeMap, VecDeque};

use base64::{Engine, engine::general_purpose::STANDARD};
use domain::trigger::Challenge as Round;
use rand::Rng;

use super::srp::Challenge;

/// The default of an app client.
const LIFE_MS: i64 = 3 * 60 * 1000;
const MOST_TRIES: u8 = 3;
const NAME_BYTES: usize = 48;

#[derive(Clone)]
pub(super) struct Ticket {
    pub(super) client: String,
    pub(super) username: String,
    pub(super) asks: Asks,
    made_ms: i64,
    tries: u8,
}

/// What the next answer must be to.
#[derive(Clone)]
pub(super) enum Asks {
    /// The proof of SRP, and whether a custom challenge follows it.
    PasswordProof {
        srp: Box<Challenge>,
        then_custom: bool,
    },
    Totp,
    SmsCode(String),
    EmailCode(String),
    /// First factor by a code, as the choice-based sign-in has it.
    EmailFirst(String),
    NewPassword,
    Choice,
    Custom {
        rounds: Vec<Round>,
        private: BTreeMap<String, String>,
        metadata: Option<String>,
    },
}

/// The oldest makes room for the newest.
#[derive(Clone)]
pub(super) struct Tickets {
    most: usize,
    open: VecDeque<(String, Ticket)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoTicket {
    Unknown,
    Expired,
}

impl Tickets {
    pub(super) fn up_to(most: usize) -> Self {
        Self { most, open: VecDeque::new() }
    }

    /// Returns the text under which it can be had: the `Session`, or the secret block of SRP.
    pub(super) fn open(
        &mut self,
        (client, username): (&str, &str),
        asks: Asks,
        now_ms: i64,
        rng: &mut impl Rng,
    ) -> String {
        let ticket =
            Ticket { client: client.to_owned(), username: username.to_owned(), asks, made_ms: now_ms, tries: 0 };
        let name = STANDARD.encode(rng.random::<[u8; NAME_BYTES]>());
        while self.open.len() >= self.most {
            self.open.pop_front();
        }
        self.open.push_back((name.clone(), ticket));
        name
    }

    /// Takes it: each is good for one answer.
    pub(super) fn take(&mut self, name: &str, now_ms: i64) -> Result<Ticket, NoTicket> {
        let place = self.open.iter().position(|(open, _)| open == name).ok_or(NoTicket::Unknown)?;
        let (_, ticket) = self.open.remove(place).ok_or(NoTicket::Unknown)?;
        if now_ms.saturating_sub(ticket.made_ms) > LIFE_MS { Err(NoTicket::Expired) } else { Ok(ticket) }
    }

    /// After a wrong code, for another try; not after the last one.
    pub(super) fn put_back(&mut self, name: &str, mut ticket: Ticket) {
        ticket.tries += 1;
        if ticket.tries < MOST_TRIES {
            self.open.push_back((name.to_owned(), ticket));
        }
    }
}
