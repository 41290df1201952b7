//! The questionnaire as a person sees it, in both languages. Nothing sleeps: each step waits for what it needs.

mod terminal;

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use terminal::{BACKSPACE, CTRL_C, CTRL_D, DOWN, END, ENTER, ESC, Start, Terminal, UP};

const KINDS: [&str; 2] = ["--rules", "tests/pty/kinds"];

/// Every built-in core question but `region`.
const ALMOST: [&str; 11] = [
    "recommend",
    "--audience",
    "enterprise",
    "--task",
    "chat",
    "--priority",
    "cost",
    "--deploy",
    "cloud-api",
    "--data",
    "public",
];

fn start(args: &[&str]) -> Terminal {
    Start { args, ..Start::default() }.run()
}

/// A path for what a run writes.
fn scratch(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("pty");
    fs::create_dir_all(&folder).expect("the folder can be made");
    folder.join(name)
}

#[test]
fn every_kind_of_prompt_in_english() {
    let mut t = start(&KINDS);
    t.wait("Enter alone leaves a question open");
    // Several of a list: a search finds by label and by id.
    let screen = t.asks("What should the model do?");
    assert!(screen.contains("> [ ] A bit of everything") && screen.contains("1 of about 6"), "{screen}");
    assert!(!screen.contains("Esc back"), "there is nothing to go back to\n{screen}");
    t.send("repair");
    t.wait("> [ ] Write and repair code");
    t.send(" ");
    t.wait("[ ] A bit of everything");
    t.send("customer-serv");
    t.wait("> [ ] Serve customers");
    t.send(" ");
    t.wait("[x] Serve customers");
    t.send(ENTER);
    t.wait("✓ What should the model do? Serve customers, Write and repair code");
    // One of a list, from the start on what leaves it open.
    let screen = t.asks("Where should the model run?");
    assert!(screen.contains("> Don't know\n  Online, through a provider's API"), "{screen}");
    t.send(DOWN);
    t.wait("> Online");
    t.send(ENTER);
    // Yes or no.
    t.asks("Do you have examples of your own to train it on?");
    t.send("y");
    t.wait_for("only yes", |screen| screen.contains("> Yes\n[") && !screen.contains("  No\n"));
    t.send(ENTER);
    t.wait("✓ Do you have examples of your own to train it on? Yes");
    // `device-memory` is not asked: it does not run on a device. A number with its unit and what is assumed.
    let screen = t.asks("How many tokens go into one request?");
    assert!(screen.contains("1 to 10,000,000 tokens · left empty: 20,000 tokens assumed"), "{screen}");
    t.send("abc\r");
    t.wait("! `abc` is not a number: 1 to 10,000,000 tokens");
    t.send(&BACKSPACE.repeat(3));
    t.asks("How many tokens go into one request?");
    t.send("0\r");
    t.wait("! 0 is out of range: 1 to 10,000,000 tokens");
    t.send(BACKSPACE);
    t.asks("How many tokens go into one request?");
    t.send("30,000\r");
    t.wait("✓ How many tokens go into one request? 30,000 tokens");
    // Money.
    t.asks("What may it cost a month at most?");
    t.send("20x\r");
    t.wait("! the currency in `20x` is not known here: cny, usd");
    t.send(&BACKSPACE.repeat(3));
    t.asks("What may it cost a month at most?");
    t.send("2000cny\r");
    t.wait("✓ What may it cost a month at most? 2,000 CNY");
    let offer = t.wait("> Show the recommendation");
    assert!(offer.contains("could change that.") && offer.contains("Answer up to 5 more"), "{offer}");
    t.send(ENTER);
    let (screen, code) = t.end();
    assert_eq!(code, 0, "{screen}");
    assert!(screen.contains("again") && !screen.contains("Show the recommendation"), "{screen}");
}

