//! The licence that an installed Python package declares, in any of the three ways there are.

use spdx::{Expression, ParseMode};

const CLASSIFIER: &str = "Classifier: License :: OSI Approved :: ";

/// What the classifiers call a licence; they leave open which BSD licence it is, and the list allows both.
const CLASSIFIED: [(&str, &str); 5] = [
    ("Apache Software License", "Apache-2.0"),
    ("BSD License", "BSD-3-Clause"),
    ("ISC License (ISCL)", "ISC"),
    ("MIT License", "MIT"),
    ("Mozilla Public License 2.0 (MPL 2.0)", "MPL-2.0"),
];

/// Name and licence out of the file `METADATA`; the licence is empty where nothing of it can be read.
pub(super) fn declared(metadata: &str) -> (String, String) {
    let fields: Vec<&str> = metadata.lines().take_while(|line| !line.is_empty()).collect();
    let field = |name: &str| fields.iter().find_map(|line| line.strip_prefix(name)).unwrap_or_default().trim();
    let expression = ["License-Expression:", "License:"].map(field).into_iter().find(|text| is_readable(text));
    let licence = expression.map_or_else(|| classified(&fields), str::to_owned);
    (field("Name:").to_owned(), licence)
}

fn is_readable(licence: &str) -> bool {
    Expression::parse_mode(licence, ParseMode::LAX).is_ok()
}

/// Several classifiers are several licences to choose from.
fn classified(fields: &[&str]) -> String {
    let titles = fields.iter().filter_map(|line| line.strip_prefix(CLASSIFIER));
    let known = |title| CLASSIFIED.iter().find(|(known, _)| *known == title).map_or("", |(_, licence)| *licence);
    titles.map(known).collect::<Vec<_>>().join(" OR ")
}

#[cfg(test)]
mod tests {
    use super::declared;

    fn licence(fields: &str) -> String {
        declared(&format!("Metadata-Version: 2.1\nName: some\n{fields}\n\nLicense: GPL-3.0-only in the text below")).1
    }

    #[test]
    fn an_expression_counts_before_what_is_older() {
        assert_eq!(
            licence("License: BSD\nLicense-Expression: Apache-2.0 OR BSD-3-Clause"),
            "Apache-2.0 OR BSD-3-Clause"
        );
    }

    #[test]
    fn classifiers_count_where_the_field_is_no_licence() {
        let classifiers = "Classifier: License :: OSI Approved :: BSD License\n\
                           Classifier: License :: OSI Approved :: Apache Software License";
        assert_eq!(licence(&format!("License: Dual License\n{classifiers}")), "BSD-3-Clause OR Apache-2.0");
    }

    #[test]
    fn an_unknown_classifier_is_no_licence() {
        assert_eq!(licence("Classifier: License :: OSI Approved :: GNU General Public License (GPL)"), "");
        assert_eq!(licence("Summary: nothing about it"), "");
    }
}
