//! What is left of an output without what comes from the document's text.

use std::collections::BTreeMap;

use openapi_bindgen::File;
use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A token, without its place.
#[derive(Clone, Debug, PartialEq)]
pub enum Token {
    Ident(String),
    /// A string, as its value.
    Text(String),
    /// Another literal, as it is written.
    Literal(String),
    Punct(char),
    Open(Delimiter),
    Close,
}

/// The tokens of a file without its documentation.
pub fn tokens(file: &File) -> Vec<Token> {
    let parsed = syn::parse_file(&file.text)
        .unwrap_or_else(|error| panic!("{}: {error}\n{}", file.path, file.text));
    let mut tokens = Vec::new();
    read(quote::quote!(#parsed), &mut tokens);
    tokens
}

/// Commas at an end and braces around an arm come and go with the length of a line: neither is read.
fn read(stream: TokenStream, tokens: &mut Vec<Token>) {
    let mut trees = stream.into_iter().peekable();
    while let Some(tree) = trees.next() {
        match tree {
            TokenTree::Punct(punct)
                if punct.as_char() == '#' && trees.peek().is_some_and(is_doc) =>
            {
                trees.next();
            }
            TokenTree::Punct(punct) if punct.as_char() == ',' && is_end(trees.peek()) => {}
            TokenTree::Punct(punct) => tokens.push(Token::Punct(punct.as_char())),
            TokenTree::Ident(ident) => tokens.push(Token::Ident(ident.to_string())),
            TokenTree::Literal(literal) => {
                let written = literal.to_string();
                tokens.push(match syn::parse_str::<syn::LitStr>(&written) {
                    Ok(text) => Token::Text(text.value()),
                    Err(_) => Token::Literal(written),
                });
            }
            TokenTree::Group(group)
                if group.delimiter() == Delimiter::Brace && tokens.ends_with(&ARROW) =>
            {
                read(group.stream(), tokens);
                if !matches!(trees.peek(), Some(TokenTree::Punct(punct)) if punct.as_char() == ',')
                    && trees.peek().is_some()
                {
                    tokens.push(Token::Punct(','));
                }
            }
            TokenTree::Group(group) => {
                tokens.push(Token::Open(group.delimiter()));
                read(group.stream(), tokens);
                tokens.push(Token::Close);
            }
        }
    }
}

fn is_end(tree: Option<&TokenTree>) -> bool {
    tree.is_none_or(|tree| matches!(tree, TokenTree::Punct(punct) if punct.as_char() == '>'))
}

const ARROW: [Token; 2] = [Token::Punct('='), Token::Punct('>')];

fn is_doc(tree: &TokenTree) -> bool {
    let TokenTree::Group(group) = tree else {
        return false;
    };
    let mut inside = group.stream().into_iter();
    matches!(inside.next(), Some(TokenTree::Ident(name)) if name == "doc")
        && matches!(inside.next(), Some(TokenTree::Punct(punct)) if punct.as_char() == '=')
        && matches!(inside.next(), Some(TokenTree::Literal(_)))
}

/// Compares the output for a hostile document with that for the harmless one. `contents` are the harmless words, and
/// what stands in their place in the hostile document.
///
/// Where the harmless output has a word, the hostile one has a token of the same kind: a string with the hostile text,
/// trimmed or not, in place of the word, or an identifier, the same wherever the harmless one is the same. Everything else is equal.
pub fn compare(
    harmless: &[File],
    hostile: &[File],
    contents: &[(String, String)],
) -> Result<(), String> {
    let paths = |files: &[File]| {
        files
            .iter()
            .map(|file| file.path.clone())
            .collect::<Vec<_>>()
    };
    if paths(harmless) != paths(hostile) {
        return Err(format!("the files are {:?}", paths(hostile)));
    }
    let mut renamed = BTreeMap::new();
    for (harmless, hostile) in harmless.iter().zip(hostile) {
        let (expected, found) = (tokens(harmless), tokens(hostile));
        let pairs = expected.iter().zip(&found).enumerate();
        for (at, (expected, found)) in pairs {
            if !fits(expected, found, contents, &mut renamed) {
                let before = &expected_before(&tokens(harmless), at);
                return Err(format!(
                    "{}: {expected:?} becomes {found:?} after {before:?}",
                    hostile.path
                ));
            }
        }
        if expected.len() != found.len() {
            return Err(format!(
                "{}: {} tokens become {}",
                hostile.path,
                expected.len(),
                found.len()
            ));
        }
    }
    Ok(())
}

fn expected_before(tokens: &[Token], at: usize) -> Vec<Token> {
    tokens[at.saturating_sub(6)..at].to_vec()
}

fn fits(
    expected: &Token,
    found: &Token,
    contents: &[(String, String)],
    renamed: &mut BTreeMap<String, String>,
) -> bool {
    match (expected, found) {
        (Token::Ident(expected), Token::Ident(found)) if expected != found => {
            let lower = expected.to_lowercase();
            let is_of_slot = contents
                .iter()
                .any(|(word, _)| lower.contains(&word.to_lowercase()));
            is_of_slot
                && renamed
                    .entry(expected.clone())
                    .or_insert_with(|| found.clone())
                    == found
        }
        (Token::Text(expected), Token::Text(found)) if expected != found => {
            let trimmed =
                |(word, content): &(String, String)| (word.clone(), content.trim().to_owned());
            let trimmed: Vec<_> = contents.iter().map(trimmed).collect();
            // In a JSON pointer, two characters are spelled otherwise (RFC 6901 §3).
            let escaped = |(word, content): &(String, String)| {
                let content = content.replace('~', "~0").replace('/', "~1");
                (word.clone(), content)
            };
            let escaped: Vec<_> = contents.iter().map(escaped).collect();
            let pointer = expected
                .starts_with("#/")
                .then(|| replaced(expected, &escaped));
            [replaced(expected, contents), replaced(expected, &trimmed)].contains(found)
                || pointer.as_ref() == Some(found)
        }
        (expected, found) => expected == found,
    }
}

/// Names of headers are sent in lower case.
fn replaced(expected: &str, contents: &[(String, String)]) -> String {
    contents
        .iter()
        .fold(expected.to_owned(), |text, (word, content)| {
            text.replace(word, content)
                .replace(&word.to_lowercase(), &content.to_ascii_lowercase())
        })
}
