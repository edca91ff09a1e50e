//! Requests: how parameters and bodies are put into one.

use proc_macro2::TokenStream;
use quote::quote;

use super::{bodies, styles};
use crate::defect::Certain as _;
use crate::ir::{Location, Operation, Parameter, ParameterEncoding, PathPart, Style, Type};
use crate::names::{Name, OperationNames};

/// Emits the body of `request`.
pub(super) fn request(operation: &Operation, names: &OperationNames) -> TokenStream {
    let path = operation.path.iter().map(|part| match part {
        PathPart::Literal(text) => quote!(request.path_literal(#text);),
        PathPart::Parameter(index) => {
            let parameter = operation.parameters.get(*index);
            let named = parameter.zip(names.parameters.get(*index));
            let sent = named.map(|(parameter, ident)| path_parameter(parameter, ident));
            sent.certain("a path names parameters of its operation")
        }
    });
    let others = operation.parameters.iter().zip(&names.parameters);
    let others = others.filter(|(parameter, _)| parameter.location != Location::Path);
    let others = others.map(|(parameter, ident)| {
        let (sent, wire) = (parameter_outside_path(parameter, ident), &parameter.wire);
        let secret =
            parameter.location == Location::Header && matches!(parameter.ty, Type::Sensitive(_));
        let hidden = secret.then(|| quote!(request.sensitive_header(#wire);));
        quote!(#sent #hidden)
    });
    let body = operation.body.as_ref().map(|body| {
        if body.required {
            return bodies::send(body, names, &quote!(&self.body));
        }
        let sent = bodies::send(body, names, &quote!(body));
        quote! {
            if let Some(body) = &self.body {
                #sent
            }
        }
    });
    let accept = operation.accept.as_ref();
    let accept = accept.map(|accept| quote!(request.accept(#accept);));
    quote! {
        let mut request = runtime::RequestBuilder::new(Self::INFO.method.clone());
        #accept
        #(#path)*
        #(#others)*
        #body
        request.finish()
    }
}

fn path_parameter(parameter: &Parameter, ident: &Name) -> TokenStream {
    let wire = &parameter.wire;
    match parameter.encoding {
        ParameterEncoding::Style { style, explode, .. } => {
            let style = match style {
                Style::Label => quote!(runtime::PathStyle::Label),
                Style::Matrix => quote!(runtime::PathStyle::Matrix),
                _ => quote!(runtime::PathStyle::Simple),
            };
            quote!(request.path(#wire, &self.#ident, #style, #explode);)
        }
        ParameterEncoding::Json => {
            quote!(request.path(#wire, &runtime::AsJson(&self.#ident), runtime::PathStyle::Simple, false);)
        }
    }
}

fn parameter_outside_path(parameter: &Parameter, ident: &Name) -> TokenStream {
    let wire = &parameter.wire;
    let ParameterEncoding::Style {
        style,
        explode,
        allow_reserved,
    } = parameter.encoding
    else {
        return json_parameter(parameter, ident);
    };
    if let (Location::Header, Some(fallback)) = (parameter.location, &parameter.fallback) {
        return quote!(request.header(#wire, &self.#ident.as_deref().unwrap_or(#fallback)););
    }
    match parameter.location {
        Location::Query => {
            let style = styles::query_style(style);
            let method = match allow_reserved {
                true => quote!(query_reserved),
                false => quote!(query),
            };
            quote!(request.#method(#wire, &self.#ident, #style, #explode);)
        }
        Location::Header if explode => {
            quote!(request.header_exploded(#wire, &self.#ident, true);)
        }
        Location::Header => quote!(request.header(#wire, &self.#ident);),
        Location::Cookie => quote!(request.cookie(#wire, &self.#ident, #explode);),
        Location::Path => TokenStream::new(),
    }
}

/// Emits a parameter that is encoded as JSON.
fn json_parameter(parameter: &Parameter, ident: &Name) -> TokenStream {
    let wire = &parameter.wire;
    match parameter.location {
        Location::Query => {
            quote!(request.query(#wire, &runtime::AsJson(&self.#ident), runtime::QueryStyle::Form, false);)
        }
        Location::Header => quote!(request.header_json(#wire, &self.#ident);),
        Location::Cookie => quote!(request.cookie(#wire, &runtime::AsJson(&self.#ident), false);),
        Location::Path => TokenStream::new(),
    }
}
