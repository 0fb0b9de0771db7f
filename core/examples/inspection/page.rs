//! What enters: words in either language. What leaves: lines for a terminal, aligned for Chinese and coloured where it can.

use std::fmt::Display;
use std::io::{self, Write};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use anstyle::{AnsiColor, Color, Style};
use indicatif::ProgressBar;
use liandong::Lang;
use unicode_width::UnicodeWidthStr;

pub const BOLD: Style = Style::new().bold();
pub const FAINT: Style = Style::new().dimmed();
pub const RED: Style = colour(AnsiColor::Red);
pub const YELLOW: Style = colour(AnsiColor::Yellow);
pub const GREEN: Style = colour(AnsiColor::Green);
const CYAN: Style = colour(AnsiColor::Cyan).bold();

const fn colour(colour: AnsiColor) -> Style {
    Style::new().fg_color(Some(Color::Ansi(colour)))
}

/// What is printed, and in which language.
pub struct Page<W> {
    pub out: W,
    pub lang: Lang,
}

impl<W: Write> Page<W> {
    /// Either wording, by the language of the page.
    pub fn t(&self, zh: &'static str, en: &'static str) -> &'static str {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    /// The same of what was put together.
    pub fn told(&self, zh: String, en: String) -> String {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    pub fn title(&mut self, zh: &'static str, en: &'static str) -> io::Result<()> {
        let text = self.t(zh, en);
        let line = "─".repeat(96_usize.saturating_sub(text.width()));
        writeln!(self.out, "\n{} {}", paint(CYAN, text), paint(FAINT, line))
    }

    /// Runs something and, should it take longer than a second, shows that it still does.
    pub fn waited<T>(&self, what: &'static str, work: impl FnOnce() -> T) -> T {
        let (done, waiting) = mpsc::channel::<()>();
        std::thread::scope(|scope| {
            scope.spawn(move || {
                if waiting.recv_timeout(Duration::from_secs(1)) == Err(RecvTimeoutError::Timeout) {
                    let spinner = ProgressBar::new_spinner().with_message(what);
                    spinner.enable_steady_tick(Duration::from_millis(80));
                    let _ended = waiting.recv();
                    spinner.finish_and_clear();
                }
            });
            let value = work();
            drop(done);
            value
        })
    }
}

pub fn paint(style: Style, text: impl Display) -> String {
    format!("{style}{text}{style:#}")
}

/// Pads to a width in terminal columns, of which a Chinese character takes two.
pub fn pad(text: &str, width: usize) -> String {
    text.to_owned() + &" ".repeat(width.saturating_sub(text.width()))
}

/// The same, with the text at the right end.
pub fn right(text: &str, width: usize) -> String {
    " ".repeat(width.saturating_sub(text.width())) + text
}

/// A bar of so many columns; what is there at all shows, and only the whole is full.
pub fn bar(part: usize, whole: usize, width: usize) -> String {
    let share = part * width / whole.max(1);
    let full = if part == 0 { 0 } else { share.max(1) };
    paint(GREEN, "█".repeat(full)) + &paint(FAINT, "░".repeat(width.saturating_sub(full)))
}
