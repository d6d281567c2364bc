//! Laws of drawing a paper, for any blueprint and any bank.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    content::{Difficulty, Domain, Kind, Question, Scale, Slug, Track},
    exam::{Bank, Drawn, Offer, Scope, draw, offers, quotas},
};
use proptest::prelude::*;

fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

/// A track with one concept for each domain, and as many questions of each as `bank` says.
fn exam(weights: &[u32], bank: &[usize], scored: u32, unscored: u32) -> (Track, Vec<Question>) {
    let domains = weights.iter().enumerate().map(|(at, weight)| Domain {
        id: slug(&format!("domain-{at}")),
        title: String::new(),
        weight: *weight,
        tasks: Vec::new(),
        concepts: vec![slug(&format!("concept-{at}"))],
    });
    let track = Track {
        slug: slug("track"),
        title: String::new(),
        summary: String::new(),
        concepts: Vec::new(),
        scored,
        unscored,
        minutes: 130,
        scale: Scale { lowest: 100, highest: 1000 },
        pass: 720,
        sources: Vec::new(),
        domains: domains.collect(),
    };
    let of_domain = |(at, count): (usize, &usize)| (0..*count).map(move |number| question(at, number)).collect();
    (track, bank.iter().enumerate().flat_map::<Vec<Question>, _>(of_domain).collect())
}

fn question(domain: usize, number: usize) -> Question {
    Question {
        id: slug(&format!("q-{domain}-{number}")),
        concept: slug(&format!("concept-{domain}")),
        kind: Kind::Single,
        difficulty: Difficulty::Easy,
        tasks: Vec::new(),
        stem_html: String::new(),
        options: Vec::new(),
        explanation_html: String::new(),
        section: slug("section"),
        line: 1,
        scene: None,
        references: Vec::new(),
    }
}

/// Weights that add up to 100 for up to six domains, and a bank.
fn any_exam() -> impl Strategy<Value = (Vec<u32>, Vec<usize>, u32, u32)> {
    (prop::collection::vec((1_u32..50, 0_usize..30), 1..7), 1_u32..60, 0_u32..20).prop_map(
        |(domains, scored, unscored)| {
            let (weights, bank): (Vec<u32>, Vec<usize>) = domains.into_iter().unzip();
            (quotas(&weights, 100), bank, scored, unscored)
        },
    )
}

fn by_domain(paper: &[Drawn], track: &Track) -> Vec<u32> {
    let mut counts: BTreeMap<&Slug, u32> = BTreeMap::new();
    for drawn in paper.iter().filter(|drawn| drawn.scored) {
        *counts.entry(&drawn.domain).or_default() += 1;
    }
    track.domains.iter().map(|domain| counts.get(&domain.id).copied().unwrap_or(0)).collect()
}

fn offered<'o>(offers: &'o [Offer], scope: &Scope) -> Option<&'o Offer> {
    offers.iter().find(|offer| offer.scope == *scope)
}

