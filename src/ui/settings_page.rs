//! Settings: what a learner can choose, each with what it means, and what was wrong with it beside it.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    content::Library,
    practice::{SettingProblem, Wish},
};

/// What a desired retention means for the work of a day.
#[derive(Clone, Debug)]
pub struct RetentionRow {
    pub percent: String,
    /// Until a question comes back that comes back after thirty days at ninety percent.
    pub days: u32,
    /// In its first year, for one question.
    pub reviews: f32,
}

#[derive(Clone)]
pub struct SettingsPage {
    pub library: Arc<Library>,
    pub wish: Wish,
    pub problems: Vec<SettingProblem>,
    pub saved: bool,
    pub zones: Arc<Vec<String>>,
    pub retention: Vec<RetentionRow>,
    pub script: Option<String>,
}

impl SettingsPage {
    pub fn view(self) -> impl IntoView {
        let Self { library, wish, problems, saved, zones, retention, script } = self;
        let problem = |field: &str| {
            problems.iter().find(|problem| problem.field == field).map(|problem| problem.sentence.clone())
        };
        let all = (!problems.is_empty()).then(|| {
            view! { <p class="form-problem" role="alert">"Nothing was kept yet: see the messages beside the fields."</p> }
        });
        let plan =
            (!wish.exam_day.is_empty()).then(|| view! { " "<a href="/exam-day">"See the plan for your exam"</a> });
        let saved = saved
            .then(|| view! { <p class="settings-page-saved" role="status">"Kept. It holds from now on."{plan}</p> });
        let zones = zones.iter().map(|zone| view! { <option value=zone.clone()></option> }).collect_view();
        let tracks = library.tracks().iter().map(|track| {
            let selected = wish.exam_track == track.slug.as_str();
            view! { <option value=track.slug.to_string() selected=selected>{track.title.clone()}</option> }
        });
        let tracks = tracks.collect_view();
        let number = |name, label, hint, value: &str, (least, most): (&'static str, &'static str)| {
            field(
                name,
                label,
                hint,
                problem(name),
                move |described: Described| {
                    view! { <input id=name name=name type="number" inputmode="numeric" min=least max=most step="1" value=described.value aria-invalid=described.invalid aria-describedby=described.by/> }.into_any()
                },
                value.to_owned(),
            )
        };
        let track_field = field(
            "exam_track",
            "Exam",
            "Leave empty if you are not preparing for one.",
            problem("exam_track"),
            move |described| {
                view! {
                <select id="exam_track" name="exam_track" aria-invalid=described.invalid aria-describedby=described.by>
                    <option value="">"None"</option>
                    {tracks}
                </select>
            }.into_any()
            },
            String::new(),
        );
        view! {
            <div class="settings-page measure">
                <h1>"Settings"</h1>
                {saved}
                <form method="post" action="/settings">
                    {all}
                    <fieldset>
                        <legend>"Your day"</legend>
                        {field("time_zone", "Time zone", "Its date is your date. Without one, days are those of UTC.", problem("time_zone"), |described| view! {
                            <input id="time_zone" name="time_zone" list="zones" autocomplete="off" spellcheck="false" placeholder="Europe/Vienna" value=described.value aria-invalid=described.invalid aria-describedby=described.by/>
                        }.into_any(), wish.time_zone.clone())}
                        <datalist id="zones">{zones}</datalist>
                        <p class="settings-page-zone" hidden data-zone-suggestion="">
                            "Your browser is in "<strong data-zone=""></strong>". "
                            <button type="button" class="button is-quiet">"Take it"</button>
                        </p>
                        {field("day_begins", "The day begins at", "Practice before this hour counts for the day before.", problem("day_begins"), |described| view! {
                            <input id="day_begins" name="day_begins" type="time" min="00:00" max="12:00" value=described.value aria-invalid=described.invalid aria-describedby=described.by/>
                        }.into_any(), wish.day_begins.clone())}
                        {number("new_per_day", "New questions a day", "0 to 1,000. Each new one brings reviews on the days after.", &wish.new_per_day, ("0", "1000"))}
                        {number("reviews_per_day", "Reviews a day", "0 to 10,000. What is left over waits for the next day.", &wish.reviews_per_day, ("0", "10000"))}
                    </fieldset>
                    <fieldset>
                        <legend>"Memory"</legend>
                        {field("retention", "Right answers wanted, in percent", "70 to 97: the share of questions that you should still know when they come back.", problem("retention"), |described| view! {
                            <input id="retention" name="retention" type="number" inputmode="decimal" min="70" max="97" step="any" value=described.value aria-invalid=described.invalid aria-describedby=described.by/>
                        }.into_any(), wish.retention.clone())}
                        {retention_table(retention)}
                    </fieldset>
                    <fieldset id="exam-day">
                        <legend>"Exam day"</legend>
                        {track_field}
                        {field("exam_day", "Day", "Until then practice follows a plan that spends your minutes for this day.", problem("exam_day"), |described| view! {
                            <input id="exam_day" name="exam_day" type="date" value=described.value aria-invalid=described.invalid aria-describedby=described.by/>
                        }.into_any(), wish.exam_day.clone())}
                        {number("minutes_per_day", "Minutes a day", "1 to 720: what you can spend until then. Empty means 20.", &wish.minutes_per_day, ("1", "720"))}
                        {number("extra_time", "Extra time in exams, in percent", "0 to 200, for those who are granted it.", &wish.extra_time, ("0", "200"))}
                    </fieldset>
                    <fieldset id="shortcuts">
                        <legend>"Keys"</legend>
                        <label><input type="checkbox" name="shortcuts" checked=wish.shortcuts/>" Single keys answer, flag and undo on the practice page"</label>
                    </fieldset>
                    <button type="submit" class="button">"Keep the settings"</button>
                </form>
                {script.map(|src| view! { <script type="module" src=src></script> })}
            </div>
        }
    }
}

/// How a control refers to its hint and its problem.
struct Described {
    value: String,
    by: String,
    invalid: Option<&'static str>,
}

fn field(
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    problem: Option<String>,
    control: impl FnOnce(Described) -> AnyView,
    value: String,
) -> AnyView {
    let by = format!("{name}-hint{}", problem.as_ref().map(|_| format!(" {name}-problem")).unwrap_or_default());
    let described = Described { value, by, invalid: problem.as_ref().map(|_| "true") };
    view! {
        <div class="field">
            <label class="field-label" for=name>{label}</label>
            {control(described)}
            <p class="field-hint" id=format!("{name}-hint")>{hint}</p>
            {problem.map(|problem| view! { <p class="form-problem" id=format!("{name}-problem")>{problem}</p> })}
        </div>
    }
    .into_any()
}

fn retention_table(rows: Vec<RetentionRow>) -> impl IntoView {
    let rows = rows.into_iter().map(|row| {
        view! {
            <tr>
                <th scope="row">{format!("{} %", row.percent)}</th>
                <td>{format!("{} days", row.days)}</td>
                <td>{format!("{:.0}", row.reviews * 100.0)}</td>
            </tr>
        }
    });
    view! {
        <p class="settings-page-table" id="retention-caption">"What it means: when a question comes back that comes back after 30 days at 90 %, and how much work 100 new questions are in their first year"</p>
        <div class="table-scroll" role="region" aria-labelledby="retention-caption" tabindex="0">
            <table>
                <thead><tr><th scope="col">"Right answers"</th><th scope="col">"Comes back after"</th><th scope="col">"Answers in a year"</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}
