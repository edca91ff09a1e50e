//! Descriptions, and the lines that they become.

use super::rustdoc;

/// Asserts the lines that a description becomes.
#[track_caller]
fn check(text: &str, lines: &[&str]) {
    assert_eq!(rustdoc(text), lines, "from {text:?}");
}

#[test]
fn plain_text_keeps_its_lines() {
    check(
        "The account's e-mail address.",
        &["The account's e-mail address."],
    );
    check(
        "One\ntwo   three.  \n\n\n\n  Four. \n\n",
        &["One", "two three.", "", "Four."],
    );
    check("", &[]);
    check(" \n\t\r\n\u{feff}", &[]);
}

#[test]
fn characters_that_cannot_be_seen_go() {
    check(
        "a\0b\u{1}c\u{2}d\u{7f}e\u{feff}f\u{202e}g\u{2066}h",
        &["abcdefgh"],
    );
    check(
        "a\r\nb\rc\u{2028}d\u{2029}e\u{b}f",
        &["a", "b", "c", "d", "e", "f"],
    );
    check("a\tb\u{a0}c", &["a b c"]);
    check(
        "a&#x202e;b&#0;c&#10;d&amp;e&nope;f & g",
        &["a b c d&amp;e&nope;f & g"],
    );
}

#[test]
fn code_is_never_a_doctest() {
    check(
        "```\nfn main() {}\n```",
        &["```text", "fn main() {}", "```"],
    );
    check("~~~rust\nlet a = 1;", &["```text", "let a = 1;", "```"]);
    check(
        "A:\n\n    let a = 1;\n\n      b\n\nC",
        &["A:", "", "```text", "let a = 1;", "", "  b", "```", "", "C"],
    );
    check(
        "````\n```rust\na\n```\n````",
        &["````text", "```rust", "a", "```", "````"],
    );
    check("```\n\n```\nA", &["A"]);
    check(
        "```json\n{\n\t\"a\": 1\n\n\n}  \n```",
        &["```text", "{", "    \"a\": 1", "", "}", "```"],
    );
    check(
        "- Like\n  ```sh\n  curl <a>\n  ```\n- B",
        &["- Like", "", "  ```text", "  curl <a>", "  ```", "", "- B"],
    );
    check(
        "<pre><code class=\"rust\">let a = &amp;b;\n</code></pre>After",
        &["```text", "let a = &b;", "```", "", "After"],
    );
    check("    One\n    two.", &["One", "two."]);
}

#[test]
fn brackets_are_not_links() {
    check(
        "[x] and [x][y], arr[0]",
        &["\\[x\\] and \\[x\\]\\[y\\], arr\\[0\\]"],
    );
    check("a [^1]\n\n[^1]: b c", &["a \\[^1\\]", "", "\\[^1\\]: b c"]);
    check("[x]: y", &[]);
    check("[x] [z][x]\n\n[x]: /y", &["x z"]);
    check("[`Vec`](Vec) or \\[x]", &["`Vec` or \\[x\\]"]);
    check("- [ ] a\n- [x] b", &["- \\[ \\] a", "- \\[x\\] b"]);
    check("`[x]`", &["`[x]`"]);
}

#[test]
fn links_to_the_web_are_kept() {
    check(
        "See [the docs](https://a.example/b \"Docs\").",
        &["See [the docs](https://a.example/b)."],
    );
    check(
        "See [the\ndocs](<https://a.example/b c>).",
        &["See [the docs](https://a.example/b%20c)."],
    );
    check(
        "[a](https://a.example/b_(c))",
        &["[a](https://a.example/b_%28c%29)"],
    );
    check(
        "[a [b]](https://a.example) [`c]`](https://c.example)",
        &["[a \\[b\\]](https://a.example) [`c]`](https://c.example)"],
    );
    check(
        "[https://a.example](https://a.example)",
        &["<https://a.example>"],
    );
    check(
        "[https://a.example/b](https://a.example)",
        &["[https://a.example/b](https://a.example)"],
    );
    check("[](https://a.example)", &["<https://a.example>"]);
}

