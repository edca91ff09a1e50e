//! What is generated, item by item.

use std::collections::{BTreeMap, BTreeSet};

use openapi_bindgen::Generated;
use quote::ToTokens;
use syn::{Item, Type};

/// The code of each item with all that belongs to it, by `file.rs Name`.
#[derive(Debug)]
pub struct Items(BTreeMap<String, String>);

impl Items {
    pub fn names(&self) -> BTreeSet<&str> {
        self.0.keys().map(String::as_str).collect()
    }

    /// The names of those that are there once, or differ.
    pub fn difference(&self, other: &Self) -> BTreeSet<String> {
        let names = self.0.keys().chain(other.0.keys());
        names
            .filter(|name| self.0.get(*name) != other.0.get(*name))
            .cloned()
            .collect()
    }
}

pub fn items(generated: &Generated) -> Items {
    let mut items: BTreeMap<String, String> = BTreeMap::new();
    for file in &generated.files {
        let text = without_examples(&file.text);
        let parsed = syn::parse_file(&text).expect("what is generated is Rust");
        for item in parsed.items {
            let name = format!("{} {}", file.path, name(&item));
            let code = items.entry(name).or_default();
            code.push_str(&item.to_token_stream().to_string());
        }
    }
    Items(items)
}

/// Without the examples in the documentation: they show other items, and change with any of them.
fn without_examples(text: &str) -> String {
    let mut is_inside = false;
    let mut fences = 0;
    let is_shown = |line: &&str| {
        let line = line.trim();
        if line == "/// # Examples" {
            (is_inside, fences) = (true, 0);
        }
        let was_inside = is_inside;
        fences += usize::from(line.starts_with("/// ```"));
        is_inside &= fences < 2;
        !was_inside
    };
    text.lines()
        .filter(is_shown)
        .map(|line| format!("{line}\n"))
        .collect()
}

/// What an item belongs to.
fn name(item: &Item) -> String {
    match item {
        Item::Struct(item) => item.ident.to_string(),
        Item::Enum(item) => item.ident.to_string(),
        Item::Type(item) => item.ident.to_string(),
        Item::Static(item) => item.ident.to_string(),
        Item::Impl(item) => match &*item.self_ty {
            Type::Path(ty) => ty
                .path
                .segments
                .last()
                .map(|last| last.ident.to_string())
                .unwrap_or_default(),
            other => panic!("an impl of {}", other.to_token_stream()),
        },
        // What stands behind the name says how the item is made.
        Item::Macro(item) => {
            let tokens = item.mac.tokens.to_string();
            tokens
                .split(',')
                .next()
                .unwrap_or_default()
                .trim()
                .to_owned()
        }
        Item::Use(_) | Item::Mod(_) => "modules".to_owned(),
        other => panic!("{}", other.to_token_stream()),
    }
}
