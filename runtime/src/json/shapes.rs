use std::cell::Cell;

use super::{FromJson, Json};
use crate::UnknownVariant;

/// Picks, of the variants of a union without a tag, the one that a value fits best.
///
/// A variant fits when it decodes. Of those that fit, the one that loses the least of the value wins: what stands in
/// members that it has no place for. Among equals the first offered wins.
#[derive(Debug)]
pub struct Shapes<'a, U> {
    json: Json<'a>,
    size: usize,
    /// With how much it loses.
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
    pub fn offer<T: FromJson>(&mut self, variant: impl FnOnce(T) -> U) {
        let least = self.best.as_ref().map_or(usize::MAX, |(lost, _)| *lost);
        if least == 0 {
            return;
        }
        let attempt = || T::from_json(self.json.clone());
        if let Some((lost, Ok(value))) = within_budget(self.size, || losses_of(attempt))
            && (lost < least || self.best.is_none())
        {
            self.best = Some((lost, variant(value)));
        }
    }

    /// The variant that won, or else the value as it is.
    pub fn best_or(self, unknown: impl FnOnce(UnknownVariant) -> U) -> U {
        match self.best {
            Some((lost, best)) => {
                lose(|| lost);
                best
            }
            None => unknown(UnknownVariant::decoded(String::new(), self.json)),
        }
    }
}

thread_local! {
    /// How many values the variant that is being tried has no place for so far.
    static LOST: Cell<usize> = const { Cell::new(0) };

    /// How many values may still be looked at for the union that is being decided; `None` outside of one.
    static BUDGET: Cell<Option<usize>> = const { Cell::new(None) };
}

/// Counts values that a type has no place for, where a union wants to know.
pub(crate) fn lose(values: impl FnOnce() -> usize) {
    if BUDGET.get().is_some() {
        LOST.set(LOST.get().saturating_add(values()));
    }
}

/// With how many values were lost meanwhile: none of them counts for who is trying on a level above.
fn losses_of<T>(attempt: impl FnOnce() -> T) -> (usize, T) {
    let before = LOST.replace(0);
    let outcome = attempt();
    (LOST.replace(before), outcome)
}

/// Tries a variant, unless too much was tried already.
///
/// Where unions stand inside of each other, every level tries all its variants for each of those of the level above:
/// without a bound, a server could keep a client busy forever with a few hundred bytes. What is not tried stays raw.
fn within_budget<T>(size: usize, attempt: impl FnOnce() -> T) -> Option<T> {
    const BASE: usize = 100_000;
    const PER_VALUE: usize = 64;
    let outer = BUDGET.get();
    let budget = outer.unwrap_or_else(|| size.saturating_mul(PER_VALUE).saturating_add(BASE));
    BUDGET.set(Some(budget.checked_sub(size)?));
    let outcome = attempt();
    if outer.is_none() {
        BUDGET.set(None);
    }
    Some(outcome)
}

/// How many values there are in a value.
pub(super) fn size(json: &Json<'_>) -> usize {
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

    /// Both variants hold the union again, and neither keeps the whole of a value with a member `z`.
    #[derive(Debug)]
    enum Nested {
        Left(Box<Side>),
        Right(Box<Side>),
        Unknown,
    }

    #[derive(Debug)]
    struct Side(Option<Nested>);

    impl FromJson for Side {
        fn from_json(json: Json<'_>) -> Result<Self, crate::DecodeError> {
            let mut fields = json.into_fields()?;
            let value = Self(fields.optional("a"));
            fields.finish(value)
        }
    }

    impl FromJson for Nested {
        fn from_json(json: Json<'_>) -> Result<Self, crate::DecodeError> {
            let mut shapes = Shapes::of(json);
            shapes.offer(|side| Self::Left(Box::new(side)));
            shapes.offer(|side| Self::Right(Box::new(side)));
            Ok(shapes.best_or(|_| Self::Unknown))
        }
    }

    fn depth(nested: &Nested) -> usize {
        match nested {
            Nested::Left(side) | Nested::Right(side) => 1 + side.0.as_ref().map_or(0, depth),
            Nested::Unknown => 0,
        }
    }

    #[test]
    fn unions_inside_of_unions_take_bounded_work() {
        let text = format!("{}null{}", r#"{"z":1,"a":"#.repeat(100), "}".repeat(100));
        let json = Json::parse(text.as_bytes()).unwrap();
        let nested = Nested::from_json(json).unwrap();
        assert!(matches!(nested, Nested::Left(_)));
        assert!(
            (2..100).contains(&depth(&nested)),
            "what isn't tried stays raw"
        );
        assert_eq!(BUDGET.get(), None);
    }

    #[test]
    fn the_variant_that_loses_the_least_wins() {
        struct Small(i64);
        impl FromJson for Small {
            fn from_json(json: Json<'_>) -> Result<Self, crate::DecodeError> {
                let mut fields = json.into_fields()?;
                let value = Self(fields.required("a")?);
                fields.finish(value)
            }
        }
        let mut shapes = Shapes::of(Json::parse(br#"{"a":1,"b":2}"#).unwrap());
        shapes.offer(|small: Small| i64::from(small.0 == 0));
        shapes.offer(|map: BTreeMap<String, i64>| i64::try_from(map.len()).unwrap());
        assert_eq!(shapes.best_or(|_| -1), 2);
    }
}
