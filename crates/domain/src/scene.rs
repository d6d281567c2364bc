//! Scenes: the places of the sandbox where a concept can be seen happening, each with an address of its own.

use std::{fmt, str::FromStr};

use crate::content::Slug;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scene {
    SignIn,
    Tokens,
    Judge,
    Attacks,
    CombinedFlow,
    Triggers,
    Refresh,
    CodePkce,
    Policies,
    SigV4,
    Envelope,
    RowsAndColumns,
}

/// A link to a scene, set up as its author wants it to be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SceneLink {
    pub scene: Slug,
    /// What is chosen in the scene's form, as it stands in the address; the scene's own example where there is none.
    pub query: Option<String>,
}

impl SceneLink {
    pub fn address(&self) -> String {
        let Self { scene, query } = self;
        query.as_ref().map_or_else(|| format!("/sandbox/{scene}"), |query| format!("/sandbox/{scene}?{query}"))
    }
}

/// The text names no [`Scene`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownScene;

impl Scene {
    /// In the order in which one would learn them.
    pub const ALL: [Self; 12] = [
        Self::SignIn,
        Self::Tokens,
        Self::Judge,
        Self::Attacks,
        Self::CombinedFlow,
        Self::Triggers,
        Self::Refresh,
        Self::CodePkce,
        Self::Policies,
        Self::SigV4,
        Self::Envelope,
        Self::RowsAndColumns,
    ];

    /// Its place below `/sandbox/`, and its name in the front matter of notes.
    pub fn slug(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::Tokens => "tokens",
            Self::Judge => "judge",
            Self::Attacks => "attacks",
            Self::CombinedFlow => "combined-flow",
            Self::Triggers => "triggers",
            Self::Refresh => "refresh",
            Self::CodePkce => "code-pkce",
            Self::Policies => "policies",
            Self::SigV4 => "sigv4",
            Self::Envelope => "envelope",
            Self::RowsAndColumns => "rows-and-columns",
        }
    }

    pub fn title(self) -> &'static str {
        match self {
            Self::SignIn => "Signing in",
            Self::Tokens => "The three tokens",
            Self::Judge => "One token, every consumer",
            Self::Attacks => "Attacks on tokens",
            Self::CombinedFlow => "From sign-in to AWS credentials",
            Self::Triggers => "Lambda triggers",
            Self::Refresh => "Refreshing and revoking",
            Self::CodePkce => "Authorization code and PKCE",
            Self::Policies => "How policies decide",
            Self::SigV4 => "Signature Version 4",
            Self::Envelope => "Envelope encryption",
            Self::RowsAndColumns => "Rows and columns of a table",
        }
    }

    /// What one does there, in a sentence.
    pub fn summary(self) -> &'static str {
        match self {
            Self::SignIn => "Sign up, confirm, sign in: every challenge and answer as a client sees them.",
            Self::Tokens => "Mint ID, access and refresh tokens, change them, and let time pass.",
            Self::Judge => "Show one token to everything that takes tokens, and see who refuses it and why.",
            Self::Attacks => "Forty ways to tamper with a token, our verdict, and what real libraries say.",
            Self::CombinedFlow => {
                "Trade a sign-in for temporary credentials and use them, or fail at a named condition."
            }
            Self::Triggers => "Set rules for the pool's triggers and watch their events and answers.",
            Self::Refresh => "Refresh, rotate, reuse and revoke, and see which check notices.",
            Self::CodePkce => "Walk the code exchange step by step, then break each of its protections.",
            Self::Policies => "Put policies on top of each other and find the statement that decides.",
            Self::SigV4 => "Sign a request line by line, and take a presigned address apart.",
            Self::Envelope => "Encrypt with a data key, and see what KMS sees and what it never sees.",
            Self::RowsAndColumns => "Give a user some rows and columns of a DynamoDB table.",
        }
    }
}

impl fmt::Display for Scene {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.slug())
    }
}

impl FromStr for Scene {
    type Err = UnknownScene;

    fn from_str(text: &str) -> Result<Self, UnknownScene> {
        Self::ALL.into_iter().find(|scene| scene.slug() == text).ok_or(UnknownScene)
    }
}
