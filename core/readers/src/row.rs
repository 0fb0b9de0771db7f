//! What enters: the cells of a row. What leaves: the row in a block, the values of closed columns by what they mean, or why it
//! is none.

use liandong::{Channel, EventKind, HandledVia, Outcome, Stamp};

use crate::block::{Block, Cell, Slot};
use crate::error::{Problem, shown};
use crate::mapping::{Field, Mapping};
use crate::memo::Memo;
use crate::time::Times;

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
