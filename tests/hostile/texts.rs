//! What a stranger may write where a document has text.

/// Each text, and `LONG` times `x`.
pub fn texts() -> Vec<String> {
    let written = TEXTS.iter().map(|text| (*text).to_owned());
    let long = [
        "x".repeat(LONG),
        "*/ ".repeat(LONG / 3),
        "\u{e9}\u{4e2d}".repeat(LONG / 2),
    ];
    written.chain(long).collect()
}

const LONG: usize = 1_200;

const TEXTS: [&str; 67] = [
    // What ends a comment, a string, an attribute, a block.
    "*/",
    "/* */ pub fn injected() {} /*",
    "// comment",
    "//",
    "\"",
    "\"#",
    "\"##; pub fn injected() {} const X: &str = r##\"",
    "'",
    "'static",
    "b'\\''",
    "}",
    "} pub mod injected {",
    ")]",
    "#![feature(x)]",
    "#[cfg(any())]",
    "#[doc = include_str!(\"/etc/passwd\")]",
    "\\",
    "\\\"",
    "\\u{41}\\n\\0",
    "{{",
    "{}",
    "{0:?} {name}",
    "${}",
    "$crate",
    "%s%n %2e%2e",
    // What ends a line, or isn't there to see.
    "one\rtwo",
    "one\ntwo",
    "one\r\npub fn injected() {}\r\n",
    "one\u{2028}two\u{2029}three",
    "one\u{85}two\u{b}three\u{c}four",
    "nul\0nul",
    "tab\tescape\u{1b}[31m",
    "\u{202e}desrever\u{202c} \u{2066}isolate\u{2069}",
    "zero\u{200b}width\u{200d}join\u{feff}",
    " ",
    "",
    "  leading and trailing  ",
    // What is a path, or a file that isn't one.
    "..",
    ".",
    "../../injected",
    "/etc/passwd",
    "C:\\con",
    "con",
    "nul.rs",
    "mod",
    // What is a name to Rust, or to the output.
    "type",
    "self",
    "Self",
    "crate",
    "_",
    "r#type",
    "self_",
    "spaced ",
    "commented /* */",
    "\u{212b}",
    "\u{fb01}",
    "Option",
    "std::process::exit(1)",
    "123",
    "\u{1f600}",
    "\u{65e5}\u{672c}\u{8a9e}",
    "e\u{301}",
    // What is code, a link or a tag to Markdown.
    "```\nfn main() { injected() }\n```",
    "~~~rust,should_panic\npanic!()",
    "    indented_code();\n\n\tmore();",
    "[link](crate::injected) [`Vec`] <script>alert(1)</script>",
    "> ```rust\n> compile_error!()\n1. \n       code\n\n<pre><code class=\"language-rust\">x",
];
