//! The fields of the form that mints.

use leptos::prelude::*;

use crate::sandbox::Samples;

/// What is typed, as it is typed.
#[derive(Clone, Debug)]
pub struct MintFields {
    pub username: String,
    pub email: String,
    pub groups: String,
    pub client: String,
    pub issuer: String,
    pub id: Lifetime,
    pub access: Lifetime,
    pub refresh: Lifetime,
}

/// A number, whose unit is another setting.
#[derive(Clone, Debug)]
pub struct Lifetime {
    pub number: String,
    pub unit: String,
}

const UNITS: [&str; 4] = ["seconds", "minutes", "hours", "days"];

/// Filled in as at the first visit: the first sample user at the first client, with AWS's default lifetimes.
pub(super) fn first_sample(samples: &Samples) -> MintFields {
    let lifetime = |number: &str, unit: &str| Lifetime { number: number.to_owned(), unit: unit.to_owned() };
    let user = samples.users.first();
    MintFields {
        username: user.map(|user| user.username.clone()).unwrap_or_default(),
        email: user.map(|user| user.email.clone()).unwrap_or_default(),
        groups: user.map(|user| user.groups.join(", ")).unwrap_or_default(),
        client: samples.clients.first().map(|client| client.id.clone()).unwrap_or_default(),
        issuer: "aws".to_owned(),
        id: lifetime("60", "minutes"),
        access: lifetime("60", "minutes"),
        refresh: lifetime("30", "days"),
    }
}

pub(super) fn fields_view(samples: &Samples, fields: MintFields) -> AnyView {
    // A machine's client signs nobody in.
    let clients = samples.clients.iter().filter(|client| !client.grants.contains(&"client_credentials"));
    let clients = clients.map(|client| {
        let kind = if client.secret.is_some() { "with a secret" } else { "public" };
        (client.id.clone(), format!("{}, {kind}", client.name))
    });
    let issuers = [("aws", &samples.issuers.aws), ("local", &samples.issuers.local)];
    let issuers = issuers.map(|(name, issuer)| (name.to_owned(), issuer.clone()));
    view! {
        <div class="token-form-fields">
            {text_field("User name", "username", fields.username)}
            {text_field("E-mail", "email", fields.email)}
            {text_field("Groups, separated by commas", "groups", fields.groups)}
            {select_field("App client", "client", fields.client, clients)}
            {select_field("Issuer", "issuer", fields.issuer, issuers)}
        </div>
        <fieldset class="token-form-lifetimes">
            <legend>"Lifetimes, as the app client sets them"</legend>
            <div class="token-form-fields">
                {lifetime_fields("ID token", "id", fields.id)}
                {lifetime_fields("Access token", "access", fields.access)}
                {lifetime_fields("Refresh token", "refresh", fields.refresh)}
            </div>
        </fieldset>
    }
    .into_any()
}

fn lifetime_fields(title: &'static str, token: &str, lifetime: Lifetime) -> AnyView {
    let units = UNITS.map(|unit| view! { <option value=unit selected=unit == lifetime.unit>{unit}</option> });
    view! {
        <div class="field token-form-lifetime" role="group" aria-label=title>
            <span class="field-label" aria-hidden="true">{title}</span>
            <input
                name=format!("{token}_validity") value=lifetime.number inputmode="numeric" aria-label="Number" autocomplete="off"
            />
            <select name=format!("{token}_unit") aria-label="Unit" autocomplete="off">{units.collect_view()}</select>
        </div>
    }
    .into_any()
}

fn text_field(label: &'static str, name: &'static str, value: String) -> AnyView {
    view! {
        <label class="field">
            <span class="field-label">{label}</span>
            <input name=name value=value autocomplete="off" autocapitalize="none" spellcheck="false"/>
        </label>
    }
    .into_any()
}

fn select_field(
    label: &'static str,
    name: &'static str,
    chosen: String,
    options: impl IntoIterator<Item = (String, String)>,
) -> AnyView {
    let options = options.into_iter().map(|(value, text)| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{text}</option> }
    });
    let options: Vec<_> = options.collect();
    view! {
        <label class="field">
            <span class="field-label">{label}</span>
            <select name=name autocomplete="off">{options}</select>
        </label>
    }
    .into_any()
}
