//! The offer of the result, and which answer to correct.

use std::rc::Rc;

use inquire::{InquireError, Select};
use modelpick::deciding::interview::{Next, Offer, ROUND};
use modelpick::knowledge::describing::question::Question;
use modelpick::knowledge::words::table::Ix;
use modelpick::knowledge::words::text::Text;

use super::choose::MARK;
use super::entry::Entry;
use super::{Stop, Terminal, look, say, screen, stop};
use crate::words::{self, fill};

/// Says how the answers stand, and asks what follows.
pub(super) fn put(t: &mut Terminal, offer: &Offer<'_>) -> Result<Next, Stop> {
    loop {
        let mut entries = vec![(words::OFFER_RESULT.in_lang(t.look.lang).to_owned(), Some(Next::Result))];
        if let Some(&first) = offer.open.first() {
            let question = t.knowledge.questions[first].ask.in_lang(t.look.lang);
            let count = offer.open.len().min(ROUND);
            let more = if count == 1 { &words::OFFER_LAST } else { &words::OFFER_MORE };
            let more = fill(more.in_lang(t.look.lang), &[("count", &count), ("question", &question)]);
            entries.push((more, Some(Next::More)));
        }
        entries.push((words::OFFER_CORRECT.in_lang(t.look.lang).to_owned(), None));
        let (labels, nexts): (Vec<_>, Vec<_>) = entries.into_iter().unzip();
        let labels = labels.into_iter().map(|label| (label, String::new())).collect();
        let Some(at) = list(t, &standing(t, offer), labels)? else { return Ok(Next::Back) };
        match nexts.get(at).copied().flatten() {
            Some(next) => return Ok(next),
            None => {
                if let Some(question) = which(t, offer)? {
                    return Ok(Next::Correct(question));
                }
            }
        }
    }
}

/// Who stands first, and what could still change that.
fn standing(t: &Terminal, offer: &Offer<'_>) -> String {
    let say = |text: &Text| text.fixed(t.look.lang);
    let first = match offer.winner {
        None => say(&words::OFFER_NOBODY).to_owned(),
        Some(at) => {
            let candidate = t.knowledge.catalog.candidates[at];
            let model = t.knowledge.model(candidate).name.in_lang(t.look.lang);
            let others = offer.winners.saturating_sub(1);
            let words = if others == 0 { &words::OFFER_FIRST } else { &words::OFFER_TIED };
            fill(say(words), &[("model", &model), ("others", &others)])
        }
    };
    let words = match (offer.open.len(), offer.could_change) {
        (0, _) => &words::OFFER_NOTHING_OPEN,
        (_, 0) => &words::OFFER_SETTLED,
        _ => &words::OFFER_COULD_CHANGE,
    };
    fill(say(words), &[("first", &first), ("open", &offer.open.len()), ("count", &offer.could_change)])
}

/// Which answer to correct, if one.
fn which(t: &Terminal, offer: &Offer<'_>) -> Result<Option<Ix<Question>>, Stop> {
    let entry = |&at: &Ix<Question>| {
        let question = &t.knowledge.questions[at];
        let answer = match offer.answers.get(at) {
            Some(answer) => say::answer(t, question, answer),
            None => say::open(t.look),
        };
        (question.ask.in_lang(t.look.lang).to_owned(), answer)
    };
    let entries = offer.settled.iter().map(entry).collect();
    let message = words::OFFER_WHICH.in_lang(t.look.lang).to_owned();
    Ok(list(t, &message, entries)?.and_then(|at| offer.settled.get(at).copied()))
}

/// The place of the entry that is chosen, nothing if somebody goes back; nothing of it stays on the screen.
fn list(t: &Terminal, message: &str, entries: Vec<(String, String)>) -> Result<Option<usize>, Stop> {
    let drawn = Rc::default();
    let entries = entries.into_iter();
    let entries: Vec<_> =
        entries.map(|(label, help)| Entry::new(&label, t.look, MARK, &drawn).with_help(&help)).collect();
    let message = look::message(message);
    let keys = [&words::KEYS_CHOOSE, &words::KEYS_BACK].map(|keys| keys.in_lang(t.look.lang).to_owned());
    let help = t.look.help(None, "", &keys, message.lines().count());
    let mut prompt = Select::new(&message, entries);
    prompt.help_message = help.as_deref();
    let chosen = prompt
        .with_page_size(look::page(&message, help.as_deref()))
        .with_scorer(&|typed, entry, _, at| entry.score(typed, at))
        .with_formatter(&|_| String::new())
        .with_render_config(t.look.config())
        .raw_prompt();
    match chosen {
        Ok(chosen) => {
            screen::erase(&look::answered(&message, ""))?;
            Ok(Some(chosen.index))
        }
        Err(InquireError::OperationCanceled) => {
            screen::erase(&look::left(&message))?;
            Ok(None)
        }
        Err(error) => Err(stop(error)),
    }
}
