//! A scope: assigns each request a name of its own.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::name::Name;

use super::spelling::{
    apart_from_paths, ident, ident_text, is_path_keyword, normal, snake, spell_all_symbols,
    upper_camel,
};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::ir::Origin;
use crate::source::tree::{NodeId, Tree};

/// Separates the segments of a raw name. It isn't spelled.
pub(super) const JOINT: &str = "\u{1f}";

/// The longest name in bytes: rustdoc names files after items, and file systems allow 255.
const LONGEST: usize = 160;

/// A request for a name.
#[derive(Clone, Debug)]
pub(super) struct NameRequest {
    /// The identifier, before keywords are escaped.
    pub(super) spelled: String,
    /// The document's spelling, which tells requests apart.
    pub(super) raw: String,
    /// A word for what it is, which may tell it from another of its name.
    pub(super) kind: Option<&'static str>,
    pub(super) at: NodeId,
    /// The identifier that a setting or the document asks for.
    pub(super) name_override: Option<String>,
}

/// Returns the request of an item. A name override applies where its case fits: one place may be a field and the type of
/// its value, and each has a name.
pub(super) fn name_request(origin: &Origin, spell: fn(&[String]) -> String) -> NameRequest {
    let spelled = spell(&origin.segments);
    let is_upper = |name: &str| name.starts_with(char::is_uppercase);
    let fits = |name_override: &String| {
        is_upper(name_override) == is_upper(&spelled) || !ident_text(name_override)
    };
    // Keywords become raw later.
    let name_override = |name_override: &String| {
        normal(name_override.strip_prefix("r#").unwrap_or(name_override)).into_owned()
    };
    NameRequest {
        name_override: origin
            .name_override
            .as_ref()
            .map(name_override)
            .filter(fits),
        spelled,
        raw: origin.segments.join(JOINT),
        kind: (origin.segments.len() > 1).then_some("inline"),
        at: origin.at,
    }
}

/// The names requested in one scope.
pub(super) struct Scope<'a> {
    what: Cow<'static, str>,
    is_reserved: fn(&str) -> bool,
    /// The suffix of a name that is reserved.
    suffix: &'static str,
    requests: Vec<NameRequest>,
    /// The document, if the names come from all over it.
    tree: Option<&'a Tree>,
}

impl<'a> Scope<'a> {
    pub(super) fn new(
        what: impl Into<Cow<'static, str>>,
        is_reserved: fn(&str) -> bool,
        suffix: &'static str,
    ) -> Self {
        Self {
            what: what.into(),
            is_reserved,
            suffix,
            requests: Vec::new(),
            tree: None,
        }
    }

    /// Tells requests of the same segments apart by their place, not by their order.
    pub(super) const fn all_over(mut self, tree: &'a Tree) -> Self {
        self.tree = Some(tree);
        self
    }

    pub(super) fn request(&mut self, request: NameRequest) {
        self.requests.push(request);
    }

