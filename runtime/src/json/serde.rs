//! Converts JSON values from and to text and other formats, with serde.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;

use serde::de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde::ser::{self, SerializeMap, SerializeSeq};
use serde_json::Number;

use super::value::{Json, Object};

impl ser::Serialize for Json<'_> {
    fn serialize<S: ser::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(value) => value.serialize(serializer),
            Self::String(text) => serializer.serialize_str(text),
            Self::Array(items) => {
                let mut sequence = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    sequence.serialize_element(item)?;
                }
                sequence.end()
            }
            Self::Object(object) => {
                let mut map = serializer.serialize_map(Some(object.len()))?;
                for (name, value) in object.iter() {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
            Self::Foreign(value) => Err(unwritable(value.what())),
            Self::Unwritable(what) => Err(unwritable(what)),
        }
    }
}

fn unwritable<E: ser::Error>(what: &str) -> E {
    E::custom(format_args!("JSON can't represent {what}"))
}

impl<'de: 'a, 'a> de::Deserialize<'de> for Json<'a> {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut json = Json::Null;
        let room = Room::default();
        Place(&mut json, &room).deserialize(deserializer)?;
        Ok(json)
    }
}

/// Spare capacity of lists and objects. A little of it saves growing step by step. Beyond that, no list is larger than
/// its contents: memory must not be a multiple of what a server sends.
#[derive(Default)]
struct Room {
    /// The spare bytes so far.
    spare: Cell<usize>,
    /// The number of members of the last object: the objects of a list are alike.
    last: Cell<usize>,
}

impl Room {
    /// How many bytes may be spare.
    const FREE: usize = 64 * 1024;

    /// Reserves capacity for the members of an object.
    #[inline]
    fn for_members<T>(&self) -> Vec<T> {
        // As many as most objects have: growing costs more than the space.
        let count = match self.spare.get() < Self::FREE {
            true => 8,
            false => self.last.get().clamp(1, 64),
        };
        Vec::with_capacity(count)
    }

    /// Counts the spare capacity of a complete list, or frees it.
    #[inline]
    fn complete<T>(&self, list: &mut Vec<T>) {
        let spare = list.capacity() - list.len();
        let bytes = self.spare.get().saturating_add(spare * size_of::<T>());
        if bytes <= Self::FREE {
            self.spare.set(bytes);
        } else if spare > list.len() / 2 {
            list.shrink_to_fit();
        }
    }
}

/// The place that a value is read to. Returning the value instead would copy it on every level, and stall the processor
/// on the small writes before.
struct Place<'p, 'a>(&'p mut Json<'a>, &'p Room);

impl<'a> Place<'_, 'a> {
    /// Writes a value over the `null`, which needs no drop.
    fn put<E>(self, json: Json<'a>) -> Result<(), E> {
        std::mem::forget(std::mem::replace(self.0, json));
        Ok(())
    }
}

impl<'de: 'a, 'a> DeserializeSeed<'de> for Place<'_, 'a> {
    type Value = ();

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de: 'a, 'a> Visitor<'de> for Place<'_, 'a> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.put(Json::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_some<D: de::Deserializer<'de>>(self, inner: D) -> Result<(), D::Error> {
        inner.deserialize_any(self)
    }

    fn visit_newtype_struct<D: de::Deserializer<'de>>(self, inner: D) -> Result<(), D::Error> {
        inner.deserialize_any(self)
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.put(Json::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.put(Json::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.put(Json::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        self.put(
            Number::from_f64(value)
                .map_or(Json::Unwritable("a number that isn't finite"), Json::Number),
        )
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<(), E> {
        self.visit_string(text.to_owned())
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<(), E> {
        self.put(Json::String(Cow::Borrowed(text)))
    }

    fn visit_string<E>(self, text: String) -> Result<(), E> {
        self.put(Json::String(Cow::Owned(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<(), A::Error> {
        let (mut items, room) = (Vec::new(), self.1);
        while access.next_element_seed(Item(&mut items, room))?.is_some() {}
        room.complete(&mut items);
        self.put(Json::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<(), A::Error> {
        let room = self.1;
        let mut members = room.for_members();
        while access.next_key_seed(Name(&mut members))?.is_some() {
            if let Some((_, value)) = members.last_mut() {
                access.next_value_seed(Place(value, room))?;
            }
        }
        if members.is_empty() {
            members = Vec::new();
        }
        room.last.set(members.len());
        room.complete(&mut members);
        self.put(Json::Object(Object::from_parsed(members)))
    }
}

/// Reads the next element of an array.
struct Item<'p, 'a>(&'p mut Vec<Json<'a>>, &'p Room);

impl<'de: 'a, 'a> DeserializeSeed<'de> for Item<'_, 'a> {
    type Value = ();

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.0.push(Json::Null);
        match self.0.last_mut() {
            Some(item) => Place(item, self.1).deserialize(deserializer),
            None => Ok(()),
        }
    }
}

/// Reads the name of the next member, borrowed if it has no escapes, and makes space for its value.
struct Name<'p, 'a>(&'p mut Vec<(Cow<'a, str>, Json<'a>)>);

impl<'de: 'a, 'a> DeserializeSeed<'de> for Name<'_, 'a> {
    type Value = ();

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de: 'a, 'a> Visitor<'de> for Name<'_, 'a> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the name of a member")
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.0.push((Cow::Owned(text.to_owned()), Json::Null));
        Ok(())
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<(), E> {
        self.0.push((Cow::Borrowed(text), Json::Null));
        Ok(())
    }
}
