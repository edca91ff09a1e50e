//! Values made from a schema: each alternative, each enum value, members there and not, empty things, bounds.
//!
//! What is made is likely to fit, no more: the validator says whether it does. The same schema has the same values on
//! every run.

use serde_json::{Map, Number, Value, json};

use super::flat::{Choice, Flat};
use super::pattern::matching;
use super::schema::kinds_of;

/// The name of members that no schema speaks of.
pub(super) const STRANGER: &str = "x-gate-stranger";

/// Deeper than this there is only what has to be.
const FULL_DEPTH: usize = 4;

/// Deeper than this there is nothing.
const MOST_DEPTH: usize = 14;

/// How many alternatives of one union are tried at the top; there are unions of hundreds.
const MOST_ALTERNATIVES: usize = 120;

/// Makes values of the schemas of one document.
pub(super) struct Maker<'d> {
    definitions: &'d Value,
    /// How many values may still be made for the schema at hand.
    left: std::cell::Cell<usize>,
}

/// How much work one schema is worth.
const WORK: usize = 20_000;

impl<'d> Maker<'d> {
    pub(super) fn of(definitions: &'d Value) -> Self {
        Self {
            definitions,
            left: std::cell::Cell::new(WORK),
        }
    }

    /// Makes up to about `count` values of a schema, more where a union has more alternatives.
    pub(super) fn values(&self, schema: &Value, count: usize) -> Vec<Value> {
        self.left.set(WORK);
        let mut values: Vec<Value> = Vec::new();
        for value in self.samples(schema, count, 0) {
            if !values.contains(&value) {
                values.push(value);
            }
        }
        values
    }

    fn samples(&self, schema: &Value, count: usize, depth: usize) -> Vec<Value> {
        let spent = self.left.get().saturating_sub(1);
        self.left.set(spent);
        if depth > MOST_DEPTH || spent == 0 {
            return Vec::new();
        }
        self.expand(Flat::of(self.definitions, schema), count, depth)
    }

    /// Chooses of one list of alternatives after the other.
    fn expand(&self, mut flat: Flat, count: usize, depth: usize) -> Vec<Value> {
        let left = self.left.get().saturating_sub(1);
        self.left.set(left);
        if flat.is_never || left == 0 {
            return Vec::new();
        }
        let Some(Choice { parts, several }) = flat.choices.pop() else {
            return self.leaf(&flat.keywords, count, depth);
        };
        let most = if depth == 0 {
            MOST_ALTERNATIVES
        } else {
            count.max(1)
        };
        let each = (count / parts.len().max(1)).max(1);
        let mut values = Vec::new();
        let mut tried = 0;
        for part in &parts {
            if tried >= most {
                break;
            }
            let made = self.expand(flat.and(self.definitions, part), each, depth);
            tried += usize::from(!made.is_empty());
            values.extend(made);
        }
        if several && depth <= 1 {
            for pair in parts.windows(2).take(8) {
                let both = pair
                    .iter()
                    .fold(flat.clone(), |flat, part| flat.and(self.definitions, part));
                values.extend(self.expand(both, 2, depth));
            }
        }
        values
    }

    /// No alternatives are left.
    fn leaf(&self, keywords: &Map<String, Value>, count: usize, depth: usize) -> Vec<Value> {
        if let Some(constant) = keywords.get("const") {
            return vec![constant.clone()];
        }
        if let Some(Value::Array(listed)) = keywords.get("enum") {
            let most = if depth == 0 { 200 } else { count.max(1) };
            return listed.iter().take(most).cloned().collect();
        }
        let kinds = kinds_of(keywords);
        if kinds.is_empty() {
            return self.untyped(keywords, count, depth);
        }
        let each = (count / kinds.len()).max(1);
        let kinds = kinds
            .iter()
            .take(if depth > FULL_DEPTH { 1 } else { kinds.len() });
        kinds
            .flat_map(|kind| self.of_kind(kind, keywords, each, depth))
            .collect()
    }

    fn untyped(&self, keywords: &Map<String, Value>, count: usize, depth: usize) -> Vec<Value> {
        let has = |keyword: &str| keywords.contains_key(keyword);
        if has("properties") || has("required") || has("additionalProperties") {
            return self.objects(keywords, count, depth);
        }
        if has("items") || has("prefixItems") {
            return self.lists(keywords, count, depth);
        }
        let any = [
            json!("text"),
            json!({"a": [1, null, {"b": 2.5}]}),
            json!(7),
            json!([]),
            json!(true),
            json!({}),
        ];
        any.into_iter().take(count.max(1)).collect()
    }

