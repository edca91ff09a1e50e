//! What came out beside what went in.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::flat::Flat;
use super::near::pointer;
use super::texts;
use super::validity::Validity;

/// How many schemas may hold for one value.
const MOST_PLACES: usize = 200;

/// Why a value that came out in another way is the same all the same. There are no others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Normalisation {
    /// A number is spelled in another way: `1.0` and `1`, `1e3` and `1000`.
    NumberSpelling,
    /// A number of 32 bits is rounded to one (`format: float`).
    Rounded,
    /// A date-time names the same instant, in UTC.
    DateTimeSpelling,
    /// A date-time beyond what types hold is the last that they do.
    DateTimeAtTheEnd,
    /// A duration names the same months, days and seconds.
    DurationSpelling,
    /// A UUID is in lower case with hyphens.
    UuidSpelling,
    /// An IPv6 address is as RFC 5952 recommends.
    AddressSpelling,
    /// A member that no schema in force speaks of is skipped.
    UnknownMember,
    /// A union is read as a variant that only a bound excludes: a length, a range, a count, a pattern.
    VariantByBounds,
    /// A null where the schema has none, in an optional member, is read as absent.
    NullAsAbsent,
    /// Base64 has zeros where its last digit has bits of no byte.
    Base64Spelling,
    /// A number where the schema has a string of the format `decimal` is read as that string.
    NumberAsDecimal,
    /// Of objects of an `anyOf` that share a constant, one is taken: they are forms of one thing.
    OtherForm,
}

impl Normalisation {
    /// All of them, each with what it says.
    pub const ALL: [(Self, &'static str); 13] = [
        (
            Self::NumberSpelling,
            "number spelling: 1.0 and 1, 1e3 and 1000",
        ),
        (
            Self::Rounded,
            "rounding to 32 bits, where the format is `float`",
        ),
        (
            Self::DateTimeSpelling,
            "date-time spelling: the same instant, in UTC",
        ),
        (
            Self::DateTimeAtTheEnd,
            "date-time after 9999-12-30T22:00:00Z: the last that types hold",
        ),
        (
            Self::DurationSpelling,
            "duration spelling: the same months, days and seconds",
        ),
        (
            Self::UuidSpelling,
            "UUID spelling: lower case, with hyphens",
        ),
        (
            Self::AddressSpelling,
            "IPv6 spelling: as RFC 5952 recommends",
        ),
        (
            Self::UnknownMember,
            "unknown member skipped: no schema in force speaks of it",
        ),
        (
            Self::VariantByBounds,
            "variant of a union that only a length, a range, a count or a pattern excludes: types don't check them",
        ),
        (
            Self::NullAsAbsent,
            "null read as absent, where the schema allows no null",
        ),
        (
            Self::Base64Spelling,
            "base64 spelling: zeros where the last digit has bits of no byte",
        ),
        (
            Self::NumberAsDecimal,
            "number read as a string, where the schema has one of the format `decimal`",
        ),
        (
            Self::OtherForm,
            "member of another object of an `anyOf` that shares a constant with the one taken: forms of one thing",
        ),
    ];
}

/// What is not the same.
#[derive(Clone, Debug, Default)]
pub(super) struct Comparison {
    pub(super) normalisations: BTreeSet<Normalisation>,
    /// What changed, and where.
    pub(super) differences: Vec<(&'static str, String)>,
}

/// Compares values by what the schema at a place says of them.
pub(super) struct Compare<'v> {
    pub(super) definitions: &'v Value,
    pub(super) validity: &'v Validity,
    /// The same without what types don't check.
    pub(super) without_bounds: &'v Validity,
    /// Whether what went in fits the schema.
    pub(super) is_valid: bool,
}

impl Compare<'_> {
    pub(super) fn run(&self, place: &str, before: &Value, after: &Value) -> Comparison {
        let mut comparison = Comparison::default();
        self.values(
            &[place.to_owned()],
            before,
            after,
            &mut Vec::new(),
            &mut comparison,
        );
        comparison
    }

