//! Unions: by a sibling, by a tag, by shape.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::enums::literal;
use super::gates::ImplCfgs;
use super::types::{presence_method, present};
use super::{Emitter, docs};
use crate::ir::{
    Item, ItemKind, KeyedUnion, KeyedVariant, Literal, Presence, TaggedUnion, TaggedVariant, Type,
    TypeId, UntaggedUnion,
};
use crate::names::Name;

/// In what unions differ.
struct UnionParts {
    docs: TokenStream,
    variants: TokenStream,
    /// What stands between the enum and its JSON.
    beside: TokenStream,
    /// Reads `json`.
    read: TokenStream,
    /// The arms that write a listed variant.
    writes: TokenStream,
}

impl Emitter<'_> {
    pub(super) fn keyed_union(&self, id: TypeId, item: &Item, union: &KeyedUnion) -> TokenStream {
        let names = self.names.of(id);
        let idents = names
            .map(|names| names.members.as_slice())
            .unwrap_or_default();
        let constructors = names
            .map(|names| names.constructors.as_slice())
            .unwrap_or_default();
        let pairs = || union.variants.iter().zip(idents);
        let variants = pairs().map(|(variant, name)| self.keyed_variant(id, variant, name));
        let constructors = pairs()
            .zip(constructors)
            .map(|((variant, name), constructor)| {
                self.sibling_constructor(id, variant, name, constructor)
            });
        let reads = pairs().map(|(variant, name)| sibling_read(variant, name));
        let writes = pairs().map(|(variant, name)| sibling_write(&union.tag, variant, name));
        let tag = &union.tag;
        let name = self.names.ty(id);
        let if_made = self.use_gates(id).if_made;
        self.union(
            id,
            UnionParts {
                docs: docs(&item.docs, "One of several things."),
                variants: variants.collect(),
                beside: quote! {
                    #if_made
                    impl #name {
                        #(#constructors)*
                    }
                },
                read: quote! {
                    let mut fields = json.into_fields()?;
                    match fields.tag(#tag)?.as_ref() {
                        #(#reads)*
                        _ => Ok(Self::Unknown(fields.into_unknown_variant(#tag))),
                    }
                },
                writes: writes.collect(),
            },
        )
    }

    /// What every union is: an enum with a variant for what the description doesn't list, and its JSON.
    fn union(&self, id: TypeId, parts: UnionParts) -> TokenStream {
        let UnionParts {
            docs,
            variants,
            beside,
            read,
            writes,
        } = parts;
        let name = self.names.ty(id);
        let ImplCfgs {
            if_read,
            if_made,
            if_serde,
        } = self.use_gates(id);
        quote! {
            #docs
            #[derive(Clone, Debug, PartialEq)]
            #[non_exhaustive]
            pub enum #name {
                #variants
                /// A variant that the description doesn't list: only decoding makes it.
                Unknown(runtime::UnknownVariant),
            }
            #beside
            #if_read
            impl runtime::FromJson for #name {
                fn from_json(json: runtime::Json<'_>) -> Result<Self, runtime::DecodeError> {
                    #read
                }
            }
            #if_made
            impl runtime::ToJson for #name {
                fn to_json(&self) -> runtime::Json<'_> {
                    match self {
                        #writes
                        Self::Unknown(unknown) => runtime::ToJson::to_json(unknown),
                    }
                }
            }
            #if_serde
            runtime::serde_bridge!(#name);
        }
    }

    fn keyed_variant(&self, owner: TypeId, variant: &KeyedVariant, name: &Name) -> TokenStream {
        let docs = docs(&variant.docs, &format!("`{}`.", variant.wire));
        let content = variant.content.as_ref().map(|(ty, presence)| {
            let ty = present(*presence, &self.held(owner, ty));
            quote!((#ty))
        });
        quote! {
            #docs
            #name #content,
        }
    }

    fn sibling_constructor(
        &self,
        owner: TypeId,
        variant: &KeyedVariant,
        name: &Name,
        constructor: &Name,
    ) -> TokenStream {
        // Letters without case give both the same name.
        let kind = if name == constructor { "variant@" } else { "" };
        let docs = format!(" [`{name}`]({kind}Self::{name}) with its content.");
        let Some((ty, presence)) = &variant.content else {
            return TokenStream::new();
        };
        let held = self.held(owner, ty);
        let name_of_it = quote!(#constructor);
        let (argument, value) = match presence {
            Presence::Required => (self.argument(ty, &held), self.convert(ty, &name_of_it)),
            Presence::Optional | Presence::Nullable => self.option(owner, ty, &name_of_it),
            Presence::OptionalNullable => (
                quote!(impl Into<runtime::Maybe<#held>>),
                quote!(#constructor.into()),
            ),
        };
        quote! {
            #[doc = #docs]
            #[must_use]
            pub fn #constructor(#constructor: #argument) -> Self {
                Self::#name(#value)
            }
        }
    }

    pub(super) fn tagged_union(&self, id: TypeId, item: &Item, union: &TaggedUnion) -> TokenStream {
        let idents = self
            .names
            .of(id)
            .map(|names| names.members.as_slice())
            .unwrap_or_default();
        let variants = union.variants.iter().zip(idents).map(|(variant, name)| {
            let values: Vec<_> = variant.values.iter().map(Literal::text).collect();
            let docs = docs(&variant.docs, &format!("`{}`.", values.join("`, `")));
            let ty = self.held(id, &variant.ty);
            quote!(#docs #name(#ty),)
        });
        let writes = union
            .variants
            .iter()
            .zip(idents)
            .map(|(variant, name)| self.tagged_write(union, variant, name));
        self.union(
            id,
            UnionParts {
                docs: docs(&item.docs, "One of several objects."),
                variants: variants.collect(),
                beside: self.conversions(
                    id,
                    idents,
                    union.variants.iter().map(|variant| &variant.ty),
                ),
                read: self.tagged_read(union, idents),
                writes: writes.collect(),
            },
        )
    }

    /// Reads the variant that the tag says; without a tag, where one isn't asked for, the one whose shape fits.
    fn tagged_read(&self, union: &TaggedUnion, idents: &[Name]) -> TokenStream {
        let tag = &union.tag;
        let is_text = |value: &Literal| matches!(value, Literal::Text(_));
        let mut values = union.variants.iter().flat_map(|variant| &variant.values);
        let are_texts = values.all(is_text) && union.is_required;
        let arms = union.variants.iter().zip(idents).map(|(variant, name)| {
            let untagged = (!self.has_place_for(tag, &variant.ty)).then(|| quote!(.untagged(#tag)));
            let patterns = variant.values.iter().map(|value| match (are_texts, value) {
                (true, Literal::Text(text)) => quote!(#text),
                _ if union.is_required => literal(value),
                _ => {
                    let value = literal(value);
                    quote!(Some(#value))
                }
            });
            quote!(#(#patterns)|* => Self::#name(runtime::FromJson::from_json(json #untagged)?),)
        });
        let (looked_up, without) = match (are_texts, union.is_required) {
            (true, _) => (quote!(tag(#tag)?), TokenStream::new()),
            (false, true) => (quote!(tag_value(#tag)?), TokenStream::new()),
            (false, false) => {
                let shapes = by_shape(idents);
                (
                    quote!(optional_tag(#tag)),
                    quote!(None => { return { #shapes }; }),
                )
            }
        };
        quote! {
            Ok(match json.#looked_up {
                #(#arms)*
                #without
                _ => Self::Unknown(json.into_unknown_variant(#tag)),
            })
        }
    }

    /// Writes a variant. One that has a single value of the tag can't go out under another.
    fn tagged_write(
        &self,
        union: &TaggedUnion,
        variant: &TaggedVariant,
        name: &Name,
    ) -> TokenStream {
        let tag = &union.tag;
        let is_set = union.is_required || !self.has_place_for(tag, &variant.ty);
        match variant.values.as_slice() {
            [only] if is_set => {
                let only = match only {
                    Literal::Text(text) => quote!(#text),
                    other => literal(other),
                };
                quote!(Self::#name(value) => runtime::ToJson::to_json(value).tagged(#tag, #only),)
            }
            _ => quote!(Self::#name(value) => runtime::ToJson::to_json(value),),
        }
    }

    /// Whether a type keeps the tag that names it. Where it doesn't, its variant does, and nothing of the value is lost.
    fn has_place_for(&self, tag: &str, ty: &Type) -> bool {
        let item = match self.behind_aliases(ty) {
            Type::Named(id) => Some(self.api.item(*id)),
            _ => None,
        };
        match item.map(|item| &item.kind) {
            Some(ItemKind::Struct(object)) => {
                object.additional.is_some() || object.fields.iter().any(|field| field.wire == tag)
            }
            _ => true,
        }
    }

    pub(super) fn untagged_union(
        &self,
        id: TypeId,
        item: &Item,
        union: &UntaggedUnion,
    ) -> TokenStream {
        let idents = self
            .names
            .of(id)
            .map(|names| names.members.as_slice())
            .unwrap_or_default();
        let variants = union.variants.iter().zip(idents).map(|(variant, name)| {
            let docs = docs(&variant.docs, "One of the shapes.");
            let ty = self.held(id, &variant.ty);
            quote!(#docs #name(#ty),)
        });
        self.union(
            id,
            UnionParts {
                docs: docs(&item.docs, "A value of one of several shapes."),
                variants: variants.collect(),
                beside: self.conversions(
                    id,
                    idents,
                    union.variants.iter().map(|variant| &variant.ty),
                ),
                read: by_shape(idents),
                writes: quote!(#(Self::#idents(value) => runtime::ToJson::to_json(value),)*),
            },
        )
    }

    /// `From` for each variant whose type no other variant has.
    fn conversions<'t>(
        &self,
        owner: TypeId,
        idents: &[Name],
        types: impl Iterator<Item = &'t Type>,
    ) -> TokenStream {
        let types: Vec<&Type> = types.collect();
        // Another name may stand for a type that a second variant has too.
        let plain = |ty: &Type| self.without_aliases(ty, 0);
        let mut counts: HashMap<Option<Type>, usize> = HashMap::new();
        for ty in &types {
            *counts.entry(plain(ty)).or_default() += 1;
        }
        let is_own = |ty: &Type| {
            let plain = plain(ty);
            matches!(plain, Some(Type::Named(_))) && counts.get(&plain) == Some(&1)
        };
        let if_made = self.use_gates(owner).if_made;
        let froms = types
            .iter()
            .zip(idents)
            .filter(|(ty, _)| is_own(ty))
            .map(|(ty, variant)| {
                let name = self.names.ty(owner);
                let plain = self.ty(ty);
                let value = if self.facts.boxed.is_boxed(owner, ty) {
                    quote!(Box::new(value))
                } else {
                    quote!(value)
                };
                quote! {
                    #if_made
                    impl From<#plain> for #name {
                        fn from(value: #plain) -> Self {
                            Self::#variant(#value)
                        }
                    }
                }
            });
        quote!(#(#froms)*)
    }
}

/// Reads the variant that a value fits best.
fn by_shape(idents: &[Name]) -> TokenStream {
    quote! {
        let mut shapes = runtime::Shapes::of(json);
        #(shapes.offer(Self::#idents);)*
        shapes.finish(Self::Unknown)
    }
}

fn sibling_read(variant: &KeyedVariant, name: &Name) -> TokenStream {
    let wire = &variant.wire;
    match &variant.content {
        Some((_, presence)) => {
            let method = presence_method(*presence);
            match presence {
                Presence::Required => quote! {
                    #wire => match fields.#method(#wire) {
                        Some(content) => fields.finish(Self::#name(content)),
                        None => Err(fields.into_error()),
                    },
                },
                _ => quote! {
                    #wire => {
                        let content = fields.#method(#wire);
                        fields.finish(Self::#name(content))
                    }
                },
            }
        }
        None => quote!(#wire => fields.finish(Self::#name),),
    }
}

fn sibling_write(tag: &str, variant: &KeyedVariant, name: &Name) -> TokenStream {
    let wire = &variant.wire;
    match &variant.content {
        Some((_, presence)) => {
            let method = presence_method(*presence);
            quote! {
                Self::#name(content) => {
                    let mut object = runtime::Object::tagged(#tag, #wire);
                    object.#method(#wire, content);
                    object.into()
                }
            }
        }
        None => quote!(Self::#name => runtime::Object::tagged(#tag, #wire).into(),),
    }
}
