//! What enters: an audit and the place of a finding. What leaves: the chain that a reader needs to check it by hand.
//!
//! Everything here is a value; sentences are made in `evidence/markdown.rs`. A pack says what the data show against which
//! norm, and judges nobody.

mod counting;
mod expected;
mod markdown;
mod mask;
mod page;
mod words;

use hashbrown::HashMap;

pub use counting::{CountedDay, Counting, DaySort};
pub use expected::{ByWhen, Part};
pub use mask::Mask;
pub(crate) use mask::Veil;

use crate::audit::{Audit, Scope};
use crate::book::Book;
use crate::day::{Day, Elapsed, When};
use crate::digest::Digests;
use crate::duty::{Duty, Subject, TriggerId, Who, prescribed};
use crate::error::IdKind;
use crate::event::{Channel, EventKind};
use crate::event_view::EventView;
use crate::finding::Finding;
use crate::limit::Basis;
use crate::norm::Row;
use crate::profile::Profile;
use crate::rows::Rows;
use crate::rules::Ground;
use crate::silence::Silence;
use crate::sort::{sort, sort_by};
use crate::text::{Lang, Text};

/// An audit does not have so many findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no finding `{place}`: the audit has {count}, counted from 0; ask for one of those")]
pub struct NoFinding {
    /// The place asked for.
    pub place: usize,
    /// How many findings there are.
    pub count: usize,
}

impl NoFinding {
    /// The message in Chinese.
    #[must_use]
    pub fn zh(&self) -> String {
        format!("没有第 `{}` 项认定：本次核查共{}项，自0起计；请改为其中之一", self.place, self.count)
    }
}

/// What set off whatever was owed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause<'a> {
    /// An event of the log.
    Event(Box<EventView<'a>>),
    /// A fact that holds from a day on.
    Since(Day),
}

/// An event of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happened<'a> {
    /// What it is there for.
    pub part: Part,
    /// The event.
    pub event: EventView<'a>,
}

/// What an id of a pack is called in the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name<'a> {
    /// What it is the id of.
    pub kind: &'static str,
    /// The adopter's id.
    pub id: &'a str,
    /// The name in Chinese.
    pub name: &'a str,
    /// The name in English, where recorded.
    pub name_en: Option<&'a str>,
}

/// The chain behind a finding: the norm, what set it off, what was expected by when and why, and what happened.
#[derive(Debug)]
pub struct Evidence<'a> {
    /// The finding's place in [`Audit::findings`].
    pub place: usize,
    /// The finding.
    pub finding: Finding<'a>,
    /// The norm's row in the register, restated there; none for findings about data or profile.
    pub row: Option<&'static Row>,
    /// What set off whatever was owed, where something was.
    pub cause: Option<Cause<'a>>,
    /// The duty that the finding is about, where it is about one that the audit recorded.
    pub duty: Option<Duty<'a>>,
    /// The act that was owed, where a kind of event stands for it.
    pub act: Option<EventKind>,
    /// The channel that the norm prescribes.
    pub channel: Option<Channel>,
    /// Towards whom, or why that is open.
    pub to: Option<Result<Who<'a>, Silence>>,
    /// By when, and why.
    pub by_when: ByWhen<'a>,
    /// How long after the last moment in time it was done, or after which it is still undone on the day of the audit.
    pub late_by: Option<Elapsed>,
    /// The events, in the order of time.
    pub happened: Vec<Happened<'a>>,
    /// Where something lacks: the day or moment up to which nothing was logged that would discharge it.
    pub nothing_until: Option<When>,
    /// What the ids of the pack are called, by kind and id.
    pub names: Vec<Name<'a>>,
    /// The scope of the audit.
    pub scope: &'a Scope,
    /// The day or moment as of which it was judged.
    pub as_of: When,
    /// The profile that it was judged by.
    pub profile: &'a Profile,
    /// What it was judged on.
    pub digests: &'a Digests,
    /// The version of the library.
    pub version: &'static str,
    book: &'a Book,
    rows: &'a Rows<'a>,
}

