//! The way in through another provider: the browser goes there and comes back, and the pool makes a user of its own.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use rand::Rng;
use serde_json::json;

use super::{
    form::Wrong,
    sources,
    talk::{APP, POOL, Talk},
    ways::Reply,
};
use crate::sandbox::{
    AwsFault, Provider,
    oauth::{Authorize, TokenReply, TokenRequest, challenge_of},
    scene::{Body, Step},
};

const BROWSER: &str = "Browser";
const CALLBACK: &str = "http://localhost:3000/callback";

pub(super) fn sign_in(talk: &mut Talk, provider: Provider) -> Reply {
    let verifier = URL_SAFE_NO_PAD.encode(talk.rng.random::<[u8; 32]>());
    let request = Authorize {
        response_type: "code".to_owned(),
        client_id: talk.client.id.clone(),
        redirect_uri: CALLBACK.to_owned(),
        state: Some(URL_SAFE_NO_PAD.encode(talk.rng.random::<[u8; 16]>())),
        scope: Some("openid email".to_owned()),
        code_challenge: Some(challenge_of(&verifier)),
        code_challenge_method: Some("S256".to_owned()),
        identity_provider: Some(provider.name().to_owned()),
        ..Authorize::default()
    };
    ask(talk, provider, &request);
    at_provider(talk, provider);
    let code = back(talk, &request)?;
    let username = made(talk, provider)?;
    let reply = exchange(talk, &code, &verifier)?;
    if !talk.goes_wrong(Wrong::Password) {
        return Ok(reply);
    }
    let typed = [("PASSWORD", "Sample-Passw0rd-9")];
    talk.initiate("USER_PASSWORD_AUTH", &username, &typed, "")
}

fn ask(talk: &mut Talk, provider: Provider, request: &Authorize) {
    let name = provider.name();
    let optional = [
        ("scope", &request.scope),
        ("state", &request.state),
        ("code_challenge", &request.code_challenge),
        ("code_challenge_method", &request.code_challenge_method),
        ("identity_provider", &request.identity_provider),
    ];
    let optional = optional.map(|(name, value)| format!("  &{name}={}", value.as_deref().unwrap_or_default()));
    let address = format!(
        "GET /oauth2/authorize\n  ?response_type=code\n  &client_id={}\n  &redirect_uri={CALLBACK}\n{}",
        request.client_id,
        optional.join("\n"),
    );
    let reason = format!(
        "The app sends the browser to the pool. With identity_provider={name} the pool's own sign-in page is left out, and the \
         browser goes on to {name} at once."
    );
    let step = Step::done("The browser asks the pool", BROWSER, POOL, reason).source(sources::AUTHORIZE);
    talk.note(step.show("Request", Body::Text(address)));
}

/// Nobody is really asked: the sample accounts are made up.
fn at_provider(talk: &mut Talk, provider: Provider) {
    let pool = &talk.visit.sandbox.samples().pool;
    let (title, name, reason, source, told) = match provider {
        Provider::Google => (
            "Heidi signs in at Google",
            "Google",
            "The pool is Google's client here. Google sends its own code to /oauth2/idpresponse of the pool, which trades it \
             for Google's ID token. This account is made up, and nobody was asked.",
            sources::FEDERATION,
            Body::Json(json!({
                "iss": "https://accounts.google.com",
                "sub": "100000000000000000001",
                "email": "heidi@example.com",
                "email_verified": true,
            })),
        ),
        Provider::Company => (
            "Ivan signs in at the company",
            "Company",
            "The company's server signs an assertion, and the browser posts it to /saml2/idpresponse of the pool, which checks \
             signature, audience and time. XML ends here: the app will see JSON only. This account is made up.",
            sources::SAML,
            Body::Text(format!(
                "<saml:Assertion>\n  <saml:Issuer>https://idp.example.com</saml:Issuer>\n  <saml:Subject>\n    \
                 <saml:NameID>ivan@example.com</saml:NameID>\n  </saml:Subject>\n  <saml:Conditions>\n    \
                 <saml:AudienceRestriction>\n      <saml:Audience>urn:amazon:cognito:sp:{pool}</saml:Audience>\n    \
                 </saml:AudienceRestriction>\n  </saml:Conditions>\n  <saml:AttributeStatement>\n    \
                 <saml:Attribute Name=\"email\">ivan@example.com</saml:Attribute>\n  </saml:AttributeStatement>\n\
                 </saml:Assertion>\n\n(The signature and some elements are left out.)"
            )),
        ),
    };
    let caption = if provider == Provider::Google { "What Google says of her" } else { "What the company says of him" };
    talk.note(Step::done(title, BROWSER, name, reason).source(source).show(caption, told));
}

