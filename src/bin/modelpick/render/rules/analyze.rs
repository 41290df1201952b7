//! What analysis found, for a person.

use std::cmp::Reverse;
use std::fmt::Display;
use std::io::{self, Write};

use anstyle::Style as Colour;
use modelpick::deciding::analyze::covered::{Part, Stage};
use modelpick::deciding::analyze::report::Chance;
use modelpick::deciding::recommendation::Reason;
use modelpick::knowledge::describing::model::Model;
use modelpick::knowledge::describing::question::Question;
use modelpick::knowledge::stating::answer::Answers;
use modelpick::knowledge::stating::rule::Rule;
use modelpick::knowledge::words::table::Ix;
use modelpick::knowledge::words::text::Text;

use super::{Analyzed, verdicts};
use crate::command::again::flags;
use crate::render::grid::Grid;
use crate::render::layout::{hanging, paragraph, title};
use crate::render::names::Names;
use crate::render::{Style, figure};
use crate::words;

/// So many models that win most often are named.
const OFTEN: usize = 5;

/// So many answers that leave nothing are shown.
const SHOWN: usize = 10;

/// Writes it.
pub(crate) fn write(analyzed: &Analyzed<'_>, style: Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    let answers = Answers::default();
    let names = Names { k: analyzed.knowledge, lang: style.lang, answers: &answers };
    let page = Page { analyzed, names, columns: style.columns() };
    page.tried(out)?;
    verdicts::write(page, out)?;
    page.winners(out)?;
    page.models(out)?;
    page.idle(out)?;
    page.nothing_left(out)
}

#[derive(Clone, Copy)]
pub(super) struct Page<'a> {
    pub(super) analyzed: &'a Analyzed<'a>,
    pub(super) names: Names<'a>,
    pub(super) columns: usize,
}

