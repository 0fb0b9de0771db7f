//! What enters: the columns of a table, chunk by chunk, and what their names mean. What leaves: the columns of a log.

use std::num::NonZero;
use std::sync::{Mutex, PoisonError};
use std::thread;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;
use liandong::{Codes, Column, EventColumns, Fault, Lists, Offsets, Unreadable};
use liandong_readers::{Column as Header, Field, HeaderFault};
use pyo3::exceptions::PyException;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyTuple};

use crate::column::{TextColumn, lent, lent_as};
use crate::gather::{Unsupported, gather, text_of};
use crate::naming::Naming;
use crate::times::{self, Gathered, TimeColumn};
use crate::words::Words;

const FIELDS: usize = Field::ALL.len();

/// The columns of a log.
pub struct Columns {
    at: TimeColumn,
    texts: [TextColumn; FIELDS],
    covers: Covers,
    unread: Vec<Unreadable>,
}

/// The projects that each row covers.
#[derive(Default)]
struct Covers {
    rows: Vec<u32>,
    ends: Vec<u32>,
    words: Words,
    /// How many rows were looked at.
    seen: usize,
}

impl Columns {
    pub fn columns(&self) -> EventColumns<'_> {
        let text = |field: Field| self.texts[field as usize].column();
        let mut own = EventColumns::new(self.at.times());
        own.id = text(Field::Id);
        own.kind = text(Field::Kind);
        own.case = text(Field::Case);
        own.matter = text(Field::Matter);
        own.actor = text(Field::Actor);
        own.officer = text(Field::Officer);
        own.to = text(Field::To);
        own.person = text(Field::Person);
        own.project = text(Field::Project);
        own.with = text(Field::With);
        own.channel = text(Field::Channel);
        own.handled_via = text(Field::HandledVia);
        own.result = text(Field::Result);
        own.refers_to = text(Field::RefersTo);
        own.about = text(Field::About);
        own.ground = text(Field::Ground);
        own.period = text(Field::Period);
        own.recorded = text(Field::Recorded);
        own.unread = &self.unread;
        let Covers { rows, ends, words, .. } = &self.covers;
        if !ends.is_empty() {
            let items = Column { codes: Codes::U32(&words.codes), values: words.texts(), valid: None };
            own.covers = Lists { rows: Some(rows), offsets: Offsets::U32(ends), items };
        }
        own
    }
}

/// Which field each column of a table holds.
pub struct Layout {
    held: Vec<(usize, Field)>,
    /// Where it is said of which times the hour is unknown, as tables of this package have it.
    at_is_day: Option<usize>,
    pub unknown: Vec<String>,
}

/// A column of times that can be no days has this one beside it.
const AT_IS_DAY: &str = "at_is_day";

impl Layout {
    /// What the names of a table's columns mean; every fault of them where they do not tell what a log's columns are.
    pub fn new(naming: &Naming, names: &[String]) -> Result<Layout, Vec<HeaderFault>> {
        let (mut held, mut unknown, mut at_is_day) = (Vec::new(), Vec::new(), None);
        for (place, name) in names.iter().enumerate() {
            match naming.mapping.of_column(name) {
                Some(Some(field)) => held.push((place, field)),
                Some(None) => {}
                None if name == AT_IS_DAY => at_is_day = Some(place),
                None => unknown.push(name.clone()),
            }
        }
        let mut faults = Vec::new();
        for field in Field::ALL {
            let named = held.iter().filter(|(_, of)| of == field);
            let columns: Vec<Header> =
                named.map(|(place, _)| Header { place: place + 1, name: names[*place].clone() }).collect();
            match columns.len() {
                0 if matches!(field, Field::At | Field::Kind) => faults.push(HeaderFault::Missing {
                    field: *field,
                    names: naming.mapping.columns(*field).into_iter().map(str::to_owned).collect(),
                }),
                0 | 1 => {}
                _ => faults.push(HeaderFault::Repeated { field: *field, columns }),
            }
        }
        if faults.is_empty() { Ok(Layout { held, at_is_day, unknown }) } else { Err(faults) }
    }
}

/// The columns of a log on their way.
pub struct Filling<'n> {
    naming: &'n Naming,
    layout: Layout,
    at: Option<TimeColumn>,
    gathered: Gathered,
    texts: [TextColumn; FIELDS],
    words: [Words; FIELDS],
    covers: Covers,
    faulty: Vec<Unreadable>,
}