#[test]
fn other_links_are_text() {
    check(
        "The [list](/docs/list) and [a **b**](#c)[d](javascript:e())",
        &["The list and a **b**d"],
    );
    check("[see https://a.example](/b)", &["see <https://a.example>"]);
    check(
        "[not] (https://a.example)",
        &["\\[not\\] (<https://a.example>)"],
    );
    check(
        "<[b>](/c) https:[//a.example](/b) `a`[`b`](/c)",
        &["\\<b> <https://a.example> `a` `b`"],
    );
    check("[a](b c)", &["\\[a\\](b c)"]);
}

#[test]
fn images_are_links() {
    check(
        "![Logo](https://a.example/b.png)!",
        &["[Logo](https://a.example/b.png)!"],
    );
    check(
        "[![Stars](https://a.example/b.png)](https://c.example)",
        &["[Stars](https://c.example)"],
    );
    check("Oh ![Logo](assets/b.png)", &["Oh Logo"]);
    check(
        "!![Logo](https://a.example)",
        &["\\![Logo](https://a.example)"],
    );
}

#[test]
fn bare_addresses_become_links() {
    check(
        "At https://a.example/b?c=d&e=f.",
        &["At <https://a.example/b?c=d&e=f>."],
    );
    check(
        "(see http://a.example/b_(c)), or",
        &["(see <http://a.example/b_(c)>), or"],
    );
    check(
        "**https://a.example** \"https://b.example\"",
        &["**<https://a.example>** \"<https://b.example>\""],
    );
    check(
        "<https://a.example> <HTTPS://b.example>",
        &["<https://a.example> <HTTPS://b.example>"],
    );
    check(
        "https://{region}.a.example/<id>",
        &["`https://{region}.a.example/`\\<id>"],
    );
    check(
        "https:// and http and `https://a.example`",
        &["https:// and http and `https://a.example`"],
    );
    check("https://a.example，或", &["<https://a.example>，或"]);
    check("\\https://a.example", &["\\\\<https://a.example>"]);
}

#[test]
fn tags_with_a_translation_are_markdown() {
    check(
        "<p>One <b>two</b></p>\n\n<p>three <em> four </em>.</p>",
        &["One **two**", "", "three *four* ."],
    );
    check(
        "One<br>two<br/><br />three<br>",
        &["One\\", "two", "", "three"],
    );
    check(
        "Use <code>a[0]</code>, <code>x`y</code> or <code>&lt;b&gt;</code>.",
        &["Use `a[0]`, ``x`y`` or `<b>`."],
    );
    check(
        "<a class=x href=\"https://a.example/b(c)\">A [b]</a>",
        &["[A \\[b\\]](https://a.example/b%28c%29)"],
    );
    check(
        "<a href='https://a.example'><code>A</code></a> <a href=\"/b\">B</a>",
        &["[`A`](https://a.example) B"],
    );
    check("<strong><i>a</i></strong> <b></b>c", &["***a*** c"]);
    check(
        "Hi!<a href=https://a.example>a</a>",
        &["Hi\\![a](https://a.example)"],
    );
    check(
        "<h2>A\nb</h2>C <!-- not\nshown --> d<hr>e",
        &["## A b", "", "C d", "", "---", "", "e"],
    );
    check("<!-- not\n\nshown -->\na", &["a"]);
    check("10<sup>2</sup> <span class=\"a\">b</span>", &["10^2 b"]);
}

#[test]
fn html_lists_are_lists() {
    check(
        "One of:<ul><li>a</li><li>b <b>c</b></li></ul>Then",
        &["One of:", "", "- a", "- b **c**", "", "Then"],
    );
    check(
        "<ol>\n    <li>\n        a\n        b\n    </li>\n    <li>c\n      <ul>\n  <li>d</li>\n</ul></li>\n</ol>\n",
        &["1. a", "   b", "2. c", "   - d"],
    );
    check(
        "<ul><li><p>a</p><p>b</p></li><li>c</ul>",
        &["- a", "", "  b", "", "- c"],
    );
    check(
        "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>",
        &["- A | B", "- 1 | 2"],
    );
}

