//! Acronyms in names, before they are split into words.

use std::borrow::Cow;

/// Keeps the plural of an acronym (`IPs`) and `OAuth` one word each.
pub(crate) fn one_word_each(text: &str) -> Cow<'_, str> {
    let chars: Vec<char> = text.chars().collect();
    let is_end = |at: usize| chars.get(at).is_none_or(|c| !c.is_ascii_lowercase());
    let capitals = |at: usize| {
        let before = chars.get(..at).unwrap_or_default().iter().rev();
        before.take_while(|c| c.is_ascii_uppercase()).count()
    };
    let is_plural = |at: usize, c: char| c == 's' && is_end(at + 1) && capitals(at) > 1;
    let has_plural = || chars.iter().enumerate().any(|(at, c)| is_plural(at, *c));
    if !text.contains("OAuth") && !has_plural() {
        return Cow::Borrowed(text);
    }
    let spelled = chars.iter().enumerate();
    let spelled: String = spelled
        .map(|(at, c)| if is_plural(at, *c) { 'S' } else { *c })
        .collect();
    Cow::Owned(spelled.replace("OAuth", "Oauth"))
}
