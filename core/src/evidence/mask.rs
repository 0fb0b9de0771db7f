//! What enters: the texts of a pack and everyone that catalogue and log know as a person. What leaves: the same texts, a
//! person's name and id replaced by one label throughout.
//!
//! Persons are those of the catalogue, by id and by name, the names that projects record for their managers, and every
//! value of the log's fields `officer` and `person`, whether the catalogue holds it or not. A field for a person is
//! replaced whole. In every other text an occurrence is replaced where it stands as a word of its own: next to an ASCII
//! letter, digit or `_` at either end, one that itself begins or ends with such a character is part of a longer word, so
//! that the id `p1` leaves `p12` and `step1` alone, and goes in `交p1办`. One without a digit is found in any ASCII case, one
//! with a digit only as it is written. Ids of parties, matters and projects that the catalogue holds stay, and so do the
//! parties' names.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeSet;

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use crate::book::Book;
use crate::rows::Rows;
use crate::text::Lang;

/// Whose names a pack shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Mask {
    /// Everyone's.
    #[default]
    None,
    /// Persons are 人员甲, 人员乙 (person A, person B) in the order in which the pack comes to them; parties are named.
    Persons,
}

/// How the texts of one pack are shown.
pub(crate) struct Veil<'a> {
    book: &'a Book,
    masking: Option<Masking>,
}

struct Masking {
    lang: Lang,
    /// Every name and id, as [`folded`] has it, with the person it is of.
    tokens: HashMap<String, usize, FixedState>,
    /// How long they are, the longest first.
    lengths: Vec<usize>,
    /// With which bytes they begin, in lower case, so that most places are passed over at once.
    firsts: BTreeSet<u8>,
    /// Who was come to, in that order.
    labelled: RefCell<Vec<usize>>,
}

impl<'a> Veil<'a> {
    pub(crate) fn new(book: &'a Book, rows: &Rows<'_>, mask: Mask, lang: Lang) -> Self {
        let masking = match mask {
            Mask::None => None,
            Mask::Persons => Some(Masking::new(book, rows, lang)),
        };
        Self { book, masking }
    }

    /// Whether persons are masked.
    pub(crate) fn is_masked(&self) -> bool {
        self.masking.is_some()
    }

    /// The value of a field for a person.
    pub(crate) fn person<'t>(&self, id: &'t str) -> Cow<'t, str> {
        match &self.masking {
            None => Cow::Borrowed(id),
            Some(masking) => Cow::Owned(masking.label(masking.of(id))),
        }
    }

    /// A text in which a person may be named.
    pub(crate) fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match &self.masking {
            None => Cow::Borrowed(text),
            Some(masking) => masking.replaced(text),
        }
    }

    /// The value of a field for a party; one that the catalogue does not hold may be anything.
    pub(crate) fn party<'t>(&self, id: &'t str) -> Cow<'t, str> {
        self.known(id, self.book.party_id(id).is_some())
    }

    /// The value of a field for a matter.
    pub(crate) fn matter<'t>(&self, id: &'t str) -> Cow<'t, str> {
        self.known(id, self.book.matter_id(id).is_some())
    }

    /// The value of a field for a project.
    pub(crate) fn project<'t>(&self, id: &'t str) -> Cow<'t, str> {
        self.known(id, self.book.project_id(id).is_some())
    }

    fn known<'t>(&self, id: &'t str, is_known: bool) -> Cow<'t, str> {
        if is_known { Cow::Borrowed(id) } else { self.text(id) }
    }
}

/// A name or id in the one way in which it is looked up: what has no digit in ASCII lower case.
fn folded(text: &str) -> String {
    if text.bytes().any(|byte| byte.is_ascii_digit()) { text.to_owned() } else { text.to_ascii_lowercase() }
}

impl Masking {
    fn new(book: &Book, rows: &Rows<'_>, lang: Lang) -> Self {
        let mut tokens: HashMap<String, usize, FixedState> = HashMap::default();
        let mut next = 0usize;
        // Ids before names: of two persons of one name each keeps a label by id.
        for (place, person) in book.persons.iter().enumerate() {
            tokens.entry(folded(&person.id)).or_insert(place);
            next = next.max(place.saturating_add(1));
        }
        for (place, person) in book.persons.iter().enumerate() {
            tokens.entry(folded(&person.name)).or_insert(place);
        }
        let managers = book.projects.iter().filter_map(|entry| entry.project.manager.as_deref());
        for name in managers.chain(rows.persons()) {
            tokens.entry(folded(name)).or_insert_with(|| {
                next = next.saturating_add(1);
                next
            });
        }
        tokens.remove("");
        let lengths: BTreeSet<_> = tokens.keys().map(String::len).collect();
        let firsts =
            tokens.keys().filter_map(|token| token.bytes().next()).map(|byte| byte.to_ascii_lowercase());
        let firsts = firsts.collect();
        Self {
            lang,
            tokens,
            lengths: lengths.into_iter().rev().collect(),
            firsts,
            labelled: RefCell::new(Vec::new()),
        }
    }

    /// Whose name or id this is; nobody's that is known is a person of its own.
    fn of(&self, name: &str) -> usize {
        self.tokens.get(&*folded(name)).copied().unwrap_or(usize::MAX)
    }

    fn label(&self, person: usize) -> String {
        let mut labelled = self.labelled.borrow_mut();
        let place = labelled.iter().position(|own| *own == person).unwrap_or_else(|| {
            labelled.push(person);
            labelled.len().saturating_sub(1)
        });
        let letter = |letters: &str| letters.chars().nth(place).map(String::from);
        let number = || place.saturating_add(1).to_string();
        match self.lang {
            Lang::Zh => format!("人员{}", letter("甲乙丙丁戊己庚辛壬癸").unwrap_or_else(number)),
            Lang::En => format!("person {}", letter("ABCDEFGHIJKLMNOPQRSTUVWXYZ").unwrap_or_else(number)),
        }
    }

    fn replaced<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut shown = String::new();
        let (mut from, mut at) = (0usize, 0usize);
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            match self.token_at(text, at) {
                Some((end, person)) => {
                    shown.push_str(text.get(from..at).unwrap_or_default());
                    shown.push_str(&self.label(person));
                    (from, at) = (end, end);
                }
                None => at = at.saturating_add(rest.chars().next().map_or(1, char::len_utf8)),
            }
        }
        if from == 0 {
            return Cow::Borrowed(text);
        }
        shown.push_str(text.get(from..).unwrap_or_default());
        Cow::Owned(shown)
    }

    /// The longest name or id that stands here as a word of its own: where it ends, and whose it is.
    fn token_at(&self, text: &str, at: usize) -> Option<(usize, usize)> {
        let first = text.as_bytes().get(at)?.to_ascii_lowercase();
        if !self.firsts.contains(&first) {
            return None;
        }
        let joins = |one: Option<char>, other: Option<char>| {
            let is_word =
                |own: Option<char>| own.is_some_and(|own| own.is_ascii_alphanumeric() || own == '_');
            is_word(one) && is_word(other)
        };
        self.lengths.iter().find_map(|length| {
            let end = at.checked_add(*length)?;
            let own = text.get(at..end)?;
            let person = *self.tokens.get(&*folded(own))?;
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            let after = text.get(end..).and_then(|after| after.chars().next());
            let is_part = joins(before, own.chars().next()) || joins(own.chars().next_back(), after);
            (!is_part).then_some((end, person))
        })
    }
}
