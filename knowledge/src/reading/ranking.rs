//! Reads `[ranking]`.

use super::fields::Fields;
use super::names::find;
use super::places::source;
use super::values;
use crate::describing::question::Question;
use crate::describing::ranking::{By, Derived, Floor, Order, Ranking, Shift, Speed};
use crate::stating::limits;
use crate::words::diagnostic::Code;
use crate::words::list::List;
use crate::words::message::message;
use crate::words::str::Str;
use crate::words::table::{Ix, Table};
use crate::words::text::Text;

/// The table `[ranking]`.
pub(crate) fn ranking(fields: &Fields<'_>, questions: &Table<Question>) -> Option<Ranking> {
    let tie_margin = fields.need_number("tie-margin", limits::SHARE);
    let least_known = fields.need_number("least-known", limits::UTILITY);
    let show = fields.need("show").and_then(|_| fields.whole("show", limits::SHOWN));
    let stale_after = fields.whole("stale-after", limits::AGES);
    let floor = part(fields, "floor", |inner| floor(inner, questions));
    let order = part(fields, "order", |inner| order(inner, questions));
    let derived = part(fields, "derived", derived);
    Some(Ranking {
        tie_margin: tie_margin?,
        least_known: least_known?,
        show: usize::try_from(show?).ok()?,
        stale_after,
        floor: floor?,
        order: order?,
        derived: derived?,
    })
}

fn part<T>(fields: &Fields<'_>, key: &'static str, read: impl Fn(&Fields<'_>) -> Option<T>) -> Option<T> {
    let inner = Fields::open_key(fields.need(key)?, key, fields.context)?;
    let part = read(&inner);
    inner.finish();
    part
}

/// Keys that are right even where nothing before them can be read.
fn ask(fields: &Fields<'_>, keys: &[&'static str]) {
    for key in keys {
        fields.get(key);
    }
}

fn question(fields: &Fields<'_>, questions: &Table<Question>) -> Option<Ix<Question>> {
    let (place, word) = values::word(fields.need("question")?, "question", fields.context)?;
    find(questions, &word, place, fields.context)
}

/// A value for each choice of a question; choices that are not named get `otherwise`.
fn by_choice<T: Clone + 'static>(
    fields: &Fields<'_>,
    key: &'static str,
    question: &Question,
    otherwise: &T,
    read: impl Fn(&super::tree::Node, &str) -> Option<T>,
) -> Option<List<T>> {
    let inner = Fields::open_key(fields.need(key)?, key, fields.context)?;
    let mut values = vec![otherwise.clone(); question.choice_ids().count()];
    for (word, place, node) in inner.rest() {
        if let Some(choice) = question.choice(word) {
            if let (Some(value), Some(at)) = (read(node, word), values.get_mut(usize::from(choice))) {
                *at = value;
            }
        } else {
            let id = question.id;
            let message = message!("`{word}` is no choice of `{id}`", "`{id}` 没有 `{word}` 这个选项");
            fields.context.unresolved(Code::UnknownChoice, place, word, message, question.choice_ids());
        }
    }
    Some(values.into())
}

fn floor(fields: &Fields<'_>, questions: &Table<Question>) -> Option<Floor> {
    let reference = fields.need_number("reference", limits::RATINGS);
    let as_of = fields.need("as-of").and_then(|_| fields.date("as-of"));
    ask(fields, &["unanswered", "below", "good-enough", "shift"]);
    let at = question(fields, questions)?;
    let asked = &questions[at];
    let unanswered = fields.need("unanswered").and_then(|node| {
        let (place, word) = values::word(node, "unanswered", fields.context)?;
        let choice = asked.choice(&word);
        if choice.is_none() {
            let id = asked.id;
            let message = message!("`{word}` is no choice of `{id}`", "`{id}` 没有 `{word}` 这个选项");
            fields.context.unresolved(Code::UnknownChoice, place, &word, message, asked.choice_ids());
        }
        choice
    });
    let points = |node: &_, word: &str| values::number(node, word, limits::RATINGS, fields.context);
    let below = by_choice(fields, "below", asked, &None, |node, word| points(node, word).map(Some));
    let good_enough = by_choice(fields, "good-enough", asked, &0.0, points);
    let shift = |node| {
        let inner = Fields::open_key(node, "shift", fields.context)?;
        let at = question(&inner, questions)?;
        let points = by_choice(&inner, "points", &questions[at], &0.0, |node, word| {
            values::number(node, word, limits::DIFFERENCES, fields.context)
        });
        inner.finish();
        Some(Shift { question: at, points: points? })
    };
    let shifts = fields.list("shift").iter().filter_map(shift).collect();
    let (below, good_enough) = (below?, good_enough?);
    Some(Floor {
        reference: reference?,
        as_of: as_of?,
        question: at,
        unanswered: unanswered?,
        below,
        good_enough,
        shifts,
    })
}

