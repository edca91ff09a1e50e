//! The outline of a JSON text. The text was read before, so that its structure can be relied on.

use std::ops::Range;

use super::outline::{Kind, Outline};

/// Returns the outline of a text.
pub(super) fn outline(text: &str) -> Outline<'_> {
    let mut scanner = Scanner { text, at: 0 };
    let mut outline = Outline::new(text);
    while let Some(byte) = scanner.here() {
        let start = scanner.at;
        match byte {
            b'{' | b'[' => {
                scanner.at += 1;
                let kind = match byte {
                    b'{' => Kind::Mapping,
                    _ => Kind::Sequence,
                };
                outline.push(kind, start..scanner.at);
            }
            b'}' | b']' => {
                scanner.at += 1;
                outline.close(scanner.at);
            }
            b'"' => {
                let string = scanner.string();
                match outline.expects_key() {
                    true => outline.key(string.clone(), meaning(text, string)),
                    false => outline.push(Kind::Scalar, string),
                }
            }
            b',' | b':' | b' ' | b'\t' | b'\r' | b'\n' => scanner.at += 1,
            _ => {
                let word = scanner.word();
                outline.push(Kind::Scalar, word);
            }
        }
    }
    outline.stop();
    outline
}

/// Returns the name that a string with escapes means.
fn meaning(text: &str, string: Range<usize>) -> Option<String> {
    let written = text.get(string)?;
    let has_escapes = written.contains('\\');
    has_escapes.then(|| serde_json::from_str(written).ok())?
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
}

impl Scanner<'_> {
    fn here(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Takes a string with its quotes.
    fn string(&mut self) -> Range<usize> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut at = start + 1;
        loop {
            let mut rest = bytes.get(at..).unwrap_or_default().iter();
            match rest.position(|byte| matches!(byte, b'\\' | b'"')) {
                Some(offset) if bytes.get(at + offset) == Some(&b'\\') => at += offset + 2,
                Some(offset) => break self.at = at + offset + 1,
                None => break self.at = bytes.len(),
            }
        }
        start..self.at
    }

    /// Takes a number, a boolean or `null`.
    fn word(&mut self) -> Range<usize> {
        let start = self.at;
        let rest = self.text.as_bytes().get(start + 1..).unwrap_or_default();
        let ends = |byte: &u8| b",:}] \t\r\n".contains(byte);
        self.at = start + 1 + rest.iter().position(ends).unwrap_or(rest.len());
        start..self.at
    }
}
