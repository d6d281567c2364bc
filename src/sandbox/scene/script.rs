//! What is written about a scene once and for all: how it is introduced, what to notice, and the cases one can open.

use domain::scene::Scene;

/// A case is a set of choices worth opening: the row "break it" links to it, and "check yourself" asks about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Case {
    pub id: &'static str,
    /// What is different in it, as a short phrase: "The access token instead of the ID token".
    pub label: &'static str,
    /// Fields of the scene's form.
    pub choices: &'static [(&'static str, &'static str)],
}

impl Case {
    /// Where it can be opened.
    pub fn address(&self, scene: Scene) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(self.choices);
        let query = query.finish();
        if query.is_empty() { format!("/sandbox/{scene}") } else { format!("/sandbox/{scene}?{query}") }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Script {
    /// Two or three sentences on what is about to be seen.
    pub lead: &'static str,
    /// Sentences; three or four.
    pub notice: &'static [&'static str],
    /// The first is the scene as one finds it; the others each break or change one thing.
    pub cases: &'static [Case],
    /// The day on which its rules were last compared with their sources, as `2026-11-23`.
    pub checked: &'static str,
}
