//! What enters: names as a zone's exports write them. What leaves: the field, kind or value that each one means.

use std::collections::BTreeMap;

use liandong::{Channel, EventKind, HandledVia, Outcome};

use crate::names::{CHANNELS, COLUMNS, KINDS, Names, RESULTS, VIAS};

/// Declares the fields with their names in an event.
macro_rules! fields {
    ($($variant:ident $code:literal $doc:literal;)*) => {
        /// A field of an event, which a column holds.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Field { $(#[doc = $doc] $variant),* }

        impl Field {
            /// Every field.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Its name in an event.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }
        }
    };
}

fields! {
    Id "id" "编号: the adopter's id of the event.";
    At "at" "时间: when it happened. Required.";
    Recorded "recorded" "记录日: the day on which it was recorded; of a moment, its day.";
    Kind "kind" "种类: what happened. Required.";
    Actor "actor" "主体: the party that acted.";
    Officer "officer" "经办人: the person who acted for it.";
    Case "case" "办件: the case.";
    Matter "matter" "事项: the matter.";
    Project "project" "项目: the project.";
    To "to" "对象: the party addressed.";
    Person "person" "人员: the person addressed or designated.";
    With "with" "会同: the party it was done with.";
    Channel "channel" "渠道: the way it was communicated.";
    HandledVia "handled_via" "办理方式: how the case was handled.";
    RefersTo "refers_to" "关联事件: the id of the event it refers to.";
    Result "result" "结果: what was decided, or pushed.";
    About "about" "内容: what it is about, in the adopter's words.";
    Covers "covers" "覆盖项目: the projects it covers, between `;`, `；`, `、` or `|`.";
    Ground "ground" "理由: the ground of a complaint.";
    Period "period" "期间: the year or week it is about.";
}

/// Which names of columns and of values mean what: English and Chinese ones, and an adopter's own.
///
/// Names are compared without the blanks around them, Latin letters in either case, a space or hyphen as `_`. A name
/// that is added replaces what it meant before. All names that are known from the start are in the crate's
/// documentation.
///
/// ```
/// use liandong::{Channel, EventKind};
/// use liandong_readers::{CsvReader, Field, Mapping};
///
/// let mapping = Mapping::default()
///     .column("办结时间", Field::At)
///     .kind("出证", EventKind::Decision)
///     .channel("政务微信", Channel::Message)
///     .ignore("备注");
/// let read = CsvReader::new().mapping(mapping).read("办结时间,种类,渠道,备注\n2022-05-01,出证,政务微信,无\n")?;
/// assert_eq!((read.log.len(), read.faults.len(), read.unknown_columns.len()), (1, 0, 0));
/// # Ok::<(), liandong_readers::ReadError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Mapping {
    columns: Known,
    kinds: Known,
    channels: Known,
    vias: Known,
    results: Known,
    /// What texts of the other columns stand for, by their letters.
    texts: BTreeMap<Field, BTreeMap<String, String>>,
}

impl Default for Mapping {
    /// The English and the Chinese names.
    fn default() -> Self {
        let mut mapping = Self {
            columns: Known::default(),
            kinds: Known::default(),
            channels: Known::default(),
            vias: Known::default(),
            results: Known::default(),
            texts: BTreeMap::new(),
        };
        for field in Field::ALL {
            mapping.columns.add(field.code(), Field::ALL, field);
        }
        for kind in EventKind::ALL {
            mapping.kinds.add(kind.code(), EventKind::ALL, kind);
            mapping.kinds.add(kind.text().zh, EventKind::ALL, kind);
        }
        mapping.columns.add_all(COLUMNS, Field::ALL);
        mapping.kinds.add_all(KINDS, EventKind::ALL);
        mapping.channels.add_all(CHANNELS, Channel::ALL);
        mapping.vias.add_all(VIAS, HandledVia::ALL);
        mapping.results.add_all(RESULTS, Outcome::ALL);
        mapping
    }
}

impl Mapping {
    /// Lets a column's name mean a field.
    #[must_use]
    pub fn column(mut self, name: &str, field: Field) -> Self {
        self.columns.add(name, Field::ALL, &field);
        self
    }

