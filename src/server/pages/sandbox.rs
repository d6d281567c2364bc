//! The sandbox's pages, and the form that mints tokens: answered with the page, or with the parts of it that changed.

use axum::{
    extract::{Query, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use domain::scene::Scene;
use serde::{
    Deserialize,
    de::value::{Error, StrDeserializer},
};

use super::{WantsParts, part_of_open_page, personal, scene, shared};
use crate::{
    sandbox::{
        MintRequest, Minted,
        wire::{UserRequest, Validity, ValidityUnits},
    },
    server::{Server, dress::SaysItself, failure::Failure, fields::FormFields, render},
    ui::{Bundle, Head, Lifetime, MintFields, MintedPart, SandboxPage, ScenePage, TokensPage},
};

const TOKENS: &str = "/sandbox/tokens";

fn head() -> Head {
    Head::new(Scene::Tokens.title(), "Mint, decode and judge sample tokens of a user pool.")
        .at(TOKENS)
        .with(Bundle::Sandbox)
}

pub(super) async fn scenes(State(server): State<Server>, headers: HeaderMap) -> Result<Response, Failure> {
    let version = server.app.content.current().version().to_owned();
    let description = "The scenes of the sandbox, and the sample users, clients and roles that exist at start.";
    let page = SandboxPage { samples: server.app.sandbox.samples().clone() };
    shared(&server, "/sandbox", &headers, &version, Head::new("Sandbox", description).at("/sandbox"), move || {
        page.clone().view()
    })
    .await
}

/// The same for everyone until something is chosen.
pub(super) async fn tokens(
    State(server): State<Server>,
    headers: HeaderMap,
    wants_parts: WantsParts,
    Query(choices): Query<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let version = server.app.content.current().version().to_owned();
    let plain = choices.is_empty() && !wants_parts.0;
    if plain && let Some(page) = server.pages.find(&version, TOKENS) {
        return Ok(page.respond(&headers));
    }
    let scene = scene::opened(&server, Scene::Tokens, choices).await?;
    if wants_parts.0 {
        return Ok(part_of_open_page(render::part(move || scene.parts())));
    }
    if !plain {
        return Ok(personal(with_scene(&server, scene).await));
    }
    let page = TokensPage::first_visit(server.app.sandbox.samples().clone(), scene);
    shared(&server, TOKENS, &headers, &version, head(), move || page.clone().view()).await
}

/// The page of the tokens with its scene as it was set up.
pub(super) async fn with_scene(server: &Server, scene: ScenePage) -> String {
    let page = TokensPage::first_visit(server.app.sandbox.samples().clone(), scene);
    render::page(&server.app, head(), move || page.clone().view()).await
}

/// The tokens are in the page that answers: a redirect would have to carry them in an address.
pub(super) async fn mint(
    State(server): State<Server>,
    wants_parts: WantsParts,
    fields: FormFields,
) -> Result<Response, Failure> {
    let fields = typed(&fields);
    let now_ms = server.app.clock.now_ms();
    let (status, part) = match minted(&server, &fields, now_ms).await {
        Ok(minted) => (StatusCode::OK, MintedPart { minted: Some(minted), problem: None, now_ms: Some(now_ms) }),
        Err(failure) if failure.status.is_server_error() => return Err(failure),
        Err(failure) => (failure.status, MintedPart { minted: None, problem: Some(failure.detail), now_ms: None }),
    };
    let mut response = if wants_parts.0 {
        part_of_open_page(render::part(move || part.changes()))
    } else {
        let scene = scene::opened(&server, Scene::Tokens, Vec::new()).await?;
        let page = TokensPage { fields, part, ..TokensPage::first_visit(server.app.sandbox.samples().clone(), scene) };
        let page = move || page.clone().view();
        personal(render::page(&server.app, head(), page).await)
    };
    *response.status_mut() = status;
    response.extensions_mut().insert(SaysItself);
    Ok(response)
}

async fn minted(server: &Server, fields: &MintFields, now_ms: i64) -> Result<Minted, Failure> {
    let request = request(fields).map_err(|problem| Failure::unprocessable("invalid-form", problem))?;
    let sandbox = server.app.sandbox.clone();
    let minted = tokio::task::spawn_blocking(move || sandbox.mint(&request, now_ms)).await;
    Ok(minted.map_err(|error| Failure::unexpected(&error))??)
}

fn typed(fields: &FormFields) -> MintFields {
    let field = |name| fields.first(name).unwrap_or_default().trim().to_owned();
    MintFields {
        username: field("username"),
        email: field("email"),
        groups: field("groups"),
        client: field("client"),
        issuer: field("issuer"),
        id: Lifetime { number: field("id_validity"), unit: field("id_unit") },
        access: Lifetime { number: field("access_validity"), unit: field("access_unit") },
        refresh: Lifetime { number: field("refresh_validity"), unit: field("refresh_unit") },
    }
}

fn request(fields: &MintFields) -> Result<MintRequest, String> {
    let groups = fields.groups.split(',').map(str::trim).filter(|group| !group.is_empty()).map(str::to_owned).collect();
    Ok(MintRequest {
        client: Some(fields.client.clone()),
        user: Some(UserRequest {
            username: Some(fields.username.clone()),
            email: Some(fields.email.clone()),
            groups: Some(groups),
        }),
        issuer: named(&fields.issuer).ok_or("Choose one of the two issuers.")?,
        validity: Validity {
            id_token: whole(&fields.id, "ID token")?,
            access_token: whole(&fields.access, "access token")?,
            refresh_token: whole(&fields.refresh, "refresh token")?,
            units: ValidityUnits {
                id_token: named(&fields.id.unit),
                access_token: named(&fields.access.unit),
                refresh_token: named(&fields.refresh.unit),
            },
        },
        ..MintRequest::default()
    })
}

/// An empty field leaves the lifetime to the app client's default.
fn whole(lifetime: &Lifetime, token: &str) -> Result<Option<u32>, String> {
    if lifetime.number.is_empty() {
        return Ok(None);
    }
    let number = lifetime.number.parse();
    number.map(Some).map_err(|_| format!("The lifetime of the {token} is a whole number of the unit beside it."))
}

/// The variant that the JSON API calls so.
fn named<'de, T: Deserialize<'de>>(name: &'de str) -> Option<T> {
    T::deserialize(StrDeserializer::<Error>::new(name)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::wire::{IssuerMode, Unit};

    fn fields(validity: &str) -> MintFields {
        let lifetime = |number: &str| Lifetime { number: number.to_owned(), unit: "minutes".to_owned() };
        MintFields {
            username: "alice".to_owned(),
            email: "alice@example.com".to_owned(),
            groups: " editors, ,readers,".to_owned(),
            client: "client".to_owned(),
            issuer: "local".to_owned(),
            id: lifetime(validity),
            access: lifetime(""),
            refresh: lifetime(""),
        }
    }

    #[test]
    fn a_form_becomes_the_request_of_the_api() {
        let request = request(&fields("5")).unwrap();
        assert_eq!(request.issuer, IssuerMode::Local);
        assert_eq!(request.user.unwrap().groups.unwrap(), ["editors", "readers"]);
        assert_eq!((request.validity.id_token, request.validity.access_token), (Some(5), None));
        assert_eq!(request.validity.units.id_token, Some(Unit::Minutes));
    }

    #[test]
    fn a_lifetime_that_is_no_whole_number_is_named() {
        for validity in ["five", "-1", "1.5", "4294967296"] {
            assert!(request(&fields(validity)).unwrap_err().contains("ID token"), "{validity}");
        }
    }
}