    /// Returns an identifier per request, in their order.
    pub(super) fn assign(self, diagnostics: &mut Diagnostics) -> Vec<Name> {
        let spelled: Vec<String> = self
            .requests
            .iter()
            .map(|request| self.spell(request, diagnostics))
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

    fn spell(&self, request: &NameRequest, diagnostics: &mut Diagnostics) -> String {
        let spelled = self.spelled(request, diagnostics);
        apart_from_paths(match request.name_override {
            Some(_) => spelled,
            None => bounded(spelled, &request.raw),
        })
    }

    fn spelled(&self, request: &NameRequest, diagnostics: &mut Diagnostics) -> String {
        if let Some(name_override) = &request.name_override {
            if ident_text(name_override) && !(self.is_reserved)(name_override) {
                return name_override.clone();
            }
            let message = format!(
                "`{}` can't be a name in {}",
                name_override.escape_debug(),
                self.what
            );
            let help = "give an identifier that is neither a keyword nor used by the crate itself";
            diagnostics
                .push(Diagnostic::error("name", Place::Value(request.at), message).help(help));
        }
        if !(self.is_reserved)(&request.spelled) {
            return request.spelled.clone();
        }
        if self.suffix.starts_with(char::is_lowercase) {
            format!("{}_{}", request.spelled, self.suffix)
        } else {
            format!("{}{}", request.spelled, self.suffix)
        }
    }

    /// Settles requests for the same name. The one that spells it exactly so keeps it, or else the first by spelling. The
    /// others are told apart by what is their own.
    fn settle(
        &self,
        members: &[usize],
        spelled: &[String],
        taken: &mut BTreeSet<String>,
        given: &mut BTreeMap<usize, String>,
        diagnostics: &mut Diagnostics,
    ) {
        let mut members: Vec<(usize, &NameRequest, &String)> = members
            .iter()
            .filter_map(|index| Some((*index, self.requests.get(*index)?, spelled.get(*index)?)))
            .collect();
        members.sort_by_cached_key(|(_, request, spelled)| {
            (
                request.name_override.as_ref() != Some(*spelled),
                request.raw != **spelled,
                request.raw.matches(JOINT).count(),
                &request.raw,
                self.tree.map(|tree| tree.pointer(request.at)),
                request.at,
            )
        });
        let Some(((_, first, _), others)) = members.split_first() else {
            return;
        };
        // Equal requests try the same names: the next one skips those that were taken before.
        let mut tried: Option<(&NameRequest, usize)> = None;
        for (index, request, spelled) in others {
            let same = |(before, _): &(&NameRequest, usize)| {
                before.raw == request.raw && before.kind == request.kind
            };
            let skipped = tried.filter(same).map_or(0, |(_, count)| count);
            let is_free = |name: &str| {
                !taken.contains(name) && !(self.is_reserved)(name) && !is_path_keyword(name)
            };
            let (count, name) = apart(request, spelled, skipped, is_free);
            tried = Some((request, count));
            let shown = ident(&name);
            let message = format!(
                "two names in {} are spelled `{spelled}`; this one becomes `{shown}`",
                self.what
            );
            let diagnostic =
                Diagnostic::warning("name-collision", Place::Value(request.at), message)
                    .related(
                        Place::Value(first.at),
                        format!("this one keeps `{spelled}`"),
                    )
                    .help("rename one of them, or name one: a schema by `x-bindgen-name`, anything by `Builder::rename` or `--rename`");
            diagnostics.push(diagnostic);
            taken.insert(name.clone());
            given.insert(*index, name);
        }
    }
}

/// Returns a name, or the start of a long one with a digest of the whole.
pub(super) fn bounded(spelled: String, raw: &str) -> String {
    if spelled.len() <= LONGEST {
        return spelled;
    }
    let mut end = LONGEST;
    while !spelled.is_char_boundary(end) {
        end -= 1;
    }
    let start = spelled.get(..end).unwrap_or_default();
    with_suffix(start, &format!("x{:08x}", digest(raw, 0)))
}

/// Appends a suffix in the case of the name.
fn with_suffix(spelled: &str, suffix: &str) -> String {
    if spelled.starts_with(char::is_uppercase) {
        format!("{spelled}{}", upper_camel(&[suffix.to_owned()]))
    } else {
        format!("{}_{suffix}", spelled.trim_end_matches('_'))
    }
}

/// Returns a free name made of what is the item's own: its kind, its symbols, its case, or else a digest. Returns it with
/// the number of names tried.
fn apart(
    request: &NameRequest,
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
    let kind = request.kind.map(with);
    // Each symbol becomes a word, which makes a long text far longer.
    let is_short = request.raw.len() <= LONGEST;
    let with_symbols = is_short.then(|| {
        let signs = spell(spell_all_symbols(&request.raw.replace(['_', ' '], JOINT)));
        [signs, spell(spell_all_symbols(&request.raw))]
    });
    let with_symbols = with_symbols.into_iter().flatten();
    let case = letter_case(&request.raw).map(with);
    let spoken: Vec<String> = kind
        .into_iter()
        .chain(case)
        .chain(with_symbols.filter(|name| name.len() <= LONGEST))
        .collect();
    let candidate = |place: usize| match spoken.get(place) {
        Some(spoken) => spoken.clone(),
        None => with(&suffix(&request.raw, place - spoken.len())),
    };
    (skipped..)
        .map(|place| (place + 1, candidate(place)))
        .find(|(_, name)| is_free(name))
        .unwrap_or_else(|| (skipped, spelled.to_owned()))
}

/// Returns a suffix of a digest. Four digits are legible; a scope with thousands of collisions needs more.
fn suffix(raw: &str, round: usize) -> String {
    let digest = digest(raw, u32::try_from(round).unwrap_or(u32::MAX));
    if round < 8 {
        format!("x{:04x}", (digest >> 16) ^ (digest & 0xffff))
    } else {
        format!("x{digest:08x}")
    }
}

/// Returns a name for the case of a word without symbols.
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

/// Hashes by FNV-1a, which is the same on every machine.
pub(crate) fn digest(text: &str, round: u32) -> u32 {
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
