//! What enums of each kind of values do.

mod strings {
    use std::collections::{BTreeSet, HashSet};

    #[derive(Clone, Debug)]
    enum Shade {
        Light,
        VeryDark,
        // A name that traits use for a type.
        Err,
        Other(String),
    }
    impl Shade {
        fn as_str(&self) -> &str {
            match self {
                Self::Light => "light",
                Self::VeryDark => "very dark",
                Self::Err => "err",
                Self::Other(value) => value,
            }
        }

        fn listed(value: &str) -> Option<Self> {
            match value {
                "light" => Some(Self::Light),
                "very dark" => Some(Self::VeryDark),
                "err" => Some(Self::Err),
                _ => None,
            }
        }
    }
    crate::enumeration!(Shade, string, unknown = allow);

    #[derive(Clone, Debug)]
    enum Size {
        Small,
        Unknown(crate::Unknown),
    }
    impl Size {
        fn as_str(&self) -> &str {
            match self {
                Self::Small => "s",
                Self::Unknown(value) => value.as_str(),
            }
        }

        fn listed(value: &str) -> Option<Self> {
            (value == "s").then_some(Self::Small)
        }
    }
    crate::enumeration!(Size, string, unknown = keep);

    #[test]
    fn an_open_enum_is_its_text() {
        let other = Shade::Other("very dark".to_owned());
        assert_eq!(other, Shade::VeryDark);
        assert_eq!(HashSet::from([other.clone(), Shade::VeryDark]).len(), 1);
        assert_eq!(
            BTreeSet::from([other, Shade::VeryDark, Shade::Light]).len(),
            2
        );
        assert!(matches!(Shade::from("very dark"), Shade::VeryDark));
        assert!(matches!("light".parse(), Ok(Shade::Light)));
        assert_eq!(format!("{:>7}", Shade::Light), "  light");
    }

    #[test]
    fn an_open_enum_keeps_what_it_does_not_know() {
        let shade: Shade = serde_json::from_str("\"Light \"").unwrap();
        assert!(matches!(&shade, Shade::Other(text) if text == "Light "));
        assert_eq!(serde_json::to_string(&shade).unwrap(), "\"Light \"");
    }

    #[test]
    fn a_closed_enum_decodes_what_nobody_can_write() {
        let size: Size = serde_json::from_str("\"xxl\"").unwrap();
        assert!(matches!(&size, Size::Unknown(unknown) if unknown.as_str() == "xxl"));
        assert_eq!(serde_json::to_string(&size).unwrap(), "\"xxl\"");
        assert!(matches!("s".parse(), Ok(Size::Small)));
        let error = "xxl".parse::<Size>().unwrap_err().to_string();
        assert_eq!(error, "not one of the values that the document lists");
        assert_eq!(size, "xxl");
    }
}

mod integers {
    use std::collections::{BTreeSet, HashSet};

    use crate::UnknownInteger;

    #[derive(Clone, Copy, Debug)]
    enum Day {
        Monday,
        Never,
        // A name that traits use for a type.
        Err,
        Other(i64),
    }
    impl Day {
        fn as_i64(&self) -> i64 {
            match self {
                Self::Monday => 1,
                Self::Never => -1,
                Self::Err => 7,
                Self::Other(value) => *value,
            }
        }

        fn listed(value: i64) -> Option<Self> {
            match value {
                1 => Some(Self::Monday),
                -1 => Some(Self::Never),
                7 => Some(Self::Err),
                _ => None,
            }
        }
    }
    crate::enumeration!(Day, i64, as_i64, unknown = allow);

    #[derive(Clone, Copy, Debug)]
    enum Level {
        Low,
        Error,
        Unknown(UnknownInteger<i32>),
    }
    impl Level {
        fn as_i32(&self) -> i32 {
            match self {
                Self::Low => 1,
                Self::Error => 2,
                Self::Unknown(value) => value.get(),
            }
        }

        fn listed(value: i32) -> Option<Self> {
            match value {
                1 => Some(Self::Low),
                2 => Some(Self::Error),
                _ => None,
            }
        }
    }
    crate::enumeration!(Level, i32, as_i32, unknown = keep);

    #[derive(Clone, Copy, Debug)]
    enum Strict {
        One,
    }
    impl Strict {
        fn as_u64(&self) -> u64 {
            1
        }

        fn listed(value: u64) -> Option<Self> {
            (value == 1).then_some(Self::One)
        }
    }
    crate::enumeration!(Strict, u64, as_u64, unknown = reject);

    #[test]
    fn an_open_enum_is_its_number() {
        assert_eq!(Day::Other(1), Day::Monday);
        assert_eq!(HashSet::from([Day::Other(1), Day::Monday]).len(), 1);
        let days = BTreeSet::from([Day::Err, Day::Never, Day::Other(3), Day::Monday]);
        let numbers: Vec<i64> = days.into_iter().map(i64::from).collect();
        assert_eq!(numbers, [-1, 1, 3, 7]);
        assert!(matches!(Day::from(-1), Day::Never));
        assert!(matches!("7".parse(), Ok(Day::Err)));
        assert!("x".parse::<Day>().is_err());
        assert_eq!(format!("{:>3}|{:03}", Day::Monday, Day::Err), "  1|007");
        assert_eq!(Day::Monday, 1);
    }

