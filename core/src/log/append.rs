//! What enters: a log and columns from anywhere. What leaves: the log with their rows added, a column at a time.
//!
//! A code of theirs is looked up once and not once a row; texts without codes are looked up many at a time.

use std::ops::Range;

use super::column::Taken;
use super::{EventLog, Given, Room};
use crate::columns::{Codes, Column, EventColumns, Texts, Times};
use crate::error::InputError;
use crate::event::EventKind;
use crate::rows::{Field, Rows};

impl EventLog {
    /// Adds the rows of columns, which is several times as fast as [`push`](Self::push) for each.
    ///
    /// A row that is no event is kept as an unreadable line; its place counts the events and lines before it.
    ///
    /// ```
    /// use liandong::{Codes, Column, EventColumns, EventLog, Texts, Times};
    /// let mut columns = EventColumns::new(Times::Days(&[18_993, i32::MAX, 18_994]));
    /// columns.kind = Column { codes: Codes::U8(&[0, 0, 1]), values: Texts::Slices(&["decision", "result_push"]), valid: None };
    /// let mut log = EventLog::new();
    /// log.append(columns)?;
    /// log.append(columns)?;
    /// assert_eq!((log.len(), log.unreadable()[1].place), (4, 4));
    /// # Ok::<(), liandong::InputError>(())
    /// ```
    ///
    /// # Errors
    /// As [`EventColumns::checked`]; nothing is added then.
    pub fn append(&mut self, columns: EventColumns<'_>) -> Result<(), InputError> {
        let rows = Rows::uncounted(columns)?;
        let first = self.len().saturating_add(self.unreadable.len());
        let mut lines = rows.unreadable().iter();
        self.append_rows(&rows, |log| {
            if let Some(line) = lines.next() {
                log.push_unreadable(first.saturating_add(line.place), line.why.clone());
            }
        });
        Ok(())
    }

    /// Adds the rows that are events, and tells of each other one at its turn.
    fn append_rows(&mut self, rows: &Rows<'_>, mut unread: impl FnMut(&mut Self)) {
        let mut taking = Taking::new(rows);
        let mut from = 0;
        for row in rows.faulty_rows() {
            self.append_run(&mut taking, from..row);
            unread(self);
            from = row.saturating_add(1);
        }
        self.append_run(&mut taking, from..rows.len());
    }

    fn append_run(&mut self, taking: &mut Taking<'_, '_>, run: Range<u32>) {
        if run.is_empty() {
            return;
        }
        if taking.fits(self, &run, &Room::WHOLE) {
            self.take(taking, &run);
            return;
        }
        // Near the end of what it can hold, a log takes what it still has room for.
        for row in run {
            if let Some(view) = taking.rows.event(row) {
                self.push_given(&Given::from(&view));
            }
        }
    }

    /// Adds rows of which all fit.
    fn take(&mut self, taking: &mut Taking<'_, '_>, run: &Range<u32>) -> Option<()> {
        let (rows, before) = (taking.rows, self.len());
        let first = u32::try_from(before).ok()?;
        match rows.columns.at {
            Times::Stamps(all) => self.at.extend_from_slice(all.get(run.start as usize..run.end as usize)?),
            Times::Days(_) | Times::Moments { .. } | Times::Texts(_) => {
                for row in run.clone() {
                    self.at.push(rows.at(row)?);
                }
            }
        }
        taking.id.of(run).texts(&mut self.ids)?;
        let (listed, mut codes): (Vec<u32>, _) = (run.clone().collect(), Vec::new());
        rows.columns.kind.codes_of(&listed, &mut codes);
        self.kinds.reserve(codes.len());
        for (code, row) in codes.iter().zip(run.clone()) {
            let known = taking.kinds.get(*code as usize).copied().flatten();
            let kind = match known {
                Some(kind) => kind,
                None => self.keep_kind(rows.kind_text(row))?,
            };
            if let Some(known) = taking.kinds.get_mut(*code as usize) {
                *known = Some(kind);
            }
            self.kinds.push(kind);
        }
        rows.columns.channel.codes_of(&listed, &mut codes);
        closed(&mut self.channels, &codes, |code| rows.channel_of(code).map(|own| own as u8));
        rows.columns.handled_via.codes_of(&listed, &mut codes);
        closed(&mut self.vias, &codes, |code| rows.via_of(code).map(|own| own as u8));
        rows.columns.result.codes_of(&listed, &mut codes);
        closed(&mut self.results, &codes, |code| rows.result_of(code).map(|own| own as u8));
        self.case.append(before, taking.case.of(run))?;
        self.matter.append(before, taking.matter.of(run))?;
        self.actor.append(before, taking.actor.of(run))?;
        self.to.append(before, taking.to.of(run))?;
        self.officer.append(before, taking.officer.of(run))?;
        self.person.append(before, taking.person.of(run))?;
        self.refers_to.append(before, taking.refers_to.of(run))?;
        self.project.append(first, taking.project.of(run))?;
        self.with.append(first, taking.with.of(run))?;
        self.about.append(first, taking.about.of(run))?;
        self.ground.append(first, taking.ground.of(run))?;
        self.period.append(first, taking.period.of(run))?;
        if !rows.columns.recorded.is_absent() {
            for (row, place) in run.clone().zip(first..) {
                let recorded = rows.recorded(row).map(|day| day.to_string());
                self.recorded.push(place, recorded.as_deref())?;
            }
        }
        if rows.columns.covers.items.len() > 0 {
            for (row, place) in run.clone().zip(first..) {
                let before = self.covers.codes.len();
                for item in rows.covered(rows.covers(row)) {
                    let project = rows.name(Field::Covers, item);
                    if !project.is_empty() {
                        self.covers.codes.push(self.covers.words.keep(project)?.0);
                    }
                }
                if self.covers.codes.len() > before {
                    self.covers.rows.push(place);
                    self.covers.ends.push(u32::try_from(self.covers.codes.len()).ok()?);
                }
            }
        }
        Some(())
    }
}

