//! Choosing from a list: one, or several.

use std::cell::Cell;
use std::rc::Rc;

use inquire::error::{CustomUserError, InquireResult};
use inquire::list_option::ListOption;
use inquire::validator::Validation;
use inquire::{MultiSelect, Select};
use modelpick::deciding::interview::{Asking, Reply};
use modelpick::knowledge::describing::question::{From, Kind, Question};
use modelpick::knowledge::stating::answer::Answer;
use modelpick::knowledge::stating::knowledge::Knowledge;
use modelpick::knowledge::words::text::Text;

use super::Terminal;
use super::entry::Entry;
use super::{look, say};
use crate::words;

/// Columns before an entry: the mark of the cursor and a blank.
pub(super) const MARK: usize = 2;

/// Columns before an entry with a box.
const BOX: usize = MARK + 4;

/// Asks for one choice. The first entry leaves the question open: Enter alone never gives an answer.
pub(super) fn one(t: &Terminal, question: &Question, asking: &Asking<'_>) -> InquireResult<Reply> {
    let drawn = Rc::default();
    let mut entries = vec![Entry::open(t.look, MARK, &drawn)];
    entries.extend(all(t, question, MARK, &drawn));
    let message = t.message(question);
    let help = say::help(t, question, asking, &words::KEYS_CHOOSE);
    let before = match asking.before {
        Some(Answer::Choices(chosen)) => chosen.first().map_or(0, |&first| usize::from(first) + 1),
        _ => 0,
    };
    let formatter = |chosen: ListOption<&Entry>| {
        let shown = match chosen.index.checked_sub(1) {
            Some(at) => say::answer(t, question, &Answer::Choices(vec![small(at)])),
            None => say::open(t.look),
        };
        look::behind(&message, &shown)
    };
    let mut prompt = Select::new(&message, entries);
    prompt.help_message = help.as_deref();
    let chosen = prompt
        .with_page_size(look::page(&message, help.as_deref()))
        .with_starting_cursor(before)
        .with_scorer(&|typed, entry, _, at| entry.score(typed, at))
        .with_formatter(&formatter)
        .with_render_config(t.look.config())
        .raw_prompt()?;
    Ok(match chosen.index.checked_sub(1) {
        Some(at) => Reply::Answer(Answer::Choices(vec![small(at)])),
        None => Reply::Open,
    })
}

/// Asks for any number of choices; none leaves the question open.
pub(super) fn several(t: &Terminal, question: &Question, asking: &Asking<'_>) -> InquireResult<Reply> {
    let drawn = Rc::default();
    let entries: Vec<_> = all(t, question, BOX, &drawn).collect();
    let message = t.message(question);
    let help = say::help(t, question, asking, &words::KEYS_MARK);
    let marked: Vec<_> = match asking.before {
        Some(Answer::Choices(chosen)) => chosen.iter().map(|&at| usize::from(at)).collect(),
        _ => Vec::new(),
    };
    let page = look::page(&message, help.as_deref());
    // Each entry is drawn once to be counted, then those of the first page.
    let untouched = entries.len() + entries.len().min(page);
    let formatter = |chosen: &[ListOption<&Entry>]| look::behind(&message, &say::chosen(t, question, chosen));
    let mut prompt = MultiSelect::new(&message, entries);
    prompt.help_message = help.as_deref();
    let chosen = prompt
        .with_page_size(page)
        .with_default(&marked)
        .with_starting_cursor(marked.first().copied().unwrap_or(0))
        .with_keep_filter(false)
        .with_scorer(&|typed, entry, _, at| entry.score(typed, at))
        .with_validator(nothing_marked(words::PROMPT_NOTHING_MARKED.fixed(t.look.lang), drawn, untouched))
        .with_formatter(&formatter)
        .with_render_config(t.look.config())
        .raw_prompt()?;
    if chosen.is_empty() {
        return Ok(Reply::Open);
    }
    Ok(Reply::Answer(Answer::Choices(chosen.iter().map(|one| small(one.index)).collect())))
}

/// Who moved to an entry and pressed Enter without marking it meant to choose it: that is said once.
fn nothing_marked(
    words: &'static str,
    drawn: Rc<Cell<usize>>,
    untouched: usize,
) -> impl Fn(&[ListOption<&Entry>]) -> Result<Validation, CustomUserError> + Clone + 'static {
    let said = Rc::new(Cell::new(false));
    move |marked| {
        if !marked.is_empty() || drawn.get() <= untouched || said.replace(true) {
            return Ok(Validation::Valid);
        }
        Ok(Validation::Invalid(words.into()))
    }
}

/// The entries of a closed question, in its order.
fn all<'a>(
    t: &'a Terminal,
    question: &'a Question,
    before: usize,
    drawn: &'a Rc<Cell<usize>>,
) -> Box<dyn Iterator<Item = Entry> + 'a> {
    let entry = move |label: &Text| Entry::new(label.in_lang(t.look.lang), t.look, before, drawn).also(label);
    if matches!(question.kind, Kind::YesNo) {
        let labels = [(&words::PROMPT_YES, "yes"), (&words::PROMPT_NO, "no")];
        return Box::new(labels.into_iter().map(move |(label, id)| entry(label).also_word(id)));
    }
    Box::new(question.choices().iter().map(move |choice| {
        let help = choice.help.as_ref().map_or("", |help| help.in_lang(t.look.lang));
        let entry = entry(&choice.label).also_word(&choice.id).with_help(help);
        aliases(t.knowledge, question, &choice.id).fold(entry, Entry::also_word)
    }))
}

/// Other words for a model.
fn aliases<'k>(k: &'k Knowledge, question: &Question, id: &str) -> impl Iterator<Item = &'k str> + use<'k> {
    let models = matches!(question.kind, Kind::Choices { from: Some(From::Models), .. });
    let model = k.catalog.models.iter().find(|model| models && model.id == id);
    model.into_iter().flat_map(|model| model.aliases.iter().map(|alias| &**alias))
}

fn small(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}
