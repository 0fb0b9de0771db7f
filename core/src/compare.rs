//! What enters: two rulebooks over the same parties and matters, and a log. What leaves: in what their answers differ.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::audit::{Audit, Scope};
use crate::book::Book;
use crate::day::{Day, When};
use crate::duty::Who;
use crate::error::IdKind;
use crate::flips::{Flip, flips};
use crate::ids::MatterId;
use crate::limit::{Basis, LimitName};
use crate::norm::Norm;
use crate::party::Party;
use crate::reading::Reading;
use crate::rows::Rows;
use crate::rulebook::Rulebook;
use crate::rules::responsibility::Assignment;
use crate::silence::Silence;
use crate::sort::sort;
use crate::switch::option;
use crate::view::MatterView;

/// A thing and the days, both included, on which two rulebooks answer differently about it.
#[derive(Clone, Debug)]
pub struct Stay<'a, T> {
    /// The id of the matter or package.
    pub id: &'a str,
    /// The first day.
    pub from: Day,
    /// The last day.
    pub until: Day,
    /// What differs.
    pub change: T,
}

/// What was before a change and what is after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change<T> {
    /// Before.
    pub before: T,
    /// After.
    pub after: T,
}

/// Who approves a matter, or why that is not determined.
type Approver<'a> = Result<&'a Party, Silence>;

/// In what two rulebooks differ over a period and a log.
#[derive(Clone, Debug, Default)]
pub struct Difference<'a> {
    /// Readings and limits, by what each is set to.
    pub choices: Vec<(Basis, Change<String>)>,
    /// Who approves, matter by matter.
    pub competence: Vec<Stay<'a, Change<Approver<'a>>>>,
    /// The assignments that go and those that come, matter by matter.
    pub responsibilities: Vec<Stay<'a, Change<Vec<Assignment<'a>>>>>,
    /// Whether one authority decides all matters of a package; looked at are the packages that both have, on the days on
    /// which a matter of the first one's changes hands.
    pub packages: Vec<Stay<'a, Change<Result<bool, Silence>>>>,
    /// How many duties of a norm each owes, where the numbers differ.
    pub duties: Vec<(Result<Who<'a>, Silence>, Norm, Change<usize>)>,
    /// Findings that only one audit has, or of another severity.
    pub findings: Vec<Flip<'a>>,
}

/// Two rulebooks that are not over the same parties and matters.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} `{id}` is in one rulebook only; compare rulebooks over the same parties and matters", .kind.code())]
pub struct NotComparable {
    /// A matter or a party.
    pub kind: IdKind,
    /// The first id that only one of them has.
    pub id: String,
}

impl NotComparable {
    /// The message in Chinese.
    #[must_use]
    pub fn zh(&self) -> String {
        format!("{} `{}` 仅见于其中一方；请比较单位与事项相同的规则集", self.kind.zh(), self.id)
    }
}

impl Rulebook {
    /// In what another rulebook answers differently: what a transfer would change (what-if), or another profile.
    ///
    /// Competence, responsibilities and packages are compared for every day from the first of the scope to its last, by
    /// default from the first day in force to the day of the audit; duties and findings by an audit of the log under each.
    ///
    /// ```
    /// # use liandong::{Catalogue, EventLog, PartyKind, Rulebook, Scope, Transfer};
    /// # let catalogue = Catalogue::new("z", "示例区", "bureau", "committee")
    /// #     .party("bureau", "行政审批局", PartyKind::Bureau)
    /// #     .party("committee", "管委会", PartyKind::Committee)
    /// #     .party("market", "市场监督管理部", PartyKind::Department)
    /// #     .matter("M-1", "食品经营许可", "market", |_| {});
    /// let today = Rulebook::new(catalogue)?;
    /// let planned = today.with_transfers([("M-1", Transfer::taken_in("2022-01-01", "committee", "草案"))])?;
    /// let log = EventLog::new();
    /// let difference = today.compare(&planned, &log, Scope::default(), "2022-12-31".parse()?)?;
    ///
    /// let stay = difference.competence.first().ok_or("the matter changes hands")?;
    /// assert_eq!((stay.id, stay.from), ("M-1", "2022-01-01".parse()?));
    /// assert_eq!(stay.change.after.map(|party| party.id.as_str()), Ok("bureau"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`NotComparable`] where a party or matter is in one of them only.
    pub fn compare<'a>(
        &'a self,
        other: &'a Self,
        log: impl Into<Rows<'a>>,
        scope: Scope,
        as_of: When,
    ) -> Result<Difference<'a>, NotComparable> {
        comparable(&self.roots.book, &other.roots.book)?;
        let first = |rulebook: &Self| rulebook.roots.profile.readings.in_force.from;
        let from = scope.from.unwrap_or_else(|| first(self).min(first(other)));
        let until = scope.to.unwrap_or_else(|| as_of.day());
        let pair = Pair { before: self, after: other, from, until };
        let mut difference = Difference { choices: pair.choices(), ..Difference::default() };
        for matter in self.roots.book.matter_ids() {
            pair.matter(matter, &mut difference);
        }
        pair.packages(&mut difference);
        let rows = log.into();
        let audits = [self, other].map(|rulebook| rulebook.audit(rows.clone(), scope.clone(), as_of));
        difference.duties = duties(&audits);
        let [before, after] = audits.map(|audit| audit.findings().collect::<Vec<_>>());
        flips(&before, &after, |before, after| {
            difference.findings.push(Flip { before: before.cloned(), after: after.cloned() });
        });
        Ok(difference)
    }
}

