//! In: logs as a program that embeds the core has them. Out: that an audit can be watched and stopped, that rows which the
//! program could not read cost only themselves, and that columns are as good as the events in them.

use liandong::{
    Codes, Column, EventColumns, EventLog, Progress, Rulebook, Scope, Texts, Times, Unreadable, When,
};
use liandong_tests::vectors::audited;

fn as_of() -> When {
    liandong_sample::as_of()
}

fn sample() -> (Rulebook, EventLog) {
    let log = EventLog::from_ndjson(liandong_sample::year(3).ndjson());
    (liandong_sample::rulebook().expect("a sound catalogue"), log)
}

#[test]
fn an_audit_tells_how_far_it_has_come_and_is_the_same_when_watched() {
    let (rulebook, log) = sample();
    let mut seen: Vec<Progress> = Vec::new();
    let watched = rulebook.audit_while(&log, Scope::default(), as_of(), &mut |progress| {
        seen.push(progress);
        true
    });
    let watched = watched.expect("nobody stopped it");
    assert!(seen.is_sorted_by_key(|progress| progress.done));
    assert_eq!(seen.last(), Some(&Progress { done: log.len(), all: log.len() }));
    assert_eq!(audited(&watched), audited(&rulebook.audit(&log, Scope::default(), as_of())));
}

#[test]
fn an_audit_that_is_told_to_stop_gives_nothing_at_whatever_point_that_is() {
    let (rulebook, log) = sample();
    let mut asked = 0;
    rulebook.audit_while(&log, Scope::default(), as_of(), &mut |_| {
        asked += 1;
        true
    });
    for stop in 0..asked {
        let mut left = stop;
        let stopped = rulebook.audit_while(&log, Scope::default(), as_of(), &mut |_| {
            left -= 1;
            left >= 0
        });
        assert!(stopped.is_none(), "stopped at {stop} of {asked}");
    }
}

#[test]
fn a_row_that_was_not_read_costs_only_itself_and_says_why() {
    let (rulebook, _) = sample();
    let kinds = ["decision"];
    let mut columns = EventColumns::new(Times::Days(&[19_481, 19_482, 19_483]));
    columns.kind = Column { codes: Codes::U8(&[0, 0, 0]), values: Texts::Slices(&kinds), valid: None };
    let unread = [Unreadable { place: 1, why: "a dict where a text is expected".to_owned() }];
    columns.unread = &unread;
    let sound = columns.checked().expect("sound columns");
    assert_eq!(sound.unreadable(), unread);
    let audit = rulebook.audit(sound, Scope::default(), as_of());
    let named: Vec<_> = audit.findings().filter_map(|finding| finding.named.map(String::from)).collect();
    assert_eq!(named, ["a dict where a text is expected"]);
}

#[test]
fn rows_that_were_not_read_rise_and_are_rows() {
    let kinds = ["decision"];
    let kind = Column { codes: Codes::U8(&[0, 0]), values: Texts::Slices(&kinds), valid: None };
    let columns = EventColumns { kind, ..EventColumns::new(Times::Days(&[19_481, 19_482])) };
    for places in [&[0, 0][..], &[1, 0], &[2], &[usize::MAX]] {
        let unread: Vec<_> =
            places.iter().map(|place| Unreadable { place: *place, why: String::new() }).collect();
        let faults = EventColumns { unread: &unread, ..columns }.faults();
        assert_eq!(
            faults.iter().map(|fault| fault.path.as_str()).collect::<Vec<_>>(),
            ["$.unread"],
            "{places:?}"
        );
    }
}

#[test]
fn a_log_made_from_columns_is_audited_as_they_are() {
    let (rulebook, log) = sample();
    let columns = log.columns().checked().expect("sound columns");
    let again = EventLog::from(&columns);
    assert_eq!(again.len(), log.len());
    assert_eq!(
        audited(&rulebook.audit(&again, Scope::default(), as_of())),
        audited(&rulebook.audit(columns, Scope::default(), as_of())),
    );
}

#[test]
fn a_duty_and_a_finding_by_place_are_those_of_the_list() {
    let (rulebook, log) = sample();
    let audit = rulebook.audit(&log, Scope::default(), as_of());
    for (place, duty) in audit.duties().enumerate().step_by(97) {
        assert_eq!(audit.duty(place).map(|own| own.to_json(None)), Some(duty.to_json(None)));
    }
    for (place, finding) in audit.findings().enumerate() {
        assert_eq!(audit.finding(place).map(|own| own.to_json(None)), Some(finding.to_json(None)));
    }
    assert!(audit.duty(audit.duty_count()).is_none() && audit.finding(audit.finding_count()).is_none());
}

#[test]
fn a_repeated_event_is_found_where_only_one_of_its_copies_was_corrected() {
    let (rulebook, _) = sample();
    let log = EventLog::from_ndjson(concat!(
        r#"{"id":"a","at":"2023-05-04T10:00","kind":"guidance","project":"J-2023-01","actor":"econ"}"#,
        "\n",
        r#"{"id":"b","at":"2023-05-04T10:00","kind":"guidance","project":"J-2023-01","actor":"bureau"}"#,
        "\n",
        r#"{"id":"c","at":"2023-05-05","kind":"correction","refers_to":"a","actor":"bureau"}"#,
        "\n",
    ));
    assert!(log.unreadable().is_empty());
    let audit = rulebook.audit(&log, Scope::default(), as_of());
    let repeated: Vec<_> =
        audit.findings().filter(|finding| finding.code.code() == "duplicate-event").collect();
    assert_eq!(repeated.len(), 1, "once corrected, `a` says what `b` says");
}
