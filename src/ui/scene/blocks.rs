//! What a scene shows after it was played: headings, texts, steps and tables.

use leptos::prelude::*;

use super::{exhibit, step};
use crate::sandbox::scene::{Block, Cell, Table, Verdict};

pub(super) fn view(blocks: Vec<Block>) -> AnyView {
    blocks.into_iter().map(block).collect_view().into_any()
}

fn block(block: Block) -> AnyView {
    match block {
        Block::Heading(text) => view! { <h3 class="scene-heading">{text}</h3> }.into_any(),
        Block::Text(text) => view! { <p class="measure">{text}</p> }.into_any(),
        Block::Steps(steps) => {
            let steps = steps.into_iter().map(step::view).collect_view();
            view! { <ol class="scene-steps">{steps}</ol> }.into_any()
        }
        Block::Table(table) => table_view(table),
        Block::Exhibit(shown) => exhibit::view(shown, true),
    }
}

fn table_view(table: Table) -> AnyView {
    let Table { caption, head, rows } = table;
    // A column without a name has no header to read out.
    let head = head.into_iter().map(|text| match text.trim() {
        "" => view! { <td></td> }.into_any(),
        _ => view! { <th scope="col">{text}</th> }.into_any(),
    });
    let head = head.collect_view();
    let label = caption.clone();
    let rows = rows.into_iter().map(|row| {
        let cells = row.into_iter().enumerate().map(|(column, cell)| cell_view(cell, column == 0));
        view! { <tr>{cells.collect_view()}</tr> }
    });
    view! {
        <div class="table-scroll scene-table" role="region" aria-label=label tabindex="0">
            <table>
                <caption>{caption}</caption>
                <thead><tr>{head}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn cell_view(cell: Cell, is_head: bool) -> AnyView {
    let class = cell.mark.map(|mark| match mark {
        Verdict::Done => "scene-cell is-done",
        Verdict::Refused => "scene-cell is-refused",
        Verdict::Skipped => "scene-cell is-skipped",
    });
    let text = cell.text;
    let inner = match cell.link {
        Some(link) => view! { <a href=link>{text}</a> }.into_any(),
        None => text.into_any(),
    };
    if is_head {
        view! { <th scope="row" class=class>{inner}</th> }.into_any()
    } else {
        view! { <td class=class>{inner}</td> }.into_any()
    }
}
