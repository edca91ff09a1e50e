//! What the gate found, counted by cause.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::compare::Normalisation;

/// How many examples of one cause are shown.
const EXAMPLES: usize = 3;

/// What came of the values of one or all documents.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The document's file name.
    pub document: String,
    /// Why nothing was tried.
    pub skipped: Option<String>,
    /// Types whose values went through.
    pub types: usize,
    /// Types that don't go both ways, or for whose schemas no value could be made.
    pub untried: usize,
    /// Values that fit their schema, and how many of them came out as they went in.
    pub tried: usize,
    /// How many came out equal.
    pub equal: usize,
    /// How many came out normalised, by normalisation.
    pub normalised: BTreeMap<Normalisation, usize>,
    /// Values of unions whose variant was judged.
    pub variants: usize,
    /// Values that don't fit their schema, each by one fault.
    pub misses: usize,
    /// How many of them were refused.
    pub refused: usize,
    /// How many of them came out the same, as something unknown.
    pub unknown: usize,
    /// How many of them came out the same through a type that is wider than the schema.
    pub kept: usize,
    /// What came out otherwise, by cause: how often, and some examples.
    pub differences: BTreeMap<String, (usize, Vec<String>)>,
}

impl Report {
    /// Returns whether values were tried, and nothing came out otherwise.
    #[must_use]
    pub fn is_fine(&self) -> bool {
        self.skipped.is_none() && self.differences.is_empty()
    }

    pub(super) fn differs(&mut self, cause: String, example: impl FnOnce() -> String) {
        let (count, examples) = self.differences.entry(cause).or_default();
        *count += 1;
        // The shortest say the most.
        examples.push(example());
        examples.sort_by_key(String::len);
        examples.truncate(EXAMPLES);
    }

    /// Takes in what came of another document.
    pub fn add(&mut self, other: &Self) {
        self.types += other.types;
        self.untried += other.untried;
        self.tried += other.tried;
        self.equal += other.equal;
        self.variants += other.variants;
        self.misses += other.misses;
        self.refused += other.refused;
        self.unknown += other.unknown;
        self.kept += other.kept;
        for (normalisation, count) in &other.normalised {
            *self.normalised.entry(*normalisation).or_default() += count;
        }
        for (cause, (count, examples)) in &other.differences {
            let (all, shown) = self.differences.entry(cause.clone()).or_default();
            *all += count;
            shown.extend(examples.iter().cloned());
            shown.sort_by_key(String::len);
            shown.truncate(EXAMPLES * 2);
        }
    }

    fn different(&self) -> usize {
        self.differences.values().map(|(count, _)| count).sum()
    }
}

/// Returns the reports as a table, the sums, and the differences by cause.
#[must_use]
pub fn values_table(reports: &[Report]) -> String {
    let mut text = format!(
        "{:<42} {:>6} {:>7} {:>7} {:>7} {:>8} {:>8} {:>7} {:>8} {:>8} {:>6} {:>9}\n",
        "document",
        "types",
        "untried",
        "values",
        "equal",
        "normal",
        "variants",
        "misses",
        "refused",
        "unknown",
        "kept",
        "different"
    );
    let mut all = Report::default();
    for report in reports {
        all.add(report);
        match &report.skipped {
            Some(why) => drop(writeln!(text, "{:<42} not tried: {why}", report.document)),
            None => row(&mut text, &report.document, report),
        }
    }
    row(&mut text, "all", &all);
    for (normalisation, words) in Normalisation::ALL {
        if let Some(count) = all.normalised.get(&normalisation) {
            let _ = writeln!(text, "{count:>8} normalised: {words}");
        }
    }
    let mut causes: Vec<_> = all.differences.iter().collect();
    causes.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
    for (cause, (count, examples)) in causes {
        let _ = writeln!(text, "{count:>8} different: {cause}");
        for example in examples {
            let _ = writeln!(text, "             {example}");
        }
    }
    text
}

fn row(text: &mut String, name: &str, report: &Report) {
    let normal: usize = report.normalised.values().sum();
    let _ = writeln!(
        text,
        "{name:<42} {:>6} {:>7} {:>7} {:>7} {normal:>8} {:>8} {:>7} {:>8} {:>8} {:>6} {:>9}",
        report.types,
        report.untried,
        report.tried,
        report.equal,
        report.variants,
        report.misses,
        report.refused,
        report.unknown,
        report.kept,
        report.different(),
    );
}
