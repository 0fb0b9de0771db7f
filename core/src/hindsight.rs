//! What enters: an audit. What leaves: the acts for which records that were made after their day change who was competent.

use crate::audit::Audit;
use crate::day::Day;
use crate::ids::PartyId;
use crate::party::Party;
use crate::silence::Silence;

/// An act for which records that were made after its day change who was competent.
///
/// It says nothing against whoever acted: on that day it could not be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hindsight<'a> {
    /// The event.
    pub event: &'a str,
    /// The matter.
    pub matter: &'a str,
    /// The day of the act.
    pub on: Day,
    /// Who was competent by the records known on that day.
    pub then: Result<&'a Party, Silence>,
    /// Who was competent by the records known now.
    pub now: Result<&'a Party, Silence>,
}

impl<'r, 'l> Audit<'r, 'l>
where
    'r: 'l,
{
    /// Acts for which records made after their day change who was competent, whichever records the audit judged by.
    ///
    /// Acceptance, examination, decision and supervision results on days of the window, case by case.
    ///
    /// ```
    /// # use liandong::{Catalogue, Event, EventKind, EventLog, Knowledge, Norm, PartyKind, Rulebook, Scope};
    /// # let catalogue = Catalogue::new("z", "示例区", "bureau", "committee")
    /// #     .party("bureau", "行政审批局", PartyKind::Bureau)
    /// #     .party("committee", "管委会", PartyKind::Committee)
    /// #     .party("market", "市场监督管理部", PartyKind::Department);
    /// let rulebook = Rulebook::new(catalogue.matter("M-1", "食品经营许可", "market", |matter| {
    ///     matter.taken_in("2021-06-01", "committee", "示例管发〔2021〕1号");
    ///     matter.transfers[0].recorded = "2021-07-15".parse().ok();
    /// }))?;
    /// let mut decision = Event::new(EventKind::Decision, "2021-07-14".parse()?);
    /// decision.case = Some("C-1".to_owned());
    /// decision.matter = Some("M-1".to_owned());
    /// decision.actor = Some("market".to_owned());
    /// let log = EventLog::from(&decision);
    ///
    /// let norms = Some(vec![Norm::N24c, Norm::N25a]);
    /// let scope = Scope { norms, known: Knowledge::WhenDone, ..Scope::default() };
    /// let audit = rulebook.audit(&log, scope, "2021-12-31".parse()?);
    /// assert_eq!(audit.finding_count(), 0);
    /// let act = audit.hindsight().next().ok_or("an act for which the record came late")?;
    /// assert_eq!(act.then.map(|party| party.id.as_str()), Ok("market"));
    /// assert_eq!(act.now.map(|party| party.id.as_str()), Ok("bureau"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn hindsight(&self) -> impl Iterator<Item = Hindsight<'l>> + '_ {
        let book = self.shown.book;
        let party = move |party: Result<PartyId, Silence>| party.map(|party| book.party(party));
        self.outcome.hindsight.iter().map(move |row| Hindsight {
            event: self.shown.event_id(row.event),
            matter: book.id_of(row.matter),
            on: row.on,
            then: party(row.then),
            now: party(row.now),
        })
    }
}
