//! Draws a sequence diagram as SVG. Classes carry the colours; the attributes here are geometry and inherit the text's
//! colour.

use std::fmt::Write as _;

use super::{Diagram, Step, wrap};
use crate::content::render::escape;

/// Five actors side by side are as wide as a line of text.
const COLUMN: usize = 131;
const LINE: usize = 18;
const FONT: usize = 14;
const PAD: usize = 10;
const GAP: usize = 22;
const LOOP: usize = 36;

pub(super) fn figure(id: &str, diagram: &Diagram) -> String {
    let title = escape(&diagram.title);
    format!(
        "<figure class=\"diagram\">\n<div class=\"diagram-scroll\" tabindex=\"0\" role=\"region\" \
         aria-label=\"Diagram: {title}\">\n{}\n</div>\n<figcaption>{title}</figcaption>\n<details class=\"diagram-text\">\
         <summary>The same in words</summary>\n<ol class=\"diagram-steps\">\n{}</ol>\n</details>\n</figure>\n",
        svg(id, diagram),
        words(diagram)
    )
}

fn words(diagram: &Diagram) -> String {
    let name = |actor: usize| escape(&diagram.actors[actor]);
    let mut list = String::new();
    for step in &diagram.steps {
        let sentence = match step {
            Step::Message { from, to, label, .. } if from == to => format!("{}: {}", name(*from), escape(label)),
            Step::Message { from, to, reply: false, label } => {
                format!("{} to {}: {}", name(*from), name(*to), escape(label))
            }
            Step::Message { from, to, reply: true, label } => {
                format!("{} replies to {}: {}", name(*from), name(*to), escape(label))
            }
            Step::Note { actor, label } => format!("{}: {}", name(*actor), escape(label)),
        };
        list.push_str("<li>");
        list.push_str(&sentence);
        list.push_str("</li>\n");
    }
    list
}

fn svg(id: &str, diagram: &Diagram) -> String {
    let mut canvas = Canvas { shapes: String::new(), y: 0, columns: diagram.actors.len() };
    let head = canvas.heads(&diagram.actors);
    canvas.y = head + GAP;
    for step in &diagram.steps {
        match step {
            Step::Message { from, to, reply, label } if from == to => canvas.own_message(*from, *reply, label),
            Step::Message { from, to, reply, label } => canvas.message(*from, *to, *reply, label),
            Step::Note { actor, label } => canvas.note(*actor, label),
        }
    }
    let (width, height) = (diagram.actors.len() * COLUMN, canvas.y + PAD);
    let mut lifelines = String::new();
    for column in 0..diagram.actors.len() {
        let x = centre(column);
        push(
            &mut lifelines,
            format_args!(
                "<line class=\"diagram-lifeline\" x1=\"{x}\" y1=\"{head}\" x2=\"{x}\" y2=\"{height}\" \
                 stroke=\"currentColor\" stroke-opacity=\"0.3\"/>\n"
            ),
        );
    }
    format!(
        "<svg width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" font-size=\"{FONT}\">\n\
         <title id=\"{id}-title\">{}</title>\n<desc id=\"{id}-desc\">{}</desc>\n{lifelines}{}</svg>",
        escape(&diagram.title),
        escape(&diagram.alt),
        canvas.shapes
    )
}

struct Canvas {
    shapes: String,
    /// Where the next shape begins.
    y: usize,
    columns: usize,
}

impl Canvas {
    /// The row of actors; returns where it ends.
    fn heads(&mut self, actors: &[String]) -> usize {
        let width = COLUMN - 2 * PAD;
        let names: Vec<Vec<String>> = actors.iter().map(|name| wrap(name, width - 2 * PAD)).collect();
        let height = names.iter().map(Vec::len).max().unwrap_or(1) * LINE + 2 * PAD;
        for (column, name) in names.iter().enumerate() {
            self.rect("diagram-actor", column * COLUMN + PAD, 1, (width, height - 1));
            let top = (height - name.len() * LINE) / 2;
            self.text("diagram-actor-name", centre(column), top, name);
        }
        height
    }

    fn message(&mut self, from: usize, to: usize, reply: bool, label: &str) {
        let (x1, x2) = (centre(from), centre(to));
        let lines = wrap(label, x1.abs_diff(x2) - 2 * PAD);
        self.text("diagram-label", usize::midpoint(x1, x2), self.y, &lines);
        self.y += lines.len() * LINE + LINE / 3;
        let y = self.y;
        self.line(reply, &format!("M{x1} {y}H{x2}"));
        self.arrow_head(x2, y, x1 < x2);
        self.y += GAP;
    }

    /// A loop to the side on which there is room.
    fn own_message(&mut self, actor: usize, reply: bool, label: &str) {
        let x = centre(actor);
        let right = actor + 1 < self.columns;
        let far = if right { x + LOOP } else { x - LOOP };
        let lines = wrap(label, COLUMN - 2 * PAD);
        self.text("diagram-label", x, self.y, &lines);
        self.y += lines.len() * LINE + LINE / 3;
        let (y, back) = (self.y, self.y + LINE);
        self.line(reply, &format!("M{x} {y}H{far}V{back}H{x}"));
        self.arrow_head(x, back, !right);
        self.y = back + GAP;
    }

    fn note(&mut self, actor: usize, label: &str) {
        let width = COLUMN - 2 * PAD;
        let lines = wrap(label, width - PAD);
        let height = lines.len() * LINE + PAD;
        self.rect("diagram-note", centre(actor) - width / 2, self.y, (width, height));
        self.text("diagram-note-text", centre(actor), self.y + PAD / 2, &lines);
        self.y += height + GAP;
    }

    fn rect(&mut self, class: &str, x: usize, y: usize, (width, height): (usize, usize)) {
        push(
            &mut self.shapes,
            format_args!(
                "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"6\" \
                 fill=\"none\" stroke=\"currentColor\"/>\n"
            ),
        );
    }

    fn line(&mut self, reply: bool, path: &str) {
        let (class, dashes) = if reply { (" diagram-reply", " stroke-dasharray=\"6 4\"") } else { ("", "") };
        push(
            &mut self.shapes,
            format_args!(
                "<path class=\"diagram-line{class}\" d=\"{path}\" fill=\"none\" stroke=\"currentColor\"{dashes}/>\n"
            ),
        );
    }

    fn arrow_head(&mut self, x: usize, y: usize, to_the_right: bool) {
        let back = if to_the_right { x - 9 } else { x + 9 };
        let (above, below) = (y - 5, y + 5);
        push(
            &mut self.shapes,
            format_args!(
                "<path class=\"diagram-head\" d=\"M{x} {y}L{back} {above}V{below}Z\" fill=\"currentColor\"/>\n"
            ),
        );
    }

    fn text(&mut self, class: &str, x: usize, top: usize, lines: &[String]) {
        push(&mut self.shapes, format_args!("<text class=\"{class}\" text-anchor=\"middle\" fill=\"currentColor\">"));
        for (row, line) in lines.iter().enumerate() {
            let y = top + row * LINE + FONT;
            push(&mut self.shapes, format_args!("<tspan x=\"{x}\" y=\"{y}\">{}</tspan>", escape(line)));
        }
        self.shapes.push_str("</text>\n");
    }
}

fn centre(column: usize) -> usize {
    column * COLUMN + COLUMN / 2
}

fn push(text: &mut String, part: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = text.write_fmt(part);
}
