//! The play: a sign-in, the refreshes up to now, and what every token is still good for.

use domain::token::{Gate, Verdict as Judged};

use super::{
    form::{Form, Way},
    ways::{self, Tokens},
};
use crate::sandbox::{
    SandboxError,
    lifetimes::Lifetimes,
    scene::{Stage, visit::Visit},
};

pub(super) struct Story {
    pub(super) began_s: i64,
    pub(super) refreshes: Refreshes,
    /// Of the sign-in.
    pub(super) first: Tokens,
    /// Of the last refresh that there was.
    pub(super) renewed: Option<Tokens>,
    pub(super) access: Judged,
    pub(super) id: Judged,
    /// What refreshing gives now.
    pub(super) refreshing: Result<Tokens, String>,
}

/// When the app refreshed: each time at the end of an access token, as long as the refresh token lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Refreshes {
    pub(super) count: u64,
    /// Seconds between them.
    pub(super) every_s: u64,
}

impl Refreshes {
    const NONE: Self = Self { count: 0, every_s: 0 };

    pub(super) fn until(passed_s: u64, lifetimes: &Lifetimes) -> Self {
        let last_moment_s = passed_s.min(lifetimes.refresh.saturating_sub(1));
        Self { count: last_moment_s / lifetimes.access, every_s: lifetimes.access }
    }

    /// Seconds from the sign-in to the last of them, or to the sign-in where there was none.
    pub(super) fn last_s(self) -> u64 {
        self.count * self.every_s
    }
}

impl Story {
    /// The newest tokens that the app has.
    pub(super) fn current(&self) -> &Tokens {
        self.renewed.as_ref().unwrap_or(&self.first)
    }
}

pub(super) fn tell(stage: Stage<'_>, form: &Form) -> Result<Story, SandboxError> {
    let mut visit = Visit::lasting(stage, signed(form.passed_s), |samples| {
        for client in &mut samples.clients {
            client.lifetimes = form.lifetimes;
        }
    });
    let began_s = visit.now_ms.div_euclid(1000);
    let first = ways::sign_in(&visit, form.way)?;
    let refreshes = if form.refreshes { Refreshes::until(form.passed_s, &form.lifetimes) } else { Refreshes::NONE };
    // The pool remembers nothing of a refresh, so the last one gives the same whether the others were played or not.
    visit.wait(signed(refreshes.last_s()));
    let renewed = (refreshes.count > 0).then(|| refresh(&visit, form.way, &first)).transpose();
    let renewed = renewed.map_err(|_| SandboxError::Unwritable)?;
    visit.wait(signed(form.passed_s - refreshes.last_s()));
    let current = renewed.as_ref().unwrap_or(&first);
    let client = visit.sandbox.samples().clients.first().map(|client| client.id.clone()).unwrap_or_default();
    let access = visit.judge(&current.access, Gate::Access, &client, &[])?;
    let id = visit.judge(&current.id, Gate::Id, &client, &[])?;
    let refreshing = refresh(&visit, form.way, &first);
    Ok(Story { began_s, refreshes, first, renewed, access, id, refreshing })
}

fn refresh(visit: &Visit, way: Way, first: &Tokens) -> Result<Tokens, String> {
    ways::refresh(visit, way, first.refresh.as_deref().unwrap_or_default())
}

fn signed(seconds: u64) -> i64 {
    i64::try_from(seconds).unwrap_or(i64::MAX)
}