impl Evidence<'_> {
    /// What has to be borne in mind with every pack, or with one like this.
    pub fn notes(&self) -> impl Iterator<Item = Text> + '_ {
        let possible = self.finding.possible_ground.map(|_| words::ONLY_POSSIBLE);
        let lack = self.nothing_until.map(|_| words::NOT_LOGGED);
        let softened = self.happened.iter().find(|own| own.part == Part::MayCure).map(|_| words::SOFTENED);
        let amended = self.happened.iter().find(|own| own.part == Part::Amendment).map(|_| words::AMENDED);
        [Some(words::JUDGES_NOBODY), possible, lack, softened, amended].into_iter().flatten()
    }

    /// What the profile chose of the reading that the finding rests on, where there is a choice.
    #[must_use]
    pub fn choice(&self) -> Option<serde_json::Value> {
        let Some(Basis::Reading(reading)) = self.finding.basis else { return None };
        serde_json::to_value(&self.profile.readings).ok()?.get(reading.id()).cloned()
    }

    pub(crate) fn veil(&self, mask: Mask, lang: Lang) -> Veil<'_> {
        let veil = Veil::new(self.book, self.rows, mask, lang);
        // Every output comes to the persons in this order, so that each has one label in all of them.
        for person in self.persons() {
            veil.person(person);
        }
        let events = self.happened.iter().map(|own| &own.event);
        for event in events {
            let texts = [event.id, event.case, event.refers_to, event.about, event.ground, event.period];
            texts.into_iter().flatten().for_each(|text| drop(veil.text(text)));
            [event.actor, event.to, event.with].into_iter().flatten().for_each(|id| drop(veil.party(id)));
        }
        veil
    }

    /// Everyone in a field for a person, in the order of the events.
    fn persons(&self) -> impl Iterator<Item = &str> {
        let of_events = self.happened.iter().flat_map(|own| [own.event.officer, own.event.person]).flatten();
        let subject = match self.finding.subject {
            Subject::Person(id) => Some(id),
            _ => None,
        };
        let to = self.to.and_then(Result::ok);
        let persons = [self.finding.to, to].into_iter().flatten().filter(|who| who.party().is_none());
        of_events.chain(subject).chain(persons.map(Who::id))
    }
}

impl<'r, 'l> Audit<'r, 'l>
where
    'r: 'l,
{
    /// The chain behind the finding at a place of [`Audit::findings`].
    ///
    /// ```
    /// # use liandong::{Catalogue, EventLog, Lang, Mask, PartyKind, Rulebook, Scope};
    /// # let rulebook = Rulebook::new(Catalogue::new("z", "示例区", "bureau", "c")
    /// #     .party("bureau", "行政审批局", PartyKind::Bureau).party("c", "管委会", PartyKind::Committee)
    /// #     .party("d", "市场监督管理部", PartyKind::Department)
    /// #     .matter("M-1", "食品经营许可", "d", |matter| {
    /// #         matter.supervised_by("d");
    /// #         matter.taken_in("2021-06-01", "c", "示例管发〔2021〕1号");
    /// #     }))?;
    /// let log = EventLog::from_ndjson(concat!(
    ///     r#"{"id": "E1", "at": "2022-05-06", "kind": "decision", "case": "C1", "matter": "M-1", "actor": "bureau","#,
    ///     r#" "officer": "张某", "result": "granted"}"#,
    /// ));
    /// let audit = rulebook.audit(&log, Scope::default(), "2022-06-10".parse()?);
    /// let place = audit.findings().position(|finding| finding.code.code() == "push-missing").ok_or("found")?;
    /// let evidence = audit.evidence(place)?;
    /// assert_eq!(evidence.happened.len(), 1);
    /// let page = evidence.to_markdown(Lang::En, Mask::Persons);
    /// assert!(page.contains("person A") && !page.contains("张某"));
    /// assert!(audit.evidence(audit.finding_count()).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`NoFinding`] with the number of findings where there is none at the place.
    pub fn evidence(&self, place: usize) -> Result<Evidence<'_>, NoFinding> {
        let count = self.finding_count();
        let row = self.outcome.findings.get(place).ok_or(NoFinding { place, count })?;
        let ground: Ground<'_> = self.ground;
        let Ground { book, profile, .. } = ground;
        let finding = self.shown.finding(row, &self.outcome.evidence, &mut HashMap::default());
        let chain = expected::Chain::of(self, row);
        let duty_row = row.duty.and_then(|place| self.outcome.duties.get(place));
        let to = duty_row.and_then(|own| own.to).or(row.to.map(Ok));
        let by_when = expected::by_when(&ground, &self.shown.rows, row, &chain);
        let late_by = by_when.late_by(row.code, chain.done(), self.as_of);
        let happened = self.happened(&chain);
        let mut evidence = Evidence {
            place,
            row: finding.norm.map(|norm| norm.row()),
            cause: chain.trigger.and_then(|trigger| match trigger {
                TriggerId::Event(place) => {
                    self.shown.rows.event(place).map(|own| Cause::Event(Box::new(own)))
                }
                TriggerId::Since(day) => Some(Cause::Since(day)),
            }),
            duty: duty_row.map(|own| self.shown.duty(own)),
            act: expected::act(row.code),
            channel: row.norm.and_then(prescribed),
            to: to.map(|to| to.map(|who| self.shown.who(who))),
            by_when,
            late_by,
            happened,
            nothing_until: (chain.fulfilled.is_none() && expected::is_lack(row.code)).then_some(self.as_of),
            names: Vec::new(),
            finding,
            scope: &self.scope,
            as_of: self.as_of,
            profile,
            digests: self.digests,
            version: env!("CARGO_PKG_VERSION"),
            book,
            rows: &self.shown.rows,
        };
        evidence.names = names(book, &evidence);
        Ok(evidence)
    }

    /// The first event of the log with an id.
    #[must_use]
    pub fn event(&self, id: &str) -> Option<EventView<'l>> {
        self.shown.rows.event(self.shown.rows.first_of(id)?)
    }

    fn happened(&self, chain: &expected::Chain) -> Vec<Happened<'l>> {
        let mut places = chain.places();
        let ids: Vec<_> =
            places.iter().map(|(place, _)| self.shown.event_id(*place)).filter(|id| !id.is_empty()).collect();
        if !ids.is_empty() {
            places.extend(
                self.shown
                    .rows
                    .amendments(&ids, self.as_of)
                    .into_iter()
                    .map(|place| (place, Part::Amendment)),
            );
        }
        let mut happened: Vec<_> = places
            .into_iter()
            .filter_map(|(place, part)| Some(Happened { part, event: self.shown.rows.event(place)? }))
            .collect();
        sort_by(&mut happened, |a, b| {
            (a.event.at, a.part, a.event.id).cmp(&(b.event.at, b.part, b.event.id))
        });
        happened
    }
}

