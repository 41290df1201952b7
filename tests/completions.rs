//! What a shell is told when somebody presses the tabulator: asked as the script of each shell asks, and through the
//! script itself where the shell is at hand.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The shells that there is a script for.
const SHELLS: [&str; 5] = ["bash", "zsh", "fish", "powershell", "elvish"];

/// A line of which the last word is completed, words that must be offered, and words that must not.
const LINES: &[(&[&str], &[&str], &[&str])] = &[
    (&["modelpick", ""], &["recommend", "models", "questions", "rules", "completions", "man"], &["coding"]),
    (&["modelpick", "catalog", ""], &["stats", "check", "import"], &["models"]),
    (
        &["modelpick", "catalog", "import", "--from", ""],
        &["models.dev", "litellm", "openrouter", "llm-prices"],
        &[],
    ),
    (&["modelpick", "catalog", "import", "--scale", "p"], &["percent", "points"], &["rating"]),
    (&["modelpick", "rec"], &["recommend"], &["models"]),
    (&["modelpick", "--au"], &["--audience"], &["--task"]),
    (&["modelpick", "--task", "coding", ""], &["--audience"], &["models"]),
    (&["modelpick", "--task", "cod"], &["coding"], &["agent"]),
    (&["modelpick", "recommend", "--task", "coding,cl"], &["coding,classification"], &["coding,chat"]),
    (&["modelpick", "recommend", "--audience", ""], &["enterprise", "individual"], &["coding"]),
    (&["modelpick", "recommend", "--batch", "n"], &["no"], &["yes"]),
    (&["modelpick", "recommend", "--vendors", "deep"], &["deepseek"], &["openai"]),
    (&["modelpick", "recommend", "--cloud", "aw"], &["aws"], &["azure"]),
    (
        &["modelpick", "recommend", "--current-model", "deepseek/deepseek-v4-p"],
        &["deepseek/deepseek-v4-pro"],
        &[],
    ),
    (&["modelpick", "recommend", "--lang", ""], &["en", "zh"], &[]),
    (&["modelpick", "models", "deepseek/deepseek-v4-p"], &["deepseek/deepseek-v4-pro"], &[]),
    (&["modelpick", "models", "--"], &["--rules", "--format"], &["--audience"]),
    (&["modelpick", "evidence", "deepseek/deepseek-v4-p"], &["deepseek/deepseek-v4-pro"], &[]),
    (&["modelpick", "catalog", ""], &["stats", "check"], &["models"]),
    (&["modelpick", "catalog", "check", "--"], &["--max-age", "--all", "--rules"], &["--audience"]),
    (&["modelpick", "completions", ""], &SHELLS, &[]),
    (
        &["modelpick", "rules", ""],
        &["check", "test", "analyze", "diff", "list", "show", "init", "schema", "explain-code"],
        &["recommend"],
    ),
    (&["modelpick", "rules", "show", "priority-c"], &["priority-cost"], &["priority-speed"]),
    (&["modelpick", "rules", "explain-code", "unknown-k"], &["unknown-key"], &["unknown-id"]),
    (&["modelpick", "rules", "schema", "an"], &["answers"], &["model"]),
    (&["modelpick", "rules", "check", "--format", ""], &["human", "json", "sarif", "github"], &["junit"]),
    (&["modelpick", "rules", "list", "--task", "cod"], &["coding"], &["agent"]),
];

fn modelpick(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_modelpick"));
    alone(&mut command).current_dir(folder);
    command
}

/// Nothing of the machine around it but the program on the path.
fn alone(command: &mut Command) -> &mut Command {
    let empty = Path::new(env!("CARGO_TARGET_TMPDIR")).join("no-home");
    let program = Path::new(env!("CARGO_BIN_EXE_modelpick")).parent().expect("it is in a folder");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(program.to_path_buf()).chain(std::env::split_paths(&path));
    let path = std::env::join_paths(folders).expect("folders can be joined");
    command.env_clear().env("PATH", path).env("HOME", &empty).env("XDG_CONFIG_HOME", &empty)
}

