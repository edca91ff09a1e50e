//! What came of each value, and why.

use openapi_bindgen::SchemaType;
use serde_json::Value;

use super::cases::{Plan, Subject};
use super::compare::{Compare, Normalisation};
use super::driver::Answer;
use super::near::{Fault, Miss};
use super::report::Report;

/// Judges the answers to a plan's questions.
pub(super) fn judge(plan: &Plan<'_>, answers: &[Answer], report: &mut Report) {
    let mut answers = answers.iter();
    for subject in &plan.subjects {
        let Some(subject) = subject else {
            report.untried += 1;
            continue;
        };
        let judge = Judge { plan, subject };
        let mut is_tried = false;
        for value in &subject.valid {
            if let Some(answer) = answers.next() {
                is_tried |= !matches!(answer, Answer::OneWay);
                judge.valid(value, answer, report);
            }
        }
        for miss in &subject.misses {
            if let Some(answer) = answers.next() {
                judge.miss(miss, answer, report);
            }
        }
        if is_tried {
            report.types += 1;
        } else {
            report.untried += 1;
        }
    }
}

struct Judge<'p, 't> {
    plan: &'p Plan<'t>,
    subject: &'p Subject<'t>,
}

impl Judge<'_, '_> {
    fn valid(&self, value: &Value, answer: &Answer, report: &mut Report) {
        if matches!(answer, Answer::OneWay) {
            return;
        }
        report.tried += 1;
        let mut differs = |cause: String, came: &str| {
            let name = self.name(report);
            report.differs(cause, || example(&name, value, came));
        };
        match answer {
            Answer::Refused(reason) => {
                differs(format!("refused: {}", without_place(reason)), reason);
            }
            Answer::Unwritable(reason) => differs("read, and can't be written".to_owned(), reason),
            Answer::Panicked => differs("a panic".to_owned(), ""),
            Answer::Nothing | Answer::OneWay => {}
            Answer::Read {
                variant,
                has_unknown,
                written,
            } => {
                if *has_unknown {
                    let came = format!("{variant} {written}");
                    return differs("a valid value is read as unknown".to_owned(), &came);
                }
                if let Some(place) = self.subject.variants.get(variant) {
                    let place = place.as_deref();
                    let fits = place.and_then(|place| self.plan.validity.fits(place, value));
                    let is_but_for_bounds = || {
                        let fits =
                            place.and_then(|place| self.plan.without_bounds.fits(place, value));
                        fits == Some(true)
                    };
                    if fits == Some(false) && is_but_for_bounds() {
                        let count = report.normalised.entry(Normalisation::VariantByBounds);
                        *count.or_default() += 1;
                    } else if fits == Some(false) {
                        return differs("another variant of a union".to_owned(), variant);
                    }
                    report.variants += usize::from(fits.is_some());
                }
                self.written(value, written, true, report);
            }
        }
    }

    /// Returns whether what was written is what was read.
    fn written(&self, value: &Value, written: &Value, is_valid: bool, report: &mut Report) {
        if value == written {
            if is_valid {
                report.equal += 1;
            }
            return;
        }
        let compare = Compare {
            definitions: &self.plan.definitions,
            validity: &self.plan.validity,
            without_bounds: &self.plan.without_bounds,
            is_valid,
        };
        let comparison = compare.run(&self.subject.place, value, written);
        match comparison.differences.first() {
            Some((what, at)) => {
                let kind = if is_valid {
                    ""
                } else {
                    "what doesn't fit is read: "
                };
                let name = self.name(report);
                let came = format!("at {at}: {written}");
                report.differs(format!("{kind}{what}"), || example(&name, value, &came));
            }
            None if is_valid => {
                for normalisation in comparison.normalisations {
                    *report.normalised.entry(normalisation).or_default() += 1;
                }
            }
            None => report.kept += 1,
        }
    }

    fn miss(&self, miss: &Miss, answer: &Answer, report: &mut Report) {
        let value = &miss.value;
        if matches!(answer, Answer::OneWay | Answer::Nothing) {
            return;
        }
        report.misses += 1;
        match answer {
            Answer::Refused(_) => report.refused += 1,
            Answer::Read {
                has_unknown: true,
                written,
                ..
            } if written == value => report.unknown += 1,
            Answer::Read { written, .. } if written == value => {
                if self.has_to_be_there(miss) {
                    let name = self.name(report);
                    let came = format!("without {:?}", miss.at);
                    let cause = "a required member may be missing".to_owned();
                    report.differs(cause, || example(&name, value, &came));
                } else {
                    report.kept += 1;
                }
            }
            Answer::Read { written, .. } => self.written(value, written, false, report),
            Answer::Panicked => report.differs("a panic".to_owned(), || value.to_string()),
            _ => report.differs("read, and can't be written".to_owned(), || {
                value.to_string()
            }),
        }
    }

    /// Returns whether a member of the object itself is gone that its type has to ask for.
    fn has_to_be_there(&self, miss: &Miss) -> bool {
        let [name] = miss.at.as_slice() else {
            return false;
        };
        miss.fault == Fault::MemberGone
            && self.subject.ty.is_object
            && self.plan.is_required(&self.subject.place, name)
    }

    fn name(&self, report: &Report) -> String {
        let SchemaType { name, pointer, .. } = self.subject.ty;
        format!("{}: {name} ({pointer})", report.document)
    }
}

fn example(name: &str, value: &Value, came: &str) -> String {
    format!("{name}: {} -> {}", cut(&value.to_string()), cut(came))
}

/// Returns the beginning of a long text.
fn cut(text: &str) -> String {
    const LONGEST: usize = 220;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// Returns a reason without where it holds.
fn without_place(reason: &str) -> String {
    let rest = reason
        .strip_prefix("at `")
        .and_then(|rest| rest.split_once("`: "));
    rest.map_or(reason, |(_, what)| what).to_owned()
}
