//! What a real pool would send by e-mail or SMS, kept to be shown instead.

use std::collections::VecDeque;

use serde::Serialize;
use utoipa::ToSchema;

const MOST: usize = 20;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Message {
    pub username: String,
    pub to: String,
    /// `email` or `sms`.
    pub by: &'static str,
    /// `sign-up`, `new-password` or `sign-in`.
    pub about: &'static str,
    pub code: String,
    /// Unix milliseconds.
    pub at_ms: i64,
}

/// The last few, the newest first.
#[derive(Clone, Default)]
pub(super) struct Outbox(VecDeque<Message>);

impl Outbox {
    pub(super) fn send(&mut self, message: Message) {
        self.0.truncate(MOST - 1);
        self.0.push_front(message);
    }

    pub(super) fn list(&self) -> Vec<Message> {
        self.0.iter().cloned().collect()
    }
}

/// As AWS shows an address to someone who may not own it: `a***@e***`.
pub(super) fn masked_email(email: &str) -> String {
    let first = |text: &str| text.chars().next().map(String::from).unwrap_or_default();
    let (local, domain) = email.split_once('@').unwrap_or((email, ""));
    format!("{}***@{}***", first(local), first(domain))
}

/// All but the last four digits are stars.
pub(super) fn masked_phone(phone: &str) -> String {
    let digits = phone.trim_start_matches('+');
    let shown = digits.len().saturating_sub(4);
    let last = digits.get(shown..).unwrap_or_default();
    format!("+{}{last}", "*".repeat(shown))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_masked_as_aws_masks_them() {
        assert_eq!(masked_email("alice@example.com"), "a***@e***");
        assert_eq!(masked_phone("+12065550100"), "+*******0100");
    }
}
