//! What enters: columns of questions, or one value for all of their rows. What leaves: a table of answers, row by row.
//!
//! A row that cannot be asked costs only itself: its `error` says why.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::UInt32Array;
use arrow_buffer::ScalarBuffer;
use foldhash::fast::FixedState;
use liandong::{Act, ActKind, Day, MatterView, Rulebook as Core, Silence, Unreadable, Verdict, When};
use liandong_readers::Times;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyIterator, PyString};

use crate::capsule::{arrays, refused};
use crate::found::Batch;
use crate::gather::{Unsupported, gather, text_of};
use crate::labels::{Labels, Silences};
use crate::rulebook::Rulebook;
use crate::table::Table;
use crate::times::{Gathered, TimeColumn, lent};
use crate::words::{NONE, Words};

/// A column of texts, or one text for every row.
struct Given {
    words: Words,
    is_one: bool,
}

impl Given {
    fn code(&self, row: usize) -> u32 {
        self.words.codes.get(if self.is_one { 0 } else { row }).copied().unwrap_or(NONE)
    }

    fn get(&self, row: usize) -> Option<&str> {
        self.words.get(if self.is_one { 0 } else { row })
    }

    fn len(&self) -> Option<usize> {
        (!self.is_one).then_some(self.words.codes.len())
    }
}

const NO_DAY: &str = "no day; give one";

/// A column of days, or one day for every row.
struct Days {
    days: Lying,
    unread: Vec<Unreadable>,
    faults: HashMap<usize, usize, FixedState>,
    is_one: bool,
}

/// Days read, or as they lie in the one array that holds them all.
enum Lying {
    Own(Vec<Day>),
    Lent(ScalarBuffer<i32>),
}

impl Days {
    fn get(&self, row: usize) -> Result<Day, &str> {
        let row = if self.is_one { 0 } else { row };
        let fault = if self.faults.is_empty() { None } else { self.faults.get(&row) };
        match fault {
            Some(fault) => Err(&self.unread[*fault].why),
            None => self.days.get(row).ok_or(NO_DAY),
        }
    }

    fn len(&self) -> Option<usize> {
        (!self.is_one).then_some(self.days.len())
    }
}

impl Lying {
    fn get(&self, row: usize) -> Option<Day> {
        match self {
            Lying::Own(days) => days.get(row).copied(),
            Lying::Lent(numbers) => numbers.get(row).copied().and_then(Day::from_number),
        }
    }

    fn len(&self) -> usize {
        match self {
            Lying::Own(days) => days.len(),
            Lying::Lent(numbers) => numbers.len(),
        }
    }
}

fn unsupported(name: &str, Unsupported(kind): &Unsupported) -> PyErr {
    PyTypeError::new_err(format!("`{name}`: a column of {kind}; make it texts, or days"))
}

fn listed<'py>(name: &str, given: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyIterator>> {
    given.try_iter().map_err(|_| {
        let kind = given.get_type().name().map_or_else(|_| String::new(), |own| own.to_string());
        PyTypeError::new_err(format!(
            "`{name}`: a value of type {kind}; give a column, or one value for all rows"
        ))
    })
}

/// The text of a cell; a refusal names its column and row.
fn cell_of(name: &str, row: usize, cell: &Bound<'_, PyAny>) -> PyResult<Option<String>> {
    let py = cell.py();
    if row & 0xffff == 0 {
        py.check_signals()?;
    }
    text_of(cell).map_err(|error| {
        if !error.is_instance_of::<PyTypeError>(py) {
            return error;
        }
        PyTypeError::new_err(format!("`{name}`, row {row}: {}", error.value(py)))
    })
}

