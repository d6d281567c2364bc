//! The picture: a box for each concept, a link; a line from each to what follows it.

use domain::content::Concept;
use leptos::prelude::*;

use super::{
    layout::{BOX, Layout, Line, Spot, layout},
    standing::Standing,
};
use crate::content::wrap;

const GAP: usize = 14;
const PAD: usize = 9;
const LINE: usize = 18;
/// The width that is written on: less than there is, since titles have more capitals than other text.
const WRITTEN: usize = (BOX - GAP - 2 * PAD) * 5 / 6;
/// From the bottom of a layer to the top of the next.
const BETWEEN: usize = 40;
/// Room for the frame of a box and the head of an arrow.
const EDGE: usize = 3;
const ARROW: usize = 7;

pub(super) fn picture(
    concepts: &[&Concept],
    standings: &[Option<Standing>],
    next: Option<usize>,
) -> impl IntoView + use<> {
    let at = |slug| concepts.iter().position(|concept| concept.slug == slug);
    let before: Vec<Vec<usize>> =
        concepts.iter().map(|concept| concept.prerequisites.iter().cloned().filter_map(at).collect()).collect();
    let titles: Vec<Vec<String>> = concepts.iter().map(|concept| wrap(&concept.title, WRITTEN)).collect();
    let shows_standing = standings.iter().any(Option::is_some);
    let lines = titles.iter().map(Vec::len).max().unwrap_or(1) + usize::from(shows_standing);
    let drawing = Drawing { layout: layout(&before), box_height: lines * LINE + 2 * PAD };
    let (width, height) = drawing.size();
    let arrows = drawing.layout.lines.iter().map(|line| drawing.arrow(line)).collect_view();
    let boxes = concepts.iter().enumerate().map(|(at, concept)| {
        let href = format!("/concepts/{}", concept.slug);
        drawing.concept(drawing.layout.spots[at], href, &titles[at], standings[at], next == Some(at))
    });
    // The list says the same to who does not see it, and is the way for the keyboard.
    view! {
        <div class="map-scroll" tabindex="0" role="region" aria-label="Picture of the map; the list below says the same">
            <svg class="map-picture" width=width height=height viewBox=format!("0 0 {width} {height}") aria-hidden="true">
                {arrows}
                {boxes.collect_view()}
            </svg>
        </div>
    }
}

struct Drawing {
    layout: Layout,
    box_height: usize,
}

impl Drawing {
    fn size(&self) -> (usize, usize) {
        let layers = self.layout.layers;
        (self.layout.width, layers * self.box_height + layers.saturating_sub(1) * BETWEEN + 2 * EDGE)
    }

    fn top(&self, layer: usize) -> usize {
        EDGE + layer * (self.box_height + BETWEEN)
    }

    fn arrow(&self, line: &Line) -> impl IntoView + use<> {
        let (from, to) = (self.layout.spots[line.from], self.layout.spots[line.to]);
        let mut path = vec![format!("M{} {}", from.x, self.top(from.layer) + self.box_height)];
        let mut x = from.x;
        for (passed, bend) in line.bends.iter().enumerate() {
            let top = self.top(from.layer + 1 + passed);
            path.push(format!("{}V{}", curve(x, *bend, top), top + self.box_height));
            x = *bend;
        }
        let tip = self.top(to.layer);
        path.push(curve(x, to.x, tip - ARROW));
        let head = format!("M{} {tip}l-4 -{ARROW}h8Z", to.x);
        view! {
            <path class="map-line" d=path.concat() fill="none" stroke="currentColor"/>
            <path class="map-arrow" d=head fill="currentColor"/>
        }
    }

    fn concept(
        &self,
        spot: Spot,
        href: String,
        title: &[String],
        standing: Option<Standing>,
        is_next: bool,
    ) -> impl IntoView + use<> {
        let (x, y) = (spot.x - (BOX - GAP) / 2, self.top(spot.layer));
        let class = standing.map_or("", Standing::class);
        let class = format!("map-node {class}{}", if is_next { " is-next" } else { "" });
        let room = self.box_height - usize::from(standing.is_some()) * LINE;
        let top = y + (room - title.len() * LINE) / 2;
        let baseline = |row: usize| top + row * LINE + LINE - 4;
        let rows = title
            .iter()
            .enumerate()
            .map(|(row, text)| view! { <tspan x=spot.x y=baseline(row)>{text.clone()}</tspan> });
        let standing = standing.map(|standing| {
            let text = format!("{} {}", standing.sign(), standing.number());
            view! { <text class="map-node-standing" x=spot.x y=y + self.box_height - PAD - 3 text-anchor="middle">{text}</text> }
        });
        view! {
            <a class=class href=href tabindex="-1">
                <rect x=x y=y width=BOX - GAP height=self.box_height rx="8"/>
                <text class="map-node-title" text-anchor="middle">{rows.collect_view()}</text>
                {standing}
            </a>
        }
    }
}

/// Down to `y`, leaving and arriving straight.
fn curve(from: usize, to: usize, y: usize) -> String {
    if from == to {
        return format!("V{y}");
    }
    let (begin, half) = (y + ARROW - BETWEEN, BETWEEN / 2);
    format!("C{from} {} {to} {} {to} {y}", begin + half, y.saturating_sub(half))
}
