//! Cases that no repository should hold: too large, too many, not text.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use knowledge::reading::file::{LARGEST, Part};
use knowledge::reading::load::{Layers, load};
use knowledge::words::diagnostic::Code;
use modelpick::knowledge;

use super::{folder, says};

/// Makes the files of a case that is not stored; nothing for the others.
pub(super) fn make(case: &str) -> Option<PathBuf> {
    let root = || empty(case);
    match case {
        "too-large" => {
            let root = root();
            let bytes = usize::try_from(LARGEST).expect("it fits") + 1;
            write(&root.join("rules/large.toml"), "#".repeat(bytes).as_bytes());
            Some(root)
        }
        "too-large-list" => {
            // Over a small world of its own: the count and the line in the message say nothing of the shipped rules.
            let root = root();
            small_world(&root);
            write(&root.join("rules/many.toml"), many_rules(100_000).as_bytes());
            Some(root)
        }
        "unreadable-file" => {
            let root = root();
            // A folder that is named like a file is looked into; a file that is no text is told, by line and byte.
            write(&root.join("rules/bytes.toml"), b"# first line\n# caf\xe9\n");
            write(&root.join("rules/utf-16.toml"), b"\xff\xfe[\x00r\x00u\x00l\x00e\x00");
            Some(root)
        }
        _ => super::huge::make(case),
    }
}

/// An empty folder below the one that cargo keeps for tests.
pub(crate) fn empty(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    // What an earlier run left is in the way; that there is nothing is just as well.
    drop(fs::remove_dir_all(&root));
    fs::create_dir_all(&root).expect("a folder for the test");
    root
}

pub(crate) fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder for the test");
    fs::write(path, bytes).expect("a file for the test");
}

/// The lower layer of another case as the one of this.
pub(super) fn small_world(root: &Path) {
    for file in ["rules/rules.toml", "data/places.toml", "data/models/a/one.toml", "data/models/b/two.toml"] {
        let from = folder().join("disabled-reference/built-in").join(file);
        write(&root.join("built-in").join(file), &fs::read(from).expect("the small world is there"));
    }
}

/// A case over a small world in which nothing is worth a warning.
pub(super) fn over_quiet_world(name: &str, case: &Path) -> PathBuf {
    let root = empty(name);
    copy(&folder().join("contradicting-gates/built-in"), &root.join("built-in"));
    for part in ["rules", "catalog", "tests"] {
        if case.join(part).is_dir() {
            copy(&case.join(part), &root.join(part));
        }
    }
    root
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("the folder is there") {
        let entry = entry.expect("it can be read");
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            write(&to, &fs::read(entry.path()).expect("it can be read"));
        }
    }
}

fn many_rules(count: usize) -> String {
    let mut text = String::new();
    for at in 0..count {
        writeln!(text, "[[rule]]\nid = \"rule-{at}\"\nadvise = {{ en = \"…\" }}").expect("a string takes it");
    }
    text
}

/// What loading one folder of rules over the built-in knowledge says.
fn over_built_in(root: &Path) -> (bool, String) {
    let folders = vec![(Part::Rules, root.join("rules"))];
    let result = load(Layers { built_in: modelpick::embedded::sources(), folders });
    (result.is_ok(), says(&result, root))
}

#[test]
fn a_folder_that_is_not_there_is_told() {
    let root = empty("no-folder");
    let (good, said) = over_built_in(&root);
    assert!(!good);
    assert_eq!(
        said,
        "error[unreadable-file]: cannot read the folder `rules`: there is no such file or folder\n"
    );
}

#[test]
fn a_file_in_the_place_of_a_folder_is_told() {
    let root = empty("file-as-folder");
    write(&root.join("rules"), b"");
    let (good, said) = over_built_in(&root);
    assert!(!good);
    assert_eq!(said, "error[unreadable-file]: cannot read the folder `rules`: it is a file, not a folder\n");
}

#[test]
fn nesting_ends_in_a_message() {
    let lists = format!("x = {}1{}\n", "[".repeat(100_000), "]".repeat(100_000));
    let tables = format!("x = {}1{}\n", "{ a = ".repeat(100_000), " }".repeat(100_000));
    let dotted = format!("x{} = 1\n", ".a".repeat(100_000));
    let header = format!("[x{}]\ny = 1\n", ".a".repeat(100_000));
    for (name, text) in [("lists", lists), ("tables", tables), ("dotted", dotted), ("header", header)] {
        let root = empty(&format!("nesting-{name}"));
        write(&root.join("rules/deep.toml"), text.as_bytes());
        let (good, said) = over_built_in(&root);
        assert!(!good, "{name} was taken");
        assert!(said.contains("rules/deep.toml:1:"), "{name}: {said}");
        assert!(said.starts_with("error[too-large]: nested too deeply\n"), "{name}: {said}");
        assert!(said.len() < 20_000, "{name}: a message of {} bytes", said.len());
    }
}

#[test]
fn more_rules_than_anybody_writes_are_taken() {
    let root = empty("many-rules");
    write(&root.join("rules/many.toml"), many_rules(3_000).as_bytes());
    let (good, said) = over_built_in(&root);
    assert!(good, "{said}");
}

