//! Laws of the planner and of readiness: what any plan keeps, whoever learns and whenever the exam is.
#![cfg(feature = "schedule")]
#![expect(clippy::expect_used, reason = "a test helper that cannot go on says why")]

use domain::practice::{
    Day,
    plan::{
        Held, Item, LEAST_ANSWERS, Plan, Preparation, Readiness, Record, known_at_first, readiness, right_by_guessing,
    },
    schedule::{Memory, Parameters},
};
use proptest::prelude::*;

const TODAY: i32 = 20_000;
const WEIGHTS: [f32; 3] = [50.0, 30.0, 20.0];

#[derive(Debug)]
struct Case {
    items: Vec<Item>,
    records: Vec<Record>,
    days: u32,
    seconds: f32,
    parameters: Parameters,
}

impl Case {
    fn new(items: Vec<Item>, days: u32, seconds: f32) -> Self {
        Self { items, records: Vec::new(), days, seconds, parameters: Parameters::published() }
    }

    fn preparation(&self) -> Preparation<'_> {
        Preparation {
            items: &self.items,
            weights: &WEIGHTS,
            scored: 50,
            today: Day::from_epoch_days(TODAY),
            exam: Day::from_epoch_days(TODAY).plus(self.days),
            seconds_today: self.seconds,
            seconds_per_day: self.seconds,
            seconds_per_answer: 30.0,
            known_at_first: 0.2,
            records: &self.records,
            parameters: &self.parameters,
        }
    }

    fn plan(&self) -> Plan {
        self.preparation().plan().expect("the exam is ahead")
    }
}

fn item() -> impl Strategy<Value = Item> {
    let memory = (0.05_f32..300.0, 1.0_f32..10.0, prop_oneof![Just(0), 0_i32..100])
        .prop_map(|(stability, difficulty, ago)| (Memory { stability, difficulty }, Day::from_epoch_days(TODAY - ago)));
    (0_usize..3, 0.0_f32..0.5, prop::option::of(memory)).prop_map(|(domain, guess, memory)| Item {
        domain,
        guess,
        memory,
    })
}

fn case() -> impl Strategy<Value = Case> {
    (prop::collection::vec(item(), 1..40), 1_u32..90, 0.0_f32..3000.0)
        .prop_map(|(items, days, seconds)| Case::new(items, days, seconds))
}

fn record() -> impl Strategy<Value = Record> {
    (0_u32..100, 0.0_f32..=1.0, 0.0_f32..=1.0).prop_map(|(answered, right, foreseen)| {
        let share = |share: f32| f32::from(u16::try_from(answered).unwrap_or(0)) * share;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 100")]
        Record { answered, right: share(right) as u32, foreseen: share(foreseen) }
    })
}

