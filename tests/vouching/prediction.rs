//! How well the shipped benchmarks are predicted by the others: each leaderboard is left out with all its snapshots,
//! everything is fitted anew, and what that lets expect is held against what was left out. `docs/evidence.md` has the
//! tables; `UPDATE_GOLDEN=1` rewrites them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use knowledge::evidence::board::{Board, Row, Scale};
use knowledge::evidence::estimate::{BoardFit, Estimate, Fitted};
use knowledge::evidence::fit::fit;
use knowledge::evidence::measure::Inputs;
use modelpick::knowledge;

use super::shipped;

/// Fewer models tell nothing of an order.
const LEAST_ROWS: usize = 5;
/// Half of a 90 % interval, in standard deviations.
const NINE_IN_TEN: f64 = 1.645;
/// Models are left out by every tenth.
const FOLDS: usize = 10;

fn fitted(inputs: &Inputs, boards: &[Board]) -> Fitted {
    fit(inputs.capabilities, boards, &inputs.traits, &inputs.settings)
}

/// The id without the date of the snapshot.
fn leaderboard(id: &str) -> &str {
    id.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == '-')
}

#[expect(clippy::cast_precision_loss, reason = "numbers of rows")]
fn count(rows: usize) -> f64 {
    rows as f64
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / count(values.len())
}

/// Pearson's correlation, and the sum of squares of the second list around its mean.
fn correlation(left: &[f64], right: &[f64]) -> (f64, f64) {
    let (a, b) = (mean(left), mean(right));
    let (mut ab, mut aa, mut bb) = (0.0, 0.0, 0.0);
    for (x, y) in left.iter().zip(right) {
        ab += (x - a) * (y - b);
        aa += (x - a) * (x - a);
        bb += (y - b) * (y - b);
    }
    (ab / (aa * bb).sqrt(), bb)
}

/// Ranks from 0, equal values in the middle of theirs.
fn ranks(values: &[f64]) -> Vec<f64> {
    let below = |value: f64| count(values.iter().filter(|other| **other < value).count());
    let same = |value: f64| count(values.iter().filter(|other| other.total_cmp(&value).is_eq()).count());
    values.iter().map(|&value| below(value) + (same(value) - 1.0) / 2.0).collect()
}

/// How well one list tells the other.
#[derive(Clone, Copy, Default)]
struct Quality {
    /// Spearman's rank correlation.
    rank: f64,
    /// Root mean square distance from the straight line that fits best, in the unit of what is told.
    error: f64,
}

impl Quality {
    fn of(tells: &[f64], told: &[f64]) -> Self {
        let (slope, squares) = correlation(tells, told);
        let left = (squares * (1.0 - slope * slope) / (count(told.len()) - 2.0)).sqrt();
        Self { rank: correlation(&ranks(tells), &ranks(told)).0, error: left }
    }
}

/// What was left out of one board, and what three ways of reading the other boards make of it.
struct Held {
    capability: usize,
    rows: f64,
    fit: Quality,
    z_scores: Quality,
    overall: Option<Quality>,
    /// How many scores lie within the 90 % interval of what the fit lets expect.
    inside: f64,
}

/// The score in the unit in which it is linear in ability.
fn linear(scale: Scale, score: f64) -> f64 {
    let share = score.clamp(1.0, 99.0) / 100.0;
    if scale == Scale::Percent { (share / (1.0 - share)).ln() } else { score }
}

/// The mean over the boards of how many standard deviations a model is above the board's mean.
fn z_scores(boards: &[Board]) -> BTreeMap<usize, f64> {
    let mut all: BTreeMap<usize, Vec<f64>> = BTreeMap::new();
    for board in boards {
        let scores: Vec<_> = board.rows.iter().map(|row| row.score).collect();
        let middle = mean(&scores);
        let squares: Vec<_> = scores.iter().map(|score| (score - middle) * (score - middle)).collect();
        let spread = mean(&squares).sqrt();
        for row in board.rows.iter().filter(|_| spread > 0.0) {
            all.entry(row.model).or_default().push((row.score - middle) / spread);
        }
    }
    all.into_iter().map(|(model, scores)| (model, mean(&scores))).collect()
}

