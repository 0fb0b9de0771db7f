//! In: texts row by row and a choice. Out: the same texts as a column in one of the layouts that formats have.

#![allow(dead_code, reason = "each test crate that includes this file uses a part of it")]

use liandong::{Bits, Codes, Column, Lists, Offsets, Texts};

/// How a column lies in memory: its codes, its values, its bitmap.
pub type Layout = [u8; 3];

/// A column and what it borrows.
#[derive(Default)]
pub struct Laid<'e> {
    layout: Layout,
    /// The rows that have a text, for the sparse layout, with the code of each.
    rows: Vec<u32>,
    sparse: Vec<u32>,
    wide: Vec<u32>,
    middle: Vec<u16>,
    narrow: Vec<u8>,
    slices: Vec<&'e str>,
    text: String,
    ends: [Vec<i64>; 1],
    ends_u32: Vec<u32>,
    ends_i32: Vec<i32>,
    bits: Vec<u8>,
}

const NONE: u32 = u32::MAX;
const OFFSET: usize = 3;

impl<'e> Laid<'e> {
    /// Lays out a text, or none, a row.
    pub fn new(texts: &[Option<&'e str>], layout: Layout) -> Self {
        let mut own = Self { layout, ..Self::default() };
        let per_row = layout[0] % 8 == 5;
        let has_bits = layout[2] % 2 == 1;
        for (row, text) in texts.iter().enumerate() {
            own.bits.resize((row + OFFSET) / 8 + 1, 0);
            if text.is_some() {
                own.bits[(row + OFFSET) / 8] |= 1 << ((row + OFFSET) % 8);
            }
            let code = own.code(*text, row, per_row, has_bits);
            own.wide.push(code);
            own.middle.push(u16::try_from(code).unwrap_or(u16::MAX));
            own.narrow.push(u8::try_from(code).unwrap_or(u8::MAX));
            if text.is_some() {
                own.rows.push(u32::try_from(row).expect("a short log"));
                own.sparse.push(code);
            }
        }
        if layout[0] % 8 == 6 {
            own.slices.push("没有人用的值");
        }
        own.bits.push(0);
        let mut end = 0;
        own.ends[0].push(0);
        for slice in &own.slices {
            own.text.push_str(slice);
            end += i64::try_from(slice.len()).expect("a short text");
            own.ends[0].push(end);
        }
        own.ends_u32 = own.ends[0].iter().map(|end| u32::try_from(*end).expect("a short buffer")).collect();
        own.ends_i32 = own.ends[0].iter().map(|end| i32::try_from(*end).expect("a short buffer")).collect();
        own
    }

    fn code(&mut self, text: Option<&'e str>, row: usize, per_row: bool, has_bits: bool) -> u32 {
        if per_row {
            self.slices.push(text.unwrap_or_default());
            return u32::try_from(row).expect("a short log");
        }
        // What a bitmap says is absent may have any code.
        let Some(text) = text else { return if has_bits { 7_000 } else { NONE } };
        // By this layout each value stands twice, and rows use now one and now the other.
        let twice = self.layout[0] % 8 == 7;
        let mut known =
            self.slices.iter().enumerate().filter(|(_, own)| **own == text).map(|(place, _)| place);
        let first = known.next();
        let second = known.next();
        let place = match (first, second) {
            (Some(first), None) if !twice || row.is_multiple_of(2) => first,
            (Some(first), Some(second)) => {
                if row.is_multiple_of(2) {
                    first
                } else {
                    second
                }
            }
            _ => {
                self.slices.push(text);
                self.slices.len() - 1
            }
        };
        u32::try_from(place).expect("few values")
    }

    fn values(&self) -> Texts<'_> {
        let joined = |offsets| Texts::Joined { text: &self.text, offsets };
        match self.layout[1] % 4 {
            0 => Texts::Slices(&self.slices),
            1 => joined(Offsets::U32(&self.ends_u32)),
            2 => joined(Offsets::I32(&self.ends_i32)),
            _ => joined(Offsets::I64(&self.ends[0])),
        }
    }

    /// The column.
    pub fn column(&self) -> Column<'_> {
        let bits = Bits { bytes: &self.bits, offset: OFFSET };
        let mut valid = (self.layout[2] % 2 == 1).then_some(bits);
        let codes = match self.layout[0] % 8 {
            0 if valid.is_none() => Codes::U8(&self.narrow),
            1 if valid.is_none() => Codes::U16(&self.middle),
            2 | 6 | 7 => Codes::U32(&self.wide),
            3 => {
                valid = None;
                Codes::Sparse { rows: &self.rows, codes: &self.sparse }
            }
            5 => Codes::Rows,
            _ => Codes::U16(&self.middle),
        };
        Column { codes, values: self.values(), valid }
    }
}

/// Lists of texts and what they borrow.
pub struct LaidLists<'e> {
    items: Laid<'e>,
    rows: Vec<u32>,
    every: Vec<i32>,
    few: Vec<u32>,
    is_sparse: bool,
}

impl<'e> LaidLists<'e> {
    /// Lays out a list a row.
    pub fn new(lists: &'e [Vec<String>], mut layout: Layout) -> Self {
        let items: Vec<Option<&str>> = lists.iter().flatten().map(|item| Some(item.as_str())).collect();
        // Items cannot be sparse: each stands in its list.
        layout[0] = if layout[0] % 8 == 3 { 2 } else { layout[0] };
        let (mut rows, mut every, mut few, mut end) = (Vec::new(), vec![0], vec![0], 0);
        for (row, list) in lists.iter().enumerate() {
            end += list.len();
            every.push(i32::try_from(end).expect("short lists"));
            if !list.is_empty() {
                rows.push(u32::try_from(row).expect("a short log"));
                few.push(u32::try_from(end).expect("short lists"));
            }
        }
        Self { items: Laid::new(&items, layout), rows, every, few, is_sparse: layout[2].is_multiple_of(3) }
    }

    /// The lists.
    pub fn lists(&self) -> Lists<'_> {
        let items = self.items.column();
        if self.is_sparse {
            Lists { rows: Some(&self.rows), offsets: Offsets::U32(&self.few), items }
        } else {
            Lists { rows: None, offsets: Offsets::I32(&self.every), items }
        }
    }
}
