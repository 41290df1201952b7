//! The only place that reads files.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::misplaced::misplaced;
use crate::words::diagnostic::{Code, Diagnostic, Place, Problems, Severity};
use crate::words::every::every;
use crate::words::message::{Message, message};
use crate::words::shown::clean;
use crate::words::str::Str;

/// A file above this size is refused: the built-in catalogue is under one MiB, five thousand imported
/// offers under four.
pub const LARGEST: u64 = 16 * 1024 * 1024;

/// All files of users together may have so many bytes: read as trees they take up to sixty times as much memory.
const LARGEST_TOGETHER: usize = 16 * 1024 * 1024;

/// More entries than this of one folder, with all below it, are not looked through: the built-in ones are under 300.
const MOST_ENTRIES: usize = 50_000;

/// Folders deeper than this are not followed: the layout needs three levels.
const DEEPEST: usize = 8;

/// What a file belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Questions, attributes, criteria and rules.
    Rules,
    /// Models, benchmarks and what stands beside them.
    Catalog,
    /// A user's answers.
    Answers,
    /// Tests of rules.
    Tests,
}

/// A file that was read.
#[derive(Clone, Debug)]
pub struct File {
    /// What it belongs to.
    pub part: Part,
    /// How it is called in messages.
    pub name: String,
    /// Its path below the folder of its layer, with `/`.
    pub path: String,
    /// What it holds, without a byte order mark.
    pub text: Str,
    /// The layer that it belongs to; 0 is the built-in one.
    pub layer: u16,
}

/// Every file that was read, in the order in which layers are laid over each other.
#[derive(Debug, Default)]
pub struct Files(Vec<File>);

impl Files {
    /// The file of a place.
    pub fn of(&self, place: Place) -> Option<&File> {
        self.0.get(usize::try_from(place.file).ok()?)
    }

    /// The layer of a place; 0 for the built-in one.
    pub fn layer(&self, place: Place) -> u16 {
        self.of(place).map_or(0, |file| file.layer)
    }

    /// Every file with its number.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &File)> {
        (0..).zip(&self.0)
    }

    /// Adds one and gives its number.
    pub fn push(&mut self, file: File) -> u32 {
        self.0.push(file);
        u32::try_from(self.0.len() - 1).unwrap_or(u32::MAX)
    }

    /// Adds every `.toml` file below a folder, by path; those below `tests/` are not knowledge.
    /// A folder that is not there or not what it is given for, and each file that cannot be read, is a problem.
    pub fn push_folder(&mut self, folder: &Path, part: Part, layer: u16, problems: &Problems) {
        let mut found = Found::default();
        let name = clean(&folder.display().to_string()).into_owned();
        if let Err(error) = found.look(folder, DEEPEST) {
            problems.push(whole(message!(
                "cannot read the folder `{name}`: {reason}", "无法读取目录 `{name}`：{reason}";
                reason = reason(&error)
            )));
            return;
        }
        if found.entries > MOST_ENTRIES {
            let message = message!(
                "the folder `{name}` has more than {MOST_ENTRIES} files and folders",
                "目录 `{name}` 中的文件和目录超过 {MOST_ENTRIES} 个"
            );
            problems.push(Diagnostic { code: Code::TooLarge, ..whole(message) });
            return;
        }
        found.paths.sort();
        let below = |path: &Path| -> Vec<String> {
            let inside = path.strip_prefix(folder).unwrap_or(path);
            inside.iter().map(|part| part.to_string_lossy().into_owned()).collect()
        };
        let paths: Vec<_> = found.paths.iter().map(|(path, _)| below(path)).collect();
        let resolved = fs::canonicalize(folder).unwrap_or_default();
        if let Some((message, help)) = misplaced(folder, &resolved, part, &paths) {
            problems.push(whole(message).help(help));
            return;
        }
        let is_test = |inside: &[String]| inside.first().is_some_and(|first| first == "tests");
        let wanted: Vec<_> = found.paths.iter().zip(paths).filter(|(_, inside)| !is_test(inside)).collect();
        let users = self.0.iter().filter(|file| file.layer > 0);
        let bytes = AtomicUsize::new(users.map(|file| file.text.len()).sum());
        let read = |at: usize, (): &()| {
            let ((path, is_file), _) = wanted.get(at)?;
            // Nothing is made of what was read if it is too much: no more is needed.
            if bytes.load(Ordering::Relaxed) > LARGEST_TOGETHER {
                return None;
            }
            let read = if *is_file { read(path) } else { not_a_file(path) };
            bytes.fetch_add(read.as_ref().map_or(0, Vec::len), Ordering::Relaxed);
            Some(read)
        };
        let all = every(wanted.len(), || (), read);
        if bytes.into_inner() > LARGEST_TOGETHER {
            let most = LARGEST_TOGETHER / 1024 / 1024;
            let message = message!(
                "with `{name}` the files of all folders are larger than {most} MiB together",
                "加上 `{name}`，各目录的文件总计大于 {most} MiB"
            );
            problems.push(Diagnostic { code: Code::TooLarge, ..whole(message) });
            return;
        }
        for (((path, _), inside), read) in wanted.into_iter().zip(all) {
            let Some(read) = read else { continue };
            let file_name = clean(&path.display().to_string()).into_owned();
            let file = File { part, name: file_name, path: inside.join("/"), text: Str::default(), layer };
            self.push_read(file, read, problems);
        }
    }

    /// Adds one file by its path; a problem if it cannot be read.
    pub fn push_path(&mut self, path: &Path, part: Part, problems: &Problems) -> Option<u32> {
        let name = clean(&path.display().to_string()).into_owned();
        let file = File { part, path: name.clone(), name, text: Str::default(), layer: 1 };
        self.push_read(file, read(path), problems)
    }

    /// Adds a file with the bytes that were read for it; a problem if there are none or they are not text.
    pub fn push_read(
        &mut self,
        mut file: File,
        bytes: io::Result<Vec<u8>>,
        problems: &Problems,
    ) -> Option<u32> {
        let name = &file.name;
        let bytes = match bytes {
            Ok(bytes) => bytes,
            Err(error) => {
                let problem = whole(message!(
                    "cannot read `{name}`: {reason}", "无法读取 `{name}`：{reason}";
                    reason = reason(&error)
                ));
                let large = error.kind() == io::ErrorKind::FileTooLarge;
                problems.push(if large { Diagnostic { code: Code::TooLarge, ..problem } } else { problem });
                return None;
            }
        };
        match String::from_utf8(bytes) {
            Ok(text) => {
                let text = Str::from(text).0;
                file.text = Str(text.strip_prefix('\u{feff}').unwrap_or(text));
                Some(self.push(file))
            }
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let valid = error.as_bytes().get(..at).unwrap_or_default();
                let line = valid.split(|&byte| byte == b'\n').count();
                let column = valid.iter().rev().take_while(|&&byte| byte != b'\n').count() + 1;
                let problem = whole(message!(
                    "`{name}` is not UTF-8: byte {column} of line {line}",
                    "`{name}` 不是 UTF-8 编码：第 {line} 行第 {column} 个字节"
                ));
                problems.push(problem.help(message!("save the file as UTF-8", "请把文件存为 UTF-8 编码")));
                None
            }
        }
    }
}

