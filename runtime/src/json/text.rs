//! The text of a JSON value: what `serde_json` writes, with less work for the
//! strings of usual requests, which hold nothing to escape.

use super::to_json::ToJson;
use super::value::Json;
use serde::ser::Error as _;
use serde_json::Error;

/// Writes a value as the text of a compact JSON document.
///
/// # Errors
///
/// When the value holds a number that JSON can't write (NaN, an infinity).
pub fn to_vec(value: &dyn ToJson) -> Result<Vec<u8>, Error> {
    // Room for a usual request: growing costs more.
    let mut text = Vec::with_capacity(512);
    value.to_json().write_to(&mut text)?;
    Ok(text)
}

impl Json<'_> {
    /// Appends the value as compact JSON.
    fn write_to(&self, text: &mut Vec<u8>) -> Result<(), Error> {
        match self {
            Self::Null => text.extend_from_slice(b"null"),
            Self::Bool(true) => text.extend_from_slice(b"true"),
            Self::Bool(false) => text.extend_from_slice(b"false"),
            Self::Number(number) => serde_json::to_writer(text, number)?,
            Self::String(string) => write_string(string, text)?,
            Self::Array(items) => {
                text.push(b'[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        text.push(b',');
                    }
                    item.write_to(text)?;
                }
                text.push(b']');
            }
            Self::Object(object) => {
                text.push(b'{');
                for (index, (name, value)) in object.iter().enumerate() {
                    if index > 0 {
                        text.push(b',');
                    }
                    write_string(name, text)?;
                    text.push(b':');
                    value.write_to(text)?;
                }
                text.push(b'}');
            }
            Self::Foreign(value) => return Err(unwritable(value.what())),
            Self::Unwritable(what) => return Err(unwritable(what)),
        }
        Ok(())
    }
}

fn unwritable(what: &str) -> Error {
    Error::custom(format_args!("JSON has no way to write {what}"))
}

fn write_string(string: &str, text: &mut Vec<u8>) -> Result<(), Error> {
    if !is_plain(string.as_bytes()) {
        return serde_json::to_writer(text, string);
    }
    text.reserve(string.len() + 2);
    text.push(b'"');
    text.extend_from_slice(string.as_bytes());
    text.push(b'"');
    Ok(())
}

/// Whether a string stands in JSON as it is (RFC 8259 §7): without quotation
/// marks, backslashes and control characters.
fn is_plain(string: &[u8]) -> bool {
    let (words, rest) = string.as_chunks::<8>();
    let is_plain = |word: &[u8; 8]| is_plain_word(u64::from_ne_bytes(*word));
    let rest_is_plain = || match string.last_chunk::<8>() {
        // Some of its bytes are looked at twice: cheaper than one by one.
        Some(last) => is_plain(last),
        None => rest
            .iter()
            .all(|byte| !matches!(byte, 0..0x20 | b'"' | b'\\')),
    };
    words.iter().all(is_plain) && rest_is_plain()
}

/// The same for eight bytes at once: subtracting borrows into the high bit of
/// a byte that is lower, unless that bit was set before.
const fn is_plain_word(word: u64) -> bool {
    const fn all(byte: u8) -> u64 {
        u64::from_ne_bytes([byte; 8])
    }
    const fn lower(word: u64, than: u8) -> u64 {
        word.wrapping_sub(all(than)) & !word & all(0x80)
    }
    let quotes = lower(word ^ all(b'"'), 1);
    let backslashes = lower(word ^ all(b'\\'), 1);
    (lower(word, 0x20) | quotes | backslashes) == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_byte_is_told_at_every_place() {
        for byte in 0..=u8::MAX {
            let plain = !matches!(byte, 0..0x20 | b'"' | b'\\');
            for length in 1..20 {
                for at in 0..length {
                    for other in [b'a', 0x20, 0x7f, 0x80, 0xff] {
                        let mut bytes = vec![other; length];
                        bytes[at] = byte;
                        assert_eq!(is_plain(&bytes), plain, "{bytes:?}");
                    }
                }
            }
        }
        assert!(is_plain(b""));
    }

    fn value() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(Into::into),
            any::<i64>().prop_map(Into::into),
            any::<f64>().prop_map(Into::into),
            any::<String>().prop_map(Into::into),
            "[ -~\\n]{0,30}".prop_map(Into::into),
        ];
        leaf.prop_recursive(4, 32, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Into::into),
                prop::collection::vec((any::<String>(), inner), 0..4)
                    .prop_map(|members| members.into_iter().collect()),
            ]
        })
    }

    proptest! {
        #[test]
        fn the_text_is_that_of_serde_json(value in value()) {
            let text = String::from_utf8(to_vec(&value).unwrap()).unwrap();
            prop_assert_eq!(text, value.to_string());
        }
    }

    #[test]
    fn what_json_has_no_text_for_is_an_error() {
        let error = to_vec(&vec![1.0, f64::NAN]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "JSON has no way to write a number that is not finite"
        );
    }
}
