//! Scores of one's own evaluations: a CSV of models and scores as a file of `benchmarks/`. Names `csv`.

use std::collections::BTreeMap;

use knowledge::describing::model::Model;
use knowledge::stating::knowledge::Knowledge;
use knowledge::stating::limits;
use knowledge::words::date::Date;
use knowledge::words::table::Ix;
use toml_edit::{DocumentMut, InlineTable, Item, Table, Value, value};

use super::overlay::Broken;
use super::price_rows::{day, number};
use super::text::{clean, id};

/// What the scores are of.
#[derive(Clone, Copy, Debug)]
pub struct Board<'a> {
    /// Its name, and the key of its language.
    pub name: (&'a str, &'static str),
    /// The id of its file; made from the name if not said.
    pub id: Option<&'a str>,
    /// The id of what it measures.
    pub capability: &'a str,
    /// `rating`, `percent` or `points`.
    pub scale: &'a str,
    /// The day of the evaluation.
    pub as_of: Date,
}

/// What became of the rows.
#[derive(Clone, Debug, Default)]
pub struct Scores {
    /// The id of the file.
    pub id: String,
    /// Rows of models that the catalogue has.
    pub taken: Vec<Score>,
    /// Rows of which it is not known which model they mean, with the models that they could mean.
    pub unmatched: Vec<(Line, Vec<Ix<Model>>)>,
    /// Models with a score in the file that was there, and none here; they stay.
    pub gone: Vec<String>,
}

/// A row that was taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// What the row calls the model.
    pub word: String,
    /// The model.
    pub model: String,
    /// The score.
    pub score: f64,
    /// Half the width of its 95 % interval, if given.
    pub half_width: Option<f64>,
    /// The score that stood in the file before, if another did.
    pub before: Option<f64>,
}

/// A row that was not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// From 1.
    pub number: u64,
    /// What it calls the model.
    pub word: String,
}

/// Why no file can be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// It is no CSV: line, and what the parser says.
    Syntax(Option<u64>, String),
    /// A line, its number of fields, and that of the first line.
    Fields(Option<u64>, u64, u64),
    /// The first line names no such column.
    NoColumn(&'static str),
    /// The first line names a column that says nothing.
    Column(String),
    /// What stands in a column is no number that it can hold: the line as it is written.
    Number(Line, &'static str),
    /// Every score is at most 1 where per cent are meant.
    Shares,
    /// A model has two rows.
    Twice(Line, u64),
    /// No row names a model of the catalogue.
    Nothing(Vec<(Line, Vec<Ix<Model>>)>),
    /// No id can be made from the name.
    NoId,
    /// The catalogue has a benchmark of this id that is not one's own.
    Taken(String),
    /// The file that is there says something else under a key: id, key, what it says, and what was asked for.
    Other(String, &'static str, String, String),
    /// The file that is there cannot be changed.
    Broken(Broken),
}

/// Columns that say something; the last may be missing.
const COLUMNS: [&str; 3] = ["model", "score", "pm"];

/// Reads the rows and writes them over the files that are there (path and text). `boards` are the ids in the catalogue.
pub fn import<'b>(
    text: &str,
    board: Board<'_>,
    knowledge: &Knowledge,
    mut boards: impl Iterator<Item = &'b str>,
    there: &BTreeMap<String, String>,
) -> Result<(BTreeMap<String, String>, Scores), Mistake> {
    let id = board.id.map(str::to_owned).or_else(|| id(board.name.0)).ok_or(Mistake::NoId)?;
    let path = format!("benchmarks/{id}.toml");
    if !there.contains_key(&path) && boards.any(|known| known == id) {
        return Err(Mistake::Taken(id));
    }
    let mut found = Scores { id, ..Scores::default() };
    read(text, board.scale, knowledge, &mut found)?;
    if found.taken.is_empty() {
        return Err(Mistake::Nothing(found.unmatched));
    }
    let old = there.get(&path).map_or("", String::as_str);
    let broken = || Mistake::Broken(Broken(path.clone()));
    let mut page = old.parse::<DocumentMut>().map_err(|_| broken())?;
    for (key, asked) in [("capability", board.capability), ("scale", board.scale)] {
        if let Some(other) = page.get(key).and_then(Item::as_str).filter(|said| *said != asked) {
            return Err(Mistake::Other(found.id, key, clean(other), asked.to_owned()));
        }
    }
    write(&mut page, board, &mut found).ok_or_else(broken)?;
    let new = page.to_string();
    let files = if new == old { BTreeMap::new() } else { BTreeMap::from([(path, new)]) };
    Ok((files, found))
}

fn read(text: &str, scale: &str, knowledge: &Knowledge, into: &mut Scores) -> Result<(), Mistake> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
    let wrong = |error: csv::Error| unread(text, &error);
    let titles: Vec<_> = reader.headers().map_err(wrong)?.iter().map(str::to_lowercase).collect();
    let known = |title: &String| COLUMNS.contains(&title.as_str());
    if !titles.iter().any(known) {
        return Err(Mistake::NoColumn("model"));
    }
    if let Some(other) = titles.iter().find(|title| !known(title)) {
        return Err(Mistake::Column(clean(other)));
    }
    let column =
        |name: &'static str| titles.iter().position(|title| title == name).ok_or(Mistake::NoColumn(name));
    let (model, score, half_width) = (column("model")?, column("score")?, column("pm").ok());
    let range = match scale {
        "percent" => limits::PERCENT,
        "rating" => limits::RATINGS,
        _ => limits::SCORES,
    };
    let mut lines: BTreeMap<Ix<Model>, u64> = BTreeMap::new();
    for record in reader.records() {
        let record = record.map_err(wrong)?;
        let at = record.position().map_or(0, |at| line_of(text, at));
        let cell = |column: usize| record.get(column).unwrap_or_default();
        let line = |column| Line { number: at, word: clean(cell(column)) };
        let score = decimal(cell(score))
            .filter(|number| range.contains(number))
            .ok_or_else(|| Mistake::Number(line(score), "score"))?;
        let half_width = match half_width.filter(|at| !cell(*at).is_empty()) {
            Some(at) => {
                let number = decimal(cell(at)).filter(|number| limits::HALF_WIDTHS.contains(number));
                Some(number.ok_or_else(|| Mistake::Number(line(at), "pm"))?)
            }
            None => None,
        };
        let found = knowledge.catalog.called(cell(model));
        let found = match found.as_slice() {
            &[found] if is_exact(cell(model), &knowledge.catalog.models[found]) => found,
            _ => {
                into.unmatched.push((line(model), found));
                continue;
            }
        };
        if let Some(first) = lines.insert(found, at) {
            return Err(Mistake::Twice(line(model), first));
        }
        let id = knowledge.catalog.models[found].id.to_string();
        into.taken.push(Score { word: clean(cell(model)), model: id, score, half_width, before: None });
    }
    let shares = || into.taken.iter().map(|one| one.score);
    if scale == "percent" && shares().all(|score| score <= 1.0) && shares().any(|score| score.fract() > 0.0) {
        return Err(Mistake::Shares);
    }
    into.taken.sort_by(|a, b| a.model.cmp(&b.model));
    Ok(())
}