/// Adds what the codes of a closed column mean, the highest number for nothing.
fn closed(own: &mut Vec<u8>, codes: &[u32], meant: impl Fn(u32) -> Option<u8>) {
    own.extend(codes.iter().map(|code| meant(*code).unwrap_or(u8::MAX)));
}

impl From<&Rows<'_>> for EventLog {
    /// The events of columns as a log of its own, unreadable rows with their places.
    fn from(rows: &Rows<'_>) -> Self {
        let mut log = Self::new();
        log.append_rows(rows, |_| {});
        log.unreadable.extend(rows.unreadable().iter().cloned());
        log
    }
}

/// Columns on their way into a log.
struct Taking<'c, 'l> {
    rows: &'c Rows<'l>,
    /// Which kind of the log each kind of theirs was found to be.
    kinds: Vec<Option<u16>>,
    id: Taken<'c, 'l>,
    case: Taken<'c, 'l>,
    matter: Taken<'c, 'l>,
    actor: Taken<'c, 'l>,
    to: Taken<'c, 'l>,
    officer: Taken<'c, 'l>,
    person: Taken<'c, 'l>,
    refers_to: Taken<'c, 'l>,
    project: Taken<'c, 'l>,
    with: Taken<'c, 'l>,
    about: Taken<'c, 'l>,
    ground: Taken<'c, 'l>,
    period: Taken<'c, 'l>,
}

impl<'c, 'l> Taking<'c, 'l> {
    fn new(rows: &'c Rows<'l>) -> Self {
        let columns = &rows.columns;
        Self {
            rows,
            kinds: vec![None; columns.kind.values.len()],
            id: Taken::new(&columns.id),
            case: Taken::new(&columns.case),
            matter: Taken::new(&columns.matter),
            actor: Taken::new(&columns.actor),
            to: Taken::new(&columns.to),
            officer: Taken::new(&columns.officer),
            person: Taken::new(&columns.person),
            refers_to: Taken::new(&columns.refers_to),
            project: Taken::new(&columns.project),
            with: Taken::new(&columns.with),
            about: Taken::new(&columns.about),
            ground: Taken::new(&columns.ground),
            period: Taken::new(&columns.period),
        }
    }

    /// Whether there is certainly room for rows.
    fn fits(&self, log: &EventLog, run: &Range<u32>, room: &Room) -> bool {
        let columns = &self.rows.columns;
        let rows = run.len();
        let whole = |values: Texts<'_>| values.bytes(0..values.len());
        let own = |column: &Column<'_>| match column.codes {
            Codes::Rows => column.values.bytes(run.start as usize..run.end as usize),
            Codes::Absent => 0,
            Codes::U8(_) | Codes::U16(_) | Codes::U32(_) | Codes::Sparse { .. } => whole(column.values),
        };
        // A text that is kept each time comes at most once a row.
        let each = |column: &Column<'_>| match column.codes {
            Codes::Rows | Codes::Absent => own(column),
            Codes::U8(_) | Codes::U16(_) | Codes::U32(_) | Codes::Sparse { .. } => {
                column.values.longest().saturating_mul(rows)
            }
        };
        let lists = &columns.covers;
        let named = columns.named();
        let texts = named.iter().map(|(_, column)| own(column)).fold(0, usize::saturating_add);
        let texts = [each(&columns.id), each(&columns.refers_to), whole(lists.items.values)]
            .into_iter()
            .fold(texts, usize::saturating_add);
        let kinds = match columns.kind.codes {
            Codes::Rows => rows,
            _ => columns.kind.values.len(),
        };
        let known = log.kind_words.len().max(EventKind::ALL.len());
        log.len().saturating_add(rows) <= room.rows
            && known.saturating_add(kinds) <= room.kinds
            && log.covers.codes.len().saturating_add(lists.items.len()) < room.items
            && log.longest().saturating_add(texts) < room.text
    }
}