    fn values(
        &self,
        places: &[String],
        before: &Value,
        after: &Value,
        at: &mut Vec<String>,
        found: &mut Comparison,
    ) {
        if before == after {
            return;
        }
        match (before, after) {
            (Value::Number(_), Value::Number(_)) => match texts::same_number(before, after) {
                Some(normalisation) => drop(found.normalisations.insert(normalisation)),
                None => found.differences.push(("a number changed", pointer(at))),
            },
            (Value::String(one), Value::String(other)) => match texts::same_text(one, other) {
                Some(normalisation) => drop(found.normalisations.insert(normalisation)),
                None => found.differences.push(("a text changed", pointer(at))),
            },
            (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
                let places = self.in_force(places, before);
                for (index, (one, other)) in one.iter().zip(other).enumerate() {
                    at.push(index.to_string());
                    let inner = self.of_item(&places, index);
                    self.values(&inner, one, other, at, found);
                    at.pop();
                }
            }
            (Value::Array(_), Value::Array(_)) => {
                found.differences.push(("items lost or added", pointer(at)))
            }
            (Value::Object(one), Value::Object(other)) => {
                self.objects(places, (before, one), other, at, found);
            }
            (Value::Number(number), Value::String(text))
                if !self.is_valid
                    && number.to_string() == *text
                    && self.is_decimal(places, after) =>
            {
                found.normalisations.insert(Normalisation::NumberAsDecimal);
            }
            _ => found
                .differences
                .push(("a value of another kind", pointer(at))),
        }
    }

    /// Returns whether a schema is of decimals.
    fn is_decimal(&self, places: &[String], value: &Value) -> bool {
        let places = self.in_force(places, value);
        let mut schemas = places.iter().filter_map(|place| self.schema(place));
        schemas.any(|schema| {
            schema
                .get("format")
                .is_some_and(|format| format == "decimal")
        })
    }

    fn objects(
        &self,
        places: &[String],
        (before, members): (&Value, &Map<String, Value>),
        after: &Map<String, Value>,
        at: &mut Vec<String>,
        found: &mut Comparison,
    ) {
        let places = self.in_force(places, before);
        let lost = members.keys().filter(|name| !after.contains_key(*name));
        let lost: Vec<&String> = lost.collect();
        let places = match self.form(&places, before, &lost) {
            Some(form) => {
                found.normalisations.insert(Normalisation::OtherForm);
                form
            }
            None => places,
        };
        for (name, value) in members {
            let inner = self.of_member(&places, name);
            at.push(name.clone());
            match (after.get(name), &inner) {
                (Some(other), inner) => {
                    let inner = inner.as_deref().unwrap_or_default();
                    self.values(inner, value, other, at, found);
                }
                (None, None) => drop(found.normalisations.insert(Normalisation::UnknownMember)),
                (None, Some(_)) if value.is_null() && !self.is_valid => {
                    found.normalisations.insert(Normalisation::NullAsAbsent);
                }
                (None, Some(_)) if value.is_null() => {
                    found.differences.push(("a null lost", pointer(at)));
                }
                (None, Some(_)) => found.differences.push(("a member lost", pointer(at))),
            }
            at.pop();
        }
        for name in after.keys().filter(|name| !members.contains_key(*name)) {
            at.push(name.clone());
            found.differences.push(("a member added", pointer(at)));
            at.pop();
        }
    }

