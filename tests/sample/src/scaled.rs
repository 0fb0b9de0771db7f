//! What enters: how many events are wanted. What leaves: that many, one at a time, without holding them in memory.

use liandong::Event;

use crate::clean::Desk;
use crate::faults::ANYWHERE;

/// How many cases are under way at a time.
const OPEN: usize = 256;

/// Events of the sample zone's year in any number; see [`scaled`].
pub struct Scaled {
    desk: Desk,
    open: Vec<std::vec::IntoIter<Event>>,
    left: usize,
}

/// As many events as are wanted, of cases that overlap; about one case in a hundred is faulty.
///
/// The cases all fall in 2023, however many they are; the last ones may be cut off.
///
/// ```
/// assert_eq!(liandong_sample::scaled(10_000, 7).count(), 10_000);
/// ```
#[must_use]
pub fn scaled(events: usize, seed: u64) -> Scaled {
    Scaled { desk: Desk::new(seed), open: Vec::new(), left: events }
}

impl Scaled {
    fn another(&mut self) -> std::vec::IntoIter<Event> {
        if self.desk.dice.percent(1) {
            let fault = *self.desk.dice.pick(ANYWHERE);
            self.desk.faulty_case(fault);
            self.desk.planted.clear();
        } else {
            self.desk.clean();
        }
        std::mem::take(&mut self.desk.events).into_iter()
    }
}

impl Iterator for Scaled {
    type Item = Event;

    fn next(&mut self) -> Option<Event> {
        self.left = self.left.checked_sub(1)?;
        while self.open.len() < OPEN {
            let case = self.another();
            self.open.push(case);
        }
        loop {
            let place = self.desk.dice.below(self.open.len());
            match self.open[place].next() {
                Some(event) => return Some(event),
                None => self.open[place] = self.another(),
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl ExactSizeIterator for Scaled {}
