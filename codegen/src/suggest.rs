//! Suggestions: the name that a misspelt one was most likely to be.

/// The longest word that suggestions are made for.
const LONGEST: usize = 64;

/// Returns the name closest to a word, if one is close enough to be suggested.
pub(crate) fn closest<'n>(word: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    if word.len() > LONGEST {
        return None;
    }
    let word = word.to_ascii_lowercase();
    let distance = |name: &str| strsim::osa_distance(&word, &name.to_ascii_lowercase());
    names
        .map(|name| (distance(name), name))
        .filter(|(distance, name)| *distance <= name.len() / 3)
        .min()
        .map(|(_, name)| name)
}

/// Returns whether a word is another one but for its case and one letter that is wrong, missing, superfluous or swapped
/// with its neighbour.
pub(crate) fn is_slip(word: &str, other: &str) -> bool {
    if word == other || word.len().abs_diff(other.len()) > 1 || word.len() > LONGEST {
        return false;
    }
    strsim::osa_distance(&word.to_ascii_lowercase(), &other.to_ascii_lowercase()) <= 1
}