fn asked(domain: usize, stability: f32, ago: i32) -> Item {
    let memory = Memory { stability, difficulty: 5.0 };
    Item { domain, guess: 0.25, memory: Some((memory, Day::from_epoch_days(TODAY - ago))) }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn todays_questions_fit_into_todays_time_and_come_once(case in case()) {
        let mut today = case.plan().today;
        prop_assert!(today.iter().all(|at| *at < case.items.len()));
        prop_assert!(u16::try_from(today.len()).is_ok_and(|asked| f32::from(asked) <= (case.seconds / 30.0).ceil()));
        let asked = today.len();
        today.sort_unstable();
        today.dedup();
        prop_assert_eq!(today.len(), asked);
    }

    #[test]
    fn what_was_answered_today_is_not_asked_again_today(case in case()) {
        let answered = |at: &usize| case.items[*at].memory.is_some_and(|(_, day)| day == Day::from_epoch_days(TODAY));
        prop_assert!(!case.plan().today.iter().any(answered));
    }

    #[test]
    fn a_plan_depends_on_nothing_but_what_it_is_given(case in case()) {
        prop_assert_eq!(case.plan(), case.plan());
    }

    #[test]
    fn practice_is_expected_to_help(mut case in case()) {
        let busy = case.plan().on_the_day.total.expected;
        case.seconds = 0.0;
        let idle = case.plan();
        prop_assert!(idle.today.is_empty());
        prop_assert!(busy >= idle.on_the_day.total.expected - 1e-4);
    }

    #[test]
    fn the_course_leads_from_now_to_the_day(case in case()) {
        let (plan, course) = (case.plan(), case.preparation().course().expect("the exam is ahead"));
        let days: Vec<u32> = course.iter().map(|(day, _)| day.since(Day::from_epoch_days(TODAY))).collect();
        prop_assert!(days.windows(2).all(|pair| pair[0] < pair[1]));
        prop_assert_eq!((days.first().copied(), days.last().copied()), (Some(0), Some(case.days)));
        prop_assert_eq!(course.first().map(|(_, outlook)| outlook.clone()), Some(plan.now));
        prop_assert_eq!(course.last().map(|(_, outlook)| outlook.clone()), Some(plan.on_the_day));
    }

    #[test]
    fn what_is_forgotten_by_the_day_is_not_expected_to_come_back(mut case in case()) {
        case.seconds = 0.0;
        let plan = case.plan();
        prop_assert!(plan.on_the_day.total.expected <= plan.now.total.expected + 1e-4);
    }

    #[test]
    fn every_expectation_lies_in_its_band_and_between_guessing_and_all(case in case(), records in prop::collection::vec(record(), 0..4)) {
        let case = Case { records, ..case };
        let plan = case.plan();
        for outlook in [plan.now, plan.on_the_day] {
            for estimate in outlook.domains.into_iter().flatten().chain([outlook.total]) {
                prop_assert!(0.0 <= estimate.low && estimate.low <= estimate.expected, "{estimate:?}");
                prop_assert!(estimate.expected <= estimate.high && estimate.high <= 1.0, "{estimate:?}");
            }
            prop_assert!((0.0..=1.0001).contains(&outlook.covered));
        }
    }

    #[test]
    fn more_minutes_never_cost(case in case(), more in 60.0_f32..1200.0) {
        prop_assert!(case.preparation().with_more(more).is_some_and(|gain| (0.0..=1.0).contains(&gain)));
    }

    #[test]
    fn nothing_that_comes_in_breaks_a_plan(
        stability in any::<f32>(), difficulty in any::<f32>(), guess in any::<f32>(), seconds in any::<f32>(), domain in any::<usize>(),
    ) {
        let memory = Some((Memory { stability, difficulty }, Day::from_epoch_days(TODAY + 5)));
        let plan = Case::new(vec![Item { domain, guess, memory }, asked(0, 2.0, 1)], 9, seconds).plan();
        prop_assert!(plan.on_the_day.total.expected.is_finite());
    }

    #[test]
    fn readiness_is_held_back_until_every_domain_has_enough_answers(case in case(), records in prop::collection::vec(record(), 3)) {
        let case = Case { records, ..case };
        let outlook = case.plan().on_the_day;
        let enough = outlook.domains.iter().all(Option::is_some) && case.records.iter().all(|record| record.answered >= LEAST_ANSWERS);
        match readiness(&WEIGHTS, &case.records, &outlook) {
            Readiness::Between(estimate) => {
                prop_assert!(enough);
                prop_assert_eq!(estimate, outlook.total);
            }
            Readiness::Held(held) => {
                prop_assert!(!enough && !held.is_empty());
                for (at, held) in held {
                    match held {
                        Held::Answers(missing) => prop_assert_eq!(case.records[at].answered + missing, LEAST_ANSWERS),
                        Held::NoQuestions => prop_assert_eq!(outlook.domains[at], None),
                    }
                }
            }
        }
    }

    #[test]
    fn better_answers_never_lower_what_is_expected(case in case(), record in record()) {
        let with = |right| {
            let records = vec![Record { right, ..record }; 3];
            let outlook = Case { records, ..Case::new(case.items.clone(), case.days, 0.0) }.plan().now;
            outlook.total.expected
        };
        prop_assert!(with(record.answered) >= with(record.right) - 1e-5);
        prop_assert!(with(record.right) >= with(0) - 1e-5);
    }

    #[test]
    fn more_answers_of_the_same_kind_never_widen_a_band(case in case(), answered in 0_u32..200, more in 1_u32..200) {
        let width = |answered: u32| {
            let records = vec![Record { answered, right: answered / 2, foreseen: f32::from(u16::try_from(answered / 2).unwrap_or(0)) }; 3];
            let total = Case { records, ..Case::new(case.items.clone(), case.days, 0.0) }.plan().now.total;
            total.high - total.low
        };
        prop_assert!(width(2 * (answered + more)) <= width(2 * answered) + 1e-5);
    }

    #[test]
    fn what_is_known_at_first_is_a_chance_and_rises_with_right_answers(asked in 0_u32..500, right in 0_u32..500, guess in any::<f32>()) {
        let known = known_at_first(right, asked, guess);
        prop_assert!((0.0..=1.0).contains(&known));
        prop_assert!(known_at_first(right + 1, asked, guess) >= known);
    }
}

#[test]
fn after_the_day_there_is_no_plan() {
    assert_eq!(Case::new(vec![asked(0, 2.0, 1)], 0, 600.0).preparation().plan(), None);
}

#[test]
fn a_domain_that_counts_more_comes_first() {
    let items = vec![asked(2, 2.0, 5), asked(0, 2.0, 5)];
    assert_eq!(Case::new(items, 1, 600.0).plan().today, [1, 0]);
}

/// Half a year fades a memory of one day far more than one of ten years.
#[test]
fn what_will_be_forgotten_by_the_day_comes_before_what_will_not() {
    let items = vec![asked(0, 3650.0, 1), asked(0, 1.0, 1)];
    assert_eq!(Case::new(items, 1, 30.0).plan().today, [1]);
}

#[test]
fn a_question_of_no_domain_is_left_out() {
    assert_eq!(Case::new(vec![asked(7, 2.0, 5), asked(0, 2.0, 5)], 3, 600.0).plan().today, [1]);
}

#[test]
fn a_domain_without_questions_has_no_estimate_and_holds_readiness_back() {
    let case = Case::new(vec![asked(0, 2.0, 5), asked(1, 2.0, 5)], 3, 600.0);
    let outlook = case.plan().on_the_day;
    assert_eq!(outlook.domains[2], None);
    assert!((outlook.covered - 0.8).abs() < 1e-6);
    let records = [Record { answered: 50, right: 40, foreseen: 40.0 }; 3];
    assert_eq!(readiness(&WEIGHTS, &records, &outlook), Readiness::Held(vec![(2, Held::NoQuestions)]));
}

#[test]
fn guessing_is_one_of_all_ways_to_choose() {
    for (options, right, chance) in [(4, 1, 0.25), (5, 2, 0.1), (6, 3, 0.05), (2, 2, 1.0), (4, 0, 0.0), (3, 4, 0.0)] {
        assert!((right_by_guessing(options, right) - chance).abs() < 1e-6, "{right} of {options}");
    }
}
