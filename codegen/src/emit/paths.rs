//! Paths from where code stands to items of the crate.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use crate::modules::Standing;
use crate::names::Name;

/// Where code stands: what the path to another item depends on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Here<'a> {
    /// The public module around the code.
    module: &'a [Name],
    /// How many modules of this path the file itself stands in, where its own module is private.
    private_below: Option<usize>,
    /// How many modules below the crate's root the code stands that are none of its tree, as those of the mock.
    beside: usize,
}

impl<'a> Here<'a> {
    /// Returns where the code of a file stands.
    pub(crate) fn in_file(standing: &'a Standing) -> Self {
        let depth = standing.module.len();
        Self {
            module: &standing.module,
            private_below: standing.is_private.then_some(depth),
            beside: 0,
        }
    }

    /// Returns where the code of a module in the same file stands.
    pub(crate) fn nested(self, standing: &'a Standing) -> Self {
        Self {
            module: &standing.module,
            ..self
        }
    }

    /// Returns the path to where the client is in scope.
    pub(super) fn to_root(self) -> String {
        "super::".repeat(self.beside)
    }

    /// Returns where code stands so many modules below the crate's root, beside its tree.
    pub(super) const fn beside(depth: usize) -> Self {
        Self {
            module: &[],
            private_below: None,
            beside: depth,
        }
    }
}

/// Returns the path to an item in a public module.
pub(super) fn path(cx: Context<'_>, module: &[Name], name: &Name) -> TokenStream {
    let here = cx.here;
    if module == here.module && here.beside == 0 {
        return quote!(#name);
    }
    let common = module.iter().zip(here.module);
    let common = common.take_while(|(one, other)| one == other).count();
    let is_types = cx.names.types_module().is_some() && module.first() == cx.names.types_module();
    let rest = module.get(common..).unwrap_or_default();
    if is_types && common == 0 && here.beside == 0 {
        return quote!(#(#rest::)* #name);
    }
    // A private file imports the items of its own public module. What is in other modules of that one is reached
    // through the module that re-exports all of them.
    let through = |depth: usize| common <= depth && !(common == depth && rest.is_empty());
    let extra = usize::from(here.private_below.is_some_and(through));
    let up = up(here.beside + (here.module.len() - common) + extra);
    quote!(#up #(#rest::)* #name)
}

/// Returns the same as text, for a link of documentation.
pub(super) fn link(cx: Context<'_>, module: &[Name], name: &Name) -> String {
    let path = path(cx, module, name).to_string();
    path.replace(' ', "").replace("r#", "")
}

/// Returns the path so many modules up.
pub(super) fn up(depth: usize) -> TokenStream {
    std::iter::repeat_n(quote!(super::), depth).collect()
}
