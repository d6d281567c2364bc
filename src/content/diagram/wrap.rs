//! Breaks text into lines for a picture, where nothing else would.

/// The width of a character at 14 pixels, on the safe side for the usual sans-serif faces.
const GLYPH: usize = 7;

/// Lines of a text that are no wider than so many pixels; a word that is too long is broken where its parts meet.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let room = (width / GLYPH).max(1);
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split_whitespace() {
        for (part, piece) in pieces(word, room).into_iter().enumerate() {
            let length = piece.chars().count();
            let space = if part == 0 && used > 0 { " " } else { "" };
            if used + space.len() + length > room {
                lines.push(piece);
                used = length;
            } else if let Some(line) = lines.last_mut() {
                line.push_str(space);
                line.push_str(&piece);
                used += space.len() + length;
            }
        }
    }
    lines
}

fn pieces(word: &str, room: usize) -> Vec<String> {
    let mut letters: Vec<char> = word.chars().collect();
    let mut pieces = Vec::new();
    while letters.len() > room {
        let joint = |at: &usize| {
            let (before, after) = (letters[at - 1], letters[*at]);
            before.is_lowercase() && after.is_uppercase() || !before.is_alphanumeric()
        };
        let end = (1..=room).rev().find(joint).unwrap_or(room);
        pieces.push(letters.drain(..end).collect());
    }
    pieces.push(letters.into_iter().collect());
    pieces
}