fn order(fields: &Fields<'_>, questions: &Table<Question>) -> Option<Order> {
    ask(fields, &["by"]);
    let at = question(fields, questions)?;
    let by = by_choice(fields, "by", &questions[at], &By::Cost, |node, word| {
        let (place, written) = values::word(node, word, fields.context)?;
        let found = limits::BY.iter().find(|(known, _)| written == *known).map(|(_, by)| *by);
        if found.is_none() {
            let message =
                message!("co-winners cannot be ordered by `{written}`", "并列第一不能按 `{written}` 排序");
            fields.context.unresolved(
                Code::UnknownId,
                place,
                &written,
                message,
                limits::BY.map(|(word, _)| word),
            );
        }
        found
    });
    Some(Order { question: at, by: by? })
}

fn derived(fields: &Fields<'_>) -> Option<Derived> {
    let reasoning_output = fields.need_number("reasoning-output", limits::FACTOR);
    let serving_bits = fields.need_number("serving-bits", limits::BITS);
    let serving_overhead = fields.need_number("serving-overhead", limits::OVERHEAD);
    let hours_a_month = fields.need_number("hours-a-month", limits::HOURS);
    let free_requests = fields.need_number("free-requests-a-day", limits::REQUESTS);
    let device = fields.need("device").and_then(|_| fields.text("device"));
    let gpus_a_server = fields.need_number("gpus-a-server", limits::GPUS);
    let most_servers = fields.need_number("most-servers", limits::SERVERS);
    let context_memory = fields.need_number("context-memory", limits::SHARE);
    let speed = part(fields, "speed", speed);
    let read = |node| {
        let inner = Fields::open(node, message!("this source", "这个来源"), fields.context)?;
        let source = source(&inner);
        inner.finish();
        source
    };
    let sources: List<_> = fields.list("source").iter().filter_map(read).collect();
    if sources.is_empty() {
        let message = message!("`derived` names no `[[…source]]`", "`derived` 没有给出 `[[…source]]`");
        fields.context.problems.error(Code::MissingSource, fields.place, message);
    }
    Some(Derived {
        reasoning_output: reasoning_output?,
        serving_bits: serving_bits?,
        serving_overhead: serving_overhead?,
        hours_a_month: hours_a_month?,
        free_requests: free_requests?,
        device: device?,
        gpus_a_server: gpus_a_server?,
        most_servers: most_servers?,
        context_memory: context_memory?,
        speed: speed?,
        sources,
    })
}

fn speed(fields: &Fields<'_>) -> Option<Speed> {
    let words = |key: &'static str| -> Option<List<(Str, f64)>> {
        let inner = Fields::open_key(fields.need(key)?, key, fields.context)?;
        let class = |node: &_, word: &str| values::number(node, word, limits::SPEED_STEPS, fields.context);
        let read = |(word, _, node): (&str, _, &_)| Some((Str::from(word.to_owned()), class(node, word)?));
        Some(inner.rest().filter_map(read).collect())
    };
    let pair = |node| {
        let [most, class] = values::list(node, "active", fields.context) else {
            let wanted = Text::new("a list of [billions, class]", "由 [十亿参数数, 等级] 组成的列表");
            fields.context.wrong_type(node, "active", &wanted);
            return None;
        };
        let most = values::number(most, "active", limits::ACTIVE, fields.context)?;
        Some((most, values::number(class, "active", limits::SPEED, fields.context)?))
    };
    let reasoning = fields.need_number("reasoning", limits::SPEED_STEPS);
    let (tier, route) = (words("tier"), words("route"));
    let active = fields.list("active").iter().filter_map(pair).collect();
    Some(Speed { tier: tier?, active, reasoning: reasoning?, route: route? })
}
