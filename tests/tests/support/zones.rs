//! In: proptest's choices. Out: generated catalogues with projects, agents, managers and a partner, under profiles of any
//! readings and limits.

#![allow(dead_code, reason = "each test crate that includes this file uses a part of it")]

use liandong::{
    AgentPairing, AgentProjects, AnnualWindow, DatedRole, Day, EffectiveDay, ExchangePerson, HolidayWeek,
    IdleWeek, Limit, Matter, MunicipalUpload, NilFeedback, PendingCases, PlatformCapability, Procedures,
    Profile, Project, ProjectTrigger, ResultsToPush, RetainedPush, Returned, Role, SofterFulfilment,
    StaleAfter, Unit, UnrecordedSupervisor, UploadAfterOffline,
};
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;

use super::catalogues::{Setting, catalogue};

/// The projects that a generated catalogue may have.
pub const PROJECTS: [&str; 3] = ["X0", "X1", "X2"];

/// Days of the first weeks in force, seldom far from them.
fn day() -> impl Strategy<Value = Day> {
    let issued = liandong::ISSUED.number();
    prop_oneof![8 => issued - 5..issued + 40, 1 => issued - 400..issued + 500]
        .prop_map(|number| Day::from_number(number).expect("within the years 1 to 9999"))
}

/// A span that may be open at either end; one that ends before it begins no catalogue takes.
fn span() -> impl Strategy<Value = (Option<Day>, Option<Day>)> {
    (weighted(0.7, day()), weighted(0.5, 0..30i32)).prop_map(|(from, length)| {
        (from, length.map(|length| from.unwrap_or(liandong::ISSUED).saturating_add_days(length)))
    })
}

fn project() -> impl Strategy<Value = Project> {
    (
        weighted(0.8, 2020..=2022),
        weighted(0.75, select(vec!["d0", "d1", "d2", "city", "bureau"])),
        weighted(0.6, select(vec!["enterprise", "示例公司"])),
        weighted(0.6, select(vec!["p0", "p1", "李四"])),
        weighted(0.6, span()),
        any::<bool>(),
    )
        .prop_map(|(year, responsible, unit, manager, procedures, key)| Project {
            id: String::new(),
            name: "厂房".to_owned(),
            year,
            key,
            responsible: responsible.map(str::to_owned),
            unit: unit.map(str::to_owned),
            manager: manager.map(str::to_owned),
            procedures: procedures.map(|(from, to)| Procedures { from, to }),
        })
}

fn role() -> impl Strategy<Value = DatedRole> {
    let roles = vec![Role::Agent, Role::ProjectManager, Role::Pusher, Role::Liaison];
    (
        select(roles),
        weighted(0.8, select(&PROJECTS[..])),
        weighted(0.6, select(vec!["bureau", "d0", "d1"])),
        span(),
    )
        .prop_map(|(role, project, party, (from, to))| DatedRole {
            role,
            party: party.map(str::to_owned),
            project: project.map(str::to_owned),
            from,
            to,
        })
}

fn limit() -> impl Strategy<Value = Option<Limit>> {
    let units = vec![Unit::Minutes, Unit::Hours, Unit::CalendarDays, Unit::WorkingDays];
    weighted(0.5, (0..8u32, select(units)).prop_map(|(value, unit)| Limit { value, unit }))
}

/// The option of a reading that a choice stands for; most often the default.
fn pick<T: Copy>(options: &[T], choice: u8) -> T {
    options[(usize::from(choice) % (2 * options.len())).saturating_sub(options.len())]
}

