//! What enters: the arrays of a column. What leaves: its texts as the core judges them.
//!
//! One array of texts, with a dictionary or without, is lent as it lies; anything else is gathered, each text once.

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef};
use arrow_buffer::{Buffer, NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow_schema::DataType;
use liandong::{Bits, Codes, Column, Offsets, Texts};

use crate::gather::gather;
use crate::words::{Joined, Words};

/// A column of texts.
#[derive(Default)]
pub enum TextColumn {
    #[default]
    Absent,
    Own(Words),
    Lent(Lent),
}

/// A column that lies in somebody else's memory.
pub struct Lent {
    codes: LentCodes,
    values: LentValues,
    valid: Option<NullBuffer>,
}

enum LentCodes {
    Rows,
    U8(ScalarBuffer<u8>),
    U16(ScalarBuffer<u16>),
    U32(ScalarBuffer<u32>),
}

enum LentValues {
    I32(OffsetBuffer<i32>, Buffer),
    I64(OffsetBuffer<i64>, Buffer),
    /// What a dictionary's texts stand for, in their places.
    Meant(Joined),
}

impl TextColumn {
    pub fn column(&self) -> Column<'_> {
        match self {
            TextColumn::Absent => Column::default(),
            TextColumn::Own(words) => words.column(),
            TextColumn::Lent(Lent { codes, values, valid }) => Column {
                codes: codes.codes(),
                values: values.texts(),
                valid: valid.as_ref().map(|nulls| Bits { bytes: nulls.validity(), offset: nulls.offset() }),
            },
        }
    }
}

impl LentCodes {
    fn codes(&self) -> Codes<'_> {
        match self {
            LentCodes::Rows => Codes::Rows,
            LentCodes::U8(codes) => Codes::U8(codes),
            LentCodes::U16(codes) => Codes::U16(codes),
            LentCodes::U32(codes) => Codes::U32(codes),
        }
    }
}

impl LentValues {
    fn texts(&self) -> Texts<'_> {
        match self {
            LentValues::I32(offsets, buffer) => {
                Texts::Joined { text: utf8(buffer), offsets: Offsets::I32(offsets) }
            }
            LentValues::I64(offsets, buffer) => {
                Texts::Joined { text: utf8(buffer), offsets: Offsets::I64(offsets) }
            }
            LentValues::Meant(joined) => joined.texts(),
        }
    }
}

/// Nothing is lent that was not found to be UTF-8.
fn utf8(buffer: &Buffer) -> &str {
    std::str::from_utf8(buffer.as_slice()).unwrap_or_default()
}

/// The column that an array is, where it can be lent as it lies.
pub fn lent(array: &ArrayRef) -> Option<TextColumn> {
    let valid = array.nulls().cloned();
    if let Some(values) = lent_values(array) {
        return Some(TextColumn::Lent(Lent { codes: LentCodes::Rows, values, valid }));
    }
    let (codes, values) = keys(array)?;
    if values.null_count() > 0 {
        return None;
    }
    Some(TextColumn::Lent(Lent { codes, values: lent_values(&values)?, valid }))
}

/// The column that an array with a dictionary is, other texts in the places of its own.
pub fn lent_as(array: &ArrayRef, meaning: &dyn Fn(&str) -> Option<String>) -> Option<TextColumn> {
    let (codes, values) = keys(array)?;
    let mut own = Words::default();
    gather(&mut own, &values).ok()?;
    let mut meant = Joined::default();
    for row in 0..values.len() {
        let text = own.get(row).unwrap_or_default();
        match meaning(text) {
            Some(other) => meant.push(&other),
            None => meant.push(text),
        }
    }
    let valid = array.nulls().cloned();
    Some(TextColumn::Lent(Lent { codes, values: LentValues::Meant(meant), valid }))
}

fn lent_values(array: &ArrayRef) -> Option<LentValues> {
    match array.data_type() {
        DataType::Utf8 => {
            let texts = array.as_string::<i32>();
            std::str::from_utf8(texts.values()).ok()?;
            Some(LentValues::I32(texts.offsets().clone(), texts.values().clone()))
        }
        DataType::LargeUtf8 => {
            let texts = array.as_string::<i64>();
            std::str::from_utf8(texts.values()).ok()?;
            Some(LentValues::I64(texts.offsets().clone(), texts.values().clone()))
        }
        _ => None,
    }
}

/// The keys of an array with a dictionary and its values; none where the keys have another width, or so many values that
/// the highest key is one.
fn keys(array: &ArrayRef) -> Option<(LentCodes, ArrayRef)> {
    let DataType::Dictionary(width, _) = array.data_type() else { return None };
    let dictionary = array.as_any_dictionary();
    let (values, keys) = (dictionary.values().clone(), dictionary.keys().to_data());
    let (buffer, from, rows) = (keys.buffers().first()?.clone(), keys.offset(), keys.len());
    let codes = match **width {
        DataType::Int8 | DataType::UInt8 if values.len() < usize::from(u8::MAX) => {
            LentCodes::U8(ScalarBuffer::new(buffer, from, rows))
        }
        DataType::Int16 | DataType::UInt16 if values.len() < usize::from(u16::MAX) => {
            LentCodes::U16(ScalarBuffer::new(buffer, from, rows))
        }
        DataType::Int32 | DataType::UInt32 => LentCodes::U32(ScalarBuffer::new(buffer, from, rows)),
        _ => return None,
    };
    Some((codes, values))
}
