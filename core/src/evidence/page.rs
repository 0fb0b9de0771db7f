//! What enters: ids and texts of adopters. What leaves: how a page names and writes them.
//!
//! Whatever an adopter wrote is escaped: it neither breaks a table nor becomes markup, a link or HTML.

use super::{Evidence, Name, Veil};
use crate::duty::{Subject, Who};
use crate::event_view::EventView;
use crate::party::Party;
use crate::silence::Silence;
use crate::text::{Lang, Text};

/// A page that is being written.
pub(super) struct Page<'e> {
    pub(super) own: &'e Evidence<'e>,
    pub(super) veil: Veil<'e>,
    pub(super) lang: Lang,
    pub(super) out: String,
}

/// A text of an adopter, safe anywhere in a line of Markdown.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '#' | '!' | '|' | '~' | '$' => {
                safe.push('\\');
                safe.push(character);
            }
            // Marks that turn the direction of what follows, and line ends of every sort.
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                safe.push('\u{fffd}')
            }
            '\u{2028}' | '\u{2029}' => safe.push(' '),
            control if control.is_control() => safe.push(' '),
            other => safe.push(other),
        }
    }
    // Some readers make links of bare addresses.
    safe.replace("://", ":\\//").replace("www.", "www\\.").replace('@', "\\@")
}

impl<'e> Page<'e> {
    pub(super) fn t(&self, zh: &'static str, en: &'static str) -> &'static str {
        Text { zh, en }.in_lang(self.lang)
    }

    /// A sentence of the registers without the stop that a table cell does not need.
    pub(super) fn label(&self, text: Text) -> &'static str {
        text.in_lang(self.lang).trim_end_matches('.')
    }

    pub(super) fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    pub(super) fn heading(&mut self, zh: &'static str, en: &'static str) {
        let title = self.t(zh, en);
        self.line(&format!("\n## {title}\n"));
    }

    pub(super) fn item(&mut self, zh: &'static str, en: &'static str, text: &str) {
        let (name, colon) = (self.t(zh, en), self.t("：", ": "));
        if !text.is_empty() {
            self.line(&format!("- {name}{colon}{text}"));
        }
    }

    /// A row of the table at the head; one that says nothing is left out.
    pub(super) fn row(&mut self, zh: &'static str, en: &'static str, text: Option<String>) {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            let name = self.t(zh, en);
            self.line(&format!("| {name} | {text} |"));
        }
    }

    pub(super) fn cells(&mut self, cells: &[String]) {
        self.line(&format!("| {} |", cells.join(" | ")));
    }

    pub(super) fn head(&mut self, cells: &[&str]) {
        self.line(&format!("| {} |", cells.join(" | ")));
        self.line(&format!("|{}", "---|".repeat(cells.len())));
    }

    /// A name with more about it in brackets.
    pub(super) fn with(&self, name: &str, more: &str) -> String {
        match self.lang {
            Lang::Zh => format!("{name}（{more}）"),
            Lang::En => format!("{name} ({more})"),
        }
    }

    pub(super) fn name(&self, kind: &str, id: &str) -> Option<&'e Name<'e>> {
        self.own.names.iter().find(|own| own.kind == kind && own.id == id)
    }

    pub(super) fn called(&self, name: &Name<'_>) -> String {
        match self.lang {
            Lang::Zh => name.name.to_owned(),
            Lang::En => name.name_en.unwrap_or(name.name).to_owned(),
        }
    }

    /// A party by its name, one that the catalogue does not hold as it was written.
    pub(super) fn party(&self, id: &str) -> String {
        match self.name("party", id) {
            Some(name) => escaped(&self.called(name)),
            None => escaped(&self.veil.party(id)),
        }
    }

    pub(super) fn record(&self, party: &Party) -> String {
        self.party(&party.id)
    }

    pub(super) fn person(&self, id: &str) -> String {
        match self.name("person", id).filter(|_| !self.veil.is_masked()) {
            Some(name) => self.with(&escaped(name.name), &escaped(id)),
            None => escaped(&self.veil.person(id)),
        }
    }

    pub(super) fn matter(&self, id: &str) -> String {
        let own = escaped(&self.veil.matter(id));
        match self.name("matter", id) {
            Some(name) => self.with(&escaped(&self.veil.text(&self.called(name))), &own),
            None => own,
        }
    }

    pub(super) fn project(&self, id: &str) -> String {
        let own = escaped(&self.veil.project(id));
        match self.name("project", id) {
            Some(name) => self.with(&escaped(&self.veil.text(&self.called(name))), &own),
            None => own,
        }
    }

    pub(super) fn who(&self, who: Who<'_>) -> String {
        match who {
            Who::Party(party) => self.record(party),
            Who::Person(person) => self.person(&person.id),
        }
    }

    pub(super) fn who_or(&self, who: Result<Who<'_>, Silence>) -> String {
        who.map_or_else(|why| why.text(self.lang).to_owned(), |who| self.who(who))
    }

    pub(super) fn subject(&self) -> String {
        let text = |text: &str| escaped(&self.veil.text(text));
        match self.own.finding.subject {
            Subject::Case(id) => format!("{} {}", self.t("办件", "case"), text(id)),
            Subject::Matter(id) => format!("{} {}", self.t("事项", "matter"), self.matter(id)),
            Subject::Party(id) => self.party(id),
            Subject::Person(id) => self.person(id),
            Subject::Project(id) => format!("{} {}", self.t("项目", "project"), self.project(id)),
            Subject::Year(year) => format!("{year}{}", self.t("年", "")),
            Subject::Week(week) => {
                format!("{week}{}", self.with("", &format!("{} – {}", week.monday(), week.sunday())))
            }
            Subject::Event("") => self.t("没有编号的事件", "an event without id").to_owned(),
            Subject::Event(id) => format!("{} {}", self.t("事件", "event"), text(id)),
            Subject::Line(line) => match self.lang {
                Lang::Zh => format!("日志第 {line} 行（自0起计）"),
                Lang::En => format!("line {line} of the log, counted from 0"),
            },
        }
    }

    pub(super) fn kind_and_id(&self, event: &EventView<'_>) -> String {
        let kind = match event.kind {
            Some(kind) => self.label(kind.text()).to_owned(),
            None => escaped(&self.veil.text(event.kind_text)),
        };
        match event.id {
            Some(id) => self.with(&kind, &escaped(&self.veil.text(id))),
            None => kind,
        }
    }
}
