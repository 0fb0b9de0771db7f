//! What enters: a record batch and which field each column of it holds. What leaves: the columns of a log.

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::DataType;
use liandong::{Codes, Column, EventColumns, Lists, Offsets, Stamp, Texts, Unreadable, When};

use super::texts::{self, TextColumn};
use super::times;
use crate::error::Problem;
use crate::mapping::{Field, Mapping};
use crate::row::covered;
use crate::time::Times;

const FIELDS: usize = Field::ALL.len();

/// The columns of a batch.
pub(super) struct Batch<'b> {
    at: Vec<Stamp>,
    texts: [TextColumn<'b>; FIELDS],
    covering: Vec<u32>,
    ends: Vec<u32>,
    /// Texts of lists, one after the other.
    items: Vec<String>,
    unread: Vec<Unreadable>,
}

/// The columns together with the slices that they are made of.
pub(super) fn with_columns<R>(batch: &Batch<'_>, take: impl FnOnce(EventColumns<'_>) -> R) -> R {
    let items: Vec<&str> = batch.items.iter().map(String::as_str).collect();
    let text = |field: Field| batch.texts.get(field as usize).map(TextColumn::column).unwrap_or_default();
    let mut columns = EventColumns::new(liandong::Times::Stamps(&batch.at));
    columns.id = text(Field::Id);
    columns.kind = text(Field::Kind);
    columns.case = text(Field::Case);
    columns.matter = text(Field::Matter);
    columns.actor = text(Field::Actor);
    columns.officer = text(Field::Officer);
    columns.to = text(Field::To);
    columns.person = text(Field::Person);
    columns.project = text(Field::Project);
    columns.with = text(Field::With);
    columns.channel = text(Field::Channel);
    columns.handled_via = text(Field::HandledVia);
    columns.result = text(Field::Result);
    columns.refers_to = text(Field::RefersTo);
    columns.about = text(Field::About);
    columns.ground = text(Field::Ground);
    columns.period = text(Field::Period);
    columns.recorded = text(Field::Recorded);
    columns.unread = &batch.unread;
    if !batch.covering.is_empty() {
        let items = Column { codes: Codes::Rows, values: Texts::Slices(&items), valid: None };
        columns.covers = Lists { rows: Some(&batch.covering), offsets: Offsets::U32(&batch.ends), items };
    }
    take(columns)
}

/// Whether lists of texts are read from a type.
pub(super) fn fits_lists(kind: &DataType) -> bool {
    match kind {
        DataType::List(item) | DataType::LargeList(item) => texts::fits(item.data_type()),
        other => texts::fits(other),
    }
}

impl<'b> Batch<'b> {
    pub(super) fn new(
        batch: &'b RecordBatch,
        held: &[(usize, Field)],
        at_is_day: Option<usize>,
        mapping: &'b Mapping,
        times: Times,
    ) -> Self {
        let mut own = Self {
            at: Vec::with_capacity(batch.num_rows()),
            texts: std::array::from_fn(|_| TextColumn::default()),
            covering: Vec::new(),
            ends: vec![0],
            items: Vec::new(),
            unread: Vec::new(),
        };
        for (place, field) in held {
            let Some(array) = batch.columns().get(*place) else { continue };
            let column = match field {
                Field::At => {
                    let flags = at_is_day.and_then(|place| batch.columns().get(place));
                    own.take_times(array, flags, times);
                    continue;
                }
                Field::Recorded => own.days(array, times),
                Field::Covers => {
                    own.take_lists(array, mapping);
                    continue;
                }
                Field::Kind | Field::Channel | Field::HandledVia | Field::Result => {
                    TextColumn::new(array).meaning(|text| mapping.of_value(*field, text))
                }
                field if mapping.has_texts(*field) => {
                    TextColumn::new(array).meaning(|text| mapping.of_value(*field, text))
                }
                _ => TextColumn::new(array),
            };
            if let Some(texts) = own.texts.get_mut(*field as usize) {
                *texts = column;
            }
        }
        own.without_kinds();
        // The reason that was found first stands.
        own.unread.sort_by_key(|line| line.place);
        own.unread.dedup_by_key(|line| line.place);
        own
    }

    fn take_times(&mut self, array: &ArrayRef, flags: Option<&ArrayRef>, times: Times) {
        let Self { at, unread, .. } = self;
        let flags = flags.and_then(|flags| flags.as_boolean_opt()).filter(|flags| flags.true_count() > 0);
        if flags.is_none()
            && let Some(moments) = times::moments(array, times)
        {
            *at = moments;
            return;
        }
        let is_day = |row: usize| flags.is_some_and(|flags| flags.is_valid(row) && flags.value(row));
        times::each(array, times, |time| {
            let place = at.len();
            let when = match time {
                Ok(Some(When::Moment(moment))) if is_day(place) => When::Day(moment.day()),
                Ok(Some(when)) => when,
                Ok(None) => {
                    unread.push(Unreadable { place, why: Problem::Empty(Field::At).en() });
                    When::Day(liandong::Day::MIN)
                }
                Err(why) => {
                    unread.push(Unreadable { place, why });
                    When::Day(liandong::Day::MIN)
                }
            };
            at.push(when.into());
        });
    }

    /// The days on which events were recorded.
    fn days(&mut self, array: &ArrayRef, times: Times) -> TextColumn<'b> {
        let (unread, mut days) = (&mut self.unread, Vec::with_capacity(array.len()));
        times::each(array, times, |time| {
            days.push(match time {
                Ok(time) => time.map(When::day),
                Err(why) => {
                    unread.push(Unreadable { place: days.len(), why });
                    None
                }
            });
        });
        TextColumn::own(days.into_iter())
    }

    /// A row without a kind is no event.
    fn without_kinds(&mut self) {
        let Some(kinds) = self.texts.get(Field::Kind as usize) else { return };
        for place in kinds.without() {
            self.unread.push(Unreadable { place, why: Problem::Empty(Field::Kind).en() });
        }
    }

    fn take_lists(&mut self, array: &ArrayRef, mapping: &Mapping) {
        let lists: Box<dyn Iterator<Item = Option<ArrayRef>> + '_> = match array.data_type() {
            DataType::List(_) => Box::new(array.as_list::<i32>().iter()),
            DataType::LargeList(_) => Box::new(array.as_list::<i64>().iter()),
            _ => {
                let texts = TextColumn::new(array);
                for row in 0..array.len() {
                    covered(texts.get(row)).for_each(|one| self.cover(one, mapping));
                    self.end(row);
                }
                return;
            }
        };
        for (row, list) in lists.enumerate() {
            if let Some(list) = list.filter(|list| !list.is_empty()) {
                let texts = TextColumn::new(&list);
                (0..list.len()).for_each(|item| self.cover(texts.get(item).trim(), mapping));
                self.end(row);
            }
        }
    }

    fn cover(&mut self, project: &str, mapping: &Mapping) {
        if !project.is_empty() {
            self.items.push(mapping.of_value(Field::Covers, project).unwrap_or(project).to_owned());
        }
    }

    fn end(&mut self, row: usize) {
        let count = u32::try_from(self.items.len()).unwrap_or(u32::MAX);
        if self.ends.last().is_some_and(|last| *last < count) {
            self.covering.push(u32::try_from(row).unwrap_or(u32::MAX));
            self.ends.push(count);
        }
    }
}
