//! Places as lines and columns.

use super::file::Files;
use crate::words::diagnostic::Place;
use crate::words::shown::quoted;

/// A place as people and editors count: lines and columns from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Located<'f> {
    /// The name of the file.
    pub file: &'f str,
    /// The first line.
    pub line: usize,
    /// The first column.
    pub column: usize,
    /// The last line.
    pub end_line: usize,
    /// The column after the last.
    pub end_column: usize,
}

impl Files {
    /// The lines and columns of a place; nothing if it lies outside its file.
    pub fn locate(&self, place: Place) -> Option<Located<'_>> {
        let file = self.of(place)?;
        let (start, end) = (byte(place.start)?, byte(place.end)?);
        let (line, column) = position(&file.text, start)?;
        let (end_line, end_column) = position(&file.text, end.max(start))?;
        Some(Located { file: &file.name, line, column, end_line, end_column })
    }

    /// The whole lines of a place, with the header of the table that it lies in.
    pub fn lines(&self, place: Place) -> Option<String> {
        let text = &*self.of(place)?.text;
        let (start, end) = (byte(place.start)?, byte(place.end)?);
        let line_start = |at: usize| text.get(..at)?.rfind('\n').map_or(Some(0), |newline| Some(newline + 1));
        let mut first = line_start(start)?;
        // What a higher layer adds to an entry begins with its keys; the header stands right above them.
        while first > 0 && !text.get(first..)?.starts_with('[') {
            let above = line_start(first - 1)?;
            if text.get(above..first)?.trim().is_empty() {
                break;
            }
            first = above;
        }
        let last = text.get(end..)?.find('\n').map_or(text.len(), |newline| end + newline);
        text.get(first..last).map(quoted)
    }
}

fn byte(at: u32) -> Option<usize> {
    usize::try_from(at).ok()
}

fn position(text: &str, at: usize) -> Option<(usize, usize)> {
    let before = text.get(..at)?;
    let line = before.bytes().filter(|&byte| byte == b'\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    Some((line, column))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::file::{File, Part};

    #[test]
    fn columns_count_characters() {
        let mut files = Files::default();
        let text = "a = 1\n[[rule]]\n问 = \"答案\" # why\n";
        let name = "x.toml".to_owned();
        files.push(File { part: Part::Rules, path: name.clone(), name, text: text.into(), layer: 1 });
        let start = u32::try_from(text.find('"').expect("it is there")).expect("it is small");
        let place = Place { file: 0, start, end: start + 8 };
        let expected = Located { file: "x.toml", line: 3, column: 5, end_line: 3, end_column: 9 };
        assert_eq!(files.locate(place), Some(expected));
        assert_eq!(files.lines(place).as_deref(), Some("[[rule]]\n问 = \"答案\" # why"));
        assert_eq!(files.locate(Place { file: 0, start: 400, end: 500 }), None);
    }
}
