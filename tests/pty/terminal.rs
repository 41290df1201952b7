//! The program at a terminal that only exists in memory: what a person types goes in, what they would see comes out.

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use vt100::{Parser, Screen};

pub(crate) const DOWN: &str = "\x1b[B";
pub(crate) const UP: &str = "\x1b[A";
pub(crate) const END: &str = "\x1b[F";
pub(crate) const ENTER: &str = "\r";
pub(crate) const ESC: &str = "\x1b";
pub(crate) const CTRL_C: &str = "\x03";
pub(crate) const CTRL_D: &str = "\x04";
pub(crate) const BACKSPACE: &str = "\x7f";

/// Longer than any machine takes; nothing is ever waited for without looking.
const PATIENCE: Duration = Duration::from_secs(120);

/// Rows above the screen that can be scrolled back to: more than any run writes.
const SCROLLBACK: usize = 1000;

/// A screen and who writes on it.
pub(crate) struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    screen: Arc<(Mutex<Seen>, Condvar)>,
}

/// What was written so far.
struct Seen {
    parser: Parser,
    /// Everything, with its escapes.
    bytes: Vec<u8>,
    ended: bool,
}

/// How the program is started: columns and rows, and what is different from a plain terminal in English.
pub(crate) struct Start<'a> {
    pub(crate) size: (u16, u16),
    pub(crate) env: &'a [(&'a str, &'a str)],
    /// A line for `sh`, in which `$0` is the program and `$@` are the arguments.
    pub(crate) shell: &'a str,
    pub(crate) args: &'a [&'a str],
}

impl Default for Start<'_> {
    fn default() -> Self {
        Self { size: (80, 24), env: &[], shell: "exec \"$0\" \"$@\"", args: &[] }
    }
}

impl Start<'_> {
    /// Starts it.
    pub(crate) fn run(self) -> Terminal {
        let (columns, rows) = self.size;
        let pair = native_pty_system().openpty(size(columns, rows)).expect("there is a pseudo-terminal");
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", self.shell, env!("CARGO_BIN_EXE_modelpick")]);
        command.args(self.args);
        command.env_clear();
        let empty = Path::new(env!("CARGO_TARGET_TMPDIR")).join("no-home");
        for (key, value) in [("TERM", "xterm-256color"), ("PATH", "/usr/bin:/bin"), ("LANG", "en_US.UTF-8")] {
            command.env(key, value);
        }
        command.env("HOME", &empty);
        command.env("XDG_CONFIG_HOME", &empty);
        self.env.iter().for_each(|(key, value)| command.env(key, value));
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        let child = pair.slave.spawn_command(command).expect("the program starts");
        let parser = Parser::new(number(rows), number(columns), SCROLLBACK);
        let screen = Arc::new((Mutex::new(Seen { parser, bytes: Vec::new(), ended: false }), Condvar::new()));
        let reader = pair.master.try_clone_reader().expect("it can be read");
        let shared = Arc::clone(&screen);
        thread::spawn(move || look(reader, &shared));
        let keys = pair.master.take_writer().expect("it can be written");
        Terminal { child, master: pair.master, keys, screen }
    }
}

fn look(mut reader: Box<dyn Read + Send>, screen: &(Mutex<Seen>, Condvar)) {
    let mut buffer = [0; 4096];
    loop {
        // A terminal whose program has ended fails to be read on some systems, and is at its end on others.
        let read = reader.read(&mut buffer).unwrap_or(0);
        let mut seen = screen.0.lock().unwrap_or_else(PoisonError::into_inner);
        seen.parser.process(&buffer[..read]);
        seen.bytes.extend_from_slice(&buffer[..read]);
        seen.ended = read == 0;
        screen.1.notify_all();
        if read == 0 {
            return;
        }
    }
}

impl Terminal {
    /// Types.
    pub(crate) fn send(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).and_then(|()| self.keys.flush()).expect("it can be written");
    }

    /// Waits until a text is on the screen.
    pub(crate) fn wait(&mut self, text: &str) -> String {
        self.wait_for(text, |screen| screen.contains(text))
    }

    /// Waits until the prompt for a question is there and nothing is entered yet.
    pub(crate) fn asks(&mut self, question: &str) -> String {
        let prompt = format!("? {question}");
        self.wait_for(&prompt, |screen| screen.lines().any(|line| line.trim_end() == prompt))
    }

    /// Waits until the screen is as it should be, which `what` says in words. A prompt hides the cursor while it is
    /// being drawn: such a screen is not looked at.
    pub(crate) fn wait_for(&mut self, what: &str, is: impl Fn(&str) -> bool) -> String {
        let deadline = Instant::now() + PATIENCE;
        let mut seen = self.screen.0.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            let screen = lines(&seen.parser);
            if !seen.parser.screen().hide_cursor() && is(&screen) {
                return screen;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!left.is_zero() && !seen.ended, "waited for `{what}`, and this is there:\n{screen}");
            seen = self.screen.1.wait_timeout(seen, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Waits for the end: the screen, and the exit code.
    pub(crate) fn end(mut self) -> (String, u32) {
        let code = self.ended();
        (lines(&self.screen.0.lock().unwrap_or_else(PoisonError::into_inner).parser), code)
    }

    /// Waits for the end: the exit code.
    pub(crate) fn ended(&mut self) -> u32 {
        let deadline = Instant::now() + PATIENCE;
        let mut seen = self.screen.0.lock().unwrap_or_else(PoisonError::into_inner);
        while !seen.ended {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "it does not end:\n{}", lines(&seen.parser));
            seen = self.screen.1.wait_timeout(seen, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        assert!(!seen.parser.screen().hide_cursor(), "the cursor is gone");
        self.child.wait().expect("it has ended").exit_code()
    }

    /// Looks at the screen, scrolled back by so many rows, or as far as there are any.
    pub(crate) fn see<T>(&self, back: usize, see: impl FnOnce(&Screen) -> T) -> T {
        let mut seen = self.screen.0.lock().unwrap_or_else(PoisonError::into_inner);
        let screen = seen.parser.screen_mut();
        screen.set_scrollback(back);
        let found = see(screen);
        screen.set_scrollback(0);
        found
    }

    /// Gives the terminal another size, and the program a moment to learn of it: of a key in the very same moment,
    /// crossterm tells only when the next one is pressed.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        self.screen
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .parser
            .set_size(number(rows), number(columns));
        self.master.resize(size(columns, rows)).expect("it can be resized");
        thread::sleep(Duration::from_millis(200));
    }

    /// Everything that was written so far, with its escapes.
    pub(crate) fn bytes(&self) -> String {
        String::from_utf8_lossy(&self.screen.0.lock().unwrap_or_else(PoisonError::into_inner).bytes)
            .into_owned()
    }
}

/// A program that nobody waits for any more is ended.
impl Drop for Terminal {
    fn drop(&mut self) {
        drop(self.child.kill());
    }
}

/// The rows of the screen down to the last that is not empty.
fn lines(parser: &Parser) -> String {
    let columns = parser.screen().size().1.get();
    let mut text = String::new();
    for row in parser.screen().rows(0, columns) {
        writeln!(text, "{}", row.trim_end()).expect("a string grows");
    }
    text.trim_end().to_owned()
}

fn size(cols: u16, rows: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

fn number(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).expect("a screen has rows and columns")
}
