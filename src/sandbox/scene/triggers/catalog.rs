//! The table of the triggers that can be shown, and where AWS describes each.

use domain::trigger::{TriggerName, TriggerSource};

use super::{Block, Source};
use crate::sandbox::scene::{Cell, Table};

pub(super) fn block() -> Block {
    let rows = TriggerName::ALL.map(|trigger| {
        let sources: Vec<&str> = TriggerSource::ALL
            .iter()
            .filter(|source| source.trigger() == trigger)
            .map(|source| source.as_str())
            .collect();
        [trigger.as_str(), trigger.when(), trigger.decides(), &sources.join(", ")].map(Cell::text).to_vec()
    });
    Block::Table(Table {
        caption: "The triggers that this pool can run, when each does, and what its answer decides; inbound federation needs a real provider".to_owned(),
        head: ["Trigger", "Runs", "Decides", "triggerSource"].map(str::to_owned).to_vec(),
        rows: rows.to_vec(),
    })
}

pub(super) fn described_in(trigger: TriggerName) -> Source {
    match trigger {
        TriggerName::PreSignUp => PRE_SIGN_UP,
        TriggerName::PostConfirmation => POST_CONFIRMATION,
        TriggerName::PreAuthentication => PRE_AUTHENTICATION,
        TriggerName::PostAuthentication => POST_AUTHENTICATION,
        TriggerName::DefineAuthChallenge => DEFINE,
        TriggerName::CreateAuthChallenge => CREATE,
        TriggerName::VerifyAuthChallengeResponse => VERIFY,
        TriggerName::PreTokenGeneration => PRE_TOKEN,
        TriggerName::UserMigration => MIGRATE,
        TriggerName::CustomMessage => MESSAGE,
        TriggerName::CustomEmailSender | TriggerName::CustomSmsSender => TRIGGERS,
    }
}

macro_rules! sources {
    ($($name:ident = $title:literal, $page:literal;)*) => {
        $(pub(super) const $name: Source = Source {
            title: concat!("Amazon Cognito: ", $title),
            url: concat!("https://docs.aws.amazon.com/cognito/latest/developerguide/", $page, ".html"),
        };)*
    };
}

sources! {
    TRIGGERS = "customizing user pool workflows with Lambda triggers", "cognito-user-pools-working-with-lambda-triggers";
    PRE_SIGN_UP = "pre sign-up", "user-pool-lambda-pre-sign-up";
    POST_CONFIRMATION = "post confirmation", "user-pool-lambda-post-confirmation";
    PRE_AUTHENTICATION = "pre authentication", "user-pool-lambda-pre-authentication";
    POST_AUTHENTICATION = "post authentication", "user-pool-lambda-post-authentication";
    DEFINE = "define auth challenge", "user-pool-lambda-define-auth-challenge";
    CREATE = "create auth challenge", "user-pool-lambda-create-auth-challenge";
    VERIFY = "verify auth challenge response", "user-pool-lambda-verify-auth-challenge-response";
    PRE_TOKEN = "pre token generation", "user-pool-lambda-pre-token-generation";
    MIGRATE = "migrate user", "user-pool-lambda-migrate-user";
    MESSAGE = "custom message", "user-pool-lambda-custom-message";
}
