//! What was taken back before its time: sessions that were revoked, and refresh tokens that were rotated.

use std::collections::{BTreeMap, VecDeque};

/// By the `origin_jti` of a sign-in. The oldest entry makes room for the newest.
pub(super) struct Revoked {
    most: usize,
    sessions: VecDeque<String>,
    rotations: BTreeMap<String, Rotation>,
    order: VecDeque<String>,
}

#[derive(Clone, Copy, Debug)]
struct Rotation {
    generation: u32,
    at_ms: i64,
}

impl Revoked {
    pub(super) fn up_to(most: usize) -> Self {
        Self { most, sessions: VecDeque::new(), rotations: BTreeMap::new(), order: VecDeque::new() }
    }

    pub(super) fn revoke(&mut self, origin_jti: &str) {
        if self.is_revoked(origin_jti) {
            return;
        }
        self.sessions.truncate(self.most - 1);
        self.sessions.push_front(origin_jti.to_owned());
    }

    pub(super) fn is_revoked(&self, origin_jti: &str) -> bool {
        self.sessions.iter().any(|revoked| revoked == origin_jti)
    }

    /// The generation of the refresh token that takes the place of this one, or `None` where it was replaced before,
    /// longer ago than the grace period.
    pub(super) fn rotate(&mut self, origin_jti: &str, generation: u32, grace_ms: i64, now_ms: i64) -> Option<u32> {
        let known = self.rotations.get(origin_jti).copied();
        let newest = known.map_or(0, |rotation| rotation.generation);
        if generation < newest {
            let within = known.is_some_and(|rotation| now_ms.saturating_sub(rotation.at_ms) < grace_ms);
            return (within && generation + 1 == newest).then_some(newest);
        }
        if known.is_none() {
            if self.order.len() >= self.most
                && let Some(oldest) = self.order.pop_front()
            {
                self.rotations.remove(&oldest);
            }
            self.order.push_back(origin_jti.to_owned());
        }
        let next = generation.saturating_add(1);
        self.rotations.insert(origin_jti.to_owned(), Rotation { generation: next, at_ms: now_ms });
        Some(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rotated_token_is_good_for_the_grace_period_and_not_longer() {
        let mut revoked = Revoked::up_to(10);
        assert_eq!(revoked.rotate("a", 0, 10_000, 0), Some(1));
        assert_eq!(revoked.rotate("a", 0, 10_000, 9_999), Some(1));
        assert_eq!(revoked.rotate("a", 0, 10_000, 10_000), None);
        assert_eq!(revoked.rotate("a", 1, 10_000, 20_000), Some(2));
        assert_eq!(revoked.rotate("a", 0, 10_000, 20_001), None);
    }

    #[test]
    fn what_was_revoked_stays_so_until_there_is_no_room() {
        let mut revoked = Revoked::up_to(2);
        for jti in ["a", "b", "b", "c"] {
            revoked.revoke(jti);
        }
        assert_eq!(["a", "b", "c"].map(|jti| revoked.is_revoked(jti)), [false, true, true]);
    }
}