    fn of_kind(
        &self,
        kind: &str,
        keywords: &Map<String, Value>,
        count: usize,
        depth: usize,
    ) -> Vec<Value> {
        match kind {
            "null" => vec![Value::Null],
            "boolean" => [json!(true), json!(false)]
                .into_iter()
                .take(count.max(1))
                .collect(),
            "integer" => integers(keywords, count),
            "number" => numbers(keywords, count),
            "string" => strings(keywords, count),
            "array" => self.lists(keywords, count, depth),
            _ => self.objects(keywords, count, depth),
        }
    }

    fn lists(&self, keywords: &Map<String, Value>, count: usize, depth: usize) -> Vec<Value> {
        let bound = |name: &str| keywords.get(name).and_then(Value::as_u64);
        let least = usize::try_from(bound("minItems").unwrap_or(0))
            .unwrap_or(0)
            .min(200);
        let most = bound("maxItems").unwrap_or(u64::MAX);
        let fits = |list: &Vec<Value>| u64::try_from(list.len()).is_ok_and(|length| length <= most);
        let first: Vec<Value> = keywords
            .get("prefixItems")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .map_while(|item| self.samples(item, 1, depth + 1).into_iter().next())
            .collect();
        let any = json!({});
        let of = keywords
            .get("contains")
            .or(keywords.get("items"))
            .unwrap_or(&any);
        let wanted = if depth > FULL_DEPTH {
            least
        } else {
            count.clamp(2, 24)
        };
        let items = match wanted {
            0 => Vec::new(),
            wanted => self.samples(of, wanted, depth + 1),
        };
        let mut lists: Vec<Vec<Value>> = Vec::new();
        let filled = |extra: &[Value]| -> Vec<Value> {
            let mut list = first.clone();
            list.extend(extra.iter().cloned());
            let mut again = items.iter().cycle();
            while list.len() < least {
                match again.next() {
                    Some(item) => list.push(item.clone()),
                    None => break,
                }
            }
            list
        };
        if count <= 1 || depth > FULL_DEPTH {
            lists.push(filled(items.get(..1.min(items.len())).unwrap_or_default()));
        } else {
            lists.push(filled(&items));
            lists.push(Vec::new());
            lists.push(first.clone());
            for item in &items {
                lists.push(filled(std::slice::from_ref(item)));
            }
            lists.push(filled(&[]));
        }
        // Where too much is too much, one each is not.
        if lists.iter().all(|list| !fits(list)) {
            let most = usize::try_from(most).unwrap_or(usize::MAX);
            lists.push(filled(&[]).into_iter().take(most).collect());
        }
        lists
            .into_iter()
            .filter(fits)
            .map(Value::Array)
            .take(count.max(1) + 2)
            .collect()
    }

