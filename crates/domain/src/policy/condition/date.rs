//! Dates as policies write them: the W3C's forms of ISO 8601, or seconds since 1970.

const DAY: i64 = 86_400_000;

/// Milliseconds since 1970. Four digits are a year, more are seconds.
pub(super) fn parse(text: &str) -> Option<i64> {
    if text.len() > 4 && text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse::<i64>().ok()?.checked_mul(1000);
    }
    let (date, time) = text.split_once('T').map_or((text, None), |(date, time)| (date, Some(time)));
    let mut parts = date.split('-');
    let year = digits(parts.next()?, 4, 0, 9999)?;
    let month = parts.next().map_or(Some(1), |text| digits(text, 2, 1, 12))?;
    let day = parts.next().map_or(Some(1), |text| digits(text, 2, 1, days_of(year, month)))?;
    if parts.next().is_some() || (time.is_some() && date.len() < 10) {
        return None;
    }
    let of_day = time.map_or(Some(0), milliseconds)?;
    Some(epoch_day(year, month, day) * DAY + of_day)
}

/// `08:30Z`, `08:30:15.5+01:00`; without a zone it is no moment.
fn milliseconds(text: &str) -> Option<i64> {
    let zone_at = text.find(['Z', '+', '-'])?;
    let (clock, zone) = text.split_at(zone_at);
    let mut parts = clock.split(':');
    let hour = digits(parts.next()?, 2, 0, 23)?;
    let minute = digits(parts.next()?, 2, 0, 59)?;
    let of_second = parts.next().map_or(Some(0), of_second)?;
    if parts.next().is_some() {
        return None;
    }
    Some((hour * 60 + minute - offset(zone)?) * 60_000 + of_second)
}

fn of_second(text: &str) -> Option<i64> {
    let (second, fraction) = text.split_once('.').unwrap_or((text, "0"));
    if fraction.is_empty() || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let thousandths: String = fraction.chars().chain("000".chars()).take(3).collect();
    Some(digits(second, 2, 0, 59)? * 1000 + thousandths.parse::<i64>().ok()?)
}

/// Minutes to the east.
fn offset(zone: &str) -> Option<i64> {
    if zone == "Z" {
        return Some(0);
    }
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let (hour, minute) = zone.get(1..)?.split_once(':')?;
    Some(sign * (digits(hour, 2, 0, 23)? * 60 + digits(minute, 2, 0, 59)?))
}

fn digits(text: &str, length: usize, least: i64, most: i64) -> Option<i64> {
    let plain = text.len() == length && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten().filter(|value| (least..=most).contains(value))
}

fn days_of(year: i64, month: i64) -> i64 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// After Howard Hinnant's `days_from_civil`.
fn epoch_day(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_the_same_moment_is_the_same_number() {
        for text in [
            "1795420800",
            "2026-11-23T08:00Z",
            "2026-11-23T08:00:00Z",
            "2026-11-23T08:00:00.000Z",
            "2026-11-23T09:00:00+01:00",
            "2026-11-23T03:30:00-04:30",
        ] {
            assert_eq!(parse(text), Some(1_795_420_800_000), "{text}");
        }
    }

    #[test]
    fn a_year_a_month_and_a_day_begin_at_midnight() {
        assert_eq!(parse("1970"), Some(0));
        assert_eq!(parse("1970-02"), Some(31 * DAY));
        assert_eq!(parse("2000-02-29"), Some(951_782_400_000));
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "yesterday",
            "2026-13",
            "2026-02-29",
            "2026-11-23T08:00:00",
            "2026-11-23T25:00Z",
            "2026-11T08:00Z",
            "2026-11-23T08:00:00.Z",
            "2026-11-23T08:00:00+1:00",
            "-5",
            "99999999999999999999",
            "２０２６",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
