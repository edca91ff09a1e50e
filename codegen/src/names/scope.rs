//! One scope: who gets which name, and who has to give way.

use std::collections::{BTreeMap, BTreeSet};

use super::name::Name;

use super::spelling::{
    apart_from_paths, ident, ident_text, is_path_keyword, signs_spoken, snake, upper_camel,
};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::source::tree::{NodeId, Tree};

/// Between the words of a raw name: it separates them and is not spoken.
pub(super) const JOINT: &str = "\u{1f}";

/// More bytes than this make no name: rustdoc names files after items, and file systems allow 255.
const LONGEST: usize = 160;

/// A name somebody wants.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    /// As an identifier, before keywords are escaped.
    pub(super) spelled: String,
    /// As the document has it: what tells it apart.
    pub(super) raw: String,
    /// A word for what it is, where that may tell it from another of its name.
    pub(super) kind: Option<&'static str>,
    pub(super) at: NodeId,
    /// The identifier that the author asked for.
    pub(super) wish: Option<String>,
}

/// The names wanted in one scope.
pub(super) struct Scope<'a> {
    what: &'static str,
    is_reserved: fn(&str) -> bool,
    /// Added to a name that the scope keeps for itself.
    suffix: &'static str,
    wanted: Vec<Wanted>,
    /// The document, where names of the scope come from all over it.
    tree: Option<&'a Tree>,
}

impl<'a> Scope<'a> {
    pub(super) fn new(
        what: &'static str,
        is_reserved: fn(&str) -> bool,
        suffix: &'static str,
    ) -> Self {
        Self {
            what,
            is_reserved,
            suffix,
            wanted: Vec::new(),
            tree: None,
        }
    }

    /// Lets those of the same words be told apart by where they stand, not by which comes first.
    pub(super) const fn all_over(mut self, tree: &'a Tree) -> Self {
        self.tree = Some(tree);
        self
    }

    pub(super) fn want(&mut self, wanted: Wanted) {
        self.wanted.push(wanted);
    }

    /// An identifier for each that was wanted, in their order.
    pub(super) fn assign(self, diagnostics: &mut Diagnostics) -> Vec<Name> {
        let spelled: Vec<String> = self
            .wanted
            .iter()
            .map(|wanted| self.spell(wanted, diagnostics))
            .collect();
        let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, spelled) in spelled.iter().enumerate() {
            groups.entry(spelled).or_default().push(index);
        }
        let mut taken: BTreeSet<String> = spelled.iter().cloned().collect();
        let mut given: BTreeMap<usize, String> = BTreeMap::new();
        for members in groups.values().filter(|members| members.len() > 1) {
            self.settle(members, &spelled, &mut taken, &mut given, diagnostics);
        }
        let names = spelled.iter().enumerate();
        names
            .map(|(index, spelled)| ident(given.get(&index).unwrap_or(spelled)))
            .collect()
    }

    fn spell(&self, wanted: &Wanted, diagnostics: &mut Diagnostics) -> String {
        let spelled = self.spelled(wanted, diagnostics);
        if spelled.len() > LONGEST && wanted.wish.is_none() {
            return shortened(&spelled, &wanted.raw);
        }
        apart_from_paths(spelled)
    }

    fn spelled(&self, wanted: &Wanted, diagnostics: &mut Diagnostics) -> String {
        if let Some(wish) = &wanted.wish {
            if ident_text(wish) && !(self.is_reserved)(wish) {
                return wish.clone();
            }
            let message = format!("`{}` can't be a name in {}", wish.escape_debug(), self.what);
            let help = "give an identifier that is neither a keyword nor used by the crate itself";
            diagnostics
                .push(Diagnostic::error("name", Place::Value(wanted.at), message).help(help));
        }
        if !(self.is_reserved)(&wanted.spelled) {
            return wanted.spelled.clone();
        }
        if self.suffix.starts_with(char::is_lowercase) {
            format!("{}_{}", wanted.spelled, self.suffix)
        } else {
            format!("{}{}", wanted.spelled, self.suffix)
        }
    }

    /// One of those who want the same name keeps it: whoever asked for it in so many letters, or else the first by
    /// spelling. The others are told apart by what is their own.
    fn settle(
        &self,
        members: &[usize],
        spelled: &[String],
        taken: &mut BTreeSet<String>,
        given: &mut BTreeMap<usize, String>,
        diagnostics: &mut Diagnostics,
    ) {
        let mut members: Vec<(usize, &Wanted, &String)> = members
            .iter()
            .filter_map(|index| Some((*index, self.wanted.get(*index)?, spelled.get(*index)?)))
            .collect();
        members.sort_by_cached_key(|(_, wanted, spelled)| {
            (
                wanted.wish.as_ref() != Some(*spelled),
                wanted.raw != **spelled,
                wanted.raw.matches(JOINT).count(),
                &wanted.raw,
                self.tree.map(|tree| tree.pointer(wanted.at)),
                wanted.at,
            )
        });
        let Some(((_, first, _), others)) = members.split_first() else {
            return;
        };
        // Those of one name try the same ways out: what the one before was refused, the next needn't ask for.
        let mut tried: Option<(&Wanted, usize)> = None;
        for (index, wanted, spelled) in others {
            let same = |(before, _): &(&Wanted, usize)| {
                before.raw == wanted.raw && before.kind == wanted.kind
            };
            let skipped = tried.filter(same).map_or(0, |(_, count)| count);
            let is_free = |name: &str| {
                !taken.contains(name) && !(self.is_reserved)(name) && !is_path_keyword(name)
            };
            let (count, name) = apart(wanted, spelled, skipped, is_free);
            tried = Some((wanted, count));
            let shown = ident(&name);
            let message = format!(
                "two names in {} are spelled `{spelled}`; this one becomes `{shown}`",
                self.what
            );
            let diagnostic =
                Diagnostic::warning("name-collision", Place::Value(wanted.at), message)
                    .related(
                        Place::Value(first.at),
                        format!("this one keeps `{spelled}`"),
                    )
                    .help("rename one of them, or name one: a schema by `x-bindgen-name`, anything by `Builder::name` or `--rename`");
            diagnostics.push(diagnostic);
            taken.insert(name.clone());
            given.insert(*index, name);
        }
    }
}

