//! Places boxes in layers so that what must be read first stands above: Sugiyama's method in its simplest form.
//!
//! The same input always gives the same picture: ties go by the order in which the boxes were given.

/// The middle of a box from the left, and its layer from the top; the longest path to it is that long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) layer: usize,
    pub(super) x: usize,
}

/// A line from one box to a lower one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) from: usize,
    pub(super) to: usize,
    /// Where it passes each layer between them.
    pub(super) bends: Vec<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    pub(super) spots: Vec<Spot>,
    pub(super) lines: Vec<Line>,
    pub(super) layers: usize,
    pub(super) width: usize,
}

/// The room of a box and of a line that passes by, with the gap to the next.
pub(super) const BOX: usize = 158;
const BEND: usize = 24;
/// Crossings hardly become fewer after that.
const SWEEPS: usize = 12;

/// Something that takes room in a layer: a box, or a bend of a line.
struct Item {
    layer: usize,
    width: usize,
    above: Vec<usize>,
    below: Vec<usize>,
}

/// `before` names for each box those that must be read before it; it must not lead back.
pub(super) fn layout(before: &[Vec<usize>]) -> Layout {
    let before = without_detours(before);
    let layers = longest_paths(&before);
    let mut items: Vec<Item> = layers.iter().map(|layer| Item::new(*layer, BOX)).collect();
    let mut chains = Vec::new();
    for (to, froms) in before.iter().enumerate() {
        for from in froms {
            chains.push(chain(&mut items, *from, to));
        }
    }
    let rows = ordered(&items);
    let xs = spread(&items, &rows);
    let lines = chains.into_iter().map(|chain| line(&chain, &xs)).collect();
    let spots = layers.iter().zip(&xs).map(|(layer, x)| Spot { layer: *layer, x: *x }).collect();
    Layout { spots, lines, layers: rows.len(), width: rows.iter().map(|row| width(&items, row)).max().unwrap_or(0) }
}

impl Item {
    fn new(layer: usize, width: usize) -> Self {
        Self { layer, width, above: Vec::new(), below: Vec::new() }
    }
}

/// Without the lines that say nothing new, because a way through others leads there too.
fn without_detours(before: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut all: Vec<Vec<bool>> = vec![vec![false; before.len()]; before.len()];
    // Each round reaches one step further; a path has fewer steps than there are boxes.
    for _ in 0..before.len() {
        let mut changed = false;
        for (to, froms) in before.iter().enumerate() {
            for from in froms {
                let further = all[*from].clone();
                for (at, known) in all[to].iter_mut().enumerate() {
                    let reached = at == *from || further[at];
                    changed |= reached && !*known;
                    *known |= reached;
                }
            }
        }
        if !changed {
            break;
        }
    }
    let needed = |froms: &Vec<usize>| {
        let is_needed = |from: &&usize| !froms.iter().any(|other| all[*other][**from]);
        froms.iter().filter(is_needed).copied().collect()
    };
    before.iter().map(needed).collect()
}

fn longest_paths(before: &[Vec<usize>]) -> Vec<usize> {
    let mut layers = vec![0; before.len()];
    for _ in 0..before.len() {
        let deeper = |froms: &Vec<usize>| froms.iter().map(|from| layers[*from] + 1).max().unwrap_or(0);
        let next: Vec<usize> = before.iter().map(deeper).collect();
        if next == layers {
            break;
        }
        layers = next;
    }
    layers
}

/// Joins two boxes by bends in all layers between them; returns the row of items.
fn chain(items: &mut Vec<Item>, from: usize, to: usize) -> Vec<usize> {
    let mut chain = vec![from];
    for layer in items[from].layer + 1..items[to].layer {
        chain.push(items.len());
        items.push(Item::new(layer, BEND));
    }
    chain.push(to);
    for pair in chain.windows(2) {
        items[pair[0]].below.push(pair[1]);
        items[pair[1]].above.push(pair[0]);
    }
    chain
}

/// The items of each layer from left to right, with few crossings.
fn ordered(items: &[Item]) -> Vec<Vec<usize>> {
    let layers = items.iter().map(|item| item.layer + 1).max().unwrap_or(0);
    let mut rows: Vec<Vec<usize>> = vec![Vec::new(); layers];
    for (at, item) in items.iter().enumerate() {
        rows[item.layer].push(at);
    }
    let mut best = rows.clone();
    for sweep in 0..SWEEPS {
        let down = sweep % 2 == 0;
        let order: Vec<usize> =
            if down { (1..layers).collect() } else { (0..layers.saturating_sub(1)).rev().collect() };
        for layer in order {
            let places = places(items.len(), &rows);
            let neighbours = |at: usize| if down { &items[at].above } else { &items[at].below };
            // Where its neighbours are on average; who has none stays.
            rows[layer].sort_by_key(|at| {
                mean(neighbours(*at).iter().map(|at| places[*at] * 1000)).unwrap_or(places[*at] * 1000)
            });
        }
        if crossings(items, &rows) < crossings(items, &best) {
            best.clone_from(&rows);
        }
    }
    best
}

