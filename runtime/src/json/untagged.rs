//! Decides which variant of an untagged union a value is, by trying them.
//!
//! It knows the weight of each variant (`weight`), and nothing of their types.

use super::error::DecodeError;
use super::from_json::FromJson;
use super::lenient;
use super::mismatch::Mismatch;
use super::unknown::UnknownVariant;
use super::value::Json;
use super::weight::{self, Weight};

/// Picks the variant of an untagged union that matches a value best.
///
/// A variant that contradicts the value (a constant, an enum, a closed object or an inner union that doesn't list a
/// part of it) doesn't match as long as another variant does. Of those that match, the one that drops the fewest values
/// wins, then the first one. If none matches, the only variant that decodes at all wins, with its unlisted values; of
/// several, the one with the fewest contradictions, unless two of them are equal or a constant contradicts. Otherwise
/// the value is unknown. It also is unknown if a variant that doesn't match would drop a part of it, unless no other
/// variant has values of that kind.
#[derive(Debug)]
pub struct UntaggedDecoder<'a, U> {
    json: Json<'a>,
    size: usize,
    best: Option<Candidate<U>>,
    /// How many variants decode.
    candidates: usize,
    /// Whether a second variant has the weight of the best.
    is_tied: bool,
    /// Whether a variant has values of the same kind but doesn't decode.
    is_contested: bool,
    /// Whether a variant wasn't tried.
    is_exhausted: bool,
    /// Why the closest variant doesn't decode.
    nearest: Option<DecodeError>,
}

/// A variant that decodes.
#[derive(Debug)]
struct Candidate<U> {
    value: U,
    weight: Weight,
    /// The mismatches that decoded as absent.
    tolerated: Vec<Mismatch>,
}

impl<'a, U> UntaggedDecoder<'a, U> {
    /// Starts with a value and no variant.
    pub fn new(json: Json<'a>) -> Self {
        let size = weight::size(&json);
        Self {
            json,
            size,
            best: None,
            candidates: 0,
            is_tied: false,
            is_contested: false,
            is_exhausted: false,
            nearest: None,
        }
    }

    /// Tries to decode a variant.
    pub fn try_variant<T: FromJson>(&mut self, variant: impl FnOnce(T) -> U) {
        if self
            .best
            .as_ref()
            .is_some_and(|best| best.weight.is_nothing())
        {
            return;
        }
        let mark = lenient::mark();
        let attempt = || T::from_json(self.json.clone());
        let Some((outcome, weight)) = weight::attempt(self.size, attempt) else {
            self.is_exhausted = true;
            return;
        };
        let tolerated = lenient::take_since(mark);
        match outcome {
            Ok(value) => {
                let value = variant(value);
                self.weigh(Candidate {
                    value,
                    weight,
                    tolerated,
                });
            }
            Err(error) => {
                let depth = error.depth();
                self.is_contested |= depth > 0;
                if self
                    .nearest
                    .as_ref()
                    .is_none_or(|nearest| nearest.depth() < depth)
                {
                    self.nearest = Some(error);
                }
            }
        }
    }

    fn weigh(&mut self, candidate: Candidate<U>) {
        self.candidates += 1;
        let best = self.best.as_ref().map(|best| best.weight);
        match best {
            Some(best) if candidate.weight > best => {}
            Some(best) if candidate.weight == best => self.is_tied = true,
            _ => {
                self.is_tied = false;
                self.best = Some(candidate);
            }
        }
    }

    /// Returns the best variant, or the value as an unknown variant.
    ///
    /// # Errors
    ///
    /// Returns an error if the value is `null` and no variant accepts that.
    pub fn finish(mut self, unknown: impl FnOnce(UnknownVariant) -> U) -> Result<U, DecodeError> {
        if let Some(best) = self.best.take_if(|best| {
            let is_only = self.candidates == 1;
            let is_distinct = !(self.is_tied || best.weight.contradicts());
            let is_contested = self.is_contested || !is_only;
            let is_kept = !(best.weight.has_foreign() || (is_contested && best.weight.loses()));
            best.weight.is_clean() || (is_kept && (is_only || is_distinct))
        }) {
            weight::count_inner(best.weight);
            lenient::put_back(best.tolerated);
            return Ok(best.value);
        }
        if self.json.is_null() {
            return Err(DecodeError::expected("a value of the union", &self.json));
        }
        if !self.is_exhausted {
            weight::count_unlisted();
        }
        let reason = match (self.best, self.nearest) {
            (None, Some(nearest)) => nearest,
            _ => DecodeError::mismatch("a value that one variant lists", "another one"),
        };
        Ok(unknown(
            UnknownVariant::decoded(String::new(), self.json).because(&reason),
        ))
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
        let mut decoder = UntaggedDecoder::new(Json::parse(text.as_bytes()).unwrap());
        decoder.try_variant(Union::Number);
        decoder.try_variant(Union::Text);
        decoder.try_variant(Union::List);
        decoder.try_variant(Union::Map);
        decoder.finish(|_| Union::Unknown).unwrap()
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

    /// Both variants hold the union again, and neither keeps all of a value with a member `z`.
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
            let mut decoder = UntaggedDecoder::new(json);
            decoder.try_variant(|side| Self::Left(Box::new(side)));
            decoder.try_variant(|side| Self::Right(Box::new(side)));
            decoder.finish(|_| Self::Unknown)
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
        assert!(!weight::is_trying());
    }

    #[test]
    fn the_variant_that_loses_the_least_wins() {
        struct Small(i64);
        impl FromJson for Small {
            fn from_json(json: Json<'_>) -> Result<Self, crate::DecodeError> {
                let mut fields = json.into_fields()?;
                match fields.required("a") {
                    Some(a) => fields.finish(Self(a)),
                    None => Err(fields.into_error()),
                }
            }
        }
        let mut decoder = UntaggedDecoder::new(Json::parse(br#"{"a":1,"b":2}"#).unwrap());
        decoder.try_variant(|small: Small| i64::from(small.0 == 0));
        decoder.try_variant(|map: BTreeMap<String, i64>| i64::try_from(map.len()).unwrap());
        assert_eq!(decoder.finish(|_| -1).unwrap(), 2);
    }
}
