//! Parameters in path, query, headers and cookies.

use openapi_bindgen_behaviour::current::runtime::{Date, IsoDuration, Timestamp, Uuid};
use openapi_bindgen_behaviour::current::{
    Color, ColorRequired, Day, DayForm, Level, Limit, Nested, NestedItemsItem, Position, Size,
};

use crate::server::{refused, sent, target};

fn list() -> [String; 3] {
    ["blue", "black", "brown"].map(str::to_owned)
}

fn color() -> Color {
    let (r, g, b) = (100, 200, 150);
    Color::new(ColorRequired { r, g, b })
}

fn nested() -> Nested {
    Nested::new("a b")
        .tags(["x&y".to_owned(), "z".to_owned()])
        .color(color())
        .items([NestedItemsItem::new(5).children(["c".to_owned()])])
        .flag(true)
}

#[tokio::test]
async fn path_styles() {
    let cases = [
        (
            target(|client| client.simple("blue", list(), color())).await,
            "/simple/blue/blue,black,brown/R,100,G,200,B,150",
        ),
        (
            target(|client| client.simple_exploded("blue", list(), color())).await,
            "/simple-exploded/blue/blue,black,brown/R=100,G=200,B=150",
        ),
        (
            target(|client| client.label("blue", list(), color())).await,
            "/label/.blue/.blue,black,brown/.R,100,G,200,B,150",
        ),
        (
            target(|client| client.label_exploded("blue", list(), color())).await,
            "/label-exploded/.blue/.blue.black.brown/.R=100.G=200.B=150",
        ),
        (
            target(|client| client.matrix("blue", list(), color())).await,
            "/matrix/;text=blue/;list=blue,black,brown/;color=R,100,G,200,B,150",
        ),
        (
            target(|client| client.matrix_exploded("blue", list(), color())).await,
            "/matrix-exploded/;text=blue/;list=blue;list=black;list=brown/;R=100;G=200;B=150",
        ),
        // An empty string under `matrix` is the name alone (RFC 6570 §3.2.7).
        (
            target(|client| client.matrix("", list(), color())).await,
            "/matrix/;text/;list=blue,black,brown/;color=R,100,G,200,B,150",
        ),
    ];
    for (sent, expected) in cases {
        assert_eq!(sent, expected);
    }
}

#[tokio::test]
async fn enums_go_out_as_they_are_written() {
    let request = sent(|client| {
        client
            .of_day(Day::Minus1)
            .level(Level::N2)
            .days([Day::Monday, Day::Other(12)])
            .limit(Limit::N10)
            .position(Position::Minus0Point5)
            .x_day(7)
            .weekday(Day::Sunday)
    })
    .await;
    assert_eq!(
        request.target,
        "/days/-1?level=2&days=1,12&limit=10&position=-0.5"
    );
    assert_eq!(request.header("x-day"), Some("7"));
    assert_eq!(request.header("cookie"), Some("weekday=7"));
    let form = DayForm::new(Day::Other(0)).limit(Limit::None);
    let request = sent(|client| client.day_form_body(form)).await;
    assert_eq!(request.text(), "day=0&limit=none");
}

#[tokio::test]
async fn formats_go_out_as_they_are_written() {
    let id: Uuid = "f81d4fae-7dec-11d0-a765-00a0c91e6bf6".parse().unwrap();
    let request = sent(|client| {
        client
            .of_written(id)
            .took("P1M".parse::<IsoDuration>().unwrap())
            .price(["0.10".parse().unwrap(), 3.into()])
            .six(std::net::Ipv6Addr::LOCALHOST)
            .x_four([192, 0, 2, 1])
    })
    .await;
    assert_eq!(
        request.target,
        "/written/f81d4fae-7dec-11d0-a765-00a0c91e6bf6?took=P1M&price=0.10&price=3&six=%3A%3A1"
    );
    assert_eq!(request.header("x-four"), Some("192.0.2.1"));
}

