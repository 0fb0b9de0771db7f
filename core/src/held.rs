//! What enters: who keeps a matter on the days on which something about it changes. What leaves: who does on most days, in
//! twelve bytes.

use crate::day::Day;
use crate::ids::{Dense, PartyId};

/// Where the transfer (划转) of a matter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TransferStatus {
    /// Never taken in: its original department's (2.4c).
    Retained,
    /// Taken in by the Bureau (2.5a).
    Transferred,
    /// Taken in and given back.
    Returned,
}

impl TransferStatus {
    /// Its name in the wire format.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Retained => "retained",
            Self::Transferred => "transferred",
            Self::Returned => "returned",
        }
    }
}

/// Who holds a matter and as what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Holder {
    pub(crate) party: PartyId,
    pub(crate) status: TransferStatus,
}

impl Holder {
    #[inline]
    pub(crate) const fn is_bureau(self) -> bool {
        matches!(self.status, TransferStatus::Transferred)
    }
}

/// Who keeps a matter before its last change and from it on, whoever stands in that party's place by then.
///
/// Nearly every matter changed hands once or never. Whatever was otherwise is left to be asked of the rules.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Held {
    before: Code,
    from: Day,
    since: Code,
}

/// More changes than these are not followed back.
const FEW: usize = 4;

impl Held {
    /// Of a matter that there is not.
    pub(crate) const UNKNOWN: Self = Self { before: Code::ASK, from: Day::MIN, since: Code::ASK };

    /// Asks who keeps a matter from each of its days on; they are sorted, and the first is the first there is.
    pub(crate) fn new(days: &[Day], kept: impl Fn(Day) -> Option<Holder>) -> Self {
        let mut last = days.iter().rev().take(FEW).map(|day| (*day, Code::of(kept(*day)))).peekable();
        let (mut from, since) = last.next().unwrap_or((Day::MIN, Code::ASK));
        while let Some((day, _)) = last.next_if(|(_, code)| *code == since) {
            from = day;
        }
        let before = last.next().map_or(Code::ASK, |(_, code)| code);
        let one = days.len() <= FEW && last.all(|(_, code)| code == before);
        Self { before: if one { before } else { Code::ASK }, from, since }
    }

    /// Who keeps it on a day; none where that is to be asked of the rules.
    #[inline]
    pub(crate) fn on(self, on: Day) -> Option<Holder> {
        let code = if on < self.from { self.before } else { self.since };
        code.holder()
    }
}

/// A party and a status in one number; none where the rules are to be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Code(u32);

impl Code {
    const ASK: Self = Self(0);
    /// Bits of the status.
    const BITS: u32 = 2;

    fn of(holder: Option<Holder>) -> Self {
        let small = holder.filter(|holder| holder.party.raw() <= u32::MAX >> Self::BITS);
        small.map_or(Self::ASK, |Holder { party, status }| Self(party.raw() << Self::BITS | status as u32))
    }

    #[inline]
    fn holder(self) -> Option<Holder> {
        let party = PartyId::from_raw(self.0 >> Self::BITS)?;
        let status = match self.0 & ((1 << Self::BITS) - 1) {
            0 => TransferStatus::Retained,
            1 => TransferStatus::Transferred,
            _ => TransferStatus::Returned,
        };
        Some(Holder { party, status })
    }
}
