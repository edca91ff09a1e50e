use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{DecodeError, FromJson, Json, Object, shapes};
use crate::{Maybe, UnknownVariant};

/// The members of a JSON object while a type takes its fields out of them.
///
/// Members nobody takes are dropped. A search starts behind the last member
/// found, so taking them in the order of the text costs one comparison each.
#[derive(Debug)]
pub struct Fields<'a> {
    members: Vec<(Cow<'a, str>, Json<'a>)>,
    next: usize,
    taken: usize,
    /// Whether a member was read and left in place.
    tagged: bool,
    /// Of what may be missing, the first that is there and doesn't fit.
    fault: Option<DecodeError>,
}

/// What stands where a member was taken: nothing that a parser or a type makes.
const TAKEN: Json<'static> = Json::Unwritable("a member that was taken");

fn is_there(json: &Json<'_>) -> bool {
    let Json::Unwritable(what) = TAKEN else {
        return true;
    };
    !matches!(json, Json::Unwritable(other) if *other == what)
}

impl<'a> Fields<'a> {
    pub(super) fn new(object: Object<'a>) -> Self {
        Self {
            members: object.into_members(),
            next: 0,
            taken: 0,
            tagged: false,
            fault: None,
        }
    }

    /// The value that was made of the fields. It has no place for the members
    /// that are left, which counts against it where a union
    /// [picks by shape](crate::Shapes).
    ///
    /// # Errors
    ///
    /// The first fault of a field that was read without a `Result`.
    #[inline]
    pub fn finish<T>(self, value: T) -> Result<T, DecodeError> {
        if self.taken < self.members.len() {
            self.lose_the_rest();
        }
        match self.fault {
            None => Ok(value),
            Some(fault) => Err(fault),
        }
    }

    #[cold]
    fn lose_the_rest(&self) {
        shapes::lose(|| {
            let values = self.members.iter().map(|(_, json)| json);
            let left = values.filter(|json| is_there(json)).map(shapes::size);
            left.sum::<usize>().saturating_sub(usize::from(self.tagged))
        });
    }

    /// The value of a member, or nothing where it is at fault; after a fault
    /// nothing is read.
    fn read<T: FromJson>(&mut self, name: &'static str, json: Json<'a>) -> Option<T> {
        if self.fault.is_some() {
            return None;
        }
        match T::from_json(json) {
            Ok(value) => Some(value),
            Err(error) => {
                self.fault = Some(error.at_field(name));
                None
            }
        }
    }

    /// Where a member stands: at or behind the cursor first, then before it.
    #[inline]
    fn position(&self, name: &str) -> Option<usize> {
        // What it is as long as the text has the order of the type.
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

    /// Takes a member out; `None` where it is absent or was taken before.
    #[inline]
    pub fn take(&mut self, name: &str) -> Option<Json<'a>> {
        let at = self.position(name)?;
        self.next = at + 1;
        let (_, value) = self.members.get_mut(at)?;
        let value = is_there(value).then(|| std::mem::replace(value, TAKEN))?;
        self.taken += 1;
        Some(value)
    }

