//! The members of a block mapping behind a place that the outline's parser refuses.
//!
//! The reader of the values is more lenient: it lets text in quotes and in brackets go on without an indentation. The
//! members behind it are found by their lines, which begin at the column of the first member.

use std::collections::HashSet;

/// Returns the lines that may be members of a mapping, each with its name, where it is spelled plainly. They stand
/// behind the member that begins at `last`, and have the column of the one that begins at `first`.
pub(super) fn members<'t>(
    text: &'t str,
    first: usize,
    last: usize,
    names: &HashSet<&str>,
) -> Vec<(Option<&'t str>, usize)> {
    let before = text.get(..first).unwrap_or_default();
    let column = first - before.rfind('\n').map_or(0, |end| end + 1);
    let mut found = Vec::new();
    let mut start = last;
    let lines = text.get(last..).unwrap_or_default().split_inclusive('\n');
    for (index, line) in lines.enumerate() {
        let at = start;
        start += line.len();
        let inside = line.trim_start_matches(' ');
        let is_blank = inside.trim().is_empty() || inside.starts_with('#');
        // The first part is the rest of a line.
        if index == 0 || is_blank {
            continue;
        }
        let indent = line.len() - inside.len();
        if indent < column {
            break;
        }
        match key(inside) {
            _ if indent > column => {}
            Key::Name(name) if names.contains(name) => found.push((Some(name), at)),
            Key::Other => found.push((None, at)),
            Key::Name(_) | Key::None => {}
        }
    }
    found
}

/// What a line begins with.
enum Key<'t> {
    /// A name that is plain, or in quotes without escapes.
    Name(&'t str),
    /// What may be a name in another spelling.
    Other,
    None,
}

fn key(line: &str) -> Key<'_> {
    let mut characters = line.chars();
    let (name, rest) = match characters.next() {
        Some('?' | '&' | '*' | '!') => return Key::Other,
        Some(quote @ ('"' | '\'')) => match characters.as_str().split_once(quote) {
            Some((name, rest)) if name.contains('\\') || rest.starts_with(quote) => {
                return Key::Other;
            }
            Some(split) => split,
            None => return Key::None,
        },
        _ => {
            let end = line.trim_end().strip_suffix(':').map(str::len);
            let end = line.find(": ").or(end).unwrap_or(line.len());
            line.split_at_checked(end).unwrap_or_default()
        }
    };
    match rest.trim_start().starts_with(':') {
        true => Key::Name(name.trim_end()),
        false => Key::None,
    }
}
