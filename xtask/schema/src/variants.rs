//! What enters: the core's enums. What leaves: their variants as lists that cannot fall short of them.

#![allow(missing_docs, reason = "each list is named as its enum")]

use liandong::{
    Channel, DaySort, DutyStatus, Flaw, Forbidding, HandledVia, Mend, NotGoverned, Online, Outcome, Part,
    PossibleGround, RelationLabel, Severity, TransferStatus, Undetermined, Unit,
};

/// Lists every variant of an enum, besides those that hold a value of another; one that is missing stops the build.
macro_rules! all {
    ($($name:ident: $type:ident { $($variant:ident),+ $(,)? } $(besides $other:ident)?;)+) => {$(
        pub const $name: &[$type] = &[$($type::$variant),+];
        const _: fn($type) = |one| match one { $($type::$variant => (),)+ $($type::$other(_) => ())? };
    )+};
}

all! {
    UNDETERMINED: Undetermined {
        OriginalUnknown, Reassigned, SupervisorUnrecorded, CapabilityUnrecorded, DecidedWithoutCompetence,
        ActorUnknown, ResultUnrecorded, ResponsibleUnrecorded, ManagerUnrecorded,
        UnknownMatter, NotGiven, CalendarNotCovered
    } besides Record;
    NOT_GOVERNED: NotGoverned { OutsideForce, NotYetGoverned, NotAddressed };
    STATUSES: TransferStatus { Retained, Transferred, Returned };
    FORBIDDINGS: Forbidding {
        NotCompetent, GivenToAnother, NotSupervising, AgentNeverDecides, PlatformCapable
    };
    MENDS: Mend {
        ActByCompetent, TransferToBureau, ReturnToOriginal, RecordSupervision, OtherOfficer, UsePlatform
    };
    ONLINE: Online { OnPlatform, Upload };
    LABELS: RelationLabel { ManyToOne, OneToOne, OneToMany };
    DUTY_STATUSES: DutyStatus {
        Pending, Fulfilled, Late, Outstanding, Missed, Void, Tracked, Undetermined
    };
    SEVERITIES: Severity { Breach, Review, Info };
    GROUNDS: PossibleGround { PoorConnection, PoorCooperation, LatePush, DutyNotCarriedOut, BuckPassing };
    SORTS: DaySort { Working, WorkedWeekend, Weekend, Holiday };
    PARTS: Part { Trigger, Act, Fulfilment, MayCure, ToComeBefore, Amendment };
    CHANNELS: Channel { Platform, Message, Other };
    VIAS: HandledVia { Platform, Offline };
    OUTCOMES: Outcome { Granted, Refused, Changed, Revoked };
    UNITS: Unit { Minutes, Hours, CalendarDays, WorkingDays };
    FLAWS: Flaw {
        Undated, UnreadableDay, UnknownKind, Entrusted, Partial, OtherDecider, UnrecordedDecider, Contradictory,
        ReturnWithoutTransfer, BeforeObservation, ObservedOtherwise, ReturnUnforeseen
    };
}
