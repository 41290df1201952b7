//! The command line that gives the same result again, without questions.

use std::path::PathBuf;

use modelpick::knowledge::stating::answer::Answers;
use modelpick::knowledge::stating::knowledge::Knowledge;

use crate::args::Recommend;
use crate::render::choices::written;
use crate::scan::Scanned;

/// The command line with every answer as a flag.
pub(crate) fn again(
    asked: &Recommend,
    answers: &Answers,
    scanned: &Scanned,
    knowledge: &Knowledge,
) -> String {
    let mut line = with_answers(answers, scanned, knowledge);
    if let Some(top) = asked.top {
        line.push_str(&flag("top", &top.to_string()));
    }
    if let Some(today) = asked.today {
        line.push_str(&flag("today", &today.to_string()));
    }
    if asked.explain {
        line.push_str(" --explain");
    }
    if scanned.json {
        line.push_str(" --format json");
    }
    line
}

/// The command line that asks with these answers.
pub(crate) fn with_answers(answers: &Answers, scanned: &Scanned, knowledge: &Knowledge) -> String {
    let folder = |name| move |folder: &PathBuf| flag(name, &folder.to_string_lossy());
    let folders =
        scanned.rules.iter().map(folder("rules")).chain(scanned.catalog.iter().map(folder("catalog")));
    format!("modelpick recommend{}{}", folders.collect::<String>(), flags(answers, knowledge))
}

/// Every answer as a flag, with a blank before it.
pub(crate) fn flags(answers: &Answers, knowledge: &Knowledge) -> String {
    let one = |(at, (answer, _)): (_, &(_, _))| {
        let question = &knowledge.questions[at];
        flag(&question.id, &written(answer, question).join(","))
    };
    answers.iter().map(one).collect()
}

fn flag(name: &str, value: &str) -> String {
    format!(" --{name} {}", quote(value))
}

/// In quotes where a shell would read something into it. Single quotes say the same in bash, zsh and PowerShell; a
/// single quote stands in double quotes unless something there has a meaning of its own, and then each system gets
/// the form of its own shell.
pub(crate) fn quote(value: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_./,:=+".contains(letter);
    if !value.is_empty() && value.chars().all(plain) {
        value.to_owned()
    } else if !value.contains('\'') {
        format!("'{value}'")
    } else if !value.contains(['"', '$', '`', '\\', '!']) {
        format!("\"{value}\"")
    } else {
        format!("'{}'", value.replace('\'', if cfg!(windows) { "''" } else { "'\\''" }))
    }
}

#[cfg(test)]
mod tests {
    use super::quote;

    #[test]
    fn quotes_say_the_same_in_every_shell() {
        assert_eq!(quote("coding,agent"), "coding,agent");
        assert_eq!(quote("my rules"), "'my rules'");
        assert_eq!(quote("$HOME"), "'$HOME'");
        assert_eq!(quote("C:\\rules"), "'C:\\rules'");
        assert_eq!(quote("it's mine"), "\"it's mine\"");
        assert_eq!(quote(""), "''");
        if cfg!(not(windows)) {
            assert_eq!(quote("it's $1"), "'it'\\''s $1'");
        }
    }
}
