//! What enters: packages (一件事) and who holds their matters. What leaves: the days on which several authorities decide
//! one package (2.4a), and matters that the catalogue does not hold.

use std::collections::BTreeMap;

use crate::day::Day;
use crate::ids::{MatterId, PartyId};
use crate::lint::matter::{Held, changes, governed, held};
use crate::lint::shape::{Days, Lint, LintCode, LintSubject, stretches};
use crate::rules::Ground;
use crate::sort::sort;

/// Every lint of every package.
pub(super) fn lints<'r>(ground: &Ground<'r>, force: Days, out: &mut Vec<Lint<'r>>) {
    let mut starts = Vec::new();
    for package in &ground.book.packages {
        let subject = LintSubject::Package(&package.id);
        let (mut changes, mut authorities) = (Vec::new(), Authorities::default());
        for (place, id) in package.matters.iter().enumerate() {
            match ground.book.matter_id(id) {
                Some(matter) => {
                    let held = with_successions(ground, matter, force, &mut starts);
                    let parties =
                        held.into_iter().map(|(days, held)| (days.0, held.ok().map(|held| held.party)));
                    changes.extend(parties.map(|(from, party)| (from, place, party)));
                }
                None => {
                    let lint = Lint::new(LintCode::PackageUnknownMatter, subject, force);
                    out.push(Lint { named: Some(id), ..lint });
                }
            }
        }
        sort(&mut changes);
        let days: Vec<_> = changes.chunk_by(|a, b| a.0 == b.0).collect();
        let next = days.iter().skip(1).filter_map(|next| next.first()?.0.previous());
        let last = next.chain([force.1]).collect::<Vec<_>>();
        let split = days.iter().zip(last).filter_map(|(changes, last)| {
            for (_, place, party) in *changes {
                authorities.set(*place, *party);
            }
            Some(((changes.first()?.0, last), authorities.several()))
        });
        let mut at_first: BTreeMap<Day, Vec<PartyId>> = BTreeMap::new();
        let split = split.map(|(days, several)| {
            let split = several.is_some().then_some(());
            at_first.extend(several.map(|parties| (days.0, parties)));
            (days, split)
        });
        for (days, ()) in stretches(split) {
            let parties = at_first.remove(&days.0).unwrap_or_default();
            let parties = parties.into_iter().map(|party| ground.book.party(party)).collect();
            out.push(Lint { parties, ..Lint::new(LintCode::SplitPackage, subject, days) });
        }
    }
}

/// Who holds a matter, cut where a successor takes a holder's place as well.
fn with_successions(ground: &Ground<'_>, matter: MatterId, force: Days, starts: &mut Vec<Day>) -> Held {
    let Some(days) = governed(ground, matter, force) else { return Held::new() };
    starts.clear();
    changes(ground, matter, starts);
    for party in ground.book.original(matter).into_iter().chain([ground.book.bureau]) {
        starts.extend(ground.book.pieces(party, days.0, days.1).into_iter().map(|(_, from, _)| from));
    }
    held(ground, matter, starts, days)
}

/// Who decides the matters of a package on a day, as far as that is determined.
#[derive(Default)]
struct Authorities {
    of: BTreeMap<usize, PartyId>,
    counts: BTreeMap<PartyId, usize>,
}

impl Authorities {
    fn set(&mut self, place: usize, party: Option<PartyId>) {
        let before = match party {
            Some(party) => self.of.insert(place, party),
            None => self.of.remove(&place),
        };
        if let Some(before) = before
            && let Some(count) = self.counts.get_mut(&before)
        {
            *count = count.saturating_sub(1);
            if *count == 0 {
                self.counts.remove(&before);
            }
        }
        if let Some(party) = party {
            let count = self.counts.entry(party).or_default();
            *count = count.saturating_add(1);
        }
    }

    fn several(&self) -> Option<Vec<PartyId>> {
        (self.counts.len() > 1).then(|| self.counts.keys().copied().collect())
    }
}
