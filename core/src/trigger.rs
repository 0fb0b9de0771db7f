//! What enters: what sets duties off, an event or a dated fact. What leaves: the duties.

use crate::audit::Scope;
use crate::columns::{EventColumns, Times};
use crate::day::{Day, IsoWeek, When};
use crate::duty::{Duty, DutyRow, TriggerRef};
use crate::error::UnknownId;
use crate::log::EventLog;
use crate::rows::Rows;
use crate::rulebook::Rulebook;
use crate::rules::fact::{platform_capable, post_vacant, procedures_started, week_opened, year_opened};
use crate::shown::Shown;

/// What sets duties off: events, or a fact that holds from a day on.
#[derive(Clone, Copy, Debug)]
pub enum Trigger<'t> {
    /// The events of a log.
    Events(&'t EventLog),
    /// From this day on the platform can handle the matter (2.4e).
    PlatformCapable {
        /// The matter.
        matter: &'t str,
        /// The day.
        on: Day,
    },
    /// From this day on the party has nobody for the exchange (2.6a, 3.2a).
    LiaisonVacant {
        /// The party.
        party: &'t str,
        /// The day.
        on: Day,
    },
    /// The year opens: the summary, the opinion and by the reading the nil feedback are owed in it (2.1).
    YearOpened {
        /// The year.
        year: i32,
    },
    /// The week opens: by the catalogue's records of procedures it is to be reconciled in it (2.3d).
    WeekOpened {
        /// The week.
        week: IsoWeek,
    },
    /// From this day on the project's procedures run, and it needs an agent (2.3a).
    ProceduresStarted {
        /// The project.
        project: &'t str,
        /// The day.
        on: Day,
    },
    /// The matter is transferred or returned: its status changes, and no duty is set off.
    Transfer {
        /// The matter.
        matter: &'t str,
        /// The day.
        on: Day,
    },
}

impl Rulebook {
    /// What an event or a dated fact sets off, as of the trigger itself.
    ///
    /// ```
    /// # use liandong::{Catalogue, Event, EventKind, EventLog, Outcome, PartyKind, Rulebook, Trigger};
    /// # let rulebook = Rulebook::new(Catalogue::new("z", "示例区", "bureau", "c")
    /// #     .party("bureau", "行政审批局", PartyKind::Bureau).party("c", "管委会", PartyKind::Committee)
    /// #     .party("d", "市场监督管理部", PartyKind::Department)
    /// #     .matter("M-1", "食品经营许可", "d", |matter| {
    /// #         matter.supervised_by("d");
    /// #         matter.taken_in("2021-06-01", "c", "示例管发〔2021〕1号");
    /// #     }))?;
    /// let mut decision = Event::new(EventKind::Decision, "2022-01-01T09:30".parse()?);
    /// decision.case = Some("C-1".to_owned());
    /// decision.matter = Some("M-1".to_owned());
    /// decision.actor = Some("bureau".to_owned());
    /// decision.result = Some(Outcome::Granted);
    /// let log = EventLog::from(&decision);
    /// let duties = rulebook.duties(Trigger::Events(&log))?;
    /// let norms: Vec<_> = duties.iter().map(|duty| duty.norm.id()).collect();
    /// assert_eq!(norms, ["2.6b", "2.6c"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`UnknownId`] where a matter, party or project is unknown; unknown names inside events set nothing off.
    pub fn duties<'t>(&'t self, trigger: Trigger<'t>) -> Result<Vec<Duty<'t>>, UnknownId> {
        let ground = self.ground();
        Ok(match trigger {
            Trigger::Events(log) => {
                let Some((first, last)) = log.days() else { return Ok(Vec::new()) };
                let as_of = log.at.iter().map(|at| When::from(*at)).max_by_key(|at| at.latest());
                let scope = Scope { from: Some(first), to: Some(last), ..Scope::default() };
                let audit = self.audit(log, scope, as_of.unwrap_or(When::Day(last)));
                // Posts and the platform are owed since earlier facts; no event sets them off.
                let since_a_fact = |duty: &Duty<'_>| matches!(duty.trigger, TriggerRef::Since(_));
                audit.duties().filter(|duty| !since_a_fact(duty)).collect()
            }
            Trigger::PlatformCapable { matter, on } => {
                platform_capable(&ground, self.matter(matter)?.matter, on)
            }
            Trigger::LiaisonVacant { party, on } => post_vacant(&ground, self.party_id(party)?, on),
            Trigger::YearOpened { year } => self.shown(&year_opened(ground, year)),
            Trigger::WeekOpened { week } => self.shown(&week_opened(ground, week)),
            Trigger::ProceduresStarted { project, on } => {
                self.shown(&procedures_started(ground, self.project_id(project)?, on))
            }
            Trigger::Transfer { matter, .. } => {
                self.matter(matter)?;
                Vec::new()
            }
        })
    }

    /// Duties that no log has a part in, as a reader sees them.
    fn shown(&self, rows: &[DutyRow]) -> Vec<Duty<'_>> {
        let nothing = Rows::sound(EventColumns::new(Times::Days(&[])));
        let shown = Shown { book: self.ground().book, rows: nothing };
        rows.iter().map(|row| shown.duty(row)).collect()
    }
}
