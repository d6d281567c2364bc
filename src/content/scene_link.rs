//! Links to scenes of the sandbox: an address may set its scene up, and carries nothing that an address must not hold.

use domain::scene::SceneLink;

const LONGEST: usize = 400;
/// Nothing that a scene's form knows is one word of this length; a signature, a code or a key is.
const LONGEST_WORD: usize = 40;

/// Takes what stands after `/sandbox/`; `Err` says what to write instead.
pub(super) fn parse(path: &str) -> Result<SceneLink, &'static str> {
    let (scene, query) = path.split_once('?').map_or((path, None), |(scene, query)| (scene, Some(query)));
    let scene = scene.parse().map_err(|_| "write /sandbox/scene, or /sandbox/scene?name=value")?;
    query.map_or(Ok(()), check)?;
    Ok(SceneLink { scene, query: query.map(str::to_owned) })
}

fn check(query: &str) -> Result<(), &'static str> {
    if query.len() > LONGEST {
        return Err("at most 400 characters set a scene up");
    }
    let pairs = || form_urlencoded::parse(query.as_bytes());
    if query.is_empty() || form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs()).finish() != query {
        return Err(
            "write the scene's choices as its page has them in its address: name=value, joined by &, without a #",
        );
    }
    if pairs().any(|(name, value)| looks_secret(&name) || looks_secret(&value)) {
        return Err("an address holds no token, code or key; a scene makes its own");
    }
    Ok(())
}

/// `eyJ` is how JSON begins in base64, and with it every token.
fn looks_secret(text: &str) -> bool {
    let of_word = |c: char| c.is_ascii_alphanumeric() || "-_+=".contains(c);
    text.contains("eyJ") || text.split(|c| !of_word(c)).any(|word| word.len() >= LONGEST_WORD)
}