fn comparable(one: &Arc<Book>, other: &Arc<Book>) -> Result<(), NotComparable> {
    fn only<'a>(kind: IdKind, mut ids: [Vec<&'a str>; 2]) -> Result<(), NotComparable> {
        ids.iter_mut().for_each(|ids| sort(ids));
        let [one, other] = &ids;
        let lacks = |ids: &[&str], id: &&&'a str| ids.binary_search(*id).is_err();
        let first = one.iter().find(|id| lacks(other, id)).or_else(|| other.iter().find(|id| lacks(one, id)));
        first.map_or(Ok(()), |id| Err(NotComparable { kind, id: (*id).to_owned() }))
    }
    if Arc::ptr_eq(one, other) {
        return Ok(());
    }
    only(
        IdKind::Party,
        [one, other].map(|book| book.parties.iter().map(|own| own.party.id.as_str()).collect()),
    )?;
    only(
        IdKind::Matter,
        [one, other].map(|book| book.matter_ids().map(|matter| book.id_of(matter)).collect()),
    )
}

/// Two rulebooks and the days on which they are compared.
struct Pair<'a> {
    before: &'a Rulebook,
    after: &'a Rulebook,
    from: Day,
    until: Day,
}

impl<'a> Pair<'a> {
    fn both<T>(&self, of: impl Fn(&'a Rulebook) -> T) -> Change<T> {
        Change { before: of(self.before), after: of(self.after) }
    }

    fn choices(&self) -> Vec<(Basis, Change<String>)> {
        let readings = Reading::ALL.iter().filter(|reading| !reading.options().is_empty());
        let readings = readings.map(|reading| Basis::Reading(*reading));
        let all = readings.chain(LimitName::ALL.iter().map(|name| Basis::Limit(*name)));
        let all = all.map(|choice| (choice, self.both(|rulebook| option(&rulebook.roots.profile, choice))));
        all.filter(|(_, change)| change.before != change.after).collect()
    }

    /// Whether both answer alike about a matter on every day, as far as that can be seen without asking.
    fn is_the_same(&self, matter: MatterId) -> bool {
        let line = self.both(|rulebook| rulebook.roots.lines.line(&rulebook.roots.book, matter).segments);
        Arc::ptr_eq(&self.before.roots.book, &self.after.roots.book)
            && self.before.roots.profile.readings == self.after.roots.profile.readings
            && line
                .before
                .iter()
                .map(|segment| (segment.from, segment.state))
                .eq(line.after.iter().map(|segment| (segment.from, segment.state)))
    }

    /// The days of the period on which an answer about a matter may become another one.
    fn starts(&self, matter: MatterId) -> Vec<Day> {
        let mut days = vec![self.from];
        for rulebook in [self.before, self.after] {
            let (book, force) = (&rulebook.roots.book, rulebook.roots.profile.readings.in_force);
            days.push(force.from);
            days.extend(force.to.and_then(Day::next));
            days.push(book.governed_from(matter));
            days.extend(rulebook.roots.lines.line(book, matter).segments.iter().map(|segment| segment.from));
            days.extend(book.reassigned_days(matter));
            for span in book.supervising(matter) {
                days.push(span.from);
                days.extend(span.to.next());
            }
            days.extend(book.parties.iter().filter_map(|party| Some(party.successor?.0)));
        }
        days.retain(|day| self.from <= *day && *day <= self.until);
        sort(&mut days);
        days.dedup();
        days
    }

    fn matter(&self, matter: MatterId, difference: &mut Difference<'a>) {
        if self.is_the_same(matter) {
            return;
        }
        let view = self.both(|rulebook| MatterView { roots: &rulebook.roots, matter });
        let mut competence = Stays::new(self, view.before.id());
        let mut responsibilities = Stays::new(self, view.before.id());
        for on in self.starts(matter) {
            let [before, after] = [view.before, view.after].map(|view| view.approver(on).value);
            let ids = |party: Approver<'a>| party.map(|party| party.id.as_str());
            let is_other = ids(before) != ids(after);
            competence.take(on, is_other.then_some(Change { before, after }), |one, other| {
                ids(one.before) == ids(other.before) && ids(one.after) == ids(other.after)
            });
            let [before, after] =
                [view.before, view.after].map(|view| view.responsibilities(on).value.unwrap_or_default());
            let change = Change { before: without(&before, &after), after: without(&after, &before) };
            let is_other = !change.before.is_empty() || !change.after.is_empty();
            responsibilities.take(on, is_other.then_some(change), |one, other| {
                same(&one.before, &other.before) && same(&one.after, &other.after)
            });
        }
        difference.competence.extend(competence.list);
        difference.responsibilities.extend(responsibilities.list);
    }

    fn packages(&self, difference: &mut Difference<'a>) {
        for package in &self.before.roots.book.packages {
            let known = package.matters.iter().filter_map(|id| self.before.roots.book.matter_id(id));
            let known: Vec<_> = known.collect();
            if known.iter().all(|matter| self.is_the_same(*matter)) {
                continue;
            }
            let mut days: Vec<_> = known.into_iter().flat_map(|matter| self.starts(matter)).collect();
            sort(&mut days);
            days.dedup();
            let mut stays = Stays::new(self, &package.id);
            for on in days {
                let single = |rulebook: &'a Rulebook| {
                    let package = rulebook.package(&package.id).ok()?;
                    Some(package.on(on).value.and_then(|view| view.single_authority))
                };
                let (Some(before), Some(after)) = (single(self.before), single(self.after)) else { break };
                let change = (before != after).then_some(Change { before, after });
                stays.take(on, change, |one, other| one == other);
            }
            difference.packages.extend(stays.list);
        }
    }
}

