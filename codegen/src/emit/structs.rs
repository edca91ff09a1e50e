//! Structs: fields, constructor, setters, JSON.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::gates::UseGates;
use super::types::{presence_method, present};
use super::{Emitter, docs, operator_lint};
use crate::analyze::Place;
use crate::ir::{Field, Item, Presence, Struct, Type, TypeId};
use crate::names::Name;

/// More arguments than this, and clippy asks for a struct; but the struct is what they build.
const FEW_ARGUMENTS: usize = 7;

/// A field with what is known of it.
struct Member<'a> {
    field: &'a Field,
    name: &'a Name,
    /// The type without its presence.
    inner: TokenStream,
    /// It may have any value, so that null is one.
    is_any: bool,
}

impl Member<'_> {
    fn is_argument(&self) -> bool {
        matches!(self.field.presence, Presence::Required | Presence::Nullable)
            && !self.field.constant
    }
}

impl Emitter<'_> {
    pub(super) fn structure(&self, id: TypeId, item: &Item, object: &Struct) -> TokenStream {
        let name = self.names.ty(id);
        let docs = docs(&item.docs, "An object of the API.");
        let names = self
            .names
            .of(id)
            .map(|names| names.members.as_slice())
            .unwrap_or_default();
        let fields = object.fields.iter().zip(names);
        let members: Vec<Member<'_>> = fields
            .map(|(field, name)| Member {
                field,
                name,
                inner: self.held(id, &field.ty),
                is_any: self.is_any(&field.ty),
            })
            .collect();
        let fields = members.iter().map(|member| self.field(member));
        let additional = object
            .additional
            .as_ref()
            .map(|ty| self.additional_field(ty));
        let directions = &self.facts.directions;
        let if_made = self.use_gates(id).if_made;
        // A value that is only there to be sent is for nothing when it isn't used; one attribute says it of every setter.
        let unused = (!directions.is_received(id)).then(|| quote!(#[must_use]));
        let must_use = unused.is_none().then(|| quote!(#[must_use]));
        let constructor =
            self.constructor(id, &members, object.additional.is_some(), must_use.as_ref());
        let setters = directions
            .is_sent(id)
            .then(|| self.setters(&members, must_use.as_ref()));
        let default = members
            .iter()
            .all(|member| !member.is_argument())
            .then(|| default_impl(name, if_made.as_ref()));
        let json = self.struct_json(id, &members, object);
        quote! {
            #docs
            #[derive(Clone, Debug, PartialEq)]
            #[non_exhaustive]
            #unused
            pub struct #name {
                #(#fields)*
                #additional
            }
            #if_made
            impl #name {
                #constructor
                #setters
            }
            #default
            #json
        }
    }

    fn field(&self, member: &Member<'_>) -> TokenStream {
        let name = member.name;
        let docs = docs(
            &member.field.docs,
            &format!("The member `{}`.", member.field.wire),
        );
        let ty = present(member.field.presence, &member.inner);
        quote! {
            #docs
            pub #name: #ty,
        }
    }

    fn additional_field(&self, ty: &Type) -> TokenStream {
        let ty = self.ty(ty);
        quote! {
            /// The members that the description doesn't name.
            pub additional_properties: std::collections::BTreeMap<String, #ty>,
        }
    }

    /// `new` with what the API requires.
    fn constructor(
        &self,
        id: TypeId,
        members: &[Member<'_>],
        additional: bool,
        must_use: Option<&TokenStream>,
    ) -> TokenStream {
        let arguments: Vec<TokenStream> = members
            .iter()
            .filter(|member| member.is_argument())
            .map(|member| self.parameter(id, member))
            .collect();
        let inits = members.iter().map(|member| self.init(id, member));
        let rest =
            additional.then(|| quote!(additional_properties: std::collections::BTreeMap::new(),));
        let many =
            (arguments.len() > FEW_ARGUMENTS).then(|| quote!(#[allow(clippy::too_many_arguments)]));
        let constructor_docs = if arguments.is_empty() {
            " With nothing set."
        } else {
            " With what is required; everything else is absent."
        };
        quote! {
            #[doc = #constructor_docs]
            #many
            #must_use
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#inits)* #rest }
            }
        }
    }

    fn parameter(&self, id: TypeId, member: &Member<'_>) -> TokenStream {
        let name = member.name;
        let ty = match member.field.presence {
            Presence::Nullable => self.option(id, &member.field.ty, &quote!(#name)).0,
            _ => self.argument(&member.field.ty, &member.inner),
        };
        quote!(#name: #ty)
    }

    fn init(&self, id: TypeId, member: &Member<'_>) -> TokenStream {
        let name = member.name;
        match member.field.presence {
            Presence::Required if member.field.constant => {
                let value = self.only_value(&member.field.ty);
                quote!(#name: #value,)
            }
            Presence::Required => {
                let argument = quote!(#name);
                let value = self.convert(&member.field.ty, &argument);
                if value.to_string() == argument.to_string() {
                    quote!(#name,)
                } else {
                    quote!(#name: #value,)
                }
            }
            Presence::Nullable => {
                let (_, value) = self.option(id, &member.field.ty, &quote!(#name));
                quote!(#name: #value,)
            }
            Presence::Optional => quote!(#name: None,),
            Presence::Maybe => quote!(#name: runtime::Maybe::Absent,),
        }
    }

    /// The variant of an enum that has only one.
    fn only_value(&self, ty: &Type) -> TokenStream {
        if let Type::Null | Type::True | Type::False = ty {
            return self.ty(ty);
        }
        let id = self.behind_aliases(ty).embedded();
        let variant = id.and_then(|id| self.names.of(id)?.members.first());
        let name = ty.embedded().map(|id| self.names.ty(id));
        quote!(#name::#variant)
    }

    /// A setter for each field that may be left out.
    fn setters(&self, members: &[Member<'_>], must_use: Option<&TokenStream>) -> TokenStream {
        let optional = members
            .iter()
            .filter(|member| !member.is_argument() && !member.field.constant);
        let setters = optional.map(|member| self.setter(member, must_use));
        quote!(#(#setters)*)
    }

    fn setter(&self, member: &Member<'_>, must_use: Option<&TokenStream>) -> TokenStream {
        let Member {
            field, name, inner, ..
        } = member;
        let docs = format!(" Sets [`{name}`](Self::{}).", name.unraw());
        let deprecated = field.docs.deprecated.then(|| quote!(#[deprecated]));
        let lint = operator_lint(name);
        let value = quote!(#name);
        let (argument, value) = match field.presence {
            Presence::Maybe => (
                quote!(impl Into<runtime::Maybe<#inner>>),
                quote!(#name.into()),
            ),
            _ => {
                let value = self.convert(&field.ty, &value);
                (self.argument(&field.ty, inner), quote!(Some(#value)))
            }
        };
        quote! {
            #[doc = #docs]
            #deprecated
            #lint
            #must_use
            pub fn #name(mut self, #name: #argument) -> Self {
                self.#name = #value;
                self
            }
        }
    }

    fn struct_json(&self, id: TypeId, members: &[Member<'_>], object: &Struct) -> TokenStream {
        let additional = object.additional.is_some();
        let name = self.names.ty(id);
        let UseGates {
            if_read,
            if_made,
            if_serde,
        } = self.use_gates(id);
        let idents: Vec<&Name> = members.iter().map(|member| member.name).collect();
        let wires: Vec<&str> = members
            .iter()
            .map(|member| member.field.wire.as_str())
            .collect();
        let methods: Vec<Ident> = members
            .iter()
            .map(|member| presence_method(member.field.presence))
            .collect();
        let put_rest = additional.then(|| quote!(object.rest(&self.additional_properties);));
        let mutable = (!members.is_empty() || additional).then(|| quote!(mut));
        let read = self.read(id, members, object);
        quote! {
            #if_read
            impl runtime::FromJson for #name {
                fn from_json(json: runtime::Json<'_>) -> Result<Self, runtime::DecodeError> {
                    #read
                }
            }
            #if_made
            impl runtime::ToJson for #name {
                fn to_json(&self) -> runtime::Json<'_> {
                    let #mutable object = runtime::Object::new();
                    #(object.#methods(#wires, &self.#idents);)*
                    #put_rest
                    object.into()
                }
            }
            #if_serde
            runtime::serde_bridge!(#name);
        }
    }

    /// The body of `from_json`. Every field is read before one that is missing ends it, so that all that doesn't fit is told.
    fn read(&self, id: TypeId, members: &[Member<'_>], object: &Struct) -> TokenStream {
        let additional = object.additional.is_some();
        let (finish, build) = match object.closed {
            true => (quote!(finish_closed), quote!(build_closed)),
            false => (quote!(finish), quote!(build)),
        };
        let fields = reader(members);
        let start = self.start(id);
        if members.is_empty() && !additional {
            return quote!(json.#start.#finish(Self {}));
        }
        let names: Vec<&Name> = members.iter().map(|member| member.name).collect();
        let required = |member: &Member<'_>| member.field.presence == Presence::Required;
        let reads = members.iter().map(|member| {
            let method = match member.field.presence {
                Presence::Optional if member.is_any => format_ident!("present"),
                presence => presence_method(presence),
            };
            let wire = &member.field.wire;
            quote!(#fields.#method(#wire))
        });
        let rest = additional.then(|| quote!(additional_properties: #fields.rest(),));
        if !members.iter().any(required) {
            return quote! {
                let mut #fields = json.#start;
                let value = Self { #(#names: #reads,)* #rest };
                #fields.#finish(value)
            };
        }
        let inits = members.iter().map(|member| {
            let name = member.name;
            match required(member) {
                true => quote!(#name: #name?,),
                false => quote!(#name,),
            }
        });
        let (rest, kept) = additional
            .then(|| {
                (
                    quote!(let additional_properties = #fields.rest();),
                    quote!(additional_properties,),
                )
            })
            .unzip();
        quote! {
            let mut #fields = json.#start;
            #(let #names = #reads;)*
            #rest
            #fields.#build(|| Some(Self { #(#inits)* #kept }))
        }
    }

    /// What takes an object apart, so that errors name where the document has it.
    fn start(&self, id: TypeId) -> TokenStream {
        let Some(Place { schema, elsewhere }) = self.facts.places.get(id) else {
            return quote!(into_fields()?);
        };
        if elsewhere.is_empty() {
            return quote!(into_fields_at(#schema)?);
        }
        let elsewhere = elsewhere
            .iter()
            .map(|(schema, properties)| quote!((#schema, &[#(#properties),*])));
        quote!(into_fields_of(runtime::Described(#schema, &[#(#elsewhere),*]))?)
    }
}

/// The name of what reads fields: none that a field has.
fn reader(members: &[Member<'_>]) -> Ident {
    let is_taken = |name: &str| members.iter().any(|member| member.name.as_str() == name);
    let names = ["fields", "members", "object", "reader"];
    let free = names.into_iter().find(|name| !is_taken(name));
    format_ident!("{}", free.unwrap_or("fields_of_json"))
}

fn default_impl(name: &Name, if_made: Option<&TokenStream>) -> TokenStream {
    quote! {
        #if_made
        impl Default for #name {
            fn default() -> Self {
                Self::new()
            }
        }
    }
}
