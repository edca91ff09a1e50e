//! Schemas.

use super::rare::{Empty, Rare};
use super::role::Role;
use crate::source::tree::NodeId;
use crate::table::id;

id! {
    /// The id of a schema.
    pub struct SchemaId;
}

impl SchemaId {
    /// Returns the position in the table of schemas.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A JSON type of a schema's `type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// `null`
    Null,
    /// `boolean`
    Boolean,
    /// `integer`
    Integer,
    /// `number`
    Number,
    /// `string`
    String,
    /// `array`
    Array,
    /// `object`
    Object,
}

/// A schema, with its subschemas and its reference as ids. OpenAPI 3.0's `nullable` and `exclusiveMinimum: true` stand
/// here as 3.1 writes them.
#[derive(Clone, Debug)]
pub struct Schema {
    /// The node.
    pub at: NodeId,
    /// Where `$ref` leads. In 3.0 everything beside it is ignored, which a warning says. In 3.1 it holds as well: then
    /// the reference becomes a part of [`Schema::all_of`] if what is beside it says something of values.
    pub reference: Option<SchemaId>,
    /// `true` or `false` in place of an object.
    pub boolean: Option<bool>,
    /// `type`, empty if there is none. 3.0's `nullable: true` adds [`Type::Null`] to a type.
    pub types: Vec<Type>,
    /// 3.0's `nullable: true`, with a type or without.
    pub nullable: bool,
    /// `format`.
    pub format: Option<String>,
    /// `title`.
    pub title: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
    /// `readOnly`.
    pub read_only: bool,
    /// `writeOnly`.
    pub write_only: bool,
    /// `default`.
    pub default: Option<NodeId>,
    /// `example` and `examples`.
    pub examples: Vec<NodeId>,
    /// `enum`.
    pub values: Option<Vec<NodeId>>,
    /// `const`.
    pub constant: Option<NodeId>,
    /// `properties`, in document order.
    pub properties: Vec<(String, SchemaId)>,
    /// `required`: names and where they stand.
    pub required: Vec<(String, NodeId)>,
    /// `additionalProperties`.
    pub additional_properties: Option<SchemaId>,
    /// `patternProperties`: pattern and schema.
    pub pattern_properties: Vec<(String, SchemaId)>,
    /// `items`.
    pub items: Option<SchemaId>,
    /// `prefixItems`.
    pub prefix_items: Vec<SchemaId>,
    /// `allOf`.
    pub all_of: Vec<SchemaId>,
    /// `anyOf`.
    pub any_of: Vec<SchemaId>,
    /// `oneOf`.
    pub one_of: Vec<SchemaId>,
    /// `not`.
    pub not: Option<SchemaId>,
    /// `unevaluatedProperties`.
    pub unevaluated_properties: Option<SchemaId>,
    /// `unevaluatedItems`.
    pub unevaluated_items: Option<SchemaId>,
    /// `if`.
    pub condition: Option<SchemaId>,
    /// `then`, `else` and `dependentSchemas`: they apply to some values only.
    pub conditional: Vec<SchemaId>,
    /// `discriminator`.
    pub discriminator: Option<Discriminator>,
    /// `contentEncoding`: how binary data is encoded as text.
    pub content_encoding: Option<String>,
    /// `contentMediaType`: what the text holds.
    pub content_media_type: Option<String>,
    /// The constraints that a Rust type doesn't express.
    pub limits: Rare<Limits>,
    /// The extensions.
    pub extensions: Rare<Extensions>,
    /// What it is derived from, if the document doesn't have it.
    pub derived: Option<Derived>,
}

/// What a schema is derived from that the document doesn't have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derived {
    /// The schema that it stands for.
    pub of: SchemaId,
    /// What it is called.
    pub name: DerivedName,
}

/// What a derived schema is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DerivedName {
    /// The name of the schema that it stands for, with a word behind it.
    With(&'static str),
    /// The name of this schema, with that of the one that it stands for behind it.
    Inside(SchemaId),
}

impl Schema {
    /// Returns the schema that allows everything.
    #[must_use]
    pub fn anything(at: NodeId) -> Self {
        Self {
            at,
            reference: None,
            boolean: None,
            types: Vec::new(),
            nullable: false,
            format: None,
            title: None,
            description: None,
            deprecated: false,
            read_only: false,
            write_only: false,
            default: None,
            examples: Vec::new(),
            values: None,
            constant: None,
            properties: Vec::new(),
            required: Vec::new(),
            additional_properties: None,
            pattern_properties: Vec::new(),
            items: None,
            prefix_items: Vec::new(),
            all_of: Vec::new(),
            any_of: Vec::new(),
            one_of: Vec::new(),
            not: None,
            unevaluated_properties: None,
            unevaluated_items: None,
            condition: None,
            conditional: Vec::new(),
            discriminator: None,
            content_encoding: None,
            content_media_type: None,
            limits: Rare::default(),
            extensions: Rare::default(),
            derived: None,
        }
    }
}

impl Schema {
    /// Returns the schemas that a value or a part of it has to match, or may.
    pub(crate) fn parts(&self) -> impl Iterator<Item = SchemaId> {
        let properties = self.properties.iter().chain(&self.pattern_properties);
        let lists = [
            &self.all_of,
            &self.any_of,
            &self.one_of,
            &self.prefix_items,
            &self.conditional,
        ];
        let single = [
            self.reference,
            self.items,
            self.unevaluated_items,
            self.unevaluated_properties,
            self.additional_properties,
        ];
        let single = single.into_iter().flatten();
        single
            .chain(properties.map(|(_, id)| *id))
            .chain(lists.into_iter().flatten().copied())
    }