#[tokio::test]
async fn a_path_value_is_one_segment_whatever_it_holds() {
    for (value, segment) in [
        ("plain-._~09AZ", "plain-._~09AZ"),
        ("a/b", "a%2Fb"),
        ("/", "%2F"),
        ("../admin", "..%2Fadmin"),
        ("a/../b", "a%2F..%2Fb"),
        ("...", "..."),
        ("..a", "..a"),
        ("a?b=c", "a%3Fb%3Dc"),
        ("a#b", "a%23b"),
        ("é", "%C3%A9"),
        ("日本", "%E6%97%A5%E6%9C%AC"),
        ("a b", "a%20b"),
        ("100%", "100%25"),
        ("%2F", "%252F"),
        ("%2e%2e", "%252e%252e"),
        ("a+b&c;d,e", "a%2Bb%26c%3Bd%2Ce"),
        ("a\\b", "a%5Cb"),
        ("a\r\nb\0", "a%0D%0Ab%00"),
        ("http://x@y:1", "http%3A%2F%2Fx%40y%3A1"),
    ] {
        let sent = target(|client| client.get_parts(value)).await;
        assert_eq!(sent, format!("/items/{segment}/parts"), "{value:?}");
    }
    // What separates the items of a list is told from what stands in one.
    let sent = target(|client| client.simple("a", ["b,c".to_owned(), "d/e".to_owned()], color()));
    assert_eq!(sent.await, "/simple/a/b%2Cc,d%2Fe/R,100,G,200,B,150");
    let sent = target(|client| client.matrix_exploded("a;b=c", ["d;e".to_owned()], color()));
    assert_eq!(
        sent.await,
        "/matrix-exploded/;text=a%3Bb%3Dc/;list=d%3Be/;R=100;G=200;B=150"
    );
}

#[tokio::test]
async fn a_path_value_that_is_no_segment_is_refused() {
    for value in ["", ".", ".."] {
        let problem = refused(|client| client.get_parts(value)).await;
        let expected = match value {
            "" => "path parameter `id` is empty",
            _ => "path has a segment `.` or `..`",
        };
        assert_eq!(problem, expected, "{value:?}");
    }
    let problem = refused(|client| client.simple("a", [""; 0], color())).await;
    assert_eq!(problem, "path parameter `list` is empty");
    // A dot of the template and one of a value together.
    let problem = refused(|client| client.get_file("", "x")).await;
    assert_eq!(problem, "path parameter `name` is empty");
    let problem = refused(|client| client.label("", list(), color())).await;
    assert_eq!(problem, "path has a segment `.` or `..`");
    let problem = refused(|client| client.label(".", list(), color())).await;
    assert_eq!(problem, "path has a segment `.` or `..`");
}

#[tokio::test]
async fn path_values_of_all_types() {
    assert_eq!(
        target(|client| client.get_file("a/b", "tar.gz")).await,
        "/files/a%2Fb.tar.gz"
    );
    let day: Date = "2025-02-28".parse().unwrap();
    let sent = target(|client| client.typed_path(-7, true, Size::Xxl, day, color())).await;
    assert_eq!(
        sent,
        "/typed/-7/true/xxl/2025-02-28/%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D"
    );
}

#[tokio::test]
async fn query_styles() {
    let cases = [
        (
            target(|client| client.form().text("blue").list(list()).color(color())).await,
            "/form?text=blue&list=blue,black,brown&color=R,100,G,200,B,150",
        ),
        (
            target(|client| {
                let call = client.form_exploded().text("blue");
                call.list(list()).color(color())
            })
            .await,
            "/form-exploded?text=blue&list=blue&list=black&list=brown&R=100&G=200&B=150",
        ),
        (
            target(|client| client.space().list(list()).color(color())).await,
            "/space?list=blue%20black%20brown&color=R%20100%20G%20200%20B%20150",
        ),
        (
            target(|client| client.pipe().list(list()).color(color())).await,
            "/pipe?list=blue%7Cblack%7Cbrown&color=R%7C100%7CG%7C200%7CB%7C150",
        ),
        // Exploded, the delimiter has nothing to delimit.
        (
            target(|client| client.pipe().exploded(list())).await,
            "/pipe?exploded=blue&exploded=black&exploded=brown",
        ),
        (
            target(|client| client.deep().color(color())).await,
            "/deep?color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
        ),
        (
            target(|client| client.deep().nested(nested())).await,
            "/deep?nested%5Bname%5D=a%20b&nested%5Btags%5D%5B0%5D=x%26y&nested%5Btags%5D%5B1%5D=z\
             &nested%5Bcolor%5D%5BR%5D=100&nested%5Bcolor%5D%5BG%5D=200&nested%5Bcolor%5D%5BB%5D=150\
             &nested%5Bitems%5D%5B0%5D%5Bprice%5D=5&nested%5Bitems%5D%5B0%5D%5Bchildren%5D%5B0%5D=c\
             &nested%5Bflag%5D=true",
        ),
    ];
    for (sent, expected) in cases {
        assert_eq!(sent, expected);
    }
}

