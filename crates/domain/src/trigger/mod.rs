//! Lambda triggers of a user pool, as rules that are looked up instead of code that is run.
//!
//! Each function of [`run`] builds the event that the function behind a trigger would get, fills in the answer that the
//! [`Rules`] ask for, and says what a user pool makes of it.

pub mod claims;
pub mod run;

mod check;
mod error;
mod event;
mod name;
mod occasion;
mod rules;
mod source;

pub use check::RulesError;
pub use claims::{GUARDED, Refused, TokenKind};
pub use error::TriggerError;
pub use event::{event, token_event};
pub use name::TriggerName;
pub use occasion::{Challenge, Occasion};
pub use rules::{
    ClaimChanges, CustomChallenge, CustomMessage, Groups, MigratedUser, Note, PreAuthenticationRule, PreSignUpRule,
    PreToken, Rules, UserMigrationRule, Version,
};
pub use run::{
    Create, Define, Message, PreSignUp, Ran, create_challenge, custom_message, define_challenge, post_authentication,
    post_confirmation, pre_authentication, pre_sign_up, pre_token, user_migration, verify_challenge,
};
pub use source::TriggerSource;
