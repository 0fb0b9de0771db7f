//! What enters: a thing of a rulebook and a day. What leaves: answers about that thing.

use crate::answer::{Answer, Asked};
use crate::causes::Told;
use crate::day::Day;
use crate::entry::MatterEntry;
use crate::ids::{MatterId, PartyId, PersonId};
use crate::norm::Norm;
use crate::package::Package;
use crate::party::Party;
use crate::person::Person;
use crate::rules::Roots;
use crate::rules::competence::{TransferStatus, held, status};
use crate::rules::package::{PackageView, on_day};
use crate::rules::responsibility::{Assignment, of_matter, of_party, of_person};
use crate::silence::{Silence, Undetermined};
use crate::timeline::State;

/// A matter of a rulebook.
#[derive(Clone, Copy, Debug)]
pub struct MatterView<'r> {
    pub(crate) roots: &'r Roots,
    pub(crate) matter: MatterId,
}

/// A stretch of a matter's history: from a day on, until the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The first day; none for the stretch before every record.
    pub from: Option<Day>,
    /// Where the transfer stands, or why that is undetermined.
    pub status: Result<TransferStatus, Silence>,
}

impl<'r> MatterView<'r> {
    fn entry(&self) -> Option<&'r MatterEntry> {
        self.roots.book.matters.get(self.matter.place())
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> &'r str {
        self.roots.book.id_of(self.matter)
    }

    /// Its place among [`Rulebook::matters`](crate::Rulebook::matters), counted from 0.
    #[must_use]
    pub const fn place(&self) -> usize {
        self.matter.place()
    }

    /// Its name in Chinese.
    #[must_use]
    pub fn name(&self) -> &'r str {
        self.entry().map_or("", |matter| &matter.name)
    }

    /// Its name in English, where recorded.
    #[must_use]
    pub fn name_en(&self) -> Option<&'r str> {
        self.entry().and_then(|matter| matter.name_en.as_deref())
    }

    /// Its codes as recorded.
    pub fn codes(&self) -> impl Iterator<Item = &'r str> {
        self.entry().into_iter().flat_map(|matter| matter.codes.iter().map(|code| &**code))
    }

    /// Its type code; empty where not recorded.
    #[must_use]
    pub fn type_code(&self) -> &'r str {
        self.entry().map_or("", |matter| self.roots.book.text(matter.type_code))
    }

    /// Its level; empty where not recorded.
    #[must_use]
    pub fn level(&self) -> &'r str {
        self.entry().map_or("", |matter| self.roots.book.text(matter.level))
    }

    /// Who accepts, examines and decides it on a day (2.4c, 2.5a).
    #[must_use]
    #[inline]
    pub fn approver(&self, on: Day) -> Answer<'r, &'r Party> {
        self.approving(on, None)
    }

    /// Who decides on a day a case that was accepted on an earlier one (在途件).
    #[must_use]
    pub fn approver_of_case(&self, on: Day, accepted_on: Day) -> Answer<'r, &'r Party> {
        self.approving(on, Some(accepted_on))
    }

    #[inline]
    fn approving(&self, on: Day, accepted: Option<Day>) -> Answer<'r, &'r Party> {
        let (ground, matter) = (&self.roots.ground(), self.matter);
        let holder = held(ground, matter, on, accepted, &mut Told::nobody());
        let party = holder.map(|holder| ground.book.party(holder.party));
        Answer::new(ground, Asked::Approver { matter, on, accepted }, party)
    }

    /// Where its transfer stands on a day (2.4c, 2.4d).
    #[must_use]
    #[inline]
    pub fn status(&self, on: Day) -> Answer<'r, TransferStatus> {
        let (ground, matter) = (&self.roots.ground(), self.matter);
        let status = status(ground, matter, on, &mut Told::nobody());
        Answer::new(ground, Asked::Status { matter, on }, status)
    }

    /// Its history as the records give it, whether the Measures were in force or not.
    pub fn timeline(&self) -> impl Iterator<Item = Stretch> + use<'r> {
        let line = self.roots.lines.line(&self.roots.book, self.matter);
        line.segments.iter().map(|segment| Stretch {
            from: (segment.from > Day::MIN).then_some(segment.from),
            status: match segment.state {
                State::Retained => Ok(TransferStatus::Retained),
                State::Transferred => Ok(TransferStatus::Transferred),
                State::Returned => Ok(TransferStatus::Returned),
                State::Unclear(flaw) => Err(Silence::Undetermined(Undetermined::Record(flaw))),
            },
        })
    }

    /// Who bears which function of it on a day (2.4c, 2.5a, 2.5b).
    #[must_use]
    pub fn responsibilities(&self, on: Day) -> Answer<'r, Vec<Assignment<'r>>> {
        of_matter(&self.roots.ground(), self.matter, on)
    }
}

/// A party of a rulebook.
#[derive(Clone, Copy, Debug)]
pub struct PartyView<'r> {
    pub(crate) roots: &'r Roots,
    pub(crate) party: PartyId,
}

impl<'r> PartyView<'r> {
    /// What the catalogue records of it.
    #[must_use]
    pub fn record(&self) -> &'r Party {
        self.roots.book.party(self.party)
    }

    /// Every row of the register that binds it on a day, tracked rows too.
    #[must_use]
    pub fn responsibilities(&self, on: Day) -> Answer<'r, Vec<Norm>> {
        of_party(&self.roots.ground(), self.party, on)
    }
}

/// A person of a rulebook.
#[derive(Clone, Copy, Debug)]
pub struct PersonView<'r> {
    pub(crate) roots: &'r Roots,
    pub(crate) person: PersonId,
}

impl<'r> PersonView<'r> {
    /// What the catalogue records of the person.
    #[must_use]
    pub fn record(&self) -> Option<&'r Person> {
        self.roots.book.persons.get(self.person.place())
    }

    /// Every row of the register that binds the person on a day by the roles held.
    #[must_use]
    pub fn responsibilities(&self, on: Day) -> Answer<'r, Vec<Norm>> {
        of_person(&self.roots.ground(), self.person, on)
    }
}

/// A package of a rulebook.
#[derive(Clone, Copy, Debug)]
pub struct PackageHandle<'r> {
    pub(crate) roots: &'r Roots,
    pub(crate) package: &'r Package,
}

impl<'r> PackageHandle<'r> {
    /// What it needs on a day (2.4a).
    #[must_use]
    pub fn on(&self, day: Day) -> Answer<'r, PackageView<'r>> {
        on_day(&self.roots.ground(), self.package, day)
    }
}
