//! Takes the fields of a type out of a JSON object, one by one, and collects mismatches.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::error::DecodeError;
use super::from_json::FromJson;
use super::mismatch::Segment;
use super::patch::Patch;
use super::place::{Place, SchemaPlace};
use super::unknown::UnknownVariant;
use super::value::{Json, Object};
use super::{lenient, weight};

/// The members of a JSON object, while a type takes its fields out of them.
///
/// Unused members are dropped. A search starts behind the last member found, so fields in the order of the text cost
/// one comparison each. Mismatches are collected, and returned by [`finish`](Self::finish).
#[derive(Debug)]
pub struct Fields<'a> {
    members: Vec<(Cow<'a, str>, Json<'a>)>,
    next: usize,
    taken: usize,
    /// Whether a member was read and left in place.
    tagged: bool,
    is_lenient: bool,
    /// Whether reading a field takes more than decoding: decoding is lenient, or there is a mismatch already.
    is_watched: bool,
    described: SchemaPlace,
    mismatches: Option<DecodeError>,
}

/// Takes the place of a member that was taken. Neither parsers nor types create it.
const TAKEN: Json<'static> = Json::Unwritable("a member that was taken");

#[inline]
fn is_there(json: &Json<'_>) -> bool {
    let Json::Unwritable(what) = TAKEN else {
        return true;
    };
    !matches!(json, Json::Unwritable(other) if *other == what)
}

impl<'a> Fields<'a> {
    #[inline]
    pub(super) fn new(object: Object<'a>, described: SchemaPlace) -> Self {
        let is_lenient = lenient::is_on();
        Self {
            members: object.into_members(),
            next: 0,
            taken: 0,
            tagged: false,
            is_lenient,
            is_watched: is_lenient,
            described,
            mismatches: None,
        }
    }

    /// Returns the value that was built from the fields. Unused members count against it in an [untagged
    /// union](crate::UntaggedDecoder).
    ///
    /// # Errors
    ///
    /// Returns all mismatches of the fields.
    #[inline]
    pub fn finish<T>(self, value: T) -> Result<T, DecodeError> {
        self.end(value, false)
    }

    /// Returns the value that was built from the fields, like [`finish`](Self::finish), for an object that allows no
    /// other members. Unused members count more against it in an [untagged union](crate::UntaggedDecoder).
    ///
    /// # Errors
    ///
    /// Returns all mismatches of the fields.
    #[inline]
    pub fn finish_closed<T>(self, value: T) -> Result<T, DecodeError> {
        self.end(value, true)
    }

    /// Returns the value that is built from the fields, like [`finish`](Self::finish). There is none if a required
    /// field is absent or doesn't match.
    ///
    /// # Errors
    ///
    /// Returns all mismatches of the fields.
    #[inline]
    pub fn build<T>(self, value: impl FnOnce() -> Option<T>) -> Result<T, DecodeError> {
        match value() {
            Some(value) => self.end(value, false),
            None => Err(self.into_error()),
        }
    }

    /// Returns the value that is built from the fields, like [`build`](Self::build), for an object that allows no other
    /// members, like [`finish_closed`](Self::finish_closed).
    ///
    /// # Errors
    ///
    /// Returns all mismatches of the fields.
    #[inline]
    pub fn build_closed<T>(self, value: impl FnOnce() -> Option<T>) -> Result<T, DecodeError> {
        match value() {
            Some(value) => self.end(value, true),
            None => Err(self.into_error()),
        }
    }

    #[inline]
    fn end<T>(self, value: T, is_closed: bool) -> Result<T, DecodeError> {
        if self.taken < self.members.len() && weight::is_trying() {
            self.lose_the_rest(is_closed);
        }
        match self.mismatches {
            None => Ok(value),
            Some(mismatches) => Err(mismatches),
        }
    }

    /// Returns why no value could be built from the fields.
    #[cold]
    pub fn into_error(self) -> DecodeError {
        // Only a required field can be the reason, and it leaves a mismatch.
        self.mismatches.unwrap_or_else(DecodeError::missing)
    }

    #[cold]
    fn lose_the_rest(&self, is_closed: bool) {
        weight::count_lost(is_closed, || {
            let values = self.members.iter().map(|(_, json)| json);
            let left = values.filter(|json| is_there(json)).map(weight::size);
            left.sum::<usize>().saturating_sub(usize::from(self.tagged))
        });
    }

