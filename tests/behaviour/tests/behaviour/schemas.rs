//! What the values of generated types are and can do.

use std::collections::{BTreeSet, HashSet};

use openapi_bindgen_behaviour::current::runtime::{Base64, Patch, Value};
use openapi_bindgen_behaviour::current::{
    AccountId, Amount, Animal, Card, Cat, Changed, Circle, Created, CreatedRequired, Day, Event,
    Expandable, Figure, Level, Limit, Loose, Made, Method, Mixed, Numbered, OneWay, Position,
    Presence, PresenceRequired, Problem, Sample, Secret, Shade, Size,
};
use openapi_bindgen_behaviour::earlier;

use crate::round_trips::{decoded, encoded, refused, there_and_back};
use crate::server::{Answer, Server};

#[tokio::test]
async fn presence() {
    let presence = || {
        Presence::new(PresenceRequired {
            always: "a",
            nullable: None,
        })
    };
    for (value, expected) in [
        (presence(), r#"{"always":"a","nullable":null}"#),
        (
            Presence::new(PresenceRequired {
                always: "a",
                nullable: "b",
            })
            .optional("c")
            .maybe("d"),
            r#"{"always":"a","nullable":"b","optional":"c","maybe":"d"}"#,
        ),
        (
            presence().maybe(None),
            r#"{"always":"a","nullable":null,"maybe":null}"#,
        ),
        (
            presence().maybe(Patch::Absent),
            r#"{"always":"a","nullable":null}"#,
        ),
    ] {
        let body = format!(r#"{{"presence":{expected}}}"#);
        assert_eq!(decoded(&body).await.presence.as_ref(), Some(&value));
        assert_eq!(encoded(Sample::new().presence(value)).await, body);
    }
}

#[tokio::test]
async fn open_enums() {
    let new = decoded(r#"{"shade":"new"}"#).await.shade.unwrap();
    assert_eq!(new, Shade::Other("new".to_owned()));
    assert_eq!(new, Shade::from("new"));
    // A value is its text, however it came to be.
    let light = Shade::Other("light".to_owned());
    assert_eq!(light, Shade::Light);
    assert_eq!(
        HashSet::from([light.clone(), Shade::Light, "light".parse().unwrap()]).len(),
        1
    );
    assert_eq!(
        BTreeSet::from([Shade::VeryDark, new, light]),
        ["light", "new", "very dark"].map(Shade::from).into()
    );
    assert_eq!(Shade::VeryDark.as_str(), "very dark");
    assert_eq!(Shade::from("very dark").to_string(), "very dark");
    assert!(matches!(
        Shade::from("very dark".to_owned()),
        Shade::VeryDark
    ));
    assert_eq!(
        encoded(Sample::new().shade("own")).await,
        r#"{"shade":"own"}"#
    );
}

#[tokio::test]
async fn closed_enums() {
    let size = |text: &'static str| async move {
        let body = format!(r#"{{"size":"{text}"}}"#);
        decoded(&body).await.size.unwrap()
    };
    let new = size("new").await;
    assert!(matches!(&new, Size::Unknown(unknown) if unknown.as_str() == "new"));
    assert_eq!((new.as_str(), new.to_string()), ("new", "new".to_owned()));
    assert_eq!(new, size("new").await);
    assert_ne!(new, size("newer").await);
    assert!("new".parse::<Size>().is_err());
    assert_eq!("xxl".parse(), Ok(Size::Xxl));
    assert!(matches!(size("m").await, Size::M));
    assert_eq!(
        BTreeSet::from([Size::Xxl, Size::S, new.clone(), Size::M])
            .iter()
            .map(Size::as_str)
            .collect::<Vec<_>>(),
        ["m", "new", "s", "xxl"]
    );
    assert_eq!(HashSet::from([new.clone(), new, Size::S]).len(), 2);
}

#[tokio::test]
async fn enums_of_integers() {
    let day = decoded(r#"{"day":7.0}"#).await.day.unwrap();
    assert!(matches!(day, Day::Sunday));
    assert_eq!((day.as_i32(), day.to_string()), (7, "7".to_owned()));
    let new = decoded(r#"{"day":3}"#).await.day.unwrap();
    assert!(matches!(new, Day::Other(3)));
    // A value is its number, however it came to be.
    assert_eq!(Day::Other(1), Day::Monday);
    assert_eq!(
        BTreeSet::from([Day::Sunday, new, Day::Minus1, Day::Other(1), Day::Monday]),
        [-1, 1, 3, 7].map(Day::from).into()
    );
    assert_eq!(HashSet::from([Day::Other(-1), Day::Minus1]).len(), 1);
    assert_eq!(encoded(Sample::new().day(5)).await, r#"{"day":5}"#);
    let level = decoded(r#"{"level":9}"#).await.level.unwrap();
    assert!(matches!(level, Level::Unknown(unknown) if unknown.get() == 9));
    assert_eq!("3".parse(), Ok(Level::N3));
    assert!("9".parse::<Level>().is_err());
    assert!(Level::try_from(9).is_err());
}

#[tokio::test]
async fn enums_of_several_kinds() {
    let position = |text: &'static str| async move {
        let body = format!(r#"{{"position":{text}}}"#);
        decoded(&body).await.position.unwrap()
    };
    assert!(matches!(position("\"1\"").await, Position::Text1));
    assert!(matches!(position("1").await, Position::N1));
    assert!(matches!(position("-0.5").await, Position::Minus0Point5));
    assert!(matches!(position("true").await, Position::True));
    let unknown = position("[\"secret\"]").await;
    assert!(matches!(&unknown, Position::Unknown(_)));
    assert!(!format!("{unknown:?}").contains("secret"));
    assert_ne!(Position::Text1, Position::N1);
    let limit = Limit::from(Value::from(5));
    assert_eq!(encoded(Sample::new().limit(limit)).await, r#"{"limit":5}"#);
}

#[tokio::test]
async fn constants_of_integers() {
    let body = r#"{"numbered":{"version":2,"name":"n"}}"#;
    assert_eq!(
        encoded(Sample::new().numbered(Numbered::new("n"))).await,
        body
    );
    assert_eq!(decoded(body).await.numbered, Some(Numbered::new("n")));
}

#[tokio::test]
async fn constants() {
    let body = r#"{"cat":{"object":"cat","name":"n"}}"#;
    assert_eq!(encoded(Sample::new().cat(Cat::new("n"))).await, body);
    assert_eq!(decoded(body).await.cat, Some(Cat::new("n")));
    let other = decoded(r#"{"cat":{"object":"dog","name":"n"}}"#).await;
    assert_eq!(other.cat.unwrap().object.as_str(), "dog");
}

#[tokio::test]
async fn tagged_unions() {
    let event = |body: &'static str| async move { decoded(body).await.event.unwrap() };
    assert_eq!(
        event(r#"{"event":{"id":"i","kind":"thing.created"}}"#).await,
        Event::ThingCreated(Created::new(CreatedRequired {
            kind: "thing.created",
            id: "i"
        }))
    );
    for kind in ["thing.changed", "thing.renamed"] {
        let body = format!(r#"{{"event":{{"kind":"{kind}","by":"b"}}}}"#);
        assert_eq!(
            decoded(&body).await.event,
            Some(Event::Changed(Changed::new(kind).by("b")))
        );
        assert_eq!(there_and_back(&body).await, body);
    }
    let unknown = event(r#"{"event":{"kind":"new","token":"secret"}}"#).await;
    let Event::Unknown(unknown) = &unknown else {
        panic!("{unknown:?}");
    };
    assert_eq!(unknown.tag(), "new");
    assert!(!format!("{unknown:?}").contains("secret"));
    // The variant says which tag goes out.
    let created = Event::from(Created::new(CreatedRequired {
        kind: "wrong",
        id: "i",
    }));
    assert_eq!(
        encoded(Sample::new().event(created)).await,
        r#"{"event":{"kind":"thing.created","id":"i"}}"#
    );
    let circle = Figure::from(Circle::new("", 1.0));
    assert_eq!(
        encoded(Sample::new().shape(circle)).await,
        r#"{"shape":{"figure":"Circle","radius":1.0}}"#
    );
    let dog = decoded(r#"{"animal":{"object":"dog","legs":4}}"#)
        .await
        .animal;
    assert!(matches!(dog, Some(Animal::Dog(dog)) if dog.legs == 4));
    // The tag decides, also where the rest would fit another.
    let problem = refused(r#"{"shape":{"figure":"Circle","side":2.0}}"#).await;
    assert!(problem.contains("shape.radius"), "{problem}");
}

#[tokio::test]
async fn shape_unions() {
    for (text, expected) in [
        ("3", Amount::Integer(3)),
        ("-9223372036854775808", Amount::Integer(i64::MIN)),
        ("3.5", Amount::Number(3.5)),
        ("false", Amount::Bool(false)),
        ("[1,2]", Amount::ListOfInteger(vec![1, 2])),
        ("[]", Amount::ListOfInteger(vec![])),
        (r#"{"text":"t"}"#, Amount::Made(Made::new("t"))),
        (r#"{"title":"t"}"#, Amount::Problem(Problem::new("t"))),
    ] {
        let body = format!(r#"{{"amount":{text}}}"#);
        let amount = decoded(&body).await.amount;
        assert_eq!(amount, Patch::Value(expected), "{text}");
        assert_eq!(there_and_back(&body).await, body);
    }
    // Of two that fit the same, the first of the description.
    let both = decoded(r#"{"amount":{"text":"t","title":"u"}}"#).await;
    assert_eq!(both.amount, Patch::Value(Made::new("t").into()));
    assert!(decoded(r#"{"amount":null}"#).await.amount.is_null());
    assert!(decoded("{}").await.amount.is_absent());
    let unknown = decoded(r#"{"amount":"secret"}"#).await.amount;
    assert!(matches!(unknown, Patch::Value(Amount::Unknown(_))));
    assert!(!format!("{unknown:?}").contains("secret"));
    let text = decoded(r#"{"expandable":"id"}"#).await.expandable;
    assert_eq!(text, Some(Expandable::Text("id".to_owned())));
}

/// A variant keeps its tag, whether or not its type has a place for it; any other member that it has no place for counts
/// against it.
#[tokio::test]
async fn a_tag_is_not_lost() {
    for (text, fits) in [
        (r#"{"side":"Port","red":1}"#, "Sided"),
        (r#"{"side":"Port","red":1,"size":2}"#, "Map"),
        (r#"{"side":"Port"}"#, "Sided"),
        (r#"{"type":"cash"}"#, "Method"),
        (r#"{"type":"count","count":2}"#, "Method"),
        (r#"{"type":"card","card":{"number":"n"}}"#, "Method"),
        (r#"{"type":"cash","size":2}"#, "Map"),
        (r#"{"type":"count","count":2,"size":2}"#, "Map"),
        (r#"{"type":"card","card":{"number":"n","size":2}}"#, "Map"),
        (r#"{"size":2}"#, "Map"),
    ] {
        let body = format!(r#"{{"loose":{text}}}"#);
        let loose = decoded(&body).await.loose;
        let fit = match &loose {
            Some(Loose::Sided(_)) => "Sided",
            Some(Loose::Method(_)) => "Method",
            Some(Loose::MapOfJson(_)) => "Map",
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!(fit, fits, "{text}");
        let again: serde_json::Value = serde_json::from_str(&there_and_back(&body).await).unwrap();
        let body: serde_json::Value = serde_json::from_str(&body).unwrap();
        assert_eq!(again, body, "{text}");
    }
}

#[tokio::test]
async fn sibling_unions() {
    for (method, expected) in [
        (
            Method::card(Card::new("n")),
            r#"{"type":"card","card":{"number":"n"}}"#,
        ),
        (Method::card(None), r#"{"type":"card"}"#),
        (
            Method::transfer(None),
            r#"{"type":"transfer","transfer":null}"#,
        ),
        (Method::transfer(Patch::Absent), r#"{"type":"transfer"}"#),
        (Method::count(3), r#"{"type":"count","count":3}"#),
        (Method::Cash, r#"{"type":"cash"}"#),
    ] {
        let body = format!(r#"{{"method":{expected}}}"#);
        assert_eq!(decoded(&body).await.method.as_ref(), Some(&method));
        assert_eq!(encoded(Sample::new().method(method)).await, body);
    }
}

#[tokio::test]
async fn maps_beside_members() {
    let mut mixed = Mixed::new("i");
    mixed.additional_properties.insert("x".to_owned(), 1);
    let body = r#"{"mixed":{"id":"i","x":1}}"#;
    assert_eq!(decoded(body).await.mixed, Some(mixed.clone()));
    assert_eq!(encoded(Sample::new().mixed(mixed)).await, body);
}

#[tokio::test]
async fn newtypes() {
    let account = decoded(r#"{"account":"acct_é"}"#).await.account.unwrap();
    assert_eq!(account, AccountId::from("acct_é"));
    assert_eq!(
        (account.as_str(), account.to_string()),
        ("acct_é", "acct_é".to_owned())
    );
    assert_eq!(
        encoded(Sample::new().account("acct_1")).await,
        r#"{"account":"acct_1"}"#
    );
}

fn formats(changes: &[(&str, &str)]) -> String {
    let members = [
        ("at", r#""2025-03-27T17:15:18Z""#),
        ("on", r#""2024-02-29""#),
        ("link", r#""https://example.com/a b?{x}""#),
        ("bytes", r#""AP8+""#),
        ("small", "-2147483648"),
        ("large", "9223372036854775807"),
        ("huge", "18446744073709551615"),
        ("real", "0.1"),
    ];
    let members = members.map(|(name, value)| {
        let change = changes.iter().find(|(changed, _)| *changed == name);
        format!("\"{name}\":{}", change.map_or(value, |(_, value)| value))
    });
    format!(r#"{{"formats":{{{}}}}}"#, members.join(","))
}

#[tokio::test]
async fn formats_have_types() {
    let body = formats(&[]);
    let sample = decoded(&body).await;
    assert_eq!(encoded(sample.clone()).await, body);
    let formats = sample.formats.unwrap();
    assert_eq!(formats.at.as_second(), 1_743_095_718);
    assert_eq!(
        (formats.on.year(), formats.on.month(), formats.on.day()),
        (2024, 2, 29)
    );
    assert_eq!(formats.link.as_str(), "https://example.com/a b?{x}");
    assert_eq!(formats.bytes, Base64::from(vec![0, 0xFF, 0x3E]));
    let encoded = decoded(r#"{"encoded":"AP8+"}"#).await.encoded;
    assert_eq!(encoded, Some(Base64::from(vec![0, 0xFF, 0x3E])));
    assert_eq!(formats.small, i32::MIN);
    assert_eq!(formats.large, i64::MAX);
    assert_eq!(formats.huge, u64::MAX);
}

#[tokio::test]
async fn formats_have_limits() {
    for (name, value) in [
        ("at", r#""yesterday""#),
        ("at", "1743095718"),
        ("on", r#""2023-02-29""#),
        ("bytes", r#""?""#),
        ("small", "2147483648"),
        ("small", "1.5"),
        ("large", "9223372036854775808"),
        ("huge", "-1"),
        ("huge", "18446744073709551616"),
        ("real", r#""0.1""#),
    ] {
        let problem = refused(&formats(&[(name, value)])).await;
        assert!(problem.contains(&format!("formats.{name}")), "{problem}");
    }
    // An offset is a way to write the same moment.
    let offset = formats(&[("at", r#""2025-03-27T18:15:18+01:00""#)]);
    assert_eq!(there_and_back(&offset).await, formats(&[]));
}

#[tokio::test]
async fn members_of_one_direction() {
    // What only the server says isn't asked for, and what only it is told is not missed.
    let body = r#"{"one_way":{"password":"p","name":"n"}}"#;
    let one_way = OneWay::new("n").password("p");
    assert_eq!(encoded(Sample::new().one_way(one_way)).await, body);
    let answer = decoded(r#"{"one_way":{"id":"i","name":"n"}}"#).await;
    assert_eq!(answer.one_way.unwrap().id.as_deref(), Some("i"));
}

#[tokio::test]
async fn secrets_are_never_shown() {
    let body = r#"{"method":{"type":"card","card":{"number":"hush"}},"secret":{"token":"hush","link":"https://hush","list":["hush"],"card":{"number":"hush"}}}"#;
    let sample = decoded(body).await;
    let secret = Secret::new("hush").card(Card::new("hush"));
    let client = openapi_bindgen_behaviour::current::Client::new();
    for shown in [
        format!("{sample:?}"),
        format!("{sample:#?}"),
        format!("{:?}", sample.secret),
        format!("{:?}", sample.method),
        format!("{secret:?}"),
        format!("{:?}", client.echo(sample.clone())),
        format!("{:?}", client.echo(sample.clone()).operation()),
    ] {
        assert!(!shown.contains("hush"), "{shown}");
    }
    assert_eq!(sample.secret.as_ref().unwrap().token.expose(), "hush");
    assert_eq!(encoded(sample).await, body);
    let server = Server::answering(Answer::json(200, r#"{"secret":{"token":3,"hush":"hush"}}"#));
    let error = server.client().echo(Sample::new()).await.unwrap_err();
    assert!(!format!("{error} {error:?}").contains("hush"), "{error:?}");
}

#[tokio::test]
async fn values_go_through_serde_as_over_the_wire() {
    let body = r#"{"size":"new","event":{"kind":"new","z":1,"a":2},"secret":{"token":"t"}}"#;
    let sample: Sample = serde_json::from_str(body).unwrap();
    assert_eq!(sample, decoded(body).await);
    assert_eq!(serde_json::to_string(&sample).unwrap(), body);
    assert_eq!(serde_json::from_str::<Value>(body).unwrap()["size"], "new");
}

/// `nullable`, `exclusiveMinimum: true` and a `$ref` in an `allOf`.
#[tokio::test]
async fn the_words_of_openapi_3_0() {
    for body in [
        r#"{"always":"a","nullable":null,"other":null}"#,
        r#"{"always":"a","nullable":"b","optional":"c","maybe":null,"other":{"text":"t"},"size":"m","exclusive":1}"#,
        r#"{"always":"a","nullable":null,"other":{},"size":null}"#,
        r#"{"always":"a","nullable":null,"other":{},"size":"learnt later"}"#,
    ] {
        let server = Server::answering(Answer::json(200, body));
        let client = earlier::Client::new("k").base_url(server.url());
        let thing = client
            .put_thing(earlier::Thing::new(earlier::ThingRequired {
                always: "x",
                nullable: None,
                other: None,
            }))
            .await;
        client.put_thing(thing.unwrap()).await.unwrap();
        let requests = server.requests();
        assert_eq!(
            requests[0].text(),
            r#"{"always":"x","nullable":null,"other":null}"#
        );
        assert_eq!(requests[1].text(), body);
        // The description's security holds where an operation has none of its own.
        assert_eq!(requests[1].header("x-key"), Some("k"));
    }
}

#[tokio::test]
async fn security_of_the_whole_description() {
    let server = Server::answering(Answer::nothing());
    let client = earlier::Client::new("k").base_url(server.url());
    client.open().await.unwrap();
    assert_eq!(server.request().header("x-key"), None);
}
