//! Which file names which outside package, and what else of the world outside.

/// What is named in few places, and these: a file, or a folder with all in it.
pub(super) const NAMED: &[(&str, &[&str])] = &[
    // Outside packages: replacing one is a change in its files.
    ("annotate_snippets", &["knowledge/src/reading/draw.rs"]),
    (
        "anstream",
        &[
            "src/bin/modelpick/args/help.rs",
            "src/bin/modelpick/failure.rs",
            "src/bin/modelpick/main.rs",
            "src/bin/modelpick/prompt/",
        ],
    ),
    (
        "anstyle",
        &[
            "src/bin/modelpick/args/help.rs",
            "src/bin/modelpick/prompt/",
            "src/bin/modelpick/render/layout.rs",
            "src/bin/modelpick/render/notes.rs",
            "src/bin/modelpick/render/rules/",
        ],
    ),
    ("clap", &["src/bin/modelpick/args.rs", "src/bin/modelpick/args/"]),
    ("clap_complete", &["src/bin/modelpick/args/completing.rs"]),
    (
        "comfy_table",
        &[
            "src/bin/modelpick/render/grid.rs",
            "src/bin/modelpick/render/models_table.rs",
            "src/bin/modelpick/render/questions_table.rs",
            "src/bin/modelpick/render/recommendation_table.rs",
        ],
    ),
    ("csv", &["src/importing/scores.rs"]),
    (
        "databake",
        &[
            "build.rs",
            "knowledge/src/describing/",
            "knowledge/src/evidence/ability.rs",
            "knowledge/src/evidence/unmeasured.rs",
            "knowledge/src/stating/",
            "knowledge/src/words/",
        ],
    ),
    ("etcetera", &["src/bin/modelpick/loading.rs"]),
    ("indicatif", &["src/bin/modelpick/progress.rs"]),
    ("inquire", &["src/bin/modelpick/prompt.rs", "src/bin/modelpick/prompt/"]),
    ("libm", &["knowledge/src/evidence/", "knowledge/src/reading/criteria.rs", "src/judging/utility.rs"]),
    ("serde", &["src/bin/modelpick/failure.rs", "src/bin/modelpick/render/", "src/importing/json.rs"]),
    (
        "serde_json",
        &[
            "src/authoring/schema.rs",
            "src/authoring/schema/",
            "src/bin/modelpick/failure.rs",
            "src/bin/modelpick/render/json.rs",
            "src/importing/json.rs",
        ],
    ),
    ("sha2", &["knowledge/src/reading/hash.rs"]),
    ("strsim", &["knowledge/src/words/suggest.rs"]),
    ("smallvec", &["knowledge/src/words/bits.rs"]),
    ("sys_locale", &["src/bin/modelpick/language.rs"]),
    ("terminal_size", &["src/bin/modelpick/main.rs", "src/bin/modelpick/prompt/"]),
    ("toml", &["build.rs", "knowledge/src/reading/tree.rs"]),
    (
        "toml_edit",
        &[
            "src/importing/facts.rs",
            "src/importing/overlay.rs",
            "src/importing/price_rows.rs",
            "src/importing/scores.rs",
        ],
    ),
    ("unicode_width", &["src/bin/modelpick/prompt/", "src/bin/modelpick/render/layout.rs"]),
    // Only `catalog import` reaches the network.
    ("ureq", &["src/bin/modelpick/command/import/fetch.rs"]),
    // The world outside: files are read in one place, and a recommendation knows no clock, network or random order.
    (
        "std::fs",
        &[
            "build.rs",
            "knowledge/src/reading/file.rs",
            "src/bin/modelpick/command/import/kept.rs",
            "src/bin/modelpick/command/import/writing.rs",
            "src/bin/modelpick/command/man.rs",
            "src/bin/modelpick/command/rules/init.rs",
            "src/bin/modelpick/command/rules/schema.rs",
        ],
    ),
    (
        "std::env",
        &[
            "build.rs",
            "src/bin/modelpick/language.rs",
            "src/bin/modelpick/main.rs",
            "src/bin/modelpick/prompt.rs",
        ],
    ),
    ("std::net", &[]),
    ("SystemTime", &[]),
    // How long an analysis may take.
    ("Instant", &["src/bin/modelpick/progress.rs"]),
    ("HashMap", &[]),
    ("HashSet", &[]),
];
