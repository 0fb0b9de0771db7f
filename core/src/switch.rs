//! What enters: a profile. What leaves: every profile that differs from it in one choice, and what each choice is called.
//!
//! A new reading's alternatives are one line of `options`; without it the build stops.

use serde_json::Value;

use crate::limit::{Basis, Limit, LimitName, Unit};
use crate::profile::Profile;
use crate::reading::{
    AgentPairing, AgentProjects, AnnualWindow, EffectiveDay, ExchangePerson, HolidayWeek, IdleWeek, InForce,
    MunicipalUpload, NilFeedback, PendingCases, ProjectTrigger, Reading, Readings, ResultsToPush,
    RetainedPush, Returned, SofterFulfilment, StaleAfter, UnrecordedSupervisor, UploadAfterOffline,
};
use crate::sort::sort_by_key;

/// The values, in working days, that every limit is tried at besides being unset.
const WORKING_DAYS: [u32; 4] = [1, 2, 5, 7];

/// A profile in which one choice is another than before.
#[derive(Clone, Debug)]
pub(crate) struct Switch {
    pub(crate) choice: Basis,
    pub(crate) option: String,
    pub(crate) profile: Profile,
}

/// Every other option of every reading, then every other value of every limit, each alone.
///
/// Readings that take days or numbers are tried at a few: in force from 30 days after the issue; breaches after 15, 30 or
/// 60 days or never; the last day of March for the summary and the opinion; a nil feedback of every department. Limits are
/// tried unset and at 1, 2, 5 and 7 working days.
pub(crate) fn switches(profile: &Profile, departments: &[&str]) -> Vec<Switch> {
    let mut all = Vec::new();
    for reading in Reading::ALL {
        for readings in options(*reading, &profile.readings, departments) {
            if readings != profile.readings {
                let option = reading_option(*reading, &readings);
                let profile = Profile { readings, ..profile.clone() };
                all.push(Switch { choice: Basis::Reading(*reading), option, profile });
            }
        }
    }
    for name in LimitName::ALL {
        let tried = WORKING_DAYS.map(|value| Some(Limit { value, unit: Unit::WorkingDays }));
        for limit in std::iter::once(None).chain(tried) {
            if limit != profile.limits.get(*name) {
                let mut profile = profile.clone();
                *profile.limits.get_mut(*name) = limit;
                all.push(Switch { choice: Basis::Limit(*name), option: limit_option(limit), profile });
            }
        }
    }
    all
}

/// The readings with each option of one of them; none where there is only one.
fn options(reading: Reading, own: &Readings, departments: &[&str]) -> Vec<Readings> {
    match reading {
        Reading::InForce => each(own, &in_force(own), |all| &mut all.in_force),
        Reading::EffectiveDay => each(own, EffectiveDay::ALL, |all| &mut all.effective_day),
        Reading::PendingCases => each(own, PendingCases::ALL, |all| &mut all.pending_cases),
        Reading::Returned => each(own, Returned::ALL, |all| &mut all.returned),
        Reading::MunicipalUpload => each(own, MunicipalUpload::ALL, |all| &mut all.municipal_upload),
        Reading::UnrecordedSupervisor => {
            each(own, UnrecordedSupervisor::ALL, |all| &mut all.unrecorded_supervisor)
        }
        Reading::ResultsToPush => each(own, ResultsToPush::ALL, |all| &mut all.results_to_push),
        Reading::RetainedPush => each(own, RetainedPush::ALL, |all| &mut all.retained_push),
        Reading::SofterFulfilment => each(own, SofterFulfilment::ALL, |all| &mut all.softer_fulfilment),
        Reading::ExchangePerson => each(own, ExchangePerson::ALL, |all| &mut all.exchange_person),
        Reading::UploadAfterOffline => {
            each(own, UploadAfterOffline::ALL, |all| &mut all.upload_after_offline)
        }
        Reading::StaleAfter => each(own, &STALE_AFTER, |all| &mut all.stale_after),
        Reading::AnnualWindow => each(own, &annual_windows(), |all| &mut all.annual_window),
        Reading::NilFeedback => each(own, &nil_feedback(departments), |all| &mut all.nil_feedback),
        Reading::ProjectTrigger => each(own, ProjectTrigger::ALL, |all| &mut all.project_trigger),
        Reading::AgentPairing => each(own, AgentPairing::ALL, |all| &mut all.agent_pairing),
        Reading::AgentProjects => each(own, AgentProjects::ALL, |all| &mut all.agent_projects),
        Reading::HolidayWeek => each(own, HolidayWeek::ALL, |all| &mut all.holiday_week),
        Reading::IdleWeek => each(own, IdleWeek::ALL, |all| &mut all.idle_week),
        Reading::Taken
        | Reading::UnclearTransfers
        | Reading::UnknownOriginal
        | Reading::Observation
        | Reading::Municipal
        | Reading::MatterFunctions
        | Reading::IncompetentDecision
        | Reading::WrongHand
        | Reading::StandingDuties
        | Reading::NoLiaison
        | Reading::TransferredOffline
        | Reading::Simultaneity
        | Reading::DateWithoutTime
        | Reading::UnmatchedEvent
        | Reading::RepeatedEvent
        | Reading::RelationLabel
        | Reading::PeriodTriggers
        | Reading::ManagerUnrecorded
        | Reading::GuidanceOrder
        | Reading::Week
        | Reading::SupportUnanswered
        | Reading::BuckPassing
        | Reading::PackageLead => Vec::new(),
    }
}