    /// Keeps a mismatch.
    #[cold]
    fn keep(&mut self, error: DecodeError) {
        self.is_watched = true;
        match &mut self.mismatches {
            None => self.mismatches = Some(error),
            Some(mismatches) => mismatches.add(error),
        }
    }

    /// Keeps the mismatch of a field.
    #[cold]
    fn refuse(&mut self, error: DecodeError, name: &'static str) {
        self.keep(self.located(error, name));
    }

    /// Keeps that a required field is absent.
    #[cold]
    fn miss(&mut self, name: &'static str) {
        if !self.is_over() {
            self.refuse(DecodeError::missing(), name);
        }
    }

    /// Returns whether to stop reading: an untagged union only asks whether a variant matches, and the number of
    /// mismatches is limited.
    fn is_over(&self) -> bool {
        match &self.mismatches {
            None => false,
            Some(mismatches) => mismatches.is_full() || weight::is_trying(),
        }
    }

    /// Returns the place of a property in the document.
    fn place(&self, property: &'static str) -> Option<Place> {
        let SchemaPlace(schema, elsewhere) = self.described;
        let mut elsewhere = elsewhere.iter();
        let elsewhere = elsewhere.find(|(_, properties)| properties.contains(&property));
        let schema = elsewhere.map_or(schema, |(schema, _)| schema);
        (!schema.is_empty()).then_some(Place { schema, property })
    }

    #[cold]
    fn located(&self, error: DecodeError, name: &'static str) -> DecodeError {
        error.at_field(name).described(self.place(name))
    }

    /// Decodes the value of a member; `None` if it doesn't match.
    #[inline]
    fn read<T: FromJson>(
        &mut self,
        name: &'static str,
        is_required: bool,
        json: Json<'a>,
    ) -> Option<T> {
        if self.is_watched {
            return self.read_watched(name, is_required, json);
        }
        match T::from_json(json) {
            Ok(value) => Some(value),
            Err(error) => {
                self.refuse(error, name);
                None
            }
        }
    }

    /// Decodes the value of a member after a mismatch, or in lenient decoding.
    #[cold]
    fn read_watched<T: FromJson>(
        &mut self,
        name: &'static str,
        is_required: bool,
        json: Json<'a>,
    ) -> Option<T> {
        if self.is_over() {
            return None;
        }
        if self.is_lenient {
            return self.read_leniently(name, is_required, json);
        }
        let read = T::from_json(json);
        read.map_err(|error| self.refuse(error, name)).ok()
    }

    /// Decodes the value of a member leniently: an optional one that doesn't match counts as absent.
    fn read_leniently<T: FromJson>(
        &mut self,
        name: &'static str,
        is_required: bool,
        json: Json<'a>,
    ) -> Option<T> {
        let mark = lenient::mark();
        match T::from_json(json) {
            Ok(value) => {
                let place = self.place(name);
                lenient::update_since(mark, |mismatch| {
                    mismatch.push(Segment::Name(name));
                    mismatch.describe(place);
                });
                Some(value)
            }
            Err(error) => {
                drop(lenient::take_since(mark));
                let error = self.located(error, name);
                if is_required {
                    self.keep(error);
                } else {
                    weight::count_mismatch();
                    lenient::tolerate(error);
                }
                None
            }
        }
    }

    /// Returns the position of a member. The search starts at the cursor.
    #[inline]
    fn position(&self, name: &str) -> Option<usize> {
        // This is the case as long as the text has the type's order.
        match self.members.get(self.next) {
            Some((next, _)) if next == name => Some(self.next),
            _ => self.search(name),
        }
    }

    fn search(&self, name: &str) -> Option<usize> {
        let (before, behind) = self.members.split_at_checked(self.next)?;
        let found = behind.iter().position(|(other, _)| other == name);
        found
            .map(|at| at + self.next)
            .or_else(|| before.iter().position(|(other, _)| other == name))
    }