/// The start of a name, and a digest of what it is the name of.
fn shortened(spelled: &str, raw: &str) -> String {
    let mut end = LONGEST;
    while !spelled.is_char_boundary(end) {
        end -= 1;
    }
    let start = spelled.get(..end).unwrap_or_default();
    with_suffix(start, &format!("x{:08x}", digest(raw, 0)))
}

/// In the case of the name.
fn with_suffix(spelled: &str, suffix: &str) -> String {
    if spelled.starts_with(char::is_uppercase) {
        format!("{spelled}{}", upper_camel(&[suffix.to_owned()]))
    } else {
        format!("{}_{suffix}", spelled.trim_end_matches('_'))
    }
}

/// A free name made of what is the item's own: that it stands inside another, its signs, its case, or else a digest.
/// With it, how many ways there were up to it.
fn apart(
    wanted: &Wanted,
    spelled: &str,
    skipped: usize,
    is_free: impl Fn(&str) -> bool,
) -> (usize, String) {
    let is_type = spelled.starts_with(char::is_uppercase);
    let with = |suffix: &str| with_suffix(spelled, suffix);
    let spell = |text: String| {
        if is_type {
            upper_camel(&[text])
        } else {
            snake(&[text])
        }
    };
    let kind = wanted.kind.map(with);
    // Each sign makes a word: of a long text they would make a far longer name.
    let is_short = wanted.raw.len() <= LONGEST;
    let with_signs = is_short.then(|| {
        let signs = spell(signs_spoken(&wanted.raw.replace(['_', ' '], JOINT)));
        [signs, spell(signs_spoken(&wanted.raw))]
    });
    let with_signs = with_signs.into_iter().flatten();
    let case = letter_case(&wanted.raw).map(with);
    let spoken: Vec<String> = kind
        .into_iter()
        .chain(case)
        .chain(with_signs.filter(|name| name.len() <= LONGEST))
        .collect();
    let candidate = |place: usize| match spoken.get(place) {
        Some(spoken) => spoken.clone(),
        None => with(&suffix(&wanted.raw, place - spoken.len())),
    };
    (skipped..)
        .map(|place| (place + 1, candidate(place)))
        .find(|(_, name)| is_free(name))
        .unwrap_or_else(|| (skipped, spelled.to_owned()))
}

/// Four digits of a digest are legible; they are given up before a scope with thousands of collisions has used them up.
fn suffix(raw: &str, round: usize) -> String {
    let digest = digest(raw, u32::try_from(round).unwrap_or(u32::MAX));
    if round < 8 {
        format!("x{:04x}", (digest >> 16) ^ (digest & 0xffff))
    } else {
        format!("x{digest:08x}")
    }
}

/// The case of a word without signs.
fn letter_case(raw: &str) -> Option<&'static str> {
    if !raw.chars().all(char::is_alphanumeric) {
        return None;
    }
    let upper = raw.chars().filter(|c| c.is_uppercase()).count();
    match upper {
        0 => None,
        _ if upper == raw.chars().filter(|c| c.is_alphabetic()).count() => Some("upper"),
        _ if raw.starts_with(char::is_uppercase) => Some("capital"),
        _ => Some("mixed"),
    }
}

/// FNV-1a: the same on every machine.
fn digest(text: &str, round: u32) -> u32 {
    let bytes = text.bytes().chain(
        round
            .to_le_bytes()
            .into_iter()
            .take(usize::from(round != 0) * 4),
    );
    bytes.fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}
