//! The documentation of an output, as rustdoc reads it.

use openapi_bindgen::File;
use proc_macro2::{TokenStream, TokenTree};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

/// Finds what rustdoc would run, load or follow.
pub fn check(file: &File) -> Result<(), String> {
    let parsed = syn::parse_file(&file.text).map_err(|error| format!("{}: {error}", file.path))?;
    let mut texts = Vec::new();
    collect(quote::quote!(#parsed), &mut texts);
    texts.iter().try_for_each(|text| {
        check_text(text).map_err(|fault| format!("{}: {fault} in\n{text}", file.path))
    })
}

fn check_text(text: &str) -> Result<(), String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if &*info == "text" => {}
            Event::Start(Tag::CodeBlock(kind)) => return Err(format!("code {kind:?}")),
            Event::Html(html) | Event::InlineHtml(html) => return Err(format!("a tag {html:?}")),
            Event::Start(Tag::Image { dest_url, .. }) => {
                return Err(format!("an image {dest_url:?}"));
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                let dest_url = dest_url.trim_start_matches("variant@");
                let is_ours = dest_url.starts_with("Self::")
                    || dest_url.starts_with("Client::")
                    || dest_url.starts_with("super::")
                    || dest_url == "Error";
                if !is_ours && !dest_url.starts_with("https://") && !dest_url.starts_with("http://")
                {
                    return Err(format!("a link to {dest_url:?}"));
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// The text of each run of documentation, other attributes between or not.
fn collect(stream: TokenStream, texts: &mut Vec<String>) {
    let mut lines: Vec<String> = Vec::new();
    let mut trees = stream.into_iter().peekable();
    while let Some(tree) = trees.next() {
        match (&tree, trees.peek()) {
            (TokenTree::Punct(punct), Some(TokenTree::Group(attribute)))
                if punct.as_char() == '#' =>
            {
                lines.extend(doc(attribute.stream()));
                trees.next();
            }
            (TokenTree::Ident(name), _) if name == "resource" => {
                trees.next();
                if let Some(TokenTree::Group(group)) = trees.next() {
                    texts.extend(of_resource(group.stream()));
                }
            }
            (TokenTree::Group(group), _) => {
                texts.extend(joined(std::mem::take(&mut lines)));
                collect(group.stream(), texts);
            }
            _ => texts.extend(joined(std::mem::take(&mut lines))),
        }
    }
}

/// The macro takes the documentation as its last argument.
fn of_resource(arguments: TokenStream) -> Option<String> {
    let last = arguments.into_iter().last()?;
    let text: syn::LitStr = syn::parse2(last.into()).ok()?;
    Some(text.value())
}

fn doc(attribute: TokenStream) -> Option<String> {
    let attribute: syn::MetaNameValue = syn::parse2(attribute).ok()?;
    let syn::Expr::Lit(syn::ExprLit {
        lit: syn::Lit::Str(text),
        ..
    }) = attribute.value
    else {
        return None;
    };
    attribute.path.is_ident("doc").then(|| text.value())
}

/// As rustdoc does: without the indentation that all lines share.
fn joined(lines: Vec<String>) -> Option<String> {
    let full = || {
        lines
            .iter()
            .flat_map(|line| line.lines())
            .filter(|line| !line.trim().is_empty())
    };
    let indent = full()
        .map(|line| line.len() - line.trim_start_matches(' ').len())
        .min()?;
    let lines: Vec<&str> = lines
        .iter()
        .map(|line| line.get(indent..).unwrap_or_default())
        .collect();
    Some(lines.join("\n"))
}
