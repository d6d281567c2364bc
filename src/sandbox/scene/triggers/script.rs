//! What is written about the scene, and the cases worth opening.

use crate::sandbox::scene::{Case, Script};

const fn case(id: &'static str, label: &'static str, choices: &'static [(&'static str, &'static str)]) -> Case {
    Case { id, label, choices }
}

pub(in crate::sandbox::scene) const SCRIPT: Script = Script {
    lead: "A user pool asks functions at fixed moments: may this person sign up, what comes next, what goes into the tokens? \
        Here rules stand in for the functions, and no code is ever run. Choose a moment and watch each event and answer.",
    notice: &[
        "A function gets an event, fills in its response, and returns the whole event. An event that comes back unchanged means: go on as usual.",
        "What a function throws, the client reads: UserLambdaValidationException with the trigger's name and the text.",
        "V1_0 changes claims of the ID token only. Overriding groups is the exception: it reaches both tokens in every version.",
        "Suppressing beats adding, and some claims nobody can touch. The pool ignores such wishes without a word.",
    ],
    cases: &[
        case("as-expected", "Somebody from the allowed domain signs up", &[("moment", "sign-up")]),
        case(
            "refused-domain",
            "Somebody from elsewhere signs up",
            &[("moment", "sign-up"), ("email", "dana@example.org")],
        ),
        case("auto-confirm", "PreSignUp auto-confirms", &[("moment", "sign-up"), ("auto_confirm", "on")]),
        case("confirmation-fails", "PostConfirmation throws", &[("moment", "sign-up"), ("post_fails", "on")]),
        case(
            "admin",
            "An administrator creates the user, with auto-confirm",
            &[("moment", "admin"), ("auto_confirm", "on")],
        ),
        case("slow", "PreSignUp needs six seconds", &[("moment", "sign-up"), ("slow", "PreSignUp")]),
        case("added-in-v1", "A claim is added in V1_0", &[("moment", "sign-in"), ("version", "V1_0")]),
        case("added-in-v2", "The same claim in V2_0", &[("moment", "sign-in"), ("version", "V2_0")]),
        case(
            "guarded",
            "The function sets sub",
            &[("moment", "sign-in"), ("version", "V2_0"), ("add", "sub = somebody-else")],
        ),
        case(
            "suppressed",
            "The claim is added and suppressed",
            &[("moment", "sign-in"), ("version", "V2_0"), ("suppress", "tenant")],
        ),
        case(
            "no-groups",
            "An empty group override, in V1_0",
            &[("moment", "sign-in"), ("add", ""), ("groups", "empty")],
        ),
        case(
            "third-time-lucky",
            "A custom challenge, wrong twice, then right",
            &[("moment", "custom"), ("answers", "third")],
        ),
        case("out-of-tries", "A custom challenge, wrong three times", &[("moment", "custom"), ("answers", "never")]),
        case(
            "bare-answer",
            "Define returns its response alone",
            &[("moment", "custom"), ("bare", "DefineAuthChallenge")],
        ),
    ],
    checked: "2026-11-23",
};
