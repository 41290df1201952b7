//! What others keep becomes files over the catalogue: read with care, written so that a person can look through it,
//! changed by nobody's second run, and by no means anywhere else than in its folder.

mod hostile;
mod large;
mod overlay;
mod scores;
mod server;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use crate::cli::run;

/// An empty folder below the one that cargo keeps for tests.
fn empty(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("importing").join(name);
    // What an earlier run left is in the way; that there is nothing is just as well.
    drop(fs::remove_dir_all(&root));
    fs::create_dir_all(&root).expect("a folder for the test");
    root
}

fn here() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/importing")
}

/// Runs the program in a folder, over the small world of these tests.
fn modelpick(folder: &Path, line: &str) -> Output {
    let mut args: Vec<String> = line.split(' ').map(str::to_owned).collect();
    args.extend(["--catalog".to_owned(), here().join("world").display().to_string()]);
    run(folder, &args)
}

fn said(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).expect("it is text")
}

/// Imports a list into a folder, and gives the report as a program reads it.
fn import(folder: &Path, list: &str, file: &Path, more: &str) -> serde_json::Value {
    let line = format!("catalog import --format json --from {list} {} {more}", file.display());
    serde_json::from_str(&said(&modelpick(folder, line.trim()))).expect("it is JSON")
}

/// Everything below a folder by its path.
fn tree(folder: &Path) -> BTreeMap<String, String> {
    let (mut found, mut folders) = (BTreeMap::new(), vec![folder.to_owned()]);
    while let Some(below) = folders.pop() {
        for entry in fs::read_dir(&below).into_iter().flatten() {
            let path = entry.expect("it can be read").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).expect("it is text");
            found.insert(path.strip_prefix(folder).expect("it is below").display().to_string(), text);
        }
    }
    found
}
