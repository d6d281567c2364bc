//! What must be read first must not lead back: a reader could never begin.

use std::collections::HashMap;

use domain::content::Slug;

use super::Draft;
use crate::content::{Rule, Span};

/// How far a concept has been followed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Unseen,
    /// It is on the path that is being followed.
    Open,
    Done,
}

pub(super) fn check(draft: &mut Draft<'_>) {
    for (at, span, message) in Walk::new(draft).cycles() {
        let flaws = draft.flaws.entry(draft.concepts[at].path).or_default();
        flaws.add(Rule::PrerequisiteCycle, span, message).hint("take one of these prerequisites out");
    }
}

/// The concepts by number, and where each of their prerequisites leads.
struct Walk {
    names: Vec<Slug>,
    leads_to: Vec<Vec<(usize, Span)>>,
}

impl Walk {
    fn new(draft: &Draft<'_>) -> Self {
        let concepts = &draft.concepts;
        let at: HashMap<&Slug, usize> = concepts.iter().enumerate().map(|(at, file)| (&file.slug, at)).collect();
        let follow = |(slug, span): &(Slug, Span)| Some((*at.get(slug)?, span.clone()));
        Self {
            names: concepts.iter().map(|file| file.slug.clone()).collect(),
            leads_to: concepts
                .iter()
                .map(|file| file.front.prerequisites.iter().filter_map(follow).collect())
                .collect(),
        }
    }

    /// Each prerequisite that closes a cycle: whose it is, where it stands, and what to say.
    fn cycles(&self) -> Vec<(usize, Span, String)> {
        let (mut states, mut found) = (vec![State::Unseen; self.names.len()], Vec::new());
        for start in 0..self.names.len() {
            self.follow(start, &mut states, &mut found);
        }
        found
    }

    /// Depth first, with a stack of its own: a chain may be as long as there are concepts.
    fn follow(&self, start: usize, states: &mut [State], found: &mut Vec<(usize, Span, String)>) {
        if states[start] != State::Unseen {
            return;
        }
        states[start] = State::Open;
        let mut path = vec![(start, 0)];
        while let Some((at, next)) = path.last_mut() {
            let (at, edge) = (*at, self.leads_to[*at].get(*next));
            *next += 1;
            let Some((to, span)) = edge else {
                states[at] = State::Done;
                path.pop();
                continue;
            };
            match states[*to] {
                State::Unseen => {
                    states[*to] = State::Open;
                    path.push((*to, 0));
                }
                State::Open => found.push((at, span.clone(), self.sentence(&path, *to))),
                State::Done => {}
            }
        }
    }

    fn sentence(&self, path: &[(usize, usize)], back_to: usize) -> String {
        let cycle = path.iter().map(|(at, _)| *at).skip_while(|at| *at != back_to).chain([back_to]);
        let names: Vec<&str> = cycle.map(|at| self.names[at].as_str()).collect();
        format!("the prerequisites lead back to where they began: {}", names.join(" → "))
    }
}
