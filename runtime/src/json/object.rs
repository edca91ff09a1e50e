use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Json, ToJson};
use crate::Maybe;

/// From this size on, names are compared by sorting them: a server must not
/// be able to make reading quadratic.
const SMALL: usize = 16;

/// The members of a JSON object, in order.
#[derive(Clone, Debug, Default)]
pub struct Object<'a> {
    members: Vec<(Cow<'a, str>, Json<'a>)>,
}

/// The order of members has no meaning (RFC 8259 §4).
impl PartialEq for Object<'_> {
    fn eq(&self, other: &Self) -> bool {
        if self.len() != other.len() {
            return false;
        }
        let in_step = self.members.iter().zip(&other.members);
        if in_step.clone().all(|((a, _), (b, _))| a == b) {
            return in_step.into_iter().all(|((_, a), (_, b))| a == b);
        }
        sorted(&self.members) == sorted(&other.members)
    }
}

fn sorted<'m, 'a>(members: &'m [(Cow<'a, str>, Json<'a>)]) -> Vec<(&'m str, &'m Json<'a>)> {
    let mut list: Vec<_> = members
        .iter()
        .map(|(name, value)| (name.as_ref(), value))
        .collect();
    list.sort_unstable_by_key(|(name, _)| *name);
    list
}

impl<'a> Object<'a> {
    /// An object without members.
    pub const fn new() -> Self {
        Self {
            members: Vec::new(),
        }
    }

    /// An object with one member, a string: what tells a variant of a union.
    pub fn tagged(name: &'a str, tag: &'a str) -> Self {
        let mut object = Self::new();
        object.push(name, Json::from(tag));
        object
    }

    /// Members as a parser met them: of equal names the last value stands, at
    /// the place of the first.
    pub(super) fn from_parsed(members: Vec<(Cow<'a, str>, Json<'a>)>) -> Self {
        let mut object = Self { members };
        if object.has_duplicates() {
            object.drop_duplicates();
        }
        object
    }

    pub(super) fn into_members(self) -> Vec<(Cow<'a, str>, Json<'a>)> {
        self.members
    }

    pub(super) fn from_unique(members: Vec<(Cow<'a, str>, Json<'a>)>) -> Self {
        Self { members }
    }

    fn has_duplicates(&self) -> bool {
        let members = &self.members;
        // Of most objects, length and last letter tell all names apart.
        let mut seen = 0u64;
        let is_new = |(name, _): &(Cow<'_, str>, _)| {
            let last = name.as_bytes().last().copied().unwrap_or_default();
            let bit = 1 << ((name.len() + 7 * usize::from(last)) % 64);
            let is_new = seen & bit == 0;
            seen |= bit;
            is_new
        };
        if members.iter().all(is_new) {
            return false;
        }
        if members.len() <= SMALL {
            return members
                .iter()
                .enumerate()
                .any(|(at, (name, _))| members.iter().take(at).any(|(other, _)| other == name));
        }
        let mut names: Vec<&str> = members.iter().map(|(name, _)| name.as_ref()).collect();
        names.sort_unstable();
        names.windows(2).any(|pair| pair.first() == pair.last())
    }

    fn drop_duplicates(&mut self) {
        let mut places = BTreeMap::<Cow<'a, str>, usize>::new();
        let mut kept: Vec<(Cow<'a, str>, Json<'a>)> = Vec::new();
        for (name, value) in self.members.drain(..) {
            match places.get(&name).and_then(|place| kept.get_mut(*place)) {
                Some((_, earlier)) => *earlier = value,
                None => {
                    places.insert(name.clone(), kept.len());
                    kept.push((name, value));
                }
            }
        }
        self.members = kept;
    }

