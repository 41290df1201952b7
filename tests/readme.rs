//! The texts for people say what is there: commands, links, paths, and examples that load.

use std::fs;
use std::path::{Path, PathBuf};

use modelpick::embedded;
use modelpick::knowledge::reading::draw::draw;
use modelpick::knowledge::reading::file::Part;
use modelpick::knowledge::reading::load::{Layers, load};
use modelpick::knowledge::words::text::Lang;

/// The commands that people are told to run, each on a line of its own.
const COMMANDS: [&str; 2] = [
    "cargo run --release -- recommend --audience enterprise --task customer-service --language zh \
     --region mainland-china --priority cost",
    "cargo test --workspace",
];

/// What a stranger reads first, in each language.
const READMES: [&str; 2] = ["README.md", "README.zh-CN.md"];

/// Texts in English and in Chinese.
const PAIRS: [[&str; 2]; 3] =
    [READMES, ["docs/tuning.md", "docs/tuning.zh-CN.md"], ["rules/README.md", "rules/README.zh-CN.md"]];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every text for people, by its path.
fn texts() -> Vec<String> {
    let mut texts = [
        READMES[0],
        READMES[1],
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "rules/README.md",
        "rules/README.zh-CN.md",
        "data/README.md",
    ]
    .map(str::to_owned)
    .to_vec();
    let mut folders = vec!["docs".to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root().join(&folder)).expect("the folder is there") {
            let entry = entry.expect("it can be read");
            let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                folders.push(path);
            } else if entry.path().extension().is_some_and(|end| end == "md") {
                texts.push(path);
            }
        }
    }
    texts.sort();
    texts
}

/// The lines inside and outside of fences.
fn lines(text: &str) -> impl Iterator<Item = (bool, &str)> {
    let mut fenced = false;
    text.lines().filter_map(move |line| {
        if line.starts_with("```") {
            fenced = !fenced;
            return None;
        }
        Some((fenced, line))
    })
}

#[test]
fn each_readme_has_the_two_commands() {
    for readme in READMES {
        let text = read(readme);
        for command in COMMANDS {
            assert!(
                lines(&text).any(|(fenced, line)| fenced && line == command),
                "{readme}: no line `{command}` in a fence"
            );
        }
    }
}

/// What a text has in every language: its headings, rows of tables, entries of lists, pictures and blocks, in order.
fn outline(text: &str) -> Vec<&'static str> {
    let marks = ["# ", "## ", "### ", "|", "- ", "![", "> ", "```"];
    let mut fenced = false;
    let mark = |line: &str| {
        let mark = marks.into_iter().find(|mark| line.starts_with(mark));
        fenced ^= mark == Some("```");
        mark.filter(|mark| !fenced || *mark == "```")
    };
    text.lines().filter_map(mark).collect()
}

/// The snippets of a text: the file that each writes, or the command that it runs without what is typed for it.
fn snippets(text: &str) -> Vec<String> {
    let name = |line: &str| match line.strip_prefix("$ modelpick ") {
        Some(command) => {
            let words = command.split_whitespace();
            Some(words.take_while(|word| word.chars().all(|letter| letter.is_ascii_lowercase())).collect())
        }
        None => line.strip_prefix("# mine/").map(str::to_owned),
    };
    lines(text).filter(|(fenced, _)| *fenced).filter_map(|(_, line)| name(line)).collect()
}

#[test]
fn both_languages_say_the_same() {
    for [english, chinese] in PAIRS {
        let (first, second) = (read(english), read(chinese));
        assert_eq!(
            outline(&first),
            outline(&second),
            "{english} and {chinese} differ in their headings, tables, lists, pictures or blocks"
        );
        assert_eq!(snippets(&first), snippets(&second), "{english} and {chinese} differ in what they show");
    }
}

/// What `[…](target)` points at.
fn links(line: &str) -> Vec<&str> {
    line.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target).collect()
}

/// The anchors of a text, as its headings give them: lower case, letters, digits and `-`.
fn anchors(text: &str) -> Vec<String> {
    let heading =
        |line: &str| line.starts_with('#').then(|| line.trim_start_matches('#').trim().to_lowercase());
    let anchor = |heading: String| {
        let plain = heading.replace(' ', "-");
        plain.chars().filter(|letter| letter.is_alphanumeric() || "-_".contains(*letter)).collect()
    };
    lines(text).filter(|(fenced, _)| !fenced).filter_map(|(_, line)| heading(line)).map(anchor).collect()
}

