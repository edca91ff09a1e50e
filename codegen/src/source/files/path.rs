//! From the text of a reference to a path in the folder of the root document (RFC 3986, sections 4.2 and 5.2).

/// Why a text is no such path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// Another scheme or another host.
    Remote,
    /// From the root of the file system.
    Absolute,
    /// More `..` than folders.
    Outside,
    /// Characters that have no place in a file's name.
    NoName,
}

/// The path of what a file refers to. Both are paths in the folder; the text may be percent-encoded.
pub(super) fn resolve(from: &str, text: &str) -> Result<String, Refused> {
    match scheme(text) {
        // A letter is a drive.
        Some(scheme) if scheme.len() == 1 || scheme.eq_ignore_ascii_case("file") => {
            return Err(Refused::Absolute);
        }
        Some(_) => return Err(Refused::Remote),
        None if text.starts_with("//") => return Err(Refused::Remote),
        None => {}
    }
    // Many documents don't encode what they should, so that a `%` may mean itself.
    let decoded = percent_decoded(text).unwrap_or_else(|| text.to_owned());
    if decoded.starts_with('/') {
        return Err(Refused::Absolute);
    }
    // A line break would end the line that tells Cargo of the path; a backslash separates parts on some systems only.
    if decoded.contains(|c: char| c.is_control() || c == '\\') {
        return Err(Refused::NoName);
    }
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    parts(folder, &decoded)
}

/// A path from a folder, without `.` and `..`.
pub(crate) fn parts(folder: &str, path: &str) -> Result<String, Refused> {
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop().ok_or(Refused::Outside)?;
            }
            part => parts.push(part),
        }
    }
    Ok(parts.join("/"))
}

/// What stands before the first `:`, where that is the name of a scheme.
pub(crate) fn scheme(text: &str) -> Option<&str> {
    let (scheme, _) = text.split_once(':')?;
    let is_name = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    is_name.then_some(scheme)
}

/// Decodes a part of a URI (RFC 3986, section 2.1); none if it isn't encoded well.
pub(crate) fn percent_decoded(text: &str) -> Option<String> {
    if !text.contains('%') {
        return Some(text.to_owned());
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => 16 * hex(rest.next()?)? + hex(rest.next()?)?,
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::{Refused, resolve};

    #[test]
    fn a_path_is_relative_to_the_file_that_refers() {
        for (from, text, path) in [
            ("api.yaml", "pet.yaml", "pet.yaml"),
            ("api.yaml", "./schemas//pet.yaml", "schemas/pet.yaml"),
            ("schemas/pet.yaml", "owner.yaml", "schemas/owner.yaml"),
            ("schemas/pet.yaml", "../common.json", "common.json"),
            ("a/b/c.yaml", "../../d/./e.yaml", "d/e.yaml"),
            ("a/b.yaml", "../a/../b.yaml", "b.yaml"),
            ("api.yaml", "a%20pet.yaml", "a pet.yaml"),
            ("api.yaml", "100%.yaml", "100%.yaml"),
            ("api.yaml", "%C3%A9.yaml", "é.yaml"),
            ("api.yaml", "a b:c.yaml", "a b:c.yaml"),
        ] {
            assert_eq!(resolve(from, text).as_deref(), Ok(path), "{from} {text}");
        }
    }

    #[test]
    fn what_is_no_path_in_the_folder() {
        for (text, refused) in [
            ("https://example.com/pet.yaml", Refused::Remote),
            ("HTTP://example.com/pet.yaml", Refused::Remote),
            ("//example.com/pet.yaml", Refused::Remote),
            ("urn:pet", Refused::Remote),
            ("file:///etc/passwd", Refused::Absolute),
            ("FILE:pet.yaml", Refused::Absolute),
            ("C:/pet.yaml", Refused::Absolute),
            ("/etc/passwd", Refused::Absolute),
            ("%2Fetc/passwd", Refused::Absolute),
            ("../pet.yaml", Refused::Outside),
            ("a/../../pet.yaml", Refused::Outside),
            ("..%2f..%2fpet.yaml", Refused::Outside),
            ("pet%00.yaml", Refused::NoName),
            ("pet\0.yaml", Refused::NoName),
            ("pet%0Acargo::rustc-cfg=a", Refused::NoName),
            ("..\\pet.yaml", Refused::NoName),
        ] {
            assert_eq!(resolve("api.yaml", text), Err(refused), "{text}");
        }
    }
}
