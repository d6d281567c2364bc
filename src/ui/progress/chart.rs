//! What the charts have in common: a frame that scrolls on a narrow screen, and the same numbers as a table.

use leptos::prelude::*;

/// The picture is for those who see it; the table below it holds the same numbers for everyone.
pub(super) fn chart(label: String, svg: AnyView, table: AnyView) -> impl IntoView {
    let region = format!("Chart: {label}");
    view! {
        <figure class="chart">
            <div class="chart-scroll" tabindex="0" role="region" aria-label=region>{svg}</div>
            <figcaption>{label}</figcaption>
            <details class="chart-table">
                <summary>"The same as a table"</summary>
                {table}
            </details>
        </figure>
    }
}

/// `73 %`, or a dash where there is nothing.
pub(super) fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), |share| format!("{:.0} %", share * 100.0))
}