fn places(count: usize, rows: &[Vec<usize>]) -> Vec<usize> {
    let mut places = vec![0; count];
    for row in rows {
        for (place, at) in row.iter().enumerate() {
            places[*at] = place;
        }
    }
    places
}

fn crossings(items: &[Item], rows: &[Vec<usize>]) -> usize {
    let places = places(items.len(), rows);
    let mut count = 0;
    for row in rows {
        let ends: Vec<(usize, usize)> =
            row.iter().flat_map(|at| items[*at].below.iter().map(|to| (places[*at], places[*to]))).collect();
        for (at, one) in ends.iter().enumerate() {
            count += ends[at + 1..].iter().filter(|other| one.0 < other.0 && one.1 > other.1).count();
        }
    }
    count
}

/// Moves every item towards its neighbours as far as the order and the width allow.
fn spread(items: &[Item], rows: &[Vec<usize>]) -> Vec<usize> {
    let total = rows.iter().map(|row| width(items, row)).max().unwrap_or(0);
    let mut xs = vec![0; items.len()];
    for row in rows {
        let mut left = (total - width(items, row)) / 2;
        for at in row {
            xs[*at] = left + items[*at].width / 2;
            left += items[*at].width;
        }
    }
    for _ in 0..SWEEPS {
        for row in rows.iter().chain(rows.iter().rev()) {
            let wished: Vec<usize> = row
                .iter()
                .map(|at| mean(items[*at].above.iter().chain(&items[*at].below).map(|at| xs[*at])).unwrap_or(xs[*at]))
                .collect();
            settle(items, row, &wished, total, &mut xs);
        }
    }
    xs
}

/// From the left nobody comes too near to the one before, then from the right nobody leaves the picture.
fn settle(items: &[Item], row: &[usize], wished: &[usize], total: usize, xs: &mut [usize]) {
    let mut least = 0;
    for (at, wish) in row.iter().zip(wished) {
        let half = items[*at].width / 2;
        xs[*at] = (*wish).max(least + half);
        least = xs[*at] + half;
    }
    let mut most = total;
    for at in row.iter().rev() {
        let half = items[*at].width / 2;
        xs[*at] = xs[*at].min(most - half);
        most = xs[*at] - half;
    }
}

fn width(items: &[Item], row: &[usize]) -> usize {
    row.iter().map(|at| items[*at].width).sum()
}

fn mean(values: impl Iterator<Item = usize> + Clone) -> Option<usize> {
    let count = values.clone().count();
    (count > 0).then(|| values.sum::<usize>() / count)
}

fn line(chain: &[usize], xs: &[usize]) -> Line {
    let bends = chain[1..chain.len() - 1].iter().map(|at| xs[*at]).collect();
    Line { from: chain[0], to: chain[chain.len() - 1], bends }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Boxes that only have earlier ones before them, so nothing leads back.
    fn boxes() -> impl Strategy<Value = Vec<Vec<usize>>> {
        prop::collection::vec(prop::collection::vec(0..1000_usize, 0..4), 0..40).prop_map(|rows| {
            let before = |(at, row): (usize, Vec<usize>)| {
                let mut before: Vec<usize> = row.into_iter().filter(|_| at > 0).map(|n| n % at.max(1)).collect();
                before.sort_unstable();
                before.dedup();
                before
            };
            rows.into_iter().enumerate().map(before).collect()
        })
    }

    proptest! {
        #[test]
        fn a_box_stands_below_all_that_is_read_before_it(before in boxes()) {
            let layout = layout(&before);
            for (to, froms) in before.iter().enumerate() {
                for from in froms {
                    prop_assert!(layout.spots[*from].layer < layout.spots[to].layer);
                }
                let above = froms.iter().map(|from| layout.spots[*from].layer + 1).max().unwrap_or(0);
                prop_assert_eq!(layout.spots[to].layer, above, "as deep as the longest path and no deeper");
            }
        }

        #[test]
        fn no_box_overlaps_another_or_leaves_the_picture(before in boxes()) {
            let layout = layout(&before);
            for (at, spot) in layout.spots.iter().enumerate() {
                prop_assert!(spot.x >= BOX / 2 && spot.x + BOX / 2 <= layout.width);
                for other in &layout.spots[at + 1..] {
                    prop_assert!(other.layer != spot.layer || other.x.abs_diff(spot.x) >= BOX);
                }
            }
        }

        #[test]
        fn every_way_is_still_there_after_detours_are_left_out(before in boxes()) {
            let reach = |before: &[Vec<usize>]| {
                let mut all: Vec<std::collections::BTreeSet<usize>> = Vec::new();
                for froms in before {
                    let further = froms.iter().flat_map(|from| all[*from].clone());
                    all.push(further.chain(froms.iter().copied()).collect());
                }
                all
            };
            prop_assert_eq!(reach(&without_detours(&before)), reach(&before));
        }
    }

    #[test]
    fn a_line_passes_every_layer_between_its_ends() {
        let layout = layout(&[vec![], vec![0], vec![1], vec![], vec![2, 3]]);
        let long = layout.lines.iter().find(|line| line.from == 3).unwrap();
        assert_eq!((long.to, long.bends.len()), (4, 2));
    }
}
