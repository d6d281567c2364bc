//! Sends a form without leaving the page, and puts the parts that the server renders anew in the place of the old ones.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Document, Element, FormData, Headers, HtmlElement, HtmlFormElement, HtmlTemplateElement, RequestInit, Response,
    UrlSearchParams,
};

/// Asks the server for the parts that changed instead of a redirect.
pub const FRAGMENT_HEADER: &str = "x-quizmint-fragment";
/// Marks the element of a new part that the reader should come to.
const FOCUS: &str = "[data-focus]";

/// Posts the form where it would go by itself; the reply is HTML, also where something was wrong with the form. `None`
/// where the server answered with a page instead of parts, as it does when it refuses.
pub async fn post(form: &HtmlFormElement) -> Result<Option<String>, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let headers = Headers::new()?;
    headers.set(FRAGMENT_HEADER, "1")?;
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_headers(&headers);
    let fields = FormData::new_with_form(form)?;
    init.set_body(UrlSearchParams::new_with_str_sequence_sequence(&fields)?.as_ref());
    // `form.action` would be shadowed by a field of that name.
    let action = form.get_attribute("action").ok_or(JsValue::NULL)?;
    let response: Response = JsFuture::from(window.fetch_with_str_and_init(&action, &init)).await?.dyn_into()?;
    if !response.headers().has(FRAGMENT_HEADER)? {
        return Ok(None);
    }
    Ok(JsFuture::from(response.text()?).await?.as_string())
}

/// Asks for the parts that the form's fields lead to, and returns them with the address that shows them.
pub async fn get(form: &HtmlFormElement) -> Result<(String, String), JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let headers = Headers::new()?;
    headers.set(FRAGMENT_HEADER, "1")?;
    let init = RequestInit::new();
    init.set_headers(&headers);
    let fields = FormData::new_with_form(form)?;
    let fields = UrlSearchParams::new_with_str_sequence_sequence(&fields)?;
    let action = form.get_attribute("action").ok_or(JsValue::NULL)?;
    let path = action.split('#').next().unwrap_or_default();
    let address = [path, "?", &String::from(fields.to_string())].concat();
    let response: Response = JsFuture::from(window.fetch_with_str_and_init(&address, &init)).await?.dyn_into()?;
    if !response.headers().has(FRAGMENT_HEADER)? {
        return Err(JsValue::NULL);
    }
    let html = JsFuture::from(response.text()?).await?.as_string().ok_or(JsValue::NULL)?;
    Ok((address, html))
}

/// What is at an address of ours, as text.
pub async fn text_at(path: &str) -> Result<String, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let response: Response = JsFuture::from(window.fetch_with_str(path)).await?.dyn_into()?;
    if !response.ok() {
        return Err(JsValue::NULL);
    }
    JsFuture::from(response.text()?).await?.as_string().ok_or(JsValue::NULL)
}

/// The elements below one that a selector finds, in the order of the document.
pub fn elements<T: JsCast>(root: &Element, selector: &str) -> Vec<T> {
    let Ok(list) = root.query_selector_all(selector) else { return Vec::new() };
    (0..list.length()).filter_map(|at| list.item(at)?.dyn_into().ok()).collect()
}

/// Replaces each element of the page by the part with the same id, and returns the new ones.
pub fn replace_parts(document: &Document, html: &str) -> Result<Vec<Element>, JsValue> {
    let template: HtmlTemplateElement = document.create_element("template")?.dyn_into()?;
    template.set_inner_html(html);
    let parts = template.content().children();
    let mut placed = Vec::new();
    // The list shrinks as its elements move into the page.
    while let Some(part) = parts.item(0) {
        match document.get_element_by_id(&part.id()) {
            Some(old) => old.replace_with_with_node_1(&part)?,
            None => part.remove(),
        }
        placed.push(part);
    }
    Ok(placed)
}

/// Moves the reader to where the new parts say, and returns the words there.
pub fn focus_marked(parts: &[Element]) -> Option<String> {
    let marked = parts.iter().find_map(|part| part.query_selector(FOCUS).ok()?)?;
    let marked: HtmlElement = marked.dyn_into().ok()?;
    let _unfocusable = marked.focus();
    marked.text_content()
}