#[test]
fn every_kind_of_prompt_in_chinese() {
    let mut t = start(&[&KINDS[..], &["--lang", "zh"]].concat());
    t.wait("直接按回车可跳过一题");
    let screen = t.asks("你想让模型做什么？");
    assert!(screen.contains("第 1 题，共约 6 题 · ↑↓ 移动 · 空格勾选 · 回车完成"), "{screen}");
    // Found in the other language as well.
    t.send("改代");
    t.wait("> [ ] 写代码、改代码");
    t.send(" ");
    t.wait("[ ] 什么都做一点");
    t.send("serve");
    t.wait("> [ ] 智能客服");
    t.send(" ");
    t.wait("[x] 智能客服");
    t.send(ENTER);
    t.wait("✓ 你想让模型做什么？ 智能客服、写代码、改代码");
    t.asks("模型要在哪里运行？");
    t.send(DOWN);
    t.wait("> 在线调用服务商的 API");
    t.send(ENTER);
    t.asks("你有可用来微调模型的自有数据吗？");
    t.send("否");
    t.wait("> 否");
    t.send(ENTER);
    t.wait("✓ 你有可用来微调模型的自有数据吗？ 否");
    let screen = t.asks("每次请求输入多少 token？");
    assert!(screen.contains("1 至 10,000,000 token · 留空则取 20,000 token"), "{screen}");
    t.send("很多\r");
    t.wait("! “很多”不是数字，应为 1 至 10,000,000 token");
    t.send(&BACKSPACE.repeat(2));
    t.asks("每次请求输入多少 token？");
    t.send("30000\r");
    t.wait("✓ 每次请求输入多少 token？ 30,000 token");
    t.asks("每月预算上限是多少？");
    t.send(ENTER);
    t.wait("✓ 每月预算上限是多少？ 不确定");
    t.wait("> 查看推荐结果");
    t.send(ENTER);
    let (screen, code) = t.end();
    assert_eq!(code, 0, "{screen}");
    assert!(screen.contains("再次运行"), "{screen}");
}

#[test]
fn back_goes_across_a_condition_and_keeps_what_was_answered() {
    let mut t = start(&KINDS);
    t.asks("What should the model do?");
    t.send(ESC);
    t.wait("This is the first question: there is nothing to go back to. Ctrl-C stops.");
    t.send(ENTER);
    t.asks("Where should the model run?");
    t.send(&format!("device{ENTER}"));
    t.asks("Do you have examples of your own to train it on?");
    t.send(ENTER);
    t.asks("How much memory does the device have, in GB?");
    t.send(&format!("16{ENTER}"));
    t.wait("> Show the recommendation");
    t.send(ESC);
    t.wait("? How much memory does the device have, in GB? 16");
    t.send(ESC);
    t.asks("Do you have examples of your own to train it on?");
    t.send(CTRL_D);
    let screen = t.wait("> On a phone, computer or other device");
    assert!(!screen.contains("How much memory"), "what lies ahead is off the screen\n{screen}");
    t.send(&format!("{UP}{UP}"));
    t.wait("> Online");
    t.send(ENTER);
    // On the way forward again: what waited for a device is passed over.
    t.asks("Do you have examples of your own to train it on?");
    t.send(ENTER);
    t.asks("How many tokens go into one request?");
    t.send(ENTER);
    t.asks("What may it cost a month at most?");
    t.send(ENTER);
    t.wait("> Show the recommendation");
    t.send(ENTER);
    let (screen, code) = t.end();
    assert_eq!(code, 0, "{screen}");
    let again = screen.rsplit("again").next().expect("it ends with the command line");
    assert!(again.contains("--deploy cloud-api") && !again.contains("--device-memory"), "{screen}");
}

#[test]
fn an_answer_can_be_corrected_before_the_result() {
    let mut t = Start { size: (80, 50), args: &ALMOST, ..Start::default() }.run();
    t.asks("Where must it be available?");
    t.send(&format!("eu{ENTER}"));
    t.wait("✓ Where must it be available? European Union");
    t.wait("> Show the recommendation");
    t.send(END);
    t.wait("> Look over the answers and change one");
    t.send(ENTER);
    let screen = t.asks("Which answer do you want to change?");
    for line in
        ["> Who will use it? – A company or institution", "  Where must it be available? – European Un"]
    {
        assert!(screen.contains(line), "{screen}");
    }
    // Back to the offer, and in again.
    t.send(ESC);
    t.wait("> Show the recommendation");
    t.send(END);
    t.wait("> Look over the answers and change one");
    t.send(ENTER);
    t.asks("Which answer do you want to change?");
    t.send(END);
    t.wait("> Where must it be available?");
    t.send(ENTER);
    t.wait("> European Union");
    // Changing nothing after all.
    t.send(ESC);
    let screen = t.wait("> Show the recommendation");
    assert!(screen.contains("✓ Where must it be available? European Union"), "{screen}");
    t.send(END);
    t.wait("> Look over the answers and change one");
    t.send(ENTER);
    t.asks("Which answer do you want to change?");
    t.send(END);
    t.wait("> Where must it be available?");
    t.send(ENTER);
    t.wait("> European Union");
    t.send(&format!("{DOWN}{ENTER}"));
    t.wait("> Show the recommendation");
    let screen = t.wait("✓ Where must it be available? United States");
    assert!(!screen.contains("European Union"), "the old answer is replaced\n{screen}");
    // What a flag said can be corrected too.
    t.send(END);
    t.wait("> Look over the answers and change one");
    t.send(ENTER);
    t.asks("Which answer do you want to change?");
    t.send(ENTER);
    t.wait("> A company or institution");
    t.send(&format!("{DOWN}{ENTER}"));
    t.wait("✓ Who will use it? An individual developer");
    t.wait("> Show the recommendation");
    t.send(ENTER);
    let (screen, code) = t.end();
    assert_eq!(code, 0, "{screen}");
    let again = screen.rsplit("again").next().expect("it ends with the command line");
    assert!(again.contains("--audience individual") && again.contains("--region us"), "{screen}");
}

