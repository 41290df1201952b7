//! Reads and checks the built-in rules and catalogue and writes them as a Rust constant: a broken file fails the build.
//! The words of the screen become constants too.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use databake::{Bake, CrateEnv};
use knowledge::reading::draw::draw;
use knowledge::reading::file::{File, Files, Part};
use knowledge::reading::load::{Layers, load};
use knowledge::stating::knowledge::Knowledge;
use knowledge::words::diagnostic::Problems;
use knowledge::words::list::List;
use knowledge::words::table::Table;
use knowledge::words::text::Lang;

fn main() -> ExitCode {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    link_at_a_fixed_place();
    match build(&root, &out).and_then(|()| words(&root, &out)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            #[expect(clippy::print_stderr, reason = "a build script speaks to cargo's reader this way")]
            {
                eprintln!("{message}");
            }
            ExitCode::FAILURE
        }
    }
}

/// The built-in knowledge is full of references. Linked at a fixed place they are final; otherwise each start
/// would write all of them first, and read from disk what it never looks at.
fn link_at_a_fixed_place() {
    if env::var_os("CARGO_CFG_TARGET_OS").is_some_and(|system| system == "linux") {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}

fn build(root: &Path, out: &Path) -> Result<(), String> {
    let problems = Problems::default();
    let mut files = Files::default();
    let mut sources = String::from("&[\n");
    for (part, name, word) in [(Part::Rules, "rules", "Rules"), (Part::Catalog, "data", "Catalog")] {
        let folder = root.join(name);
        tell_cargo(&folder);
        let mut read = Files::default();
        read.push_folder(&folder, part, 0, &problems);
        for (_, file) in read.iter() {
            let path = folder.join(&file.path);
            writeln!(
                sources,
                "(Part::{word}, {:?}, include_str!({:?})),",
                file.path,
                path.display().to_string()
            )
            .map_err(|error| error.to_string())?;
            files.push(File { name: format!("{name}/{}", file.path), ..file.clone() });
        }
    }
    sources.push_str("]\n");
    let built_in = files.iter().map(|(_, file)| (file.part, file.path.clone(), file.text.clone())).collect();
    let unread = problems.sorted();
    if !unread.is_empty() {
        return Err(draw(&unread, &files, false, Lang::En));
    }
    let loaded = load(Layers { built_in, folders: Vec::new() })
        .map_err(|rejected| draw(&rejected.diagnostics, &rejected.files, false, Lang::En))?;
    let mut knowledge = loaded.knowledge;
    write_constant(&knowledge, &out.join("knowledge.rs"))?;
    // Clippy takes many minutes over the whole constant; one of the same type without the long lists does for it.
    knowledge.questions = Table::default();
    knowledge.rules = Table::default();
    knowledge.catalog.models = Table::default();
    knowledge.catalog.candidates = Table::default();
    knowledge.catalog.abilities = List::default();
    write_constant(&knowledge, &out.join("knowledge_for_clippy.rs"))?;
    fs::write(out.join("sources.rs"), sources).map_err(|error| error.to_string())
}

fn write_constant(knowledge: &Knowledge, path: &Path) -> Result<(), String> {
    let constant = knowledge.bake(&CrateEnv::default()).to_string().replace("alloc ::", "std ::");
    fs::write(path, constant).map_err(|error| error.to_string())
}

/// Writes the words of the screen as one constant each: a missing key does not compile, an unused one is a warning.
fn words(root: &Path, out: &Path) -> Result<(), String> {
    let path = root.join("src/bin/modelpick/words.toml");
    tell_cargo(&path);
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let table = toml::de::DeTable::parse(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut constants = String::new();
    for (key, both) in table.get_ref() {
        let key = key.get_ref();
        let in_lang = |lang: &str| both.get_ref().get(lang).and_then(|text| text.get_ref().as_str());
        let (Some(en), Some(zh)) = (in_lang("en"), in_lang("zh")) else {
            return Err(format!("{}: `{key}` needs `en` and `zh`", path.display()));
        };
        if names(en) != names(zh) {
            return Err(format!("{}: `{key}` fills in other names in `en` than in `zh`", path.display()));
        }
        let constant = key.to_uppercase().replace('-', "_");
        writeln!(constants, "/// {en:?}")
            .and_then(|()| {
                writeln!(
                    constants,
                    "pub(crate) const {constant}: Text = Text {{ en: Str({en:?}), zh: Str({zh:?}) }};"
                )
            })
            .map_err(|error| error.to_string())?;
    }
    fs::write(out.join("words.rs"), constants).map_err(|error| error.to_string())
}

/// The names in braces of a template, sorted.
fn names(template: &str) -> Vec<&str> {
    let mut names: Vec<_> =
        template.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect();
    names.sort_unstable();
    names
}

fn tell_cargo(folder: &Path) {
    println!("cargo::rerun-if-changed={}", folder.display());
}
