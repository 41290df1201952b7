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
    match build(&root, &out).and_then(|()| words(&root, &out)).and_then(|()| codes(&root, &out)) {
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
    write_tests(&root.join("rules/tests"), &out.join("tests.rs"), &problems)?;
    let built_in = files.iter().map(|(_, file)| (file.part, file.path.clone(), file.text.0.into())).collect();
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

/// The tests of the built-in rules: their paths and texts.
fn write_tests(folder: &Path, out: &Path, problems: &Problems) -> Result<(), String> {
    let mut read = Files::default();
    read.push_folder(folder, Part::Tests, 0, problems);
    let entry = |(_, file): (_, &File)| {
        format!("({:?}, include_str!({:?})),\n", file.path, folder.join(&file.path).display().to_string())
    };
    let entries: String = read.iter().map(entry).collect();
    fs::write(out, format!("&[\n{entries}]\n")).map_err(|error| error.to_string())
}

fn write_constant(knowledge: &Knowledge, path: &Path) -> Result<(), String> {
    let constant = knowledge.bake(&CrateEnv::default()).to_string().replace("alloc ::", "std ::");
    fs::write(path, constant).map_err(|error| error.to_string())
}

/// Writes the words of the screen as one constant each: a missing key does not compile, an unused one is a warning.
fn words(root: &Path, out: &Path) -> Result<(), String> {
    let mut constants = String::new();
    each_table(&root.join("src/bin/modelpick/words.toml"), |key, both| {
        let text = text(both).map_err(|wrong| format!("`{key}` {wrong}"))?;
        let constant = key.to_uppercase().replace('-', "_");
        writeln!(constants, "/// `{key}`\npub(crate) const {constant}: Text = {text};")
            .map_err(|error| error.to_string())
    })?;
    fs::write(out.join("words.rs"), constants).map_err(|error| error.to_string())
}

/// Writes what each code means as one function: a code without an entry, or an entry without a code, does not compile.
fn codes(root: &Path, out: &Path) -> Result<(), String> {
    let mut arms = String::new();
    each_table(&root.join("src/authoring/codes.toml"), |name, entry| {
        let both = |key: &str| match entry.get(key) {
            None => Err(format!("`{name}` has no `{key}`")),
            Some(both) => text(both.get_ref()).map_err(|wrong| format!("`{name}.{key}` {wrong}")),
        };
        let plain = |key: &str| {
            let found = entry.get(key).and_then(|text| text.get_ref().as_str());
            found.map(|text| format!("Str({text:?})")).ok_or(format!("`{name}` has no `{key}`"))
        };
        let maybe = |key: &str| match entry.get(key) {
            None => Ok("None".to_owned()),
            Some(_) => both(key).map(|text| format!("Some({text})")),
        };
        let capital =
            |word: &str| word.get(..1).unwrap_or_default().to_uppercase() + word.get(1..).unwrap_or_default();
        let code: String = name.split('-').map(capital).collect();
        let fields = [
            ("says", both("says")?),
            ("why", both("why")?),
            ("wrong", plain("wrong")?),
            ("right", plain("right")?),
            ("message", maybe("message")?),
            ("help", maybe("help")?),
        ];
        let fields: Vec<_> = fields.iter().map(|(key, value)| format!("{key}: {value}")).collect();
        writeln!(arms, "        Code::{code} => &Explained {{ {} }},", fields.join(", "))
            .map_err(|error| error.to_string())
    })?;
    let function = format!(
        "/// What a code means.\npub fn explained(code: Code) -> &'static Explained {{\n    match code {{\n{arms}    }}\n}}\n"
    );
    fs::write(out.join("codes.rs"), function).map_err(|error| error.to_string())
}

/// Reads a file whose keys are tables.
fn each_table(
    path: &Path,
    mut write: impl FnMut(&str, &toml::de::DeValue<'_>) -> Result<(), String>,
) -> Result<(), String> {
    tell_cargo(path);
    let wrong = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let text = fs::read_to_string(path).map_err(|error| wrong(&error))?;
    let table = toml::de::DeTable::parse(&text).map_err(|error| wrong(&error))?;
    for (key, entry) in table.get_ref() {
        write(key.get_ref(), entry.get_ref()).map_err(|error| wrong(&error))?;
    }
    Ok(())
}

/// A text in both languages as an expression.
fn text(both: &toml::de::DeValue<'_>) -> Result<String, &'static str> {
    let in_lang = |lang: &str| both.get(lang).and_then(|text| text.get_ref().as_str());
    let (Some(en), Some(zh)) = (in_lang("en"), in_lang("zh")) else { return Err("needs `en` and `zh`") };
    if names(en) != names(zh) {
        return Err("fills in other names in `en` than in `zh`");
    }
    Ok(format!("Text {{ en: Str({en:?}), zh: Str({zh:?}) }}"))
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
