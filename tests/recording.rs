//! The recordings in the README files are real: the questionnaire is answered at a terminal, and its screens are drawn.
//! `UPDATE_GOLDEN=1` draws them again.

mod drawing;

use std::fs;
use std::path::Path;

use drawing::{Frame, draw, rows};

use crate::pty::terminal::{DOWN, END, ENTER, Start, Terminal};

/// Columns and rows of the terminal. The first are the usual ones; the second hold the head of the result.
const SIZE: (u16, u16) = (80, 34);

/// A recording: the file, the terminal's language, what the picture is called, and how the result begins.
struct Recording {
    file: &'static str,
    lang: &'static str,
    title: &'static str,
    head: &'static str,
    steps: &'static [Step],
}

/// Keys, the beginning of a line that is there once they have done their work, and how long that is shown, in tenths
/// of a second.
type Step = (&'static str, &'static str, u32);

/// How long the head of the result is shown, and its end.
const RESULT: (u32, u32) = (120, 60);

const RECORDINGS: [Recording; 2] = [
    Recording {
        file: "docs/recording.svg",
        lang: "en_US.UTF-8",
        title: "modelpick asks six questions and recommends",
        head: "modelpick · facts",
        steps: &[
            ("", "? Who will use it?", 20),
            (DOWN, "> A company or institution", 8),
            (ENTER, "? What should the model do?", 20),
            ("rag", "? What should the model do? rag", 12),
            (" ", "  [x] Answer from our own documents", 8),
            (ENTER, "? What matters most?", 12),
            ("\u{1b}[B\u{1b}[B", "> A good balance", 8),
            (ENTER, "? Where should the model run?", 18),
            (ENTER, "? What data will it see?", 16),
            (END, "> Regulated data", 12),
            (ENTER, "? Where must it be available?", 12),
            ("euro", "? Where must it be available? euro", 8),
            (ENTER, "> Show the recommendation", 35),
        ],
    },
    Recording {
        file: "docs/recording.zh-CN.svg",
        lang: "zh_CN.UTF-8",
        title: "modelpick 提六个问题，然后给出推荐",
        head: "modelpick · 数据",
        steps: &[
            ("", "? 谁来使用？", 20),
            (DOWN, "> 企业或机构", 8),
            (ENTER, "? 你想让模型做什么？", 20),
            ("资料", "? 你想让模型做什么？ 资料", 12),
            (" ", "  [x] 基于自有资料回答", 8),
            (ENTER, "? 你最看重什么？", 12),
            ("\u{1b}[B\u{1b}[B", "> 均衡", 8),
            (ENTER, "? 模型要在哪里运行？", 18),
            (ENTER, "? 模型会接触什么样的数据？", 16),
            (END, "> 受监管数据", 12),
            (ENTER, "? 需要在哪个地区使用？", 12),
            ("大陆", "? 需要在哪个地区使用？ 大陆", 8),
            (ENTER, "> 查看推荐结果", 35),
        ],
    },
];

/// The screens of a run, and which of them shows the head of the result.
fn run(recording: &Recording) -> (Vec<Frame>, usize) {
    let shell = "echo '$ modelpick'; echo; exec \"$0\"";
    let mut t = Start { size: SIZE, env: &[("LANG", recording.lang)], shell, args: &[] }.run();
    let mut frames = Vec::new();
    for (keys, line, tenths) in recording.steps {
        t.send(keys);
        t.wait_for(line, |screen| screen.lines().any(|shown| shown.starts_with(line)));
        frames.push(Frame { rows: t.see(0, rows), tenths: *tenths });
    }
    t.send(ENTER);
    assert_eq!(t.ended(), 0);
    let result = frames.len();
    frames.push(Frame { rows: t.see(back_to(&t, recording.head), rows), tenths: RESULT.0 });
    frames.push(Frame { rows: t.see(0, rows), tenths: RESULT.1 });
    (frames, result)
}

/// How far to scroll back until a line is the first of the screen.
fn back_to(t: &Terminal, line: &str) -> usize {
    let first = |back| t.see(back, |screen| screen.rows(0, SIZE.0).next().expect("a screen has rows"));
    (0..usize::from(SIZE.1))
        .find(|back| first(*back).starts_with(line))
        .expect("it is on the screen or above it")
}

#[test]
fn the_recordings_show_what_a_person_sees() {
    for recording in RECORDINGS {
        let (frames, result) = run(&recording);
        let drawn = draw(recording.title, SIZE, &frames, result);
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(recording.file);
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&path, drawn).expect("it can be written");
        } else {
            let kept = fs::read_to_string(&path).expect("it is there");
            let file = recording.file;
            assert!(drawn == kept, "{file} is not what the program shows now: UPDATE_GOLDEN=1 renews it");
        }
    }
}
