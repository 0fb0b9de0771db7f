//! What enters: a norm and the parties on either side. What leaves: the relation label that the text uses (1, 2.3a, 2.6e).

use crate::answer::{Answer, FactId, Reasons};
use crate::book::PartyId;
use crate::norm::Norm;
use crate::reading::{Basis, Reading};
use crate::rules::Ground;

/// How many parties stand on either side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RelationLabel {
    /// 多对一
    ManyToOne,
    /// 一对一
    OneToOne,
    /// 一对多
    OneToMany,
}

impl RelationLabel {
    /// Its name in the wire format.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::ManyToOne => "many_to_one",
            Self::OneToOne => "one_to_one",
            Self::OneToMany => "one_to_many",
        }
    }

    /// The text's own term.
    #[must_use]
    pub const fn term(self) -> &'static str {
        match self {
            Self::ManyToOne => "多对一",
            Self::OneToOne => "一对一",
            Self::OneToMany => "一对多",
        }
    }
}

/// The label of a relation, and whether each pair of it is 一对一 beside that (2.6e).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Relation {
    /// The label by the number of zone parties; none where the text has none.
    pub label: Option<RelationLabel>,
    /// Whether 2.6e makes every single pair 一对一.
    pub pairwise: bool,
}

/// Whether the norm belongs to the exchange that 2.6e makes 一对一, pair by pair.
const fn is_exchange(norm: Norm) -> bool {
    matches!(norm, Norm::N26b | Norm::N26c | Norm::N26d | Norm::N26e)
}

pub(crate) fn relation<'r>(
    ground: &Ground<'r>,
    norm: Norm,
    from: &[PartyId],
    to: &[PartyId],
) -> Answer<'r, Relation> {
    let mut reasons = Reasons::new(ground.book, ground.lines, None);
    let basis = Some(Basis::Reading(Reading::RelationLabel));
    let count = |side: &[PartyId]| {
        let mut zone: Vec<_> =
            side.iter().filter(|party| ground.book.party(**party).kind.is_addressed()).collect();
        zone.sort_unstable();
        zone.dedup();
        zone.len()
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
    reasons.push(Norm::N1, FactId::Clause, basis);
    let pairwise = is_exchange(norm) && from > 0 && to > 0;
    if pairwise {
        reasons.push(Norm::N26e, FactId::Clause, None);
    }
    Answer { value: Ok(Relation { label, pairwise }), reasons }
}