#[test]
fn every_relative_link_leads_somewhere() {
    let mut wrong = Vec::new();
    for path in texts() {
        let text = read(&path);
        let here = Path::new(&path).parent().expect("a file is in a folder");
        let outside = lines(&text).filter(|(fenced, _)| !fenced).flat_map(|(_, line)| links(line));
        for target in outside.filter(|target| !target.contains("://")) {
            let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
            let file = if file.is_empty() { root().join(&path) } else { root().join(here).join(file) };
            // A link may lead to a folder; only a text has anchors.
            let leads = match anchor {
                "" => file.exists(),
                _ => fs::read_to_string(&file)
                    .is_ok_and(|there| anchors(&there).iter().any(|own| own == anchor)),
            };
            if !leads {
                wrong.push(format!("{path}: {target}"));
            }
        }
    }
    assert!(wrong.is_empty(), "links that lead nowhere:\n{}", wrong.join("\n"));
}

/// Words in backquotes that name a file or folder of this repository: they begin with one of its folders, or end
/// like a file, and hold no place for something else.
fn paths(line: &str) -> impl Iterator<Item = &str> {
    let folders = [".ci/", "benches/", "data/", "docs/", "knowledge/", "rules/", "src/", "tests/"];
    let endings = [".toml", ".md", ".rs", ".sh"];
    line.split('`').skip(1).step_by(2).filter(move |word| {
        let plain = word.chars().all(|letter| letter.is_ascii_alphanumeric() || "./_-".contains(letter));
        let names = folders.iter().any(|folder| word.starts_with(folder))
            || endings.iter().any(|ending| word.ends_with(ending));
        plain && names && !word.starts_with("./")
    })
}

#[test]
fn every_path_that_is_named_exists() {
    let mut wrong = Vec::new();
    for path in texts() {
        let text = read(&path);
        let here = Path::new(&path).parent().expect("a file is in a folder");
        // Names without a folder may also be those of the program.
        let below = [here, Path::new(""), Path::new("src/bin/modelpick")];
        for word in lines(&text).filter(|(fenced, _)| !fenced).flat_map(|(_, line)| paths(line)) {
            if !below.iter().any(|folder| root().join(folder).join(word).exists()) {
                wrong.push(format!("{path}: {word}"));
            }
        }
    }
    assert!(wrong.is_empty(), "paths that do not exist:\n{}", wrong.join("\n"));
}

/// The examples that begin with a comment that names their file below `mine/`: path and text.
fn examples(text: &str) -> Vec<(String, String)> {
    let blocks = text.split("```toml\n").skip(1).filter_map(|rest| rest.split_once("\n```"));
    let example = |(block, _): (&str, &str)| {
        let path = block.lines().next()?.strip_prefix("# mine/")?;
        Some((path.to_owned(), block.to_owned()))
    };
    blocks.filter_map(example).collect()
}

/// Writes the examples of a text into an empty folder and loads them over the built-in files.
fn load_examples(of: &str) -> usize {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("readme").join(of);
    drop(fs::remove_dir_all(&folder));
    let examples = examples(&read(of));
    let parts = [(Part::Rules, folder.join("rules")), (Part::Catalog, folder.join("catalog"))];
    for (_, part) in &parts {
        fs::create_dir_all(part).expect("a folder can be made");
    }
    for (path, text) in &examples {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("an example has a folder")).expect("a folder can be made");
        fs::write(path, text).expect("an example can be written");
    }
    let loaded = load(Layers { built_in: embedded::sources(), folders: parts.to_vec() });
    let rejected = loaded.err().map(|rejected| draw(&rejected.diagnostics, &rejected.files, false, Lang::En));
    assert_eq!(rejected, None, "the examples of {of} do not load");
    examples.len()
}

#[test]
fn the_examples_load() {
    for readme in READMES {
        assert_eq!(load_examples(readme), 3, "{readme}");
    }
    for reference in ["rules/README.md", "rules/README.zh-CN.md"] {
        assert_eq!(load_examples(reference), 3, "{reference}");
    }
}
