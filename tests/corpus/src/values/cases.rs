//! The values that are tried on the types of one document.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use openapi_bindgen::SchemaType;
use serde_json::{Value, json};

use super::cycles;
use super::flat::Flat;
use super::make::Maker;
use super::near::{self, Fault, Miss};
use super::schema::Schemas;
use super::validity::{Validity, without_bounds};

/// How many values are made for a schema, about; unions with more alternatives have more.
const VALUES: usize = 40;

/// How many values that just don't fit are tried of each.
const MISSES: usize = 40;

/// How many faults are made before enough is tried.
const FAULTS: usize = 400;

/// How often what the validator finds fault with is taken out of a value.
const REPAIRS: usize = 12;

/// A type, its schema, and the values for it.
pub(super) struct Subject<'t> {
    pub(super) ty: &'t SchemaType,
    pub(super) place: String,
    /// By variant, where its schema stands.
    pub(super) variants: BTreeMap<String, Option<String>>,
    pub(super) valid: Vec<Value>,
    pub(super) misses: Vec<Miss>,
}

/// All of one document.
pub(super) struct Plan<'t> {
    pub(super) definitions: Value,
    pub(super) validity: Validity,
    /// The same without what types don't check.
    pub(super) without_bounds: Validity,
    /// By type; `None` where its schema isn't found.
    pub(super) subjects: Vec<Option<Subject<'t>>>,
}

impl<'t> Plan<'t> {
    pub(super) fn of(document: &Value, types: &'t [SchemaType]) -> io::Result<Self> {
        let mut schemas = Schemas::of(document);
        let mut found = Vec::new();
        for ty in types {
            let place = schemas.add(&ty.pointer);
            let variants = ty.variants.iter();
            let variants: BTreeMap<String, Option<String>> = variants
                .map(|variant| (variant.name.clone(), schemas.add(&variant.pointer)))
                .collect();
            found.push((ty, place, variants));
        }
        let definitions = schemas.definitions();
        let validity = Validity::of(&definitions)?;
        let without_bounds = Validity::of(&without_bounds(&definitions))?;
        let endless = cycles::endless(&definitions);
        let subjects = found.into_iter().map(|(ty, place, variants)| {
            let place = place.filter(|place| !endless.contains(place))?;
            let given = given(document, &ty.pointer);
            let (valid, misses) = values(&definitions, &validity, &place, given);
            Some(Subject {
                ty,
                place,
                variants,
                valid,
                misses,
            })
        });
        let subjects = subjects.collect();
        Ok(Self {
            definitions,
            validity,
            without_bounds,
            subjects,
        })
    }

    /// Returns what the program is asked: the type's index and a value; those that fit first, type by type.
    pub(super) fn questions(&self) -> Vec<(usize, Value)> {
        let subjects = self.subjects.iter().enumerate();
        let asked = subjects.filter_map(|(index, subject)| Some((index, subject.as_ref()?)));
        asked
            .flat_map(|(index, subject)| {
                let misses = subject.misses.iter().map(|miss| &miss.value);
                let all = subject.valid.iter().chain(misses);
                all.map(move |value| (index, value.clone()))
            })
            .collect()
    }
}

impl Plan<'_> {
    /// Returns whether a schema says that a member has to be there, in either direction.
    pub(super) fn is_required(&self, place: &str, name: &str) -> bool {
        let flat = Flat::of(&self.definitions, &json!({"$ref": place}));
        let required = flat.keywords.get("required").and_then(Value::as_array);
        let is_listed = required.is_some_and(|names| names.iter().any(|other| other == name));
        let property = flat
            .keywords
            .get("properties")
            .and_then(|all| all.get(name));
        let is_one_way = property.is_some_and(|property| {
            let flat = Flat::of(&self.definitions, property);
            ["readOnly", "writeOnly"]
                .iter()
                .any(|keyword| flat.keywords.get(*keyword) == Some(&Value::Bool(true)))
        });
        is_listed && !is_one_way
    }
}

/// Returns the values that the document itself gives for a schema.
fn given(document: &Value, pointer: &str) -> Vec<Value> {
    let Some(schema) = document.pointer(pointer) else {
        return Vec::new();
    };
    let listed = schema
        .get("examples")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    listed
        .chain(schema.get("example"))
        .chain(schema.get("default"))
        .cloned()
        .collect()
}

fn values(
    definitions: &Value,
    validity: &Validity,
    place: &str,
    given: Vec<Value>,
) -> (Vec<Value>, Vec<Miss>) {
    let made = Maker::of(definitions).values(&json!({"$ref": place}), VALUES);
    let mut valid: Vec<Value> = Vec::new();
    let add = |value: Value, valid: &mut Vec<Value>| {
        if !value.is_null() && !valid.contains(&value) {
            valid.push(value);
        }
    };
    for value in given.into_iter().chain(made) {
        if let Some(value) = repaired(validity, place, value) {
            add(value, &mut valid);
        }
    }
    let mut misses: Vec<Miss> = Vec::new();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut faults = 0;
    let lists: Vec<Vec<Miss>> = valid.iter().take(VALUES).map(near::misses).collect();
    let longest = lists.iter().map(Vec::len).max().unwrap_or(0);
    // One of each value, then the next of each.
    'all: for index in 0..longest {
        for miss in lists.iter().filter_map(|list| list.get(index)) {
            faults += 1;
            if misses.len() >= MISSES || faults > FAULTS {
                break 'all;
            }
            if miss.value.is_null() || !seen.insert(miss.value.to_string()) {
                continue;
            }
            match validity.fits(place, &miss.value) {
                Some(true) if valid.len() < VALUES * 2 || miss.fault == Fault::Stranger => {
                    add(miss.value.clone(), &mut valid);
                }
                Some(false) => misses.push(miss.clone()),
                _ => {}
            }
        }
    }
    (valid, misses)
}

/// Returns a value without the members that the validator finds fault with; `None` where nothing fits that way.
fn repaired(validity: &Validity, place: &str, mut value: Value) -> Option<Value> {
    for _ in 0..REPAIRS {
        if validity.fits(place, &value)? {
            return Some(value);
        }
        let faults = validity.faults(place, &value);
        let mut is_removed = |at: &Vec<String>| {
            (1..=at.len())
                .rev()
                .any(|length| near::remove(&mut value, at.get(..length).unwrap_or_default()))
        };
        if !faults.iter().any(&mut is_removed) {
            return None;
        }
    }
    None
}