/// The boards of all other leaderboards, and what they tell.
fn without(inputs: &Inputs, left_out: &str) -> (Vec<Board>, Fitted) {
    let others = |other: &&Board| leaderboard(&other.id) != left_out;
    let rest: Vec<Board> = inputs.boards.iter().filter(others).cloned().collect();
    let known = fitted(inputs, &rest);
    (rest, known)
}

/// One board, predicted without its leaderboard; `None` if too few of its models are known from elsewhere.
fn held(board: &Board, (rest, known): &(Vec<Board>, Fitted), full: &[BoardFit]) -> Option<Held> {
    let own = full.iter().find(|fit| fit.id == board.id)?;
    let anchor = full.iter().find(|fit| fit.fixes_scale)?;
    let overall = rest.iter().find(|other| other.id == anchor.id);
    let on_overall = |row: &Row| Some(overall?.rows.iter().find(|other| other.model == row.model)?.score);
    let z_scores = z_scores(rest);
    // Rows that all ways can tell something of.
    let rows = board.rows.iter().filter(|row| known.estimates[row.model].boards > 0);
    let rows: Vec<&Row> = rows.filter(|row| overall.is_none() || on_overall(row).is_some()).collect();
    if rows.len() < LEAST_ROWS {
        return None;
    }
    let told: Vec<_> = rows.iter().map(|row| linear(board.scale, row.score) / own.slope).collect();
    let ability = |row: &&Row| known.estimates[row.model].mix(&[(board.capability, 1.0)]);
    let abilities: Vec<_> = rows.iter().map(ability).collect();
    let means: Vec<_> = abilities.iter().map(|(mean, _)| *mean).collect();
    // The board's own offset is nobody's to predict.
    let offset = mean(&told) - mean(&means);
    let within = |((told, (mean, sd)), row): ((&f64, &(f64, f64)), &&Row)| {
        let interval = row.half_width.unwrap_or(0.0) / 1.96 / own.slope;
        let sd = (sd * sd + own.noise_sd * own.noise_sd + interval * interval).sqrt();
        (told - mean - offset).abs() < NINE_IN_TEN * sd
    };
    let inside = told.iter().zip(&abilities).zip(&rows).filter(|one| within(*one)).count();
    let z: Vec<_> = rows.iter().map(|row| z_scores[&row.model]).collect();
    let overall: Option<Vec<_>> = rows.iter().map(|row| on_overall(row)).collect();
    Some(Held {
        capability: board.capability,
        rows: count(rows.len()),
        fit: Quality::of(&means, &told),
        z_scores: Quality::of(&z, &told),
        overall: overall.map(|overall| Quality::of(&overall, &told)),
        inside: count(inside),
    })
}

/// Means over boards by their rows: of each way, and the share inside.
struct Summary {
    rows: f64,
    fit: Quality,
    z_scores: Quality,
    overall: Option<Quality>,
    inside: f64,
}

fn summary(all: &[&Held]) -> Summary {
    let rows: f64 = all.iter().map(|one| one.rows).sum();
    let over = |of: &dyn Fn(&Held) -> Option<Quality>| {
        let known: Vec<_> = all.iter().filter_map(|one| Some((one.rows, of(one)?))).collect();
        let rows: f64 = known.iter().map(|(rows, _)| rows).sum();
        let weighted = |figure: &dyn Fn(&Quality) -> f64| {
            known.iter().map(|(rows, quality)| rows * figure(quality)).sum::<f64>() / rows
        };
        (rows > 0.0).then(|| Quality {
            rank: weighted(&|quality| quality.rank),
            error: weighted(&|quality| quality.error),
        })
    };
    Summary {
        rows,
        fit: over(&|one| Some(one.fit)).unwrap_or_default(),
        z_scores: over(&|one| Some(one.z_scores)).unwrap_or_default(),
        overall: over(&|one| one.overall),
        inside: all.iter().map(|one| one.inside).sum::<f64>() / rows,
    }
}