fn text(output: Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    String::from_utf8(output.stdout).expect("it is text")
}

/// What the program answers to the script of a shell, a line for each word, with help behind it where there is any.
fn answered(shell: &str, folder: &Path, line: &[&str]) -> Vec<String> {
    let mut command = modelpick(folder);
    command.env("MODELPICK_COMPLETE", shell).env("_CLAP_IFS", "\u{b}");
    command.env("_CLAP_COMPLETE_INDEX", (line.len() - 1).to_string()).env("_CLAP_COMPLETE_SPACE", "true");
    let output = command.arg("--").args(line).output().expect("the program runs");
    let text = text(output);
    let words = text.split(['\u{b}', '\n']).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// The words alone.
fn words(answers: &[String]) -> Vec<&str> {
    answers.iter().map(|answer| answer.split(['\t', ':']).next().expect("a word")).map(str::trim).collect()
}

fn check(shell: &str, line: &[&str], found: &[&str], wanted: &[&str], unwanted: &[&str]) {
    for word in wanted {
        assert!(found.contains(word), "{shell}: {line:?} lacks {word}: {found:?}");
    }
    for word in unwanted {
        assert!(!found.contains(word), "{shell}: {line:?} offers {word}");
    }
}

#[test]
fn every_shell_is_told_what_may_stand_there() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    for shell in SHELLS {
        for (line, wanted, unwanted) in LINES {
            check(shell, line, &words(&answered(shell, here, line)), wanted, unwanted);
        }
    }
}

/// Files of rules in a folder of its own.
fn overlay(name: &str, text: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("completions").join(name);
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(folder.join("rules")).expect("a folder can be made");
    fs::write(folder.join("rules/house.toml"), text).expect("a file can be written");
    folder
}

/// A question whose words a shell would run, were they ever read by one.
const HOSTILE: &str = r#"
    [[question]]
    id      = "works-council"
    ask     = { en = "Does it agree?", zh = "同意吗？" }
    help    = { en = "$(touch ran-1) `touch ran-2`; touch ran-3 ' \" (touch ran-4) \u0007\u001b[31m" }
    choices = [
      { id = "agrees",  label = { en = "$(touch ran-5)`touch ran-6`';touch ran-7;\"\ntouch ran-8", zh = "同意" } },
      { id = "refuses", label = { en = "(touch ran-9) ${x:=y} !! \\ \ttab", zh = "不同意" } },
    ]
"#;

#[cfg(unix)]
fn ran(folder: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).expect("it is there").map(|entry| entry.expect("it can be read").path());
    entries.filter(|path| path.to_string_lossy().contains("ran-")).collect()
}

#[test]
fn questions_of_a_folder_complete_with_their_choices() {
    let folder = overlay("questions", HOSTILE);
    for shell in SHELLS {
        let flags = answered(shell, &folder, &["modelpick", "recommend", "--rules", "rules", "--works"]);
        assert_eq!(words(&flags), ["--works-council"], "{shell}");
        let line = ["modelpick", "recommend", "--works-council", "", "--rules", "rules"];
        let line = [&line[..2], &line[4..], &line[2..4]].concat();
        let choices = answered(shell, &folder, &line);
        assert_eq!(words(&choices)[..2], ["agrees", "refuses"], "{shell}");
        assert!(answered(shell, &folder, &["modelpick", "recommend", "--works"]).is_empty(), "{shell}");
        let controls = |answer: &String| answer.chars().any(|letter| letter.is_control() && letter != '\t');
        assert!(!flags.iter().chain(&choices).any(controls), "{shell}: {flags:?} {choices:?}");
    }
}

#[test]
fn help_is_in_the_language_of_the_line() {
    let folder = overlay("language", HOSTILE);
    let line = ["modelpick", "recommend", "--lang", "zh", "--rules", "rules", "--works-council", "a"];
    assert_eq!(answered("fish", &folder, &line), ["agrees\t同意"]);
    assert_eq!(answered("zsh", &folder, &line), ["agrees:同意"]);
}