/// A profile with any reading and any limit.
pub fn profile() -> impl Strategy<Value = Profile> {
    let choices = any::<[u8; 17]>();
    let limits = prop::collection::vec(limit(), 10);
    let dates = (weighted(0.2, 0..60i32), weighted(0.2, -30..10i32), weighted(0.7, 0..40u16));
    let window = (
        weighted(0.3, select(vec!["04-10", "02-28", "12-31"])),
        weighted(0.3, select(vec!["04-05", "01-01"])),
    );
    (choices, limits, dates, window).prop_map(
        |(choices, limits, (last, first, stale), (summary, opinion))| {
            let mut profile = Profile::text();
            let own = &mut profile.readings;
            own.in_force.from = own.in_force.from.saturating_add_days(first.unwrap_or(0));
            own.in_force.to = last.map(|days| own.in_force.from.saturating_add_days(days));
            own.stale_after = stale.map_or(StaleAfter::Never, StaleAfter::Days);
            let date = |text: Option<&str>| text.map(|text| text.parse().expect("a day of every year"));
            own.annual_window = AnnualWindow { summary: date(summary), opinion: date(opinion) };
            let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, _] = choices;
            own.effective_day = pick(&[EffectiveDay::Inclusive, EffectiveDay::NextDay], a);
            own.pending_cases =
                pick(&[PendingCases::ByDayOfAct, PendingCases::AcceptingAuthorityFinishes], b);
            own.returned = pick(&[Returned::OriginalDepartment, Returned::Undetermined], c);
            own.municipal_upload = pick(&[MunicipalUpload::Review, MunicipalUpload::Bound], d);
            own.unrecorded_supervisor =
                pick(&[UnrecordedSupervisor::Undetermined, UnrecordedSupervisor::OriginalDepartment], e);
            own.results_to_push = pick(&[ResultsToPush::EveryFinalResult, ResultsToPush::GrantsOnly], f);
            own.retained_push = pick(&[RetainedPush::None, RetainedPush::WhereSupervisorDiffers], g);
            own.softer_fulfilment = pick(&[SofterFulfilment::Fulfils, SofterFulfilment::DoesNotFulfil], h);
            own.exchange_person = pick(&[ExchangePerson::OnePerson, ExchangePerson::TwoPersons], i);
            own.upload_after_offline = pick(&[UploadAfterOffline::DoesNotCure, UploadAfterOffline::Cures], j);
            own.agent_pairing =
                pick(&[AgentPairing::Unset, AgentPairing::PerProject, AgentPairing::StrictPair], k);
            own.agent_projects =
                pick(&[AgentProjects::EveryProjectInProcedures, AgentProjects::KeyProjectsOnly], l);
            own.project_trigger = pick(&[ProjectTrigger::Notice, ProjectTrigger::Determination], m);
            own.holiday_week = pick(&[HolidayWeek::Review, HolidayWeek::Exempt, HolidayWeek::Due], n);
            own.idle_week = pick(&[IdleWeek::NotDue, IdleWeek::Due], o);
            if p % 3 == 0 {
                own.nil_feedback = NilFeedback::Listed(vec!["d0".to_owned(), "d3".to_owned()]);
            }
            let mut limits = limits.into_iter();
            let mut next = || limits.next().flatten();
            let set = &mut profile.limits;
            set.result_push = next();
            set.liaison_notice = next();
            set.supervision_push = next();
            set.upload = next();
            set.feedback = next();
            set.project_notice = next();
            set.support = next();
            set.acknowledgement = next();
            set.synchronous = next();
            set.simultaneous = next();
            profile
        },
    )
}

/// A catalogue with up to three projects, under a profile of any readings and limits.
pub fn setting() -> impl Strategy<Value = Setting> {
    let projects = prop::collection::vec(project(), 0..=PROJECTS.len());
    let roles = prop::collection::vec((0..3usize, role()), 0..6);
    let partner = (weighted(0.7, select(vec!["d0", "d3"])), weighted(0.7, any::<bool>()));
    (catalogue(), projects, roles, partner, profile()).prop_map(
        |(mut catalogue, projects, roles, (partner, plain), profile)| {
            catalogue.zone.partner = partner.map(str::to_owned);
            // Of messy matters little is determined; a plain one sets off duties that can be met.
            if let (Some(is_taken), Some(matter)) = (plain, catalogue.matters.first_mut()) {
                *matter = Matter::new("M0", "食品经营许可");
                matter.original = Some("d0".to_owned());
                matter.supervised_by("d0");
                matter.supervised_by("d1");
                if is_taken {
                    matter.taken_in("2021-03-01", "committee", "示例管发〔2021〕1号");
                } else {
                    let (capable, from, to, source) = (false, None, None, None);
                    matter.platform = vec![PlatformCapability { capable, from, to, source }];
                }
            }
            catalogue.projects = projects;
            for (project, id) in catalogue.projects.iter_mut().zip(PROJECTS) {
                project.id = id.to_owned();
            }
            for (person, mut role) in roles {
                let known = |id: &String| catalogue.projects.iter().any(|project| project.id == *id);
                role.project = role.project.filter(known);
                catalogue.persons[person].roles.push(role);
            }
            Setting { catalogue, profile }
        },
    )
}
