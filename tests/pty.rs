//! The questionnaire as a person sees it, in both languages. Nothing sleeps: each step waits for what it needs.

mod back;
mod quiet;
mod shapes;
pub(crate) mod terminal;

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
