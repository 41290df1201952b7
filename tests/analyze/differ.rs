//! What other rules change.

use modelpick::deciding::analyze::differ::Pair;
use modelpick::deciding::analyze::scope;
use modelpick::deciding::analyze::space::Scope;
use modelpick::embedded;
use modelpick::knowledge;

/// One answer at a time: the product of the core questions takes too long here.
fn scope_of(pair: Pair<'_>) -> Scope {
    let mut scope = pair.scope(1);
    scope.product.clear();
    scope
}

#[test]
fn equal_rules_differ_nowhere_and_a_changed_one_is_named() {
    let knowledge = embedded::knowledge();
    let same = Pair::new(knowledge, knowledge);
    let scope = scope_of(same);
    let same = same.combine(&scope, &|_| false);
    let all = scope.combined().iter().sum::<u64>() + scope.crossed();
    assert_eq!((same.differs.len(), same.situations), (0, all));

    let mut sources = embedded::sources();
    let rule = "[[rule]]\nid = \"only-one-vendor\"\nbecause = { en = \"-\", zh = \"-\" }\nsource = \"-\"\n\
                when = { priority = [\"speed\"] }\nrequire = { vendor = [\"mistral\"] }\nunknown = \"exclude\"\n";
    let (part, _, _) = sources[0];
    assert_eq!(part, knowledge::reading::file::Part::Rules);
    sources.push((part, "zz.toml".into(), rule.into()));
    let other = crate::engine::world::load_files(sources);
    let pair = Pair::new(knowledge, &other);
    let found = pair.combine(&scope_of(pair), &|_| false);
    let [differs] = &found.differs[..] else { panic!("{:?}", found.differs) };
    assert_eq!(differs.rules.iter().map(String::as_str).collect::<Vec<_>>(), ["only-one-vendor"]);
    assert!(differs.winners[1].as_deref().is_some_and(|winner| winner.starts_with("mistral/")));
    let said = scope::written(&differs.answers, knowledge);
    assert!(matches!(&said[..], [(_, word)] if word == "speed"), "{said:?}");
}

/// What stands beside the rules and has a part in every score is named where no rule is to thank.
#[test]
fn what_differs_beside_rules_is_named() {
    let knowledge = embedded::knowledge();
    let cases = [
        ("[[criterion]] cost", "id      = \"cost\"", "weight  = 16", "weight  = 90"),
        ("[ranking]", "[ranking]", "tie-margin", "tie-margin = 9\n#"),
    ];
    for (name, within, from, to) in cases {
        let mut sources = embedded::sources();
        let file = sources
            .iter_mut()
            .find(|(_, path, text)| path.ends_with("criteria.toml") && text.contains(within));
        let text = &mut file.expect("it is there").2;
        let at = text.find(within).expect("it is there");
        let (before, after) = text.split_at(at);
        *text = format!("{before}{}", after.replacen(from, to, 1)).into();
        let other = crate::engine::world::load_files(sources);
        let pair = Pair::new(knowledge, &other);
        let found = pair.combine(&scope_of(pair), &|_| false);
        assert!(found.differs.len() > 1, "{name}");
        assert!(found.differs.is_sorted_by(|one, next| one.shift >= next.shift), "{name}: worst first");
        let blamed = |rules: &std::collections::BTreeSet<String>| rules.len() == 1 && rules.contains(name);
        assert!(found.differs.iter().all(|one| blamed(&one.rules)), "{name}: {:?}", found.differs);
    }
}
