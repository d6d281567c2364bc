//! The canonical request: one spelling for all requests that mean the same, so that both sides hash the same bytes.

use super::encode::{decoded, encoded, encoded_path};

/// How a service spells the path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rules {
    /// A key of S3 is any text, so nothing of the path is tidied, and it is encoded once.
    S3,
    /// Empty and dotted segments go, and the path of the address, encoded already, is encoded once more.
    Others,
}

impl Rules {
    /// By the service's name in the scope.
    pub fn of(service: &str) -> Self {
        if ["s3", "s3-object-lambda", "s3-outposts"].contains(&service) { Self::S3 } else { Self::Others }
    }
}

#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    pub method: &'a str,
    /// As it stands in the address.
    pub path: &'a str,
    /// As it stands in the address, without the question mark.
    pub query: &'a str,
    /// Those that are signed, in any order and spelling.
    pub headers: &'a [(String, String)],
    /// The body's SHA-256 in hex, or [`UNSIGNED_PAYLOAD`](super::UNSIGNED_PAYLOAD).
    pub payload: &'a str,
}

/// What a line of the canonical request is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Method,
    Path,
    Query,
    Header,
    /// Empty: it ends the headers.
    End,
    SignedHeaders,
    Payload,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Canonical {
    pub method: String,
    pub path: String,
    pub query: String,
    /// Lower-case names in order, each once.
    pub headers: Vec<(String, String)>,
    pub payload: String,
}

impl Canonical {
    pub fn of(request: &Request<'_>, rules: Rules) -> Self {
        Self {
            method: request.method.to_ascii_uppercase(),
            path: path(request.path, rules),
            query: query(request.query),
            headers: headers(request.headers),
            payload: request.payload.to_owned(),
        }
    }

    /// The names of the signed headers, as the signature lists them.
    pub fn signed_headers(&self) -> String {
        self.headers.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(";")
    }

    pub fn lines(&self) -> Vec<(Part, String)> {
        let start = [(Part::Method, &self.method), (Part::Path, &self.path), (Part::Query, &self.query)];
        let headers = self.headers.iter().map(|(name, value)| (Part::Header, format!("{name}:{value}")));
        let end = [
            (Part::End, String::new()),
            (Part::SignedHeaders, self.signed_headers()),
            (Part::Payload, self.payload.clone()),
        ];
        start.into_iter().map(|(part, text)| (part, text.clone())).chain(headers).chain(end).collect()
    }

    pub fn text(&self) -> String {
        self.lines().into_iter().map(|(_, line)| line).collect::<Vec<_>>().join("\n")
    }
}

fn path(path: &str, rules: Rules) -> String {
    match rules {
        Rules::S3 if path.is_empty() => "/".to_owned(),
        // Segment by segment, because an encoded slash is part of a name.
        Rules::S3 => path.split('/').map(again).collect::<Vec<_>>().join("/"),
        Rules::Others => encoded_path(normalised(path).as_bytes()),
    }
}

/// RFC 3986 §5.2.4, and several slashes in a row become one.
fn normalised(path: &str) -> String {
    let mut segments = Vec::new();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop();
            }
            segment => segments.push(segment),
        }
    }
    let end = if path.ends_with('/') && !segments.is_empty() { "/" } else { "" };
    format!("/{}{end}", segments.join("/"))
}

/// One spelling of what is encoded already, maybe in small letters or more than it must be.
fn again(text: &str) -> String {
    encoded(&decoded(text))
}

/// Sorted by encoded name, then by encoded value; a name without a value has an empty one.
fn query(query: &str) -> String {
    let mut pairs: Vec<(String, String)> = query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (again(name), again(value)))
        .collect();
    pairs.sort_unstable();
    pairs.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
}

