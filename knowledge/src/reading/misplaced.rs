//! Folders that are not what they are given for: one message instead of many about each file in them.

use std::path::{Path, PathBuf};

use super::file::Part;
use crate::words::message::{Message, message};
use crate::words::shown::clean;

/// The folders of a catalogue that hold one file for each thing.
const HELD: [&str; 2] = ["models", "benchmarks"];

/// What is wrong with a folder as a whole, and what would be right. `paths` are those of its files, as parts below it;
/// `real` is where the folder really lies.
pub(super) fn misplaced(
    folder: &Path,
    real: &Path,
    part: Part,
    paths: &[Vec<String>],
) -> Option<(Message, Message)> {
    let name = shown(folder);
    if part == Part::Tests || part == Part::Answers {
        return None;
    }
    if paths.is_empty() {
        return Some(nothing_in(&name, part));
    }
    // What stands below `tests/` is not knowledge.
    let mut known = paths.iter().filter(|path| path.first().is_none_or(|first| first != "tests"));
    let deeper = known.find_map(|path| {
        let at = path.iter().zip(1..).position(|(one, next)| is_held(one, path.len() - next))?;
        (part == Part::Rules || at > 0).then(|| path.iter().take(at).collect::<PathBuf>())
    });
    if let Some(below) = deeper {
        // Joined with nothing, a path ends in a separator.
        let right = if below.as_os_str().is_empty() { name.clone() } else { shown(&folder.join(below)) };
        return Some(if part == Part::Rules {
            (
                message!(
                    "the folder `{name}` is given for rules and holds models or benchmarks",
                    "目录 `{name}` 应当存放规则，其中却有模型或基准测试"
                ),
                message!(
                    "`--catalog {right}` lays them over; `--rules` takes a folder of rules alone",
                    "请用 `--catalog {right}` 叠加它们；`--rules` 只接受规则目录"
                ),
            )
        } else {
            (
                message!(
                    "the folder `{name}` holds models or benchmarks only deeper, in `{right}`",
                    "目录 `{name}` 中的模型或基准测试在更深的 `{right}` 里"
                ),
                message!("`--catalog {right}` lays them over", "请用 `--catalog {right}` 叠加它们"),
            )
        });
    }
    // A catalogue that happens to be called so holds them itself.
    let held = HELD.into_iter().find(|held| real.file_name().is_some_and(|own| own == *held))?;
    let holds = |path: &Vec<String>| path.len() == depth(held);
    let catalogue = paths.iter().any(|path| path.first().is_some_and(|first| HELD.contains(&first.as_str())));
    if part == Part::Rules || catalogue || !paths.iter().any(holds) {
        return None;
    }
    let given = folder.parent().filter(|parent| !parent.as_os_str().is_empty() && folder.ends_with(held));
    let right = match given {
        Some(parent) => shown(parent),
        None if folder.as_os_str() == held => ".".to_owned(),
        None => real.parent().map(shown)?,
    };
    Some((
        message!(
            "the folder `{name}` is only the `{held}` of a catalogue",
            "目录 `{name}` 只是模型目录的 `{held}` 部分"
        ),
        message!("give the folder above it: `--catalog {right}`", "请给出它的上级目录：`--catalog {right}`"),
    ))
}

fn nothing_in(name: &str, part: Part) -> (Message, Message) {
    let message = if part == Part::Rules {
        message!(
            "the folder `{name}` has no file of rules (`*.toml`)",
            "目录 `{name}` 中没有规则文件（`*.toml`）"
        )
    } else {
        message!(
            "the folder `{name}` has no file of facts (`*.toml`)",
            "目录 `{name}` 中没有数据文件（`*.toml`）"
        )
    };
    (message, message!("give the folder that holds them", "请给出存放它们的目录"))
}

/// Whether a folder of this name, with a file so many steps below it, is one of a catalogue.
fn is_held(folder: &str, steps: usize) -> bool {
    HELD.into_iter().any(|held| held == folder && steps == depth(held))
}

/// `models/vendor/model.toml`, `benchmarks/board.toml`.
fn depth(held: &str) -> usize {
    if held == "models" { 2 } else { 1 }
}

fn shown(path: &Path) -> String {
    clean(&path.display().to_string()).into_owned()
}