/// The code with which the browser comes back to the app.
fn back(talk: &mut Talk, request: &Authorize) -> Result<String, AwsFault> {
    let sandbox = &talk.visit.sandbox;
    let authorized = sandbox.authorize(request).ok().and_then(Result::ok).ok_or_else(AwsFault::internal)?;
    let address = sandbox.sign_in_hosted(talk.pool.as_deref(), request, &authorized, None, talk.visit.now_ms)?;
    let (_, query) = address.split_once('?').ok_or_else(AwsFault::internal)?;
    let code = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "code");
    let code = code.ok_or_else(AwsFault::internal)?.1.into_owned();
    let reason = "The pool sends the browser back with a code of its own. The app never sees what the provider said.";
    let step = Step::done("The browser comes back", POOL, APP, reason).source(sources::AUTHORIZE);
    talk.note(step.show("302, Location", Body::Text(address.replace('?', "\n  ?").replace('&', "\n  &"))));
    Ok(code)
}

/// The user whom the first sign-in made; returns the name.
fn made(talk: &mut Talk, provider: Provider) -> Result<String, AwsFault> {
    let accounts = talk.visit.sandbox.accounts(talk.pool.as_deref())?;
    let of_provider = format!("{}_", provider.name());
    let account = accounts.into_iter().find(|account| account.username.starts_with(&of_provider));
    let account = account.ok_or_else(AwsFault::internal)?;
    let shown = json!({"Username": account.username, "UserStatus": account.status, "Groups": account.groups});
    let reason = "At the first sign-in the pool makes a user: named after provider and id, without a password, in a group of the \
                  provider. Later sign-ins find this user again.";
    let step = Step::done("The pool makes a user", POOL, POOL, reason).source(sources::FEDERATION);
    talk.note(step.show("The user", Body::Json(shown)));
    Ok(account.username)
}

fn exchange(talk: &mut Talk, code: &str, verifier: &str) -> Reply {
    let request = TokenRequest {
        grant_type: "authorization_code".to_owned(),
        client_id: talk.client.id.clone(),
        client_secret: talk.client.secret.clone(),
        code: code.to_owned(),
        redirect_uri: CALLBACK.to_owned(),
        code_verifier: Some(verifier.to_owned()),
        ..TokenRequest::default()
    };
    let exchanged = talk.visit.sandbox.token(talk.pool.as_deref(), &request, talk.visit.now_ms);
    let TokenReply { access_token, id_token, .. } = exchanged.map_err(|_| AwsFault::internal())?;
    let secret = if request.client_secret.is_some() { "\nAuthorization: Basic (client id and secret)" } else { "" };
    let sent = format!(
        "POST /oauth2/token{secret}\n\n  grant_type=authorization_code\n  &client_id={}\n  &code={code}\n  \
         &redirect_uri={CALLBACK}\n  &code_verifier={verifier}",
        request.client_id,
    );
    let reason =
        "The same three tokens as after any other sign-in, signed by the pool. The app need not know the provider.";
    let step = Step::done("The app trades the code for tokens", APP, POOL, reason).source(sources::TOKEN);
    talk.note(step.show("Request", Body::Text(sent)));
    Ok(json!({"AuthenticationResult": {"IdToken": id_token, "AccessToken": access_token}}))
}
