//! What enters: a catalogue and a profile, once; then questions. What leaves: answers. The façade of the crate.

use std::sync::Arc;

use crate::act::{Act, AskError, KnownAct, Verdict};
use crate::answer::{Answer, Asked};
use crate::audit::{Audit, Progress, Scope, audit, in_parts};
use crate::book::Book;
use crate::calendar::Calendar;
use crate::catalogue::Catalogue;
use crate::causes::Told;
use crate::day::{Day, When};
use crate::digest::{Digests, digest};
use crate::error::{Fault, IdKind, InputError, UnknownId};
use crate::ids::{PartyId, ProjectId};
use crate::lines::Timelines;
use crate::lint::{Lint, lint};
use crate::norm::Norm;
use crate::outlook::{Outlook, outlook};
use crate::party::{Party, Zone};
use crate::profile::Profile;
use crate::relation::Relation;
use crate::rows::Rows;
use crate::rules::competence::kept;
use crate::rules::permission::permits;
use crate::rules::relation::relation;
use crate::rules::{Ground, Roots};
use crate::share::usual;
use crate::timeline::DrawnBy;
use crate::view::{MatterView, PackageHandle, PartyView, PersonView};

/// A catalogue and a profile, compiled once; immutable, cheap to clone and to share between threads.
///
/// ```
/// use liandong::Rulebook;
/// let rulebook = Rulebook::from_json(r#"{
///     "zone": {"id": "z", "name": "示例区", "bureau": "b", "committee": "c"},
///     "parties": [{"id": "b", "name": "行政审批局", "kind": "bureau"},
///                 {"id": "c", "name": "管委会", "kind": "committee"},
///                 {"id": "d", "name": "市场监督管理部", "kind": "department"}],
///     "matters": [{"id": "M-1", "name": "食品经营许可", "original": "d"}]
/// }"#)?;
/// let answer = rulebook.matter("M-1")?.approver("2022-01-01".parse()?);
/// assert_eq!(answer.value.map(|party| party.id.as_str()), Ok("d"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Rulebook {
    pub(crate) roots: Roots,
    pub(crate) digests: Arc<Digests>,
    pub(crate) warnings: Arc<[Fault]>,
}

impl Rulebook {
    /// Compiles a catalogue under the text's own profile.
    ///
    /// # Errors
    /// [`InputError`] listing every structural fault of the catalogue.
    pub fn new(catalogue: Catalogue) -> Result<Self, InputError> {
        let catalogue = catalogue.checked()?;
        let warnings = catalogue.warnings().into();
        let catalogue = catalogue.ordered();
        let (profile, calendar) = (Profile::text(), Calendar::china());
        let digests = Digests {
            catalogue: digest(&catalogue),
            profile: digest(&profile),
            calendar: digest(&calendar),
            known_on: None,
        };
        let book = Arc::new(Book::new(catalogue, digests.catalogue.clone()));
        let lines = Arc::new(Timelines::new(&book, DrawnBy::from(&profile.readings), kept));
        let (profile, calendar) = (Arc::new(profile), Arc::new(calendar));
        let roots = Roots { book, lines, profile, calendar, threads: usual() };
        Ok(Self { roots, digests: Arc::new(digests), warnings })
    }

    /// Compiles a catalogue from JSON.
    ///
    /// # Errors
    /// [`InputError`] listing every structural fault with its path and mend.
    pub fn from_json(catalogue: &str) -> Result<Self, InputError> {
        Self::new(Catalogue::from_json(catalogue)?)
    }

