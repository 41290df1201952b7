//! What is easily mixed up about boards and prices: snapshots, ratings with and without style control, hours.

use std::collections::{BTreeMap, BTreeSet};

use modelpick::embedded;
use toml::{Table, Value};

use super::files::{date, entries, models};

/// The benchmark files by id: as it is written, and read.
fn boards() -> BTreeMap<String, (String, Table)> {
    let files = embedded::sources().into_iter();
    let boards = files.filter_map(|(_, path, text)| {
        let id = path.strip_prefix("benchmarks/")?.strip_suffix(".toml")?.to_owned();
        let table = text.parse().expect("it is TOML");
        Some((id, (text.into_owned(), table)))
    });
    boards.collect()
}

/// The id without the year or month that it ends on, and that date.
fn undated(id: &str) -> (&str, &str) {
    let name = id.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == '-');
    (name, id.strip_prefix(name).unwrap_or_default().trim_start_matches('-'))
}

/// Snapshots of one leaderboard measure the same thing on the same scale, on days that their names tell.
#[test]
fn snapshots_of_a_leaderboard_differ_in_their_day() {
    let boards = boards();
    let mut leaderboards: BTreeMap<&str, Vec<(&str, &Table)>> = BTreeMap::new();
    for (id, (_, board)) in &boards {
        let (name, day) = undated(id);
        leaderboards.entry(name).or_default().push((day, board));
    }
    for (name, snapshots) in &leaderboards {
        let days: BTreeSet<_> = snapshots.iter().map(|(_, board)| date(&board["source"]["as-of"])).collect();
        assert_eq!(days.len(), snapshots.len(), "{name} has two snapshots of one day");
        for (day, board) in snapshots {
            let as_of = date(&board["source"]["as-of"]);
            assert!(as_of.starts_with(day), "{name} is called {day} but of {as_of}");
            for key in ["capability", "scale"] {
                assert_eq!(board[key], snapshots[0].1[key], "{name}: {key}");
            }
        }
    }
    assert!(leaderboards.values().filter(|snapshots| snapshots.len() > 1).count() > 20);
}

/// Arena publishes ratings with and without style control, up to 60 points apart: only the former are here.
#[test]
fn ratings_of_arena_are_with_style_control() {
    let mut count = 0;
    for (id, (text, board)) in boards().into_iter().filter(|(id, _)| id.starts_with("arena-")) {
        let header = text.lines().find(|line| line.starts_with("# ")).expect("it has a header");
        let scale = if undated(&id).0 == "arena-webdev" { "a scale of its own" } else { "style control" };
        assert!(header.contains("Arena (LMArena), CC-BY-4.0.") && header.contains(scale), "{id}: {header}");
        assert_eq!(board["source"]["license"].as_str(), Some("CC-BY-4.0"), "{id}");
        let without = text.contains("without style") || text.contains("leaderboard-text.json");
        assert!(!without, "{id} names a board without style control");
        count += 1;
    }
    assert!(count > 50, "only {count}");
}

/// A cheaper hour stands beside the dearer one, which is what counts.
#[test]
fn cheap_hours_stand_beside_dear_ones() {
    let mut count = 0;
    for (id, model) in models() {
        for offer in entries(&model, "offer").filter_map(Value::as_table) {
            let rows: Vec<_> = entries(offer, "prices").filter_map(Value::as_table).collect();
            let when = |row: &Table| row.get("when").and_then(Value::as_str).unwrap_or("standard").to_owned();
            let amount = |row: &Table, key: &str| {
                let amount = row.get(key)?;
                amount.as_float().or_else(|| {
                    amount.as_integer().and_then(|whole| i32::try_from(whole).ok()).map(f64::from)
                })
            };
            for cheap in rows.iter().filter(|row| when(row) == "off-peak") {
                let same = |row: &&&Table| {
                    when(row) == "standard"
                        && ["currency", "up-to-input"].iter().all(|key| row.get(*key) == cheap.get(*key))
                };
                let dear = rows.iter().find(same);
                let dear = dear.unwrap_or_else(|| panic!("{id}: {} has cheap hours only", offer["id"]));
                for key in ["input", "output"] {
                    assert!(amount(cheap, key) < amount(dear, key), "{id}: {}: {key}", offer["id"]);
                }
                count += 1;
            }
        }
    }
    assert!(count > 0);
}
