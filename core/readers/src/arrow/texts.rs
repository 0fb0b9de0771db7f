//! What enters: an array of texts, or of what is written as one. What leaves: the same as a column of the core, lent where it can be.

use std::fmt::{Display, Write};

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float32Type, Float64Type, Int32Type};
use arrow_array::{Array, ArrayRef, GenericStringArray, OffsetSizeTrait, downcast_integer_array};
use arrow_schema::DataType;
use liandong::{Bits, Codes, Column, Day, Offsets, Texts};

use crate::memo::Memo;

/// A column of texts.
#[derive(Default)]
pub(super) struct TextColumn<'b> {
    codes: Option<Vec<u32>>,
    values: Values<'b>,
    valid: Option<Bits<'b>>,
}

enum Values<'b> {
    Short(&'b str, &'b [i32]),
    Long(&'b str, &'b [i64]),
    Slices(Vec<&'b str>),
    Own(String, Vec<i64>),
}

impl Default for Values<'_> {
    fn default() -> Self {
        Self::Slices(Vec::new())
    }
}

/// Whether texts are read from a type.
pub(super) fn fits(kind: &DataType) -> bool {
    match kind {
        DataType::Dictionary(_, values) => !matches!(**values, DataType::Dictionary(..)) && fits(values),
        DataType::Utf8
        | DataType::LargeUtf8
        | DataType::Utf8View
        | DataType::Null
        | DataType::Float32
        | DataType::Float64
        | DataType::Date32 => true,
        other => other.is_integer(),
    }
}

impl<'b> TextColumn<'b> {
    /// The texts of an array of a type that [`fits`].
    pub(super) fn new(array: &'b ArrayRef) -> Self {
        if let Some(dictionary) = array.as_any_dictionary_opt() {
            let keys = dictionary.keys();
            let mut codes = Vec::with_capacity(array.len());
            if let Some(keys) = keys.as_primitive_opt::<Int32Type>() {
                // A key below none is beyond any dictionary as it is beyond this one.
                codes.extend(keys.values().iter().map(|key| key.cast_unsigned()));
            } else {
                downcast_integer_array!(
                    keys => codes.extend(keys.values().iter().map(|key| code(*key))),
                    _ => codes.resize(array.len(), u32::MAX)
                );
            }
            if let Some(nulls) = keys.nulls() {
                // What a key is where there is none is left open.
                for (codes, present) in codes.chunks_mut(64).zip(nulls.inner().bit_chunks().iter_padded()) {
                    for (code, bit) in codes.iter_mut().zip(0..64) {
                        *code |= u32::from((present >> bit) & 1 == 0).wrapping_neg();
                    }
                }
            }
            let values = match Self::new(dictionary.values()) {
                Self { values, valid: None, .. } => values,
                // A value that is no text at all is an empty one.
                plain => own((0..dictionary.values().len()).map(|place| Some(plain.get(place)))),
            };
            return Self { codes: Some(codes), values, valid: None };
        }
        let nulls = array.nulls().filter(|nulls| nulls.null_count() > 0);
        let valid = nulls.map(|nulls| Bits { bytes: nulls.validity(), offset: nulls.offset() });
        let values = match array.data_type() {
            DataType::Utf8 => lent(array.as_string::<i32>(), Values::Short),
            DataType::LargeUtf8 => lent(array.as_string::<i64>(), Values::Long),
            DataType::Utf8View => {
                Values::Slices(array.as_string_view().iter().map(Option::unwrap_or_default).collect())
            }
            DataType::Float32 => {
                own(array.as_primitive::<Float32Type>().iter().map(|own| float(f64::from(own?))))
            }
            DataType::Float64 => own(array.as_primitive::<Float64Type>().iter().map(|own| float(own?))),
            DataType::Date32 => {
                own(array.as_primitive::<Date32Type>().iter().map(|own| Day::from_number(own?)))
            }
            _ => {
                let array = array.as_ref();
                downcast_integer_array!(
                    array => own(array.iter()),
                    _ => Values::Slices(vec![""; array.len()])
                )
            }
        };
        Self { codes: None, values, valid }
    }

    /// The same with what each text stands for in its place.
    pub(super) fn meaning(self, meant: impl Fn(&str) -> Option<&'b str>) -> Self {
        let mut memo = Memo::default();
        let mut meant = |text: &str| memo.of(text, &meant);
        let count = self.values.count();
        let values = match self.values {
            Values::Own(..) => {
                let texts = (0..count).map(|place| self.values.at(place));
                own(texts.map(|text| Some(meant(text).unwrap_or(text))))
            }
            lent => {
                let texts = (0..count).map(|place| lent.lent(place));
                Values::Slices(texts.map(|text| meant(text).unwrap_or(text)).collect())
            }
        };
        Self { values, ..self }
    }

    /// A column of texts of its own.
    pub(super) fn own(texts: impl Iterator<Item = Option<impl Display>>) -> Self {
        Self { codes: None, values: own(texts), valid: None }
    }