    #[test]
    fn an_open_enum_keeps_what_it_does_not_know() {
        for (text, written) in [("9", "9"), ("1.0", "1"), ("-1", "-1")] {
            let day: Day = serde_json::from_str(text).unwrap();
            assert_eq!(serde_json::to_string(&day).unwrap(), written);
        }
        let error = serde_json::from_str::<Day>("\"1\"").unwrap_err();
        assert_eq!(error.to_string(), "expected an integer, found a string");
    }

    #[test]
    fn a_closed_enum_decodes_what_nobody_can_write() {
        let level: Level = serde_json::from_str("9").unwrap();
        assert!(matches!(level, Level::Unknown(unknown) if unknown.get() == 9));
        assert_eq!(serde_json::to_string(&level).unwrap(), "9");
        assert_eq!("2".parse(), Ok(Level::Error));
        assert!("9".parse::<Level>().is_err());
        assert_eq!(Level::try_from(1), Ok(Level::Low));
        assert!(Level::try_from(9).is_err());
        assert!(serde_json::from_str::<Level>("2147483648").is_err());
    }

    #[test]
    fn a_strict_enum_refuses_what_it_does_not_list() {
        assert_eq!(serde_json::from_str::<Strict>("1").unwrap(), Strict::One);
        let error = serde_json::from_str::<Strict>("2").unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected a listed value, found another number"
        );
    }
}

mod mixed {
    use crate::{Json, Literal, ToJson, UnknownVariant, Value};

    #[derive(Clone, Debug)]
    enum Position {
        Auto,
        N1,
        Text1,
        Half,
        True,
        Other(Value),
    }
    impl Position {
        fn as_json(&self) -> Json<'_> {
            match self {
                Self::Auto => Literal::Text("auto").into(),
                Self::N1 => Literal::Integer(1).into(),
                Self::Text1 => Literal::Text("1").into(),
                Self::Half => Literal::Number(-0.5).into(),
                Self::True => Literal::Bool(true).into(),
                Self::Other(value) => value.to_json(),
            }
        }

        fn listed(value: Literal<'_>) -> Option<Self> {
            match value {
                Literal::Text("auto") => Some(Self::Auto),
                Literal::Integer(1) => Some(Self::N1),
                Literal::Text("1") => Some(Self::Text1),
                Literal::Number(-0.5) => Some(Self::Half),
                Literal::Bool(true) => Some(Self::True),
                _ => None,
            }
        }
    }
    crate::enumeration!(Position, mixed, unknown = allow);

    #[derive(Clone, Debug)]
    enum Closed {
        Never,
        N0,
        Unknown(UnknownVariant),
    }
    impl Closed {
        fn as_json(&self) -> Json<'_> {
            match self {
                Self::Never => Literal::Text("never").into(),
                Self::N0 => Literal::Integer(0).into(),
                Self::Unknown(value) => value.to_json(),
            }
        }

        fn listed(value: Literal<'_>) -> Option<Self> {
            match value {
                Literal::Text("never") => Some(Self::Never),
                Literal::Integer(0) => Some(Self::N0),
                _ => None,
            }
        }
    }
    crate::enumeration!(Closed, mixed, unknown = keep);

    fn position(text: &str) -> Position {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn an_open_enum_is_its_value() {
        assert!(matches!(position("\"auto\""), Position::Auto));
        assert!(matches!(position("1"), Position::N1));
        assert!(matches!(position("1.0"), Position::N1));
        assert!(matches!(position("\"1\""), Position::Text1));
        assert!(matches!(position("-0.5"), Position::Half));
        assert!(matches!(position("true"), Position::True));
        assert_eq!(Position::Other(1.into()), Position::N1);
        assert_eq!(Position::Other(1.0.into()), Position::N1);
        assert_ne!(Position::Other("1".into()), Position::N1);
        assert!(matches!(Position::from(Value::from(1)), Position::N1));
        for text in ["\"auto\"", "1", "\"1\"", "-0.5", "true", "{\"a\":[1]}", "2"] {
            assert_eq!(serde_json::to_string(&position(text)).unwrap(), text);
        }
    }

    #[test]
    fn text_is_a_string_first() {
        assert!(matches!("1".parse(), Ok(Position::Text1)));
        assert!(matches!("true".parse(), Ok(Position::True)));
        assert!(matches!("2".parse(), Ok(Position::Other(Value::String(_)))));
        assert_eq!("0".parse(), Ok(Closed::N0));
        assert!("1".parse::<Closed>().is_err());
        assert_eq!(
            format!("{:>5}|{}", Position::Auto, Position::Half),
            " auto|-0.5"
        );
    }

    #[test]
    fn a_closed_enum_decodes_what_nobody_can_write() {
        let closed: Closed = serde_json::from_str("[\"secret\"]").unwrap();
        assert!(matches!(&closed, Closed::Unknown(_)));
        assert!(!format!("{closed:?}").contains("secret"));
        assert_eq!(serde_json::to_string(&closed).unwrap(), "[\"secret\"]");
    }
}