#[test]
fn other_tags_are_text() {
    check(
        "Vec<String> of <branch> </b> <b>",
        &["Vec\\<String> of \\<branch> \\</b> \\<b>"],
    );
    check(
        "<script>alert(1)</script>",
        &["\\<script>alert(1)\\</script>"],
    );
    check("<!-- a", &["\\<!-- a"]);
    check("a < b, a <= b, <>, <3", &["a < b, a <= b, <>, <3"]);
    check("<a@b.example> <#@c>", &["\\<a@b.example> \\<#@c>"]);
    check("`<b>` \\<b>", &["`<b>` \\<b>"]);
    check("<div\n<img src=\"a\" onerror='b'>", &["\\<div"]);
}

#[test]
fn backticks_are_balanced() {
    check("<code>a</code><code>b</code>", &["`a` `b`"]);
    check("`a`https://{b}.example", &["`a`<https://{b}.example>"]);
    check("`<i>a` b</i>", &["`<i>a` b\\</i>"]);
    check("` <b>a</b>\n\n`", &["\\` **a**", "", "\\`"]);
    check("a ` b", &["a \\` b"]);
    check("a ``` b `c`", &["a \\`\\`\\` b `c`"]);
    check("`` a`b `` \\`c`", &["``a`b`` \\`c\\`"]);
    check("`` `a` ``", &["`` `a` ``"]);
    check("`a\n  b`", &["`a b`"]);
    check("` ` b", &["\\` \\` b"]);
}

#[test]
fn lists_are_indented_and_two_deep() {
    check(
        "* a\nb\n* c\n\n\n  d",
        &["- a", "  b", "", "- c", "", "  d"],
    );
    check(
        "- a\n   - b\n      - c\n         - d\n- e",
        &["- a", "  - b", "  - c", "  - d", "- e"],
    );
    check("<p>a</p>\n\n- b\n  - c", &["a", "", "- b", "  - c"]);
    check("- a\n```\n- b\n```", &["- a", "", "```text", "- b", "```"]);
    check("- ```\n- b\n  ```\n- c", &["- b", "- c"]);
    check("- - - a", &["- - a"]);
    check("3) a\n4) b\n\nc", &["3. a", "4. b", "", "c"]);
    check(
        "Text:\n- a\n- b\nText",
        &["Text:", "", "- a", "- b", "  Text"],
    );
    check(
        "In\n1984. Or -\n+ \n2. a",
        &["In", "1984\\. Or -", "\\+", "2\\. a"],
    );
    check("- a\n\n  7. b", &["- a", "", "  7. b"]);
    check("9. a\n10. b\n    c", &["9. a", "10. b", "    c"]);
    check(
        "1. a\n   > b\n   # c\n   ---\n\n2. d",
        &["1. a", "", "   b", "", "   # c", "", "2. d"],
    );
}

#[test]
fn tables_headings_and_quotations_work() {
    check(
        "a|b  \n-|:-:\n1|2|3\n`x\\|y`|",
        &["| a | b |", "| --- | :-: |", "| 1 | 2 |", "| `x\\|y` |  |"],
    );
    check(
        "| a<br>b | [c] |\n|---|---|",
        &["| a b | \\[c\\] |", "| --- | --- |"],
    );
    check("a | b\n--- | --- | ---", &["a | b", "\\--- | --- | ---"]);
    check(
        "# A #\ntext\n\nB\n===\n\nC\n---",
        &["# A", "", "text", "", "# B", "", "## C"],
    );
    check("#nospace\n####### seven", &["#nospace", "\\####### seven"]);
    check("> a\nb\n>> c\n\nd", &["> a", "> b", ">", "> c", "", "d"]);
    check("---\na\n\n***\n\nb\n\n---", &["a", "", "---", "", "b"]);
    check("> ```\n> a\n\nb", &["> ```text", "> a", "> ```", "", "b"]);
}

