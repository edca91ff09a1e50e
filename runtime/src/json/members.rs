//! Encodes the members of an object: required, optional and additional ones.
//!
//! Members keep the order of the calls.

use std::collections::BTreeMap;

use super::patch::Patch;
use super::to_json::ToJson;
use super::value::{Json, Object};

impl<'a> Object<'a> {
    /// Adds a required member.
    pub fn required<T: ToJson + ?Sized>(&mut self, name: &'a str, value: &'a T) {
        self.push(name, value.to_json());
    }

    /// Adds an optional member, unless it is `None`.
    pub fn optional<T: ToJson>(&mut self, name: &'a str, value: &'a Option<T>) {
        if let Some(value) = value {
            self.push(name, value.to_json());
        }
    }

    /// Adds a required member, with `null` for `None`.
    pub fn nullable<T: ToJson>(&mut self, name: &'a str, value: &'a Option<T>) {
        self.push(name, value.as_ref().map_or(Json::Null, ToJson::to_json));
    }

    /// Adds an optional member that may be `null`.
    pub fn patch<T: ToJson>(&mut self, name: &'a str, value: &'a Patch<T>) {
        match value {
            Patch::Absent => {}
            Patch::Null => self.push(name, Json::Null),
            Patch::Value(value) => self.push(name, value.to_json()),
        }
    }

    /// Adds the additional members. A field takes precedence over one with its name.
    pub fn rest<T: ToJson>(&mut self, additional: &'a BTreeMap<String, T>) {
        let written = self.len();
        for (name, value) in additional {
            let is_written = self.iter().take(written).any(|(other, _)| other == name);
            if !is_written {
                self.push(name, value.to_json());
            }
        }
    }
}

impl<T: ToJson> ToJson for BTreeMap<String, T> {
    fn to_json(&self) -> Json<'_> {
        let mut object = Object::new();
        object.rest(self);
        object.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn count_null_and_present_are_three_things() {
        let (none, some) = (None::<String>, Some("x".to_owned()));
        let (absent, null) = (Patch::<String>::Absent, Patch::<String>::Null);
        let value = Patch::Value("y".to_owned());
        let mut object = Object::new();
        object.optional("a", &none);
        object.optional("b", &some);
        object.nullable("c", &none);
        object.nullable("d", &some);
        object.patch("e", &absent);
        object.patch("f", &null);
        object.patch("g", &value);
        let text = serde_json::to_string(&Json::from(object)).unwrap();
        assert_eq!(text, r#"{"b":"x","c":null,"d":"x","f":null,"g":"y"}"#);
    }

    #[test]
    fn fields_win_over_additional_members() {
        let additional = BTreeMap::from([("a".to_owned(), 1), ("b".to_owned(), 2)]);
        let mut object = Object::tagged("a", "tag");
        object.rest(&additional);
        assert_eq!(
            serde_json::to_string(&Json::from(object)).unwrap(),
            r#"{"a":"tag","b":2}"#
        );
    }
}