/// What is too much of is told alone: that the rest then misses something is no news.
#[test]
fn too_many_questions_are_told_alone() {
    let question = |at| {
        format!(
            "[[question]]\nid = \"q-{at}\"\nask = {{ en = \"?\" }}\nhelp = {{ en = \"…\" }}\nyes-no = true\n"
        )
    };
    let root = empty("many-questions");
    let text: String = (0..100_000).map(question).collect();
    write(&root.join("rules/many.toml"), text.as_bytes());
    let (good, said) = over_built_in(&root);
    assert!(!good);
    assert!(said.starts_with("error[too-large]: there are more than 1000 of `question`\n"), "{said}");
    assert_eq!(said.matches("error[").count(), 1, "{said}");
}

#[test]
fn a_long_circle_is_told_by_its_beginning() {
    let question = |at: usize| {
        let next = (at + 1) % 900;
        let told = "ask = { en = \"?\" }\nhelp = { en = \"…\" }\nyes-no = true";
        format!("[[question]]\nid = \"q{at:03}\"\n{told}\nwhen.q{next:03} = [\"yes\"]\n")
    };
    let root = empty("long-circle");
    let text: String = (0..900).map(question).collect();
    write(&root.join("rules/circle.toml"), text.as_bytes());
    let (good, said) = over_built_in(&root);
    assert!(!good);
    let first = "error[circular-condition]: the conditions of 900 questions wait for each other: `q000`, `q001`, \
                 `q002`, `q003`, `q004`, `q005`, `q006`, `q007` …\n";
    assert!(said.starts_with(first), "{said}");
    assert_eq!(said.matches("error[").count(), 1, "{said}");
}

#[test]
fn a_text_that_nobody_would_read_is_refused() {
    let root = empty("long-text");
    let rule = format!("[[rule]]\nid = \"mine\"\nadvise = {{ en = \"{}\" }}\n", "x".repeat(10_000_000));
    write(&root.join("rules/long.toml"), rule.as_bytes());
    let (good, said) = over_built_in(&root);
    assert!(!good);
    assert!(
        said.starts_with("error[too-large]: a text of 10000000 bytes; at most 16384 are read\n"),
        "{said}"
    );
    assert!(said.len() < 2_000, "a message of {} bytes", said.len());
}

#[test]
fn files_that_are_too_large_together_are_refused() {
    let root = empty("large-together");
    for name in ["a", "b", "c"] {
        write(&root.join(format!("rules/{name}.toml")), "#".repeat(6 * 1024 * 1024).as_bytes());
    }
    let (good, said) = over_built_in(&root);
    assert!(!good);
    assert_eq!(
        said,
        "error[too-large]: with `rules` the files of all folders are larger than 16 MiB together\n"
    );
}

#[test]
fn more_files_than_anybody_writes_are_refused() {
    let root = empty("many-files");
    for at in 0..50_001 {
        write(&root.join(format!("rules/{at}.toml")), b"");
    }
    let (good, said) = over_built_in(&root);
    assert!(!good);
    assert_eq!(said, "error[too-large]: the folder `rules` has more than 50000 files and folders\n");
    drop(empty("many-files"));
}

/// Ten links of a folder to itself are ten ways to go on at each step.
#[cfg(unix)]
#[test]
fn links_that_lead_back_are_followed_once() {
    let root = empty("links");
    write(&root.join("rules/mine.toml"), many_rules(1).as_bytes());
    for at in 0..10 {
        std::os::unix::fs::symlink(".", root.join(format!("rules/{at}"))).expect("a link can be made");
    }
    assert_eq!(over_built_in(&root), (true, "\n".to_owned()));
    std::os::unix::fs::symlink("round.toml", root.join("rules/round.toml")).expect("a link can be made");
    let (good, said) = over_built_in(&root);
    assert!(!good);
    let says = "error[unreadable-file]: cannot read `rules/round.toml`: too many levels of symbolic links\n";
    assert_eq!(said, says);
}

/// Nobody writes to it: to read it would take for ever.
#[cfg(unix)]
#[test]
fn a_socket_that_is_named_like_a_file_is_not_read() {
    let root = empty("socket");
    write(&root.join("rules/mine.toml"), many_rules(1).as_bytes());
    let _listener =
        std::os::unix::net::UnixListener::bind(root.join("rules/s.toml")).expect("it can be made");
    let (good, said) = over_built_in(&root);
    assert!(!good);
    assert_eq!(
        said,
        "error[unreadable-file]: cannot read `rules/s.toml`: it is neither a file nor a folder\n"
    );
}

/// Ten thousand mistakes are counted and not all drawn.
#[test]
fn many_mistakes_are_counted() {
    let root = empty("many-mistakes");
    let lines: Vec<_> = (0..10_000).map(|at| format!("mistake-{at} = 1")).collect();
    write(&root.join("rules/many.toml"), lines.join("\n").as_bytes());
    let (good, said) = over_built_in(&root);
    assert!(!good);
    assert_eq!(said.matches("error[unknown-key]").count(), 50);
    assert!(said.ends_with("… and 9950 more\n"), "{}", said.lines().last().unwrap_or_default());
}

#[test]
fn codes_have_names_of_their_own() {
    let mut names: Vec<_> = Code::ALL.iter().map(|code| code.name()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), Code::ALL.len());
}