fn each<T: Clone>(own: &Readings, all: &[T], choice: impl Fn(&mut Readings) -> &mut T) -> Vec<Readings> {
    let switched = all.iter().map(|option| {
        let mut readings = own.clone();
        *choice(&mut readings) = option.clone();
        readings
    });
    switched.collect()
}

const STALE_AFTER: [StaleAfter; 4] =
    [StaleAfter::Days(15), StaleAfter::Days(30), StaleAfter::Days(60), StaleAfter::Never];

fn in_force(own: &Readings) -> [InForce; 2] {
    let issued = InForce::default().from;
    [issued, issued.saturating_add_days(30)].map(|from| InForce { from, ..own.in_force })
}

fn annual_windows() -> Vec<AnnualWindow> {
    let march = "03-31".parse().ok();
    vec![AnnualWindow::default(), AnnualWindow { summary: march, opinion: march }]
}

fn nil_feedback(departments: &[&str]) -> [NilFeedback; 2] {
    let listed = departments.iter().map(|id| (*id).to_owned()).collect();
    [NilFeedback::NotDue, NilFeedback::Listed(listed)]
}

/// What a profile chooses, in words of the wire format: `next_day`, `days: 30`, `working_days: 2`, `unset`.
pub(crate) fn option(profile: &Profile, choice: Basis) -> String {
    match choice {
        Basis::Reading(reading) => reading_option(reading, &profile.readings),
        Basis::Limit(name) => limit_option(profile.limits.get(name)),
    }
}

fn limit_option(limit: Option<Limit>) -> String {
    let Some(Limit { value, unit }) = limit else { return "unset".to_owned() };
    format!("{}: {value}", plain(&serde_json::to_value(unit).unwrap_or_default()))
}

fn reading_option(reading: Reading, readings: &Readings) -> String {
    let all = serde_json::to_value(readings).unwrap_or_default();
    match all.get(reading.id()) {
        Some(Value::Object(members)) => {
            let mut members: Vec<_> = members.iter().collect();
            sort_by_key(&mut members, |(key, _)| *key);
            let told: Vec<_> =
                members.into_iter().map(|(key, value)| format!("{key}: {}", plain(value))).collect();
            // Nothing is named where the reading has no day or number of the adopter's.
            let default = reading.options().first().copied().unwrap_or_default();
            if told.is_empty() { default.to_owned() } else { told.join(", ") }
        }
        Some(value) => plain(value),
        None => String::new(),
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reading_with_options_can_be_switched_and_no_other() {
        let all = switches(&Profile::text(), &["d"]);
        for reading in Reading::ALL {
            let own: Vec<_> = all.iter().filter(|switch| switch.choice == Basis::Reading(*reading)).collect();
            let options = reading.options();
            assert_eq!(own.is_empty(), options.is_empty(), "{}", reading.id());
            assert!(own.len() >= options.len().saturating_sub(1), "{}", reading.id());
            for switch in own {
                assert_ne!(switch.option, option(&Profile::text(), switch.choice));
                assert_ne!(switch.option, "", "{} is a member of the readings", reading.id());
            }
        }
    }

    #[test]
    fn a_switch_is_named_as_the_register_names_it() {
        for switch in switches(&Profile::text(), &["d"]) {
            let Basis::Reading(reading) = switch.choice else { continue };
            let words = |text: &str| text.split([':', ' ']).next().map(str::to_owned);
            let known = reading.options().iter().any(|known| words(known) == words(&switch.option));
            assert!(known || reading == Reading::InForce || reading == Reading::AnnualWindow, "{switch:?}");
        }
    }

    #[test]
    fn a_switch_changes_one_choice_and_from_it_the_first_is_one_switch_away() {
        let text = Profile::text();
        for switch in switches(&text, &["d"]) {
            let back = switches(&switch.profile, &["d"]);
            let back = back.iter().filter(|back| back.choice == switch.choice && back.profile == text);
            assert_eq!(back.count(), 1, "{switch:?}");
        }
    }

    #[test]
    fn every_limit_is_tried_unset_and_at_four_values() {
        let mut profile = Profile::text();
        let of = |profile: &Profile| -> Vec<String> {
            let own = |switch: &Switch| switch.choice == Basis::Limit(LimitName::Upload);
            switches(profile, &[]).into_iter().filter(own).map(|switch| switch.option).collect()
        };
        let days = |value| format!("working_days: {value}");
        assert_eq!(of(&profile), [days(1), days(2), days(5), days(7)]);
        profile.limits.upload = Some(Limit { value: 2, unit: Unit::WorkingDays });
        assert_eq!(of(&profile), ["unset".to_owned(), days(1), days(5), days(7)]);
        profile.limits.upload = Some(Limit { value: 3, unit: Unit::Hours });
        assert_eq!(option(&profile, Basis::Limit(LimitName::Upload)), "hours: 3");
        assert_eq!(of(&profile).len(), 5);
    }
}
