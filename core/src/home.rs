//! What enters: a kind of event. What leaves: the subject it belongs to, the lack it could cure, and how.

use crate::event::{Channel, EventKind};
use crate::finding::FindingCode;

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

/// Whether a lack can only be cured by the hand that owes the act, though it is not looked for by that.
pub(crate) const fn is_by_own_hand(lack: FindingCode) -> bool {
    matches!(lack, FindingCode::PushMissing | FindingCode::NoticeMissing | FindingCode::UploadMissing)
}

/// The only channel on which a lack can be cured, where there is but one; softer fulfilment opens the others to 2.6d.
pub(crate) const fn only_way(lack: FindingCode, softer: bool) -> Option<Channel> {
    match lack {
        FindingCode::PushMissing | FindingCode::UploadMissing => Some(Channel::Platform),
        FindingCode::NoticeMissing => Some(Channel::Message),
        FindingCode::SupervisionPushMissing if !softer => Some(Channel::Platform),
        _ => None,
    }
}
