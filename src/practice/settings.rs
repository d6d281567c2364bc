//! Settings: what a learner typed or sent, read into preferences, with a sentence for everything that cannot be.

use domain::practice::{Day, ExamDay, Preferences};
use jiff::civil;

use super::calendar::{Calendar, day_of};
use crate::content::Library;

/// What stands in the fields; a message goes beside the one that it is about, and nothing that was typed is lost.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    pub time_zone: String,
    /// `04:00`
    pub day_begins: String,
    /// In percent.
    pub retention: String,
    pub new_per_day: String,
    pub reviews_per_day: String,
    pub shortcuts: bool,
    /// In percent.
    pub extra_time: String,
    pub exam_track: String,
    /// `2027-01-14`
    pub exam_day: String,
    pub minutes_per_day: String,
}

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingProblem {
    pub field: &'static str,
    pub sentence: String,
}

/// An exam further away than this is a slip of the keyboard.
const MOST_YEARS: u32 = 5;
const MINUTES_WITHOUT_A_WORD: &str = "20";

impl Wish {
    pub fn of(preferences: &Preferences) -> Self {
        let exam = preferences.exam_day.as_ref();
        Self {
            time_zone: preferences.time_zone.clone().unwrap_or_default(),
            day_begins: format!("{:02}:{:02}", preferences.day_begins / 60, preferences.day_begins % 60),
            retention: percent(preferences.retention),
            new_per_day: preferences.new_per_day.to_string(),
            reviews_per_day: preferences.reviews_per_day.to_string(),
            shortcuts: preferences.shortcuts,
            extra_time: preferences.extra_time.to_string(),
            exam_track: exam.map(|exam| exam.track.to_string()).unwrap_or_default(),
            exam_day: exam.map(|exam| exam.day.to_string()).unwrap_or_default(),
            minutes_per_day: exam.map(|exam| exam.minutes_per_day.to_string()).unwrap_or_default(),
        }
    }

    /// Without the exam, once its day has passed.
    #[must_use]
    pub fn without_past_exam(self, preferences: &Preferences, today: Day) -> Self {
        match &preferences.exam_day {
            Some(exam) if exam.day < today => {
                Self { exam_track: String::new(), exam_day: String::new(), minutes_per_day: String::new(), ..self }
            }
            _ => self,
        }
    }

    pub fn read(&self, library: &Library, today: Day) -> Result<Preferences, Vec<SettingProblem>> {
        let mut problems = Vec::new();
        let mut problem = |field, sentence: String| problems.push(SettingProblem { field, sentence });
        let time_zone = Some(self.time_zone.trim()).filter(|zone| !zone.is_empty());
        if let Some(zone) = time_zone.filter(|zone| !Calendar::knows(zone)) {
            let short: String = zone.chars().take(60).collect();
            problem("time_zone", format!("There is no time zone “{short}”. Names look like Europe/Vienna or UTC."));
        }
        let day_begins = minutes_of(&self.day_begins).filter(|minutes| Preferences::DAY_BEGINS.contains(minutes));
        if day_begins.is_none() {
            problem("day_begins", "A day begins between 00:00 and 12:00, such as 04:00.".to_owned());
        }
        let retention = self.retention.trim().parse::<f32>().ok().map(|percent| percent / 100.0);
        let retention = retention.filter(|share| Preferences::RETENTION.contains(share));
        if retention.is_none() {
            problem("retention", "Choose between 70 and 97 percent.".to_owned());
        }
        let mut number = |field, text: &str, range: &std::ops::RangeInclusive<u16>, what: &str| {
            let number = text.trim().parse::<u16>().ok().filter(|number| range.contains(number));
            if number.is_none() {
                problem(field, format!("{what}: a whole number from {} to {}.", range.start(), range.end()));
            }
            number.unwrap_or_default()
        };
        let new_per_day = number("new_per_day", &self.new_per_day, &Preferences::NEW_PER_DAY, "New questions a day");
        let reviews_per_day =
            number("reviews_per_day", &self.reviews_per_day, &Preferences::REVIEWS_PER_DAY, "Reviews a day");
        let extra_time = number("extra_time", &self.extra_time, &Preferences::EXTRA_TIME, "Extra time in percent");
        let (exam_day, exam_problems) = self.exam(library, today);
        problems.extend(exam_problems);
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(Preferences {
            time_zone: time_zone.map(str::to_owned),
            day_begins: day_begins.unwrap_or_default(),
            retention: retention.unwrap_or_default(),
            new_per_day,
            reviews_per_day,
            shortcuts: self.shortcuts,
            extra_time,
            exam_day,
        })
    }

