//! What enters: dated roles and recorded supervision. What leaves: who holds a post on a day, and the days on which the
//! Bureau has no designated pusher (2.6a) or a supervising department no liaison (3.2a).

use crate::day::Day;
use crate::day::When;
use crate::duty::{DutyRow, DutyStatus, SubjectId, TriggerId};
use crate::finding::{FindingCode, FindingRow, Severity};
use crate::ids::PartyId;
use crate::limit::Basis;
use crate::norm::Norm;
use crate::party::PartyKind;
use crate::reading::{ExchangePerson, Reading};
use crate::rules::case::Judge;
use crate::rules::posts::{Interval, by_party, intervals, uncovered};

/// The standing duties of the period: each uncovered interval is a breach, filled later or not.
pub(crate) fn judge(judge: &mut Judge<'_, '_>) {
    let force = judge.ground.profile.readings.in_force;
    let from = judge.window.from.max(force.from);
    let to = judge.window.to.min(judge.as_of.day()).min(force.to.unwrap_or(Day::MAX));
    if to < from {
        return;
    }
    let book = judge.ground.book;
    let pusher =
        Post { norm: Norm::N26a, code: FindingCode::PusherNotDesignated, basis: Reading::StandingDuties };
    let liaison =
        Post { norm: Norm::N32a, code: FindingCode::LiaisonMissing, basis: Reading::StandingDuties };
    for (bureau, from, to) in book.pieces(book.bureau, from, to) {
        let covered = intervals(&judge.posts.pushers, bureau).to_vec();
        hold(judge, pusher, bureau, (from, to), &covered);
        if judge.ground.profile.readings.exchange_person == ExchangePerson::TwoPersons {
            let covered = intervals(&judge.posts.liaisons, bureau).to_vec();
            hold(judge, Post { basis: Reading::ExchangePerson, ..liaison }, bureau, (from, to), &covered);
        }
    }
    let spans = book.every_supervision().iter();
    let needed =
        by_party(spans.flat_map(|span| book.pieces(span.what, span.from.max(from), span.to.min(to))));
    for (department, spans) in needed {
        if book.party(department).kind == PartyKind::Department {
            let covered = intervals(&judge.posts.liaisons, department).to_vec();
            for span in spans {
                hold(judge, liaison, department, span, &covered);
            }
        }
    }
}

#[derive(Clone, Copy)]
struct Post {
    norm: Norm,
    code: FindingCode,
    basis: Reading,
}

fn hold(judge: &mut Judge<'_, '_>, post: Post, party: PartyId, span: Interval, covered: &[Interval]) {
    let gaps = uncovered(span, covered);
    let basis = Some(Basis::Reading(post.basis));
    judge.duty(DutyRow {
        status: if gaps.is_empty() { DutyStatus::Fulfilled } else { DutyStatus::Missed },
        basis,
        ..DutyRow::new(post.norm, party, SubjectId::Party(party), TriggerId::Since(span.0), When::Day(span.0))
    });
    for (from, to) in gaps {
        let mut row = FindingRow::new(post.code, Severity::Breach, SubjectId::Party(party));
        row.obligor = Some(party);
        row.interval = Some((from, to));
        row.basis = basis;
        judge.find(row, from, &[]);
    }
}
