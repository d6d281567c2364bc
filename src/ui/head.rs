//! What a page says of itself: to search engines, to programs that show a preview of a link, and to the browser.

use domain::content::Concept;
use leptos::{html::meta, prelude::*};
use serde_json::json;

use crate::{config::BaseUrl, content::Library, state::AppState};

#[derive(Clone, Debug)]
pub struct Head {
    pub(super) title: String,
    description: Option<String>,
    pub(super) bundle: Bundle,
    /// A script of this page alone, by its name.
    pub(super) script: Option<&'static str>,
    /// Under which the page is found, whatever was asked for beside it.
    path: Option<String>,
    /// The part of the site that the page belongs to, where its path does not say so.
    section: Option<&'static str>,
    /// Whose title the picture shows.
    picture: Option<String>,
    /// JSON-LD.
    data: Option<String>,
    is_private: bool,
    pub(super) is_for_reading: bool,
}

/// Which islands a page may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bundle {
    Practice,
    /// These and the sandbox's.
    Sandbox,
}

/// The general picture; the others are called after the title that they show, so that content with another title
/// never gets a picture with this one.
const PICTURE: &str = "preview.png";
const PICTURES: &str = "previews/";
const PICTURE_SIZE: (&str, &str) = ("1200", "630");

impl Head {
    pub fn new(title: impl Into<String>, description: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            description: Some(description.into()),
            bundle: Bundle::Practice,
            script: None,
            path: None,
            section: None,
            picture: None,
            data: None,
            is_private: false,
            is_for_reading: false,
        }
    }

    pub fn of_concept(library: &Library, concept: &Concept, base: &BaseUrl) -> Self {
        let path = format!("/concepts/{}", concept.slug);
        let data = learning_resource(concept, library.checked(concept), &format!("{}{path}", base.as_str()));
        let head = Self::new(&concept.title, &concept.summary).at(path);
        Self { picture: Some(concept.title.clone()), data: Some(data), is_for_reading: true, ..head }
    }

    #[must_use]
    pub fn running(self, script: &'static str) -> Self {
        Self { script: Some(script), ..self }
    }

    #[must_use]
    pub fn with(self, bundle: Bundle) -> Self {
        Self { bundle, ..self }
    }

    #[must_use]
    pub fn at(self, path: impl Into<String>) -> Self {
        Self { path: Some(path.into()), ..self }
    }

    #[must_use]
    pub fn within(self, section: &'static str) -> Self {
        Self { section: Some(section), ..self }
    }

    /// What a link of the navigation is to this page, as `aria-current` has it: the page itself, or the way to it.
    pub(super) fn current(&self, href: &str) -> Option<&'static str> {
        let place = self.path.as_deref().or(self.section)?;
        let below = place.strip_prefix(href)?;
        match below {
            "" if self.section.is_none_or(|section| section != href) => Some("page"),
            _ if below.is_empty() || below.starts_with('/') => Some("true"),
            _ => None,
        }
    }

    /// Search engines are asked to leave the page out.
    #[must_use]
    pub fn private(self) -> Self {
        Self { is_private: true, ..self }
    }

    /// Everything that is read by programs.
    pub(super) fn tags(self, app: &AppState) -> impl IntoView + use<> {
        let base = app.base_url.as_str().to_owned();
        let Self { title, description, path, picture, data, is_private, .. } = self;
        let address = path.map(|path| format!("{base}{path}"));
        let own = picture.as_ref().and_then(|title| app.site.path(&format!("{PICTURES}{title}")));
        let picture = own.or_else(|| app.site.path(PICTURE)).map(|path| format!("{base}{path}"));
        let kind = if data.is_some() { "article" } else { "website" };
        let preview = address.map(|address| {
            let card = if picture.is_some() { "summary_large_image" } else { "summary" };
            let picture = picture.map(|picture| picture_tags(picture, &title));
            view! {
                <link rel="canonical" href=address.clone()/>
                {og("og:url", address)}
                {og("og:type", kind)}
                {og("og:site_name", "Quizmint")}
                {og("og:title", title)}
                {description.clone().map(|text| og("og:description", text))}
                {picture}
                <meta name="twitter:card" content=card/>
            }
        });
        view! {
            {description.map(|text| view! { <meta name="description" content=text/> })}
            {is_private.then(|| view! { <meta name="robots" content="noindex"/> })}
            {preview}
            <link rel="alternate" type="application/atom+xml" title="Concepts of Quizmint" href="/feed.xml"/>
            {data.map(|data| view! { <script type="application/ld+json" inner_html=data></script> })}
        }
    }
}

/// Open Graph names its values by an attribute that the `view!` macro does not know.
fn og(name: &'static str, value: impl Into<String>) -> impl IntoView {
    meta().attr("property", name).attr("content", value.into())
}

fn picture_tags(address: String, title: &str) -> impl IntoView + use<> {
    view! {
        {og("og:image", address)}
        {og("og:image:width", PICTURE_SIZE.0)}
        {og("og:image:height", PICTURE_SIZE.1)}
        {og("og:image:alt", format!("{title}, a concept on Quizmint"))}
    }
}

/// What search engines understand of a note: <https://schema.org/LearningResource>. It is data, which browsers do not
/// run and the content security policy does not concern; `<` is written so that nothing in it can end the element.
fn learning_resource(concept: &Concept, checked: Option<&str>, address: &str) -> String {
    let data = json!({
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "name": concept.title,
        "description": concept.summary,
        "url": address,
        "inLanguage": "en",
        "learningResourceType": "concept note with practice questions",
        "educationalLevel": concept.difficulty,
        "timeRequired": format!("PT{}M", concept.reading_minutes),
        "dateModified": checked,
    });
    data.to_string().replace('<', "\\u003c")
}