    /// Track and day belong together; without minutes, twenty are meant.
    fn exam(&self, library: &Library, today: Day) -> (Option<ExamDay>, Vec<SettingProblem>) {
        let (track, day) = (self.exam_track.trim(), self.exam_day.trim());
        if track.is_empty() && day.is_empty() {
            return (None, Vec::new());
        }
        let mut problems = Vec::new();
        let mut problem =
            |field, sentence: &str| problems.push(SettingProblem { field, sentence: sentence.to_owned() });
        let track = track.parse().ok().filter(|slug| library.track(slug).is_some());
        if track.is_none() {
            problem("exam_track", "Choose the exam that the day is for.");
        }
        let day = day.parse::<civil::Date>().map(day_of).ok();
        match day {
            None => problem("exam_day", "Give the day of the exam as year, month and day, such as 2027-01-14."),
            Some(day) if day < today => problem("exam_day", "This day has passed. Choose today or a later one."),
            Some(day) if day.since(today) > MOST_YEARS * 366 => {
                problem("exam_day", "This day is more than five years away. Is the year right?");
            }
            Some(_) => {}
        }
        let typed = Some(self.minutes_per_day.trim()).filter(|minutes| !minutes.is_empty());
        let minutes = typed.unwrap_or(MINUTES_WITHOUT_A_WORD).parse().ok();
        let minutes = minutes.filter(|minutes| Preferences::MINUTES_PER_DAY.contains(minutes));
        if minutes.is_none() {
            problem("minutes_per_day", "Minutes a day: a whole number from 1 to 720.");
        }
        match (track, day, minutes) {
            (Some(track), Some(day), Some(minutes_per_day)) => {
                (Some(ExamDay { track, day, minutes_per_day }), problems)
            }
            _ => (None, problems),
        }
    }
}

/// `90` for 0.9, `92.5` for 0.925.
pub fn percent(share: f32) -> String {
    ((f64::from(share) * 1000.0).round() / 10.0).to_string()
}

fn minutes_of(time: &str) -> Option<u16> {
    let (hour, minute) = time.trim().split_once(':')?;
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: i32 = 20_779;

    fn read(change: impl FnOnce(&mut Wish)) -> Result<Preferences, Vec<&'static str>> {
        let mut wish = Wish::of(&Preferences::default());
        change(&mut wish);
        let read = wish.read(&Library::default(), Day::from_epoch_days(TODAY));
        read.map_err(|problems| problems.into_iter().map(|problem| problem.field).collect())
    }

    #[test]
    fn preferences_stay_as_they_are_when_nothing_is_changed() {
        assert_eq!(read(|_| {}), Ok(Preferences::default()));
        let other = Preferences {
            time_zone: Some("Pacific/Kiritimati".to_owned()),
            day_begins: 5 * 60 + 30,
            retention: 0.925,
            new_per_day: 0,
            reviews_per_day: 10_000,
            shortcuts: false,
            extra_time: 50,
            exam_day: None,
        };
        let read = Wish::of(&other).read(&Library::default(), Day::from_epoch_days(TODAY));
        assert_eq!(read, Ok(other));
    }

    #[test]
    fn every_field_that_cannot_be_is_named_at_once() {
        let wrong = read(|wish| {
            wish.time_zone = "Europe/Atlantis".to_owned();
            wish.day_begins = "25:00".to_owned();
            wish.retention = "99".to_owned();
            wish.new_per_day = "-1".to_owned();
            wish.reviews_per_day = "many".to_owned();
            wish.extra_time = "201".to_owned();
            wish.exam_day = "2027-02-30".to_owned();
            wish.minutes_per_day = "0".to_owned();
        });
        let all = [
            "time_zone",
            "day_begins",
            "retention",
            "new_per_day",
            "reviews_per_day",
            "extra_time",
            "exam_track",
            "exam_day",
            "minutes_per_day",
        ];
        assert_eq!(wrong, Err(all.to_vec()));
    }

    #[test]
    fn an_exam_day_is_neither_past_nor_absurdly_far() {
        for day in ["2026-11-21", "1970-01-01", "2099-01-01", "0000-00-00", "tomorrow"] {
            let wrong = read(|wish| {
                wish.exam_day = day.to_owned();
                wish.exam_track = "any".to_owned();
            });
            assert!(wrong.is_err_and(|fields| fields.contains(&"exam_day")), "{day}");
        }
    }

    #[test]
    fn the_bounds_of_retention_are_taken_and_what_is_no_number_is_not() {
        assert!(
            read(|wish| wish.retention = "70".to_owned()).is_ok()
                && read(|wish| wish.retention = "97".to_owned()).is_ok()
        );
        for bad in ["69.9", "97.1", "NaN", "inf", "", "0.9"] {
            assert_eq!(read(|wish| wish.retention = bad.to_owned()), Err(vec!["retention"]), "{bad}");
        }
    }
}