    fn objects(&self, keywords: &Map<String, Value>, count: usize, depth: usize) -> Vec<Value> {
        let none = Map::new();
        let properties = keywords
            .get("properties")
            .and_then(Value::as_object)
            .unwrap_or(&none);
        let required: Vec<&str> = keywords
            .get("required")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        let has_room = count > 1 && depth <= FULL_DEPTH;
        let each = if has_room {
            (count / 2).clamp(1, 16)
        } else {
            1
        };
        // What each member may be.
        let mut members: Vec<(&str, Vec<Value>, bool)> = Vec::new();
        for (name, schema) in properties {
            let is_required = required.contains(&name.as_str());
            if is_required || depth <= FULL_DEPTH {
                let samples = self.samples(schema, each, depth + 1);
                if samples.is_empty() && is_required {
                    return Vec::new();
                }
                members.push((name, samples, is_required));
            }
        }
        for name in &required {
            if !properties.contains_key(*name) {
                let samples = match keywords.get("additionalProperties") {
                    Some(schema @ Value::Object(_)) => self.samples(schema, 2, depth + 1),
                    _ => vec![json!("any"), json!(1)],
                };
                members.push((name, samples, true));
            }
        }
        let others = self.others(keywords, depth);
        let pick = |round: usize, optional: bool| -> Map<String, Value> {
            members
                .iter()
                .filter(|(_, _, is_required)| optional || *is_required)
                .filter_map(|(name, samples, _)| {
                    let sample = samples.get(round % samples.len().max(1))?;
                    Some(((*name).to_owned(), sample.clone()))
                })
                .collect()
        };
        if !has_room {
            let is_full = depth <= FULL_DEPTH / 2;
            return vec![Value::Object(pick(0, is_full))];
        }
        let mut objects = vec![pick(0, true), pick(0, false)];
        for (name, value) in &others {
            let mut object = pick(0, false);
            object.insert(name.clone(), value.clone());
            objects.push(object);
        }
        if !others.is_empty() {
            let mut object = pick(0, true);
            object.extend(others);
            objects.push(object);
        }
        let rounds = members
            .iter()
            .map(|(_, samples, _)| samples.len())
            .max()
            .unwrap_or(0);
        objects.extend((1..rounds).map(|round| pick(round, true)));
        // Each optional member alone.
        for (name, samples, is_required) in &members {
            if !is_required && let Some(sample) = samples.first() {
                let mut object = pick(1, false);
                object.insert((*name).to_owned(), sample.clone());
                objects.push(object);
            }
        }
        objects
            .into_iter()
            .map(Value::Object)
            .take(count.max(2))
            .collect()
    }

    /// Members that no property names.
    fn others(&self, keywords: &Map<String, Value>, depth: usize) -> Vec<(String, Value)> {
        let mut others = Vec::new();
        let patterns = keywords.get("patternProperties").and_then(Value::as_object);
        for (pattern, schema) in patterns.into_iter().flatten() {
            let name = matching(pattern, 1).or_else(|| matching(pattern, 0));
            let sample = self.samples(schema, 1, depth + 1).into_iter().next();
            others.extend(name.zip(sample));
        }
        match keywords.get("additionalProperties") {
            Some(Value::Bool(false)) => {}
            Some(schema @ Value::Object(_)) => {
                let samples = self.samples(schema, 3, depth + 1);
                for (index, sample) in samples.into_iter().enumerate() {
                    others.push((format!("any-{index}"), sample));
                }
            }
            Some(_) => others.push(("any-0".to_owned(), json!({"deep": [1, null]}))),
            None => others.push((STRANGER.to_owned(), json!({"deep": [1, null]}))),
        }
        others
    }
}

fn strings(keywords: &Map<String, Value>, count: usize) -> Vec<Value> {
    let format = keywords
        .get("format")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let bound = |name: &str| keywords.get(name).and_then(Value::as_u64);
    let least = usize::try_from(bound("minLength").unwrap_or(0))
        .unwrap_or(0)
        .min(20_000);
    let most = bound("maxLength").unwrap_or(u64::MAX);
    let of_format: &[&str] = match format {
        "date-time" => &[
            "2024-02-29T12:30:45Z",
            "1996-12-19T16:39:57-08:00",
            "2020-01-01T00:00:00.123456789Z",
            "9999-12-31T23:59:59Z",
            "0001-01-01T00:00:00Z",
            "2020-06-01t10:00:00.5z",
        ],
        "date" => &["2024-02-29", "1970-01-01", "9999-12-31", "0001-01-01"],
        "duration" => &["P1DT2H", "PT0S", "P1Y2M3DT4H5M6S", "P2W", "PT36H"],
        "uuid" => &[
            "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
            "00000000-0000-0000-0000-000000000000",
            "F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6",
        ],
        "ipv4" => &["192.0.2.1", "0.0.0.0", "255.255.255.255"],
        "ipv6" => &["2001:db8::1", "::", "2001:DB8:0:0:0:0:0:1"],
        "byte" => &["aGVsbG8=", "", "+/8="],
        "decimal" => &[
            "1.10",
            "-0.000000000000000000001",
            "0",
            "12345678901234567890.5",
        ],
        _ => &[],
    };
    let mut made: Vec<String> = of_format.iter().map(|&text| text.to_owned()).collect();
    if let Some(pattern) = keywords.get("pattern").and_then(Value::as_str) {
        let repeats = [0, 1, 2, 5, least, least / 2, least / 3];
        made.extend(repeats.iter().filter_map(|more| matching(pattern, *more)));
    }
    if made.is_empty() {
        made.extend(["text", "", "ü \"\\\n\u{1F600}", "0012", "null"].map(str::to_owned));
        made.push("a".repeat(least));
        if let Ok(most @ 1..=2_000) = usize::try_from(most) {
            made.push("z".repeat(most));
        }
    }
    let fits = |text: &String| {
        let length = text.chars().count();
        length >= least && u64::try_from(length).is_ok_and(|length| length <= most)
    };
    made.retain(fits);
    if made.is_empty() {
        made.push("a".repeat(least));
    }
    let texts = made.into_iter().map(Value::String);
    texts.take(count.max(1)).collect()
}

