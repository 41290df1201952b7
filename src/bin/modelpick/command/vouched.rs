//! `modelpick evidence MODEL`, `modelpick catalog stats`, `modelpick catalog check`

use std::fmt::Display;

use modelpick::knowledge::describing::model::Model;
use modelpick::knowledge::evidence::record::Evidence;
use modelpick::knowledge::stating::knowledge::Knowledge;
use modelpick::knowledge::words::date::Date;
use modelpick::knowledge::words::shown::clean;
use modelpick::knowledge::words::suggest::nearest;
use modelpick::knowledge::words::table::Ix;
use modelpick::knowledge::words::text::Lang;
use modelpick::vouching::staleness::{Checked, check};
use modelpick::vouching::stats::{Stats, stats};

use crate::args::{Of, Vouched};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::words::{self, fill};

/// What was found.
#[derive(Debug)]
pub(crate) struct Found<'a> {
    /// The knowledge.
    pub(crate) knowledge: &'a Knowledge,
    /// What stands behind it.
    pub(crate) evidence: &'a Evidence,
    /// The day that ages are counted to.
    pub(crate) today: Date,
    /// What was asked for.
    pub(crate) what: What<'a>,
}

/// What was asked for.
#[derive(Debug)]
pub(crate) enum What<'a> {
    /// A model.
    Model(Ix<Model>),
    /// The catalogue, counted.
    Stats(Box<Stats>),
    /// What is old.
    Old(Old<'a>),
}

/// What is older than a limit.
#[derive(Debug)]
pub(crate) struct Old<'a> {
    /// What was found.
    pub(crate) found: Checked<'a>,
    /// Days that are not too many yet.
    pub(crate) limit: i64,
    /// Also what no seller changes.
    pub(crate) all: bool,
}

impl Found<'_> {
    /// How the run ends.
    pub(crate) fn exit(&self) -> Exit {
        match &self.what {
            What::Old(old) if !old.found.stale.is_empty() => Exit::Failed,
            _ => Exit::Done,
        }
    }
}

/// Looks for what was asked for.
pub(crate) fn look<'a>(
    asked: &Vouched,
    knowledge: &'a Knowledge,
    evidence: &'a Evidence,
    lang: Lang,
) -> Result<Found<'a>, Failure> {
    let today = asked.today.unwrap_or(knowledge.catalog.as_of);
    let what = match &asked.of {
        Of::Model(word) => What::Model(find(knowledge, word, lang)?),
        Of::Catalog => What::Stats(Box::new(stats(knowledge, evidence, today))),
        Of::Old { max_age, all } => {
            let Some(limit) = max_age.or(knowledge.ranking.stale_after) else {
                let message = words::MISTAKE_NO_LIMIT.in_lang(lang).to_owned();
                let help = words::HELP_NO_LIMIT.in_lang(lang).to_owned();
                return Err(Failure::usage(message, Some(help)));
            };
            What::Old(Old { found: check(knowledge, evidence, today, limit, *all), limit, all: *all })
        }
    };
    Ok(Found { knowledge, evidence, today, what })
}

/// The one model that a word means: an id, a name in either language, or another word for it.
fn find(knowledge: &Knowledge, word: &str, lang: Lang) -> Result<Ix<Model>, Failure> {
    let found = knowledge.catalog.called(word);
    if let &[found] = found.as_slice() {
        return Ok(found);
    }
    let shown = clean(word);
    let (message, help) = if found.is_empty() {
        (fill(words::MISTAKE_UNKNOWN_MODEL.in_lang(lang), &[("word", &shown)]), meant(knowledge, word, lang))
    } else {
        let with: [(&str, &dyn Display); 2] = [("word", &shown), ("count", &found.len())];
        let message = fill(words::MISTAKE_MANY_MODELS.in_lang(lang), &with);
        (message, fill(words::HELP_WHICH_MODEL.in_lang(lang), &[("models", &ids(knowledge, &found, lang))]))
    };
    Err(Failure::usage(message, Some(help)))
}

/// What a word may have been meant to be: a part of a name, or a name with a slip in it.
pub(super) fn meant(knowledge: &Knowledge, word: &str, lang: Lang) -> String {
    let models = &knowledge.catalog.models;
    let names = |model: &'_ Model| {
        let last = model.id.rsplit('/').next().unwrap_or_default().to_owned();
        let names = [model.id.to_string(), last, model.name.en.to_string(), model.name.zh.to_string()];
        names.into_iter().chain(model.aliases.iter().map(ToString::to_string)).collect::<Vec<_>>()
    };
    let part = word.trim().to_lowercase();
    let has = |model: &Model| names(model).iter().any(|name| name.to_lowercase().contains(&part));
    let within: Vec<_> = models.enumerate().filter(|(_, model)| has(model)).map(|(at, _)| at).collect();
    if !part.is_empty() && !within.is_empty() {
        return fill(words::HELP_PART_OF_NAME.in_lang(lang), &[("models", &ids(knowledge, &within, lang))]);
    }
    let all: Vec<_> = models.iter().flat_map(names).collect();
    match nearest(word, all.iter().map(String::as_str)).map(|near| knowledge.catalog.called(near)) {
        Some(near) if !near.is_empty() => {
            fill(words::HELP_MEANT_MODEL.in_lang(lang), &[("models", &ids(knowledge, &near, lang))])
        }
        _ => words::HELP_MODELS.in_lang(lang).to_owned(),
    }
}

/// The ids of models, the first of many.
pub(super) fn ids(knowledge: &Knowledge, models: &[Ix<Model>], lang: Lang) -> String {
    /// More hide what to do.
    const FEW: usize = 8;
    let shown = models.iter().take(FEW).map(|at| format!("`{}`", knowledge.catalog.models[*at].id));
    let more = if models.len() > FEW { " …" } else { "" };
    format!("{}{more}", shown.collect::<Vec<_>>().join(words::COMMA.in_lang(lang)))
}
