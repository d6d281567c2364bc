//! What signed-in users do with their own account: read it, add an authenticator app, choose a second factor, sign out.

use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    Answer, Call, Reply,
    access::Bearer,
    fault::AwsFault,
    totp,
    user::{Authenticator, Factor, SignedOut, User},
};
use data_encoding::BASE32_NOPAD;
use rand::Rng;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(in crate::sandbox) struct VerifySoftwareToken {
    user_code: String,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct MfaSetting {
    #[serde(default)]
    enabled: bool,
    #[serde(default)]
    preferred_mfa: bool,
}

#[derive(Deserialize)]
pub(in crate::sandbox) struct SetUserMfaPreference {
    #[serde(rename = "SMSMfaSettings")]
    sms: Option<MfaSetting>,
    #[serde(rename = "SoftwareTokenMfaSettings")]
    totp: Option<MfaSetting>,
    #[serde(rename = "EmailMfaSettings")]
    email: Option<MfaSetting>,
}

const NAMES: [(Factor, &str); 3] =
    [(Factor::Totp, "SOFTWARE_TOKEN_MFA"), (Factor::Sms, "SMS_MFA"), (Factor::Email, "EMAIL_OTP")];

fn setting_name(factor: Factor) -> &'static str {
    NAMES.into_iter().find(|(known, _)| *known == factor).map_or("", |(_, name)| name)
}

impl Call<'_> {
    pub(in crate::sandbox) fn account(&self, bearer: &Bearer) -> Answer {
        let user = self.honoured(bearer)?;
        let mut reply = json!({"Username": user.username, "UserAttributes": user.attribute_list()});
        if !user.factors.is_empty() {
            reply["UserMFASettingList"] = user.factors.iter().map(|&factor| json!(setting_name(factor))).collect();
        }
        if let Some(preferred) = user.preferred {
            reply["PreferredMfaSetting"] = Value::String(setting_name(preferred).to_owned());
        }
        Ok(Reply::Json(reply))
    }

    pub(in crate::sandbox) fn associate_software_token(&mut self, bearer: &Bearer) -> Answer {
        let mut user = self.honoured(bearer)?;
        let secret = BASE32_NOPAD.encode(&self.rng.random::<[u8; 20]>());
        user.totp = Some(Authenticator { secret: secret.clone(), verified: false, last_step: None });
        user.factors.remove(&Factor::Totp);
        self.keep(user)?;
        Ok(Reply::Json(json!({"SecretCode": secret})))
    }

    pub(in crate::sandbox) fn verify_software_token(
        &mut self,
        bearer: &Bearer,
        request: &VerifySoftwareToken,
    ) -> Answer {
        let mut user = self.honoured(bearer)?;
        let missing = || AwsFault::invalid_parameter("Invalid session for the user. Associate a software token first.");
        let authenticator = user.totp.as_mut().ok_or_else(missing)?;
        let step = totp::step_of(&authenticator.secret, &request.user_code, self.now_ms);
        let mismatch = || AwsFault::new("EnableSoftwareTokenMFAException", "Code mismatch");
        authenticator.last_step = Some(step.ok_or_else(mismatch)?);
        authenticator.verified = true;
        self.keep(user)?;
        Ok(Reply::Json(json!({"Status": "SUCCESS"})))
    }

    pub(in crate::sandbox) fn set_user_mfa_preference(
        &mut self,
        bearer: &Bearer,
        request: SetUserMfaPreference,
    ) -> Answer {
        let mut user = self.honoured(bearer)?;
        if self.is_shared(&user) {
            return Err(AwsFault::shared_user());
        }
        let settings = [(Factor::Totp, request.totp), (Factor::Sms, request.sms), (Factor::Email, request.email)];
        let preferred = settings.iter().filter(|(_, setting)| setting.as_ref().is_some_and(|set| set.preferred_mfa));
        if preferred.count() > 1 {
            return Err(AwsFault::invalid_parameter("Only one MFA type can be preferred."));
        }
        for (factor, setting) in settings {
            if let Some(setting) = setting {
                set_factor(&mut user, factor, &setting)?;
            }
        }
        self.keep(user)?;
        Ok(Reply::Json(json!({})))
    }

    /// Ends every session of the user that began up to now.
    pub(in crate::sandbox) fn global_sign_out(&mut self, bearer: &Bearer) -> Answer {
        let mut user = self.honoured(bearer)?;
        user.signed_out = Some(SignedOut { at_s: self.now_s(), begun_after: vec![] });
        self.keep(user)?;
        Ok(Reply::Json(json!({})))
    }
}

fn set_factor(user: &mut User, factor: Factor, setting: &MfaSetting) -> Result<(), AwsFault> {
    if !setting.enabled {
        user.factors.remove(&factor);
        if user.preferred == Some(factor) {
            user.preferred = None;
        }
        return Ok(());
    }
    let verified = |attribute: &str| user.attributes.get(attribute).is_some_and(|verified| verified == "true");
    let (ready, lacks) = match factor {
        Factor::Totp => {
            (user.totp.as_ref().is_some_and(|app| app.verified), "User has not verified software token mfa")
        }
        Factor::Sms => (verified("phone_number_verified"), "User does not have delivery config set to turn on SMS_MFA"),
        Factor::Email => (verified("email_verified"), "User does not have delivery config set to turn on EMAIL_OTP"),
    };
    if !ready {
        return Err(AwsFault::invalid_parameter(lacks));
    }
    user.factors.insert(factor);
    if setting.preferred_mfa {
        user.preferred = Some(factor);
    }
    Ok(())
}