fn line(table: &mut String, name: &str, all: &[&Held]) {
    let Summary { rows, fit, z_scores, overall, inside } = summary(all);
    let (rank, error) = overall.map_or(("–".to_owned(), "–".to_owned()), |overall| {
        (format!("{:.3}", overall.rank), format!("{:.1}", overall.error))
    });
    writeln!(
        table,
        "| {name} | {} | {rows:.0} | {:.3} | {:.3} | {rank} | {:.1} | {:.1} | {error} | {:.0} % |",
        all.len(),
        fit.rank,
        z_scores.rank,
        fit.error,
        z_scores.error,
        inside * 100.0
    )
    .expect("a string takes it");
}

/// What size, age and tier alone tell of models all of whose scores are left out.
fn unmeasured(inputs: &Inputs, full: &[Estimate]) -> String {
    let (mut inside, mut above, mut squares, mut models) = (0, 0, 0.0, 0);
    for fold in 0..FOLDS {
        let mut boards = inputs.boards.clone();
        for board in &mut boards {
            board.rows.retain(|row| row.model % FOLDS != fold);
        }
        let guessed = fitted(inputs, &boards).estimates;
        let left_out = guessed.iter().zip(full).enumerate().filter(|(at, _)| at % FOLDS == fold);
        for (_, (guess, known)) in left_out.filter(|(_, (_, known))| known.boards > 0) {
            let miss = known.general - guess.general;
            let sd = (guess.general_variance + known.general_variance).sqrt();
            models += 1;
            inside += usize::from(miss.abs() < NINE_IN_TEN * sd);
            above += usize::from(miss > -NINE_IN_TEN * sd);
            squares += miss * miss;
        }
    }
    let share = |some: usize| count(some) / count(models) * 100.0;
    format!(
        "| models | error | within 90 % | above the low end |\n|---|---|---|---|\n\
         | {models} | {:.0} | {:.0} % | {:.0} % |\n",
        (squares / count(models)).sqrt(),
        share(inside),
        share(above)
    )
}

/// Writes or compares what stands between two marks of a text.
fn between(text: &str, mark: &str, table: &str) -> String {
    let (start, end) = (format!("<!-- {mark} -->\n"), format!("<!-- end of {mark} -->"));
    let (before, rest) = text.split_once(&start).expect("the mark is there");
    let (_, after) = rest.split_once(&end).expect("its end is there");
    format!("{before}{start}\n{table}\n{end}{after}")
}

#[test]
fn the_fit_predicts_better_than_simpler_ways() {
    let (knowledge, evidence) = shipped();
    let inputs = evidence.inputs();
    let full = evidence.fitted();
    let left_out: BTreeSet<&str> = inputs.boards.iter().map(|board| leaderboard(&board.id)).collect();
    let rest: BTreeMap<_, _> = left_out.iter().map(|&name| (name, without(inputs, name))).collect();
    let held = |board: &Board| held(board, &rest[leaderboard(&board.id)], &full.boards);
    let all: Vec<Held> = inputs.boards.iter().filter_map(held).collect();
    let mut table = String::from(
        "| capability | boards | rows | rank: fit | z-scores | overall | error: fit | z-scores | overall | within 90 % |\n\
         |---|---|---|---|---|---|---|---|---|---|\n",
    );
    let capabilities: BTreeSet<usize> = all.iter().map(|one| one.capability).collect();
    let names: Vec<&str> = knowledge.catalog.capabilities.iter().map(|one| &*one.id).collect();
    for capability in capabilities {
        let of: Vec<&Held> = all.iter().filter(|one| one.capability == capability).collect();
        line(&mut table, names[capability], &of);
    }
    let comparable: Vec<&Held> = all.iter().filter(|one| one.overall.is_some()).collect();
    line(&mut table, "**all that overall can tell**", &comparable);

    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/evidence.md");
    let text = fs::read_to_string(&path).expect("it is there");
    let renewed = between(&text, "held-out boards", &table);
    let renewed = between(&renewed, "held-out models", &unmeasured(inputs, &full.estimates));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, &renewed).expect("it can be written");
    } else {
        assert!(renewed == text, "docs/evidence.md has other tables: UPDATE_GOLDEN=1 renews them\n{table}");
    }

    let Summary { fit, z_scores, overall, .. } = summary(&comparable);
    for other in [z_scores, overall.expect("it is comparable")] {
        assert!(fit.rank > other.rank, "rank correlation: {} against {}", fit.rank, other.rank);
        assert!(fit.error < other.error, "error: {} against {}", fit.error, other.error);
    }
}
