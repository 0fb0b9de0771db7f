//! What enters: codes, texts, offsets and bitmaps as they lie in memory. What leaves: the text of a row.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A line that is no event.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Unreadable {
    /// Its place among the lines or elements, counted from 0.
    pub place: usize,
    /// Why it cannot be read.
    pub why: String,
}

/// Texts by place.
#[derive(Clone, Copy, Debug)]
pub enum Texts<'a> {
    /// Each a slice of its own.
    Slices(&'a [&'a str]),
    /// One after the other in one buffer; text n runs from offset n to offset n + 1.
    Joined {
        /// The buffer.
        text: &'a str,
        /// One more than there are texts.
        offsets: Offsets<'a>,
    },
}

/// Where something begins and ends.
#[derive(Clone, Copy, Debug)]
pub enum Offsets<'a> {
    /// In 32 bits.
    U32(&'a [u32]),
    /// In 32 bits with a sign.
    I32(&'a [i32]),
    /// In 64 bits.
    I64(&'a [i64]),
}

/// The place of each row's text.
#[derive(Clone, Copy, Debug, Default)]
pub enum Codes<'a> {
    /// No row has one.
    #[default]
    Absent,
    /// Row n has text n: texts without a dictionary.
    Rows,
    /// In 8 bits; the highest number stands for no text.
    U8(&'a [u8]),
    /// In 16 bits; the highest number stands for no text.
    U16(&'a [u16]),
    /// In 32 bits; the highest number stands for no text.
    U32(&'a [u32]),
    /// Only these rows, in their order, have one.
    Sparse {
        /// The rows.
        rows: &'a [u32],
        /// The code of each.
        codes: &'a [u32],
    },
}

/// A bitmap, the lowest bit first: what is set is present.
#[derive(Clone, Copy, Debug)]
pub struct Bits<'a> {
    /// The bytes.
    pub bytes: &'a [u8],
    /// The bit of the first row.
    pub offset: usize,
}

impl Bits<'_> {
    #[inline]
    pub(super) fn get(&self, row: usize) -> bool {
        let bit = row.saturating_add(self.offset);
        self.bytes.get(bit >> 3).is_some_and(|byte| (byte >> (bit & 7)) & 1 == 1)
    }

    pub(super) const fn reaches(&self, rows: usize) -> bool {
        self.offset.saturating_add(rows) <= self.bytes.len().saturating_mul(8)
    }
}

/// A column of texts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Column<'a> {
    /// The place of each row's text.
    pub codes: Codes<'a>,
    /// The texts; a dictionary may hold some that no row uses, and one twice.
    pub values: Texts<'a>,
    /// Which rows have a text, where that is not said by the codes.
    pub valid: Option<Bits<'a>>,
}

impl Default for Texts<'_> {
    fn default() -> Self {
        Self::Slices(&[])
    }
}

/// A column of lists of texts.
#[derive(Clone, Copy, Debug)]
pub struct Lists<'a> {
    /// The rows that have a list, in their order; all of them where none are named.
    pub rows: Option<&'a [u32]>,
    /// Where each list begins and ends among the items.
    pub offsets: Offsets<'a>,
    /// The items.
    pub items: Column<'a>,
}

impl Default for Lists<'_> {
    fn default() -> Self {
        Self { rows: Some(&[]), offsets: Offsets::U32(&[0]), items: Column::default() }
    }
}

impl<'a> Texts<'a> {
    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        match self {
            Self::Slices(slices) => slices.len(),
            Self::Joined { offsets, .. } => offsets.len().saturating_sub(1),
        }
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The bytes of the texts of a range.
    pub(crate) fn bytes(&self, range: Range<usize>) -> usize {
        match self {
            Self::Slices(slices) => {
                let own = slices.get(range).unwrap_or_default();
                own.iter().fold(0, |sum, text| sum.saturating_add(text.len()))
            }
            Self::Joined { offsets, .. } => {
                let (from, to) = (offsets.at(range.start), offsets.at(range.end));
                to.unwrap_or_default().saturating_sub(from.unwrap_or_default())
            }
        }
    }

