//! A digest of texts that is the same on every machine: FNV-1a of 64 bits. It finds changes, and no forgeries.

use std::fmt;

/// The digest of a sequence of texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digest(u64);

impl Digest {
    /// Returns the digest of no text.
    pub const fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// Adds a text. What one text ends with and the next begins with makes a difference.
    pub fn add(&mut self, text: &[u8]) {
        let length = u64::try_from(text.len()).unwrap_or(u64::MAX).to_le_bytes();
        for byte in length.iter().chain(text) {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    /// Reads a digest as it is shown.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        digits.then(|| u64::from_str_radix(text, 16).ok().map(Self))?
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digest(texts: &[&str]) -> Digest {
        let mut digest = Digest::new();
        texts.iter().for_each(|text| digest.add(text.as_bytes()));
        digest
    }

    #[test]
    fn texts_are_told_apart() {
        let all = [&["ab", "c"][..], &["a", "bc"], &["abc"], &["abc", ""], &[]];
        for (index, one) in all.iter().enumerate() {
            for other in &all[index + 1..] {
                assert_ne!(digest(one), digest(other), "{one:?} {other:?}");
            }
        }
    }

    #[test]
    fn what_is_shown_is_read() {
        let one = digest(&["a"]);
        assert_eq!(Digest::parse(&one.to_string()), Some(one));
        for text in [
            "",
            "+123456789abcdef",
            "0123456789abcde",
            "0123456789abcdefa",
        ] {
            assert_eq!(Digest::parse(text), None, "{text}");
        }
    }
}