fn integers(keywords: &Map<String, Value>, count: usize) -> Vec<Value> {
    let whole = |name: &str, round: fn(f64) -> f64| -> Option<i128> {
        let value = keywords.get(name)?;
        let exact = value
            .as_i64()
            .map(i128::from)
            .or_else(|| value.as_u64().map(i128::from));
        #[allow(clippy::cast_possible_truncation)]
        exact.or_else(|| value.as_f64().map(|value| round(value) as i128))
    };
    let least = whole("minimum", f64::ceil)
        .max(whole("exclusiveMinimum", f64::floor).map(|value| value + 1));
    let most = [
        whole("maximum", f64::floor),
        whole("exclusiveMaximum", f64::ceil).map(|value| value - 1),
    ];
    let most = most.into_iter().flatten().min();
    let step = whole("multipleOf", f64::ceil).unwrap_or(1).max(1);
    let bounds = (
        least.unwrap_or(i128::from(i64::MIN)),
        most.unwrap_or(i128::from(i64::MAX)),
    );
    let up = least.map(|least| least + (step - least.rem_euclid(step)) % step);
    let down = most.map(|most| most - most.rem_euclid(step));
    let mut made: Vec<i128> = vec![step, 42 * step];
    made.extend(up);
    made.extend(down);
    made.extend([0, -step, 9_007_199_254_740_993, 1_700_000_000 * step]);
    made.retain(|value| *value >= bounds.0 && *value <= bounds.1);
    let mut values: Vec<Value> = Vec::new();
    for value in made {
        let number = i64::try_from(value).map(Value::from);
        let number = number.or_else(|_| u64::try_from(value).map(Value::from));
        if let Ok(number) = number
            && !values.contains(&number)
        {
            values.push(number);
        }
    }
    // An integer may be written with an empty fraction.
    let small = values
        .first()
        .and_then(Value::as_i64)
        .filter(|value| value.abs() < 1_000_000);
    #[allow(clippy::cast_precision_loss)]
    if let Some(fraction) = small.and_then(|value| Number::from_f64(value as f64)) {
        values.push(Value::Number(fraction));
    }
    values.truncate(count.max(1));
    values
}

fn numbers(keywords: &Map<String, Value>, count: usize) -> Vec<Value> {
    let bound = |name: &str| keywords.get(name).and_then(Value::as_f64);
    let step = bound("multipleOf");
    let least = bound("minimum").or(bound("exclusiveMinimum"));
    let most = bound("maximum").or(bound("exclusiveMaximum"));
    let mut made: Vec<f64> = match step {
        Some(step) => vec![step, 0.0, step * 3.0, step * 100.0],
        None => vec![1.5, 0.0, -2.25, 3.0, 0.1, 1e-7, 123_456_789.125, 1e21],
    };
    made.extend(keywords.get("minimum").and_then(Value::as_f64));
    made.extend(keywords.get("maximum").and_then(Value::as_f64));
    if let (Some(least), Some(most)) = (least, most) {
        made.push(f64::midpoint(least, most));
    } else if let Some(edge) = least {
        made.push(edge + 1.5);
    } else if let Some(edge) = most {
        made.push(edge - 1.5);
    }
    made.retain(|value| {
        least.is_none_or(|least| *value >= least) && most.is_none_or(|most| *value <= most)
    });
    let mut values: Vec<Value> = Vec::new();
    for value in made {
        #[allow(clippy::cast_possible_truncation)]
        let whole = (value.fract() == 0.0 && value.abs() < 1e9).then_some(value as i64);
        let value = whole.map(Value::from).unwrap_or_else(|| json!(value));
        if !values.contains(&value) {
            values.push(value);
        }
    }
    values.truncate(count.max(1));
    values
}
