//! The `use` items of a file.

use proc_macro2::{Ident, Punct, Spacing, TokenStream};
use quote::quote;
use syn::buffer::Cursor;

use super::cfg;
use super::context::Context;
use super::paths::up;
use crate::analyze::FeatureSet;
use crate::ir::TypeId;
use crate::modules::{Import, ImportFrom};

/// What code needs of the imports of its module.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Mentions {
    runtime: bool,
    types: bool,
    client: bool,
    call: bool,
}

impl Mentions {
    /// Returns what the tokens from here on mention.
    pub(crate) fn of(tokens: Cursor<'_>) -> Self {
        let mut mentions = Self::default();
        mentions.add(tokens);
        mentions
    }

    fn add(&mut self, mut tokens: Cursor<'_>) {
        let mut before: Option<Ident> = None;
        loop {
            if let Some((ident, rest)) = tokens.ident() {
                (before, tokens) = (Some(ident), rest);
                continue;
            }
            let ident = before.take();
            if let Some((punct, rest)) = tokens.punct() {
                if let Some(ident) = ident {
                    self.add_ident(&ident, &punct);
                }
                tokens = rest;
            } else if let Some((inside, _, _, rest)) = tokens.any_group() {
                self.add(inside);
                tokens = rest;
            } else if let Some((_, rest)) = tokens.token_tree() {
                tokens = rest;
            } else {
                return;
            }
        }
    }

    /// Adds an identifier, unless what follows says that it is another thing of that name, such as a field.
    fn add_ident(&mut self, ident: &Ident, next: &Punct) {
        let is_path = next.as_char() == ':' && next.spacing() == Spacing::Joint;
        let is_generic = next.as_char() == '<';
        self.runtime |= is_path && ident == "runtime";
        self.types |= is_path && ident == "types";
        self.call |= is_generic && ident == "Call";
        self.client |= is_generic && ident == "Client";
    }
}

/// Emits those of the imports that the code of a module uses, each for the builds that have such code.
pub(crate) fn in_use(
    cx: Context<'_>,
    imports: &[Import],
    users: &[(Mentions, &FeatureSet)],
    around: &FeatureSet,
) -> TokenStream {
    let needs = |uses: fn(&Mentions) -> bool| {
        let users = users.iter().filter(|(mentions, _)| uses(mentions));
        let needs: Vec<&FeatureSet> = users.map(|(_, needs)| *needs).collect();
        (!needs.is_empty()).then(|| FeatureSet::of_any(needs))
    };
    let import = |import: &Import| match import {
        Import::Runtime => vec![(needs(|it| it.runtime), tokens(*import))],
        Import::Types(_) => vec![(needs(|it| it.types), tokens(*import))],
        Import::Client(depth) => {
            let (call, client) = (needs(|it| it.call), needs(|it| it.client));
            if call == client {
                return vec![(call, tokens(*import))];
            }
            let up = up(*depth);
            vec![
                (call, quote!(use #up client::Call;)),
                (client, quote!(use #up client::Client;)),
            ]
        }
        Import::Api => vec![(Some(around.clone()), tokens(*import))],
    };
    let imports = imports.iter().flat_map(import);
    let imports = imports.filter_map(|(needs, import)| {
        let cfg = cfg::cfg_of(cx, &needs?, around);
        Some(quote!(#cfg #import))
    });
    imports.collect()
}

/// Emits imports of types, each by its name. Those that stand behind aliases may be unused.
pub(super) fn types(
    cx: Context<'_>,
    from: ImportFrom,
    ids: &[TypeId],
    is_used: bool,
) -> TokenStream {
    let allow = (!is_used).then(|| quote!(#[allow(unused_imports)]));
    let path = match from {
        ImportFrom::Types(depth) => {
            let up = up(depth);
            quote!(#up types)
        }
        ImportFrom::Siblings => quote!(super),
    };
    let names = ids.iter().map(|id| cx.names.ty(*id));
    match ids {
        [only] => {
            let name = cx.names.ty(*only);
            quote!(#allow use #path::#name;)
        }
        _ => quote!(#allow use #path::{#(#names),*};),
    }
}

fn tokens(import: Import) -> TokenStream {
    match import {
        Import::Runtime => quote!(
            use openapi_bindgen_runtime as runtime;
        ),
        Import::Client(depth) => {
            let up = up(depth);
            quote!(use #up client::{Call, Client};)
        }
        Import::Types(depth) => {
            let up = up(depth);
            quote!(use #up types;)
        }
        Import::Api => quote!(
            use super::{API, Client};
        ),
    }
}
