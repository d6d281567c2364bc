//! Times as people read them: a point in UTC, and how long something still is.

use std::cell::Cell;

use domain::practice::Day;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// The last second of the year 9999.
const LAST: i64 = 253_402_300_799;

thread_local! {
    /// What the sandbox's clock is ahead of the browser's, in seconds; both islands of the scene go by it.
    static AHEAD_S: Cell<i64> = const { Cell::new(0) };
    /// When the verdict on the page will be out of date.
    static VERDICT_ENDS_S: Cell<Option<i64>> = const { Cell::new(None) };
}

/// The time by the sandbox's clock, which the browser's may differ from: it may be wrong, or the server's simulated.
pub(super) fn sandbox_now_s() -> i64 {
    browser_now_s().saturating_add(AHEAD_S.get())
}

/// Sets the browser's idea of the sandbox's time, which the server has just told.
pub(super) fn set_sandbox_now_s(now_s: i64) {
    AHEAD_S.set(now_s.saturating_sub(browser_now_s()));
}

pub(super) fn verdict_holds_until(end_s: Option<i64>) {
    VERDICT_ENDS_S.set(end_s);
}

/// Whether it is time to judge again; once for each verdict.
pub(super) fn verdict_has_ended(now_s: i64) -> bool {
    let ended = VERDICT_ENDS_S.get().is_some_and(|end_s| end_s <= now_s);
    if ended {
        VERDICT_ENDS_S.set(None);
    }
    ended
}

#[expect(clippy::cast_possible_truncation, reason = "whole seconds since 1970 are far below the limit of i64")]
fn browser_now_s() -> i64 {
    (js_sys::Date::now() / 1000.0) as i64
}

/// `2026-11-23 00:36:18 UTC`; `None` for what is no time of this calendar.
pub fn utc(unix_s: i64) -> Option<String> {
    if !(0..=LAST).contains(&unix_s) {
        return None;
    }
    let day = Day::from_epoch_days(i32::try_from(unix_s / DAY).ok()?);
    let second = unix_s % DAY;
    let [hour, minute, second] = [second / HOUR, second / MINUTE % 60, second % 60].map(two_digits);
    Some([&day.to_string(), " ", &hour, ":", &minute, ":", &second, " UTC"].concat())
}

/// How long from now on: the two largest units.
pub(super) fn time_left(until_s: i64, now_s: i64) -> String {
    let left = until_s.saturating_sub(now_s);
    if left <= 0 {
        return "expired".to_owned();
    }
    let (first, second) = match left {
        DAY.. => ((left / DAY, " d "), (left % DAY / HOUR, " h left")),
        HOUR.. => ((left / HOUR, " h "), (left % HOUR / MINUTE, " min left")),
        _ => ((left / MINUTE, " min "), (left % MINUTE, " s left")),
    };
    [&first.0.to_string(), first.1, &second.0.to_string(), second.1].concat()
}

fn two_digits(number: i64) -> String {
    let text = number.to_string();
    if number < 10 { ["0", &text].concat() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_written_in_utc() {
        assert_eq!(utc(0).as_deref(), Some("1970-01-01 00:00:00 UTC"));
        assert_eq!(utc(1_700_000_000).as_deref(), Some("2023-11-14 22:13:20 UTC"));
        assert_eq!(utc(LAST).as_deref(), Some("9999-12-31 23:59:59 UTC"));
        assert_eq!((utc(LAST + 1), utc(-1)), (None, None));
    }

    #[test]
    fn the_time_left_is_told_in_its_two_largest_units() {
        for (seconds, words) in [
            (1, "0 min 1 s left"),
            (3599, "59 min 59 s left"),
            (3660, "1 h 1 min left"),
            (30 * DAY, "30 d 0 h left"),
            (0, "expired"),
            (-5, "expired"),
        ] {
            assert_eq!(time_left(1000 + seconds, 1000), words);
        }
    }
}
