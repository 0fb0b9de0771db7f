//! What enters: a norm and the parties on either side. What leaves: the relation label that the text uses (1, 2.3a, 2.6e).

use crate::answer::{Answer, Asked};
use crate::causes::{FactId, Told};
use crate::ids::PartyId;
use crate::limit::Basis;
use crate::norm::Norm;
use crate::reading::Reading;
use crate::relation::{Relation, RelationLabel};
use crate::rules::Ground;

/// Whether the norm belongs to the exchange that 2.6e makes 一对一, pair by pair.
const fn is_exchange(norm: Norm) -> bool {
    matches!(norm, Norm::N26b | Norm::N26c | Norm::N26d | Norm::N26e)
}

/// How parties relate under a norm, with what that rests on.
pub(crate) fn relation<'r>(
    ground: &Ground<'r>,
    norm: Norm,
    from: &[PartyId],
    to: &[PartyId],
) -> Answer<'r, Relation> {
    let value = related(ground, norm, from, to);
    Answer::new(ground, Asked::Relation { pairwise: value.pairwise }, Ok(value))
}

/// What a label rests on: the text's words for it, and 2.6e where it makes an exchange 一对一, pair by pair.
pub(crate) fn labelled(pairwise: bool, told: &mut Told<'_>) {
    told.push(Norm::N1, FactId::Clause, Some(Basis::Reading(Reading::RelationLabel)));
    if pairwise {
        told.push(Norm::N26e, FactId::Clause, None);
    }
}

/// How parties relate under a norm.
pub(crate) fn related(ground: &Ground<'_>, norm: Norm, from: &[PartyId], to: &[PartyId]) -> Relation {
    let count = |side: &[PartyId]| {
        let is_first = |place: usize, party| side.iter().position(|own| own == party) == Some(place);
        let zone =
            side.iter().enumerate().filter(|(_, party)| ground.book.party(**party).kind.is_addressed());
        zone.filter(|(place, party)| is_first(*place, *party)).count()
    };
    let (from, to) = (count(from), count(to));
    let label = match (from, to) {
        (0, _) | (_, 0) => None,
        (1, 1) if matches!(norm, Norm::N23a | Norm::N26e) => Some(RelationLabel::OneToOne),
        (1, 1) => None,
        (1, _) => Some(RelationLabel::OneToMany),
        (_, 1) => Some(RelationLabel::ManyToOne),
        (_, _) => None,
    };
    Relation { label, pairwise: is_exchange(norm) && from > 0 && to > 0 }
}