fn column(name: &str, given: &Bound<'_, PyAny>) -> PyResult<Given> {
    let py = given.py();
    let mut words = Words::default();
    if given.cast::<PyString>().is_ok() || given.is_none() {
        words.push(text_of(given)?.as_deref());
        return Ok(Given { words, is_one: true });
    }
    if let Some(mut chunks) = arrays(given)? {
        while let Some(chunk) = py.detach(|| chunks.next().transpose()).map_err(|error| refused(&error))? {
            py.detach(|| gather(&mut words, &chunk)).map_err(|own| unsupported(name, &own))?;
        }
        return Ok(Given { words, is_one: false });
    }
    for (row, cell) in listed(name, given)?.enumerate() {
        words.push(cell_of(name, row, &cell?)?.as_deref());
    }
    Ok(Given { words, is_one: false })
}

fn days(name: &str, given: &Bound<'_, PyAny>) -> PyResult<Days> {
    let py = given.py();
    let mut days = Gathered::new(Times::default(), NO_DAY);
    let mut is_one = false;
    if let Some(chunks) = arrays(given)? {
        let chunks = py.detach(|| chunks.collect::<Result<Vec<_>, _>>()).map_err(|error| refused(&error))?;
        if let [only] = chunks.as_slice()
            && let Some(TimeColumn::Days(numbers)) = lent(only, Times::default())
            && numbers.iter().all(|number| Day::from_number(*number).is_some())
        {
            let (days, faults) = (Lying::Lent(numbers), HashMap::default());
            return Ok(Days { days, unread: Vec::new(), faults, is_one: false });
        }
        for chunk in &chunks {
            py.detach(|| days.gather(chunk)).map_err(|own| unsupported(name, &own))?;
        }
    } else if given.cast::<PyString>().is_err() && given.getattr_opt("isoformat")?.is_none() {
        for (row, cell) in listed(name, given)?.enumerate() {
            days.text(cell_of(name, row, &cell?)?.as_deref());
        }
    } else {
        is_one = true;
        days.text(text_of(given)?.as_deref());
        if let Some(fault) = days.unread.first() {
            return Err(PyValueError::new_err(format!("`{name}`: {}", fault.why)));
        }
    }
    let Gathered { stamps, unread, .. } = days;
    let faults = unread.iter().enumerate().map(|(fault, own)| (own.place, fault)).collect();
    let days = Lying::Own(stamps.into_iter().map(|stamp| When::from(stamp).day()).collect());
    Ok(Days { days, unread, faults, is_one })
}

/// How many rows the columns have: as many as each other.
fn rows(columns: &[(&str, Option<usize>)]) -> PyResult<usize> {
    let mut counted = columns.iter().filter_map(|(name, count)| Some((*name, (*count)?)));
    let Some((first, count)) = counted.next() else { return Ok(1) };
    match counted.find(|(_, other)| *other != count) {
        None => Ok(count),
        Some((name, other)) => Err(PyValueError::new_err(format!(
            "`{first}` has {count} rows and `{name}` {other}; give columns of one length, or one value for all"
        ))),
    }
}

/// Matters by the codes of a column, each looked for once.
struct Matters<'r> {
    views: Vec<Result<MatterView<'r>, String>>,
}

impl<'r> Matters<'r> {
    fn new(core: &'r Core, given: &Given) -> Matters<'r> {
        let find = |id: &str| core.matter(id).map_err(|unknown| unknown.to_string());
        Matters { views: given.words.values().map(find).collect() }
    }

    #[inline]
    fn get(&self, code: u32) -> Result<&MatterView<'r>, &str> {
        match self.views.get(code as usize) {
            None => Err("no matter; give its id"),
            Some(view) => view.as_ref().map_err(String::as_str),
        }
    }
}

/// The matter and the day of a row, or why there is none.
#[inline]
fn asked<'r>(
    known: &'r Matters<'r>,
    matters: &Given,
    on: &'r Days,
    row: usize,
) -> Result<(&'r MatterView<'r>, Day), &'r str> {
    Ok((known.get(matters.code(row))?, on.get(row)?))
}

