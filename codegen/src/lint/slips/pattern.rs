//! Patterns whose brackets don't match: these are no regular expressions in any dialect.

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::openapi::model::{Resolved, Schema};
use crate::source::tree::Tree;

/// Warns about the patterns of a schema that are no regular expressions.
pub(super) fn patterns(
    tree: &Tree,
    resolved: &Resolved,
    schema: &Schema,
    diagnostics: &mut Diagnostics,
) {
    let at = tree.get(schema.at, "pattern").unwrap_or(schema.at);
    let own = schema.limits.pattern.as_deref();
    let own = own.map(|pattern| (pattern, Place::Value(at)));
    let of_properties = schema.pattern_properties.iter();
    let of_properties =
        of_properties.map(|(name, id)| (name.as_str(), Place::Key(resolved.schema(*id).at)));
    for (_, place) in own
        .into_iter()
        .chain(of_properties)
        .filter(|(pattern, _)| !is_balanced(pattern))
    {
        let message = "this is not a regular expression: a bracket or a backslash is left open";
        let warning = Diagnostic::warning("pattern", place, message).label("not a pattern");
        diagnostics.push(warning.help("close the bracket, or put a backslash before it"));
    }
}

/// Returns whether the brackets of a regular expression match.
fn is_balanced(pattern: &str) -> bool {
    let (mut open, mut in_class) = (0_usize, false);
    let mut characters = pattern.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' if characters.next().is_none() => return false,
            '[' if !in_class => {
                in_class = true;
                // The first `]` of a class may mean itself.
                let rest = characters.as_str();
                let rest = rest.strip_prefix('^').unwrap_or(rest);
                characters = rest
                    .strip_prefix(']')
                    .filter(|rest| rest.contains(']'))
                    .unwrap_or(rest)
                    .chars();
            }
            ']' if in_class => in_class = false,
            '(' if !in_class => open += 1,
            ')' if !in_class => match open.checked_sub(1) {
                Some(less) => open = less,
                None => return false,
            },
            _ => {}
        }
    }
    open == 0 && !in_class
}

#[cfg(test)]
mod tests {
    use super::is_balanced;

    #[test]
    fn brackets_of_patterns_match() {
        for pattern in [
            "",
            "^[a-z]+$",
            "(a|b)*",
            r"\[",
            r"\(",
            "[(]",
            "[]a]",
            "[^]]",
            r"[\]]",
            "[[:alpha:]]",
            "a{2}",
        ] {
            assert!(is_balanced(pattern), "{pattern}");
        }
        for pattern in ["[", "(a", "a)", "\\", "[a", "(()"] {
            assert!(!is_balanced(pattern), "{pattern}");
        }
    }
}