/// A mistake in a file is told when the line is run; until then the built-in questions complete.
#[test]
fn broken_files_complete_as_if_they_were_not_there() {
    let folder = overlay("broken", "[[rule]]\nid = ");
    let line = ["modelpick", "recommend", "--rules", "rules", "--audience", "e"];
    assert_eq!(words(&answered("fish", &folder, &line)), ["enterprise"]);
    let line = ["modelpick", "recommend", "--rules", "nowhere", "--audience", "e"];
    assert_eq!(words(&answered("fish", &folder, &line)), ["enterprise"]);
}

/// The script of a shell is the same whatever the rules say, and names the program by its name alone.
#[test]
fn no_script_holds_a_word_of_a_file() {
    let folder = overlay("scripts", HOSTILE);
    for shell in SHELLS {
        let script = |args: &[&str]| {
            text(
                modelpick(&folder)
                    .args(["completions", shell])
                    .args(args)
                    .output()
                    .expect("the program runs"),
            )
        };
        let plain = script(&[]);
        assert!(plain.contains("MODELPICK_COMPLETE") && plain.contains("modelpick"), "{shell}: {plain}");
        assert_eq!(plain, script(&["--rules", "rules", "--lang", "zh"]), "{shell}");
        for word in ["audience", "coding", "works-council", "target", env!("CARGO_BIN_EXE_modelpick")] {
            assert!(!plain.contains(word), "{shell}: {word}");
        }
    }
}

/// What bash offers after its own script was read.
#[cfg(unix)]
fn through_bash(folder: &Path, line: &[&str]) -> Vec<String> {
    let script = r#"
        source <(modelpick completions bash) || exit 3
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_TYPE=9
        _clap_complete_modelpick modelpick "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}" 2>/dev/null
        printf '%s\n' "${COMPREPLY[@]}"
    "#;
    let mut command = Command::new("bash");
    alone(&mut command).current_dir(folder);
    let output = command.args(["--noprofile", "--norc", "-c", script, "bash"]).args(line).output();
    text(output.expect("bash runs")).lines().map(str::to_owned).collect()
}

#[cfg(unix)]
#[test]
fn bash_completes_through_its_script() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (line, wanted, unwanted) in LINES {
        let found = through_bash(here, line);
        check("bash", line, &words(&found), wanted, unwanted);
    }
}

#[cfg(unix)]
#[test]
fn bash_runs_nothing_of_a_file_and_is_offered_nothing_that_it_would_run() {
    let folder = overlay("hostile", HOSTILE);
    for name in ["$(touch ran-10)", "`touch ran-11`", "a;touch ran-12", "two words", "plain"] {
        fs::create_dir(folder.join(name)).expect("a folder can be made");
    }
    let line = ["modelpick", "recommend", "--rules", "rules", "--works-council", ""];
    assert_eq!(words(&through_bash(&folder, &line))[..2], ["agrees", "refuses"]);
    let flags = through_bash(&folder, &["modelpick", "recommend", "--rules", "rules", "--works"]);
    assert_eq!(flags, ["--works-council"]);
    assert_eq!(through_bash(&folder, &["modelpick", "recommend", "--rules", ""]), [".", "plain/", "rules/"]);
    assert_eq!(ran(&folder).len(), 3, "only the folders with such names: {:?}", ran(&folder));
}

/// Fish completes a line by itself; where it is not installed, what its script is told is checked above.
#[cfg(unix)]
#[test]
fn fish_runs_nothing_of_a_file() {
    let folder = overlay("fish", HOSTILE);
    let line = "modelpick recommend --rules rules --works-council ";
    let script = format!("modelpick completions fish | source; complete -C '{line}'");
    let mut command = Command::new("fish");
    alone(&mut command).current_dir(&folder);
    let found = match command.args(["--no-config", "-c", &script]).output() {
        Ok(output) => text(output).lines().map(str::to_owned).collect(),
        Err(_) => answered("fish", &folder, &line.split(' ').collect::<Vec<_>>()),
    };
    assert_eq!(words(&found)[..2], ["agrees", "refuses"]);
    assert_eq!(ran(&folder), Vec::<PathBuf>::new());
}