    /// Returns the places of all schemas that hold for a value: parts, targets, and those of the alternatives that it
    /// fits.
    fn in_force(&self, places: &[String], value: &Value) -> Vec<String> {
        let mut open: Vec<String> = places.to_vec();
        let mut all: Vec<String> = Vec::new();
        while let Some(place) = open.pop() {
            if all.contains(&place) || all.len() > MOST_PLACES {
                continue;
            }
            all.push(place.clone());
            let Some(Value::Object(schema)) = self.schema(&place) else {
                continue;
            };
            if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
                open.push(target.to_owned());
            }
            let parts = |keyword: &str| -> Vec<String> {
                let count = schema
                    .get(keyword)
                    .and_then(Value::as_array)
                    .map_or(0, Vec::len);
                (0..count)
                    .map(|index| format!("{place}/{keyword}/{index}"))
                    .collect()
            };
            open.extend(parts("allOf"));
            for keyword in ["oneOf", "anyOf"] {
                let parts = parts(keyword);
                let fits = |part: &&String| self.validity.fits(part, value) == Some(true);
                let mut fitting: Vec<String> = parts.iter().filter(fits).cloned().collect();
                if fitting.is_empty() {
                    fitting.extend(
                        parts
                            .iter()
                            .filter(|part| self.fits_but_for_bounds(part, value))
                            .cloned(),
                    );
                }
                if fitting.is_empty() {
                    let rest = without_nulls(value);
                    let fits = |part: &&String| self.fits_but_for_bounds(part, &rest);
                    fitting.extend(parts.iter().filter(fits).cloned());
                }
                if fitting.is_empty() {
                    let is_meant = |part: &&String| self.is_meant(part, value);
                    fitting.extend(parts.iter().filter(is_meant).cloned());
                }
                open.extend(if fitting.is_empty() { parts } else { fitting });
            }
            for keyword in ["then", "else"] {
                if schema.contains_key(keyword) {
                    open.push(format!("{place}/{keyword}"));
                }
            }
            if let Some(Value::Object(schemas)) = schema.get("dependentSchemas") {
                let names = schemas.keys().filter(|name| value.get(*name).is_some());
                open.extend(
                    names.map(|name| format!("{place}/dependentSchemas/{}", escaped(name))),
                );
            }
        }
        all
    }

    fn fits_but_for_bounds(&self, part: &str, value: &Value) -> bool {
        // Without bounds, several of `oneOf` may hold.
        let part = part.replace("/oneOf/", "/anyOf/");
        self.without_bounds.fits(&part, value) == Some(true)
    }

    /// Returns whether a value has a constant of a schema, and contradicts none.
    fn is_meant(&self, part: &str, value: &Value) -> bool {
        let constants = self.constants(part);
        let mut said = constants
            .iter()
            .filter_map(|(name, constant)| Some((value.get(name)?.to_string(), constant)))
            .peekable();
        said.peek().is_some() && said.all(|(own, constant)| own == *constant)
    }

    /// Returns the places in force of the one form of a thing that has none of the lost members, where the others have
    /// all.
    fn form(&self, places: &[String], value: &Value, lost: &[&String]) -> Option<Vec<String>> {
        let is_spoken_of = |places: &[String], name: &str| self.of_member(places, name).is_some();
        if !lost.iter().any(|name| is_spoken_of(places, name)) {
            return None;
        }
        places.iter().find_map(|place| {
            let schema = self.schema(place)?;
            let count = schema.get("anyOf").and_then(Value::as_array)?.len();
            let parts = (0..count).map(|index| format!("{place}/anyOf/{index}"));
            let fits = |part: &String| self.validity.fits(part, value) == Some(true);
            let parts: Vec<String> = parts.filter(fits).collect();
            if parts.len() < 2 {
                return None;
            }
            let closures = parts
                .iter()
                .map(|part| self.in_force(std::slice::from_ref(part), value));
            let closures: Vec<Vec<String>> = closures.collect();
            if !self.share_a_constant(&closures) {
                return None;
            }
            closures.iter().find_map(|own| {
                let others = closures.iter().filter(|other| *other != own).flatten();
                let others: BTreeSet<&String> =
                    others.filter(|place| !own.contains(*place)).collect();
                let form = places.iter().filter(|place| !others.contains(place));
                let form: Vec<String> = form.cloned().collect();
                let has_none = !lost.iter().any(|name| is_spoken_of(&form, name));
                has_none.then_some(form)
            })
        })
    }

    /// Returns whether one property has the same single value in all alternatives: in the schemas that are in force for
    /// each.
    fn share_a_constant(&self, closures: &[Vec<String>]) -> bool {
        let constants = closures.iter().map(|places| {
            let constants = places.iter().flat_map(|place| self.constants(place));
            constants.collect::<BTreeSet<(String, String)>>()
        });
        constants
            .reduce(|all, own| all.intersection(&own).cloned().collect())
            .is_some_and(|common| !common.is_empty())
    }

    /// Returns the properties with a single value, and these.
    fn constants(&self, place: &str) -> BTreeSet<(String, String)> {
        let flat = Flat::of(self.definitions, &json!({"$ref": place}));
        let properties = flat.keywords.get("properties").and_then(Value::as_object);
        let constant = |(name, property): (&String, &Value)| {
            let keywords = Flat::of(self.definitions, property).keywords;
            let listed = keywords.get("enum").and_then(Value::as_array);
            let only = listed.filter(|values| values.len() == 1);
            let value = keywords.get("const").or_else(|| only?.first())?;
            Some((name.clone(), value.to_string()))
        };
        properties
            .into_iter()
            .flatten()
            .filter_map(constant)
            .collect()
    }

    /// Returns the places of what speaks of a member; `None` where nothing does.
    fn of_member(&self, places: &[String], name: &str) -> Option<Vec<String>> {
        let mut inner = Vec::new();
        let mut is_spoken_of = false;
        // An empty part of an object with members leaves the object as it is.
        let has_members = places
            .iter()
            .filter_map(|place| self.schema(place))
            .any(|schema| schema.get("properties").is_some());
        for place in places {
            let Some(Value::Object(schema)) = self.schema(place) else {
                continue;
            };
            let mut is_known = false;
            if schema
                .get("properties")
                .is_some_and(|all| all.get(name).is_some())
            {
                inner.push(format!("{place}/properties/{}", escaped(name)));
                is_known = true;
            }
            if let Some(Value::Object(patterns)) = schema.get("patternProperties") {
                for pattern in patterns
                    .keys()
                    .filter(|pattern| self.validity.matches(pattern, name))
                {
                    inner.push(format!("{place}/patternProperties/{}", escaped(pattern)));
                    is_known = true;
                }
            }
            let required = schema.get("required").and_then(Value::as_array);
            is_spoken_of |= required.is_some_and(|names| names.iter().any(|other| other == name));
            for keyword in ["additionalProperties", "unevaluatedProperties"] {
                match schema.get(keyword) {
                    Some(Value::Bool(true)) if !is_known => is_spoken_of = true,
                    Some(Value::Object(_)) if !is_known => {
                        inner.push(format!("{place}/{keyword}"));
                    }
                    _ => {}
                }
            }
            is_spoken_of |= is_known;
            is_spoken_of |= !has_members && self.is_anything(schema);
        }
        (is_spoken_of || !inner.is_empty()).then_some(inner)
    }

    /// Returns whether a schema is any JSON: one that says nothing, or an object without members.
    fn is_anything(&self, schema: &Map<String, Value>) -> bool {
        schema.is_empty()
            || schema
                .iter()
                .all(|(keyword, value)| keyword == "type" && value == "object")
    }

    fn of_item(&self, places: &[String], index: usize) -> Vec<String> {
        let mut inner = Vec::new();
        for place in places {
            let Some(Value::Object(schema)) = self.schema(place) else {
                continue;
            };
            let first = schema
                .get("prefixItems")
                .and_then(Value::as_array)
                .map_or(0, Vec::len);
            if index < first {
                inner.push(format!("{place}/prefixItems/{index}"));
            } else if schema.contains_key("items") {
                inner.push(format!("{place}/items"));
            }
        }
        inner
    }

    fn schema(&self, place: &str) -> Option<&Value> {
        self.definitions.pointer(place.strip_prefix('#')?)
    }
}

/// Returns an object without its members that are null: they may be read as absent.
fn without_nulls(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let members = members.iter().filter(|(_, member)| !member.is_null());
            Value::Object(
                members
                    .map(|(name, member)| (name.clone(), member.clone()))
                    .collect(),
            )
        }
        other => other.clone(),
    }
}

fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
