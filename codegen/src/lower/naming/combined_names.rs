//! Names of variants that are several alternatives at once: by the names of these, or else by members that only one of
//! them has.

use super::VariantNames;
use crate::lower::facts::{OpenObject, open_object};
use crate::openapi::model::SchemaId;

/// How many letters a name has at most.
const LONGEST: usize = 40;

/// What the objects of several alternatives are inside of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Inside {
    Nothing,
    List,
    Map,
}

impl Inside {
    /// Returns the start of a name of what holds objects.
    const fn of(self) -> &'static str {
        match self {
            Self::Nothing => "",
            Self::List => "list of ",
            Self::Map => "map of ",
        }
    }

    /// Returns the name where nothing short tells the alternatives apart.
    const fn combined(self) -> &'static str {
        match self {
            Self::Nothing => "combined",
            Self::List => "combined list",
            Self::Map => "combined map",
        }
    }
}

impl VariantNames<'_> {
    /// Returns the name of the variant that is several others at once. `elements` are the objects inside of the variants.
    pub(crate) fn of_several(
        &self,
        inside: Inside,
        variants: &[SchemaId],
        elements: &[SchemaId],
    ) -> String {
        let has_name = |id: &SchemaId| self.own(*id).is_some();
        let name = match inside != Inside::Nothing && !variants.iter().any(has_name) {
            true => self.several(elements, inside.of()),
            false => self.several(variants, ""),
        };
        name.unwrap_or_else(|| inside.combined().to_owned())
    }

    /// Returns the names of alternatives, and members of those that have none; none where that is long.
    fn several(&self, ids: &[SchemaId], start: &str) -> Option<String> {
        let (named, unnamed): (Vec<SchemaId>, Vec<SchemaId>) =
            ids.iter().partition(|id| self.own(**id).is_some());
        let names: Vec<String> = named.iter().filter_map(|id| self.own(*id)).collect();
        let members = match unnamed.is_empty() {
            true => Vec::new(),
            false => self.members_of_one(ids, &unnamed)?,
        };
        let whole: Vec<Vec<String>> = names.iter().map(|name| words(name)).collect();
        let lists = [whole.clone(), without_common(&whole)];
        let names = lists.into_iter().filter(|names| are_distinct(names));
        let mut names = names.map(|names| joined(start, &names, &members));
        names.find(|name| letters(name) <= LONGEST)
    }

    /// Returns a member of each of some alternatives that no other alternative has, a required one if there is one.
    fn members_of_one(&self, ids: &[SchemaId], unnamed: &[SchemaId]) -> Option<Vec<String>> {
        let open = |id: &SchemaId| Some((*id, open_object(self.facts, *id)?));
        let objects: Vec<(SchemaId, OpenObject<'_>)> =
            ids.iter().map(open).collect::<Option<_>>()?;
        let wanted = objects.iter().filter(|(id, _)| unnamed.contains(id));
        let members = wanted.map(|(id, object)| {
            let is_own = |name: &&&str| {
                let mut others = objects.iter().filter(|(other, _)| other != id);
                others.all(|(_, other)| !other.properties.contains_key(**name))
            };
            let required = object.required.iter();
            let first = required.chain(object.properties.keys()).find(is_own);
            first.map(|name| (*name).to_owned())
        });
        let mut members: Vec<String> = members.collect::<Option<_>>()?;
        // The order of alternatives means nothing.
        members.sort();
        Some(members)
    }
}

fn joined(start: &str, names: &[Vec<String>], members: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|words| words.join(" ")).collect();
    let parts = [
        names.join(" and "),
        match members.is_empty() {
            true => String::new(),
            false => format!("with {}", members.join(" and ")),
        },
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{start}{}", parts.join(" "))
}

fn are_distinct(names: &[Vec<String>]) -> bool {
    let mut sorted: Vec<&Vec<String>> = names.iter().collect();
    sorted.sort();
    sorted.windows(2).all(|pair| match pair {
        [one, other] => one != other,
        _ => true,
    })
}

/// Takes the words that all names begin with and end with away, unless nothing is left of one.
fn without_common(names: &[Vec<String>]) -> Vec<Vec<String>> {
    let Some((first, others)) = names.split_first().filter(|(_, others)| !others.is_empty()) else {
        return names.to_vec();
    };
    let shortest = names.iter().map(Vec::len).min().unwrap_or_default();
    let is_common = |index: &usize| {
        others
            .iter()
            .all(|other| other.get(*index) == first.get(*index))
    };
    let start = (0..shortest).take_while(is_common).count();
    let from_end = |words: &[String], index: usize| words.iter().rev().nth(index).cloned();
    let ends_alike = |index: &usize| {
        others
            .iter()
            .all(|other| from_end(other, *index) == from_end(first, *index))
    };
    let end = (0..shortest.saturating_sub(start))
        .take_while(ends_alike)
        .count();
    if start + end >= shortest {
        return names.to_vec();
    }
    let names = names.iter();
    names
        .map(|words| {
            let kept = words.len().saturating_sub(start + end);
            words.iter().skip(start).take(kept).cloned().collect()
        })
        .collect()
}

/// Splits a name where a capital letter begins a word, and at what is neither letter nor digit.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut letters = name.chars().peekable();
    let mut last = ' ';
    while let Some(letter) = letters.next() {
        // The last capital of several belongs to the small letter behind it.
        let is_last = letters.peek().is_some_and(|next| next.is_lowercase());
        let is_start =
            letter.is_uppercase() && (!last.is_uppercase() || is_last) || !last.is_alphanumeric();
        if is_start && words.last().is_some_and(|word| !word.is_empty()) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| letter.is_alphanumeric()) {
            word.push(letter);
        }
        last = letter;
    }
    words.retain(|word| !word.is_empty());
    words
}

fn letters(name: &str) -> usize {
    name.chars()
        .filter(|letter| letter.is_alphanumeric())
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn short(names: &[&str]) -> String {
        let names: Vec<Vec<String>> = names.iter().map(|name| words(name)).collect();
        joined("", &without_common(&names), &[])
    }

    #[test]
    fn words_that_all_names_have_are_left_out() {
        let cases: [(&[&str], &str); 5] = [
            (
                &["UpdateGroupDMRequest", "UpdateThreadRequest"],
                "Group DM and Thread",
            ),
            (
                &["issue_event", "issue-event-label"],
                "issue event and issue event label",
            ),
            (&["A", "B"], "A and B"),
            (&["TextA", "Text"], "Text A and Text"),
            (&["Only"], "Only"),
        ];
        for (names, expected) in cases {
            assert_eq!(short(names), expected, "{names:?}");
        }
    }
}
