//! Keeps the schemas that editors use to the keys that are read.

use std::{collections::BTreeSet, fs};

use serde_json::Value;

use super::{figures, front_matter, style, table, track};

fn keys_of(schema: &Value, path: &str) -> BTreeSet<String> {
    let object = schema.pointer(path).unwrap_or_else(|| panic!("{path}"));
    assert_eq!(object["additionalProperties"], Value::Bool(false), "{path}");
    let keys: BTreeSet<String> = object["properties"].as_object().unwrap().keys().cloned().collect();
    let required = object["required"].as_array().into_iter().flatten();
    required.for_each(|key| assert!(keys.contains(key.as_str().unwrap()), "{path}: {key}"));
    keys
}

#[test]
fn the_schemas_have_the_keys_that_are_read() {
    let tables = [
        ("concept", "", front_matter::KEYS),
        ("concept", "/properties/sources/items", table::SOURCE_KEYS),
        ("track", "", track::KEYS),
        ("track", "/properties/sources/items", table::SOURCE_KEYS),
        ("track", "/properties/domains/items", track::DOMAIN_KEYS),
        ("track", "/properties/domains/items/properties/tasks/items", track::TASK_KEYS),
        ("track", "/properties/domains/items/properties/tasks/items/properties/skills/items", track::SKILL_KEYS),
        ("figures", "", figures::KEYS),
        ("figures", "/properties/figure/items", figures::FIGURE_KEYS),
        ("style", "", style::KEYS),
        ("style", "/properties/names/items", style::NAME_KEYS),
    ];
    for (file, path, keys) in tables {
        let text = fs::read_to_string(format!("{}/content/schema/{file}.json", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let read: BTreeSet<String> = keys.iter().map(|&key| key.to_owned()).collect();
        assert_eq!(keys_of(&serde_json::from_str(&text).unwrap(), path), read, "{file}.json {path}");
    }
}
