//! The program from outside: each folder below `tests/cli` is a run, with its arguments (one a line in `args`),
//! perhaps its standard input in `stdin` and its environment in `env` (`NAME=VALUE` a line), and what it must say:
//! `stdout`, `stderr` and `exit`, compared whole.
//! `UPDATE_GOLDEN=1` rewrites what is expected.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The program with nothing of the machine around it: no home, no language, no colour.
fn modelpick(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_modelpick"));
    let empty = Path::new(env!("CARGO_TARGET_TMPDIR")).join("no-home");
    command.env_clear().env("HOME", &empty).env("XDG_CONFIG_HOME", &empty).current_dir(folder);
    command
}

pub(crate) fn run(folder: &Path, args: &[String]) -> Output {
    let mut command = modelpick(folder);
    let variables = lines(&folder.join("env"));
    command.envs(variables.iter().filter_map(|line| line.split_once('=')));
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let input = fs::read(folder.join("stdin")).unwrap_or_default();
    // A program that does not read its input closes it: that is not a fault of the run.
    drop(child.stdin.take().expect("it is piped").write_all(&input));
    child.wait_with_output().expect("the program ends")
}

fn lines(path: &Path) -> Vec<String> {
    fs::read_to_string(path).unwrap_or_default().lines().map(str::to_owned).collect()
}

/// The text with `…` for the names of exact contents, which every edit of a rule or a fact changes.
fn without_hashes(text: &str) -> String {
    const NAME: &str = "sha256:";
    let mut parts = text.split(NAME);
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.trim_start_matches(|letter: char| letter.is_ascii_hexdigit());
        let whole = part.len() - rest.len() == 64;
        kept.extend([NAME, if whole { "…" } else { "" }, if whole { rest } else { part }]);
    }
    kept
}

fn compare(folder: &Path, name: &str, found: &str, wrong: &mut Vec<String>) {
    let found = without_hashes(found);
    let path = folder.join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, &found).expect("the case can be written");
        return;
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    if expected != found {
        wrong.push(format!("{}/{name}\n--- expected\n{expected}\n--- found\n{found}", folder.display()));
    }
}

#[test]
fn every_run_says_what_it_should() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli");
    let mut cases: Vec<PathBuf> = fs::read_dir(root)
        .expect("there are cases")
        .map(|entry| entry.expect("it can be read").path())
        .collect();
    cases.sort();
    assert!(cases.len() >= 20, "only {} cases", cases.len());
    let mut wrong = Vec::new();
    for folder in cases {
        let output = run(&folder, &lines(&folder.join("args")));
        compare(&folder, "stdout", &String::from_utf8_lossy(&output.stdout), &mut wrong);
        compare(&folder, "stderr", &String::from_utf8_lossy(&output.stderr), &mut wrong);
        let exit = output.status.code().map_or("killed".into(), |code| code.to_string());
        compare(&folder, "exit", &format!("{exit}\n"), &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// The same inputs give the same bytes.
#[test]
fn two_runs_give_the_same_bytes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for format in ["json", "table"] {
        let args: Vec<String> =
            ["recommend", "--task", "coding", "--explain", "--format", format].map(Into::into).into();
        let (one, other) = (run(root, &args), run(root, &args));
        assert!(one.status.success(), "{format}");
        assert_eq!(one.stdout, other.stdout, "{format}");
    }
}

/// The same answers by flags, by a file and by standard input give the same recommendation.
#[test]
fn flags_and_files_agree() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/answers-from-standard-input");
    let recommended = |args: &[&str]| {
        let args: Vec<String> = args.iter().map(|&arg| arg.to_owned()).collect();
        let output = run(&root, &args);
        let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
        let recommended = value["recommended"].as_array().expect("it recommends").clone();
        assert!(!recommended.is_empty());
        recommended
    };
    let by_input = recommended(&["recommend", "--answers", "-", "--format", "json"]);
    let flags = [
        "recommend",
        "--audience",
        "enterprise",
        "--task",
        "coding,agent",
        "--budget",
        "2000cny",
        "--batch",
        "no",
        "--tokens-in",
        "3000",
        "--format",
        "json",
    ];
    assert_eq!(recommended(&flags), by_input);
}

/// Help, the version, the manual and scripts are there whatever is wrong with the user's own files; a line that needs
/// them tells it.
#[test]
fn help_needs_no_rules() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/rules-with-mistakes");
    let output = |line: &str, before: &[&str]| {
        let args: Vec<_> = before.iter().copied().chain(line.split(' ')).map(str::to_owned).collect();
        run(&root, &args)
    };
    for line in ["--help", "-h", "--version", "recommend --help", "rules check -h", "man", "completions bash"]
    {
        let plain = output(line, &[]);
        for folder in ["rules", "nowhere"] {
            let found = output(line, &["--rules", folder]);
            assert_eq!((&found.stdout, found.status.code()), (&plain.stdout, Some(0)), "{line}: {folder}");
            assert!(found.stderr.is_empty() && !found.stdout.is_empty(), "{line}: {folder}");
        }
    }
    for line in ["questions", "recommend --task coding", "recommend --nonsense", "recommend --task --help"] {
        assert_eq!(output(line, &["--rules", "nowhere"]).status.code(), Some(3), "{line}");
    }
}

/// A reader that goes away early is quiet success.
#[test]
fn a_closed_pipe_is_quiet() {
    let mut child = modelpick(Path::new(env!("CARGO_MANIFEST_DIR")))
        .args(["models"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

/// Colour is given only when it is asked for or a terminal is there.
#[test]
fn colour_is_asked_for() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let colour = |args: &[&str]| {
        let args: Vec<String> = args.iter().map(|&arg| arg.to_owned()).collect();
        let output = run(root, &args);
        assert!(output.status.success(), "{args:?}");
        output.stdout.contains(&0x1b)
    };
    assert!(colour(&["recommend", "--color", "always"]));
    assert!(!colour(&["recommend"]));
    assert!(!colour(&["recommend", "--color=never"]));
}
