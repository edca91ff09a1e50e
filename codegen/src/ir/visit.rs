//! Visits every id of the IR, so that they can change with the table of types, and every origin of an item.

use super::{ItemKind, Origin, Type, TypeId};

impl ItemKind {
    /// Returns the types that a value of an item is made of.
    #[must_use]
    pub fn parts(&self) -> Vec<&Type> {
        match self {
            Self::Struct(object) => object
                .fields
                .iter()
                .map(|field| &field.ty)
                .chain(&object.additional)
                .collect(),
            Self::KeyedUnion(union) => union
                .variants
                .iter()
                .filter_map(|variant| variant.content.as_ref())
                .map(|(ty, _)| ty)
                .collect(),
            Self::TaggedUnion(union) => union.variants.iter().map(|variant| &variant.ty).collect(),
            Self::UntaggedUnion(union) => {
                union.variants.iter().map(|variant| &variant.ty).collect()
            }
            Self::Alias(ty) => vec![ty],
            Self::Tuple(types) => types.iter().collect(),
            Self::Headers(headers) => headers.iter().map(|header| &header.ty).collect(),
            Self::Failures(responses) => {
                let contents = responses.iter().flat_map(|response| &response.contents);
                contents.map(|content| &content.ty).collect()
            }
            Self::Enum(_) | Self::Text => Vec::new(),
        }
    }

    /// Changes every id in place.
    pub fn for_each_id(&mut self, change: &mut impl FnMut(&mut TypeId)) {
        match self {
            Self::Struct(object) => {
                let fields = object.fields.iter_mut().map(|field| &mut field.ty);
                fields
                    .chain(&mut object.additional)
                    .for_each(|ty| in_type(ty, change));
            }
            Self::KeyedUnion(union) => {
                let contents = union.variants.iter_mut();
                for (ty, _) in contents.filter_map(|variant| variant.content.as_mut()) {
                    in_type(ty, change);
                }
            }
            Self::TaggedUnion(union) => {
                let variants = union.variants.iter_mut();
                variants.for_each(|variant| in_type(&mut variant.ty, change));
            }
            Self::UntaggedUnion(union) => {
                let variants = union.variants.iter_mut();
                variants.for_each(|variant| in_type(&mut variant.ty, change));
            }
            Self::Alias(ty) => in_type(ty, change),
            Self::Tuple(types) => types.iter_mut().for_each(|ty| in_type(ty, change)),
            Self::Headers(headers) => {
                let headers = headers.iter_mut();
                headers.for_each(|header| in_type(&mut header.ty, change));
            }
            Self::Failures(responses) => {
                let contents = responses.iter_mut();
                let contents = contents.flat_map(|response| &mut response.contents);
                contents.for_each(|content| in_type(&mut content.ty, change));
            }
            // The representation names no item.
            Self::Enum(_) | Self::Text => {}
        }
    }

    /// Returns the origins of its fields, values or variants.
    pub fn origins_mut(&mut self) -> Vec<&mut Origin> {
        match self {
            Self::Struct(it) => it.fields.iter_mut().map(|it| &mut it.origin).collect(),
            Self::Enum(it) => it.values.iter_mut().map(|it| &mut it.origin).collect(),
            Self::KeyedUnion(it) => it.variants.iter_mut().map(|it| &mut it.origin).collect(),
            Self::TaggedUnion(it) => it.variants.iter_mut().map(|it| &mut it.origin).collect(),
            Self::UntaggedUnion(it) => it.variants.iter_mut().map(|it| &mut it.origin).collect(),
            Self::Headers(it) => it.iter_mut().map(|it| &mut it.origin).collect(),
            Self::Failures(it) => {
                let contents = it.iter_mut().flat_map(|it| &mut it.contents);
                contents.map(|it| &mut it.origin).collect()
            }
            Self::Text | Self::Alias(_) | Self::Tuple(_) => Vec::new(),
        }
    }
}

fn in_type(ty: &mut Type, change: &mut impl FnMut(&mut TypeId)) {
    if let Some(id) = ty.named_mut() {
        change(id);
    }
}
