//! Runs in which nothing is asked, and what asking leaves behind.

use super::*;

/// Whether a run ended without asking anything.
fn asks_nothing(t: Terminal) {
    let (screen, code) = t.end();
    assert_eq!(code, 0, "{screen}");
    assert!(!screen.contains("↑↓") && !screen.contains("Enter alone"), "{screen}");
}

#[test]
fn nothing_is_asked_where_nobody_can_answer() {
    asks_nothing(start(&["--no-input"]));
    asks_nothing(Start { env: &[("TERM", "dumb")], ..Start::default() }.run());
    for shell in ["\"$0\" \"$@\" < /dev/null", "\"$0\" \"$@\" 2> /dev/null", "echo | \"$0\" \"$@\""] {
        asks_nothing(Start { shell, ..Start::default() }.run());
    }
    asks_nothing(start(&[&ALMOST[..], &["--region", "us"]].concat()));
}

#[test]
fn without_colour_nothing_is_coloured() {
    for (env, args, coloured) in
        [(&[][..], &[][..], true), (&[("NO_COLOR", "1")], &[], false), (&[], &["--color", "never"], false)]
    {
        let mut t = Start { env, args, ..Start::default() }.run();
        t.asks("Who will use it?");
        t.send(&format!("{DOWN}{ENTER}"));
        t.asks("What should the model do?");
        t.send(ESC);
        t.wait("> A company or institution");
        let bytes = t.bytes();
        // Colours and weights end in `m`; what moves the cursor does not.
        let colours = bytes.split("\x1b[").skip(1).any(|code| {
            code.find(|letter: char| letter.is_ascii_alphabetic()).and_then(|at| code.get(at..=at))
                == Some("m")
        });
        assert_eq!(colours, coloured, "{bytes:?}");
        t.send(CTRL_C);
        assert_eq!(t.end().1, 130);
    }
}

#[test]
fn prompts_flags_and_files_give_the_same_bytes() {
    let path = scratch("prompted.json");
    let shell = format!("\"$0\" \"$@\" > '{}'", path.display());
    let mut t =
        Start { shell: &shell, size: (200, 24), args: &["--format", "json"], ..Start::default() }.run();
    for (question, keys) in [
        ("Who will use it?", format!("individual{ENTER}")),
        ("What should the model do?", format!("coding {ENTER}")),
        ("What matters most?", format!("cost{ENTER}")),
        ("Where should the model run?", ENTER.to_owned()),
        ("What data will it see?", format!("public{ENTER}")),
        ("Where must it be available?", format!("eu{ENTER}")),
    ] {
        t.asks(question);
        t.send(&keys);
    }
    t.wait("> Show the recommendation");
    t.send(ENTER);
    let (screen, code) = t.end();
    assert_eq!(code, 0, "{screen}");
    // The result went away, so the command line is told here.
    let again = screen.rsplit("  modelpick ").next().expect("the command line");
    assert!(
        again.ends_with("--format json --no-input") && screen.contains("The same without questions:"),
        "{screen}"
    );

    let prompted = fs::read_to_string(&path).expect("the result was written");
    let value: serde_json::Value = serde_json::from_str(&prompted).expect("it is JSON");
    assert_eq!(value["answers"]["task"]["origin"], "prompt");
    let file = scratch("answers.toml");
    fs::write(
        &file,
        "audience = 'individual'\ntask = ['coding']\npriority = 'cost'\ndata = 'public'\nregion = 'eu'\n",
    )
    .expect("the file can be written");
    let file = file.to_string_lossy();
    let by_file: Vec<_> = ["recommend", "--answers", &file, "--format", "json"].map(str::to_owned).into();
    for (origin, args) in [("flag", again.split_whitespace().map(str::to_owned).collect()), ("file", by_file)]
    {
        let output = Command::new(env!("CARGO_BIN_EXE_modelpick"))
            .args(args)
            .env_clear()
            .env("XDG_CONFIG_HOME", scratch("no-home"))
            .output()
            .expect("the program runs");
        let found = String::from_utf8(output.stdout).expect("it is text");
        let expected = prompted.replace("\"origin\": \"prompt\"", &format!("\"origin\": \"{origin}\""));
        assert!(found == expected, "by {origin}\n{found}");
    }
}
