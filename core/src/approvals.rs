//! What enters: a rulebook. What leaves: who approves each matter and where its transfer stands, as stretches of days on which
//! both, and their reasons, stay as they are. Questions by the million become look-ups in it.
//!
//! No rule is written here: a matter's days are cut wherever anything about it is dated, and each piece is asked once.

use crate::day::Day;
use crate::entry::Effective;
use crate::ids::MatterId;
use crate::rulebook::Rulebook;
use crate::rules::Ground;
use crate::rules::competence::{TransferStatus, holder};
use crate::silence::Silence;
use crate::sort::sort;
use crate::view::MatterView;

/// Who approves each matter of a rulebook and where its transfer stands on every day (2.4c, 2.4d, 2.5a), in flat arrays.
///
/// Matters and parties are their places among [`Rulebook::matters`] and [`Rulebook::parties`]. A stretch is a run of days with
/// one answer to both questions, its reasons included; those of a matter follow one another, the first from the first day there
/// is. A code below [`Approvals::SILENT`] is a party's place, or a status by its place in [`Approvals::STATUSES`]; from there on
/// it is a silence.
///
/// ```
/// # use liandong::{Catalogue, Day, PartyKind, Rulebook};
/// # let rulebook = Rulebook::new(Catalogue::new("z", "示例区", "bureau", "c")
/// #     .party("bureau", "行政审批局", PartyKind::Bureau).party("c", "管委会", PartyKind::Committee)
/// #     .party("d", "市场监督管理部", PartyKind::Department)
/// #     .matter("M-1", "食品经营许可", "d", |matter| { matter.taken_in("2022-01-01", "c", "1号"); }))?;
/// let approvals = rulebook.approvals();
/// let matter = rulebook.matter("M-1")?.place();
/// let on = |day: &str| Ok::<_, liandong::DayError>(approvals.approver(matter, day.parse()?));
/// let party = |place| rulebook.parties().nth(place).map(|party| party.id.as_str());
/// assert_eq!(on("2021-12-31")?.and_then(Result::ok).and_then(party), Some("d"));
/// assert_eq!(on("2022-01-01")?.and_then(Result::ok).and_then(party), Some("bureau"));
/// assert!(on("2021-03-28")?.is_some_and(|silence| silence.is_err()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approvals {
    starts: Vec<u32>,
    from: Vec<i32>,
    approvers: Vec<u32>,
    statuses: Vec<u32>,
    silences: Vec<Silence>,
}

impl Approvals {
    /// Codes from here on are silences.
    pub const SILENT: u32 = 0x8000_0000;
    /// The statuses in the order of their codes.
    pub const STATUSES: [TransferStatus; 3] =
        [TransferStatus::Retained, TransferStatus::Transferred, TransferStatus::Returned];

    /// Where each matter's stretches begin, and after the last matter where they end.
    #[must_use]
    pub fn starts(&self) -> &[u32] {
        &self.starts
    }

    /// The first day of each stretch, in days since 1970-01-01 in the zone's time.
    #[must_use]
    pub fn first_days(&self) -> &[i32] {
        &self.from
    }

    /// The code of each stretch's approver.
    #[must_use]
    pub fn approvers(&self) -> &[u32] {
        &self.approvers
    }

    /// The code of each stretch's status.
    #[must_use]
    pub fn statuses(&self) -> &[u32] {
        &self.statuses
    }

    /// The silence of a code; none where it is no silence's.
    #[must_use]
    pub fn silence(&self, code: u32) -> Option<Silence> {
        self.silences.get(code.checked_sub(Self::SILENT)? as usize).copied()
    }

    /// The stretch that a day of a matter falls into; none where there is no such matter.
    #[must_use]
    #[inline]
    pub fn stretch(&self, matter: usize, on: Day) -> Option<usize> {
        let (first, end) = (*self.starts.get(matter)?, *self.starts.get(matter.checked_add(1)?)?);
        let own = self.from.get(first as usize..end as usize)?;
        let begun = own.iter().rposition(|from| *from <= on.number())?;
        begun.checked_add(first as usize)
    }

    /// The approver's place, or the silence; none where there is no such matter.
    #[must_use]
    #[inline]
    pub fn approver(&self, matter: usize, on: Day) -> Option<Result<usize, Silence>> {
        let code = *self.approvers.get(self.stretch(matter, on)?)?;
        Some(self.silence(code).map_or(Ok(code as usize), Err))
    }

    /// Where a matter's transfer stands; none where there is no such matter.
    #[must_use]
    #[inline]
    pub fn status(&self, matter: usize, on: Day) -> Option<Result<TransferStatus, Silence>> {
        let code = *self.statuses.get(self.stretch(matter, on)?)?;
        match self.silence(code) {
            Some(silence) => Some(Err(silence)),
            None => Self::STATUSES.get(code as usize).copied().map(Ok),
        }
    }

    fn code(&mut self, value: Result<usize, Silence>) -> u32 {
        let place = value.unwrap_or_else(|silence| {
            // Of silences there are a few dozen, and in a zone a few.
            self.silences.iter().position(|own| *own == silence).unwrap_or_else(|| {
                self.silences.push(silence);
                self.silences.len().saturating_sub(1)
            })
        });
        let place = u32::try_from(place).unwrap_or(u32::MAX);
        if value.is_ok() { place } else { place | Self::SILENT }
    }

    fn add(&mut self, ground: &Ground<'_>, matter: MatterId, days: &[Day]) {
        let view = MatterView { roots: ground.roots, matter };
        let mut last = None;
        for on in days {
            let (approver, status) = (holder(ground, matter, *on, None), view.status(*on));
            let place = approver.value.map(|own| own.party.place());
            let own = (place, status.value, approver.reasons.causes(), status.reasons.causes());
            if last == Some(own) {
                continue;
            }
            last = Some(own);
            self.from.push(on.number());
            let (approver, status) = (self.code(place), self.code(status.value.map(|own| own as usize)));
            self.approvers.push(approver);
            self.statuses.push(status);
        }
    }
}

impl Rulebook {
    /// Who approves each matter and where its transfer stands on every day (2.4c, 2.4d, 2.5a), in arrays for look-ups.
    ///
    /// Made anew at each call, by asking the rules once for each stretch: keep it; see [`Approvals`].
    #[must_use]
    pub fn approvals(&self) -> Approvals {
        let ground = self.ground();
        let (book, force) = (ground.book, ground.profile.readings.in_force);
        let mut common = vec![Day::MIN, force.from];
        common.extend(force.to.and_then(Day::next));
        common.extend(book.parties.iter().filter_map(|party| Some(party.successor?.0)));
        let mut own = Approvals {
            starts: vec![0],
            from: Vec::new(),
            approvers: Vec::new(),
            statuses: Vec::new(),
            silences: Vec::new(),
        };
        let mut days = Vec::new();
        for matter in book.matter_ids() {
            let line = ground.lines.line(book, matter);
            days.clear();
            days.extend_from_slice(&common);
            days.push(book.governed_from(matter));
            days.extend(line.segments.iter().map(|segment| segment.from));
            days.extend(book.reassigned_days(matter));
            for (_, record) in line.records.iter() {
                // Of a record's own day an answer says more than of those after it.
                if let Effective::On(day) = record.effective {
                    days.push(day);
                    days.extend(day.next());
                }
            }
            sort(&mut days);
            days.dedup();
            own.add(&ground, matter, &days);
            own.starts.push(u32::try_from(own.from.len()).unwrap_or(u32::MAX));
        }
        own
    }
}
