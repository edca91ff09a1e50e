//! Lines of a `Cargo.toml`.

use crate::names::ALL_TAGS;

/// The file with the lines of a manifest that declare the features of tags.
pub(crate) const FEATURES: &str = "features.toml";

/// Declares one feature per tag, none on by default, and one that switches on all. Empty where there are no tags.
pub(crate) fn tag_features(tags: &[String]) -> String {
    if tags.is_empty() {
        return String::new();
    }
    let quoted: Vec<String> = tags.iter().map(|tag| toml_string(tag)).collect();
    let is_bare = |tag: &str| tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let lines = tags.iter().zip(&quoted).map(|(tag, quoted)| {
        let key = if is_bare(tag) { tag } else { quoted };
        format!("{key} = []\n")
    });
    format!(
        "# The operations of a tag, and what they reach.\n{}{ALL_TAGS} = [{}]\n",
        lines.collect::<String>(),
        quoted.join(", ")
    )
}

/// Writes a basic string of TOML (TOML 1.0, "String").
pub(crate) fn toml_string(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
