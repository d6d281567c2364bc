//! The address of a request, in the parts that are signed.

use super::refusal::SignRefusal;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::sandbox) struct Address {
    /// Scheme and host, as they were written.
    pub(in crate::sandbox) origin: String,
    /// As it is signed: in small letters, with the port unless it is the scheme's own.
    pub(in crate::sandbox) host: String,
    /// Percent-encoded.
    pub(in crate::sandbox) path: String,
    /// Percent-encoded, without the question mark.
    pub(in crate::sandbox) query: String,
}

impl Address {
    pub(super) fn parse(url: &str) -> Result<Self, SignRefusal> {
        if !url.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(SignRefusal::Characters);
        }
        let (scheme, port, rest) = [("https", ":443"), ("http", ":80")]
            .into_iter()
            .find_map(|(scheme, port)| Some((scheme, port, url.strip_prefix(scheme)?.strip_prefix("://")?)))
            .ok_or(SignRefusal::Scheme)?;
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (host, rest) = rest.split_at(end);
        if host.is_empty() || host.contains('@') {
            return Err(SignRefusal::Host);
        }
        if rest.contains('#') {
            return Err(SignRefusal::Fragment);
        }
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        Ok(Self {
            origin: format!("{scheme}://{host}"),
            host: host.strip_suffix(port).unwrap_or(host).to_ascii_lowercase(),
            path: path.to_owned(),
            query: query.to_owned(),
        })
    }

    /// Written out, with this query in the place of its own.
    pub(in crate::sandbox) fn with_query(&self, query: &str) -> String {
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{}{}{mark}{query}", self.origin, self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_falls_into_the_parts_that_are_signed() {
        let address = Address::parse("https://Bucket.s3.amazonaws.com:443/a%20b/?x=1?y").unwrap();
        assert_eq!((address.host.as_str(), address.path.as_str()), ("bucket.s3.amazonaws.com", "/a%20b/"));
        assert_eq!(address.query, "x=1?y");
        assert_eq!(address.with_query("z"), "https://Bucket.s3.amazonaws.com:443/a%20b/?z");
        assert_eq!(Address::parse("http://localhost:8000?a").unwrap().with_query(""), "http://localhost:8000");
    }

    #[test]
    fn what_is_no_address_is_told_why() {
        for (url, refusal) in [
            ("ftp://example.com/", SignRefusal::Scheme),
            ("example.com", SignRefusal::Scheme),
            ("https:///x", SignRefusal::Host),
            ("https://me@example.com/", SignRefusal::Host),
            ("https://example.com/a b", SignRefusal::Characters),
            ("https://example.com/ñ", SignRefusal::Characters),
            ("https://example.com/#top", SignRefusal::Fragment),
        ] {
            assert_eq!(Address::parse(url), Err(refusal), "{url}");
        }
    }
}
