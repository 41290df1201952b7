//! What schemas tell of how much is read, and of what excludes each other.

use modelpick::embedded;

use super::{Checker, document};

/// How much of anything is read, and what excludes each other, is said where a schema can say it.
#[test]
fn schemas_tell_limits_and_kinds() {
    let checker = Checker::new(embedded::knowledge());
    let valid = |text: &str| checker.check("rules", &document(text).expect("it is TOML")).is_ok();
    let advice = |id: &str, more: &str| format!("[[rule]]\nid = \"{id}\"\nadvise = {{ en = \"…\" }}\n{more}");
    let any = |count| "[[rule.when-any]]\ncontext = { at-least = 1 }\n".repeat(count);
    let tasks = |count| format!("when.task = [{}]\n", "\"coding\",".repeat(count));
    let text = |length| advice("mine", &format!("source = \"{}\"\n", "x".repeat(length)));
    let question = |kinds: &str| format!("[[question]]\nid = \"mine\"\n{kinds}");
    let probes = |count| question(&format!("number.probe = [{}]\n", "1,".repeat(count)));
    let invariant = |kinds: &str| format!("[[invariant]]\nid = \"mine\"\n{kinds}");
    for (good, bad) in [
        (advice(&"m".repeat(100), ""), advice(&"m".repeat(101), "")),
        (advice("mine", &any(100)), advice("mine", &any(101))),
        (advice("mine", &tasks(1000)), advice("mine", &tasks(1001))),
        (text(16 * 1024), text(16 * 1024 + 1)),
        (probes(100), probes(101)),
        (question("number = {}\n"), question("number = {}\nmoney = {}\n")),
        (question("yes-no = true\n"), question("yes-no = true\nnumber = {}\n")),
        (invariant("never = {}\n"), invariant("never = {}\nalways = {}\n")),
        (invariant("never = {}\nnever-any = []\n"), invariant("never-any = []\nmonotone = {}\n")),
        (
            invariant("monotone = { answer = \"budget\" }\n"),
            invariant("monotone = { answer = \"budget\", weight = \"cost\" }\n"),
        ),
        (
            "[[attribute]]\nid = \"mine\"\nflag = {}\n".to_owned(),
            "[[attribute]]\nid = \"mine\"\nflag = {}\ndate = {}\n".to_owned(),
        ),
    ] {
        assert!(valid(&good), "{good:.300}");
        assert!(!valid(&bad), "{bad:.300}");
    }
}