/// Whether a folder can be looked through and has no `.toml` file.
pub fn is_empty(folder: &Path) -> bool {
    let mut found = Found::default();
    found.look(folder, DEEPEST).is_ok() && found.paths.is_empty()
}

fn whole(message: Message) -> Diagnostic {
    Diagnostic {
        code: Code::UnreadableFile,
        severity: Severity::Error,
        place: None,
        message,
        help: None,
        beside: None,
    }
}

/// What the system said, without its error number.
fn reason(error: &io::Error) -> Message {
    match error.kind() {
        io::ErrorKind::NotFound => message!("there is no such file or folder", "没有这个文件或目录"),
        io::ErrorKind::PermissionDenied => message!("permission denied", "没有权限"),
        io::ErrorKind::IsADirectory => message!("it is a folder, not a file", "这是目录，不是文件"),
        io::ErrorKind::NotADirectory => message!("it is a file, not a folder", "这是文件，不是目录"),
        io::ErrorKind::FileTooLarge => {
            let most = LARGEST / 1024 / 1024;
            message!("it is larger than {most} MiB", "文件大于 {most} MiB")
        }
        _ => {
            let said = error.to_string();
            Message::same(said.split(" (os error").next().unwrap_or_default().to_lowercase())
        }
    }
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    let file = fs::File::open(path)?;
    let about = file.metadata()?;
    if about.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    read_into(Vec::with_capacity(usize::try_from(about.len().min(LARGEST)).unwrap_or(0) + 1), file)
}

/// Reads all of it, unless it is larger than any file should be.
pub fn read_bounded(from: impl Read) -> io::Result<Vec<u8>> {
    read_into(Vec::new(), from)
}

fn read_into(mut bytes: Vec<u8>, from: impl Read) -> io::Result<Vec<u8>> {
    from.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

/// What cannot be read to its end, such as a pipe that nobody writes to, or why it cannot be looked at.
fn not_a_file(path: &Path) -> io::Result<Vec<u8>> {
    fs::metadata(path)?;
    Err(io::Error::other("it is neither a file nor a folder"))
}

/// The files of a folder, and what was seen on the way.
#[derive(Default)]
struct Found {
    /// Each with whether it is a file that can be read to its end.
    paths: Vec<(PathBuf, bool)>,
    /// Where links really lead: each folder is looked at once, so that a link back ends.
    folders: BTreeSet<PathBuf>,
    entries: usize,
}

impl Found {
    fn look(&mut self, folder: &Path, depth: usize) -> io::Result<()> {
        if !self.folders.insert(fs::canonicalize(folder)?) {
            return Ok(());
        }
        let mut paths = Vec::new();
        for entry in fs::read_dir(folder)? {
            self.entries += 1;
            if self.entries > MOST_ENTRIES {
                return Ok(());
            }
            let entry = entry?;
            let (path, kind) = (entry.path(), entry.file_type()?);
            let kind = if kind.is_symlink() {
                fs::metadata(&path).ok().map(|to| to.file_type())
            } else {
                Some(kind)
            };
            paths.push((path, kind));
        }
        // By name, so that of two links to one folder always the same counts.
        paths.sort_by(|(one, _), (other, _)| one.as_os_str().cmp(other.as_os_str()));
        for (path, kind) in paths {
            if kind.is_some_and(|kind| kind.is_dir()) && depth > 0 {
                self.look(&path, depth - 1)?;
            } else if path.extension().is_some_and(|ending| ending == "toml") {
                self.paths.push((path, kind.is_some_and(|kind| kind.is_file())));
            }
        }
        Ok(())
    }
}