    /// A member, left in place.
    pub fn get(&self, name: &str) -> Option<&Json<'a>> {
        let (_, value) = self.members.get(self.position(name)?)?;
        Some(value).filter(|value| is_there(value))
    }

    fn take_present(&mut self, name: &str) -> Option<Json<'a>> {
        self.take(name).filter(|value| !value.is_null())
    }

    fn take_required(&mut self, name: &'static str) -> Result<Json<'a>, DecodeError> {
        self.take(name)
            .ok_or_else(|| DecodeError::missing().at_field(name))
    }

    /// Takes a member that has to be there.
    ///
    /// # Errors
    ///
    /// When the member is absent or does not fit `T`, or an earlier one was at
    /// fault.
    pub fn required<T: FromJson>(&mut self, name: &'static str) -> Result<T, DecodeError> {
        if let Some(fault) = self.fault.take() {
            return Err(fault);
        }
        T::from_json(self.take_required(name)?).map_err(|error| error.at_field(name))
    }

    /// Takes a member that may be absent; `null` counts as absent. One that
    /// does not fit `T` is a fault that [`finish`](Self::finish) tells.
    pub fn optional<T: FromJson>(&mut self, name: &'static str) -> Option<T> {
        let json = self.take_present(name)?;
        self.read(name, json)
    }

    /// Takes a member that may be absent and may have any value: `null` is one
    /// like any other. One that does not fit `T` is a fault that
    /// [`finish`](Self::finish) tells.
    pub fn present<T: FromJson>(&mut self, name: &'static str) -> Option<T> {
        let json = self.take(name)?;
        self.read(name, json)
    }

    /// Takes a member that has to be there and may be `null`. One that is
    /// absent, or is neither `null` nor fits `T`, is a fault that
    /// [`finish`](Self::finish) tells.
    pub fn nullable<T: FromJson>(&mut self, name: &'static str) -> Option<T> {
        match self.take_required(name) {
            Ok(Json::Null) => None,
            Ok(json) => self.read(name, json),
            Err(missing) => {
                self.fault.get_or_insert(missing);
                None
            }
        }
    }

    /// Takes a member that may be absent and may be `null`, keeping the two
    /// apart. One that does not fit `T` is a fault that
    /// [`finish`](Self::finish) tells.
    pub fn maybe<T: FromJson>(&mut self, name: &'static str) -> Maybe<T> {
        match self.take(name) {
            None => Maybe::Absent,
            Some(Json::Null) => Maybe::Null,
            Some(json) => self.read(name, json).map_or(Maybe::Absent, Maybe::Value),
        }
    }

    /// Takes all members that are left: the additional ones. One that does not
    /// fit `T` is a fault that [`finish`](Self::finish) tells.
    pub fn rest<T: FromJson>(&mut self) -> BTreeMap<String, T> {
        let mut rest = BTreeMap::new();
        for (name, json) in self.members.drain(..) {
            if !is_there(&json) || self.fault.is_some() {
                continue;
            }
            match T::from_json(json) {
                Ok(value) => {
                    rest.insert(name.into_owned(), value);
                }
                Err(error) => self.fault = Some(error.at_name(name.into_owned())),
            }
        }
        self.next = 0;
        self.taken = 0;
        rest
    }

    /// The string that tells the variants of a union apart, left in place.
    ///
    /// # Errors
    ///
    /// When the member is absent or not a string.
    pub fn tag(&mut self, name: &'static str) -> Result<Cow<'a, str>, DecodeError> {
        self.tagged = true;
        match self.get(name) {
            Some(Json::String(tag)) => Ok(tag.clone()),
            Some(other) => Err(DecodeError::expected("a string", other).at_field(name)),
            None => Err(DecodeError::missing().at_field(name)),
        }
    }

    /// Puts the members that were not taken back together.
    pub fn into_json(mut self) -> Json<'a> {
        self.members.retain(|(_, value)| is_there(value));
        Json::Object(Object::from_unique(self.members))
    }

    /// Keeps the object as a variant of a union that the description does not
    /// list; `name` is the member that told so.
    pub fn into_unknown_variant(self, name: &str) -> UnknownVariant {
        let tag = match self.get(name) {
            Some(Json::String(tag)) => tag.clone().into_owned(),
            _ => String::new(),
        };
        UnknownVariant::decoded(tag, self.into_json())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str) -> Fields<'_> {
        Json::parse(text.as_bytes()).unwrap().into_fields().unwrap()
    }

    #[test]
    fn absent_null_and_present_are_told_apart() {
        let mut taken = fields(r#"{"null":null,"text":"x","also":null,"more":"y"}"#);
        assert_eq!(taken.optional::<String>("null"), None);
        assert_eq!(taken.optional::<String>("absent"), None);
        assert_eq!(taken.nullable::<String>("also"), None);
        assert_eq!(taken.required::<String>("text").unwrap(), "x");
        assert_eq!(taken.maybe::<String>("more"), Maybe::Value("y".to_owned()));
        assert!(taken.finish(()).is_ok());
        let mut taken = fields(r#"{"null":null}"#);
        assert_eq!(taken.maybe::<String>("absent"), Maybe::Absent);
        assert_eq!(taken.maybe::<String>("null"), Maybe::Null);
        assert!(taken.finish(()).is_ok());
        let mut taken = fields(r#"{"null":null}"#);
        assert_eq!(taken.present::<serde_json::Value>("absent"), None);
        let null = Some(serde_json::Value::Null);
        assert_eq!(taken.present::<serde_json::Value>("null"), null);
    }

    #[test]
    fn errors_name_the_field() {
        let text = |error: DecodeError| error.to_string();
        let mut taken = fields(r#"{"a":{"b":[1,"x"]},"n":null}"#);
        let error = taken
            .required::<BTreeMap<String, Vec<i64>>>("a")
            .unwrap_err();
        assert_eq!(
            text(error),
            "at `a.b[1]`: expected an integer, found a string"
        );
        let error = taken.required::<String>("n").unwrap_err();
        assert_eq!(text(error), "at `n`: expected a string, found null");
        taken.nullable::<String>("c");
        assert_eq!(text(taken.finish(()).unwrap_err()), "at `c`: missing");
    }

    #[test]
    fn the_first_fault_is_the_one_that_is_told() {
        let text = r#"{"a":1,"b":"x","c":2,"d":3,"e":"y"}"#;
        let told = "at `a`: expected a string, found a number";
        let mut taken = fields(text);
        assert_eq!(taken.optional::<String>("a"), None);
        assert_eq!(taken.optional::<String>("b"), None);
        assert_eq!(taken.nullable::<String>("gone"), None);
        assert_eq!(taken.maybe::<String>("c"), Maybe::Absent);
        assert!(taken.rest::<String>().is_empty());
        assert_eq!(taken.finish(()).unwrap_err().to_string(), told);
        let mut taken = fields(text);
        assert_eq!(taken.optional::<String>("a"), None);
        assert_eq!(taken.required::<String>("b").unwrap_err().to_string(), told);
    }

    #[test]
    fn members_are_found_in_any_order() {
        let mut taken = fields(r#"{"a":1,"b":2,"c":3}"#);
        for (name, value) in [("b", 2), ("a", 1), ("c", 3)] {
            assert_eq!(taken.required::<i64>(name).unwrap(), value);
        }
    }

    #[test]
    fn the_rest_is_what_was_not_taken() {
        let mut taken = fields(r#"{"a":1,"b":2,"c":3}"#);
        taken.required::<i64>("b").unwrap();
        let rest = taken.rest::<i64>();
        assert_eq!(
            rest,
            BTreeMap::from([("a".to_owned(), 1), ("c".to_owned(), 3)])
        );
        let mut taken = fields(r#"{"some key":"x"}"#);
        assert!(taken.rest::<i64>().is_empty());
        assert_eq!(
            taken.finish(()).unwrap_err().to_string(),
            "at `[\"some key\"]`: expected an integer, found a string"
        );
    }

    #[test]
    fn a_tag_stays_in_place() {
        let mut taken = fields(r#"{"type":"new","new":{"x":1}}"#);
        assert_eq!(taken.tag("type").unwrap(), "new");
        let unknown = taken.into_unknown_variant("type");
        assert_eq!(unknown.tag(), "new");
        let text = serde_json::to_string(unknown.json()).unwrap();
        assert_eq!(text, r#"{"type":"new","new":{"x":1}}"#);
        assert_eq!(
            fields(r#"{"type":3}"#).tag("type").unwrap_err().to_string(),
            "at `type`: expected a string, found a number"
        );
        assert_eq!(
            fields("{}").tag("type").unwrap_err().to_string(),
            "at `type`: missing"
        );
    }
}
