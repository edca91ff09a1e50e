//! Reads the output for hostile descriptions as rustdoc does.

use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::{Description, rustdoc};

const PIECES: [&str; 88] = [
    "\n",
    "\n",
    "\n\n",
    " ",
    "  ",
    "    ",
    "a",
    "é",
    "`",
    "``",
    "```",
    "```rust\n",
    "\n```\n",
    "~~~\n",
    "\n    ",
    "[",
    "]",
    "(",
    ")",
    "](",
    "](https://a.example)",
    "](/x)",
    "[x]",
    "[x]: ",
    "[^1]",
    "![",
    "!",
    "<",
    ">",
    "<b>",
    "</b>",
    "<i>",
    "<code>",
    "</code>",
    "<p>",
    "</p>",
    "<br>",
    "<ul>",
    "</ul>",
    "<ol>",
    "<li>",
    "</li>",
    "<pre>",
    "</pre>",
    "<tr>",
    "<td>",
    "<a href=\"https://b.example/c\">",
    "</a>",
    "<table>",
    "</table>",
    "<h2>",
    "</h2>",
    "<hr>",
    "<!--",
    "-->",
    "<x>",
    "<https://c.example>",
    "https://d.example.com/e",
    "http://f.example.com",
    "https://{g}.example.com/h",
    "\\",
    "\\\n",
    "*",
    "**",
    "_",
    "- ",
    "\n- ",
    "\n  - ",
    "\n    - ",
    "\n1. ",
    "\n12) ",
    "\n# ",
    "\n> ",
    "|",
    " | ",
    "\n|---|\n",
    "\n---|---\n",
    "\n---\n",
    "\n===\n",
    "\n***\n",
    "#",
    "=",
    "~",
    "&amp;",
    "&#91;",
    "&#0;",
    "&lt;",
    "word word word word word word word word word word word word word word word word word word word word ",
];

/// Returns what rustdoc or its lints would object to.
fn complaints(lines: &[String]) -> Vec<String> {
    let text = lines.join("\n");
    let mut complaints = Vec::new();
    for pair in lines
        .windows(2)
        .filter(|pair| pair.iter().all(String::is_empty))
    {
        complaints.push(format!("two blank lines: {pair:?}"));
    }
    let edges = [lines.first(), lines.last()].into_iter().flatten();
    complaints.extend(
        edges
            .filter(|line| line.is_empty())
            .map(|_| "a blank line at an end".to_owned()),
    );
    let odd = |line: &&String| line.ends_with(' ') || line.chars().any(char::is_control);
    complaints.extend(
        lines
            .iter()
            .filter(odd)
            .map(|line| format!("odd characters: {line:?}")),
    );

    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    let on_broken_link = |_: BrokenLink<'_>| Some(("broken".into(), "".into()));
    let (mut lists, mut literal) = (0, 0);
    for event in Parser::new_with_broken_link_callback(&text, options, Some(on_broken_link)) {
        let fault = match &event {
            Event::Start(Tag::CodeBlock(kind)) => {
                literal += 1;
                *kind != CodeBlockKind::Fenced("text".into())
            }
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) => {
                literal += 1;
                !matches!(link_type, LinkType::Inline | LinkType::Autolink)
                    || !dest_url.contains("://")
            }
            Event::Start(Tag::List(_)) => {
                lists += 1;
                lists > 2
            }
            Event::End(TagEnd::CodeBlock | TagEnd::Link) => {
                literal -= 1;
                false
            }
            Event::End(TagEnd::List(_)) => {
                lists -= 1;
                false
            }
            Event::Text(text) => {
                literal == 0
                    && text
                        .split("://")
                        .skip(1)
                        .any(|host| host.starts_with(|c: char| c.is_ascii_alphanumeric()))
            }
            Event::Start(Tag::HtmlBlock | Tag::Image { .. } | Tag::FootnoteDefinition(_))
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => true,
            _ => false,
        };
        if fault {
            complaints.push(format!("{event:?}"));
        }
    }
    complaints
}

#[test]
fn hostile_descriptions_are_read_as_harmless() {
    // A small generator of its own, so that every run tries the same.
    let mut state = 1_u64;
    let mut random = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    for _ in 0..5_000 {
        let text: String = (0..=random(24))
            .map(|_| PIECES[random(PIECES.len())])
            .collect();
        for lines in [rustdoc(&text), Description::read(&text).first_paragraph()] {
            let complaints = complaints(&lines);
            assert!(
                complaints.is_empty(),
                "{complaints:#?}\nin {}\nfrom {text:?}",
                lines.join("\n")
            );
        }
    }
}
