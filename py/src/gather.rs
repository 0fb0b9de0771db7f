//! What enters: arrays, and Python objects, of any type that a column of texts may come in. What leaves: their texts, gathered.

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Date64Type, Float32Type, Float64Type};
use arrow_array::{Array, ArrayRef, downcast_integer_array};
use arrow_buffer::ArrowNativeType;
use arrow_schema::DataType;
use liandong::Day;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyFloat, PyInt, PyString};

use crate::words::{NONE, Words};

const DAY: i64 = 86_400_000;

/// A type that no text comes in.
pub struct Unsupported(pub String);

impl Words {
    /// Adds the texts of an array of which no two are alike, without looking for them.
    pub fn gather_own(&mut self, array: &ArrayRef) -> Result<(), Unsupported> {
        match array.data_type() {
            DataType::Utf8 => array.as_string::<i32>().iter().for_each(|text| self.push_own(text)),
            DataType::LargeUtf8 => array.as_string::<i64>().iter().for_each(|text| self.push_own(text)),
            DataType::Utf8View => array.as_string_view().iter().for_each(|text| self.push_own(text)),
            _ => gather(self, array)?,
        }
        Ok(())
    }
}

/// Adds the texts of an array. Whole numbers are written as such, for spreadsheets hold case numbers so.
pub fn gather(words: &mut Words, array: &ArrayRef) -> Result<(), Unsupported> {
    match array.data_type() {
        DataType::Utf8 => array.as_string::<i32>().iter().for_each(|text| words.push(text)),
        DataType::LargeUtf8 => array.as_string::<i64>().iter().for_each(|text| words.push(text)),
        DataType::Utf8View => array.as_string_view().iter().for_each(|text| words.push(text)),
        DataType::Null => (0..array.len()).for_each(|_| words.push(None)),
        DataType::Float32 => {
            let numbers = array.as_primitive::<Float32Type>();
            numbers.iter().for_each(|number| words.push(number.and_then(|own| float(own.into())).as_deref()));
        }
        DataType::Float64 => {
            let numbers = array.as_primitive::<Float64Type>();
            numbers.iter().for_each(|number| words.push(number.and_then(float).as_deref()));
        }
        DataType::Date32 => {
            let days = array.as_primitive::<Date32Type>();
            days.iter().for_each(|day| words.push(day.and_then(date).as_deref()));
        }
        DataType::Date64 => {
            let days = array.as_primitive::<Date64Type>();
            let day = |own: i64| i32::try_from(own.div_euclid(DAY)).ok().and_then(date);
            days.iter().for_each(|own| words.push(own.and_then(day).as_deref()));
        }
        DataType::Dictionary(_, _) => {
            let dictionary = array.as_any_dictionary();
            let start = words.codes.len();
            gather(words, dictionary.values())?;
            let meant = words.codes.split_off(start);
            if meant.is_empty() {
                (0..array.len()).for_each(|_| words.push(None));
                return Ok(());
            }
            let (keys, meant) = (dictionary.keys(), &meant);
            downcast_integer_array!(
                keys => {
                    let code = |key: usize| meant.get(key).copied().unwrap_or(NONE);
                    if keys.null_count() == 0 {
                        words.codes.extend(keys.values().iter().map(|key| code(key.as_usize())));
                    } else {
                        words.codes.extend(keys.iter().map(|key| key.map_or(NONE, |key| code(key.as_usize()))));
                    }
                }
                _ => return Err(Unsupported(array.data_type().to_string()))
            );
        }
        other => {
            let unsupported = Unsupported(other.to_string());
            downcast_integer_array!(
                array => {
                    for number in array {
                        words.push(number.map(|number| number.to_string()).as_deref());
                    }
                }
                _ => return Err(unsupported)
            );
        }
    }
    Ok(())
}

fn date(number: i32) -> Option<String> {
    Day::from_number(number).map(|day| day.to_string())
}

/// Tables hold whole numbers with gaps as floats.
fn float(number: f64) -> Option<String> {
    if number.is_nan() { None } else { Some(number.to_string()) }
}

/// The text of a Python object: none for what stands for nothing; an error for what is no value of one cell.
pub fn text_of(cell: &Bound<'_, PyAny>) -> PyResult<Option<String>> {
    text_within(cell, true)
}

/// The same; a scalar of numpy holds a value of Python, which holds no further one.
fn text_within(cell: &Bound<'_, PyAny>, may_hold: bool) -> PyResult<Option<String>> {
    let py = cell.py();
    if cell.is_none() {
        return Ok(None);
    }
    if let Ok(text) = cell.cast::<PyString>() {
        // A lone surrogate is no text that another program could have written.
        return Ok(Some(text.to_string_lossy().into_owned()));
    }
    if cell.is_instance_of::<PyFloat>() {
        return Ok(float(cell.extract()?));
    }
    if cell.is_instance_of::<PyInt>() && !cell.is_instance_of::<PyBool>() {
        return cell.str()?.extract().map(Some);
    }
    if let Some(isoformat) = cell.getattr_opt(intern!(py, "isoformat"))? {
        let text: String = isoformat.call0()?.extract()?;
        return Ok((text != "NaT").then_some(text));
    }
    if may_hold && let Some(item) = cell.getattr_opt(intern!(py, "item"))? {
        return text_within(&item.call0()?, false);
    }
    let kind = cell.get_type().name()?.to_string();
    if kind == "NAType" {
        return Ok(None);
    }
    Err(pyo3::exceptions::PyTypeError::new_err(format!("a {kind} where a text is expected")))
}
