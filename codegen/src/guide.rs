//! The guides of a crate: `README.md` and `reference.md`.
//!
//! Takes what is known of the operations as plain data. Gives Markdown. Knows nothing of the document.

use std::collections::BTreeMap;

use crate::emit::Entry;
use crate::output::GENERATED;

/// What the guides are made from.
#[derive(Clone, Debug, Default)]
pub(crate) struct Guide {
    /// The title and the version of the API, as Markdown that shows text alone.
    pub(crate) title: String,
    /// The program that makes a first call.
    pub(crate) program: Option<Vec<String>>,
    pub(crate) entries: Vec<Entry>,
}

/// Returns the text of `README.md`. Its program is compiled with the documentation, of which it is the first page.
pub(crate) fn readme(guide: &Guide, name: &str) -> String {
    let title = &guide.title;
    let program = guide.program.as_ref().map_or_else(String::new, |program| {
        format!("```rust,no_run\n{}\n```\n\n", program.join("\n"))
    });
    format!(
        "<!-- {GENERATED}, and will be again. -->\n\n# {name}\n\nClient for {title}, generated from its OpenAPI document.\n\n{program}\
         [`reference.md`](reference.md) has an example of each operation.\n\n\
         ## Features\n\n\
         - `reqwest` (default), `reqwest-native-tls`: awaited calls. Without a transport, the crate is types and operations \
           that do no I/O.\n\
         - `blocking`, `blocking-native-tls`: calls without an asynchronous runtime.\n\
         - `gzip`, `http2`: what the transport speaks.\n\
         - `serde`: `Serialize` and `Deserialize` for the types.\n\
         - `tracing`: a span per call.\n\
         - `mock`: a server in place of the API, for the tests of those who call it.\n"
    )
}

/// Returns the text of `reference.md`: each operation with its example, by group.
pub(crate) fn reference(guide: &Guide, name: &str) -> String {
    let mut groups: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    for entry in &guide.entries {
        groups.entry(&entry.group).or_default().push(entry);
    }
    let mut text = format!("<!-- {GENERATED}, and will be again. -->\n\n# Reference of {name}\n");
    for (group, entries) in groups {
        text.push_str(&format!("\n## {group}\n"));
        for entry in entries {
            text.push_str(&operation(entry));
        }
    }
    text
}

fn operation(entry: &Entry) -> String {
    let Entry {
        method,
        route,
        summary,
        lines,
        ..
    } = entry;
    let summary = match summary.is_empty() {
        true => String::new(),
        false => format!("{}\n\n", summary.join("\n")),
    };
    let lines = lines.join("\n");
    format!("\n### `{method}`\n\n`{route}`\n\n{summary}```rust\n{lines}\n```\n")
}