#[tokio::test]
async fn what_is_absent_or_empty_leaves_the_query() {
    let cases = [
        (target(|client| client.form()).await, "/form"),
        (target(|client| client.form().list([""; 0])).await, "/form"),
        (
            target(|client| client.form_exploded().list([""; 0]).text("x")).await,
            "/form-exploded?text=x",
        ),
        (
            target(|client| client.space().list([""; 0])).await,
            "/space",
        ),
        (target(|client| client.pipe().list([""; 0])).await, "/pipe"),
        // An empty string is a value.
        (target(|client| client.form().text("")).await, "/form?text="),
        (
            target(|client| client.form_exploded().list(["".to_owned(), "".to_owned()])).await,
            "/form-exploded?list=&list=",
        ),
    ];
    for (sent, expected) in cases {
        assert_eq!(sent, expected);
    }
}

#[tokio::test]
async fn other_query_parameters() {
    let all = "a:b/c?d#e[f]@g!h$i&j'k(l)m*n+o,p;q=r s%t";
    let at: Timestamp = "2025-03-27T17:15:18Z".parse().unwrap();
    let cases = [
        // RFC 3986 §3.4 lets all of it stand in a query but `#`, `[` and `]`; `&`, `+` and `=` would end or change
        // the value, and of `'` some transports make `%27`.
        (
            target(|client| client.others().reserved(all)).await,
            "/others?reserved=a:b/c?d%23e%5Bf%5D@g!h$i%26j%27k(l)m*n%2Bo,p;q%3Dr%20s%25t",
        ),
        (
            target(|client| client.form_exploded().text(all)).await,
            "/form-exploded?text=a%3Ab%2Fc%3Fd%23e%5Bf%5D%40g%21h%24i%26j%27k%28l%29m%2An%2Bo%2Cp%3Bq%3Dr%20s%25t",
        ),
        (
            target(|client| client.others().filter(Nested::new("a b").flag(false))).await,
            "/others?filter=%7B%22name%22%3A%22a%20b%22%2C%22flag%22%3Afalse%7D",
        ),
        (
            target(|client| client.others().odd_name("ü")).await,
            "/others?odd%20name%5B%5D%26%3D=%C3%BC",
        ),
        (
            target(|client| client.others().numbers([1.5, -2.0]).flag(false)).await,
            "/others?numbers=1.5&numbers=-2.0&flag=false",
        ),
        (
            target(|client| client.others().at(at).size(Size::S)).await,
            "/others?at=2025-03-27T17%3A15%3A18Z&size=s",
        ),
    ];
    for (sent, expected) in cases {
        assert_eq!(sent, expected);
    }
    let problem = refused(|client| client.others().numbers([f64::NAN])).await;
    assert_eq!(
        problem,
        "query parameter `numbers` is a number that isn't finite"
    );
}

#[tokio::test]
async fn headers() {
    let request = sent(|client| {
        let call = client.headers().x_text("a, b; é").x_list(list());
        let call = call.x_color(color()).x_exploded(color());
        call.x_json(color()).x_flag(true)
    });
    let request = request.await;
    for (name, expected) in [
        ("x-list", "blue,black,brown"),
        ("x-color", "R,100,G,200,B,150"),
        ("x-exploded", "R=100,G=200,B=150"),
        ("x-json", r#"{"R":100,"G":200,"B":150}"#),
        ("x-flag", "true"),
        ("x-text", "a, b; é"),
    ] {
        assert_eq!(request.header(name), Some(expected), "{name}");
    }
    let request = sent(|client| client.headers().x_list([""; 0])).await;
    for name in ["x-text", "x-list", "x-color", "x-json"] {
        assert_eq!(request.header(name), None, "{name}");
    }
    let problem = refused(|client| client.headers().x_text("a\r\nX-Own: b")).await;
    assert!(!problem.contains("X-Own"), "{problem}");
}

#[tokio::test]
async fn cookies() {
    let request = sent(|client| {
        let call = client.cookies().session("a;b c").list(list());
        call.color(color()).count(3)
    });
    assert_eq!(
        request.await.header("cookie"),
        Some("session=a%3Bb%20c; list=blue; list=black; list=brown; R=100; G=200; B=150; count=3")
    );
    let request = sent(|client| client.cookies()).await;
    assert_eq!(request.header("cookie"), None);
}

#[tokio::test]
async fn a_header_with_one_value_is_sent_by_itself() {
    let request = sent(|client| client.versioned()).await;
    assert_eq!(request.header("api-version"), Some("2025-04-30"));
    assert_eq!(request.header("api-account"), None);
    let request = sent(|client| {
        let client = client.clone().api_account("of the client");
        client.versioned().api_version("2026-01-01")
    });
    let request = request.await;
    assert_eq!(request.header("api-version"), Some("2026-01-01"));
    assert_eq!(request.header("api-account"), Some("of the client"));
}
