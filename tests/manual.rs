//! The manual pages: all that the program can do is in them, and nothing that the formatter would misread.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use modelpick::embedded;
use modelpick::knowledge::describing::question::Kind;

const COMMANDS: [&str; 20] = [
    "recommend",
    "models",
    "questions",
    "rules",
    "rules check",
    "rules test",
    "rules analyze",
    "rules diff",
    "rules list",
    "rules show",
    "rules init",
    "rules schema",
    "rules explain-code",
    "evidence",
    "catalog",
    "catalog stats",
    "catalog check",
    "catalog import",
    "completions",
    "man",
];

/// What a line of a page may begin with if it is no text.
const MACROS: [&str; 10] =
    [".TH", ".SH", ".SS", ".TP", ".PP", ".RS", ".RE", ".ad l", ".nh", "'\\\" -*- coding: utf-8 -*-"];

fn man(args: &[&str]) -> Output {
    let empty = Path::new(env!("CARGO_TARGET_TMPDIR")).join("no-home");
    let mut command = Command::new(env!("CARGO_BIN_EXE_modelpick"));
    command.env_clear().env("HOME", &empty).env("XDG_CONFIG_HOME", &empty);
    command.arg("man").args(args).output().expect("the program runs")
}

/// The whole manual in a language.
fn whole(lang: &str) -> String {
    let output = man(&["--lang", lang]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("it is text")
}

#[test]
fn the_manual_names_every_command_flag_and_choice() {
    for lang in ["en", "zh"] {
        let page = whole(lang).replace("\\-", "-").replace("\\:", "");
        for command in COMMANDS {
            assert!(page.contains(&format!("modelpick {command}")), "{lang}: {command}");
        }
        for question in &embedded::knowledge().questions {
            assert!(page.contains(&format!("\n\\fB--{}\\fR", question.id)), "{lang}: {}", question.id);
            // Lists that come from the catalogue are left out.
            let Kind::Choices { choices, from: None, .. } = &question.kind else { continue };
            for choice in choices {
                assert!(page.contains(&format!("\n\\fB{}\\fR", choice.id)), "{lang}: {}", choice.id);
            }
        }
        for flag in ["--rules", "--answers", "--explain", "--lang", "MODELPICK_LANG", "NO_COLOR"] {
            assert!(page.contains(flag), "{lang}: {flag}");
        }
        // Flags of every command are told once.
        assert_eq!(page.matches("\\fB--catalog\\fR").count(), 1, "{lang}");
    }
}

#[test]
fn the_manual_is_in_its_language() {
    assert!(whole("en").contains(".SH \"EXIT STATUS\"") && !whole("en").contains('选'));
    let zh = whole("zh").replace("\\:", "");
    for heading in ["名称", "概要", "命令", "选项", "退出状态", "环境变量"] {
        assert!(zh.contains(&format!(".SH \"{heading}\"")), "{heading}");
    }
    for english in ["OPTIONS", "possible values", "COMMAND>"] {
        assert!(!zh.contains(english), "{english}");
    }
}

#[test]
fn no_line_is_misread() {
    for lang in ["en", "zh"] {
        for line in whole(lang).lines() {
            let begins = line.starts_with(['.', '\'']);
            assert!(!begins || MACROS.iter().any(|known| line.starts_with(known)), "{lang}: {line}");
            assert!(!line.chars().any(char::is_control), "{lang}: {line:?}");
            // Every backslash begins something that was meant.
            let escapes = line.split('\\').skip(1).filter(|_| !begins);
            for escape in escapes {
                let known = ["-", ":", "e", "(", "f", "&"].iter().any(|known| escape.starts_with(known));
                assert!(known, "{lang}: {line}");
            }
        }
    }
}

#[test]
fn a_folder_gets_a_page_for_each_command() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("manual/deep");
    drop(fs::remove_dir_all(&folder));
    let output = man(&[&folder.to_string_lossy()]);
    assert!(output.status.success() && output.stdout.is_empty());
    let entries =
        fs::read_dir(&folder).expect("it was made").map(|entry| entry.expect("it can be read").path());
    let mut names = BTreeSet::new();
    for path in entries {
        let page = fs::read_to_string(&path).expect("it is text");
        let name = path.file_name().expect("a file").to_string_lossy().into_owned();
        let title = name.trim_end_matches(".1").to_uppercase();
        assert!(page.contains(&format!(".TH {title} 1 ")), "{name}");
        assert!(page.contains("\n\\fB\\-\\-rules\\fR"), "{name} lacks the flags of every command");
        names.insert(name);
    }
    let mut wanted: BTreeSet<_> =
        COMMANDS.iter().map(|command| format!("modelpick-{}.1", command.replace(' ', "-"))).collect();
    wanted.insert("modelpick.1".into());
    assert_eq!(names, wanted);
}

#[test]
fn a_folder_that_cannot_be_made_is_told() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml/pages");
    let output = man(&[&file.to_string_lossy()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("error: cannot write the result: "));
}