impl Page<'_> {
    pub(super) fn title(self, text: &Text, out: &mut dyn Write) -> io::Result<()> {
        title(out, self.columns, self.names.say(text))
    }

    fn tried(self, out: &mut dyn Write) -> io::Result<()> {
        let (names, covered) = (self.names, &self.analyzed.report.covered);
        let scope = &self.analyzed.report.scope;
        let bold = Colour::new().bold();
        writeln!(out, "{bold}{}{bold:#}", names.say(&words::ANALYZE_TRIED))?;
        let atoms: usize = scope.atoms.iter().map(Vec::len).sum();
        let with: &[(&str, &dyn Display)] =
            &[("answers", &atoms), ("questions", &analyzed_questions(self.analyzed))];
        hanging(out, (2, "- "), self.columns, &names.fill(&words::ANALYZE_ATOMS, with))?;
        for part in &covered.parts {
            hanging(out, (2, "- "), self.columns, &self.part(*part))?;
        }
        let with: &[(&str, &dyn Display)] = &[
            ("situations", &grouped(covered.situations)),
            ("distinct", &grouped(covered.distinct.len() as u64)),
        ];
        hanging(out, (2, "- "), self.columns, &names.fill(&words::ANALYZE_TOGETHER, with))?;
        let all = format!("{:.0e}", scope.all()).replace('e', " × 10^");
        hanging(out, (2, "- "), self.columns, &names.fill(&words::ANALYZE_BEYOND, &[("all", &all)]))?;
        if !self.analyzed.report.is_whole() {
            let cut = if covered.whole() { &words::ANALYZE_CUT_AFTER } else { &words::ANALYZE_CUT };
            hanging(out, (2, "- "), self.columns, names.say(cut))?;
        }
        Ok(())
    }

    fn part(self, part: Part) -> String {
        let count = if part.tried == part.all {
            grouped(part.all)
        } else {
            let with: &[(&str, &dyn Display)] =
                &[("tried", &grouped(part.tried)), ("all", &grouped(part.all))];
            self.names.fill(&words::ANALYZE_SOME_OF, with)
        };
        match part.stage {
            Stage::Combined(0) => self.names.say(&words::ANALYZE_NO_ANSWERS).to_owned(),
            Stage::Combined(size) => {
                self.names.fill(&words::ANALYZE_COMBINED, &[("size", &size), ("count", &count)])
            }
            Stage::Product => {
                let product = self.analyzed.report.scope.product.iter();
                let ids: Vec<_> = product.map(|at| self.names.k.questions[*at].id.to_string()).collect();
                let with: &[(&str, &dyn Display)] =
                    &[("questions", &self.names.list(&ids)), ("count", &count)];
                self.names.fill(&words::ANALYZE_PRODUCT, with)
            }
        }
    }

    /// Whose models come first, and how often it is a tie.
    fn winners(self, out: &mut dyn Write) -> io::Result<()> {
        let (names, covered) = (self.names, &self.analyzed.report.covered);
        let won = covered.situations - covered.nothing;
        self.title(&words::ANALYZE_WINNERS, out)?;
        if won == 0 {
            return paragraph(out, 2, self.columns, names.say(&words::ANALYZE_NO_WINNER));
        }
        let with: &[(&str, &dyn Display)] = &[("count", &grouped(won)), ("share", &share(covered.ties, won))];
        paragraph(out, 2, self.columns, &names.fill(&words::ANALYZE_TIES, with))?;
        let mut often: Vec<_> = covered.wins.iter().collect();
        often.sort_by_key(|(model, (times, _))| (Reverse(*times), **model));
        let one = |(model, (times, _)): &(&Ix<Model>, &(u64, Answers))| {
            format!("{} {}", names.k.catalog.models[**model].id, share(*times, won))
        };
        let often = names.list(&often.iter().take(OFTEN).map(one).collect::<Vec<_>>());
        paragraph(out, 2, self.columns, &names.fill(&words::ANALYZE_OFTEN, &[("models", &often)]))?;
        writeln!(out)?;
        let titles = [
            &words::ANALYZE_VENDOR,
            &words::ANALYZE_WINS,
            &words::STATS_SHARE,
            &words::STATS_MODELS,
            &words::STATS_SHARE,
        ];
        let titles = titles.iter().map(|title| names.say(title).to_owned()).collect();
        let mut grid = Grid { titles, rows: Vec::new(), left: 1 };
        let models = names.k.catalog.models.len() as u64;
        let mut never = Vec::new();
        for own in self.analyzed.report.shares(names.k) {
            let vendor = names.k.catalog.vendors[own.vendor].name.in_lang(names.lang).to_owned();
            if own.wins == 0 {
                never.push(vendor);
                continue;
            }
            let of_models = share(own.models as u64, models);
            let cells =
                vec![vendor, grouped(own.wins), share(own.wins, won), own.models.to_string(), of_models];
            grid.rows.push((false, cells));
        }
        grid.write(2, out)?;
        if never.is_empty() {
            return Ok(());
        }
        writeln!(out)?;
        let vendors = names.fill(&words::ANALYZE_NEVER_FIRST, &[("vendors", &names.list(&never))]);
        paragraph(out, 2, self.columns, &vendors)
    }

    fn models(self, out: &mut dyn Write) -> io::Result<()> {
        self.title(&words::ANALYZE_MODELS, out)?;
        let chances = &self.analyzed.report.chances;
        let of = |wanted: fn(&Chance) -> bool| -> Vec<Ix<Model>> {
            chances.iter().filter(|(_, chance)| wanted(chance)).map(|(at, _)| *at).collect()
        };
        // Those that win are too many to be read; what never does is what one looks for.
        let win = of(|chance| matches!(chance, Chance::Wins(..))).len();
        paragraph(out, 2, self.columns, &self.names.fill(&words::ANALYZE_WIN, &[("count", &win)]))?;
        let groups: [(&Text, Vec<Ix<Model>>); 5] = [
            (&words::ANALYZE_REACH, of(|chance| matches!(chance, Chance::Reaches(_)))),
            (&words::ANALYZE_THREE, of(|chance| matches!(chance, Chance::AmongThree(_)))),
            (&words::ANALYZE_BEHIND, of(|chance| matches!(chance, Chance::Behind))),
            (&words::ANALYZE_NEVER_FITS, of(|chance| matches!(chance, Chance::NeverFits))),
            (&words::ANALYZE_MODELS_LEFT, of(|chance| matches!(chance, Chance::Unfinished))),
        ];
        for (text, models) in groups.iter().filter(|(_, models)| !models.is_empty()) {
            let line = self.names.fill(text, &[("count", &models.len())]);
            hanging(out, (2, ""), self.columns, &line)?;
            let ids: Vec<_> =
                models.iter().map(|at| self.names.k.catalog.models[*at].id.to_string()).collect();
            hanging(out, (4, ""), self.columns, &self.names.list(&ids))?;
        }
        Ok(())
    }

    /// Rules and questions that do nothing.
    fn idle(self, out: &mut dyn Write) -> io::Result<()> {
        let (names, covered) = (self.names, &self.analyzed.report.covered);
        self.title(&words::ANALYZE_IDLE, out)?;
        let rules = |wanted: &dyn Fn(Ix<Rule>) -> bool| -> Vec<String> {
            let all = names.k.rules.enumerate().filter(|(at, _)| wanted(*at));
            all.map(|(_, rule)| rule.id.to_string()).collect()
        };
        let silent = rules(&|at| covered.is_silent(at));
        let without = rules(&|at| covered.is_idle(at));
        let questions = |wanted: &dyn Fn(Ix<Question>) -> bool| -> Vec<String> {
            let all = names.k.questions.enumerate().filter(|(at, _)| wanted(*at));
            all.map(|(_, question)| question.id.to_string()).collect()
        };
        let still = |steady| questions(&|at| covered.is_still(at, steady));
        for (text, ids) in [
            (&words::ANALYZE_NEVER_FIRE, silent),
            (&words::ANALYZE_NEVER_MATTER, without),
            (&words::ANALYZE_NEVER_MOVE, still(true)),
            (&words::ANALYZE_NOT_MOVING, still(false)),
        ] {
            let none = || names.say(&words::ANALYZE_NONE).to_owned();
            let list = if ids.is_empty() { none() } else { names.list(&ids) };
            hanging(out, (2, "- "), self.columns, &names.fill(text, &[("list", &list)]))?;
        }
        for (text, ids) in [
            (&words::ANALYZE_RULES_LEFT, rules(&|at| covered.rules_left.contains(&at))),
            (&words::ANALYZE_QUESTIONS_LEFT, questions(&|at| covered.questions_left.contains(&at))),
        ] {
            if !ids.is_empty() {
                let line = names.fill(text, &[("list", &names.list(&ids))]);
                hanging(out, (2, "- "), self.columns, &line)?;
            }
        }
        Ok(())
    }

    /// The smallest answers that leave nothing, and what would help.
    fn nothing_left(self, out: &mut dyn Write) -> io::Result<()> {
        let (names, covered) = (self.names, &self.analyzed.report.covered);
        self.title(&words::ANALYZE_NOTHING, out)?;
        if covered.nothing == 0 {
            return paragraph(out, 2, self.columns, names.say(&words::ANALYZE_NONE));
        }
        let with: &[(&str, &dyn Display)] = &[
            ("count", &grouped(covered.nothing)),
            ("share", &share(covered.nothing, covered.situations)),
            ("kinds", &covered.nothing_left.len()),
        ];
        paragraph(out, 2, self.columns, &names.fill(&words::ANALYZE_NOTHING_COUNT, with))?;
        let report = self.analyzed.report;
        for (answers, lifts) in covered.nothing_left.iter().zip(&report.lifts).take(SHOWN) {
            hanging(out, (2, ""), self.columns, flags(answers, names.k).trim_start())?;
            let id = |reason: &Reason| names.reason_id(*reason).to_owned();
            for lift in lifts.iter().flatten().take(2) {
                let list = names.list(&lift.iter().map(id).collect::<Vec<_>>());
                hanging(out, (6, ""), self.columns, &names.fill(&words::ANALYZE_LIFT, &[("list", &list)]))?;
            }
        }
        let more = covered.nothing_left.len().saturating_sub(SHOWN);
        if more > 0 {
            paragraph(out, 2, self.columns, &names.fill(&words::ANALYZE_MORE, &[("count", &more)]))?;
        }
        Ok(())
    }
}

fn analyzed_questions(analyzed: &Analyzed<'_>) -> usize {
    analyzed.report.scope.atoms.iter().filter(|atoms| !atoms.is_empty()).count()
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
pub(super) fn grouped(count: u64) -> String {
    figure::grouped(count as f64)
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
pub(super) fn share(part: u64, all: u64) -> String {
    figure::percent(if all == 0 { 0.0 } else { part as f64 / all as f64 })
}
