//! `[[rule]]`: its conditions and what it does.

use knowledge::describing::source::Kind;
use knowledge::stating::limits;
use knowledge::words::id::Grammar;
use knowledge::words::text::Text;
use serde_json::Value as Json;

use super::conditions::wanted;
use super::draft::{Draft, allow, flag, list_to, number, text, whole, word_of};
use super::rules::{conditions, named};

/// A rule.
pub(super) fn rule(draft: &Draft<'_>) -> Json {
    let criteria = draft.k.criteria.iter().map(|criterion| &*criterion.id);
    let abilities = draft.k.catalog.capabilities.iter().map(|capability| &*capability.id);
    let mut keys = draft.keys([
        named(Grammar::Kebab),
        ("because", draft.both(), Text::new("why, as a clause that users read", "理由，用户会读到")),
        ("source", text(), Text::new("where it comes from", "出处")),
        ("require", wanted(), Text::new("a gate: what is not like this is out", "门槛：不符合的一律排除")),
        (
            "require-any",
            list_to(&wanted(), limits::ALTERNATIVES),
            Text::new("and what is like none of these", "一条也不符合的同样排除"),
        ),
        (
            "forbid",
            wanted(),
            Text::new("a gate: what is like any of this is out", "门槛：符合任何一项的一律排除"),
        ),
        (
            "yields",
            flag(),
            Text::new("the gate is dropped if nothing would be left", "若会一个不剩，则放弃这个门槛"),
        ),
        (
            "unknown",
            word_of(&limits::UNKNOWN),
            Text::new("what an unknown outcome of the gate means", "门槛的结果未知时怎么办"),
        ),
        (
            "weigh",
            draft.each(criteria, &whole(&limits::POINTS)),
            Text::new("weight to add to criteria", "给准则增加的权重"),
        ),
        (
            "judge-by",
            draft.each(abilities, &number(&limits::PART)),
            Text::new("the mix of abilities that counts", "看重哪些能力，各占几份"),
        ),
        (
            "share",
            number(&limits::SHARE),
            Text::new("how much that mix counts beside others", "这组能力相对其他组的份量"),
        ),
        (
            "prefer",
            prefer(draft),
            Text::new("points for candidates that are like this", "给符合条件的候选模型加分"),
        ),
        ("advise", draft.both(), Text::new("a sentence for the user", "给用户的一句建议")),
        allow(),
    ]);
    keys.extend(draft.keys(conditions()));
    draft.needs(keys, &["id"])
}

fn prefer(draft: &Draft<'_>) -> Json {
    let kinds = Kind::ALL.iter().map(|(word, _)| *word).chain(["any"]);
    let points = draft.each(kinds, &whole(&limits::POINTS));
    draft.closed(draft.keys([
        ("where", wanted(), Text::new("those that are like this", "符合这些条件的")),
        (
            "where-any",
            list_to(&wanted(), limits::ALTERNATIVES),
            Text::new("and like one of these", "并且符合其中之一的"),
        ),
        (
            "points",
            points,
            Text::new(
                "how many; by kind of source where it is about strengths",
                "加几分；涉及长处时可按来源类别给分",
            ),
        ),
    ]))
}
