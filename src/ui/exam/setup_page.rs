//! Before an exam: its format, what the bank holds of it, and which papers that allows.

use domain::{
    content::Track,
    exam::{Offer, Scope, quotas},
};
use leptos::prelude::*;

use super::{exams_page::facts, words};

#[derive(Clone, Debug)]
pub struct ExamSetupPage {
    pub track: Track,
    /// How many questions the bank has of each domain.
    pub bank: Vec<usize>,
    pub offers: Vec<Offer>,
    /// Per cent, as the learner chose it before.
    pub extra_time: u16,
    pub problem: Option<String>,
}

/// What examining bodies usually grant.
const EXTRA: [u16; 4] = [0, 25, 50, 100];

impl ExamSetupPage {
    pub fn view(self) -> impl IntoView {
        view! {
            <div class="exam-setup">
                <nav class="breadcrumb" aria-label="Path">
                    <ol><li><a href="/exams">"Exams"</a></li><li aria-current="page">{self.track.title.clone()}</li></ol>
                </nav>
                <h1>{self.track.title.clone()}</h1>
                <p class="lead">{self.track.summary.clone()}</p>
                <p class="exam-facts">{facts(&self.track)}</p>
                {self.blueprint()}
                {self.form()}
            </div>
        }
    }

    fn blueprint(&self) -> impl IntoView + use<> {
        let weights: Vec<u32> = self.track.domains.iter().map(|domain| domain.weight).collect();
        let owed = quotas(&weights, self.track.scored);
        let rows = self.track.domains.iter().zip(owed).zip(&self.bank).map(|((domain, owed), bank)| {
            let short = usize::try_from(owed).is_ok_and(|owed| *bank < owed);
            view! {
                <tr>
                    <th scope="row">{domain.title.clone()}</th>
                    <td class="align-right">{format!("{} %", domain.weight)}</td>
                    <td class="align-right">{owed}</td>
                    <td class="align-right">{if short { format!("{bank} · too few") } else { bank.to_string() }}</td>
                </tr>
            }
        });
        let rows = rows.collect_view();
        let sources = self.track.sources.first().map(|source| {
            view! { <p class="field-hint">"Blueprint: "<a href=source.url.clone() rel="noopener">{source.title.clone()}</a>{format!(", checked {}", source.checked)}</p> }
        });
        view! {
            <section aria-labelledby="blueprint">
                <h2 id="blueprint">"What the exam asks and what the bank holds"</h2>
                <div class="table-scroll" tabindex="0" role="region" aria-label="Blueprint and bank">
                    <table>
                        <thead><tr>
                            <th scope="col">"Domain"</th>
                            <th scope="col" class="align-right">"Weight"</th>
                            <th scope="col" class="align-right">"Asked"</th>
                            <th scope="col" class="align-right">"In the bank"</th>
                        </tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                <p class="measure">{self.verdict()}</p>
                {sources}
            </section>
        }
    }

    /// Whether the bank is large enough, and what it allows if it is not.
    fn verdict(&self) -> String {
        let wanted = words::questions(self.track.questions());
        match self.offers.first().map(|offer| (&offer.scope, offer)) {
            Some((Scope::Whole, offer)) if offer.full => format!("The bank can fill the whole exam of {wanted}."),
            Some((Scope::Whole, offer)) => format!(
                "The bank is too small for the whole exam of {wanted}. The largest paper that keeps the weights has {}.",
                words::questions(offer.questions())
            ),
            Some((Scope::Covered, offer)) => format!(
                "The bank is too small for the whole exam of {wanted}: the domains that it can fill make up {} % of the blueprint. A paper of these alone says nothing about the others.",
                offer.weight(&self.track)
            ),
            Some(_) => format!("The bank is too small for the whole exam of {wanted}. It allows papers of one domain."),
            None => "The bank holds no question of this exam yet.".to_owned(),
        }
    }