/// One text a row, as a column of this name, and why there is none.
fn told<'r>(
    name: &str,
    known: &'r Matters<'r>,
    matters: &Given,
    on: &'r Days,
    count: usize,
    ask: impl Fn(&'r MatterView<'r>, Day, usize) -> Result<Result<&'r str, Silence>, &'r str>,
) -> PyResult<Table> {
    let (mut texts, mut silences) = (Labels::default(), Silences::default());
    for row in 0..count {
        let answer = asked(known, matters, on, row).and_then(|(view, day)| ask(view, day, row));
        texts.or_none(answer.ok().and_then(Result::ok));
        silences.of(answer);
    }
    let mut batch = Batch::default();
    batch.add(name, texts.array()?);
    silences.add_to(&mut batch)?;
    batch.done().map(Table::new)
}

/// Who approves, row by row (2.4c, 2.5a): columns `approver`, `silence_kind`, `silence_why`, `error`.
#[pyfunction]
#[pyo3(signature = (rulebook, matters, on, accepted_on = None))]
pub fn approver_many(
    py: Python<'_>,
    rulebook: &Rulebook,
    matters: &Bound<'_, PyAny>,
    on: &Bound<'_, PyAny>,
    accepted_on: Option<&Bound<'_, PyAny>>,
) -> PyResult<Table> {
    let core = &rulebook.core;
    let (matters, on) = (column("matters", matters)?, days("on", on)?);
    let accepted = accepted_on.map(|own| days("accepted_on", own)).transpose()?;
    let accepted_rows = accepted.as_ref().and_then(Days::len);
    let count = rows(&[("matters", matters.len()), ("on", on.len()), ("accepted_on", accepted_rows)])?;
    py.detach(|| {
        let known = Matters::new(core, &matters);
        told("approver", &known, &matters, &on, count, |view, day, row| {
            let answer = match &accepted {
                None => view.approver(day),
                Some(accepted) => view.approver_of_case(day, accepted.get(row)?),
            };
            Ok(answer.value.map(|party| party.id.as_str()))
        })
    })
}

/// Where transfers stand, row by row (2.4c, 2.4d): columns `status`, `silence_kind`, `silence_why`, `error`.
#[pyfunction]
pub fn status_many(
    py: Python<'_>,
    rulebook: &Rulebook,
    matters: &Bound<'_, PyAny>,
    on: &Bound<'_, PyAny>,
) -> PyResult<Table> {
    let core = &rulebook.core;
    let (matters, on) = (column("matters", matters)?, days("on", on)?);
    let count = rows(&[("matters", matters.len()), ("on", on.len())])?;
    py.detach(|| {
        let known = Matters::new(core, &matters);
        told("status", &known, &matters, &on, count, |view, day, _| {
            Ok(view.status(day).value.map(liandong::TransferStatus::code))
        })
    })
}

/// Who bears which function, one row a matter, day and function (2.4c, 2.5): columns `row` (of the question), `function`,
/// `norm`, `party`, `silence_kind`, `silence_why`, `error`.
#[pyfunction]
pub fn responsibilities_many(
    py: Python<'_>,
    rulebook: &Rulebook,
    matters: &Bound<'_, PyAny>,
    on: &Bound<'_, PyAny>,
) -> PyResult<Table> {
    let core = &rulebook.core;
    let (matters, on) = (column("matters", matters)?, days("on", on)?);
    let count = rows(&[("matters", matters.len()), ("on", on.len())])?;
    py.detach(|| {
        let (mut function, mut norm, mut party) = (Labels::default(), Labels::default(), Labels::default());
        let (mut places, mut silences) = (Vec::new(), Silences::default());
        let known = Matters::new(core, &matters);
        for row in 0..count {
            let place = u32::try_from(row).unwrap_or(NONE);
            let answer =
                asked(&known, &matters, &on, row).map(|(view, day)| view.responsibilities(day).value);
            match answer {
                Ok(Ok(assignments)) => {
                    for own in assignments {
                        places.push(place);
                        function.standing(own.function.code());
                        norm.standing(own.norm.id());
                        match own.party {
                            Ok(own) => party.standing(&own.id),
                            Err(_) => party.none(),
                        }
                        silences.of(Ok(own.party));
                    }
                }
                Ok(Err(_)) | Err(_) => {
                    places.push(place);
                    [&mut function, &mut norm, &mut party].into_iter().for_each(Labels::none);
                    silences.of(answer);
                }
            }
        }
        let mut batch = Batch::default();
        batch.add("row", Arc::new(UInt32Array::from(places)));
        batch.add("function", function.array()?);
        batch.add("norm", norm.array()?);
        batch.add("party", party.array()?);
        silences.add_to(&mut batch)?;
        batch.done().map(Table::new)
    })
}

