//! `modelpick evidence MODEL`, `modelpick catalog stats`, `modelpick catalog check`

use modelpick::knowledge::describing::model::Model;
use modelpick::knowledge::evidence::record::Evidence;
use modelpick::knowledge::stating::knowledge::Knowledge;
use modelpick::knowledge::words::date::Date;
use modelpick::knowledge::words::suggest::nearest;
use modelpick::knowledge::words::table::Ix;
use modelpick::vouching::staleness::{Checked, check};
use modelpick::vouching::stats::{Stats, stats};

use crate::args::{Of, Vouched};
use crate::exit::Exit;
use crate::failure::Failure;

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
            What::Old(old) if !old.found.stale.is_empty() => Exit::Stale,
            _ => Exit::Done,
        }
    }
}

/// Looks for what was asked for.
pub(crate) fn look<'a>(
    asked: &Vouched,
    knowledge: &'a Knowledge,
    evidence: &'a Evidence,
) -> Result<Found<'a>, Failure> {
    let today = asked.today.unwrap_or(knowledge.catalog.as_of);
    let what = match &asked.of {
        Of::Model(word) => What::Model(find(knowledge, word)?),
        Of::Catalog => What::Stats(Box::new(stats(knowledge, evidence, today))),
        Of::Old { max_age, all } => {
            let Some(limit) = max_age.or(knowledge.ranking.stale_after) else {
                let message = "nothing says how old a fact may be".to_owned();
                let help = "give `--max-age 180d`, or `stale-after = 180` in `[ranking]`".to_owned();
                return Err(Failure::usage(message, Some(help)));
            };
            What::Old(Old { found: check(knowledge, evidence, today, limit, *all), limit, all: *all })
        }
    };
    Ok(Found { knowledge, evidence, today, what })
}

/// The one model that a word means: an id, a name in either language, or another word for it.
fn find(knowledge: &Knowledge, word: &str) -> Result<Ix<Model>, Failure> {
    /// More names hide what to do.
    const FEW: usize = 8;
    let models = &knowledge.catalog.models;
    let found = knowledge.catalog.called(word);
    if let &[found] = found.as_slice() {
        return Ok(found);
    }
    let shown: String = word.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    if !found.is_empty() {
        let ids: Vec<_> = found.iter().take(FEW).map(|at| format!("`{}`", models[*at].id)).collect();
        let more = if found.len() > FEW { " …" } else { "" };
        let message = format!("`{shown}` is a word for {} models", found.len());
        return Err(Failure::usage(message, Some(format!("say which: {}{more}", ids.join(", ")))));
    }
    let names = models.iter().flat_map(|model| {
        let last = model.id.rsplit('/').next().unwrap_or_default();
        let names = [&*model.id, last, &*model.name.en, &*model.name.zh];
        names.into_iter().chain(model.aliases.iter().map(|alias| &**alias))
    });
    let near = nearest(word, names).map(|near| knowledge.catalog.called(near));
    let help = match near.as_deref() {
        Some([near]) => format!("did you mean `{}`?", models[*near].id),
        Some([first, second, ..]) => {
            format!("did you mean `{}` or `{}`?", models[*first].id, models[*second].id)
        }
        _ => "`modelpick models` lists them, `modelpick models WORD` those in which a word is found".into(),
    };
    Err(Failure::usage(format!("there is no model `{shown}`"), Some(help)))
}