    /// Takes a member; `None` if it is absent or was taken.
    #[inline]
    pub fn take(&mut self, name: &str) -> Option<Json<'a>> {
        let at = self.position(name)?;
        self.next = at + 1;
        let (_, value) = self.members.get_mut(at)?;
        let value = is_there(value).then(|| std::mem::replace(value, TAKEN))?;
        self.taken += 1;
        Some(value)
    }

    /// Returns a member and leaves it in place.
    pub fn get(&self, name: &str) -> Option<&Json<'a>> {
        let (_, value) = self.members.get(self.position(name)?)?;
        Some(value).filter(|value| is_there(value))
    }

    #[inline]
    fn take_required(&mut self, name: &'static str) -> Option<Json<'a>> {
        let json = self.take(name);
        if json.is_none() {
            self.miss(name);
        }
        json
    }

    /// Takes a required member. `None` if it is absent or doesn't match `T`: [`into_error`](Self::into_error) returns
    /// why.
    #[inline]
    pub fn required<T: FromJson>(&mut self, name: &'static str) -> Option<T> {
        let json = self.take_required(name)?;
        self.read(name, true, json)
    }

    /// Takes an optional member; `null` counts as absent. [`finish`](Self::finish) returns a mismatch.
    #[inline]
    pub fn optional<T: FromJson>(&mut self, name: &'static str) -> Option<T> {
        let json = self.take(name)?;
        if json.is_null() {
            weight::count_null();
            return None;
        }
        self.read(name, false, json)
    }

    /// Takes an optional member that may have any value: `null` is one like any other. [`finish`](Self::finish) returns
    /// a mismatch.
    #[inline]
    pub fn present<T: FromJson>(&mut self, name: &'static str) -> Option<T> {
        let json = self.take(name)?;
        self.read(name, false, json)
    }

    /// Takes a required member that may be `null`. [`finish`](Self::finish) returns a mismatch.
    #[inline]
    pub fn nullable<T: FromJson>(&mut self, name: &'static str) -> Option<T> {
        let json = self.take_required(name).filter(|value| !value.is_null())?;
        self.read(name, true, json)
    }

    /// Takes an optional member that may be `null`, and keeps the two apart. [`finish`](Self::finish) returns a
    /// mismatch.
    #[inline]
    pub fn patch<T: FromJson>(&mut self, name: &'static str) -> Patch<T> {
        match self.take(name) {
            None => Patch::Absent,
            Some(Json::Null) => Patch::Null,
            Some(json) => self
                .read(name, false, json)
                .map_or(Patch::Absent, Patch::Value),
        }
    }

    /// Takes all members that are left: the additional ones. [`finish`](Self::finish) returns a mismatch.
    pub fn rest<T: FromJson>(&mut self) -> BTreeMap<String, T> {
        let mut rest = BTreeMap::new();
        let members = std::mem::take(&mut self.members);
        for (index, (name, json)) in members.into_iter().enumerate() {
            if !is_there(&json) || self.is_over() {
                continue;
            }
            let mark = lenient::mark();
            match T::from_json(json) {
                Ok(value) => {
                    if self.is_lenient {
                        lenient::update_since(mark, |mismatch| {
                            mismatch.push(Segment::Key(index));
                        });
                    }
                    rest.insert(name.into_owned(), value);
                }
                Err(error) => {
                    drop(lenient::take_since(mark));
                    let error = error.at_key(index);
                    if self.is_lenient {
                        weight::count_mismatch();
                        lenient::tolerate(error);
                    } else {
                        self.keep(error);
                    }
                }
            }
        }
        self.next = 0;
        self.taken = 0;
        rest
    }

    /// Returns the tag of a union, and leaves it in place.
    ///
    /// # Errors
    ///
    /// Returns an error if the member is absent or not a string.
    pub fn tag(&mut self, name: &'static str) -> Result<Cow<'a, str>, DecodeError> {
        self.tagged = true;
        match self.get(name) {
            Some(Json::String(tag)) => Ok(tag.clone()),
            Some(other) => Err(self.located(DecodeError::expected("a string", other), name)),
            None => Err(self.located(DecodeError::missing(), name)),
        }
    }

    /// Rebuilds an object from the members that are left.
    pub fn into_json(mut self) -> Json<'a> {
        self.members.retain(|(_, value)| is_there(value));
        Json::Object(Object::from_unique(self.members))
    }

    /// Keeps the object as a variant that the document doesn't list; `name` is the member with the tag.
    pub fn into_unknown_variant(self, name: &str) -> UnknownVariant {
        self.into_json().into_unknown_variant(name)
    }
}

#[cfg(test)]
mod tests;
