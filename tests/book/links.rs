//! Links of the pages to files and headings.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::generate::workspace;
use crate::pages::{self, Page};

fn parser(text: &str) -> Parser<'_> {
    Parser::new_ext(text, Options::ENABLE_TABLES)
}

fn links(text: &str) -> Vec<String> {
    let link = |event| match event {
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
            Some(dest_url.into_string())
        }
        _ => None,
    };
    parser(text).filter_map(link).collect()
}

/// The anchors of a page's headings, as forges and mdBook make them.
fn anchors(text: &str) -> BTreeSet<String> {
    let mut anchors = BTreeSet::new();
    let mut heading: Option<String> = None;
    for event in parser(text) {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(
                HeadingLevel::H1
                | HeadingLevel::H2
                | HeadingLevel::H3
                | HeadingLevel::H4
                | HeadingLevel::H5
                | HeadingLevel::H6,
            )) => {
                let name = heading.take().unwrap_or_default();
                let mut anchor = spelled(&name);
                let mut number = 0;
                while !anchors.insert(anchor) {
                    number += 1;
                    anchor = format!("{}-{number}", spelled(&name));
                }
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&text);
                }
            }
            _ => {}
        }
    }
    anchors
}

fn spelled(heading: &str) -> String {
    let lower = heading.trim().to_lowercase();
    let kept = lower.chars().filter_map(|it| match it {
        ' ' => Some('-'),
        '-' | '_' => Some(it),
        _ => it.is_alphanumeric().then_some(it),
    });
    kept.collect()
}

/// The path without `..`, below the root of the repository; nothing where it leads out.
fn normal(path: &Path) -> Option<PathBuf> {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::ParentDir => normal.pop().then_some(())?,
            Component::Normal(name) => normal.push(name),
            _ => {}
        }
    }
    Some(normal)
}

/// What is wrong with a link of a page.
fn fault(page: &Page, link: &str) -> Option<String> {
    if link.starts_with("https://") {
        return None;
    }
    if link.contains("://") || link.starts_with('/') {
        return Some("neither relative nor https".to_owned());
    }
    let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
    let folder = page.path.parent().unwrap_or(Path::new(""));
    let target = match path {
        "" => page.path.clone(),
        path => match normal(&folder.join(path)) {
            Some(target) => target,
            None => return Some("leads out of the repository".to_owned()),
        },
    };
    if page.path.starts_with("book") && !target.starts_with("book/src") {
        return Some("leads out of the book, whose pages are read elsewhere".to_owned());
    }
    let file = workspace("").join(&target);
    if !file.exists() {
        return Some("leads to no file".to_owned());
    }
    if anchor.is_empty() {
        return None;
    }
    let text = fs::read_to_string(file).unwrap_or_default();
    (!anchors(&text).contains(anchor)).then(|| "leads to no heading".to_owned())
}

#[test]
fn every_link_leads_somewhere() {
    let mut faults = Vec::new();
    let mut count = 0;
    for page in pages::all() {
        for link in links(&page.text) {
            count += 1;
            if let Some(fault) = fault(&page, &link) {
                faults.push(format!("{}: `{link}` {fault}", page.name()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(count > 50, "the links are found: {count}");
}

/// The test sees what it is there for.
#[test]
fn a_broken_link_is_found() {
    let page = |text: &str| Page {
        path: "book/src/page.md".into(),
        text: text.to_owned(),
    };
    let faults = |link| fault(&page(""), link);
    assert!(faults("nowhere.md").is_some());
    assert!(faults("tutorial.md#nowhere").is_some());
    assert!(faults("../../README.md").is_some());
    assert!(faults("../../../../README.md").is_some());
    assert_eq!(faults("tutorial.md#write-the-document"), None);
    assert_eq!(
        anchors("## `a` b, c\n## a b c"),
        ["a-b-c", "a-b-c-1"].map(str::to_owned).into()
    );
}
