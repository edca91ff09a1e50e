//! What JSON expects at a place, by the text before it.

/// What is expected next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expected {
    /// The name of a member, or the end of the object.
    Key,
    /// The `:` after a name.
    Colon,
    /// A value.
    Value,
    /// A comma, or the end of the object or array.
    Comma,
    /// Nothing: the value of the text is complete.
    End,
    /// More of `true`, `false` or `null`.
    RestOfWord,
}

/// The state of a JSON text at a place. The text before the place is taken to be JSON.
#[derive(Clone, Debug)]
pub(super) struct Scan {
    pub(super) expected: Expected,
    /// The open brackets.
    pub(super) open: Vec<u8>,
    pub(super) is_in_string: bool,
    /// Whether a comma is what stands before.
    pub(super) is_after_comma: bool,
}

impl Scan {
    /// Scans a text up to a byte.
    pub(super) fn of(text: &str, end: usize) -> Self {
        let mut scan = Self {
            expected: Expected::Value,
            open: Vec::new(),
            is_in_string: false,
            is_after_comma: false,
        };
        let mut bytes = text.bytes().take(end);
        while let Some(byte) = bytes.next() {
            match byte {
                b'\\' if scan.is_in_string => {
                    bytes.next();
                }
                b'"' if scan.is_in_string => {
                    scan.is_in_string = false;
                    scan.after_string();
                }
                _ if scan.is_in_string => {}
                _ => scan.take(byte),
            }
        }
        scan
    }

    /// Takes a byte that is outside of strings.
    fn take(&mut self, byte: u8) {
        if matches!(byte, b' ' | b'\t' | b'\r' | b'\n') {
            if self.expected == Expected::RestOfWord {
                self.after_value();
            }
            return;
        }
        self.is_after_comma = byte == b',';
        match byte {
            b'"' => self.is_in_string = true,
            b'{' => {
                self.open.push(byte);
                self.expected = Expected::Key;
            }
            b'[' => {
                self.open.push(byte);
                self.expected = Expected::Value;
            }
            b'}' | b']' => {
                self.open.pop();
                self.after_value();
            }
            b':' => self.expected = Expected::Value,
            b',' => {
                self.expected = match self.open.last() {
                    Some(b'{') => Expected::Key,
                    _ => Expected::Value,
                }
            }
            b'a'..=b'z' if self.expected != Expected::Comma => self.expected = Expected::RestOfWord,
            _ => self.after_value(),
        }
    }

    fn after_string(&mut self) {
        match self.expected {
            Expected::Key => self.expected = Expected::Colon,
            _ => self.after_value(),
        }
    }

    fn after_value(&mut self) {
        self.expected = match self.open.is_empty() {
            true => Expected::End,
            false => Expected::Comma,
        };
    }
}
