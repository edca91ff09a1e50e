//! What an output declares.

use std::collections::{BTreeMap, BTreeSet};

use openapi_bindgen::Generated;
use quote::ToTokens;

/// Names by the scope that they stand in.
#[derive(Debug, Default, PartialEq)]
pub struct Declared {
    /// The names of each scope, sorted.
    pub scopes: BTreeMap<String, Vec<String>>,
    /// The words that each alias is spelled with.
    aliases: BTreeMap<String, Vec<String>>,
    /// How many implementations of the runtime's trait for operations there are.
    pub operations: usize,
}

/// Reads all files; each has to be Rust.
pub fn declared(generated: &Generated) -> Result<Declared, String> {
    let mut declared = Declared::default();
    for file in &generated.files {
        let parsed =
            syn::parse_file(&file.text).map_err(|error| format!("{}: {error}", file.path))?;
        parsed.items.iter().for_each(|item| declared.item(item));
    }
    declared.scopes.values_mut().for_each(|names| names.sort());
    Ok(declared)
}

impl Declared {
    fn name(&mut self, scope: &str, name: &impl ToString) {
        // `r#type` and `type` are one name.
        let name = name.to_string().trim_start_matches("r#").to_owned();
        self.scopes.entry(scope.to_owned()).or_default().push(name);
    }

    fn item(&mut self, item: &syn::Item) {
        match item {
            syn::Item::Struct(item) => {
                self.name("types", &item.ident);
                let scope = format!("struct {}", item.ident);
                let names = item.fields.iter().filter_map(|field| field.ident.as_ref());
                names.for_each(|name| self.name(&scope, name));
            }
            syn::Item::Enum(item) => {
                self.name("types", &item.ident);
                let scope = format!("enum {}", item.ident);
                item.variants
                    .iter()
                    .for_each(|variant| self.name(&scope, &variant.ident));
            }
            syn::Item::Type(item) => {
                self.name("types", &item.ident);
                // What has a path stands elsewhere: it stays one word.
                let spelled = item.ty.to_token_stream().to_string().replace(" :: ", "::");
                let words = spelled.split(' ').map(str::to_owned).collect();
                self.aliases.insert(item.ident.to_string(), words);
            }
            syn::Item::Impl(item) => self.implementation(item),
            _ => {}
        }
    }

    fn implementation(&mut self, item: &syn::ItemImpl) {
        let of = item.self_ty.to_token_stream().to_string();
        if let Some((path, _)) = &item.trait_ {
            let path = path.to_token_stream().to_string();
            self.operations += usize::from(path == "runtime :: Operation");
            self.name("implementations", &format!("{path} for {of}"));
            return;
        }
        // With any transport.
        let of = if of.starts_with("Client <") {
            "Client".to_owned()
        } else {
            of
        };
        let functions = item.items.iter().filter_map(|item| match item {
            syn::ImplItem::Fn(function) => Some(&function.sig),
            _ => None,
        });
        for function in functions {
            self.name(&format!("impl {of}"), &function.ident);
            let scope = format!("fn {of} {}", function.ident);
            let arguments = function.inputs.iter().filter_map(|input| match input {
                syn::FnArg::Typed(input) => Some(input.pat.to_token_stream().to_string()),
                syn::FnArg::Receiver(_) => None,
            });
            arguments.for_each(|argument| self.name(&scope, &argument));
        }
    }

    /// A name that stands twice in its scope.
    pub fn repeated(&self) -> Option<String> {
        self.scopes.iter().find_map(|(scope, names)| {
            let twice = names.windows(2).find(|pair| pair[0] == pair[1])?;
            Some(format!("`{}` twice in {scope}", twice[0]))
        })
    }

    /// An alias that stands for itself.
    pub fn endless_alias(&self) -> Option<&str> {
        let leads_back = |start: &str| {
            let mut seen = BTreeSet::new();
            let mut open: Vec<&String> = self.aliases[start].iter().collect();
            while let Some(name) = open.pop() {
                if name == start {
                    return true;
                }
                if seen.insert(name) {
                    open.extend(self.aliases.get(name).into_iter().flatten());
                }
            }
            false
        };
        self.aliases
            .keys()
            .map(String::as_str)
            .find(|name| leads_back(name))
    }
}
