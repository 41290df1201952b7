//! The examples of the documentation are real: every block that begins with `$ modelpick` is run, and what follows
//! must be its output. `UPDATE_GOLDEN=1` rewrites it.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

/// What the program says to a command line of the documentation.
fn say(line: &str) -> String {
    let empty = Path::new(env!("CARGO_TARGET_TMPDIR")).join("no-home");
    let output = Command::new(env!("CARGO_BIN_EXE_modelpick"))
        .args(line.split_whitespace().skip(1))
        .env_clear()
        .env("HOME", &empty)
        .env("XDG_CONFIG_HOME", &empty)
        .output()
        .expect("the program runs");
    String::from_utf8(output.stdout).expect("it is text") + &String::from_utf8_lossy(&output.stderr)
}

/// The text with the output of every command as it is now, and how many commands there are.
fn renewed(text: &str) -> (String, usize) {
    let (mut renewed, mut count) = (String::new(), 0);
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        writeln!(renewed, "{line}").expect("a string takes it");
        let Some(command) = line.strip_prefix("$ ").filter(|command| command.starts_with("modelpick "))
        else {
            continue;
        };
        count += 1;
        renewed.push_str(&say(command));
        if lines.any(|line| line == "```") {
            renewed.push_str("```\n");
        }
    }
    (renewed, count)
}

#[test]
fn documentation_shows_what_the_program_says() {
    for (file, least) in [("docs/examples.md", 10), ("README.md", 1), ("README.zh-CN.md", 1)] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        let text = fs::read_to_string(&path).expect("it is there");
        let (renewed, count) = renewed(&text);
        assert!(count >= least, "{file} has {count} commands");
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&path, renewed).expect("it can be written");
        } else {
            assert!(renewed == text, "{file} is not what the program says now: UPDATE_GOLDEN=1 renews it");
        }
    }
}
