//! What programs read of the whole site: a map for search engines, a feed of the concepts, and what robots may visit.

use std::fmt::Write as _;

use axum::{
    Router,
    extract::State,
    http::{HeaderMap, HeaderValue, Uri},
    response::Response,
    routing::get,
};
use domain::{content::Concept, scene::Scene};

use super::{Server, failure::Failure, page_cache::CachedPage};
use crate::{content::Library, state::AppState};

/// What the protocol allows in one file.
const MOST_ADDRESSES: usize = 50_000;
/// A reader of feeds asks for the news.
const MOST_ENTRIES: usize = 100;

const XML: HeaderValue = HeaderValue::from_static("application/xml; charset=utf-8");
const ATOM: HeaderValue = HeaderValue::from_static("application/atom+xml; charset=utf-8");
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";

pub(super) fn routes() -> Router<Server> {
    Router::new().route("/sitemap.xml", get(sitemap)).route("/feed.xml", get(feed)).route("/robots.txt", get(robots))
}

/// Booklets are not among what robots may not visit: they must be read to be seen to ask for no index.
async fn robots(State(app): State<AppState>) -> String {
    let base = app.base_url.as_str();
    format!(
        "User-agent: *\nDisallow: /api/\nDisallow: /sandbox/aws/\nDisallow: /search\n\nSitemap: {base}/sitemap.xml\n"
    )
}

async fn sitemap(State(server): State<Server>, uri: Uri, headers: HeaderMap) -> Result<Response, Failure> {
    written_once(&server, &uri, &headers, XML, sitemap_of).await
}

async fn feed(State(server): State<Server>, uri: Uri, headers: HeaderMap) -> Result<Response, Failure> {
    written_once(&server, &uri, &headers, ATOM, feed_of).await
}

/// Like a page: once per version of the content.
async fn written_once(
    server: &Server,
    uri: &Uri,
    headers: &HeaderMap,
    kind: HeaderValue,
    write: fn(&Library, &str) -> String,
) -> Result<Response, Failure> {
    let library = server.app.content.current();
    if let Some(page) = server.pages.find(library.version(), uri.path()) {
        return Ok(page.respond(headers));
    }
    let (content, base) = (library.clone(), server.app.base_url.clone());
    let work = move || CachedPage::compress(write(&content, base.as_str())).of_kind(kind);
    let page = tokio::task::spawn_blocking(work).await.map_err(|error| Failure::unexpected(&error))?;
    server.pages.keep(library.version(), uri.path(), page.clone());
    Ok(page.respond(headers))
}

/// <https://www.sitemaps.org/protocol.html>
fn sitemap_of(library: &Library, base: &str) -> String {
    let mut xml = DECLARATION.to_owned() + "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
    let places = ["/", "/concepts", "/sandbox", "/sandbox/own"].map(str::to_owned).into_iter();
    let places = places.chain(Scene::ALL.iter().map(|scene| format!("/sandbox/{scene}"))).map(|path| (path, None));
    let concepts = library.concepts().iter();
    let concepts = concepts.map(|concept| (format!("/concepts/{}", concept.slug), library.checked(concept)));
    for (path, checked) in places.chain(concepts).take(MOST_ADDRESSES) {
        let checked = checked.map_or_else(String::new, |day| format!("<lastmod>{day}</lastmod>"));
        // Writing to a string cannot fail.
        let _ = writeln!(xml, "<url><loc>{}{path}</loc>{checked}</url>", escape(base));
    }
    xml + "</urlset>\n"
}

/// RFC 4287. A concept is as new as the last day on which something in it was held against its source; one without
/// any source has no day and is left out.
fn feed_of(library: &Library, base: &str) -> String {
    let dated = library.concepts().iter().filter_map(|concept| Some((library.checked(concept)?, concept)));
    let mut dated: Vec<(&str, &Concept)> = dated.collect();
    // Of one day, in reading order.
    dated.sort_by(|(one, _), (other, _)| other.cmp(one));
    let base = escape(base);
    let newest = instant(dated.first().map_or("1970-01-01", |(day, _)| day));
    let mut xml = DECLARATION.to_owned();
    let _ = write!(
        xml,
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\">\n<title>Concepts of Quizmint</title>\n\
         <id>{base}/feed.xml</id>\n<link rel=\"self\" type=\"application/atom+xml\" href=\"{base}/feed.xml\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{base}/concepts\"/>\n<updated>{newest}</updated>\n\
         <author><name>Quizmint</name></author>\n"
    );
    for (day, concept) in dated.into_iter().take(MOST_ENTRIES) {
        let address = format!("{base}/concepts/{}", concept.slug);
        let (title, summary) = (escape(&concept.title), escape(&concept.summary));
        let _ = write!(
            xml,
            "<entry>\n<title>{title}</title>\n<id>{address}</id>\n<link rel=\"alternate\" type=\"text/html\" \
             href=\"{address}\"/>\n<updated>{}</updated>\n<summary>{summary}</summary>\n</entry>\n",
            instant(day)
        );
    }
    xml + "</feed>\n"
}

fn instant(day: &str) -> String {
    format!("{day}T00:00:00Z")
}

/// Control characters have no place in XML, however they are written.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !c.is_control()) {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c => escaped.push(c),
        }
    }
    escaped
}
