//! Nothing that stands in a file drives the terminal that shows it: every command over folders full of escapes.

use std::fs;
use std::path::{Path, PathBuf};

use crate::cli::run;

/// What may stand in a text as it is, and what may be written for a letter: a sequence that colours, one that sets the
/// title of the window, a tab, the one-byte form of a sequence, a turn of direction, and letters that nobody sees.
const BAD: &str = r"a\u001b[31mb\u001b]0;c\u0007d\te\u009b31mf\u202eg\u200bh";

/// The same as they are; those that no TOML may hold are left out.
const RAW: &str = "a\u{9b}31mb\u{202e}c\u{200b}d\u{feff}e";

const RULES: &str = r#"
# RAW
[[heading]]
id    = "house"
label = { en = "BAD RAW", zh = "BAD RAW" }

[[question]]
id      = "house-question"
heading = "house"
ask     = { en = "BAD RAW" }
help    = { en = "BAD RAW" }
choices = [{ id = "one", label = { en = "BAD RAW" } }, { id = "two", label = { en = "BAD RAW" }, help = { en = "BAD RAW" } }]

[[question]]
id     = "house-number"
ask    = { en = "BAD RAW" }
help   = { en = "BAD RAW" }
number = { min = 0, max = 9, unit = { en = "BAD RAW", zh = "BAD RAW" } }

[[attribute]]
id    = "house-attribute"
label = { en = "BAD RAW" }
of    = "offer"
word  = {}

[[rule]]
id      = "house-rule"  # RAW
because = { en = "BAD RAW" }
source  = "BAD RAW"
when.house-question = ["one"]
weigh   = { cost = 1 }
prefer  = { where.house-attribute = ["BAD RAW"], points = { any = 10 } }
advise  = { en = "BAD RAW" }

[[rule]]
id      = "house-gate"
because = { en = "BAD RAW" }
when.house-question  = ["two"]
require.house-attribute = ["BAD RAW"]
unknown = "exclude"

[[invariant]]
id      = "house-invariant"
because = { en = "BAD RAW" }
never   = { route = ["cloud-api"] }
"#;

const PLACES: &str = r#"
[[vendor]]
id      = "house"
name    = { en = "BAD RAW" }
country = "de"
source  = { kind = "own", as-of = 2026-01-01, note = "BAD RAW", url = "BAD RAW" }

[[provider]]
id           = "house-cluster"
name         = { en = "BAD RAW" }
source       = { kind = "own", as-of = 2026-01-01, note = "BAD RAW" }
"#;

const MODEL: &str = r#"
name    = { en = "BAD RAW" }
aliases = ["BAD RAW"]
family  = "BAD RAW"
status  = "current"
context = 100000
modalities-in  = ["text"]
modalities-out = ["text"]

[sources.own]
kind  = "own"
as-of = 2026-01-01
note  = "BAD RAW"
url   = "BAD RAW"
facts = ["family", "status", "context", "modalities-in", "modalities-out"]

[[offer]]
id       = "cluster"
route    = "cloud-api"
provider = "house-cluster"
house-attribute = "BAD RAW"
prices   = [{ input = 1, output = 4, currency = "USD", as-of = 2026-01-01, note = "BAD RAW" }]
source   = { kind = "own", as-of = 2026-01-01, note = "BAD RAW", url = "BAD RAW" }

[[strength]]
in     = "task:chat"
kind   = "own"
note   = { en = "BAD RAW" }
source = { as-of = 2026-01-01, kind = "own", url = "BAD RAW" }

[[claim]]
fact    = "BAD RAW"
says    = { en = "BAD RAW" }
verdict = { en = "BAD RAW" }
source  = { kind = "own", as-of = 2026-01-01 }
"#;

const BENCHMARK: &str = r#"
name       = { en = "BAD RAW" }
capability = "chinese"
scale      = "percent"
source     = { kind = "own", as-of = 2026-01-01, note = "BAD RAW" }

[scores]
"house/m" = { score = 84.0, pm = 2.5 }
"#;

const CASES: &str = r#"
[[case]]
name    = "BAD RAW"
answers = { house-question = "one" }
winner  = ["house/m"]
excluded = { "house/m" = "house-gate" }
"#;

