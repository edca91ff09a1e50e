//! The program beside each generated crate that takes values through its types.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

/// Why a value that holds a file isn't written.
const NO_FILES: &str = "JSON can't represent a file";

/// What a type made of a value.
#[derive(Clone, Debug)]
pub(super) enum Answer {
    Refused(String),
    Read {
        /// What `Debug` begins with: the variant, where there are some.
        variant: String,
        /// Whether `Debug` shows a value that nothing describes.
        has_unknown: bool,
        written: Value,
    },
    /// It was read, and can't be written.
    Unwritable(String),
    /// The type doesn't go both ways.
    OneWay,
    Panicked,
    /// The program ended before it.
    Nothing,
}

/// Returns the file name of the program, without its folder.
pub(super) fn program(krate: &str) -> String {
    format!("values_{krate}")
}

/// Writes the program for the types of a crate; they are known by their index.
pub(super) fn write(folder: &Path, krate: &str, types: &[String]) -> io::Result<()> {
    let arms: String = types
        .iter()
        .enumerate()
        .map(|(index, name)| format!("        {index} => answer!(api::{name}),\n"))
        .collect();
    let text = format!("#![recursion_limit = \"1024\"]\n{HEAD}{arms}{TAIL}").replace("API", krate);
    let folder = folder.join("src/bin");
    std::fs::create_dir_all(&folder)?;
    let path = folder.join(format!("{}.rs", program(krate)));
    if std::fs::read_to_string(&path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    std::fs::write(path, text)
}

const HEAD: &str = r#"//! Reads lines of a type's index and a JSON value, and writes a line of what the type made of it.
#![allow(dead_code, deprecated, unused_imports)]

use std::fmt::Debug;
use std::io::{BufRead, Write};
use std::marker::PhantomData;

use API as api;
use openapi_bindgen_runtime::{FromJson, ToJson, from_slice, to_vec};

struct Probe<T>(PhantomData<T>);

trait BothWays {
    fn answer(&self, json: &str) -> String;
}

impl<T: FromJson + ToJson + Debug> BothWays for Probe<T> {
    fn answer(&self, json: &str) -> String {
        match from_slice::<T>(json.as_bytes()) {
            Err(error) => format!("refused\t{}", line(&error.to_string())),
            Ok(value) => match to_vec(&value) {
                Err(error) => format!("unwritable\t{}", line(&error.to_string())),
                Ok(text) => read(&format!("{value:?}"), &String::from_utf8_lossy(&text)),
            },
        }
    }
}

trait OneWay {
    fn answer(&self, _: &str) -> String {
        "one-way".to_owned()
    }
}

impl<T> OneWay for &Probe<T> {}

fn read(debug: &str, json: &str) -> String {
    let inner = debug.strip_prefix("Some(").unwrap_or(debug);
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let variant: String = inner.chars().take_while(|c| is_word(*c)).collect();
    let unknown = if debug.contains("Unknown(Unknown") { "unknown" } else { "known" };
    format!("read\t{variant}\t{unknown}\t{json}")
}

fn line(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ")
}

macro_rules! answer {
    ($type:ty) => {
        |json| (&Probe::<$type>(PhantomData)).answer(json)
    };
}

fn answerer(index: usize) -> fn(&str) -> String {
    match index {
"#;

const TAIL: &str = r#"        _ => |_| "one-way".to_owned(),
    }
}

fn run() {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("standard input is text");
        let (index, json) = line.split_once('\t').expect("an index and a value");
        let answerer = answerer(index.parse().expect("an index"));
        let answer = std::panic::catch_unwind(|| answerer(json));
        writeln!(out, "{}", answer.as_deref().unwrap_or("panicked")).expect("standard output is open");
    }
}

fn main() {
    std::panic::set_hook(Box::new(|_| {}));
    let thread = std::thread::Builder::new().stack_size(256 * 1024 * 1024);
    thread.spawn(run).expect("a thread").join().expect("an end");
}
"#;

/// Takes values through the program: an answer each, in order.
pub(super) fn ask(
    target: &Path,
    folder: &Path,
    krate: &str,
    values: &[(usize, Value)],
) -> io::Result<Vec<Answer>> {
    let questions = folder.join("values.in");
    let mut file = io::BufWriter::new(File::create(&questions)?);
    for (index, value) in values {
        writeln!(file, "{index}\t{value}")?;
    }
    file.flush()?;
    let answers = folder.join("values.out");
    let status = Command::new(target.join(program(krate)))
        .stdin(Stdio::from(File::open(&questions)?))
        .stdout(Stdio::from(File::create(&answers)?))
        .status()?;
    let text = std::fs::read_to_string(&answers)?;
    let mut answers: Vec<Answer> = text.lines().map(answer).collect();
    if !status.success() && answers.len() < values.len() {
        answers.push(Answer::Panicked);
    }
    answers.resize(values.len(), Answer::Nothing);
    Ok(answers)
}

fn answer(line: &str) -> Answer {
    let mut parts = line.splitn(4, '\t');
    let kind = parts.next().unwrap_or_default();
    let first = parts.next().unwrap_or_default().to_owned();
    match kind {
        "refused" => Answer::Refused(first),
        // Files stand in forms alone.
        "unwritable" if first == NO_FILES => Answer::OneWay,
        "unwritable" => Answer::Unwritable(first),
        "one-way" => Answer::OneWay,
        "panicked" => Answer::Panicked,
        _ => {
            let has_unknown = parts.next() == Some("unknown");
            match serde_json::from_str(parts.next().unwrap_or_default()) {
                Ok(written) => Answer::Read {
                    variant: first,
                    has_unknown,
                    written,
                },
                Err(error) => Answer::Unwritable(error.to_string()),
            }
        }
    }
}