    /// Returns whether it only takes in one other schema by `allOf`, and says nothing of values itself.
    pub(crate) fn is_wrapper(&self) -> bool {
        self.all_of.len() == 1
            && self.properties.is_empty()
            && self.required.is_empty()
            && self.additional_properties.is_none()
            && self.pattern_properties.is_empty()
            && self.unevaluated_properties.is_none()
            && self.conditional.is_empty()
            && self.items.is_none()
            && self.prefix_items.is_empty()
            && self.values.is_none()
            && self.constant.is_none()
    }

    /// Returns all schemas that it refers to or holds, to be replaced.
    pub fn parts_mut(&mut self) -> impl Iterator<Item = &mut SchemaId> {
        let named = self
            .properties
            .iter_mut()
            .chain(&mut self.pattern_properties);
        let mapped = self.discriminator.iter_mut();
        let mapped = mapped.flat_map(|discriminator| &mut discriminator.mapping);
        let single = [
            &mut self.reference,
            &mut self.items,
            &mut self.additional_properties,
            &mut self.unevaluated_properties,
            &mut self.unevaluated_items,
            &mut self.condition,
            &mut self.not,
        ];
        let lists = [
            &mut self.prefix_items,
            &mut self.conditional,
            &mut self.all_of,
            &mut self.any_of,
            &mut self.one_of,
        ];
        let named = named.chain(mapped).map(|(_, id)| id);
        named
            .chain(single.into_iter().flatten())
            .chain(lists.into_iter().flatten())
    }
}

/// The constraints that a Rust type doesn't express. Numbers are as they are written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Limits {
    /// `minimum`.
    pub minimum: Option<String>,
    /// `maximum`.
    pub maximum: Option<String>,
    /// `exclusiveMinimum`.
    pub exclusive_minimum: Option<String>,
    /// `exclusiveMaximum`.
    pub exclusive_maximum: Option<String>,
    /// `multipleOf`.
    pub multiple_of: Option<String>,
    /// `minLength`, in characters.
    pub min_length: Option<u64>,
    /// `maxLength`, in characters.
    pub max_length: Option<u64>,
    /// `pattern`.
    pub pattern: Option<String>,
    /// `minItems`.
    pub min_items: Option<u64>,
    /// `maxItems`.
    pub max_items: Option<u64>,
    /// `uniqueItems`.
    pub unique_items: bool,
    /// `minProperties`.
    pub min_properties: Option<u64>,
    /// `maxProperties`.
    pub max_properties: Option<u64>,
}

impl Empty for Limits {
    const EMPTY: &'static Self = &Self {
        minimum: None,
        maximum: None,
        exclusive_minimum: None,
        exclusive_maximum: None,
        multiple_of: None,
        min_length: None,
        max_length: None,
        pattern: None,
        min_items: None,
        max_items: None,
        unique_items: false,
        min_properties: None,
        max_properties: None,
    };
}

/// `discriminator`.
#[derive(Clone, Debug)]
pub struct Discriminator {
    /// The node.
    pub at: NodeId,
    /// `propertyName`.
    pub property: String,
    /// Value and schema.
    pub mapping: Vec<(String, SchemaId)>,
}

/// The extensions of a schema.
#[derive(Clone, Debug, Default)]
pub struct Extensions {
    /// `x-bindgen-enum`.
    pub enumeration: Option<EnumExtension>,
    /// `x-bindgen-enum-names`: a name for each entry of `enum`.
    pub value_names: Option<ValueTexts>,
    /// `x-bindgen-enum-descriptions`: a description for each entry of `enum`.
    pub value_descriptions: Option<ValueTexts>,
    /// `x-bindgen-union`: the property that names the property with the content, and its node.
    pub union: Option<(String, NodeId)>,
    /// `x-bindgen-sensitive`.
    pub sensitive: bool,
    /// `x-bindgen-role`.
    pub role: Option<Role>,
    /// `x-bindgen-name`: the name to generate, and its node.
    pub name: Option<(String, NodeId)>,
}

impl Empty for Extensions {
    const EMPTY: &'static Self = &Self {
        enumeration: None,
        value_names: None,
        value_descriptions: None,
        union: None,
        sensitive: false,
        role: None,
        name: None,
    };
}

/// `x-bindgen-enum`: what `enum` can't say.
#[derive(Clone, Debug)]
pub struct EnumExtension {
    /// The node.
    pub at: NodeId,
    /// `kind: open` or `kind: closed`.
    pub open: Option<bool>,
    /// What it says of values.
    pub rows: Vec<EnumRow>,
}

/// A row of `x-bindgen-enum`: what the extension says of one value.
#[derive(Clone, Debug)]
pub struct EnumRow {
    /// The value, and whether it is a string. Other values are spelled as JSON spells them.
    pub value: (String, bool),
    /// The name to generate, as it is written.
    pub name: Option<String>,
    /// What the value means.
    pub description: Option<String>,
}

/// A list beside `enum`. Its entries belong to the values at the same positions.
#[derive(Clone, Debug)]
pub struct ValueTexts {
    /// The node.
    pub at: NodeId,
    /// What the extension is called.
    pub key: &'static str,
    /// The entries.
    pub texts: Vec<String>,
}