proptest! {
    #[test]
    fn every_paper_on_offer_has_the_counts_it_promises_no_repeats_and_nothing_from_outside(
        (weights, bank, scored, unscored) in any_exam(), missed: u64, seed: u64,
    ) {
        let (track, questions) = exam(&weights, &bank, scored, unscored);
        let bank = Bank::of(&track, &questions);
        let wrong_last = bank.only(|id| missed >> (id.as_str().len() * 7 % 64) & 1 == 1);
        for offer in offers(&track, &bank, &wrong_last) {
            let from = if offer.scope == Scope::Missed { &wrong_last } else { &bank };
            let paper = draw(&track, from, &offer, seed);
            prop_assert_eq!(&paper, &draw(&track, from, &offer, seed));
            prop_assert!(offer.scored() > 0 && offer.scored() <= scored && offer.minutes >= 1);
            prop_assert_eq!(u32::try_from(paper.len()).unwrap(), offer.questions());
            prop_assert_eq!(by_domain(&paper, &track), offer.scored.clone());
            let ids: BTreeSet<&Slug> = paper.iter().map(|drawn| &drawn.question).collect();
            prop_assert_eq!(ids.len(), paper.len());
            for drawn in &paper {
                let question = questions.iter().find(|question| question.id == drawn.question);
                prop_assert_eq!(&track.domain_of(question.unwrap()).unwrap().id, &drawn.domain);
            }
        }
    }

    #[test]
    fn a_whole_paper_keeps_the_weights_and_no_larger_one_would(
        (weights, bank, scored, unscored) in any_exam(),
    ) {
        let (track, questions) = exam(&weights, &bank, scored, unscored);
        let offers = offers(&track, &Bank::of(&track, &questions), &Bank::default());
        let fits = |total| {
            let counts = quotas(&weights, total);
            counts.iter().zip(&bank).all(|(count, there)| *count > 0 && usize::try_from(*count).unwrap() <= *there)
        };
        match offered(&offers, &Scope::Whole) {
            Some(offer) => {
                prop_assert_eq!(&offer.scored, &quotas(&weights, offer.scored()));
                prop_assert!(((offer.scored() + 1)..=scored).all(|total| !fits(total)));
                prop_assert!(offer.unscored <= unscored);
                prop_assert!(!offer.full || (offer.scored(), offer.unscored, offer.minutes) == (scored, unscored, 130));
            }
            None => prop_assert!((1..=scored).all(|total| !fits(total))),
        }
    }

    #[test]
    fn a_bank_with_any_question_offers_some_paper_unless_rounding_gives_its_domains_none(
        (weights, bank, scored, unscored) in any_exam(),
    ) {
        let (track, questions) = exam(&weights, &bank, scored, unscored);
        let offers = offers(&track, &Bank::of(&track, &questions), &Bank::default());
        let owed = quotas(&weights, scored);
        let has_any = owed.iter().zip(&bank).any(|(owed, there)| *owed > 0 && *there > 0);
        prop_assert_eq!(!offers.is_empty(), has_any);
    }
}

#[test]
fn every_question_of_the_bank_can_be_drawn_and_can_count() {
    let (track, questions) = exam(&[60, 40], &[7, 5], 5, 2);
    let bank = Bank::of(&track, &questions);
    let offers = offers(&track, &bank, &Bank::default());
    let offer = offered(&offers, &Scope::Whole).unwrap();
    let mut counted = BTreeSet::new();
    let mut beside = BTreeSet::new();
    for drawn in (0..200).flat_map(|seed| draw(&track, &bank, offer, seed)) {
        if drawn.scored {
            counted.insert(drawn.question)
        } else {
            beside.insert(drawn.question)
        };
    }
    assert_eq!((counted.len(), beside.len()), (12, 12));
}

#[test]
fn every_place_of_the_paper_may_hold_a_question_that_does_not_count() {
    let (track, questions) = exam(&[60, 40], &[7, 5], 5, 2);
    let bank = Bank::of(&track, &questions);
    let offers = offers(&track, &bank, &Bank::default());
    let papers = (0..200).map(|seed| draw(&track, &bank, &offers[0], seed));
    let beside: BTreeSet<usize> = papers
        .flat_map(|paper| {
            paper.iter().enumerate().filter(|(_, drawn)| !drawn.scored).map(|(at, _)| at).collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(beside.len(), 7);
}

#[test]
fn a_bank_that_lacks_a_domain_offers_the_others_and_says_how_much_of_the_blueprint_they_are() {
    let (track, questions) = exam(&[32, 26, 24, 18], &[0, 120, 3, 0], 50, 15);
    let offers = offers(&track, &Bank::of(&track, &questions), &Bank::default());
    assert!(offered(&offers, &Scope::Whole).is_none());
    let covered = offered(&offers, &Scope::Covered).unwrap();
    assert_eq!((covered.scored.as_slice(), covered.unscored, covered.weight(&track)), (&[0, 13, 0, 0][..], 0, 26));
    assert_eq!((covered.minutes, covered.full), (26, false));
    let section = offered(&offers, &Scope::Section(slug("domain-2"))).unwrap();
    assert_eq!((section.scored(), section.minutes), (3, 6));
}

#[test]
fn the_shipped_format_is_drawn_in_full_from_a_bank_that_can_fill_it() {
    let (track, questions) = exam(&[32, 26, 24, 18], &[30, 30, 30, 30], 50, 15);
    let offers = offers(&track, &Bank::of(&track, &questions), &Bank::default());
    let whole = offered(&offers, &Scope::Whole).unwrap();
    assert_eq!(
        (whole.scored.as_slice(), whole.unscored, whole.minutes, whole.full),
        (&[16, 13, 12, 9][..], 15, 130, true)
    );
    assert!(offered(&offers, &Scope::Covered).is_none(), "there is nothing that it leaves out");
}
