//! Arrays of a fixed length, each item of a type of its own (JSON Schema 2020-12 core §10.3.1.1).

use super::error::DecodeError;
use super::from_json::FromJson;
use super::to_json::ToJson;
use super::value::Json;

macro_rules! tuples {
    ($($expected:literal: ($($index:tt $item:ident),*);)*) => { $(
        impl<$($item: FromJson),*> FromJson for ($($item,)*) {
            fn from_json(json: Json<'_>) -> Result<Self, DecodeError> {
                const LENGTH: usize = [$($index),*].len();
                let items = match json {
                    Json::Array(items) => <[Json<'_>; LENGTH]>::try_from(items)
                        .map_err(|_| DecodeError::mismatch($expected, "another number of items"))?,
                    other => return Err(DecodeError::expected($expected, &other)),
                };
                let mut items = items.into_iter().enumerate();
                Ok(($(next::<$item>(&mut items)?,)*))
            }
        }

        impl<$($item: ToJson),*> ToJson for ($($item,)*) {
            fn to_json(&self) -> Json<'_> {
                Json::Array(vec![$(self.$index.to_json()),*])
            }
        }
    )* };
}

/// Takes the next item. The caller has checked the number of items.
fn next<'j, T: FromJson>(
    items: &mut impl Iterator<Item = (usize, Json<'j>)>,
) -> Result<T, DecodeError> {
    let (index, item) = items.next().ok_or_else(DecodeError::missing)?;
    T::from_json(item).map_err(|error| error.at_index(index))
}

tuples! {
    "an array of 2 items": (0 A, 1 B);
    "an array of 3 items": (0 A, 1 B, 2 C);
    "an array of 4 items": (0 A, 1 B, 2 C, 3 D);
    "an array of 5 items": (0 A, 1 B, 2 C, 3 D, 4 E);
    "an array of 6 items": (0 A, 1 B, 2 C, 3 D, 4 E, 5 F);
    "an array of 7 items": (0 A, 1 B, 2 C, 3 D, 4 E, 5 F, 6 G);
    "an array of 8 items": (0 A, 1 B, 2 C, 3 D, 4 E, 5 F, 6 G, 7 H);
    "an array of 9 items": (0 A, 1 B, 2 C, 3 D, 4 E, 5 F, 6 G, 7 H, 8 I);
    "an array of 10 items": (0 A, 1 B, 2 C, 3 D, 4 E, 5 F, 6 G, 7 H, 8 I, 9 J);
    "an array of 11 items": (0 A, 1 B, 2 C, 3 D, 4 E, 5 F, 6 G, 7 H, 8 I, 9 J, 10 K);
    "an array of 12 items": (0 A, 1 B, 2 C, 3 D, 4 E, 5 F, 6 G, 7 H, 8 I, 9 J, 10 K, 11 L);
}

#[cfg(test)]
mod tests {
    use crate::json::{from_slice, to_vec};

    #[test]
    fn each_item_has_its_type() {
        let text = br#"[1,"a",[true]]"#;
        let value: (i64, String, Vec<bool>) = from_slice(text).unwrap();
        assert_eq!(value, (1, "a".to_owned(), vec![true]));
        assert_eq!(to_vec(&value).unwrap(), text);
    }

    #[test]
    fn faults_name_the_item_and_the_length() {
        let fault = |text: &str| from_slice::<(i64, bool)>(text.as_bytes()).unwrap_err();
        let told = "at `[1]`: expected a boolean, found a number";
        assert_eq!(fault("[1,2]").to_string(), told);
        let told = "expected an array of 2 items, found another number of items";
        assert_eq!(fault("[1]").to_string(), told);
        assert_eq!(fault("[1,true,2]").to_string(), told);
        let told = "expected an array of 2 items, found an object";
        assert_eq!(fault("{}").to_string(), told);
    }
}
