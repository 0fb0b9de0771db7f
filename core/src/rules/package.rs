//! What enters: a package (一件事) and a day. What leaves: who leads it and what each matter in it needs (2.4a).

use crate::answer::{Answer, Asked};
use crate::causes::{FactId, Told};
use crate::day::Day;
use crate::ids::{MatterId, PartyId};
use crate::limit::Basis;
use crate::norm::Norm;
use crate::package::Package;
use crate::party::{Party, PartyKind};
use crate::reading::Reading;
use crate::rules::Ground;
use crate::rules::competence::{Holder, holder, in_force};
use crate::rules::responsibility::{Parties, supervisors, supervisors_of_transferred};
use crate::silence::{NotGoverned, Silence, Undetermined};

/// A package on a day: one service, several decisions.
#[derive(Clone, Debug)]
pub struct PackageView<'r> {
    /// The party that leads the service: the Bureau.
    pub lead: &'r Party,
    /// Whether one authority decides every matter.
    pub single_authority: Result<bool, Silence>,
    /// Its matters, in the package's order.
    pub entries: Vec<PackageEntry<'r>>,
}

/// A matter of a package.
#[derive(Clone, Debug)]
pub enum PackageEntry<'r> {
    /// A matter of the catalogue.
    Known(PackageMatter<'r>),
    /// A matter that the catalogue does not hold.
    UnknownMatter {
        /// The id the package names.
        matter: &'r str,
    },
}

/// What a matter of a package needs on a day.
#[derive(Clone, Debug)]
pub struct PackageMatter<'r> {
    /// Its id.
    pub matter: &'r str,
    /// Who decides it.
    pub authority: Result<&'r Party, Silence>,
    /// Who supervises it.
    pub supervisors: Result<Vec<&'r Party>, Silence>,
    /// How it is handled.
    pub online: Result<Online, Silence>,
    /// The norms whose duties its decision sets off.
    pub duties: Vec<Norm>,
    /// The other authority with which the agent liaises (2.3c).
    pub agent_liaises_with: Option<&'r Party>,
}

/// How a retained matter is handled (2.4e, 2.4f).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Online {
    /// On the platform.
    OnPlatform,
    /// Off the platform for now, its data uploaded.
    Upload,
}

impl Online {
    /// Its name in the wire format.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::OnPlatform => "on_platform",
            Self::Upload => "upload",
        }
    }
}

pub(crate) fn on_day<'r>(ground: &Ground<'r>, package: &'r Package, on: Day) -> Answer<'r, PackageView<'r>> {
    let lead = lead(ground, on, &mut Told::nobody());
    Answer::new(ground, Asked::Package { on }, lead.map(|lead| view(ground, package, on, lead)))
}

/// The party that leads a package on a day.
pub(crate) fn lead(ground: &Ground<'_>, on: Day, told: &mut Told<'_>) -> Result<PartyId, Silence> {
    in_force(ground, on, told)?;
    let lead = ground.book.bureau_on(on);
    told.push(Norm::N24a, FactId::Party(lead), Some(Basis::Reading(Reading::PackageLead)));
    Ok(lead)
}

fn view<'r>(ground: &Ground<'r>, package: &'r Package, on: Day, lead: PartyId) -> PackageView<'r> {
    let book = ground.book;
    let entries: Vec<_> = package
        .matters
        .iter()
        .map(|id| match book.matter_id(id) {
            None => PackageEntry::UnknownMatter { matter: id },
            Some(matter) => PackageEntry::Known(entry(ground, id, matter, on)),
        })
        .collect();
    PackageView { lead: book.party(lead), single_authority: single(&entries), entries }
}

fn single(entries: &[PackageEntry<'_>]) -> Result<bool, Silence> {
    let mut first: Option<&str> = None;
    let mut silence = None;
    for entry in entries {
        match entry {
            PackageEntry::Known(PackageMatter { authority: Ok(party), .. }) => match first {
                None => first = Some(&party.id),
                Some(id) if id != party.id => return Ok(false),
                Some(_) => {}
            },
            PackageEntry::Known(PackageMatter { authority: Err(why), .. }) => {
                silence = silence.or(Some(*why))
            }
            PackageEntry::UnknownMatter { .. } => {
                silence = silence.or(Some(Silence::Undetermined(Undetermined::UnknownMatter)));
            }
        }
    }
    silence.map_or(Ok(true), Err)
}

fn entry<'r>(ground: &Ground<'r>, id: &'r str, matter: MatterId, on: Day) -> PackageMatter<'r> {
    let book = ground.book;
    let held = holder(ground, matter, on, None).value;
    let named = |list: Parties| list.into_iter().map(|party| book.party(party)).collect::<Vec<_>>();
    let supervisors = match held {
        Ok(holder) if holder.is_bureau() => supervisors_of_transferred(ground, matter, on).map(named),
        Ok(holder) => {
            let mut list = supervisors(ground, matter, on);
            list.retain(|party| *party != holder.party);
            list.insert(0, holder.party);
            Ok(named(list))
        }
        Err(silence) => Err(silence),
    };
    let online = held.and_then(|holder| online(ground, matter, on, holder));
    let duties = match (held, online) {
        (Ok(holder), _) if holder.is_bureau() => vec![Norm::N26b, Norm::N26c],
        (_, Ok(Online::Upload)) => vec![Norm::N24f],
        // Handling on the platform is owed whatever is decided.
        (_, Ok(Online::OnPlatform) | Err(_)) => Vec::new(),
    };
    PackageMatter {
        matter: id,
        authority: held.map(|holder| book.party(holder.party)),
        supervisors,
        online,
        duties,
        agent_liaises_with: held
            .ok()
            .filter(|holder| !holder.is_bureau())
            .map(|holder| book.party(holder.party)),
    }
}

fn online(ground: &Ground<'_>, matter: MatterId, on: Day, holder: Holder) -> Result<Online, Silence> {
    if holder.is_bureau() {
        return Err(Silence::Undetermined(Undetermined::NotGiven));
    }
    if ground.book.party(holder.party).kind == PartyKind::Municipal {
        return Err(Silence::NotGoverned(NotGoverned::NotAddressed));
    }
    match ground.book.capability(matter, on) {
        None => Err(Silence::Undetermined(Undetermined::CapabilityUnrecorded)),
        Some(span) if span.what => Ok(Online::OnPlatform),
        Some(_) => Ok(Online::Upload),
    }
}
