//! What holds for every value of a type: it is read, written and compared as what it is.

use openapi_bindgen_behaviour::current::runtime::{
    Decimal, FromJson, IsoDuration, Json, Time, ToJson, Uuid, Value,
};
use openapi_bindgen_behaviour::current::{Day, Level, Limit, Position};
use proptest::prelude::*;

fn read<T: FromJson>(value: &Value) -> T {
    T::from_json(Json::from(value.clone())).unwrap()
}

fn written<T: ToJson>(value: &T) -> Value {
    value.to_json().into_owned().into()
}

/// Near what is listed, and far from it.
fn integer() -> impl Strategy<Value = i32> {
    prop_oneof![-2..12, any::<i32>()]
}

fn scalar() -> impl Strategy<Value = Value> {
    prop_oneof![
        integer().prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        "auto|none|1|10|true|[a-z ]{0,3}".prop_map(Value::from),
        (-8i32..8).prop_map(|quarters| Value::from(f64::from(quarters) / 4.0 + 0.125)),
    ]
}

proptest! {
    #[test]
    fn an_integer_comes_back(number in integer(), other in integer()) {
        let (open, closed): (Day, Level) = (read(&number.into()), read(&number.into()));
        prop_assert_eq!(written(&open), Value::from(number));
        prop_assert_eq!(written(&closed), Value::from(number));
        prop_assert_eq!(open.as_i32(), number);
        prop_assert_eq!(closed.as_i64(), i64::from(number));
        prop_assert_eq!(open.to_string().parse::<Day>().unwrap(), open);
        prop_assert_eq!(Level::try_from(i64::from(number)).is_ok(), (1..=3).contains(&number));
        prop_assert_eq!(open.cmp(&Day::from(other)), number.cmp(&other));
        prop_assert_eq!(open == Day::Other(number), true);
    }

    #[test]
    fn a_decimal_comes_back(text in "[+-]?[0-9]{1,30}(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,2})?") {
        let decimal: Decimal = read(&text.clone().into());
        prop_assert_eq!(decimal.to_f64(), text.parse::<f64>().unwrap());
        prop_assert_eq!(written(&decimal), Value::from(text));
    }

    #[test]
    fn no_text_is_too_much_for_a_format(text in "\\PC{0,12}|[-+PT0-9.:YMWDHSe]{0,12}") {
        let json = || Json::from(text.as_str());
        if let Ok(duration) = IsoDuration::from_json(json()) {
            prop_assert_eq!(read::<IsoDuration>(&written(&duration)), duration);
        }
        if let Ok(decimal) = Decimal::from_json(json()) {
            prop_assert_eq!(written(&decimal), Value::from(text.clone()));
        }
        let _ = (Uuid::from_json(json()), Time::from_json(json()));
    }

    #[test]
    fn a_value_of_any_kind_comes_back(value in scalar(), other in scalar()) {
        let (open, closed): (Limit, Position) = (read(&value), read(&value));
        prop_assert_eq!(written(&open), value.clone());
        prop_assert_eq!(written(&closed), value.clone());
        prop_assert_eq!(open == Limit::from(other.clone()), value == other);
        prop_assert_eq!(closed == read::<Position>(&other), value == other);
    }
}