    fn form(&self) -> impl IntoView + use<> {
        let papers = self.offers.iter().enumerate().map(|(at, offer)| self.paper(offer, at == 0)).collect_view();
        (!self.offers.is_empty()).then(|| {
            view! {
                <form class="exam-choices" method="post" action="/exams">
                    <input type="hidden" name="track" value=self.track.slug.to_string()/>
                    <fieldset>
                        <legend>"Paper"</legend>
                        {papers}
                        <p class="field-hint">"Drawn at random from the bank, each domain as often as the paper says, no question twice. The same question may come in another attempt."</p>
                    </fieldset>
                    <fieldset>
                        <legend>"Mode"</legend>
                        {radio("mode", "exam", true, "Exam mode", "Nothing is told before the end, and the server keeps the time. Closing the page does not stop it.".to_owned())}
                        {radio("mode", "review", false, "Review mode", "Each answer is told at once, with its reasons. There is no deadline.".to_owned())}
                    </fieldset>
                    {extra_time(self.extra_time)}
                    <p class="form-problem" role="alert">{self.problem.clone()}</p>
                    <button type="submit" class="button">"Begin"</button>
                </form>
            }
        })
    }

    fn paper(&self, offer: &Offer, checked: bool) -> impl IntoView + use<> {
        let (title, note) = match &offer.scope {
            Scope::Whole if offer.full => {
                ("Whole exam".to_owned(), "all domains by their weights, as in the real exam".to_owned())
            }
            Scope::Whole => {
                ("Smaller exam, all domains".to_owned(), "the largest paper that keeps the weights".to_owned())
            }
            Scope::Covered => (
                "Covered domains only".to_owned(),
                format!("{}; {} % of the blueprint", self.titles(offer), offer.weight(&self.track)),
            ),
            Scope::Section(_) => (
                format!("One domain: {}", self.titles(offer)),
                format!("{} % of the blueprint", offer.weight(&self.track)),
            ),
            Scope::Missed => ("Missed questions only".to_owned(), "what you answered wrong last".to_owned()),
        };
        let beside = if offer.unscored > 0 { format!(", of which {} count", offer.scored()) } else { String::new() };
        let minutes = words::count(offer.minutes, "minute", "minutes");
        let words = format!("{}{beside}, {minutes} · {note}", words::questions(offer.questions()));
        radio("paper", &offer.scope.to_string(), checked, &title, words)
    }

    fn titles(&self, offer: &Offer) -> String {
        let asked = self.track.domains.iter().zip(&offer.scored).filter(|(_, count)| **count > 0);
        asked.map(|(domain, _)| domain.title.as_str()).collect::<Vec<_>>().join(", ")
    }
}

fn radio(name: &'static str, value: &str, checked: bool, title: &str, words: String) -> impl IntoView + use<> {
    view! {
        <label class="exam-choice">
            <input type="radio" name=name value=value.to_owned() checked=checked/>
            <span><strong>{title.to_owned()}</strong><span class="exam-choice-words">{words}</span></span>
        </label>
    }
}

/// What the learner chose elsewhere stays choosable.
fn extra_time(chosen: u16) -> impl IntoView {
    let mut values = EXTRA.to_vec();
    if !values.contains(&chosen) {
        values.push(chosen);
        values.sort_unstable();
    }
    let options = values.into_iter().map(|percent| {
        let words = if percent == 0 { "none".to_owned() } else { format!("{percent} % more") };
        view! { <option value=percent selected=percent == chosen>{words}</option> }
    });
    view! {
        <div class="field exam-extra">
            <label class="field-label" for="extra-time">"Extra time"</label>
            <select id="extra-time" name="extra_time" aria-describedby="extra-time-hint">{options.collect_view()}</select>
            <p class="field-hint" id="extra-time-hint">"For those who are granted it, in exam mode. Your choice is kept for the next time."</p>
        </div>
    }
}
