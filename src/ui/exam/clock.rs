//! The time that is left: as of loading, until the script of the page lets it run. It can be folded away.

use leptos::prelude::*;

use super::words;

/// In minutes: when the learner is told, once each.
pub(super) const WARNINGS: [i64; 3] = [10, 5, 1];

/// Nothing for an attempt without a deadline.
pub(super) fn clock(left_ms: Option<i64>) -> impl IntoView {
    left_ms.map(|left| {
        view! {
            <div class="exam-clock" data-left-ms=left>
                <details open>
                    <summary>"Time left"</summary>
                    <p class="exam-clock-time">
                        <span role="timer" data-clock="">{words::clock(left)}</span>
                        <span class="exam-clock-note" data-without-script="">" when this page was loaded"</span>
                    </p>
                </details>
                <p class="exam-clock-warning" role="status" data-warning="">{warning(left)}</p>
            </div>
        }
    })
}

/// What a page says that is loaded late in the exam.
fn warning(left_ms: i64) -> Option<String> {
    let under = WARNINGS.iter().rev().find(|minutes| left_ms <= **minutes * 60_000)?;
    Some(format!("Less than {} left.", words::count(u32::try_from(*under).unwrap_or(1), "minute", "minutes")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_is_loaded_late_says_how_late() {
        assert_eq!(warning(11 * 60_000), None);
        assert_eq!(warning(9 * 60_000).as_deref(), Some("Less than 10 minutes left."));
        assert_eq!(warning(4 * 60_000).as_deref(), Some("Less than 5 minutes left."));
        assert_eq!(warning(30_000).as_deref(), Some("Less than 1 minute left."));
    }
}
