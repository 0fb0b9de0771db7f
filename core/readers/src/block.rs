//! What enters: the cells of rows, each with its field. What leaves: rows as columns, a block of them at a time, for a log.

use liandong::{
    Channel, Codes, Column, EventColumns, EventKind, EventLog, HandledVia, Lists, Offsets, Outcome, Stamp,
    Texts,
};

use crate::error::LineFault;
use crate::mapping::{Field, Mapping};

/// How many rows are brought together: as many as the nearer caches hold.
pub(crate) const ROWS: usize = 1024;

const FIELDS: usize = Field::ALL.len();

/// The text of a cell.
#[derive(Clone, Copy)]
pub(crate) enum Cell<'t, 'r> {
    /// It lies where it can stay.
    Lent(&'t str),
    /// It is overwritten by the next row.
    Passing(&'r str),
}

impl<'r> Cell<'_, 'r> {
    pub(crate) fn text(self) -> &'r str
    where
        Self: 'r,
    {
        match self {
            Self::Lent(text) => text,
            Self::Passing(text) => text,
        }
    }
}

/// Rows as columns.
#[derive(Debug, Default)]
pub(crate) struct Block<'t> {
    pub(crate) at: Vec<Stamp>,
    pub(crate) kinds: Vec<u16>,
    /// Kinds that are none of the known ones, as often as they come.
    pub(crate) strange: Vec<&'t str>,
    pub(crate) channels: Vec<u8>,
    pub(crate) vias: Vec<u8>,
    pub(crate) results: Vec<u8>,
    /// By field: of columns that take any text one for each row that there is room for; the projects that are covered by
    /// item.
    texts: [Vec<&'t str>; FIELDS],
    /// By field: whether any row has a text there.
    used: [bool; FIELDS],
    pub(crate) covering: Vec<u32>,
    pub(crate) ends: Vec<u32>,
    /// Texts that lie nowhere else, and where each belongs; kinds among them in the place of their column.
    own: String,
    owned: Vec<Owned>,
    pub(crate) faults: Vec<LineFault>,
    pub(crate) undecodable: usize,
    pub(crate) replaced: usize,
}

#[derive(Clone, Copy, Debug)]
struct Owned {
    field: Field,
    place: usize,
    from: usize,
    to: usize,
}

/// Where a block was before a row that is no event.
pub(crate) struct Mark {
    own: usize,
    owned: usize,
    strange: usize,
    pub(crate) items: usize,
}

/// What a column of the input is to a block.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Slot {
    /// Nothing.
    Unknown,
    /// A field that takes any text.
    Text(Field),
    /// A field that takes any text, some of which stand for others.
    Named(Field),
    /// Any other field.
    Other(Field),
}

impl Slot {
    /// The slots of columns, so many in all.
    pub(crate) fn all(count: usize, held: &[(usize, Field)], mapping: &Mapping) -> Vec<Self> {
        let mut slots = vec![Self::Unknown; count];
        for (place, field) in held {
            let Some(slot) = slots.get_mut(*place) else { continue };
            *slot = match field {
                Field::At
                | Field::Kind
                | Field::Channel
                | Field::HandledVia
                | Field::Result
                | Field::Covers
                | Field::Recorded => Self::Other(*field),
                field if mapping.has_texts(*field) => Self::Named(*field),
                field => Self::Text(*field),
            };
        }
        slots
    }
}

impl<'t> Block<'t> {
    /// A block for rows with these columns.
    pub(crate) fn new(slots: &[Slot]) -> Self {
        let mut own = Self::default();
        for slot in slots {
            if let Slot::Text(field) | Slot::Named(field) | Slot::Other(field @ Field::Recorded) = slot
                && let Some(texts) = own.texts.get_mut(*field as usize)
            {
                texts.resize(ROWS, "");
            }
        }
        own.at.reserve(ROWS);
        own.kinds.reserve(ROWS);
        own
    }

    pub(crate) fn is_full(&self) -> bool {
        self.at.len() >= ROWS || self.faults.len() >= ROWS
    }

    pub(crate) fn items(&self) -> usize {
        self.texts.get(Field::Covers as usize).map_or(0, Vec::len)
    }

    pub(crate) fn mark(&self) -> Mark {
        let strange = self.strange.len();
        Mark { own: self.own.len(), owned: self.owned.len(), strange, items: self.items() }
    }

    pub(crate) fn back_to(&mut self, mark: &Mark) {
        self.own.truncate(mark.own);
        self.owned.truncate(mark.owned);
        self.strange.truncate(mark.strange);
        let row = self.at.len();
        for (field, texts) in Field::ALL.iter().zip(&mut self.texts) {
            if *field == Field::Covers {
                texts.truncate(mark.items);
            } else if let Some(text) = texts.get_mut(row) {
                *text = "";
            }
        }
    }

