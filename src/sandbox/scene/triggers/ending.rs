//! How it ended, in the words that one can predict.

use domain::trigger::{Rules, TriggerName};

use super::{
    Outcome,
    moments::{Ended, Moment, Story},
};

impl Story {
    /// The trigger that did not answer in time, if that ended it.
    pub(super) fn timed_out(&self) -> Option<TriggerName> {
        let step = self.log.error.as_ref()?;
        (step.exception == "UnexpectedLambdaException").then_some(step.trigger)
    }

    pub(super) fn outcome(&self, moment: Moment, rules: &Rules) -> Outcome {
        let Some(error) = &self.log.error else {
            let (label, reason) = self.well_ended(moment, rules);
            return Outcome { accepted: true, label, reason };
        };
        let label = match (self.timed_out().is_some(), moment, self.ended) {
            (_, Moment::SignUp, Ended::Confirmed | Ended::AutoConfirmed) => {
                "Confirmed, and an error all the same".to_owned()
            }
            (true, ..) => "The call fails: no answer in time".to_owned(),
            (_, Moment::SignUp, Ended::Unconfirmed) => "A user, but no code".to_owned(),
            (_, Moment::SignUp | Moment::Admin, _) => "No user is created".to_owned(),
            (_, Moment::Custom, _) if error.exception == "NotAuthorizedException" => {
                "The challenge is failed".to_owned()
            }
            (_, Moment::Migration, _) => "Dana stays unknown".to_owned(),
            (_, Moment::Refresh, _) => "The refresh is refused".to_owned(),
            _ => "The sign-in is refused".to_owned(),
        };
        let confirmed = matches!(self.ended, Ended::Confirmed | Ended::AutoConfirmed);
        let reason = if confirmed { format!("{error} Dana is CONFIRMED nevertheless.") } else { error.to_string() };
        Outcome { accepted: false, label, reason }
    }

    fn well_ended(&self, moment: Moment, rules: &Rules) -> (String, String) {
        let said = |label: &str, reason: &str| (label.to_owned(), reason.to_owned());
        match (moment, self.ended) {
            (Moment::SignUp, Ended::AutoConfirmed) => {
                said("Confirmed at once, without a code", "PreSignUp answered autoConfirmUser.")
            }
            (Moment::SignUp, _) => said("Confirmed by code", "No function refused, and the code was right."),
            (Moment::Admin, _) => {
                said("Created, with a password to change", "An administrator's user is never auto-confirmed.")
            }
            (Moment::Custom, _) => {
                said("The challenge is passed", "Verify found a right answer, and Define issued tokens.")
            }
            (moment, _) => {
                let verb = match moment {
                    Moment::Refresh => "Refreshed",
                    Moment::Migration => "Moved in",
                    _ => "Signed in",
                };
                let effect =
                    self.tokens.as_ref().zip(rules.pre_token.as_ref()).map(|(tokens, answer)| tokens.effect(answer));
                let (label, reason) = effect.unwrap_or_default();
                (format!("{verb}; {label}"), reason)
            }
        }
    }
}
