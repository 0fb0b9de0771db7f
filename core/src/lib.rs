//! Who approves a matter of a development zone, who supervises it, what an event sets off and what was missed.
//!
//! A catalogue enters, answers with their reasons leave. The crate encodes the Measures on coordinated approval and
//! supervision (审批服务协同联动机制实施办法(试行), 晋市开办〔2021〕5号); it has no clock, does no I/O and never panics.
//!
//! ```
//! use liandong::{Catalogue, Day, PartyKind, Rulebook};
//!
//! let catalogue = Catalogue::new("z", "示例区", "bureau", "committee")
//!     .party("bureau", "行政审批局", PartyKind::Bureau)
//!     .party("committee", "管委会", PartyKind::Committee)
//!     .party("market", "市场监督管理部", PartyKind::Department)
//!     .matter("M-1", "食品经营许可", "market", |matter| {
//!         matter.taken_in("2021-06-01", "committee", "示例管发〔2021〕1号");
//!     });
//! let rulebook = Rulebook::new(catalogue)?;
//! let matter = rulebook.matter("M-1")?;
//!
//! let before = matter.approver("2021-05-31".parse()?);
//! assert_eq!(before.value.map(|party| party.id.as_str()), Ok("market"));
//! let from_then_on = matter.approver("2021-06-01".parse()?);
//! assert_eq!(from_then_on.value.map(|party| party.id.as_str()), Ok("bureau"));
//! for reason in from_then_on.reasons.iter() {
//!     println!("{}", reason.text(liandong::Lang::En));
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::arithmetic_side_effects,
        reason = "a test that fails should stop where it fails"
    )
)]

mod act;
mod acts;
mod amend;
mod answer;
mod approvals;
mod audit;
mod batch;
mod book;
mod calendar;
mod cases;
mod catalogue;
mod causes;
mod change;
mod check;
mod chunks;
mod codes;
mod columns;
mod compare;
mod course;
mod day;
mod digest;
mod duty;
mod entry;
mod error;
mod event;
mod event_view;
mod evidence;
mod fact;
mod filed;
mod finding;
mod flips;
mod found;
mod held;
mod hindsight;
mod home;
mod ics;
mod ids;
mod json;
mod keys;
mod ledger;
mod limit;
mod lines;
mod lint;
mod log;
mod manner;
mod matter;
mod names;
mod norm;
mod order;
mod outlook;
mod package;
mod packed;
mod packer;
mod parts;
mod party;
mod person;
mod profile;
mod project;
mod reading;
mod records;
mod relation;
mod rows;
mod rulebook;
mod rules;
mod sensitivity;
mod share;
mod shown;
mod silence;
mod soften;
mod sort;
mod stamp;
mod standing;
mod structure;
mod subjects;
mod switch;
mod text;
mod timeline;
mod transfer;
mod trigger;
mod view;
mod words;

pub use act::{Act, ActKind, AskError, Forbidding, Mend, Verdict};
pub use answer::{Answer, Reason, Reasons};
pub use approvals::Approvals;
pub use audit::{Audit, Progress, Scope};
pub use calendar::{Calendar, CalendarError, CalendarYear, NotCovered};
pub use catalogue::Catalogue;
pub use check::{MAX_ID, MAX_MATTERS, MAX_OTHERS, MAX_PARTIES, MAX_RECORDS};
pub use codes::{CodeForm, recognise};
pub use columns::{Bits, Codes, Column, EventColumns, Lists, Offsets, Texts, Times, Unreadable};
pub use compare::{Change, Difference, NotComparable, Stay};
pub use course::{Recurrence, WhoseDue};
pub use day::{Day, DayError, Elapsed, IsoWeek, Moment, Offset, Weekday, When};
pub use digest::Digests;
pub use duty::{Duty, DutyStatus, Subject, TriggerRef, Who};
pub use entry::TransferKind;
pub use error::{Fault, IdKind, Input, InputError, UnknownId, nearest};
pub use event::{Channel, Event, EventKind, HandledVia, Outcome};
pub use event_view::EventView;
pub use evidence::{
    ByWhen, Cause, CountedDay, Counting, DaySort, Evidence, Happened, Mask, Name, NoFinding, Part,
};
pub use fact::{Fact, Record};
pub use finding::{Finding, FindingCode, PossibleGround, Severity};
pub use flips::Flip;
pub use found::{DutyColumns, FindingColumns, TextColumn};
pub use held::TransferStatus;
pub use hindsight::Hindsight;
/// The question's types, for their schema alone; nothing is asked through them.
#[cfg(feature = "schema")]
pub use json::{Question, With};
pub use ledger::{Effect, Ledger, LedgerFull, Recorded};
pub use limit::{Basis, Limit, LimitName, Limits, Unit};
pub use lint::{Lint, LintCode, LintSubject};
pub use log::EventLog;
pub use matter::{Matter, PlatformCapability, Supervision};
pub use norm::{Class, EXTRANEOUS, Modal, Norm, Row, UnknownNorm, norms};
pub use outlook::{Due, Outlook};
pub use package::Package;
pub use party::{Party, PartyKind, Succession, Zone};
pub use person::{DatedRole, Person, Role};
pub use profile::{CalendarYears, Profile};
pub use project::{Procedures, Project};
pub use reading::{
    AgentPairing, AgentProjects, AnnualWindow, EffectiveDay, ExchangePerson, HolidayWeek, ISSUED, IdleWeek,
    InForce, MonthDay, MunicipalUpload, NilFeedback, NotEveryYear, PendingCases, ProjectTrigger, Reading,
    Readings, ResultsToPush, RetainedPush, Returned, SofterFulfilment, StaleAfter, UnrecordedSupervisor,
    UploadAfterOffline,
};
pub use records::Knowledge;
pub use relation::{Relation, RelationLabel};
pub use rows::Rows as SoundLog;
pub use rulebook::Rulebook;
pub use rules::package::{Online, PackageEntry, PackageMatter, PackageView};
pub use rules::responsibility::{Assignment, Function};
pub use sensitivity::{Shift, Trial};
pub use silence::{NotGoverned, Silence, Undetermined};
pub use stamp::Stamp;
pub use standing::{Standing, SubjectStanding};
pub use text::{Lang, Text};
pub use timeline::Flaw;
pub use transfer::{Observation, Reassignment, Scope as TransferScope, Transfer};
pub use trigger::Trigger;
pub use view::{MatterView, PackageHandle, PartyView, PersonView, Stretch};

#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;

#[cfg(doctest)]
#[doc = include_str!("../../README.zh-CN.md")]
struct ReadmeZh;
