//! The JSON of structs.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::field::NamedField;
use crate::analyze::Place;
use crate::emit::cfg::{self, ImplCfgs};
use crate::emit::context::Context;
use crate::emit::types;
use crate::ir::{Presence, Struct, TypeId};
use crate::names::Name;

/// Emits the impls that decode and encode a struct.
pub(super) fn impls(
    cx: Context<'_>,
    id: TypeId,
    fields: &[NamedField<'_>],
    object: &Struct,
) -> TokenStream {
    let additional = object.additional.is_some();
    let name = cx.names.ty(id);
    let ImplCfgs {
        decode,
        encode,
        both,
    } = cfg::impl_cfgs(cx, id);
    let idents = fields.iter().map(|field| field.name);
    let wires = fields.iter().map(|field| field.field.wire.as_str());
    let methods = fields
        .iter()
        .map(|field| types::presence_method(field.field.presence));
    let put_rest = additional.then(|| quote!(object.rest(&self.additional_properties);));
    let mutable = (!fields.is_empty() || additional).then(|| quote!(mut));
    let read = read(cx, id, fields, object);
    quote! {
        #decode
        impl runtime::FromJson for #name {
            fn from_json(json: runtime::Json<'_>) -> Result<Self, runtime::DecodeError> {
                #read
            }
        }
        #encode
        impl runtime::ToJson for #name {
            fn to_json(&self) -> runtime::Json<'_> {
                let #mutable object = runtime::Object::new();
                #(object.#methods(#wires, &self.#idents);)*
                #put_rest
                object.into()
            }
        }
        #both
        runtime::serde_bridge!(#name);
    }
}

/// Emits the body of `from_json`. It reads every field before one that is missing ends it, so that all mismatches are
/// reported.
fn read(cx: Context<'_>, id: TypeId, fields: &[NamedField<'_>], object: &Struct) -> TokenStream {
    let additional = object.additional.is_some();
    let (finish, build) = match object.closed {
        true => (quote!(finish_closed), quote!(build_closed)),
        false => (quote!(finish), quote!(build)),
    };
    let reader = reader(fields);
    let start = start(cx, id);
    if fields.is_empty() && !additional {
        return quote!(json.#start.#finish(Self {}));
    }
    let names: Vec<&Name> = fields.iter().map(|field| field.name).collect();
    let is_required = |field: &&NamedField<'_>| field.field.presence == Presence::Required;
    let reads = fields.iter().map(|field| {
        let method = match field.field.presence {
            Presence::Optional if field.is_any => format_ident!("present"),
            presence => types::presence_method(presence),
        };
        let wire = &field.field.wire;
        quote!(#reader.#method(#wire))
    });
    if !fields.iter().any(|field| is_required(&field)) {
        let rest = additional.then(|| quote!(additional_properties: #reader.rest(),));
        return quote! {
            let mut #reader = json.#start;
            let value = Self { #(#names: #reads,)* #rest };
            #reader.#finish(value)
        };
    }
    let inits = fields.iter().map(|field| {
        let name = field.name;
        match is_required(&field) {
            true => quote!(#name: #name?,),
            false => quote!(#name,),
        }
    });
    let (rest, kept) = additional
        .then(|| {
            (
                quote!(let additional_properties = #reader.rest();),
                quote!(additional_properties,),
            )
        })
        .unzip();
    quote! {
        let mut #reader = json.#start;
        #(let #names = #reads;)*
        #rest
        #reader.#build(|| Some(Self { #(#inits)* #kept }))
    }
}

/// Emits the call that takes an object apart. Its errors name where the document has the schema.
fn start(cx: Context<'_>, id: TypeId) -> TokenStream {
    let Place { schema, elsewhere } = cx.facts.places.get(id);
    if elsewhere.is_empty() {
        return quote!(into_fields_at(#schema)?);
    }
    let elsewhere = elsewhere
        .iter()
        .map(|(schema, properties)| quote!((#schema, &[#(#properties),*])));
    quote!(into_fields_of(runtime::SchemaPlace(#schema, &[#(#elsewhere),*]))?)
}

/// Returns the name of the variable that reads fields: one that no field has.
fn reader(fields: &[NamedField<'_>]) -> Ident {
    let is_taken = |name: &str| fields.iter().any(|field| field.name.as_str() == name);
    let names = ["fields", "members", "object", "reader"];
    let free = names.into_iter().find(|name| !is_taken(name));
    format_ident!("{}", free.unwrap_or("fields_of_json"))
}