/// Why a line is no row.
fn unread(text: &str, error: &csv::Error) -> Mistake {
    let line = error.position().map(|at| line_of(text, at));
    match error.kind() {
        // All lines before it have as many as the first.
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            Mistake::Fields(line, *len, *expected_len)
        }
        _ => Mistake::Syntax(line, clean(&error.to_string())),
    }
}

/// The line of a record. Empty lines before it are passed over after its position was noted.
fn line_of(text: &str, at: &csv::Position) -> u64 {
    let before =
        usize::try_from(at.byte()).ok().and_then(|byte| text.as_bytes().get(byte..)).unwrap_or_default();
    let empty = before.iter().take_while(|byte| b"\r\n".contains(byte)).filter(|byte| **byte == b'\n');
    at.line() + empty.map(|_| 1).sum::<u64>()
}

/// Whether a word means one model and no family: a name or id of it, or another word for it with a number in it.
fn is_exact(word: &str, model: &Model) -> bool {
    let same = |own: &str| own.to_lowercase() == word.to_lowercase();
    let last = model.id.rsplit('/').next().unwrap_or_default();
    [&*model.id, last, &*model.name.en, &*model.name.zh].into_iter().any(same)
        || word.contains(|letter: char| letter.is_ascii_digit())
}

/// A finite number in plain digits: `NaN` and `inf` are none.
fn decimal(text: &str) -> Option<f64> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || b".-+eE".contains(&byte));
    text.parse::<f64>().ok().filter(|number| plain && number.is_finite())
}

/// The same again changes nothing: what is there stays where it says the same.
fn write(page: &mut DocumentMut, board: Board<'_>, found: &mut Scores) -> Option<()> {
    let mut name = InlineTable::new();
    name.insert(board.name.1, clean(board.name.0).into());
    let mut source = InlineTable::new();
    source.insert("kind", "own".into());
    source.insert("as-of", day(board.as_of));
    set(page, "name", name.into());
    set(page, "capability", board.capability.into());
    set(page, "scale", board.scale.into());
    set(page, "source", source.into());
    let scores = page.entry("scores").or_insert_with(|| Item::Table(Table::new()));
    let scores = scores.as_table_like_mut()?;
    found.gone = scores
        .iter()
        .map(|(model, _)| clean(model))
        .filter(|model| !found.taken.iter().any(|one| one.model == *model))
        .collect();
    for one in &mut found.taken {
        let new: Value = match one.half_width {
            None => number(one.score),
            Some(half_width) => {
                let mut row = InlineTable::new();
                row.insert("score", number(one.score));
                row.insert("pm", number(half_width));
                row.into()
            }
        };
        let old = scores.get(&one.model);
        let before = old.and_then(|old| figure(old).or_else(|| figure(old.get("score")?)));
        one.before = before.filter(|before| (before - one.score).abs() > 0.0);
        if old.is_none_or(|old| old.to_string().trim() != new.to_string().trim()) {
            scores.insert(&one.model, value(new));
        }
    }
    Some(())
}

#[expect(clippy::cast_precision_loss, reason = "scores are far below 2^52")]
fn figure(item: &Item) -> Option<f64> {
    item.as_float().or_else(|| item.as_integer().map(|number| number as f64))
}

fn set(page: &mut DocumentMut, key: &str, new: Value) {
    let same = page.get(key).is_some_and(|old| old.to_string().trim() == new.to_string().trim());
    if !same {
        page.insert(key, value(new));
    }
}
