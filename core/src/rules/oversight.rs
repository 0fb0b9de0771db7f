//! What enters: dated roles and recorded supervision. What leaves: who holds a post on a day, and the days on which the
//! Bureau has no designated pusher (2.6a) or a supervising department no liaison (3.2a).

use crate::course::Course;
use crate::day::{Day, When};
use crate::duty::{DutyRow, SubjectId, TriggerId};
use crate::finding::{FindingCode, FindingRow, Severity};
use crate::ids::PartyId;
use crate::limit::Basis;
use crate::norm::Norm;
use crate::party::PartyKind;
use crate::reading::{ExchangePerson, Reading};
use crate::rules::case::Judge;
use crate::rules::posts::{Interval, by_party, held, intervals, shared, uncovered};

/// The standing duties of the period: each uncovered interval is a breach, filled later or not.
pub(crate) fn judge(judge: &mut Judge<'_, '_>) {
    let Some(period) = judge.period() else { return };
    let book = judge.ground.book;
    let pusher =
        Post { norm: Norm::N26a, code: FindingCode::PusherNotDesignated, basis: Reading::StandingDuties };
    let liaison =
        Post { norm: Norm::N32a, code: FindingCode::LiaisonMissing, basis: Reading::StandingDuties };
    for (bureau, from, to) in book.pieces(book.bureau, Day::MIN, Day::MAX) {
        let span = (from, to);
        let covered = intervals(&judge.posts.pushers, bureau).to_vec();
        hold(judge, pusher, bureau, (span, period), &covered);
        if judge.ground.profile.readings.exchange_person == ExchangePerson::TwoPersons {
            let covered = intervals(&judge.posts.liaisons, bureau).to_vec();
            hold(judge, Post { basis: Reading::ExchangePerson, ..liaison }, bureau, (span, period), &covered);
        }
    }
    let spans = book.every_supervision().iter();
    let needed = by_party(spans.flat_map(|span| book.pieces(span.what, span.from, span.to)));
    for (department, spans) in needed {
        if book.party(department).kind == PartyKind::Department {
            let covered = intervals(&judge.posts.liaisons, department).to_vec();
            for span in spans {
                hold(judge, liaison, department, (span, period), &covered);
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

/// A post that is to be held on all days of a span, looked at on those of a period.
fn hold(
    judge: &mut Judge<'_, '_>,
    post: Post,
    party: PartyId,
    (span, period): (Interval, Interval),
    covered: &[Interval],
) {
    let Some(own) = shared(span, period) else { return };
    let gaps = uncovered(own, covered);
    let basis = Some(Basis::Reading(post.basis));
    let last = judge.ground.profile.readings.in_force.to.map_or(span.1, |to| to.min(span.1));
    judge.duty(DutyRow {
        status: held(judge.as_of, own, &gaps),
        basis,
        course: Course::standing(last, post.basis),
        ..DutyRow::new(post.norm, party, SubjectId::Party(party), TriggerId::Since(own.0), When::Day(own.0))
    });
    let duty = judge.last_duty(post.norm, own.0);
    for (from, to) in gaps {
        let mut row = FindingRow::new(post.code, Severity::Breach, SubjectId::Party(party));
        row.obligor = Some(party);
        row.interval = Some((from, to));
        row.basis = basis;
        row.duty = duty;
        judge.find(row, from, &[]);
    }
}