/// What every id of a pack is called that the catalogue holds.
fn names<'a>(book: &'a Book, evidence: &Evidence<'a>) -> Vec<Name<'a>> {
    let mut names = Vec::new();
    let party = |party: &'a crate::party::Party| Name {
        kind: IdKind::Party.code(),
        id: &party.id,
        name: &party.name,
        name_en: party.name_en.as_deref(),
    };
    let person = |person: &'a crate::person::Person| Name {
        kind: IdKind::Person.code(),
        id: &person.id,
        name: &person.name,
        name_en: None,
    };
    let finding = &evidence.finding;
    names.extend([finding.obligor, finding.actor].into_iter().flatten().map(party));
    let duty = evidence.duty.and_then(|own| own.obligor.ok());
    let who = [finding.to, duty, evidence.to.and_then(Result::ok)].into_iter().flatten();
    names.extend(who.map(|who| match who {
        Who::Party(own) => party(own),
        Who::Person(own) => person(own),
    }));
    let events = evidence.happened.iter().map(|own| &own.event);
    for event in events {
        let parties = [event.actor, event.to, event.with].into_iter().flatten();
        names.extend(parties.filter_map(|id| book.party_id(id)).map(|id| party(book.party(id))));
        let persons = [event.officer, event.person].into_iter().flatten();
        names.extend(persons.filter_map(|id| book.person_id(id)).map(|id| person(book.person(id))));
        names.extend(event.matter.and_then(|id| matter(book, id)));
        names.extend(
            event.project.into_iter().chain(event.covers.iter().copied()).filter_map(|id| project(book, id)),
        );
    }
    names.extend(finding.left_out.iter().filter_map(|id| project(book, id)));
    match finding.subject {
        Subject::Matter(id) => names.extend(matter(book, id)),
        Subject::Project(id) => names.extend(project(book, id)),
        Subject::Party(id) => {
            names.extend(book.party_id(id).map(|id| party(book.party(id))));
        }
        Subject::Person(id) => {
            names.extend(book.person_id(id).map(|id| person(book.person(id))));
        }
        Subject::Case(_) | Subject::Year(_) | Subject::Week(_) | Subject::Event(_) | Subject::Line(_) => {}
    }
    sort(&mut names);
    names.dedup();
    names
}

fn matter<'a>(book: &'a Book, id: &str) -> Option<Name<'a>> {
    let own = book.matter_id(id)?;
    let entry = book.matters.get(own.place())?;
    Some(Name {
        kind: IdKind::Matter.code(),
        id: book.id_of(own),
        name: &entry.name,
        name_en: entry.name_en.as_deref(),
    })
}

fn project<'a>(book: &'a Book, id: &str) -> Option<Name<'a>> {
    let project = &book.project(book.project_id(id)?)?.project;
    Some(Name { kind: IdKind::Project.code(), id: &project.id, name: &project.name, name_en: None })
}