    /// The bytes of the longest text.
    pub(crate) fn longest(&self) -> usize {
        (0..self.len()).fold(0, |most, place| most.max(self.bytes(place..place.saturating_add(1))))
    }

    #[inline]
    pub(crate) fn get(&self, place: u32) -> &'a str {
        let place = place as usize;
        match self {
            Self::Slices(slices) => slices.get(place).copied().unwrap_or_default(),
            Self::Joined { text, offsets } => match offsets.pair(place) {
                Some((from, to)) => text.get(from..to).unwrap_or_default(),
                None => "",
            },
        }
    }
}

impl<'a> Texts<'a> {
    /// The bytes of a text; they are not looked at.
    #[inline]
    pub(crate) fn bytes_at(&self, place: u32) -> &'a [u8] {
        match self {
            Self::Slices(slices) => slices.get(place as usize).map(|text| text.as_bytes()),
            Self::Joined { text, offsets } => {
                offsets.pair(place as usize).and_then(|(from, to)| text.as_bytes().get(from..to))
            }
        }
        .unwrap_or_default()
    }
}

impl Offsets<'_> {
    pub(super) const fn len(&self) -> usize {
        match self {
            Self::U32(list) => list.len(),
            Self::I32(list) => list.len(),
            Self::I64(list) => list.len(),
        }
    }

    #[inline]
    fn at(&self, place: usize) -> Option<usize> {
        match self {
            Self::U32(list) => list.get(place).map(|end| *end as usize),
            Self::I32(list) => list.get(place).and_then(|end| usize::try_from(*end).ok()),
            Self::I64(list) => list.get(place).and_then(|end| usize::try_from(*end).ok()),
        }
    }

    #[inline]
    pub(crate) fn pair(&self, place: usize) -> Option<(usize, usize)> {
        Some((self.at(place)?, self.at(place.checked_add(1)?)?))
    }

    /// Whether each lies where the one in front of it does or behind, and none beyond `most`.
    pub(super) fn is_sorted_within(&self, most: usize) -> bool {
        let is_sorted = match self {
            Self::U32(list) => list.is_sorted(),
            Self::I32(list) => list.is_sorted(),
            Self::I64(list) => list.is_sorted(),
        };
        let last = self.at(self.len().saturating_sub(1));
        is_sorted && self.at(0).is_some() && last.is_some_and(|last| last <= most)
    }

    /// The first offset that lies before the one in front of it, beyond `most`, or where `fits` says it cannot lie.
    pub(super) fn fault(&self, most: usize, fits: impl Fn(usize) -> bool) -> Option<usize> {
        let mut last = 0;
        (0..self.len()).find(|place| match self.at(*place) {
            Some(end) if end >= last && end <= most && fits(end) => {
                last = end;
                false
            }
            _ => true,
        })
    }
}

/// Rows that lie side by side, as a range.
pub(super) fn stretch(rows: &[u32]) -> Option<Range<usize>> {
    let (first, last) = (*rows.first()? as usize, *rows.last()? as usize);
    (last.checked_sub(first)?.checked_add(1)? == rows.len()).then(|| first..last.saturating_add(1))
}