/// Mistakes of every kind that quotes what was written.
const MISTAKES: [&str; 8] = [
    "RAW",
    "[[rule]]\nid = \"BAD RAW\"\n\"BAD RAW\" = 1\n",
    "[[rule]]\nid = \"house\"\nbecause = \"BAD RAW\"\nwhen.\"BAD RAW\" = [\"BAD RAW\"]\n",
    "[[rule]]\nid = \"house\"\nbecause = { \"BAD RAW\" = \"BAD RAW\" }\nwhen.task = [\"BAD RAW\"]\nweigh = { \"BAD RAW\" = 1 }\n",
    "[[rule]]\nid = \"house\"\nadvise = { en = \"…\" }\nallow = [\"BAD RAW\"]\nwhen.task = { \"BAD RAW\" = 1 }\n",
    "[[rule]]\nid = \"house\"\nadvise = { en = \"…\" }\nwhen.task = [\"$BAD RAW\"]\n# RAW\n",
    "[[question]]\nid = \"house\"\nheading = \"BAD RAW\"\nask = { en = \"?\" }\nhelp = { en = \"?\" }\nchoices-from = \"BAD RAW\"\n",
    "[ranking]\nfloor = { question = \"BAD RAW\", as-of = \"BAD RAW\" }\norder = { by.\"BAD RAW\" = \"BAD RAW\" }\n",
];

const COMMANDS: [&str; 29] = [
    "recommend --no-input --house-question one --vendors house --stakes prototype --explain",
    "recommend --no-input --house-question one --vendors house --stakes prototype --explain --lang zh",
    "recommend --no-input --house-question one --vendors house --stakes prototype --format json",
    "recommend --no-input --house-question two --vendors house --stakes prototype",
    "recommend --no-input --house-question BAD",
    "recommend --no-input --house-number 99",
    "recommend --no-input --answers answers.toml",
    "recommend --no-input --answers answers.toml --format json",
    "recommend --help",
    "models",
    "models house --format json",
    "questions",
    "questions --format json",
    "evidence house/m",
    "evidence house/m --format json",
    "catalog stats",
    "catalog check --all --max-age 1d",
    "rules list --house-question one",
    "rules list --format json",
    "rules show house-rule",
    "rules show house-gate --format json",
    "rules check",
    "rules check --format github",
    "rules check --format sarif",
    "rules test",
    "rules test --format junit",
    "rules analyze --choices 0 --budget 1s",
    "rules diff rules --answers one.toml",
    "man",
];

/// Writes a text with the letters in it that it names.
fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder can be made");
    fs::write(path, text.replace("BAD", BAD).replace("RAW", RAW)).expect("a file can be written");
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("escapes").join(name);
    // What an earlier run left is in the way; that there is nothing is just as well.
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

/// Everything that the program says to some arguments, in which nothing may drive a terminal.
fn said(folder: &Path, line: &str) -> String {
    let args: Vec<_> =
        line.split_whitespace().map(|word| word.replace("BAD", "\u{1b}[31m\u{9b}31m")).collect();
    let output = run(folder, &args);
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    let letters = said.char_indices().filter(|&(_, letter)| {
        let turns =
            ('\u{202a}'..='\u{202e}').contains(&letter) || ('\u{2066}'..='\u{2069}').contains(&letter);
        letter.is_control() && letter != '\n' || turns || ['\u{200b}', '\u{feff}'].contains(&letter)
    });
    let letters: Vec<_> = letters.take(3).collect();
    let near = letters.first().map(|&(at, _)| said.split_at(at).0.lines().last().unwrap_or_default());
    assert!(letters.is_empty(), "`{line}` writes {letters:?} after {near:?}");
    said.into_owned()
}

#[test]
fn no_command_writes_what_drives_a_terminal() {
    let folder = folder("good");
    write(&folder.join("rules/house.toml"), RULES);
    write(&folder.join("rules/tests/house.toml"), CASES);
    write(&folder.join("catalog/places.toml"), PLACES);
    write(&folder.join("catalog/models/house/m.toml"), MODEL);
    write(&folder.join("catalog/benchmarks/house.toml"), BENCHMARK);
    write(
        &folder.join("answers.toml"),
        "task = [\"BAD RAW\"]\n\"BAD RAW\" = \"BAD RAW\"\nbudget = \"BAD RAW\"\n",
    );
    write(&folder.join("one.toml"), "house-question = \"one\"\n");
    for command in COMMANDS {
        let said = said(&folder, &format!("{command} --rules rules --catalog catalog"));
        assert!(!said.contains("house.toml:") || !said.contains("error["), "{command}: {said}");
    }
}

#[test]
fn no_mistake_writes_what_drives_a_terminal() {
    for (at, text) in MISTAKES.iter().enumerate() {
        let folder = folder(&format!("mistake-{at}"));
        write(&folder.join("rules/house.toml"), text);
        for format in ["human", "json", "github", "sarif"] {
            let said = said(&folder, &format!("rules check rules --format {format}"));
            assert!(said.contains("house.toml"), "{text}: {said}");
        }
        said(&folder, "recommend --no-input --rules rules");
        said(&folder, "recommend --no-input --rules rules --format json");
    }
}