#[test]
fn an_answer_that_does_not_count_any_more_leaves_the_screen() {
    let mut t = Start { args: &KINDS, ..Start::default() }.run();
    t.asks("What should the model do?");
    t.send(ENTER);
    t.asks("Where should the model run?");
    t.send(&format!("phone{ENTER}"));
    t.asks("Do you have examples of your own to train it on?");
    t.send(ENTER);
    t.asks("How much memory does the device have, in GB?");
    t.send(&format!("16{ENTER}"));
    t.wait("✓ How much memory does the device have, in GB? 16 GB");
    t.wait("> Show the recommendation");
    t.send(END);
    t.wait("> Look over the answers and change one");
    t.send(ENTER);
    t.asks("Which answer do you want to change?");
    t.send(&format!("run?{ENTER}"));
    t.wait("> On a phone");
    t.send(&format!("api{ENTER}"));
    t.asks("How many tokens go into one request?");
    t.send(ENTER);
    t.asks("What may it cost a month at most?");
    t.send(ENTER);
    let screen = t.wait("> Show the recommendation");
    assert!(!screen.contains("How much memory"), "{screen}");
    assert!(screen.contains("✓ Where should the model run? Online, through a provider's API"), "{screen}");
    t.send(CTRL_C);
    assert_eq!(t.end().1, 130);
}

#[test]
fn ctrl_c_leaves_with_130_and_the_way_to_go_on() {
    let shell = "\"$0\" \"$@\"; echo \"code $?\"; stty -a";
    let mut t = Start { shell, args: &["--lang", "zh"], ..Start::default() }.run();
    t.asks("谁来使用？");
    t.send(&format!("{DOWN}{ENTER}"));
    t.asks("你想让模型做什么？");
    t.send(CTRL_C);
    let screen = t.wait("code 130");
    assert!(screen.contains("已退出。用下面的命令可以接着来："), "{screen}");
    assert!(screen.contains("\n  modelpick recommend --audience enterprise\n"), "{screen}");
    let (screen, _) = t.end();
    assert!(screen.contains(" echo ") && screen.contains(" icanon "), "the terminal is as it was\n{screen}");

    let mut t = start(&["--quiet"]);
    t.asks("Who will use it?");
    t.send(CTRL_C);
    let (screen, code) = t.end();
    assert_eq!(code, 130);
    assert!(screen.ends_with("Stopped."), "{screen}");
}

#[test]
fn a_narrow_terminal_cuts_and_wraps_between_words() {
    for (lang, task, cut, help) in [
        (
            "en",
            "What should the model do?",
            "  [ ] Answer from our own docume…",
            "[Decides which abilities are\n compared, and rules out models\n",
        ),
        (
            "zh",
            "你想让模型做什么？",
            "  [ ] 基于自有资料回答（RAG）",
            "[决定比较模型的哪些能力，并排除做\n 不了这件事的模型。\n",
        ),
    ] {
        let args = ["--lang", lang];
        let mut t = Start { size: (34, 30), args: &args, ..Start::default() }.run();
        t.wait("> ");
        t.send(ENTER);
        let screen = t.asks(task);
        assert!(screen.contains(cut) && screen.contains(help), "{screen}");
        t.send(&format!("coding {ENTER}"));
        t.wait_for("the next question", |screen| {
            screen.contains("3 of about 6") || screen.contains("第 3 题")
        });
        t.send(CTRL_C);
        assert_eq!(t.end().1, 130);
    }
}