impl Column<'_> {
    /// The code of a row's text; the highest number where it has none.
    #[inline]
    pub(crate) fn code(&self, row: u32) -> u32 {
        const NONE: u32 = u32::MAX;
        let place = row as usize;
        if self.valid.is_some_and(|valid| !valid.get(place)) {
            return NONE;
        }
        match self.codes {
            Codes::Absent => NONE,
            Codes::Rows => row,
            Codes::U8(codes) => match codes.get(place) {
                Some(code) if *code < u8::MAX => (*code).into(),
                _ => NONE,
            },
            Codes::U16(codes) => match codes.get(place) {
                Some(code) if *code < u16::MAX => (*code).into(),
                _ => NONE,
            },
            Codes::U32(codes) => codes.get(place).copied().unwrap_or(NONE),
            Codes::Sparse { rows, codes } => {
                rows.binary_search(&row).ok().and_then(|found| codes.get(found)).copied().unwrap_or(NONE)
            }
        }
    }

    /// The codes of some rows, which are in their order, as [`Column::code`] has them; the layout is looked at once for all
    /// of them.
    pub(crate) fn codes_of(&self, rows: &[u32], out: &mut Vec<u32>) {
        const NONE: u32 = u32::MAX;
        fn taken<T: Copy + PartialEq + Into<u32>>(codes: &[T], none: T, rows: &[u32], out: &mut Vec<u32>) {
            let wide = |code: T| if code == none { NONE } else { code.into() };
            match stretch(rows).and_then(|stretch| codes.get(stretch)) {
                Some(codes) => out.extend(codes.iter().map(|code| wide(*code))),
                None => out
                    .extend(rows.iter().map(|row| codes.get(*row as usize).map_or(NONE, |code| wide(*code)))),
            }
        }
        out.clear();
        match self.codes {
            Codes::Absent => out.resize(rows.len(), NONE),
            Codes::Rows => out.extend_from_slice(rows),
            Codes::U8(codes) => taken(codes, u8::MAX, rows, out),
            Codes::U16(codes) => taken(codes, u16::MAX, rows, out),
            Codes::U32(codes) => taken(codes, NONE, rows, out),
            Codes::Sparse { rows: held, codes } => {
                let first = rows.first().map_or(0, |row| held.partition_point(|own| own < row));
                let mut held = held.iter().zip(codes).skip(first).peekable();
                out.extend(rows.iter().map(|row| {
                    while held.next_if(|(own, _)| *own < row).is_some() {}
                    held.next_if(|(own, _)| *own == row).map_or(NONE, |(_, code)| *code)
                }));
            }
        }
        if let Some(valid) = self.valid {
            for (code, row) in out.iter_mut().zip(rows) {
                if !valid.get(*row as usize) {
                    *code = NONE;
                }
            }
        }
    }

    /// How many rows it has; none where those are not told by it.
    pub(crate) const fn len(&self) -> usize {
        match self.codes {
            Codes::Absent | Codes::Sparse { .. } => 0,
            Codes::Rows => self.values.len(),
            Codes::U8(codes) => codes.len(),
            Codes::U16(codes) => codes.len(),
            Codes::U32(codes) => codes.len(),
        }
    }

    /// Whether no row can have a text.
    pub(crate) const fn is_absent(&self) -> bool {
        match self.codes {
            Codes::Absent => true,
            Codes::Sparse { rows, .. } => rows.is_empty(),
            Codes::Rows | Codes::U8(_) | Codes::U16(_) | Codes::U32(_) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_many_rows_are_those_of_each() {
        let small: Vec<u8> = (0..200).map(|row| if row % 7 == 0 { u8::MAX } else { row }).collect();
        let middle: Vec<u16> = small.iter().map(|own| if *own == u8::MAX { u16::MAX } else { 300 }).collect();
        let large: Vec<u32> = middle.iter().map(|own| u32::from(*own) * 2).collect();
        let held: Vec<u32> = (0..200).filter(|row| row % 3 == 0).collect();
        let layouts = [
            Codes::Absent,
            Codes::Rows,
            Codes::U8(&small),
            Codes::U16(&middle),
            Codes::U32(&large),
            Codes::Sparse { rows: &held, codes: &held },
        ];
        let bytes = [0b0101_1011; 26];
        let all: Vec<u32> = (0..200).collect();
        let apart: Vec<u32> = (3..190).filter(|row| row % 5 != 1).collect();
        let mut codes = Vec::new();
        for layout in layouts {
            for valid in [None, Some(Bits { bytes: &bytes, offset: 3 })] {
                let column = Column { codes: layout, values: Texts::default(), valid };
                for rows in [&all[..], &all[64..65], &apart, &[]] {
                    column.codes_of(rows, &mut codes);
                    assert!(codes.iter().copied().eq(rows.iter().map(|row| column.code(*row))), "{column:?}");
                }
            }
        }
    }
}
