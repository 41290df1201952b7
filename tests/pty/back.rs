//! Going back, and correcting what was answered.

use super::*;

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
