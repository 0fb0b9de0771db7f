//! What enters: the names and kinds of a log. What leaves: what they mean to the catalogue and to the rules.

use crate::book::Book;
use crate::event::EventKind;
use crate::finding::FindingCode;
use crate::ids::{MatterId, PartyId, PersonId};
use crate::log::{EventLog, Word};
use crate::rules::case::Named;

/// What each name of a log means to the catalogue, looked up once.
pub(crate) struct Names {
    pub(crate) parties: Vec<Named<PartyId>>,
    pub(crate) matters: Vec<Named<MatterId>>,
    pub(crate) persons: Vec<Named<PersonId>>,
}

impl Names {
    pub(crate) fn new(book: &Book, log: &EventLog) -> Self {
        let words =
            || (0..u32::try_from(log.names.len()).unwrap_or(u32::MAX)).map(|word| log.names.get(Word(word)));
        Self {
            parties: words().map(|name| named(name, |name| book.party_id(name))).collect(),
            matters: words().map(|name| named(name, |name| book.matter_id(name))).collect(),
            persons: words().map(|name| named(name, |name| book.person_id(name))).collect(),
        }
    }
}

fn named<T>(name: &str, known: impl Fn(&str) -> Option<T>) -> Named<T> {
    if name.is_empty() { Named::Absent } else { known(name).map_or(Named::Unknown, Named::Known) }
}

pub(crate) fn meaning<T: Copy>(list: &[Named<T>], word: Word) -> Named<T> {
    list.get(word.place()).copied().unwrap_or(Named::Absent)
}

/// Kinds that clauses 2.4 to 2.6 judge; each belongs to a case, or to a matter outside any.
pub(crate) const fn is_judged(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::ApplicationAccepted
            | EventKind::Examined
            | EventKind::Decision
            | EventKind::ResultPush
            | EventKind::PushAcknowledged
            | EventKind::LiaisonNotice
            | EventKind::DataUpload
            | EventKind::SupervisionResult
            | EventKind::SupervisionPush
    )
}

/// What an act that belongs to no subject could have cured, for softening.
pub(crate) const fn cures(kind: EventKind) -> Option<FindingCode> {
    match kind {
        EventKind::ResultPush => Some(FindingCode::PushMissing),
        EventKind::LiaisonNotice => Some(FindingCode::NoticeMissing),
        EventKind::DataUpload => Some(FindingCode::UploadMissing),
        EventKind::SupervisionPush => Some(FindingCode::SupervisionPushMissing),
        _ => None,
    }
}
