//! What enters: one subject's facts and the ground they are judged on. What leaves: answers, duties and findings.
//!
//! One norm, one rule, one place. Nothing here looks from one subject to another.

pub(crate) mod agent;
pub(crate) mod allegation;
pub(crate) mod annual;
pub(crate) mod case;
pub(crate) mod competence;
pub(crate) mod fact;
pub(crate) mod feedback;
pub(crate) mod hindsight;
pub(crate) mod judge;
pub(crate) mod notice;
pub(crate) mod one_off;
pub(crate) mod outcome;
pub(crate) mod oversight;
pub(crate) mod package;
pub(crate) mod pairing;
pub(crate) mod permission;
pub(crate) mod platform;
pub(crate) mod posts;
pub(crate) mod project;
pub(crate) mod push;
pub(crate) mod push_back;
pub(crate) mod reasons;
pub(crate) mod relation;
pub(crate) mod responsibility;
pub(crate) mod results;
pub(crate) mod slots;
pub(crate) mod support;
pub(crate) mod time;
pub(crate) mod weekly;
pub(crate) mod window;

use std::sync::Arc;

use crate::book::Book;
use crate::calendar::Calendar;
use crate::lines::Timelines;
use crate::profile::Profile;
use crate::records::Knowledge;

/// What a rulebook is made of.
#[derive(Clone, Debug)]
pub(crate) struct Roots {
    pub(crate) book: Arc<Book>,
    pub(crate) lines: Arc<Timelines>,
    pub(crate) profile: Arc<Profile>,
    pub(crate) calendar: Arc<Calendar>,
    /// How many threads work on an audit at most.
    pub(crate) threads: usize,
}

impl Roots {
    #[inline]
    pub(crate) fn ground(&self) -> Ground<'_> {
        Ground {
            roots: self,
            book: &self.book,
            lines: &self.lines,
            profile: &self.profile,
            calendar: &self.calendar,
            known: Knowledge::Now,
            threads: self.threads,
        }
    }
}

/// What a rule stands on: the compiled catalogue, its time lines, the profile and its calendar.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ground<'r> {
    pub(crate) roots: &'r Roots,
    pub(crate) book: &'r Book,
    pub(crate) lines: &'r Timelines,
    pub(crate) profile: &'r Profile,
    pub(crate) calendar: &'r Calendar,
    /// By which records an audit judges an act.
    pub(crate) known: Knowledge,
    /// How many threads work on an audit at most.
    pub(crate) threads: usize,
}