    /// Passes a column over, and does not report it as unknown.
    #[must_use]
    pub fn ignore(mut self, name: &str) -> Self {
        self.columns.0.insert(key(name), PASSED_OVER);
        self
    }

    /// Lets a value mean a kind of event. A value without a meaning stays as it is, for an audit to find.
    #[must_use]
    pub fn kind(mut self, name: &str, kind: EventKind) -> Self {
        self.kinds.add(name, EventKind::ALL, &kind);
        self
    }

    /// Lets a value mean a channel.
    #[must_use]
    pub fn channel(mut self, name: &str, channel: Channel) -> Self {
        self.channels.add(name, Channel::ALL, &channel);
        self
    }

    /// Lets a value mean a way of handling.
    #[must_use]
    pub fn handled_via(mut self, name: &str, via: HandledVia) -> Self {
        self.vias.add(name, HandledVia::ALL, &via);
        self
    }

    /// Lets a value mean a result.
    #[must_use]
    pub fn result(mut self, name: &str, result: Outcome) -> Self {
        self.results.add(name, Outcome::ALL, &result);
        self
    }

    /// Lets a text of a column that takes any stand for another: a party's name for its id.
    ///
    /// Unlike other names it is compared letter by letter, without the blanks around it. Of times and of closed columns
    /// it says nothing: those have [`Mapping::kind`] and its like.
    ///
    /// ```
    /// use liandong_readers::{CsvReader, Field, Mapping};
    ///
    /// let mapping = Mapping::default().text(Field::Actor, "行政审批局", "bureau");
    /// let read = CsvReader::new().mapping(mapping).read("时间,种类,主体\n2022-05-01,决定,行政审批局\n")?;
    /// assert_eq!(read.log.event(0).and_then(|event| event.actor), Some("bureau"));
    /// # Ok::<(), liandong_readers::ReadError>(())
    /// ```
    #[must_use]
    pub fn text(mut self, field: Field, name: &str, meant: &str) -> Self {
        self.texts.entry(field).or_default().insert(name.trim().to_owned(), meant.to_owned());
        self
    }

    /// The names of columns that mean this field, sorted.
    ///
    /// ```
    /// use liandong_readers::{Field, Mapping};
    ///
    /// assert!(Mapping::default().columns(Field::Case).contains(&"办件编号"));
    /// ```
    #[must_use]
    pub fn columns(&self, field: Field) -> Vec<&str> {
        self.columns.names(Some(place(Field::ALL, &field)))
    }

    /// The values that mean this kind, sorted.
    #[must_use]
    pub fn kinds(&self, kind: EventKind) -> Vec<&str> {
        self.kinds.names(Some(place(EventKind::ALL, &kind)))
    }

    /// The values that a closed column has, sorted: none for a column that takes any.
    ///
    /// ```
    /// use liandong_readers::{Field, Mapping};
    ///
    /// assert!(Mapping::default().values(Field::Channel).contains(&"短信"));
    /// assert!(Mapping::default().values(Field::Officer).is_empty());
    /// ```
    #[must_use]
    pub fn values(&self, field: Field) -> Vec<&str> {
        match field {
            Field::Channel => self.channels.names(None),
            Field::HandledVia => self.vias.names(None),
            Field::Result => self.results.names(None),
            Field::Id
            | Field::At
            | Field::Recorded
            | Field::Kind
            | Field::Actor
            | Field::Officer
            | Field::Case
            | Field::Matter
            | Field::Project
            | Field::To
            | Field::Person
            | Field::With
            | Field::RefersTo
            | Field::About
            | Field::Covers
            | Field::Ground
            | Field::Period => Vec::new(),
        }
    }

    /// What a header's name means: `None` unknown, `Some(None)` to be passed over.
    ///
    /// ```
    /// use liandong_readers::{Field, Mapping};
    ///
    /// assert_eq!(Mapping::default().of_column("办件编号"), Some(Some(Field::Case)));
    /// assert_eq!(Mapping::default().of_column("天气"), None);
    /// ```
    #[must_use]
    pub fn of_column(&self, name: &str) -> Option<Option<Field>> {
        let code = self.columns.find(name)?;
        Some(Field::ALL.get(usize::from(code)).copied())
    }

