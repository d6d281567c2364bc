//! Shuffling that follows from a number alone: the same number, the same order, on the server and in the browser.

/// Fisher and Yates, driven by `SplitMix64`.
pub(crate) fn shuffle<T>(items: &mut [T], state: &mut u64) {
    for last in (1..items.len()).rev() {
        // The bias of the remainder is below 2^-50 for lists of a few thousand.
        #[expect(clippy::cast_possible_truncation, reason = "the remainder is at most `last`, a usize")]
        let swap = (split_mix(state) % (last as u64 + 1)) as usize;
        items.swap(last, swap);
    }
}

/// `SplitMix64` (Steele, Lea and Flood 2014), with the constants of its public-domain reference.
pub(crate) fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut bits = *state;
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}
