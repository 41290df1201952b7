//! Screens of a terminal as one SVG picture that shows them in turn. It needs nothing but itself: no script, no font
//! that is fetched. It has its own background, so it can be read on a light page and on a dark one.

use std::fmt::Write;

use vt100::{Cell, Color, Screen};

/// Pixels of a cell: wide as 0.6 of the letters, which is what most fixed-width fonts have.
const CELL: (usize, usize) = (9, 20);
const LETTERS: usize = 15;
/// From the edge to the first cell, and from the top of a row to the line its letters stand on.
const MARGIN: usize = 20;
const BASE: usize = 15;

/// What every drawing begins with. `c1` and so on are the terminal's colours, `b` is bold and `d` is faint. Without
/// animation, or where it is not wanted, one frame stands still.
const STYLE: &str = "\
text{fill:#d8dee4;white-space:pre}
.c1{fill:#ff7b72}.c2{fill:#56d364}.c3{fill:#e3b341}.c6{fill:#56d4dd}
.b{font-weight:bold}.d{fill:#8b949e}
.f{visibility:hidden}
";

/// A screen and how long it is shown, in tenths of a second.
pub(crate) struct Frame {
    pub(crate) rows: Vec<String>,
    pub(crate) tenths: u32,
}

/// Letters that stand side by side and look the same.
struct Run {
    column: usize,
    cells: usize,
    text: String,
    look: (String, bool),
}

/// The rows of a screen, each as it is drawn.
pub(crate) fn rows(screen: &Screen) -> Vec<String> {
    let (rows, columns) = screen.size();
    (0..rows.get())
        .map(|row| {
            let cells = (0..columns.get()).filter_map(|column| screen.cell(row, column));
            runs(cells).iter().map(Run::draw).collect()
        })
        .collect()
}

/// Letters of one and of two columns never share a run, so that each stands in its cells whatever the fonts are.
fn runs<'a>(cells: impl Iterator<Item = &'a Cell>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (column, cell) in cells.enumerate() {
        let text = cell.contents();
        if text.trim().is_empty() {
            continue;
        }
        let (wide, look) = (cell.is_wide(), look(cell));
        let cells = if wide { 2 } else { 1 };
        match runs.last_mut() {
            Some(run) if run.look == (look.clone(), wide) && run.gap(column) <= usize::from(!wide) => {
                run.text.extend((0..run.gap(column)).map(|_| ' '));
                run.text.push_str(text);
                run.cells = column + cells - run.column;
            }
            _ => runs.push(Run { column, cells, text: text.to_owned(), look: (look, wide) }),
        }
    }
    runs
}

/// The classes of a cell.
fn look(cell: &Cell) -> String {
    assert!(!cell.inverse() && cell.bgcolor() == Color::Default, "backgrounds are not drawn");
    let colour = match cell.fgcolor() {
        Color::Default => None,
        Color::Idx(colour @ (1 | 2 | 3 | 6)) => Some(format!("c{colour}")),
        other => panic!("{other:?} is not drawn"),
    };
    let bold = cell.bold().then(|| "b".to_owned());
    let faint = cell.dim().then(|| "d".to_owned());
    [colour, bold, faint].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

impl Run {
    /// Empty cells between its end and a column.
    fn gap(&self, column: usize) -> usize {
        column - self.column - self.cells
    }

    fn draw(&self) -> String {
        let (x, length) = (self.column * CELL.0, self.cells * CELL.0);
        let class = &self.look.0;
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        let text = escaped(&self.text);
        format!(
            "<text x=\"{x}\" textLength=\"{length}\" lengthAdjust=\"spacingAndGlyphs\"{class}>{text}</text>"
        )
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The picture of frames that follow each other without end; where nothing moves, `still` stands.
pub(crate) fn draw(title: &str, (columns, rows): (u16, u16), frames: &[Frame], still: usize) -> String {
    let width = usize::from(columns) * CELL.0 + 2 * MARGIN;
    let height = usize::from(rows) * CELL.1 + 2 * MARGIN;
    let fonts = "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',\
                 'PingFang SC','Microsoft YaHei','Noto Sans Mono CJK SC','Noto Sans CJK SC',monospace";
    let (keys, mut seen, mut shown) = (animation(frames, still), Vec::new(), String::new());
    for (number, frame) in frames.iter().enumerate() {
        writeln!(shown, "<g class=\"f\" id=\"f{number}\">").expect("a string grows");
        for (row, drawn) in frame.rows.iter().enumerate().filter(|(_, drawn)| !drawn.is_empty()) {
            // A row that stands in several frames is drawn once.
            let id = seen.iter().position(|other| *other == drawn).unwrap_or_else(|| {
                seen.push(drawn);
                seen.len() - 1
            });
            let y = row * CELL.1 + BASE;
            writeln!(shown, "<use href=\"#r{id}\" y=\"{y}\"/>").expect("a string grows");
        }
        shown.push_str("</g>\n");
    }
    let defined: Vec<_> =
        seen.iter().enumerate().map(|(id, drawn)| format!("<g id=\"r{id}\">{drawn}</g>\n")).collect();
    let defined = defined.concat();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" font-family=\"{fonts}\" font-size=\"{LETTERS}\">\n<title>{}</title>\n\
         <style>\n{STYLE}{keys}</style>\n<defs>\n{defined}</defs>\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"10\" fill=\"#0d1117\" stroke=\"#6e7681\"/>\n\
         <g transform=\"translate({MARGIN} {MARGIN})\">\n{shown}</g>\n</svg>\n",
        escaped(title)
    )
}

/// The rules that show the frames in turn, each for its time.
fn animation(frames: &[Frame], still: usize) -> String {
    let total: u32 = frames.iter().map(|frame| frame.tenths).sum();
    let percent = |tenths: u32| f64::from(tenths) * 100.0 / f64::from(total);
    let mut rules = format!(
        "#f{still}{{visibility:visible}}\n@media (prefers-reduced-motion:no-preference){{\n\
         .f{{animation:{:.1}s step-end infinite}}\n",
        f64::from(total) / 10.0
    );
    let mut begin = 0;
    for (number, frame) in frames.iter().enumerate() {
        let end = begin + frame.tenths;
        writeln!(
            rules,
            "#f{number}{{animation-name:k{number}}}@keyframes k{number}{{0%{{visibility:hidden}}\
             {:.2}%{{visibility:visible}}{:.2}%,to{{visibility:hidden}}}}",
            percent(begin),
            percent(end)
        )
        .expect("a string grows");
        begin = end;
    }
    rules + "}\n"
}
