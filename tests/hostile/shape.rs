//! What is left of an output without what comes from the document's text.

use std::collections::BTreeMap;

use crate::inlined::inlined;
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

/// The tokens of a crate without its documentation.
fn tokens(files: &[File]) -> Result<Vec<Token>, String> {
    let mut whole = inlined(files)?;
    sort(&mut whole.items);
    let mut tokens = Vec::new();
    read(quote::quote!(#whole), &mut tokens);
    Ok(tokens)
}

/// Puts what stands by its name in an order that doesn't depend on it: modules at the end of what is around them, and
/// the functions that lead to resources, whose names are left out.
fn sort(items: &mut [syn::Item]) {
    for item in &mut *items {
        match item {
            syn::Item::Mod(module) => {
                module.content.iter_mut().for_each(|(_, items)| sort(items));
            }
            syn::Item::Impl(block) => block.items.iter_mut().for_each(leave_out_names),
            _ => {}
        }
    }
    items.sort_by_cached_key(|item| match item {
        syn::Item::Mod(_) => {
            let mut tokens = Vec::new();
            read(quote::quote!(#item), &mut tokens);
            tokens.iter().map(kind).collect()
        }
        _ => String::new(),
    });
}

/// A function that leads to a resource, `accounts::Accounts::new(self.0)`, becomes its kinds of tokens.
fn leave_out_names(item: &mut syn::ImplItem) {
    let syn::ImplItem::Fn(function) = item else {
        return;
    };
    let [syn::Stmt::Expr(syn::Expr::Call(call), None)] = function.block.stmts.as_slice() else {
        return;
    };
    let is_new = matches!(&*call.func, syn::Expr::Path(path)
        if path.path.segments.last().is_some_and(|segment| segment.ident == "new"));
    if is_new && function.sig.inputs.len() == 1 {
        let mut tokens = Vec::new();
        read(quote::quote!(#function), &mut tokens);
        let kinds: String = tokens.iter().map(kind).collect();
        *item = syn::ImplItem::Verbatim(quote::quote!(#kinds));
    }
}

/// The token without what a slot may change of it.
fn kind(token: &Token) -> String {
    match token {
        Token::Ident(_) => "name".to_owned(),
        Token::Text(_) => "text".to_owned(),
        Token::Literal(literal) => literal.clone(),
        Token::Punct(punct) => punct.to_string(),
        Token::Open(delimiter) => format!("{delimiter:?}"),
        Token::Close => "end".to_owned(),
    }
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
                let is_resource = tokens.ends_with(&resource());
                tokens.push(Token::Open(group.delimiter()));
                read(group.stream(), tokens);
                // The macro takes the documentation as its last argument.
                tokens.pop_if(|token| is_resource && matches!(token, Token::Text(_)));
                tokens.push(Token::Close);
            }
        }
    }
}

fn is_end(tree: Option<&TokenTree>) -> bool {
    tree.is_none_or(|tree| matches!(tree, TokenTree::Punct(punct) if punct.as_char() == '>'))
}

const ARROW: [Token; 2] = [Token::Punct('='), Token::Punct('>')];

fn resource() -> [Token; 2] {
    [Token::Ident("resource".to_owned()), Token::Punct('!')]
}

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
    if harmless.len() != hostile.len() {
        let paths: Vec<&String> = hostile.iter().map(|file| &file.path).collect();
        return Err(format!("the files are {paths:?}"));
    }
    if let Some(file) = hostile.iter().find(|file| !is_plain(&file.path)) {
        return Err(format!("a file is called {:?}", file.path));
    }
    let mut renamed = BTreeMap::new();
    let (harmless, hostile) = (tokens(harmless)?, tokens(hostile)?);
    for (at, (expected, found)) in harmless.iter().zip(&hostile).enumerate() {
        if !fits(expected, found, contents, &mut renamed) {
            let before = &harmless[at.saturating_sub(9)..at];
            return Err(format!("{expected:?} becomes {found:?} after {before:?}"));
        }
    }
    match (harmless.len(), hostile.len()) {
        (expected, found) if expected != found => Err(format!("{expected} tokens become {found}")),
        _ => Ok(()),
    }
}

/// Lower case letters, digits and underscores.
fn is_plain(path: &str) -> bool {
    let path = path.strip_suffix(".rs").unwrap_or(path);
    path.chars()
        .all(|c| matches!(c, 'a'..='z' | '0'..='9' | '_' | '/'))
        && !path.starts_with('/')
        && !path.contains("//")
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
            let known = renamed
                .entry(expected.clone())
                .or_insert_with(|| found.clone());
            is_of_slot && stem(known).eq(stem(found))
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

/// A name without what a type and a variant have of their own: an affix that tells a name from one that is taken
/// (`SelfSchema`, `SelfValue`), and the end of a long one.
fn stem(name: &str) -> impl Iterator<Item = char> {
    let affixes = ["Schema", "Value", "_module"];
    let stem = affixes.iter().find_map(|affix| name.strip_suffix(affix));
    stem.unwrap_or(name).chars().take(40)
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