/// A name that is there several times is written once, with its values in the order in which they came.
fn headers(headers: &[(String, String)]) -> Vec<(String, String)> {
    let mut sorted: Vec<(String, String)> = headers
        .iter()
        .map(|(name, value)| (name.to_ascii_lowercase(), value.split_ascii_whitespace().collect::<Vec<_>>().join(" ")))
        .collect();
    sorted.sort_by(|(one, _), (other, _)| one.cmp(other));
    let mut merged: Vec<(String, String)> = Vec::with_capacity(sorted.len());
    for (name, value) in sorted {
        match merged.last_mut() {
            Some((last, values)) if *last == name => *values = format!("{values},{value}"),
            _ => merged.push((name, value)),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    fn owned(headers: &[(&str, &str)]) -> Vec<(String, String)> {
        headers.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect()
    }

    /// The first example of "Signature Calculations for the Authorization Header" in the Amazon S3 API Reference,
    /// <https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html>.
    #[test]
    fn the_canonical_request_is_the_one_that_aws_publishes() {
        let headers = owned(&[
            ("Host", "examplebucket.s3.amazonaws.com"),
            ("Range", "bytes=0-9"),
            ("x-amz-content-sha256", EMPTY),
            ("x-amz-date", "20130524T000000Z"),
        ]);
        let request = Request { method: "get", path: "/test.txt", query: "", headers: &headers, payload: EMPTY };
        let text = format!(
            "GET\n/test.txt\n\nhost:examplebucket.s3.amazonaws.com\nrange:bytes=0-9\nx-amz-content-sha256:{EMPTY}\n\
             x-amz-date:20130524T000000Z\n\nhost;range;x-amz-content-sha256;x-amz-date\n{EMPTY}"
        );
        assert_eq!(Canonical::of(&request, Rules::S3).text(), text);
    }

    #[test]
    fn a_key_of_s3_is_not_tidied_and_encoded_once() {
        assert_eq!(path("/a//b/../c%20d%2fe/", Rules::S3), "/a//b/../c%20d%2Fe/");
        assert_eq!(path("/test$file.text", Rules::S3), "/test%24file.text");
        assert_eq!(path("", Rules::S3), "/");
    }

    #[test]
    fn the_path_of_other_services_is_tidied_and_encoded_twice() {
        for (written, canonical) in [
            ("", "/"),
            ("//", "/"),
            ("/./", "/"),
            ("/example/..", "/"),
            ("/example1/example2/../..", "/"),
            ("//example//", "/example/"),
            ("/./example", "/example"),
            ("/a%20b", "/a%2520b"),
            ("/example space/", "/example%20space/"),
            ("/ሴ", "/%E1%88%B4"),
            ("/..", "/"),
        ] {
            assert_eq!(path(written, Rules::Others), canonical, "{written}");
        }
    }

    #[test]
    fn a_query_is_sorted_by_code_point_and_every_name_has_an_equals_sign() {
        assert_eq!(query("Param2=value2&Param1=value1"), "Param1=value1&Param2=value2");
        assert_eq!(query("Param1=value2&Param1=Value1"), "Param1=Value1&Param1=value2");
        assert_eq!(query("lifecycle"), "lifecycle=");
        assert_eq!(query("a%2Db=%c3%b1&a=1&a-=2"), "a=1&a-=2&a-b=%C3%B1");
        assert_eq!(query("prefix=a=b&&max-keys=2"), "max-keys=2&prefix=a%3Db");
        assert_eq!(query("ሴ=bar"), "%E1%88%B4=bar");
        assert_eq!(query(""), "");
    }

    #[test]
    fn the_values_of_a_header_are_trimmed_and_kept_in_order() {
        let sent = owned(&[("My-Header2", " \"a   b   c\" "), ("My-Header1", "value4"), ("my-header1", " value1 ")]);
        assert_eq!(headers(&sent), owned(&[("my-header1", "value4,value1"), ("my-header2", "\"a b c\"")]));
    }

    proptest! {
        #[test]
        fn the_order_in_which_a_query_was_written_does_not_matter(mut pairs in prop::collection::vec("[a-zA-Z0-9%=+.~-]{0,6}", 0..6)) {
            let one = query(&pairs.join("&"));
            pairs.reverse();
            prop_assert_eq!(&query(&pairs.join("&")), &one);
            prop_assert_eq!(&query(&one), &one);
        }

        #[test]
        fn a_tidied_path_is_tidy(written in "[a./]{0,12}") {
            let once = normalised(&written);
            prop_assert!(once.starts_with('/'));
            prop_assert!(!once.contains("//") && !once.split('/').any(|segment| segment == "." || segment == ".."));
            prop_assert_eq!(&normalised(&once), &once);
        }
    }
}
