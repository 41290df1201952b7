//! Files as other systems and editors write them, and what of them is read.

use super::works::{over, rules};

#[test]
fn marks_and_ends_of_lines_of_other_systems() {
    let file = "\u{feff}[[rule]]\r\nid = \"mine\"\r\nadvise = { en = \"Do.\" }\r\n";
    let (loaded, said) = over("crlf", &[("rules/mine.toml", file)]);
    assert_eq!(said, "\n");
    assert!(rules(&loaded.knowledge).contains(&"mine"));
}

#[test]
fn only_files_that_end_in_toml_are_read() {
    let rule = |id: &str| format!("[[rule]]\nid = \"{id}\"\nadvise = {{ en = \"Do.\" }}\n");
    let (inside, below) = (rule("inside"), rule("below"));
    let files = [
        // A folder may be called what it likes.
        ("rules/folder.toml/inside.toml", inside.as_str()),
        ("rules/a/b/c/below.toml", &below),
        ("rules/README.md", "[[rule"),
        ("rules/mine.toml~", "[[rule"),
        // Tests of rules lie beside them and are no rules.
        ("rules/tests/case.toml", "answers = 3"),
    ];
    let (loaded, said) = over("files", &files);
    assert_eq!(said, "\n");
    assert_eq!(rules(&loaded.knowledge).iter().filter(|id| ["inside", "below"].contains(id)).count(), 2);
}

/// Nothing that a file says drives the terminal that shows it.
#[test]
fn control_characters_stay_out() {
    let rules = r#"
        [[rule]]
        id      = "mine"
        because = { en = "red \u001b[31m", zh = "\u0007" }
        source  = "\u009b31m"
        weigh   = { size = 1 }
        advise  = { en = "line\nline\ttab\u0000" }
    "#;
    let place = r#"
        [[vendor]]
        id   = "a"
        name = { en = "A\u001b]0;title\u0007" }
    "#;
    let model = r#"
        name    = { en = "One\u001b[2J" }
        aliases = ["one\u001b[2J"]

        [sources.own]
        note = "\u001b[31m"

        [[offer]]
        id     = "api"
        source = { kind = "own", as-of = 2026-01-01, note = "\u001b[31m", url = "https://example.com/\u001b" }
        prices = [{ input = 1, output = 4, currency = "USD", as-of = 2026-01-01, note = "\u001b[31m" }]

        [[strength]]
        in     = "team:small"
        kind   = "own"
        note   = { en = "\u001b[31m" }
        source = { kind = "own", as-of = 2026-01-01, url = "\u001b[31m" }

        [[claim]]
        fact    = "size\u001b[31m"
        says    = { en = "\u001b[31m" }
        verdict = { en = "\u001b[31m" }
        source  = { kind = "own", as-of = 2026-01-01 }
    "#;
    let files = [("rules/mine.toml", rules), ("catalog/a.toml", place), ("catalog/models/a/one.toml", model)];
    let (loaded, _) = over("control", &files);
    let all = format!("{:?}", loaded.knowledge);
    for escaped in ["\\u{1b}", "\\u{7}", "\\u{9b}", "\\n", "\\t", "\\0"] {
        assert!(!all.contains(escaped), "{escaped} is in what was read");
    }
}
