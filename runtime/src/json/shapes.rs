use super::{FromJson, Json, ToJson};
use crate::UnknownVariant;

/// Picks, of the variants of a union without a tag, the one that a value fits best.
///
/// A variant fits when it decodes. Of those that fit, the one that keeps the most of the value wins: reading drops
/// members a variant doesn't know, so that writing it again tells how much of the value it speaks of. Among equals the
/// first offered wins.
#[derive(Debug)]
pub struct Shapes<'a, U> {
    json: Json<'a>,
    size: usize,
    best: Option<(usize, U)>,
}

impl<'a, U> Shapes<'a, U> {
    /// Starts with a value and no variant.
    pub fn of(json: Json<'a>) -> Self {
        let size = size(&json);
        Self {
            json,
            size,
            best: None,
        }
    }

    /// Tries a variant.
    pub fn offer<T: FromJson + ToJson>(&mut self, variant: impl FnOnce(T) -> U) {
        let kept = self.best.as_ref().map(|(kept, _)| *kept);
        if kept.is_some_and(|kept| kept >= self.size) {
            return;
        }
        let Ok(value) = T::from_json(self.json.clone()) else {
            return;
        };
        let keeps = size(&value.to_json());
        if kept.is_none_or(|kept| keeps > kept) {
            self.best = Some((keeps, variant(value)));
        }
    }

    /// The variant that won, or else the value as it is.
    pub fn best_or(self, unknown: impl FnOnce(UnknownVariant) -> U) -> U {
        match self.best {
            Some((_, best)) => best,
            None => unknown(UnknownVariant::decoded(String::new(), self.json)),
        }
    }
}

/// How many values there are in a value.
fn size(json: &Json<'_>) -> usize {
    match json {
        Json::Array(items) => items.iter().map(size).sum::<usize>().saturating_add(1),
        Json::Object(object) => object
            .iter()
            .map(|(_, value)| size(value))
            .sum::<usize>()
            .saturating_add(1),
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[derive(Debug, PartialEq)]
    enum Union {
        Number(i64),
        Text(String),
        List(Vec<i64>),
        Map(BTreeMap<String, i64>),
        Unknown,
    }

    fn pick(text: &str) -> Union {
        let mut shapes = Shapes::of(Json::parse(text.as_bytes()).unwrap());
        shapes.offer(Union::Number);
        shapes.offer(Union::Text);
        shapes.offer(Union::List);
        shapes.offer(Union::Map);
        shapes.best_or(|_| Union::Unknown)
    }

    #[test]
    fn the_shape_decides() {
        assert_eq!(pick("3"), Union::Number(3));
        assert_eq!(pick("\"3\""), Union::Text("3".to_owned()));
        assert_eq!(pick("[1,2]"), Union::List(vec![1, 2]));
        assert_eq!(
            pick("{\"a\":1}"),
            Union::Map(BTreeMap::from([("a".to_owned(), 1)]))
        );
        assert_eq!(pick("true"), Union::Unknown);
    }

    #[test]
    fn the_variant_that_keeps_the_most_wins() {
        struct Small(i64);
        impl FromJson for Small {
            fn from_json(json: Json<'_>) -> Result<Self, crate::DecodeError> {
                Ok(Self(json.into_fields()?.required("a")?))
            }
        }
        impl ToJson for Small {
            fn to_json(&self) -> Json<'_> {
                let mut object = crate::Object::new();
                object.required("a", &self.0);
                object.into()
            }
        }
        let mut shapes = Shapes::of(Json::parse(br#"{"a":1,"b":2}"#).unwrap());
        shapes.offer(|small: Small| i64::from(small.0 == 0));
        shapes.offer(|map: BTreeMap<String, i64>| i64::try_from(map.len()).unwrap());
        assert_eq!(shapes.best_or(|_| -1), 2);
    }
}
