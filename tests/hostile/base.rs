//! The document with slots, and what is put into them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_yaml::Value;

const BASE: &str = include_str!("base.yaml");
const MARK: char = '§';

/// What stands in each slot; a slot that isn't listed holds its harmless word.
pub type Filling = BTreeMap<String, String>;

/// The names of all slots, in the order of the document.
pub fn slots() -> &'static [String] {
    static SLOTS: LazyLock<Vec<String>> = LazyLock::new(read_slots);
    &SLOTS
}

fn read_slots() -> Vec<String> {
    let mut names = Vec::new();
    for part in BASE
        .lines()
        .skip(1)
        .flat_map(|line| line.split(MARK).skip(1).step_by(2))
    {
        let name = part.split(':').next().unwrap_or(part).to_owned();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// A word of which nothing but the slot's content is made: letters that stand nowhere else in the output.
pub fn harmless(slot: &str) -> String {
    let place = slots()
        .iter()
        .position(|name| name == slot)
        .expect("the slot is in the document");
    let letter = |number: usize| char::from(b'a' + u8::try_from(number % 26).expect("a letter"));
    // A name that is asked for is taken as it is.
    let first = if slot.starts_with("wish") { 'z' } else { 'Z' };
    format!("{first}q{}{}zq", letter(place / 26), letter(place))
}

/// The document, as JSON.
pub fn document(filling: &Filling) -> String {
    let value: Value = serde_yaml::from_str(BASE).expect("the document with slots is YAML");
    let harmless: Filling = slots()
        .iter()
        .map(|slot| (slot.clone(), harmless(slot)))
        .collect();
    let mut text = String::new();
    write(
        &value,
        &|slot| filling.get(slot).unwrap_or(&harmless[slot]).clone(),
        &mut text,
    );
    text
}

/// Member by member, since their order is the order of the output.
fn write(value: &Value, content: &dyn Fn(&str) -> String, out: &mut String) {
    match value {
        Value::Mapping(members) => {
            for (index, (key, value)) in members.iter().enumerate() {
                out.push(if index == 0 { '{' } else { ',' });
                let key = key.as_str().expect("a key is text");
                out.push_str(&quoted(&filled(key, content)));
                out.push_str(": ");
                write(value, content, out);
            }
            out.push_str(if members.is_empty() { "{}" } else { "}\n" });
        }
        Value::Sequence(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { ", " });
                write(item, content, out);
            }
            out.push(']');
        }
        Value::String(text) => out.push_str(&quoted(&filled(text, content))),
        other => out.push_str(serde_yaml::to_string(other).expect("a scalar").trim()),
    }
}

fn filled(text: &str, content: &dyn Fn(&str) -> String) -> String {
    let mut filled = String::new();
    for (index, part) in text.split(MARK).enumerate() {
        match part.split_once(':') {
            _ if index % 2 == 0 => filled.push_str(part),
            Some((slot, "ref")) => filled.push_str(&in_reference(&content(slot))),
            _ => filled.push_str(&content(part)),
        }
    }
    filled
}

/// As a token of a JSON pointer in a fragment (RFC 6901, sections 3 and 6).
fn in_reference(text: &str) -> String {
    text.replace('~', "~0")
        .replace('/', "~1")
        .replace('%', "%25")
}

/// A string of JSON that is one of YAML, too.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                quoted.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
