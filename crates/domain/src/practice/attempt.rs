//! One try at one question: its id, and the order of the options that follows from it.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::shuffle::shuffle;

/// The id of an attempt: a UUID, chosen by whoever shows the question, so that the same try sent twice counts once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String, format = "uuid"))]
#[serde(try_from = "String", into = "String")]
pub struct AttemptId(u128);

/// The text is not a UUID in its hyphenated form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidAttemptId;

impl AttemptId {
    pub fn from_u128(bits: u128) -> Self {
        Self(bits)
    }

    /// A UUID of version 4 (RFC 9562 §5.4) from bytes that the caller drew by chance.
    pub fn from_random_bytes(bytes: [u8; 16]) -> Self {
        let marked = (u128::from_be_bytes(bytes) & !(0xF << 76)) | (0x4 << 76);
        Self((marked & !(0b11 << 62)) | (0b10 << 62))
    }

    /// As [`from_random_bytes`](Self::from_random_bytes), for options that were already shown in the author's order and
    /// must stay there: of the ids that follow the drawn one, the first that leaves `len` options where they are.
    pub fn keeping_order(bytes: [u8; 16], len: usize) -> Self {
        let drawn = u128::from_be_bytes(bytes);
        // One in `len!` orders is the author's. Past seven options the search is not worth its time.
        let tries = if len <= 7 { 100_000_u128 } else { 1 };
        let ids = (0..tries).map(|step| Self::from_random_bytes(drawn.wrapping_add(step).to_be_bytes()));
        let stays = |id: &Self| id.order(len).is_sorted();
        ids.into_iter().find(stays).unwrap_or_else(|| Self::from_random_bytes(bytes))
    }

    /// The order in which this attempt shows `len` options: a permutation of `0..len`.
    ///
    /// It follows from the id alone (Fisher and Yates, driven by `SplitMix64` over the two halves of the id), so the
    /// browser and the server agree on it and a reload keeps it, without anything being stored.
    pub fn order(self, len: usize) -> Vec<usize> {
        #[expect(clippy::cast_possible_truncation, reason = "both halves of the id are wanted, each as 64 bits")]
        let mut state = (self.0 >> 64) as u64 ^ (self.0 as u64).rotate_left(32);
        let mut order: Vec<usize> = (0..len).collect();
        shuffle(&mut order, &mut state);
        order
    }
}

impl fmt::Display for AttemptId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bits = self.0;
        write!(
            f,
            "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
            bits >> 96,
            (bits >> 80) & 0xffff,
            (bits >> 64) & 0xffff,
            (bits >> 48) & 0xffff,
            bits & 0xffff_ffff_ffff
        )
    }
}

impl FromStr for AttemptId {
    type Err = InvalidAttemptId;

    fn from_str(text: &str) -> Result<Self, InvalidAttemptId> {
        let well_placed = |(at, byte): (usize, u8)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        };
        if text.len() != 36 || !text.bytes().enumerate().all(well_placed) {
            return Err(InvalidAttemptId);
        }
        let digits: String = text.chars().filter(|&c| c != '-').collect();
        u128::from_str_radix(&digits, 16).map(Self).map_err(|_| InvalidAttemptId)
    }
}

impl TryFrom<String> for AttemptId {
    type Error = InvalidAttemptId;

    fn try_from(text: String) -> Result<Self, InvalidAttemptId> {
        text.parse()
    }
}

impl From<AttemptId> for String {
    fn from(id: AttemptId) -> Self {
        id.to_string()
    }
}

impl fmt::Display for InvalidAttemptId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an attempt is named by a UUID such as 0190a5b2-7c3d-7e4f-8a1b-2c3d4e5f6a7b")
    }
}

impl std::error::Error for InvalidAttemptId {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_written_form_reads_back(bits: u128) {
            let id = AttemptId::from_u128(bits);
            prop_assert_eq!(id.to_string().parse(), Ok(id));
        }

        #[test]
        fn options_that_were_shown_already_stay_where_they_are(bytes: [u8; 16], len in 1_usize..7) {
            prop_assert_eq!(AttemptId::keeping_order(bytes, len).order(len), (0..len).collect::<Vec<_>>());
        }

        #[test]
        fn the_order_loses_and_repeats_no_option(bits: u128, len in 0_usize..12) {
            let mut order = AttemptId::from_u128(bits).order(len);
            order.sort_unstable();
            prop_assert_eq!(order, (0..len).collect::<Vec<_>>());
        }
    }

    #[test]
    fn every_option_is_first_about_equally_often() {
        let mut first = [0_u32; 4];
        for n in 0..4000_u128 {
            first[AttemptId::from_u128(n * 0x1_0000_0001_0000_0001).order(4)[0]] += 1;
        }
        assert!(first.iter().all(|&count| (850..1150).contains(&count)), "{first:?}");
    }

    #[test]
    fn a_drawn_id_says_that_it_is_of_version_4() {
        let id = AttemptId::from_random_bytes([0xff; 16]).to_string();
        assert_eq!(id, "ffffffff-ffff-4fff-bfff-ffffffffffff");
    }

    #[test]
    fn other_texts_are_refused() {
        for bad in [
            "",
            "0190a5b27c3d7e4f8a1b2c3d4e5f6a7b",
            "0190a5b2-7c3d-7e4f-8a1b-2c3d4e5f6a7g",
            "{0190a5b2-7c3d-7e4f-8a1b-2c3d4e5f6a7}",
        ] {
            assert_eq!(bad.parse::<AttemptId>(), Err(InvalidAttemptId), "{bad}");
        }
    }
}
