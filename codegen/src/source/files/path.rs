//! From the text of a reference to a path in the folder of the root document (RFC 3986, sections 4.2 and 5.2).

use percent_encoding::percent_decode_str;

use crate::source::file_error::FileError;

/// Returns the path that a reference in a file leads to. Both are paths in the folder; the reference may be
/// percent-encoded.
pub(super) fn resolve(from: &str, reference: &str) -> Result<String, FileError> {
    match scheme(reference) {
        // A letter is a drive.
        Some(scheme) if scheme.len() == 1 || scheme.eq_ignore_ascii_case("file") => {
            return Err(FileError::Absolute);
        }
        Some(_) => return Err(FileError::Remote),
        None if reference.starts_with("//") => return Err(FileError::Remote),
        None => {}
    }
    // Many documents don't encode what they should, so that a `%` may mean itself.
    let decoded = percent_decoded(reference).unwrap_or_else(|| reference.to_owned());
    if decoded.starts_with('/') {
        return Err(FileError::Absolute);
    }
    // A line break would end the line that names the path to Cargo; a backslash separates parts on some systems only.
    if decoded.contains(|c: char| c.is_control() || c == '\\') {
        return Err(FileError::InvalidPath);
    }
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    parts(folder, &decoded)
}

/// Returns a path from a folder, without `.` and `..`.
pub(crate) fn parts(folder: &str, path: &str) -> Result<String, FileError> {
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop().ok_or(FileError::Outside)?;
            }
            part => parts.push(part),
        }
    }
    Ok(parts.join("/"))
}

/// Returns the scheme of a URI: what stands before the first `:`, where that is a name.
pub(crate) fn scheme(text: &str) -> Option<&str> {
    let (scheme, _) = text.split_once(':')?;
    let is_name = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    is_name.then_some(scheme)
}

/// Returns the part of a reference before its `#`: the file.
pub(crate) fn file_part(target: &str) -> &str {
    target.split('#').next().unwrap_or_default()
}

/// Returns whether a name is that of a file whose values can be read.
pub(crate) fn is_data(path: &str) -> bool {
    [".json", ".yaml", ".yml"]
        .iter()
        .any(|extension| path.ends_with(extension))
}

/// Decodes a part of a URI (RFC 3986, section 2.1). One that isn't well encoded has no meaning.
pub(crate) fn percent_decoded(text: &str) -> Option<String> {
    let is_octet = |after: &str| {
        let mut digits = after.bytes();
        let mut is_digit = || digits.next().is_some_and(|digit| digit.is_ascii_hexdigit());
        is_digit() && is_digit()
    };
    // The crate takes a `%` for itself where no two digits follow.
    if !text.split('%').skip(1).all(is_octet) {
        return None;
    }
    let decoded = percent_decode_str(text).decode_utf8().ok()?;
    Some(decoded.into_owned())
}

#[cfg(test)]
mod tests {
    use super::{percent_decoded, resolve};
    use crate::source::file_error::FileError;

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
            ("https://example.com/pet.yaml", FileError::Remote),
            ("HTTP://example.com/pet.yaml", FileError::Remote),
            ("//example.com/pet.yaml", FileError::Remote),
            ("urn:pet", FileError::Remote),
            ("file:///etc/passwd", FileError::Absolute),
            ("FILE:pet.yaml", FileError::Absolute),
            ("C:/pet.yaml", FileError::Absolute),
            ("/etc/passwd", FileError::Absolute),
            ("%2Fetc/passwd", FileError::Absolute),
            ("../pet.yaml", FileError::Outside),
            ("a/../../pet.yaml", FileError::Outside),
            ("..%2f..%2fpet.yaml", FileError::Outside),
            ("pet%00.yaml", FileError::InvalidPath),
            ("pet\0.yaml", FileError::InvalidPath),
            ("pet%0Acargo::rustc-cfg=a", FileError::InvalidPath),
            ("..\\pet.yaml", FileError::InvalidPath),
        ] {
            assert_eq!(resolve("api.yaml", text), Err(refused), "{text}");
        }
    }

    #[test]
    fn what_is_badly_encoded_has_no_meaning() {
        for (text, decoded) in [
            ("", Some("")),
            ("a%20b", Some("a b")),
            ("%c3%A9", Some("é")),
            ("%2525", Some("%25")),
            ("100%", None),
            ("%4", None),
            ("%+1", None),
            ("%%20", None),
            ("%é", None),
            ("%C3", None),
        ] {
            assert_eq!(percent_decoded(text).as_deref(), decoded, "{text}");
        }
    }
}