    /// Sets the text of a field in the row that is being filled.
    #[inline]
    pub(crate) fn set(&mut self, field: Field, cell: Cell<'t, '_>) {
        let place = self.at.len();
        self.use_of(field);
        match cell {
            Cell::Lent(text) => {
                if let Some(own) = self.texts.get_mut(field as usize).and_then(|texts| texts.get_mut(place)) {
                    *own = text;
                }
            }
            Cell::Passing(text) => self.keep(field, place, text),
        }
    }

    #[inline]
    fn use_of(&mut self, field: Field) {
        if let Some(used) = self.used.get_mut(field as usize) {
            *used = true;
        }
    }

    pub(crate) fn keep(&mut self, field: Field, place: usize, text: &str) {
        let from = self.own.len();
        self.own.push_str(text);
        self.owned.push(Owned { field, place, from, to: self.own.len() });
    }

    /// Adds a project to those that the row being filled covers.
    pub(crate) fn cover(&mut self, cell: Cell<'t, '_>) {
        let place = self.items();
        self.use_of(Field::Covers);
        let text = match cell {
            Cell::Lent(text) => text,
            Cell::Passing(text) => {
                self.keep(Field::Covers, place, text);
                ""
            }
        };
        if let Some(items) = self.texts.get_mut(Field::Covers as usize) {
            items.push(text);
        }
    }

    /// Adds the rows to a log, then the lines that are none.
    pub(crate) fn add_to(self, log: &mut EventLog, faults: &mut Vec<LineFault>) {
        let Block { at, kinds, channels, vias, results, used, covering, ends, own, owned, .. } = self;
        let (own, rows) = (own.as_str(), at.len());
        let mut texts: [Vec<&str>; FIELDS] = self.texts;
        for (field, texts) in Field::ALL.iter().zip(&mut texts) {
            if *field != Field::Covers {
                texts.truncate(rows);
            }
        }
        let mut named: Vec<&str> =
            EventKind::ALL.iter().map(|kind| kind.code()).chain(self.strange).collect();
        for Owned { field, place, from, to } in owned {
            let list = if field == Field::Kind { Some(&mut named) } else { texts.get_mut(field as usize) };
            if let Some(text) = list.and_then(|list| list.get_mut(place)) {
                *text = own.get(from..to).unwrap_or_default();
            }
        }
        let text = |field: Field| {
            let list: &[&str] = texts.get(field as usize).map_or(&[], Vec::as_slice);
            let used = used.get(field as usize).copied().unwrap_or(false);
            let codes = if used { Codes::Rows } else { Codes::Absent };
            Column { codes, values: Texts::Slices(list), valid: None }
        };
        let channel = Channel::ALL.iter().map(|own| own.code()).collect::<Vec<_>>();
        let via = HandledVia::ALL.iter().map(|own| own.code()).collect::<Vec<_>>();
        let result = Outcome::ALL.iter().map(|own| own.code()).collect::<Vec<_>>();
        let closed =
            |codes, names| Column { codes: Codes::U8(codes), values: Texts::Slices(names), valid: None };
        let mut columns = EventColumns::new(liandong::Times::Stamps(&at));
        columns.id = text(Field::Id);
        columns.kind = Column { codes: Codes::U16(&kinds), values: Texts::Slices(&named), valid: None };
        columns.case = text(Field::Case);
        columns.matter = text(Field::Matter);
        columns.actor = text(Field::Actor);
        columns.officer = text(Field::Officer);
        columns.to = text(Field::To);
        columns.person = text(Field::Person);
        columns.project = text(Field::Project);
        columns.with = text(Field::With);
        columns.channel = closed(&channels, &channel);
        columns.handled_via = closed(&vias, &via);
        columns.result = closed(&results, &result);
        columns.refers_to = text(Field::RefersTo);
        columns.about = text(Field::About);
        columns.ground = text(Field::Ground);
        columns.period = text(Field::Period);
        columns.recorded = text(Field::Recorded);
        if !covering.is_empty() {
            let items = text(Field::Covers);
            columns.covers = Lists { rows: Some(&covering), offsets: Offsets::U32(&ends), items };
        }
        // Columns that were filled side by side fit together.
        let added = log.append(columns);
        debug_assert!(added.is_ok(), "{added:?}");
        for fault in self.faults {
            log.push_unreadable(fault.line.saturating_sub(1), fault.why());
            faults.push(fault);
        }
    }
}