impl<'n> Filling<'n> {
    pub fn new(naming: &'n Naming, layout: Layout) -> Filling<'n> {
        Filling {
            naming,
            layout,
            at: None,
            gathered: Gathered::new(naming.times, "no `at`; fill it in"),
            texts: std::array::from_fn(|_| TextColumn::Absent),
            words: std::array::from_fn(|_| Words::default()),
            covers: Covers::default(),
            faulty: Vec::new(),
        }
    }

    /// Takes the arrays of a table that is all there is, as they lie where that can be done.
    pub fn lend(&mut self, arrays: &[ArrayRef]) -> Result<(), Vec<Fault>> {
        let naming = self.naming;
        let mut rest = Vec::new();
        for (place, field) in self.layout.held.clone() {
            let array = &arrays[place];
            let column = match field {
                Field::At if self.layout.at_is_day.is_some() => None,
                Field::At => {
                    self.at = times::lent(array, naming.times);
                    if self.at.is_some() {
                        continue;
                    }
                    None
                }
                Field::Covers => None,
                Field::Kind | Field::Channel | Field::HandledVia | Field::Result | Field::Recorded => {
                    lent_as(array, &|text| meant(naming, field, text))
                }
                field if naming.mapping.has_texts(field) => {
                    lent_as(array, &|text| meant(naming, field, text))
                }
                _ => lent(array),
            };
            match column {
                Some(column) => self.texts[field as usize] = column,
                None => rest.push((place, field)),
            }
        }
        self.gather(arrays, &rest)
    }

    /// Adds a chunk, of which nothing is needed afterwards.
    pub fn add(&mut self, arrays: &[ArrayRef]) -> Result<(), Vec<Fault>> {
        self.gather(arrays, &self.layout.held.clone())
    }

    /// Columns know nothing of each other, so that they are gathered side by side.
    fn gather(&mut self, arrays: &[ArrayRef], held: &[(usize, Field)]) -> Result<(), Vec<Fault>> {
        let mut tasks: Vec<(Field, &ArrayRef, Target<'_>)> = Vec::new();
        let (mut at, mut covers) = (Some(&mut self.gathered), Some(&mut self.covers));
        for (own, words) in Field::ALL.iter().zip(&mut self.words) {
            let Some((place, field)) = held.iter().find(|(_, field)| field == own) else { continue };
            let target = match field {
                Field::At => at.take().map(Target::Times),
                Field::Covers => covers.take().map(Target::Lists),
                // An id is mostly an event's own: there is no sense in looking for it among others.
                Field::Id | Field::RefersTo => Some(Target::Ids(words)),
                _ => Some(Target::Texts(words)),
            };
            tasks.extend(target.map(|target| (*field, &arrays[*place], target)));
        }
        let threads = thread::available_parallelism().map_or(1, NonZero::get).min(tasks.len());
        let (tasks, faults) = (Mutex::new(tasks), Mutex::new(Vec::new()));
        let work = || {
            while let Some((field, array, target)) = taken(&tasks) {
                if let Err(unsupported) = target.gather(array) {
                    faults.lock().unwrap_or_else(PoisonError::into_inner).push(fault(field, &unsupported));
                }
            }
        };
        thread::scope(|scope| {
            // This thread is one of them; one that cannot be had leaves its share to the others.
            (1..threads).for_each(|_| drop(thread::Builder::new().spawn_scoped(scope, work)));
            work();
        });
        if let Some(place) = self.layout.at_is_day {
            match arrays[place].as_boolean_opt() {
                Some(flags) => self.gathered.are_days(flags.len(), flags),
                None => faults.lock().unwrap_or_else(PoisonError::into_inner).push(Fault {
                    path: format!("$.{AT_IS_DAY}"),
                    en: "it says of each time whether it is a day; make it true or false".to_owned(),
                    zh: "此列说明各时间是否仅为日期；请填写真或假".to_owned(),
                }),
            }
        }
        let faults = faults.into_inner().unwrap_or_else(PoisonError::into_inner);
        if faults.is_empty() { Ok(()) } else { Err(faults) }
    }

    /// Takes lists of Python objects, one a column, all of the same length.
    pub fn objects(
        &mut self,
        names: &[String],
        lists: &[Bound<'_, PyAny>],
        faulty: Vec<Unreadable>,
    ) -> PyResult<()> {
        self.faulty = faulty;
        for (place, field) in self.layout.held.clone() {
            for (row, cell) in lists[place].try_iter()?.enumerate() {
                let cell = cell?;
                if row & 0xffff == 0 {
                    cell.py().check_signals()?;
                }
                let read = match field {
                    Field::Covers => self.covers.object(row, &cell).map(|()| None),
                    _ => text_of(&cell),
                };
                let text = match read {
                    Ok(text) => text,
                    // Ctrl-C and the like are no fault of the row.
                    Err(error) if !error.is_instance_of::<PyException>(cell.py()) => return Err(error),
                    Err(error) => {
                        let why = format!("`{}`: {}", names[place], error.value(cell.py()));
                        self.faulty.push(Unreadable { place: row, why });
                        None
                    }
                };
                match field {
                    Field::Covers => {}
                    Field::At => self.gathered.text(text.as_deref()),
                    Field::Id | Field::RefersTo => self.words[field as usize].push_own(text.as_deref()),
                    _ => self.words[field as usize].push(text.as_deref()),
                }
            }
        }
        if let Some(place) = self.layout.at_is_day {
            let mut flags = Vec::new();
            for (row, cell) in lists[place].try_iter()?.enumerate() {
                let flag = cell?.extract::<Option<bool>>();
                if flag.is_err() {
                    let why = format!("`{AT_IS_DAY}` is true or false; correct it");
                    self.faulty.push(Unreadable { place: row, why });
                }
                flags.push(flag.ok().flatten());
            }
            self.gathered.are_days(flags.len(), &flags.into());
        }
        Ok(())
    }

    pub fn finish(self) -> Columns {
        let Filling { naming, layout, at, gathered, mut texts, words, covers, faulty } = self;
        let Gathered { stamps, unread: mut untimed, .. } = gathered;
        let held = |field: Field| layout.held.iter().any(|(_, of)| *of == field);
        for ((field, own), text) in Field::ALL.iter().zip(words).zip(&mut texts) {
            if !held(*field) || matches!(text, TextColumn::Lent(_)) {
                continue;
            }
            *text = match field {
                Field::At | Field::Covers => continue,
                // A column of nothing is no column.
                _ if *field != Field::Kind && own.values().next().is_none() => TextColumn::Absent,
                _ => TextColumn::Own(own.meaning(&|text| meant(naming, *field, text))),
            };
        }
        let covers =
            Covers { words: covers.words.meaning(&|text| meant(naming, Field::Covers, text)), ..covers };
        // The reason that was found first stands.
        let mut unread = faulty;
        unread.append(&mut untimed);
        unread.sort_by_key(|own| own.place);
        unread.dedup_by_key(|own| own.place);
        Columns { at: at.unwrap_or(TimeColumn::Own(stamps)), texts, covers, unread }
    }
}

/// Where an array's values go.
enum Target<'f> {
    Times(&'f mut Gathered),
    Lists(&'f mut Covers),
    Ids(&'f mut Words),
    Texts(&'f mut Words),
}

impl Target<'_> {
    fn gather(self, array: &ArrayRef) -> Result<(), Unsupported> {
        match self {
            Target::Times(times) => times.gather(array),
            Target::Lists(covers) => covers.gather(array),
            Target::Ids(words) => words.gather_own(array),
            Target::Texts(words) => gather(words, array),
        }
    }
}

fn taken<T>(tasks: &Mutex<Vec<T>>) -> Option<T> {
    tasks.lock().unwrap_or_else(PoisonError::into_inner).pop()
}

fn fault(field: Field, Unsupported(kind): &Unsupported) -> Fault {
    Fault {
        path: format!("$.{}", field.code()),
        en: format!("a column of {kind} holds no `{}`; make it texts", field.code()),
        zh: format!("{kind} 类型的列不能作为 `{}`；请转为文本", field.code()),
    }
}

/// The name of the wire format that a text of a column stands for, where it is another.
fn meant(naming: &Naming, field: Field, text: &str) -> Option<String> {
    if field == Field::Recorded {
        return naming.times.when(text).ok().map(|when| when.day().to_string());
    }
    naming.mapping.of_value(field, text).map(str::to_owned)
}

impl Covers {
    fn push<'t>(&mut self, row: usize, items: impl Iterator<Item = &'t str>) {
        let before = self.words.codes.len();
        items.for_each(|item| self.words.push(Some(item)));
        self.end(row, before);
    }

    fn end(&mut self, row: usize, before: usize) {
        let (count, row) = (self.words.codes.len(), u32::try_from(row).unwrap_or(u32::MAX));
        if count == before {
            return;
        }
        if self.ends.is_empty() {
            self.ends.push(0);
        }
        self.rows.push(row);
        self.ends.push(u32::try_from(count).unwrap_or(u32::MAX));
    }

    fn gather(&mut self, array: &ArrayRef) -> Result<(), Unsupported> {
        let start = self.seen;
        self.seen += array.len();
        let lists: Vec<Option<ArrayRef>> = match array.data_type() {
            DataType::List(_) => array.as_list::<i32>().iter().collect(),
            DataType::LargeList(_) => array.as_list::<i64>().iter().collect(),
            _ => {
                let mut texts = Words::default();
                gather(&mut texts, array)?;
                for row in 0..texts.codes.len() {
                    self.push(start + row, texts.get(row).into_iter().flat_map(liandong_readers::covered));
                }
                return Ok(());
            }
        };
        for (row, list) in lists.into_iter().enumerate() {
            let Some(list) = list else { continue };
            let before = self.words.codes.len();
            gather(&mut self.words, &list)?;
            self.end(start + row, before);
        }
        Ok(())
    }

    fn object(&mut self, row: usize, cell: &Bound<'_, PyAny>) -> PyResult<()> {
        // Arrays of numpy are lists too.
        let own = cell.getattr_opt(intern!(cell.py(), "tolist"))?.map(|own| own.call0()).transpose()?;
        let cell = own.as_ref().unwrap_or(cell);
        if !(cell.is_instance_of::<PyList>() || cell.is_instance_of::<PyTuple>()) {
            let text = text_of(cell)?;
            self.push(row, text.iter().flat_map(|text| liandong_readers::covered(text)));
            return Ok(());
        }
        let items: Vec<String> = cell.extract()?;
        self.push(row, items.iter().map(String::as_str));
        Ok(())
    }
}