/// Whether acts are permitted, row by row: columns `verdict` (`permitted` or `forbidden`), `why`, `competent`, `silence_kind`,
/// `silence_why`, `error`. `asked` holds `act`, `actor`, `on` and perhaps `matter`, `officer` and `accepted_on`.
#[pyfunction]
pub fn permits_many(py: Python<'_>, rulebook: &Rulebook, asked: &Bound<'_, PyDict>) -> PyResult<Table> {
    let core = &rulebook.core;
    let text = |name: &str| asked.get_item(name)?.map(|given| column(name, &given)).transpose();
    let day = |name: &str| asked.get_item(name)?.map(|given| days(name, &given)).transpose();
    let missing = |name: &str| PyTypeError::new_err(format!("`{name}` is missing"));
    let act = text("act")?.ok_or_else(|| missing("act"))?;
    let actor = text("actor")?.ok_or_else(|| missing("actor"))?;
    let on = day("on")?.ok_or_else(|| missing("on"))?;
    let (matter, officer, accepted) = (text("matter")?, text("officer")?, day("accepted_on")?);
    let lengths = [
        ("act", act.len()),
        ("actor", actor.len()),
        ("on", on.len()),
        ("matter", matter.as_ref().and_then(Given::len)),
        ("officer", officer.as_ref().and_then(Given::len)),
        ("accepted_on", accepted.as_ref().and_then(Days::len)),
    ];
    let count = rows(&lengths)?;
    py.detach(|| {
        let (mut verdict, mut why, mut competent) = (Labels::default(), Labels::default(), Labels::default());
        let mut silences = Silences::default();
        for row in 0..count {
            let answer = (|| {
                let code = act.get(row).unwrap_or_default();
                let kind = ActKind::named(code).ok_or_else(|| {
                    let known: Vec<_> = ActKind::ALL.iter().map(|kind| kind.code()).collect();
                    format!("unknown act `{code}`; use one of {}", known.join(", "))
                })?;
                let own = Act {
                    kind,
                    actor: actor.get(row).unwrap_or_default(),
                    officer: officer.as_ref().and_then(|own| own.get(row)),
                    matter: matter.as_ref().and_then(|own| own.get(row)),
                    on: on.get(row).map_err(str::to_owned)?,
                    accepted_on: accepted
                        .as_ref()
                        .map(|own| own.get(row))
                        .transpose()
                        .map_err(str::to_owned)?,
                };
                core.permits(&own).map(|answer| answer.value).map_err(|error| error.to_string())
            })();
            let (said, reason, party) = match &answer {
                Ok(Ok(Verdict::Permitted { .. })) => (Some("permitted"), None, None),
                Ok(Ok(Verdict::Forbidden { why, competent, .. })) => {
                    (Some("forbidden"), Some(why.code()), competent.map(|party| party.id.as_str()))
                }
                Ok(Err(_)) | Err(_) => (None, None, None),
            };
            verdict.or_none(said);
            why.or_none(reason);
            competent.or_none(party);
            silences.of(answer
                .as_ref()
                .map(|own| own.as_ref().map_err(|silence| *silence))
                .map_err(String::as_str));
        }
        let mut batch = Batch::default();
        batch.add("verdict", verdict.array()?);
        batch.add("why", why.array()?);
        batch.add("competent", competent.array()?);
        silences.add_to(&mut batch)?;
        batch.done().map(Table::new)
    })
}