    /// The number of members.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether there is no member.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// The value of a member.
    pub fn get(&self, name: &str) -> Option<&Json<'a>> {
        self.members
            .iter()
            .find(|(other, _)| other == name)
            .map(|(_, value)| value)
    }

    /// The members in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Json<'a>)> {
        self.members
            .iter()
            .map(|(name, value)| (name.as_ref(), value))
    }

    /// Adds a member at the end. Names are not compared: each may be added
    /// once.
    #[inline]
    pub fn push(&mut self, name: &'a str, value: Json<'a>) {
        if self.members.capacity() == 0 {
            // As growing would do it, with less work.
            self.members = Vec::with_capacity(4);
        }
        self.members.push((Cow::Borrowed(name), value));
    }

    /// Sets a member: in its place where it is there, or else as the first.
    pub fn set_first(&mut self, name: &'a str, value: Json<'a>) {
        match self.members.iter_mut().find(|(other, _)| other == name) {
            Some((_, earlier)) => *earlier = value,
            None => self.members.insert(0, (Cow::Borrowed(name), value)),
        }
    }

    /// Writes a member that is always there.
    pub fn required<T: ToJson + ?Sized>(&mut self, name: &'a str, value: &'a T) {
        self.push(name, value.to_json());
    }

    /// Writes a member unless it is `None`.
    pub fn optional<T: ToJson>(&mut self, name: &'a str, value: &'a Option<T>) {
        if let Some(value) = value {
            self.push(name, value.to_json());
        }
    }

    /// Writes a member that is always there, `None` as `null`.
    pub fn nullable<T: ToJson>(&mut self, name: &'a str, value: &'a Option<T>) {
        self.push(name, value.as_ref().map_or(Json::Null, ToJson::to_json));
    }

    /// Writes a member that may be absent and may be `null`.
    pub fn maybe<T: ToJson>(&mut self, name: &'a str, value: &'a Maybe<T>) {
        match value {
            Maybe::Absent => {}
            Maybe::Null => self.push(name, Json::Null),
            Maybe::Value(value) => self.push(name, value.to_json()),
        }
    }

    /// Writes the additional members. One that has the name of a member that
    /// is already written is left out: the field wins.
    pub fn rest<T: ToJson>(&mut self, additional: &'a BTreeMap<String, T>) {
        let written = self.members.len();
        for (name, value) in additional {
            if !self
                .members
                .iter()
                .take(written)
                .any(|(other, _)| other == name)
            {
                self.push(name, value.to_json());
            }
        }
    }

    pub(super) fn into_owned(self) -> Object<'static> {
        let owned = |(name, value): (Cow<'a, str>, Json<'a>)| {
            (Cow::Owned(name.into_owned()), value.into_owned())
        };
        Object::from_unique(self.members.into_iter().map(owned).collect())
    }

    pub(super) fn borrowed(&self) -> Object<'_> {
        Object::from_unique(
            self.members
                .iter()
                .map(|(name, value)| (Cow::Borrowed(name.as_ref()), value.borrowed()))
                .collect(),
        )
    }
}

impl<'a> IntoIterator for Object<'a> {
    type Item = (Cow<'a, str>, Json<'a>);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.members.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absent_null_and_present_are_three_things() {
        let (none, some) = (None::<String>, Some("x".to_owned()));
        let (absent, null) = (Maybe::<String>::Absent, Maybe::<String>::Null);
        let value = Maybe::Value("y".to_owned());
        let mut object = Object::new();
        object.optional("a", &none);
        object.optional("b", &some);
        object.nullable("c", &none);
        object.nullable("d", &some);
        object.maybe("e", &absent);
        object.maybe("f", &null);
        object.maybe("g", &value);
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

    #[test]
    fn order_does_not_tell_objects_apart() {
        let parse = |text: &'static str| Json::parse(text.as_bytes()).unwrap();
        assert_eq!(parse(r#"{"a":1,"b":2}"#), parse(r#"{"b":2,"a":1}"#));
        assert_ne!(parse(r#"{"a":1,"b":2}"#), parse(r#"{"a":2,"b":1}"#));
        assert_ne!(parse(r#"{"a":1}"#), parse(r#"{"a":1,"b":1}"#));
    }
}
