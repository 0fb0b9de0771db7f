//! What enters: an act as somebody asks about it. What leaves: the kinds of acts and of verdicts.

use crate::day::Day;
use crate::error::UnknownId;
use crate::ids::{MatterId, PartyId, PersonId};
use crate::norm::Norm;
use crate::party::Party;

/// Declares the acts with their names in the wire format.
macro_rules! acts {
    ($($(#[$meta:meta])* $variant:ident $code:literal,)*) => {
        /// An act that a party may or may not do.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum ActKind { $($(#[$meta])* $variant),* }

        impl ActKind {
            /// Every act.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Its name in the wire format.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            /// The act with this name in the wire format.
            #[must_use]
            pub fn named(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

acts! {
    /// 受理: accept an application (2.4c, 2.5a).
    Accept "accept",
    /// 审查: examine it (2.4c, 2.5a).
    Examine "examine",
    /// 决定: decide it (2.4c, 2.5a).
    Decide "decide",
    /// Push an approval result (2.6b).
    PushResult "push_result",
    /// Push a supervision result back (2.6d).
    PushSupervision "push_supervision",
    /// Supervise a matter (2.4c, 2.5b).
    Supervise "supervise",
    /// Give professional support (2.4b).
    Support "support",
    /// Liaise between departments (2.3c, 3.2b).
    Liaise "liaise",
    /// Handle a matter off the platform (2.4e, 2.4f).
    HandleOffline "handle_offline",
    /// Transfer a matter (2.4d).
    Transfer "transfer",
    /// Inspect (3.3a).
    Inspect "inspect",
    /// Hold to account (3.3c).
    HoldToAccount "hold_to_account",
}

impl ActKind {
    /// Whether the question must name a matter.
    #[must_use]
    pub const fn needs_matter(self) -> bool {
        match self {
            Self::Accept
            | Self::Examine
            | Self::Decide
            | Self::PushResult
            | Self::PushSupervision
            | Self::Supervise
            | Self::HandleOffline => true,
            Self::Support | Self::Liaise | Self::Transfer | Self::Inspect | Self::HoldToAccount => false,
        }
    }
}

/// An act to be judged, by the adopter's ids.
#[derive(Clone, Copy, Debug)]
pub struct Act<'a> {
    /// What is done.
    pub kind: ActKind,
    /// The party that does it.
    pub actor: &'a str,
    /// The person who does it for the party.
    pub officer: Option<&'a str>,
    /// The matter it is done in.
    pub matter: Option<&'a str>,
    /// The day on which it is done.
    pub on: Day,
    /// The day on which the case was accepted, for the reading of pending cases.
    pub accepted_on: Option<Day>,
}

/// An act whose names were resolved.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KnownAct {
    pub(crate) kind: ActKind,
    pub(crate) actor: PartyId,
    pub(crate) officer: Option<PersonId>,
    pub(crate) matter: Option<MatterId>,
    pub(crate) on: Day,
    pub(crate) accepted: Option<Day>,
}

/// Whether an act is permitted.
#[derive(Clone, Copy, Debug)]
pub enum Verdict<'r> {
    /// It is, with the norms whose duties it can set off.
    Permitted {
        /// Those norms.
        duties: &'static [Norm],
    },
    /// It is not.
    Forbidden {
        /// Why.
        why: Forbidding,
        /// The party that may do it, where there is exactly one.
        competent: Option<&'r Party>,
        /// What would permit it.
        would_permit: &'static [Mend],
    },
}

/// Why an act is forbidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Forbidding {
    /// The matter is another party's to approve.
    NotCompetent,
    /// The act is given to another party.
    GivenToAnother,
    /// The party does not supervise the matter.
    NotSupervising,
    /// An agent liaises and never decides (2.3c).
    AgentNeverDecides,
    /// The platform can handle the matter (2.4e).
    PlatformCapable,
}

/// What would permit a forbidden act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mend {
    /// That the competent party does it.
    ActByCompetent,
    /// A transfer to the Bureau (2.4d).
    TransferToBureau,
    /// A return to the original department.
    ReturnToOriginal,
    /// That the party is recorded as supervising the matter.
    RecordSupervision,
    /// That another officer than the agent decides.
    OtherOfficer,
    /// Handling on the platform.
    UsePlatform,
}

impl Forbidding {
    /// Its name in the wire format.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotCompetent => "not_competent",
            Self::GivenToAnother => "given_to_another",
            Self::NotSupervising => "not_supervising",
            Self::AgentNeverDecides => "agent_never_decides",
            Self::PlatformCapable => "platform_capable",
        }
    }
}

impl Mend {
    /// Its name in the wire format.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::ActByCompetent => "act_by_competent",
            Self::TransferToBureau => "transfer_to_bureau",
            Self::ReturnToOriginal => "return_to_original",
            Self::RecordSupervision => "record_supervision",
            Self::OtherOfficer => "other_officer",
            Self::UsePlatform => "use_platform",
        }
    }
}

/// A question that cannot be asked as it stands.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AskError {
    /// An id is unknown.
    #[error(transparent)]
    Unknown(#[from] UnknownId),
    /// The act is about a matter, and none is named.
    #[error("`{act}` is about a matter; name it in `matter`")]
    MatterNeeded {
        /// The act.
        act: &'static str,
    },
}

impl AskError {
    /// The message in Chinese.
    #[must_use]
    pub fn zh(&self) -> String {
        match self {
            Self::Unknown(unknown) => unknown.zh(),
            Self::MatterNeeded { act } => format!("`{act}` 针对具体事项；请填写 `matter`"),
        }
    }
}
