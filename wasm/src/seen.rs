//! What enters: silences and reasons of answers. What leaves: a small number for each that is different, so that JavaScript
//! makes the object of each once.

use foldhash::fast::FixedState;
use hashbrown::HashMap;
use liandong::{Day, ReasonsKey, Silence};

/// Codes from here on are silences; below are places or statuses.
const SILENT: u32 = 0x8000_0000;

/// The question that gives certain reasons.
#[derive(Clone, Copy)]
pub struct Asked {
    pub matter: u32,
    pub on: Day,
    pub about_status: bool,
}

/// What the answers of one rulebook rested on so far.
#[derive(Default)]
pub struct Seen {
    silences: Vec<Silence>,
    numbers: HashMap<ReasonsKey, u32, FixedState>,
    asked: Vec<Asked>,
}

impl Seen {
    /// The code of a value that has one, or of a silence.
    #[inline]
    pub fn code(&mut self, value: Result<usize, Silence>) -> u32 {
        match value {
            Ok(place) => u32::try_from(place).unwrap_or(u32::MAX),
            Err(silence) => self.silent(silence),
        }
    }

    fn silent(&mut self, silence: Silence) -> u32 {
        // Of silences there are a few dozen, and of a rulebook a few.
        let place = self.silences.iter().position(|own| *own == silence).unwrap_or_else(|| {
            self.silences.push(silence);
            self.silences.len() - 1
        });
        SILENT | u32::try_from(place).unwrap_or(0)
    }

    /// The silence of a code.
    pub fn silence(&self, code: u32) -> Option<Silence> {
        self.silences.get((code ^ SILENT) as usize).copied()
    }

    /// The number of reasons that a question gave.
    #[inline]
    pub fn number(&mut self, key: ReasonsKey, asked: Asked) -> u32 {
        *self.numbers.entry(key).or_insert_with(|| {
            self.asked.push(asked);
            u32::try_from(self.asked.len() - 1).unwrap_or(u32::MAX)
        })
    }

    /// A question that gives the reasons of a number.
    pub fn asked(&self, number: u32) -> Option<Asked> {
        self.asked.get(number as usize).copied()
    }
}
