//! The constructor of a struct, and the struct of what it requires.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{format_ident, quote};

use super::field::NamedField;
use super::setters::setters;
use crate::emit::context::Context;
use crate::emit::{arguments, cfg, types};
use crate::ir::{Presence, Struct, Type, TypeId};
use crate::names::Name;

/// Emits what makes values of a struct, if any build has it: the constructor, the setters, `Default`.
pub(super) fn made(
    cx: Context<'_>,
    id: TypeId,
    fields: &[NamedField<'_>],
    object: &Struct,
    must_use: Option<&TokenStream>,
) -> Option<TokenStream> {
    let cfg = cfg::constructors(cx, id)?;
    let name = cx.names.ty(id);
    let arguments = fields.iter().filter(|named| named.field.is_argument());
    let arguments: Vec<Argument<'_>> = arguments.map(|named| Argument::of(cx, named)).collect();
    let required = cx.names.of(id).required.as_ref();
    let (declared, head) = match required {
        Some(required) => (
            Some(required_struct(cx, id, required, &arguments, &cfg)),
            named_head(name, required, &arguments, must_use),
        ),
        None => (None, positional_head(&arguments, must_use)),
    };
    let from = required.map(|_| quote!(required.));
    let inits = fields
        .iter()
        .map(|field| init(cx, id, field, from.as_ref()));
    let rest = object.additional.as_ref();
    let rest = rest.map(|_| quote!(additional_properties: std::collections::BTreeMap::new(),));
    let is_sent = cx.facts.directions.is_sent(id);
    let setters = is_sent.then(|| setters(cx, id, fields, must_use));
    let default = arguments.is_empty().then(|| default_impl(name, &cfg));
    Some(quote! {
        #declared
        #cfg
        impl #name {
            #head {
                Self { #(#inits)* #rest }
            }
            #setters
        }
        #default
    })
}

/// A required field, as a call gives it.
struct Argument<'a> {
    named: &'a NamedField<'a>,
    /// The type of the argument.
    ty: TokenStream,
    /// The type of a value that needs no conversion.
    unconverted: TokenStream,
    is_plain: bool,
}

impl<'a> Argument<'a> {
    fn of(cx: Context<'_>, named: &'a NamedField<'a>) -> Self {
        let (ty, presence) = (&named.field.ty, named.field.presence);
        Self {
            named,
            ty: arguments::field_argument(cx, ty, presence),
            unconverted: types::wrap_presence(presence, &types::spell(cx, ty)),
            is_plain: arguments::is_plain(cx, ty, presence),
        }
    }
}

/// Emits the head of a constructor that takes the required fields in the document's order.
fn positional_head(arguments: &[Argument<'_>], must_use: Option<&TokenStream>) -> TokenStream {
    let docs = match arguments.is_empty() {
        true => " Creates a value with nothing set.",
        false => " Creates a value with the required fields set.",
    };
    let names = arguments.iter().map(|argument| argument.named.name);
    let types = arguments.iter().map(|argument| &argument.ty);
    quote! {
        #[doc = #docs]
        #must_use
        pub fn new(#(#names: #types),*) -> Self
    }
}

/// Emits the head of a constructor that takes the struct of the required fields.
fn named_head(
    name: &Name,
    required: &Name,
    arguments: &[Argument<'_>],
    must_use: Option<&TokenStream>,
) -> TokenStream {
    let docs = format!(
        " Creates a value with the required fields set: `{}::new({} {{ … }})`.",
        name.unraw(),
        required.unraw()
    );
    let converted = arguments.iter().filter(|argument| !argument.is_plain);
    let types: Vec<&TokenStream> = converted.map(|argument| &argument.ty).collect();
    // The conversion of each field is a type of its own.
    let many = (!types.is_empty()).then(|| quote!(#[allow(clippy::type_complexity)]));
    let generics = (!types.is_empty()).then(|| quote!(<#(#types),*>));
    quote! {
        #[doc = #docs]
        #many
        #must_use
        pub fn new(required: #required #generics) -> Self
    }
}

/// Emits the struct of the required fields. A literal of it names each field and forgets none. Its fields take what
/// arguments do, so each that is converted has a type parameter. It derives nothing: it only lives for a call.
fn required_struct(
    cx: Context<'_>,
    id: TypeId,
    required: &Name,
    arguments: &[Argument<'_>],
    cfg: &TokenStream,
) -> TokenStream {
    let docs = format!(" The required fields of [`{}`].", cx.names.ty(id));
    let mut parameters = free_parameters(arguments);
    let mut generics = Vec::new();
    let mut fields = TokenStream::new();
    for argument in arguments {
        let NamedField { name, docs, .. } = argument.named;
        let docs = &docs.summary;
        let unconverted = &argument.unconverted;
        let parameter = (!argument.is_plain).then(|| parameters.next()).flatten();
        let ty = match parameter {
            Some(parameter) => {
                generics.push(quote!(#parameter = #unconverted));
                quote!(#parameter)
            }
            None => unconverted.clone(),
        };
        fields.extend(quote!(#docs pub #name: #ty,));
    }
    let generics = (!generics.is_empty()).then(|| quote!(<#(#generics),*>));
    quote! {
        #[doc = #docs]
        #cfg
        pub struct #required #generics {
            #fields
        }
    }
}

/// Returns names of type parameters that hide none of the types of the arguments.
fn free_parameters(arguments: &[Argument<'_>]) -> impl Iterator<Item = Ident> + use<> {
    let mut taken = BTreeSet::new();
    for argument in arguments {
        add_idents(&argument.unconverted, &mut taken);
    }
    let names = (1_usize..).map(|number| format!("T{number}"));
    let free = names.filter(move |name| !taken.contains(name));
    free.map(|name| format_ident!("{name}"))
}

fn add_idents(tokens: &TokenStream, idents: &mut BTreeSet<String>) {
    for token in tokens.clone() {
        match token {
            TokenTree::Ident(ident) => drop(idents.insert(ident.to_string())),
            TokenTree::Group(group) => add_idents(&group.stream(), idents),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// Emits the initializer of a field. `from` leads to the arguments.
fn init(
    cx: Context<'_>,
    id: TypeId,
    named: &NamedField<'_>,
    from: Option<&TokenStream>,
) -> TokenStream {
    let (name, ty, presence) = (named.name, &named.field.ty, named.field.presence);
    match presence {
        Presence::Required if named.field.constant => {
            let value = only_value(cx, ty);
            quote!(#name: #value,)
        }
        Presence::Required | Presence::Nullable => {
            let value = arguments::field_value(cx, id, ty, presence, &quote!(#from #name));
            types::init(name, &value)
        }
        Presence::Optional => quote!(#name: None,),
        Presence::OptionalNullable => quote!(#name: runtime::Patch::Absent,),
    }
}

/// Emits the only value of a type: the variant of an enum, or a type of the runtime that is its own value.
fn only_value(cx: Context<'_>, ty: &Type) -> TokenStream {
    if let Type::Null | Type::True | Type::False = ty {
        return types::spell(cx, ty);
    }
    let id = cx.api.resolve_aliases(ty).embedded();
    let variant = id.and_then(|id| cx.names.of(id).members.first());
    let name = ty.embedded().map(|id| types::named(cx, id));
    quote!(#name::#variant)
}

fn default_impl(name: &Name, cfg: &TokenStream) -> TokenStream {
    quote! {
        #cfg
        impl Default for #name {
            fn default() -> Self {
                Self::new()
            }
        }
    }
}
