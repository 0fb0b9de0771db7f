//! What enters: the cells of rows, each with its field. What leaves: rows as columns, a block of them at a time, for a log.

use liandong::{
    Channel, Codes, Column, EventColumns, EventKind, EventLog, HandledVia, Lists, Offsets, Outcome, Stamp,
    Texts,
};

use crate::error::{LineFault, Problem, shown};
use crate::mapping::{Field, Mapping};
use crate::memo::Memo;
use crate::time::Times;

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
    at: Vec<Stamp>,
    kinds: Vec<u16>,
    /// Kinds that are none of the known ones, as often as they come.
    strange: Vec<&'t str>,
    channels: Vec<u8>,
    vias: Vec<u8>,
    results: Vec<u8>,
    /// By field: of columns that take any text one for each row that there is room for; the projects that are covered by
    /// item.
    texts: [Vec<&'t str>; FIELDS],
    covering: Vec<u32>,
    ends: Vec<u32>,
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
struct Mark {
    own: usize,
    owned: usize,
    strange: usize,
    items: usize,
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

    fn items(&self) -> usize {
        self.texts.get(Field::Covers as usize).map_or(0, Vec::len)
    }

    fn mark(&self) -> Mark {
        let strange = self.strange.len();
        Mark { own: self.own.len(), owned: self.owned.len(), strange, items: self.items() }
    }

    fn back_to(&mut self, mark: &Mark) {
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
    fn set(&mut self, field: Field, cell: Cell<'t, '_>) {
        let place = self.at.len();
        match cell {
            Cell::Lent(text) => {
                if let Some(own) = self.texts.get_mut(field as usize).and_then(|texts| texts.get_mut(place)) {
                    *own = text;
                }
            }
            Cell::Passing(text) => self.keep(field, place, text),
        }
    }

    fn keep(&mut self, field: Field, place: usize, text: &str) {
        let from = self.own.len();
        self.own.push_str(text);
        self.owned.push(Owned { field, place, from, to: self.own.len() });
    }

    /// Adds a project to those that the row being filled covers.
    fn cover(&mut self, cell: Cell<'t, '_>) {
        let place = self.items();
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
        let Block { at, kinds, channels, vias, results, covering, ends, own, owned, .. } = self;
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
            let codes = if list.is_empty() { Codes::Absent } else { Codes::Rows };
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

/// Fills blocks, and remembers what the values of closed columns mean.
pub(crate) struct Filler<'m> {
    mapping: &'m Mapping,
    times: Times,
    kinds: Memo<Option<EventKind>>,
    channels: Memo<Option<Channel>>,
    vias: Memo<Option<HandledVia>>,
    results: Memo<Option<Outcome>>,
}

/// The parts of an event that are no texts.
struct Parts {
    at: Option<Stamp>,
    kind: Option<u16>,
    channel: u8,
    via: u8,
    result: u8,
}

impl<'m> Filler<'m> {
    pub(crate) fn new(mapping: &'m Mapping, times: Times) -> Self {
        Self {
            mapping,
            times,
            kinds: Memo::default(),
            channels: Memo::default(),
            vias: Memo::default(),
            results: Memo::default(),
        }
    }

    /// Adds a row by those of its cells that hold anything, each with its place; else the column that is at fault, or that of
    /// the field that is missing, and why. `None` where no column that means something holds anything, and no row is added.
    #[inline]
    pub(crate) fn row<'t, 'r>(
        &mut self,
        block: &mut Block<'t>,
        slots: &[Slot],
        cells: impl Iterator<Item = (usize, Cell<'t, 'r>)>,
    ) -> Result<Option<()>, (usize, Problem)>
    where
        'm: 't,
        't: 'r,
    {
        let mark = block.mark();
        let filled = self.fill(block, slots, cells, mark.items);
        match filled {
            Ok(Some(())) => {}
            Ok(None) | Err(_) => block.back_to(&mark),
        }
        filled
    }

    #[inline]
    fn fill<'t, 'r>(
        &mut self,
        block: &mut Block<'t>,
        slots: &[Slot],
        cells: impl Iterator<Item = (usize, Cell<'t, 'r>)>,
        items: usize,
    ) -> Result<Option<()>, (usize, Problem)>
    where
        'm: 't,
        't: 'r,
    {
        let mut parts = Parts { at: None, kind: None, channel: u8::MAX, via: u8::MAX, result: u8::MAX };
        let mut empty = true;
        for (place, cell) in cells {
            let slot = slots.get(place).copied().unwrap_or(Slot::Unknown);
            match slot {
                Slot::Unknown => continue,
                Slot::Text(field) => block.set(field, cell),
                Slot::Named(field) => {
                    block.set(field, self.mapping.of_value(field, cell.text()).map_or(cell, Cell::Lent));
                }
                Slot::Other(field) => {
                    self.other(block, field, cell, &mut parts).map_err(|problem| (place, problem))?;
                }
            }
            empty = false;
        }
        if empty {
            return Ok(None);
        }
        let missing = |field: Field| {
            let is_it = |slot: &Slot| matches!(slot, Slot::Other(own) if *own == field);
            (slots.iter().position(is_it).unwrap_or(usize::MAX), Problem::Empty(field))
        };
        let at = parts.at.ok_or_else(|| missing(Field::At))?;
        block.kinds.push(parts.kind.ok_or_else(|| missing(Field::Kind))?);
        block.channels.push(parts.channel);
        block.vias.push(parts.via);
        block.results.push(parts.result);
        let covered = block.items();
        if covered > items {
            if block.ends.is_empty() {
                block.ends.push(0);
            }
            block.covering.push(u32::try_from(block.at.len()).unwrap_or(u32::MAX));
            block.ends.push(u32::try_from(covered).unwrap_or(u32::MAX));
        }
        block.at.push(at);
        Ok(Some(()))
    }

    /// Takes a cell of a column that does not take every text, or several of them.
    fn other<'t>(
        &mut self,
        block: &mut Block<'t>,
        field: Field,
        cell: Cell<'t, '_>,
        parts: &mut Parts,
    ) -> Result<(), Problem>
    where
        'm: 't,
    {
        let (text, mapping, times) = (cell.text(), self.mapping, self.times);
        let time = || times.read(text).map_err(|fault| Problem::Time { value: shown(text), fault });
        let other = |known| Problem::Value { field, value: shown(text), known };
        match field {
            Field::At => parts.at = Some(time()?.into()),
            Field::Recorded => {
                let day = time()?.day().to_string();
                block.set(field, Cell::Passing(&day));
            }
            Field::Kind => match self.kinds.of(text, |text| mapping.of_kind(text)) {
                Some(kind) => parts.kind = Some(kind as u16),
                None => {
                    let place = EventKind::ALL.len().saturating_add(block.strange.len());
                    let text = match cell {
                        Cell::Lent(text) => text,
                        Cell::Passing(text) => {
                            block.keep(field, place, text);
                            ""
                        }
                    };
                    block.strange.push(text);
                    parts.kind = u16::try_from(place).ok();
                }
            },
            Field::Channel => {
                let known: &[&str] = &["platform", "message", "other"];
                let own = self.channels.of(text, |text| mapping.of_channel(text));
                parts.channel = own.ok_or_else(|| other(known))? as u8;
            }
            Field::HandledVia => {
                let known: &[&str] = &["platform", "offline"];
                let own = self.vias.of(text, |text| mapping.of_via(text));
                parts.via = own.ok_or_else(|| other(known))? as u8;
            }
            Field::Result => {
                let known: &[&str] = &["granted", "refused", "changed", "revoked"];
                let own = self.results.of(text, |text| mapping.of_result(text));
                parts.result = own.ok_or_else(|| other(known))? as u8;
            }
            _ => {
                let meant = |one| mapping.of_value(field, one).map(Cell::Lent);
                match cell {
                    Cell::Lent(text) => {
                        covered(text).for_each(|one| block.cover(meant(one).unwrap_or(Cell::Lent(one))))
                    }
                    Cell::Passing(text) => {
                        covered(text).for_each(|one| block.cover(meant(one).unwrap_or(Cell::Passing(one))))
                    }
                }
            }
        }
        Ok(())
    }
}

/// The projects that a cell names, between `;`, `；`, `、` or `|`.
///
/// ```
/// let covered: Vec<_> = liandong_readers::covered("J-1；J-2、").collect();
/// assert_eq!(covered, ["J-1", "J-2"]);
/// ```
pub fn covered(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([';', '；', '、', '|']).map(str::trim).filter(|one| !one.is_empty())
}