#[test]
fn a_resized_terminal_is_used_as_it_is_now() {
    let mut t = Start { size: (60, 24), ..Start::default() }.run();
    t.asks("Who will use it?");
    t.resize(120, 30);
    t.send(DOWN);
    t.wait("> A company or institution");
    t.send(ENTER);
    let screen = t.asks("What should the model do?");
    let long = "– Relevant passages are found first and given to the model with the question (RAG).";
    assert!(screen.contains(long), "{screen}");
    t.resize(50, 30);
    t.send(DOWN);
    // Entries are cut to the new width at once.
    t.wait_for("an entry of 50 columns", |screen| screen.contains("  [ ] Answer from our own documents\n"));
    t.send(&format!(" {ENTER}"));
    let screen = t.asks("What matters most?");
    assert!(
        screen.contains("[Sets how much ability, cost and speed count\n against each other.\n"),
        "{screen}"
    );
    t.send(CTRL_C);
    assert_eq!(t.end().1, 130);
}

#[test]
fn a_list_longer_than_the_screen_scrolls() {
    let mut t = Start { size: (80, 10), ..Start::default() }.run();
    t.asks("Who will use it?");
    t.send(ENTER);
    let screen = t.asks("What should the model do?");
    assert!(screen.lines().count() <= 10 && screen.contains("\nv [ ] "), "{screen}");
    t.send(END);
    let screen = t.wait("> [ ] Turn texts into vectors for search");
    assert!(screen.contains("\n^ [ ] ") && screen.contains("? What should the model do?"), "{screen}");
    t.send(" ");
    t.wait("> [x] Turn texts into vectors");
    t.send(ENTER);
    let screen = t.asks("What matters most?");
    assert!(screen.contains("✓ What should the model do? Turn texts into vectors for search"), "{screen}");
    assert_eq!(screen.matches("What should the model do?").count(), 1, "{screen}");
    t.send(CTRL_C);
    assert_eq!(t.end().1, 130);
}

#[test]
fn enter_on_an_entry_that_is_not_marked_is_explained_once() {
    let mut t = start(&["--audience", "individual"]);
    t.asks("What should the model do?");
    t.send(DOWN);
    t.wait("> [ ] Talk with people");
    t.send(ENTER);
    t.wait("! Nothing is marked yet: Space marks. Enter once more leaves it open.");
    t.send(ENTER);
    t.wait("✓ What should the model do? Don't know");
    t.asks("What matters most?");
    // Enter alone is no mistake.
    t.send(ESC);
    t.asks("What should the model do?");
    t.send(ENTER);
    let screen = t.asks("What matters most?");
    assert!(!screen.contains("Nothing is marked"), "{screen}");
    t.send(CTRL_C);
    assert_eq!(t.end().1, 130);
}

#[test]
fn a_question_of_an_overlay_is_asked() {
    let mut t = start(&["--rules", "tests/pty/house", "--lang", "zh"]);
    for _ in 0..6 {
        // Each time the whole prompt is there before the next Enter.
        t.wait_for("the next question", |screen| screen.contains("↑↓"));
        let before = t.wait("第 ");
        t.send(ENTER);
        t.wait_for("another question", |screen| screen != before && screen.contains("↑↓"));
    }
    let screen = t.asks("Must it keep our house style?");
    assert!(screen.contains("第 7 题，共约 7 题"), "{screen}");
    t.send(&format!("strict{ENTER}"));
    t.wait("> 查看推荐结果");
    t.send(ENTER);
    let (screen, code) = t.end();
    assert_eq!(code, 0);
    assert!(screen.contains("--house-style strict"), "{screen}");
}

#[test]
fn more_questions_come_in_rounds_and_esc_leads_back_to_the_offer() {
    let mut t = Start { size: (80, 60), args: &ALMOST, ..Start::default() }.run();
    t.asks("Where must it be available?");
    t.send(ENTER);
    t.wait("> Show the recommendation");
    t.send(DOWN);
    let screen = t.wait("> Answer up to 5 more – next: ");
    let next = screen.split("more – next: ").nth(1).and_then(|rest| rest.lines().next()).expect("a question");
    t.send(ENTER);
    let screen = t.asks(next);
    assert!(screen.contains("1 of about 5"), "{screen}");
    t.send(ESC);
    t.wait("> Show the recommendation");
    // Esc at the offer puts the last question of the round before again.
    t.send(ESC);
    t.asks("Where must it be available?");
    t.send(CTRL_C);
    assert_eq!(t.end().1, 130);
}

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
