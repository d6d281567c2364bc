//! The learner's days: where they live decides the date, and a day begins when the night is over.

use domain::practice::{Day, Preferences};
use jiff::{Timestamp, ToSpan, civil, tz::TimeZone};

/// Tells the day of an instant, for one learner.
#[derive(Clone, Debug)]
pub struct Calendar {
    zone: TimeZone,
    begins: civil::Time,
}

const EPOCH: civil::Date = civil::date(1970, 1, 1);

impl Calendar {
    pub fn of(preferences: &Preferences) -> Self {
        let zone = preferences.time_zone.as_deref().and_then(|name| TimeZone::get(name).ok());
        let minutes = preferences.day_begins.min(24 * 60 - 1);
        let begins = i8::try_from(minutes / 60).and_then(|hour| Ok((hour, i8::try_from(minutes % 60)?)));
        Self {
            zone: zone.unwrap_or(TimeZone::UTC),
            begins: begins
                .ok()
                .and_then(|(hour, minute)| civil::Time::new(hour, minute, 0, 0).ok())
                .unwrap_or_default(),
        }
    }

    /// Whether the time zone database knows this name.
    pub fn knows(zone: &str) -> bool {
        TimeZone::get(zone).is_ok()
    }

    /// The learner's day at an instant. Instants in order have days in order, also where clocks are changed.
    pub fn day(&self, unix_ms: i64) -> Day {
        let instant =
            Timestamp::from_millisecond(unix_ms).unwrap_or(if unix_ms < 0 { Timestamp::MIN } else { Timestamp::MAX });
        let local = self.zone.to_datetime(instant);
        // Where the hour at which a day begins comes twice, the day begins with the first of them.
        let begun = self.begins_on(local.date()).is_none_or(|begin| begin <= instant);
        let date = if begun { local.date() } else { local.date().yesterday().unwrap_or(local.date()) };
        day_of(date)
    }

    /// The instant at which a day begins, in Unix milliseconds.
    pub fn begin_ms(&self, day: Day) -> i64 {
        let date = EPOCH.checked_add(i64::from(day.epoch_days()).days());
        let begin = date.ok().and_then(|date| self.begins_on(date));
        begin.unwrap_or(Timestamp::MAX).as_millisecond()
    }

    fn begins_on(&self, date: civil::Date) -> Option<Timestamp> {
        self.zone.to_ambiguous_timestamp(date.to_datetime(self.begins)).compatible().ok()
    }
}

fn day_of(date: civil::Date) -> Day {
    Day::from_epoch_days(EPOCH.until(date).map_or(0, |span| span.get_days()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn calendar(zone: &str, day_begins: u16) -> Calendar {
        Calendar::of(&Preferences { time_zone: Some(zone.to_owned()), day_begins, ..Preferences::default() })
    }

    fn day(calendar: &Calendar, instant: &str) -> String {
        calendar.day(instant.parse::<Timestamp>().unwrap().as_millisecond()).to_string()
    }

    #[test]
    fn a_day_ends_at_four_in_the_morning_where_the_learner_is() {
        for (zone, before, after) in [
            ("UTC", "2026-11-23T03:59:59Z", "2026-11-23T04:00:00Z"),
            ("Europe/Vienna", "2026-11-23T02:59:59Z", "2026-11-23T03:00:00Z"),
            ("America/Los_Angeles", "2026-11-23T11:59:59Z", "2026-11-23T12:00:00Z"),
            // The first and the last place on earth to begin a day.
            ("Pacific/Kiritimati", "2026-11-22T13:59:59Z", "2026-11-22T14:00:00Z"),
            ("Etc/GMT+12", "2026-11-23T15:59:59Z", "2026-11-23T16:00:00Z"),
            ("Asia/Kathmandu", "2026-11-22T22:14:59Z", "2026-11-22T22:15:00Z"),
        ] {
            let calendar = calendar(zone, 240);
            assert_eq!(
                (day(&calendar, before), day(&calendar, after)),
                ("2026-11-22".into(), "2026-11-23".into()),
                "{zone}"
            );
        }
    }

    #[test]
    fn a_day_begins_at_four_also_when_clocks_were_changed_in_the_night() {
        for (zone, before, after, date) in [
            // Spring: 02:00 becomes 03:00. Autumn: 03:00 becomes 02:00.
            ("Europe/Vienna", "2026-03-29T01:59:59Z", "2026-03-29T02:00:00Z", "2026-03-29"),
            ("Europe/Vienna", "2026-10-25T02:59:59Z", "2026-10-25T03:00:00Z", "2026-10-25"),
            // 04:00 becomes 03:00, so it is four o'clock only once.
            ("Europe/Helsinki", "2026-10-25T01:59:59Z", "2026-10-25T02:00:00Z", "2026-10-25"),
            ("America/New_York", "2026-03-08T07:59:59Z", "2026-03-08T08:00:00Z", "2026-03-08"),
            ("America/New_York", "2026-11-01T08:59:59Z", "2026-11-01T09:00:00Z", "2026-11-01"),
            ("Australia/Lord_Howe", "2026-10-03T16:59:59Z", "2026-10-03T17:00:00Z", "2026-10-04"),
        ] {
            let calendar = calendar(zone, 240);
            assert_ne!(day(&calendar, before), date, "{zone}");
            assert_eq!(day(&calendar, after), date, "{zone}");
        }
    }

    #[test]
    fn a_traveller_has_the_date_of_the_place_that_was_set() {
        let instant = "2026-11-23T01:00:00Z";
        assert_eq!(day(&calendar("Asia/Tokyo", 240), instant), "2026-11-23");
        assert_eq!(day(&calendar("America/Los_Angeles", 240), instant), "2026-11-22");
    }

    #[test]
    fn a_zone_that_does_not_exist_is_not_known() {
        assert!(Calendar::knows("Europe/Vienna") && Calendar::knows("UTC"));
        for name in ["Europe/Atlantis", "", "../../etc/passwd", "Europe"] {
            assert!(!Calendar::knows(name), "{name}");
        }
    }

    proptest! {
        #[test]
        fn days_never_run_backwards_and_begin_where_they_are_said_to(
            zone in prop::sample::select(vec![
                "UTC", "Europe/Vienna", "Europe/Helsinki", "America/New_York", "Australia/Lord_Howe",
                "Pacific/Apia", "Antarctica/Troll", "America/Nuuk",
            ]),
            day_begins in 0_u16..=720,
            at in 0_i64..2_000_000_000_000,
            step in 0_i64..200_000_000,
        ) {
            let calendar = calendar(zone, day_begins);
            let day = calendar.day(at);
            prop_assert!(calendar.day(at + step) >= day);
            prop_assert!(calendar.begin_ms(day) <= at);
            prop_assert!(calendar.begin_ms(day.plus(1)) > at);
        }
    }
}