    /// The rows that have no text.
    pub(super) fn without(&self) -> Vec<usize> {
        let empty = |row: &usize| self.get(*row).is_empty();
        let Some(codes) = self.codes.as_ref().filter(|_| self.valid.is_none()) else {
            return (0..self.codes.as_ref().map_or_else(|| self.values.count(), Vec::len))
                .filter(empty)
                .collect();
        };
        // Each value is looked at once, however many rows have it.
        let full: Vec<bool> =
            (0..self.values.count()).map(|place| !self.values.at(place).is_empty()).collect();
        let is_full = |code: &u32| full.get(*code as usize).copied().unwrap_or(false);
        codes.iter().enumerate().filter(|(_, code)| !is_full(code)).map(|(row, _)| row).collect()
    }

    /// The text of a row; empty where it has none.
    pub(super) fn get(&self, row: usize) -> &str {
        let is_null = self.valid.is_some_and(|valid| {
            let bit = row.saturating_add(valid.offset);
            valid.bytes.get(bit >> 3).is_none_or(|byte| (byte >> (bit & 7)) & 1 == 0)
        });
        match &self.codes {
            _ if is_null => "",
            None => self.values.at(row),
            Some(codes) => codes.get(row).map_or("", |code| self.values.at(*code as usize)),
        }
    }

    pub(super) fn column(&self) -> Column<'_> {
        let values = match &self.values {
            Values::Short(text, ends) => Texts::Joined { text, offsets: Offsets::I32(ends) },
            Values::Long(text, ends) => Texts::Joined { text, offsets: Offsets::I64(ends) },
            Values::Own(text, ends) => Texts::Joined { text, offsets: Offsets::I64(ends) },
            Values::Slices(slices) => Texts::Slices(slices),
        };
        let codes = match &self.codes {
            Some(codes) => Codes::U32(codes),
            None if self.values.count() == 0 => Codes::Absent,
            None => Codes::Rows,
        };
        Column { codes, values, valid: self.valid }
    }
}

impl<'b> Values<'b> {
    fn count(&self) -> usize {
        match self {
            Self::Short(_, ends) => ends.len().saturating_sub(1),
            Self::Long(_, ends) => ends.len().saturating_sub(1),
            Self::Own(_, ends) => ends.len().saturating_sub(1),
            Self::Slices(slices) => slices.len(),
        }
    }

    /// A text that lies elsewhere.
    fn lent(&self, place: usize) -> &'b str {
        match self {
            Self::Short(text, ends) => between(text, ends, place),
            Self::Long(text, ends) => between(text, ends, place),
            Self::Slices(slices) => slices.get(place).copied().unwrap_or_default(),
            Self::Own(..) => "",
        }
    }

    fn at(&self, place: usize) -> &str {
        if let Self::Own(text, ends) = self { between(text, ends, place) } else { self.lent(place) }
    }
}

fn between<'t, O: Copy>(text: &'t str, ends: &[O], place: usize) -> &'t str
where
    usize: TryFrom<O>,
{
    let end = |place: usize| ends.get(place).and_then(|end| usize::try_from(*end).ok());
    let (from, to) = (end(place), end(place.saturating_add(1)));
    from.zip(to).and_then(|(from, to)| text.get(from..to)).unwrap_or_default()
}

/// The texts of an array as they lie, where nothing else lies with them.
fn lent<'b, O: OffsetSizeTrait>(
    array: &'b GenericStringArray<O>,
    joined: fn(&'b str, &'b [O]) -> Values<'b>,
) -> Values<'b> {
    let (bytes, ends) = (array.value_data(), array.value_offsets());
    let whole = ends.first().zip(ends.last());
    let whole = whole.is_some_and(|(from, to)| from.as_usize() == 0 && to.as_usize() == bytes.len());
    match simdutf8::basic::from_utf8(bytes) {
        Ok(text) if whole => joined(text, ends),
        // Of a slice of a larger array only its own texts are looked at.
        _ => Values::Slices(array.iter().map(Option::unwrap_or_default).collect()),
    }
}

/// Values written as texts, nothing for none.
fn own<'b>(values: impl Iterator<Item = Option<impl Display>>) -> Values<'b> {
    let (mut text, mut ends) = (String::new(), vec![0]);
    for value in values {
        if let Some(value) = value {
            // Writing to a text cannot fail.
            let _ = write!(text, "{value}");
        }
        ends.push(i64::try_from(text.len()).unwrap_or(i64::MAX));
    }
    Values::Own(text, ends)
}

/// Tables hold whole numbers with gaps as floats.
fn float(number: f64) -> Option<f64> {
    (!number.is_nan()).then_some(number)
}

/// A key as a code; the highest number for one that no dictionary has.
fn code<K>(key: K) -> u32
where
    u32: TryFrom<K>,
{
    u32::try_from(key).unwrap_or(u32::MAX)
}
