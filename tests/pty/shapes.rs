//! Terminals that are narrow, low or change their size.

use super::*;

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
    t.wait_for("an entry of 50 columns", |screen| {
        screen.contains("> [ ] Talk with people\n")
            && screen.contains("  [ ] Answer from our own documents\n")
    });
    t.send(" ");
    t.wait("> [x] Talk with people");
    t.send(ENTER);
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