/// Collects what differs day by day into stretches.
struct Stays<'a, T> {
    id: &'a str,
    until: Day,
    list: Vec<Stay<'a, T>>,
    is_open: bool,
}

impl<'a, T> Stays<'a, T> {
    fn new(pair: &Pair<'_>, id: &'a str) -> Self {
        Self { id, until: pair.until, list: Vec::new(), is_open: false }
    }

    /// What differs from a day on; each day comes after the one before.
    fn take(&mut self, on: Day, change: Option<T>, is_same: impl Fn(&T, &T) -> bool) {
        if let (Some(last), true) = (self.list.last_mut(), self.is_open) {
            if change.as_ref().is_some_and(|change| is_same(&last.change, change)) {
                return;
            }
            last.until = on.previous().unwrap_or(on);
        }
        self.is_open = change.is_some();
        self.list.extend(change.map(|change| Stay { id: self.id, from: on, until: self.until, change }));
    }
}

type Told<'t> = (&'static str, Norm, Result<&'t str, Silence>);

fn told<'t>(entry: &Assignment<'t>) -> Told<'t> {
    (entry.function.code(), entry.norm, entry.party.map(|party| party.id.as_str()))
}

fn without<'a>(list: &[Assignment<'a>], other: &[Assignment<'a>]) -> Vec<Assignment<'a>> {
    list.iter().filter(|entry| !other.iter().any(|own| told(own) == told(entry))).copied().collect()
}

fn same(one: &[Assignment<'_>], other: &[Assignment<'_>]) -> bool {
    one.iter().map(told).eq(other.iter().map(told))
}

/// How many duties of each norm each owes under two audits, where the numbers differ: parties, persons, then the silences.
fn duties<'a>(audits: &[Audit<'a, 'a>; 2]) -> Vec<(Result<Who<'a>, Silence>, Norm, Change<usize>)> {
    let mut counts: BTreeMap<_, (Result<Who<'a>, Silence>, Change<usize>)> = BTreeMap::new();
    for (is_after, audit) in [false, true].into_iter().zip(audits) {
        for duty in audit.duties() {
            let key = match duty.obligor {
                Ok(Who::Party(party)) => (0, party.id.as_str(), duty.norm),
                Ok(Who::Person(person)) => (1, person.id.as_str(), duty.norm),
                Err(silence) => (2, silence.why(), duty.norm),
            };
            let (_, change) = counts.entry(key).or_insert((duty.obligor, Change { before: 0, after: 0 }));
            let count = if is_after { &mut change.after } else { &mut change.before };
            *count = count.saturating_add(1);
        }
    }
    let all = counts.into_iter().map(|((_, _, norm), (obligor, change))| (obligor, norm, change));
    all.filter(|(_, _, change)| change.before != change.after).collect()
}
