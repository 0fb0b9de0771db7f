//! What enters: the names and kinds of a log. What leaves: what they mean to the catalogue and to the rules.

use crate::book::Book;
use crate::columns::{Column, EventColumns};
use crate::event::EventKind;
use crate::finding::FindingCode;
use crate::ids::{MatterId, PartyId, PersonId, ProjectId};
use crate::rules::case::Named;
use crate::words::Word;

/// What each name of a log's columns means to the catalogue, looked up once.
#[derive(Clone, Debug)]
pub(crate) struct Names {
    pub(crate) actor: Vec<Named<PartyId>>,
    pub(crate) to: Vec<Named<PartyId>>,
    pub(crate) with: Vec<Named<PartyId>>,
    pub(crate) about: Vec<Named<PartyId>>,
    pub(crate) matter: Vec<Named<MatterId>>,
    pub(crate) officer: Vec<Named<PersonId>>,
    pub(crate) person: Vec<Named<PersonId>>,
    pub(crate) project: Vec<Named<ProjectId>>,
    pub(crate) covers: Vec<Named<ProjectId>>,
}

impl Names {
    pub(crate) fn new(book: &Book, columns: &EventColumns<'_>) -> Self {
        fn meanings<T>(column: &Column<'_>, known: impl Fn(&str) -> Option<T>) -> Vec<Named<T>> {
            let values = 0..u32::try_from(column.values.len()).unwrap_or(u32::MAX);
            values.map(|place| named(column.values.get(place), &known)).collect()
        }
        let party = |name: &str| book.party_id(name);
        let person = |name: &str| book.person_id(name);
        let project = |name: &str| book.project_id(name);
        Self {
            actor: meanings(&columns.actor, party),
            to: meanings(&columns.to, party),
            with: meanings(&columns.with, party),
            about: meanings(&columns.about, party),
            matter: meanings(&columns.matter, |name| book.matter_id(name)),
            officer: meanings(&columns.officer, person),
            person: meanings(&columns.person, person),
            project: meanings(&columns.project, project),
            covers: meanings(&columns.covers.items, project),
        }
    }
}

pub(crate) fn named<T>(name: &str, known: impl Fn(&str) -> Option<T>) -> Named<T> {
    if name.is_empty() { Named::Absent } else { known(name).map_or(Named::Unknown, Named::Known) }
}

pub(crate) fn meaning<T: Copy>(list: &[Named<T>], word: Word) -> Named<T> {
    list.get(word.place()).copied().unwrap_or(Named::Absent)
}

/// Which subject an event of a kind belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Home {
    /// A case, or a matter outside any (2.4 to 2.6).
    Case,
    /// The case, matter or project that support is asked for, else the department asked (2.4b).
    Support,
    /// The case, matter or project it is about, else the event alone (3.3b).
    Allegation,
    /// A project (2.2, 2.3a).
    Project,
    /// A department (2.1a).
    Department,
    /// The zone (2.1b–c, 2.3d).
    Zone,
    /// The event that it corrects or withdraws.
    Amended,
}

pub(crate) const fn home(kind: EventKind) -> Home {
    match kind {
        EventKind::Planning | EventKind::AnnualFeedback => Home::Department,
        EventKind::AnnualSummary | EventKind::AnnualOpinion | EventKind::WeeklyReconciliation => Home::Zone,
        EventKind::KeyProjectDetermined
        | EventKind::KeyProjectNotice
        | EventKind::MattersDetermined
        | EventKind::ManagerNotified
        | EventKind::Guidance
        | EventKind::ProceduresStarted
        | EventKind::ProceduresEnded
        | EventKind::AgentDesignated
        | EventKind::AgentWithdrawn
        | EventKind::Visit => Home::Project,
        EventKind::SupportRequested | EventKind::SupportGiven | EventKind::SupportRefused => Home::Support,
        EventKind::ResponsibilityDisclaimed | EventKind::Complaint => Home::Allegation,
        EventKind::ApplicationAccepted
        | EventKind::NotAccepted
        | EventKind::ApplicationWithdrawn
        | EventKind::Examined
        | EventKind::Decision
        | EventKind::ResultPush
        | EventKind::PushAcknowledged
        | EventKind::LiaisonNotice
        | EventKind::DataUpload
        | EventKind::SupervisionResult
        | EventKind::SupervisionPush => Home::Case,
        EventKind::Correction | EventKind::Withdrawal => Home::Amended,
    }
}

/// Whether an event of a case is an application, which counts for its project too (2.2d).
pub(crate) const fn is_application(kind: EventKind) -> bool {
    matches!(kind, EventKind::ApplicationAccepted | EventKind::NotAccepted | EventKind::ApplicationWithdrawn)
}

/// What an act that belongs to no subject could have cured, for softening.
pub(crate) const fn cures(kind: EventKind) -> Option<FindingCode> {
    match kind {
        EventKind::AnnualFeedback => Some(FindingCode::FeedbackMissing),
        EventKind::AnnualSummary => Some(FindingCode::SummaryMissing),
        EventKind::AnnualOpinion => Some(FindingCode::OpinionMissing),
        EventKind::KeyProjectNotice => Some(FindingCode::ProjectNoticeMissing),
        EventKind::MattersDetermined => Some(FindingCode::MattersNotDetermined),
        EventKind::ManagerNotified => Some(FindingCode::ManagerNotNotified),
        EventKind::Guidance => Some(FindingCode::GuidanceMissing),
        EventKind::AgentDesignated => Some(FindingCode::AgentMissing),
        EventKind::WeeklyReconciliation => Some(FindingCode::WeeklyMissing),
        EventKind::SupportGiven => Some(FindingCode::SupportMissing),
        EventKind::ResultPush => Some(FindingCode::PushMissing),
        EventKind::LiaisonNotice => Some(FindingCode::NoticeMissing),
        EventKind::DataUpload => Some(FindingCode::UploadMissing),
        EventKind::SupervisionPush => Some(FindingCode::SupervisionPushMissing),
        _ => None,
    }
}

/// Whether a lack is looked for by the hand that owed the act; every other by its addressee.
pub(crate) const fn is_by_hand(lack: FindingCode) -> bool {
    matches!(
        lack,
        FindingCode::SupervisionPushMissing
            | FindingCode::AcknowledgementMissing
            | FindingCode::FeedbackMissing
            | FindingCode::ProjectNoticeMissing
            | FindingCode::SupportMissing
    )
}