#[test]
fn wide_lines_are_broken() {
    let word = "word ".repeat(30);
    let lines = rustdoc(&word);
    assert_eq!(lines.iter().map(String::len).collect::<Vec<_>>(), [119, 29]);
    let code = format!("{} `{}` b", "a".repeat(100), "c d ".repeat(20).trim());
    assert_eq!(
        rustdoc(&code),
        ["a".repeat(100), format!("`{}` b", "c d ".repeat(20).trim())]
    );
    let link = format!(
        "{} [{}](https://a.example)",
        "a".repeat(100),
        "c d ".repeat(20).trim()
    );
    assert_eq!(rustdoc(&link).len(), 2);
    let item = format!("- {}", "word ".repeat(30));
    assert_eq!(rustdoc(&item)[1], format!("  {}", "word ".repeat(7).trim()));
}

#[test]
fn broken_lines_start_with_words() {
    for start in [
        "-", "+", "*", "#", "###", ">", ">=", "1.", "23)", "=", "===", "---", "|", "~~~", "|a",
    ] {
        let lines = rustdoc(&format!("{} word {start} b", "a".repeat(115)));
        assert_eq!(
            lines,
            ["a".repeat(115), format!("word {start} b")],
            "{start}"
        );
    }
}

#[test]
fn hostile_input_neither_grows_nor_nests() {
    for piece in [
        "[",
        "![",
        "[](",
        "[a](/b",
        "](",
        "`",
        "`` ` ",
        "<",
        "<a ",
        "<b>",
        "<ul><li>",
        "<ol>",
        "<!--",
        "<pre>",
        "> ",
        "- ",
        "1. ",
        "> - ",
        "|",
        "|-",
        "\\",
        "&",
        "&#",
        "https://",
        "https://(",
        "*",
        "_",
        "~~~\n",
        "```\n",
        "#",
        "- a\n  ",
        "a\u{1}",
        "<br>",
        "<p>",
        "<table><tr><td>",
        "<a href='https://a.example'>",
        "<code>",
        "\n",
        " \n",
        "\t",
        "= \n",
    ] {
        let text = piece.repeat(2_000);
        let lines = rustdoc(&text);
        assert!(
            lines.iter().map(String::len).sum::<usize>() < 12 * text.len(),
            "{piece:?} grows"
        );
        let closed = format!("{text}{}", "](/a)</b></li></ul>` a".repeat(200));
        assert!(!rustdoc(&closed).is_empty());
    }
}

#[test]
fn links_may_have_their_addresses_elsewhere() {
    check(
        "See [the docs][a] or [a].\n\n[a]: https://a.example/b \"Docs\"",
        &["See [the docs](https://a.example/b) or [a](https://a.example/b)."],
    );
}

#[test]
fn the_first_paragraph_is_text() {
    let cases: [(&str, &[&str]); 5] = [
        ("One\ntwo.\n\nThree.", &["One", "two."]),
        ("# A\n\n```\na\n\nb\n```\n\nB [c].", &["B \\[c\\]."]),
        ("<p>A <b>b</b></p><p>c</p>", &["A **b**"]),
        ("- a", &[]),
        ("", &[]),
    ];
    for (text, lines) in cases {
        assert_eq!(
            super::Description::read(text).first_paragraph(),
            lines,
            "from {text:?}"
        );
    }
}

#[test]
fn plain_text_is_what_markdown_makes_of_it() {
    // Pieces that are marks of Markdown elsewhere, in every order of three.
    let pieces = [
        "a",
        "Word",
        "1.",
        "2)",
        " ",
        "  ",
        "-",
        "--- ",
        " - ",
        "/",
        "//www.a.example",
        "...",
        "(a)",
        ")",
        "\"b\"",
        "it's",
        "50%",
        "; ?",
        ", ",
    ];
    let long = "word ".repeat(40);
    for first in pieces {
        for second in pieces {
            for third in pieces {
                for text in [
                    format!("A{first}{second}{third}"),
                    format!("A {long}{first}{second}{third}{long}"),
                ] {
                    assert!(super::is_plain(&text), "{text:?}");
                    let parsed = super::Description::of_markdown(&text);
                    assert_eq!(rustdoc(&text), parsed.lines(), "from {text:?}");
                }
            }
        }
    }
    for text in [
        "", " a", "1. a", "- a", "a\nb", "a_b", "a*b", "a: b", "a`b`", "a <b>", "a [b]", "a\\", "é",
    ] {
        assert!(!super::is_plain(text), "{text:?}");
    }
}
