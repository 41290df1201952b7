//! Plain tables: a dim header, columns two blanks apart, no lines.

use std::io::{self, Write};

use comfy_table::{Attribute, Cell, CellAlignment, ContentArrangement, Table, TableStyle};

use super::layout::width;

/// Between two columns.
const GAP: usize = 2;

/// A table whose cells stand on one line each.
#[derive(Debug, Default)]
pub(crate) struct Grid {
    /// The titles of the columns.
    pub(crate) titles: Vec<String>,
    /// The cells, by row; `true` for a row that leads the rows below it.
    pub(crate) rows: Vec<(bool, Vec<String>)>,
    /// How many columns at the left begin where they begin; all others end where they end.
    pub(crate) left: usize,
}

impl Grid {
    /// Columns that all of it takes.
    pub(crate) fn width(&self) -> usize {
        let widest = |at: usize| self.cells(at).map(width).max().unwrap_or(0) + GAP;
        (0..self.titles.len()).map(widest).sum::<usize>().saturating_sub(GAP)
    }

    /// Columns that one of its columns takes.
    pub(crate) fn width_of(&self, at: usize) -> usize {
        self.cells(at).map(width).max().unwrap_or(0)
    }

    fn cells(&self, at: usize) -> impl Iterator<Item = &str> {
        let rows = self.rows.iter().filter_map(move |(_, cells)| cells.get(at));
        self.titles.get(at).into_iter().chain(rows).map(String::as_str)
    }

    /// Writes it.
    pub(crate) fn write(&self, indent: usize, out: &mut dyn Write) -> io::Result<()> {
        let mut table = Table::new();
        table.load_style(TableStyle::new()).set_content_arrangement(ContentArrangement::Disabled);
        table.enforce_styling().style_text_only();
        table.set_header(self.titles.iter().map(|title| Cell::new(title).add_attribute(Attribute::Dim)));
        for (leads, cells) in &self.rows {
            // A style on nothing would keep blanks at the end of the line.
            let bold = |text: &str| *leads && !text.is_empty();
            let cell = |text: &String| {
                if bold(text) { Cell::new(text).add_attribute(Attribute::Bold) } else { Cell::new(text) }
            };
            table.add_row(cells.iter().map(cell).collect::<Vec<_>>());
        }
        for column in table.column_iter_mut() {
            let before = if column.index == 0 { indent } else { GAP };
            column.set_padding((u16::try_from(before).unwrap_or(0), 0));
            if column.index >= self.left {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        table.lines().try_for_each(|line| writeln!(out, "{}", line.trim_end()))
    }
}