    /// What a value of a column stands for: in closed columns a name of the wire format, in others what was said by
    /// [`Mapping::text`]; none for a value that stands for itself or for nothing.
    ///
    /// ```
    /// use liandong_readers::{Field, Mapping};
    ///
    /// let mapping = Mapping::default();
    /// assert_eq!(mapping.of_value(Field::Kind, "受理"), Some("application_accepted"));
    /// assert_eq!(mapping.of_value(Field::Channel, "短信"), Some("message"));
    /// assert_eq!(mapping.of_value(Field::Actor, "短信"), None);
    /// ```
    #[must_use]
    pub fn of_value(&self, field: Field, value: &str) -> Option<&str> {
        match field {
            Field::Kind => self.of_kind(value).map(EventKind::code),
            Field::Channel => self.of_channel(value).map(Channel::code),
            Field::HandledVia => self.of_via(value).map(HandledVia::code),
            Field::Result => self.of_result(value).map(Outcome::code),
            Field::Id
            | Field::At
            | Field::Recorded
            | Field::Actor
            | Field::Officer
            | Field::Case
            | Field::Matter
            | Field::Project
            | Field::To
            | Field::Person
            | Field::With
            | Field::RefersTo
            | Field::About
            | Field::Covers
            | Field::Ground
            | Field::Period => self.texts.get(&field)?.get(value.trim()).map(String::as_str),
        }
    }

    /// Whether texts of a column stand for others.
    #[must_use]
    pub fn has_texts(&self, field: Field) -> bool {
        self.texts.contains_key(&field)
    }

    pub(crate) fn of_kind(&self, value: &str) -> Option<EventKind> {
        // What an export of this library's own events holds is found at once.
        EventKind::of(value)
            .filter(|kind| self.kinds.0.get(kind.code()) == Some(&place(EventKind::ALL, kind)))
            .or_else(|| self.kinds.meant(value, EventKind::ALL))
    }

    pub(crate) fn of_channel(&self, value: &str) -> Option<Channel> {
        self.channels.meant(value, Channel::ALL)
    }

    pub(crate) fn of_via(&self, value: &str) -> Option<HandledVia> {
        self.vias.meant(value, HandledVia::ALL)
    }

    pub(crate) fn of_result(&self, value: &str) -> Option<Outcome> {
        self.results.meant(value, Outcome::ALL)
    }
}

/// A column to be passed over.
const PASSED_OVER: u8 = u8::MAX;

/// Names, each with the place of what it means in the list of all there is: one type for every list, and one compiled.
#[derive(Clone, Debug, Default)]
struct Known(BTreeMap<String, u8>);

impl Known {
    fn add<T: PartialEq>(&mut self, name: &str, all: &[T], meant: &T) {
        self.0.insert(key(name), place(all, meant));
    }

    fn add_all<T: PartialEq>(&mut self, known: Names<T>, all: &[T]) {
        for (meant, names) in known {
            names.iter().for_each(|name| self.add(name, all, meant));
        }
    }

    fn find(&self, name: &str) -> Option<u8> {
        self.0.get(name).or_else(|| self.0.get(&key(name))).copied()
    }

    fn meant<T: Copy>(&self, name: &str, all: &[T]) -> Option<T> {
        all.get(usize::from(self.find(name)?)).copied()
    }

    /// The names of one meaning, or of all, sorted.
    fn names(&self, meant: Option<u8>) -> Vec<&str> {
        let own = self.0.iter().filter(|(_, own)| meant.is_none_or(|meant| meant == **own));
        own.map(|(name, _)| name.as_str()).collect()
    }
}

fn place<T: PartialEq>(all: &[T], meant: &T) -> u8 {
    let place = all.iter().position(|own| own == meant).and_then(|place| u8::try_from(place).ok());
    place.unwrap_or(PASSED_OVER)
}

/// A name as names are compared.
fn key(name: &str) -> String {
    let alike = |sign: char| if matches!(sign, ' ' | '-') { '_' } else { sign.to_ascii_lowercase() };
    name.trim().chars().map(alike).collect()
}
