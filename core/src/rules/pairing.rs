//! What enters: which agent serves which project of which manager, over all projects. What leaves: the days on which an
//! agent serves two managers at once, or by the strict reading a manager has two agents (2.3a).

use crate::day::Day;
use crate::duty::SubjectId;
use crate::finding::{FindingCode, FindingRow, Severity};
use crate::ids::PersonId;
use crate::limit::Basis;
use crate::reading::{AgentPairing, Reading};
use crate::rules::judge::Judge;
use crate::rules::outcome::Serving;
use crate::rules::posts::{Interval, merged};
use crate::sort::{sort, sort_by_key};

pub(crate) fn judge(judge: &mut Judge<'_, '_>) {
    let mut serving = std::mem::take(&mut judge.out.serving);
    let severity = match judge.ground.profile.readings.agent_pairing {
        AgentPairing::Unset => Severity::Review,
        AgentPairing::PerProject => return,
        AgentPairing::StrictPair => Severity::Breach,
    };
    by_person(judge, &mut serving, severity, |own| (own.agent, own.manager));
    if severity == Severity::Breach {
        by_person(judge, &mut serving, severity, |own| (own.manager, own.agent));
    }
}

fn by_person(
    judge: &mut Judge<'_, '_>,
    serving: &mut [Serving],
    severity: Severity,
    sides: impl Fn(&Serving) -> (PersonId, PersonId),
) {
    sort_by_key(serving, |own| (sides(own).0, *own));
    for own in serving.chunk_by(|a, b| sides(a).0 == sides(b).0) {
        let Some((person, _)) = own.first().map(&sides) else { continue };
        for interval in crowded(own.iter().map(|own| (sides(own).1, (own.from, own.to)))) {
            let mut row = FindingRow::new(FindingCode::AgentNotOneToOne, severity, SubjectId::Person(person));
            row.obligor = Some(judge.ground.book.bureau_on(interval.0));
            row.interval = Some(interval);
            row.basis = Some(Basis::Reading(Reading::AgentPairing));
            judge.find(row, interval.0, &[]);
        }
    }
}

/// The days on which two or more different ones are there at once.
pub(crate) fn crowded<T: Ord + Copy>(spans: impl Iterator<Item = (T, Interval)>) -> Vec<Interval> {
    let mut spans: Vec<_> = spans.collect();
    sort(&mut spans);
    // What one is there twice is one.
    let own: Vec<(T, Vec<Interval>)> = spans
        .chunk_by(|a, b| a.0 == b.0)
        .filter_map(|own| Some((own.first()?.0, merged(own.iter().map(|(_, span)| *span).collect()))))
        .collect();
    let mut turns: Vec<(Day, i32)> = Vec::new();
    for (from, to) in own.iter().flat_map(|(_, spans)| spans) {
        turns.push((*from, 1));
        turns.extend(to.next().map(|after| (after, -1)));
    }
    sort(&mut turns);
    let (mut crowded, mut there, mut since) = (Vec::new(), 0i32, None);
    for turn in turns.chunk_by(|a, b| a.0 == b.0) {
        there = turn.iter().fold(there, |there, (_, change)| there.saturating_add(*change));
        let Some((on, _)) = turn.first() else { continue };
        match since {
            None if there > 1 => since = Some(*on),
            Some(from) if there < 2 => {
                crowded.extend(on.previous().map(|last| (from, last)));
                since = None;
            }
            None | Some(_) => {}
        }
    }
    crowded.extend(since.map(|from| (from, Day::MAX)));
    crowded
}