    pub(crate) fn ground(&self) -> Ground<'_> {
        self.roots.ground()
    }

    /// The zone.
    #[must_use]
    pub fn zone(&self) -> &Zone {
        &self.roots.book.zone
    }

    /// The profile in use.
    #[must_use]
    pub fn profile(&self) -> &Profile {
        &self.roots.profile
    }

    /// What every answer of this rulebook rests on.
    #[must_use]
    pub fn digests(&self) -> &Digests {
        &self.digests
    }

    /// Codes of the catalogue that have a known form and fail its own check.
    #[must_use]
    pub fn warnings(&self) -> &[Fault] {
        &self.warnings
    }

    /// A matter by its id.
    ///
    /// # Errors
    /// [`UnknownId`] with the nearest known ids.
    #[inline]
    pub fn matter(&self, id: &str) -> Result<MatterView<'_>, UnknownId> {
        match self.roots.book.matter_id(id) {
            Some(matter) => Ok(MatterView { roots: &self.roots, matter }),
            None => Err(self.roots.book.unknown(IdKind::Matter, id)),
        }
    }

    /// Every matter, in the order of the ids.
    pub fn matters(&self) -> impl Iterator<Item = MatterView<'_>> {
        self.roots.book.matter_ids().map(|matter| MatterView { roots: &self.roots, matter })
    }

    /// A matter by its place among [`Rulebook::matters`]: for whoever asks about the same matters again and again.
    ///
    /// ```
    /// # use liandong::{Catalogue, PartyKind, Rulebook};
    /// # let rulebook = Rulebook::new(Catalogue::new("z", "示例区", "b", "c")
    /// #     .party("b", "行政审批局", PartyKind::Bureau).party("c", "管委会", PartyKind::Committee)
    /// #     .party("d", "市场监督管理部", PartyKind::Department).matter("M-1", "食品经营许可", "d", |_| {}))?;
    /// let place = rulebook.matter("M-1")?.place();
    /// assert_eq!(rulebook.matter_at(place).map(|matter| matter.id()), Some("M-1"));
    /// assert!(rulebook.matter_at(1).is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    #[inline]
    pub fn matter_at(&self, place: usize) -> Option<MatterView<'_>> {
        let is_one = place < self.roots.book.matters.len();
        is_one.then(|| MatterView { roots: &self.roots, matter: place.into() })
    }

    /// A party by its id.
    ///
    /// # Errors
    /// [`UnknownId`] with the nearest known ids.
    pub fn party(&self, id: &str) -> Result<PartyView<'_>, UnknownId> {
        Ok(PartyView { roots: &self.roots, party: self.party_id(id)? })
    }

    /// Every party, in the order of the ids.
    pub fn parties(&self) -> impl Iterator<Item = &Party> {
        self.roots.book.parties.iter().map(|entry| &entry.party)
    }

    /// A person by id.
    ///
    /// # Errors
    /// [`UnknownId`] with the nearest known ids.
    pub fn person(&self, id: &str) -> Result<PersonView<'_>, UnknownId> {
        let person =
            self.roots.book.person_id(id).ok_or_else(|| self.roots.book.unknown(IdKind::Person, id))?;
        Ok(PersonView { roots: &self.roots, person })
    }

    /// A package by its id.
    ///
    /// # Errors
    /// [`UnknownId`] with the nearest known ids.
    pub fn package(&self, id: &str) -> Result<PackageHandle<'_>, UnknownId> {
        let package =
            self.roots.book.package(id).ok_or_else(|| self.roots.book.unknown(IdKind::Package, id))?;
        Ok(PackageHandle { roots: &self.roots, package })
    }

    pub(crate) fn project_id(&self, id: &str) -> Result<ProjectId, UnknownId> {
        self.roots.book.project_id(id).ok_or_else(|| self.roots.book.unknown(IdKind::Project, id))
    }

    #[inline]
    pub(crate) fn party_id(&self, id: &str) -> Result<PartyId, UnknownId> {
        self.roots.book.party_id(id).ok_or_else(|| self.roots.book.unknown(IdKind::Party, id))
    }

    /// Whether a party may do an act: permitted, forbidden with what would permit it, or silence.
    ///
    /// ```
    /// # use liandong::{Act, ActKind, Catalogue, PartyKind, Rulebook, Verdict};
    /// # let catalogue = Catalogue::new("z", "示例区", "bureau", "committee")
    /// #     .party("bureau", "行政审批局", PartyKind::Bureau)
    /// #     .party("committee", "管委会", PartyKind::Committee)
    /// #     .party("market", "市场监督管理部", PartyKind::Department)
    /// #     .matter("M-1", "食品经营许可", "market", |_| {});
    /// # let rulebook = Rulebook::new(catalogue)?;
    /// let act = Act {
    ///     kind: ActKind::Decide,
    ///     actor: "bureau",
    ///     officer: None,
    ///     matter: Some("M-1"),
    ///     on: "2022-01-01".parse()?,
    ///     accepted_on: None,
    /// };
    /// let verdict = rulebook.permits(&act)?.value;
    /// assert!(matches!(verdict, Ok(Verdict::Forbidden { competent: Some(party), .. }) if party.id == "market"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`AskError`] where an id is unknown or the act needs a matter and names none.
    #[inline]
    pub fn permits(&self, act: &Act<'_>) -> Result<Answer<'_, Verdict<'_>>, AskError> {
        let actor = self.party_id(act.actor)?;
        let matter = match act.matter {
            Some(id) => Some(self.matter(id)?.matter),
            None if act.kind.needs_matter() => return Err(AskError::MatterNeeded { act: act.kind.code() }),
            None => None,
        };
        let officer = match act.officer {
            Some(id) => Some(self.person(id)?.person),
            None => None,
        };
        let act = KnownAct { kind: act.kind, actor, officer, matter, on: act.on, accepted: act.accepted_on };
        let ground = self.ground();
        let verdict = permits(&ground, &act, &mut Told::nobody());
        Ok(Answer::new(&ground, Asked::Act(act), verdict))
    }

    /// The label of a relation between parties under a norm (多对一, 一对一, 一对多).
    ///
    /// # Errors
    /// [`UnknownId`] where a party is unknown.
    pub fn relation(
        &self,
        norm: Norm,
        from: &[&str],
        to: &[&str],
    ) -> Result<Answer<'_, Relation>, UnknownId> {
        let parties = |ids: &[&str]| ids.iter().map(|id| self.party_id(id)).collect::<Result<Vec<_>, _>>();
        Ok(relation(&self.ground(), norm, &parties(from)?, &parties(to)?))
    }

    /// Judges a log as of a day or moment: every duty set off, and where the data depart from a norm.
    ///
    /// By default every norm from the first day in force; events after `as_of` are left out and said to be. The log is an
    /// [`EventLog`](crate::EventLog), or anybody's columns once they are [`checked`](crate::EventColumns::checked).
    #[must_use]
    pub fn audit<'r, 'l>(&'r self, log: impl Into<Rows<'l>>, scope: Scope, as_of: When) -> Audit<'r, 'l> {
        audit(self.ground(), &self.digests, log.into(), scope, as_of, &mut |_| true).0
    }

    /// [`Rulebook::audit`] for as long as `goes_on` says so of how far it has come: once the audit begins, and then, the log
    /// being filed, some thousand events apart. `None` once it said no.
    ///
    /// ```
    /// # use liandong::{Catalogue, EventLog, PartyKind, Rulebook, Scope};
    /// # let rulebook = Rulebook::new(Catalogue::new("z", "示例区", "bureau", "c")
    /// #     .party("bureau", "行政审批局", PartyKind::Bureau).party("c", "管委会", PartyKind::Committee))?;
    /// let (log, as_of) = (EventLog::new(), "2022-01-01".parse()?);
    /// let mut seen = Vec::new();
    /// let audit = rulebook.audit_while(&log, Scope::default(), as_of, &mut |progress| {
    ///     seen.push((progress.done, progress.all));
    ///     true
    /// });
    /// assert!(audit.is_some() && seen.last() == Some(&(0, 0)));
    /// assert!(rulebook.audit_while(&log, Scope::default(), as_of, &mut |_| false).is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn audit_while<'r, 'l>(
        &'r self,
        log: impl Into<Rows<'l>>,
        scope: Scope,
        as_of: When,
        goes_on: &mut dyn FnMut(Progress) -> bool,
    ) -> Option<Audit<'r, 'l>> {
        let (audit, is_whole) = audit(self.ground(), &self.digests, log.into(), scope, as_of, goes_on);
        is_whole.then_some(audit)
    }

    /// [`Rulebook::audit`] of a log of which more is found than is to be kept in memory: hands it on in parts, for as long as
    /// `each` says so; whether it always did.
    ///
    /// A part is an audit that holds what was found of some thousand events' subjects. All parts one after the other have the
    /// duties and findings of the whole audit, in its order, and a party's [`Standing`](crate::Standing) is the sum of those
    /// in the parts. The log is looked at twice: an unmatched event may soften what is found anywhere.
    ///
    /// ```
    /// # use liandong::{Catalogue, EventLog, PartyKind, Rulebook, Scope};
    /// # let rulebook = Rulebook::new(Catalogue::new("z", "示例区", "bureau", "c")
    /// #     .party("bureau", "行政审批局", PartyKind::Bureau).party("c", "管委会", PartyKind::Committee))?;
    /// let (log, as_of) = (EventLog::new(), "2022-01-31".parse()?);
    /// let mut duties = 0;
    /// let is_whole = rulebook.audit_in_parts(&log, Scope::default(), as_of, &mut |part| {
    ///     duties += part.duty_count();
    ///     true
    /// });
    /// assert!(is_whole && duties == rulebook.audit(&log, Scope::default(), as_of).duty_count());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn audit_in_parts<'r, 'l>(
        &'r self,
        log: impl Into<Rows<'l>>,
        scope: Scope,
        as_of: When,
        each: &mut dyn FnMut(&Audit<'r, 'l>) -> bool,
    ) -> bool {
        in_parts(self.ground(), &self.digests, log.into(), scope, as_of, each)
    }

    /// The same rulebook, whose audits work on so many threads; else on as many as the machine runs side by side.
    ///
    /// What is found is the same on any number of them. Nothing but audits, and what is made of them, uses threads, and the
    /// calling one is among them; there is but that one without the feature `parallel`.
    ///
    /// ```
    /// # use std::num::NonZeroUsize;
    /// # use liandong::{Catalogue, EventLog, PartyKind, Rulebook, Scope};
    /// # let rulebook = Rulebook::new(Catalogue::new("z", "示例区", "bureau", "c")
    /// #     .party("bureau", "行政审批局", PartyKind::Bureau).party("c", "管委会", PartyKind::Committee))?;
    /// let audit = rulebook.on_threads(NonZeroUsize::MIN).audit(&EventLog::new(), Scope::default(), "2022-01-01".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[cfg(feature = "parallel")]
    #[must_use]
    pub fn on_threads(&self, threads: std::num::NonZeroUsize) -> Self {
        let roots = Roots { threads: threads.get(), ..self.roots.clone() };
        Self { roots, ..self.clone() }
    }

    /// Gaps, overlaps and contradictions of the catalogue and the profile themselves, each with its first day.
    ///
    /// ```
    /// # use liandong::{Catalogue, PartyKind, Rulebook};
    /// # let catalogue = Catalogue::new("z", "示例区", "b", "c")
    /// #     .party("b", "行政审批局", PartyKind::Bureau)
    /// #     .party("c", "管委会", PartyKind::Committee)
    /// #     .party("d", "市场监督管理部", PartyKind::Department)
    /// #     .matter("M-1", "食品经营许可", "d", |matter| matter.taken_in("2021-06-01", "c", "示例管发〔2021〕1号"));
    /// let rulebook = Rulebook::new(catalogue)?;
    /// let lints = rulebook.lint();
    /// let unsupervised = lints.iter().find(|lint| lint.code.code() == "no-supervisor");
    /// assert_eq!(unsupervised.map(|lint| lint.witness()), "2021-06-01".parse().ok());
    /// # Ok::<(), liandong::InputError>(())
    /// ```
    #[must_use]
    pub fn lint(&self) -> Vec<Lint<'_>> {
        lint(&self.ground())
    }

    /// What is due from a day to another, both included, by what the log says as of a third.
    ///
    /// Weeks and years that the period touches, posts that are to be held in it, and one-off duties that are open.
    ///
    /// ```
    /// # use liandong::{Catalogue, EventLog, PartyKind, Rulebook, WhoseDue};
    /// # let rulebook = Rulebook::new(Catalogue::new("z", "示例区", "bureau", "c")
    /// #     .party("bureau", "行政审批局", PartyKind::Bureau).party("c", "管委会", PartyKind::Committee))?;
    /// let day = |text: &str| text.parse::<liandong::Day>();
    /// let log = EventLog::new();
    /// let outlook = rulebook.outlook(&log, day("2023-06-01")?.into(), day("2023-06-01")?, day("2023-06-30")?);
    /// let due: Vec<_> = outlook.entries.iter().map(|due| (due.norm.id(), due.until, due.whose)).collect();
    /// let year = (Some(day("2023-12-31")?), Some(WhoseDue::Text));
    /// assert_eq!(due, [("2.1b", year.0, year.1), ("2.1c", year.0, year.1), ("2.6a", None, None)]);
    /// // Nobody is designated for pushing: the post is vacant on every day of the period.
    /// assert_eq!(outlook.entries[2].gaps, [(outlook.from, outlook.to)]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn outlook<'r: 'l, 'l>(
        &'r self,
        log: impl Into<Rows<'l>>,
        as_of: When,
        from: Day,
        to: Day,
    ) -> Outlook<'l> {
        outlook(self.ground(), log.into(), as_of, (from, to))
    }
}
