//! The examples of the documentation are real: they are gone through as a reader would, each text in an empty folder
//! of its own. A block that begins with `# mine/…` is written there; one that begins with `$ modelpick` is run there,
//! and what follows must be its output. `UPDATE_GOLDEN=1` rewrites it.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the program says to a command line of the documentation, in a folder.
fn say(line: &str, folder: &Path) -> String {
    let mut stages = line.split(" | ");
    let words = stages.next().expect("a line begins with a command").split_whitespace();
    let empty = folder.join("no-home");
    let output = Command::new(env!("CARGO_BIN_EXE_modelpick"))
        .args(words.skip(1))
        .current_dir(folder)
        .env_clear()
        .env("HOME", &empty)
        .env("XDG_CONFIG_HOME", &empty)
        .output()
        .expect("the program runs");
    let mut said = String::from_utf8(output.stdout).expect("it is text");
    for stage in stages {
        said = filtered(&said, stage);
    }
    said + &String::from_utf8_lossy(&output.stderr)
}

/// What passes a filter that the documentation uses: `head -n N`, `grep WORD` with `-A N` or `-B N`.
fn filtered(text: &str, filter: &str) -> String {
    let number = |word: &str| word.parse().expect("a filter has a number");
    let (found, before, after) = match filter.split_whitespace().collect::<Vec<_>>()[..] {
        ["head", "-n", count] => {
            return text.split_inclusive('\n').take(number(count)).collect();
        }
        ["grep", word] => (word, 0, 0),
        ["grep", "-A", count, word] => (word, 0, number(count)),
        ["grep", "-B", count, word] => (word, number(count), 0),
        _ => panic!("`{filter}` is no filter that these tests know"),
    };
    let lines: Vec<_> = text.split_inclusive('\n').collect();
    let hits: Vec<_> = (0..lines.len()).filter(|&at| lines[at].contains(found)).collect();
    let near = |at: usize| hits.iter().any(|&hit| at + before >= hit && at <= hit + after);
    let (mut out, mut last) = (String::new(), None);
    for at in (0..lines.len()).filter(|&at| near(at)) {
        // As `grep` does, where lines are left out between two groups.
        if before + after > 0 && last.is_some_and(|last| last + 1 < at) {
            out.push_str("--\n");
        }
        out.push_str(lines[at]);
        last = Some(at);
    }
    assert!(!out.is_empty(), "`{filter}` lets nothing pass of\n{text}");
    out
}

/// The text with the output of every command as it is now, and how many commands there are.
fn renewed(text: &str, folder: &Path) -> (String, usize) {
    let (mut renewed, mut count) = (String::new(), 0);
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        writeln!(renewed, "{line}").expect("a string takes it");
        if let Some(path) = line.strip_prefix("# mine/") {
            let block: Vec<_> = lines.by_ref().take_while(|line| *line != "```").collect();
            let block = block.join("\n") + "\n";
            let path = folder.join("mine").join(path);
            fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder can be made");
            fs::write(&path, &block).expect("an example can be written");
            renewed.push_str(&block);
            renewed.push_str("```\n");
        } else if let Some(command) = line.strip_prefix("$ ").filter(|line| line.starts_with("modelpick ")) {
            count += 1;
            renewed.push_str(&say(command, folder));
            if lines.any(|line| line == "```") {
                renewed.push_str("```\n");
            }
        }
    }
    (renewed, count)
}

/// An empty folder to go through a text in.
fn folder_for(file: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("examples").join(file);
    // What an earlier run left is in the way; that there is nothing is just as well.
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

/// Goes through a text with at least so many commands.
fn shows_what_the_program_says(file: &str, least: usize) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let text = fs::read_to_string(&path).expect("it is there");
    let (renewed, count) = renewed(&text, &folder_for(file));
    assert!(count >= least, "{file} has {count} commands");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, &renewed).expect("it can be written");
    } else if let Some((now, then)) = renewed.lines().zip(text.lines()).find(|(now, then)| now != then) {
        panic!(
            "{file} is not what the program says now, from `{then}`, now `{now}`: UPDATE_GOLDEN=1 renews it"
        );
    } else {
        assert!(renewed == text, "{file} is not what the program says now: UPDATE_GOLDEN=1 renews it");
    }
    text
}

#[test]
fn documentation_shows_what_the_program_says() {
    for (file, least) in [("docs/examples.md", 10), ("README.md", 1), ("README.zh-CN.md", 1)] {
        shows_what_the_program_says(file, least);
    }
}

/// Every snippet is written or run, none is there to look at.
fn every_snippet_counts(text: &str) {
    let blocks = text.split("\n```").skip(1).step_by(2);
    for block in blocks {
        let first = block.lines().nth(1).unwrap_or_default();
        assert!(
            first.starts_with("# mine/") || first.starts_with("$ modelpick "),
            "neither written nor run: {first}"
        );
    }
}

#[test]
fn the_tutorial_does_what_it_says() {
    for tutorial in ["docs/tuning.md", "docs/tuning.zh-CN.md"] {
        every_snippet_counts(&shows_what_the_program_says(tutorial, 15));
    }
}
