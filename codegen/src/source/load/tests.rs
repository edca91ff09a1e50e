use super::*;
use crate::source::tree::NodeId;

/// The tree as JSON, or the kind and message of the first error.
fn read(text: &str, hint: Option<Format>) -> Result<String, (&'static str, String)> {
    let mut diagnostics = Diagnostics::new();
    let tree = load(text, hint, &mut diagnostics);
    match (tree, diagnostics.iter().next()) {
        (_, Some(error)) => Err((error.kind, error.message.clone())),
        (Some(tree), None) => Ok(tree.to_json(NodeId::ROOT).to_string()),
        (None, None) => panic!("neither a tree nor an error"),
    }
}

fn kind(text: &str, hint: Option<Format>) -> &'static str {
    read(text, hint).expect_err("an error").0
}

#[test]
fn the_text_tells_the_format() {
    let json = Ok("{\"a\":1}".to_owned());
    assert_eq!(read("{\"a\": 1}", None), json);
    assert_eq!(read("\u{feff}{\"a\": 1}", None), json, "a byte order mark");
    assert_eq!(read("\u{feff}a: 1", None), json, "a byte order mark");
    assert_eq!(read("{a: 1}", None), json);
    assert_eq!(read("---\na: 1\n...\n", None), json);
    assert_eq!(kind("{\"a\": 1,}", None), "syntax");
    assert_eq!(
        read("{\"a\": 1,}", Some(Format::Yaml)),
        json,
        "YAML allows the comma"
    );
    assert_eq!(kind("a: 1", Some(Format::Json)), "syntax");
    assert_eq!(read("", None), Ok("null".to_owned()));
}

#[test]
fn a_file_holds_one_document() {
    let (kind, message) = read("a: 1\n---\nb: 2\n", None).expect_err("an error");
    assert_eq!(kind, "syntax");
    assert!(message.contains("more than one document"), "{message}");
    assert_eq!(self::kind("{} {}", None), "syntax");
}

#[test]
fn aliases_cant_multiply_text() {
    let text = "x".repeat(20_000);
    assert_eq!(
        kind(&format!("a: &a {text}\nb: [{}]", "*a, ".repeat(100)), None),
        "too-large"
    );
    assert!(read(&format!("a: &a {text}\nb: [{}]", "*a, ".repeat(10)), None).is_ok());
}

/// What can't be read in a bounded memory is refused before it is.
#[test]
fn the_number_of_values_is_bounded() {
    let list = |count: usize| format!("[{}1]", "1,".repeat(count));
    for format in [Format::Json, Format::Yaml] {
        let (kind, message) = read(&list(9 << 20), Some(format)).expect_err("an error");
        assert_eq!(kind, "too-large");
        assert!(
            message.contains("more values than are read: 4194304"),
            "{message}"
        );
    }
    assert_eq!(kind(&"- a\n".repeat(9 << 20), None), "too-large");
}

#[test]
fn depth_is_bounded() {
    assert_eq!(kind(&"[".repeat(1_000_000), Some(Format::Yaml)), "too-deep");
    assert_eq!(kind(&"[".repeat(1_000_000), None), "too-deep");
    assert_eq!(kind(&"- ".repeat(1000), None), "too-deep");
    assert_eq!(kind("a: &a [*a]", None), "too-deep");
    assert!(read(&format!("{}{}", "[".repeat(100), "]".repeat(100)), None).is_ok());
}

#[test]
fn integers_beyond_64_bits_stay_numbers() {
    for format in [Format::Json, Format::Yaml] {
        let big = "[18446744073709551615,1.8446744073709552e+19,-9223372036854775808]";
        let text = "[18446744073709551615, 18446744073709551616, -9223372036854775808]";
        assert_eq!(read(text, Some(format)), Ok(big.to_owned()));
    }
}
