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
use crate::rules::Ground;
use crate::rules::judge::Judge;
use crate::rules::posts::{Interval, Posts, by_party, intervals, uncovered};

/// The standing duties of the period: each uncovered interval is a breach, filled later or not.
pub(crate) fn judge(judge: &mut Judge<'_, '_>) {
    let Some((from, to)) = judge.period() else { return };
    let (ground, posts) = (judge.ground, judge.posts);
    for (post, party, span, covered) in owed(&ground, posts, from, to) {
        hold(judge, post, party, span, covered);
    }
}

/// A post that a party owes on days of an interval, and the days on which somebody holds it.
pub(crate) type OwedPost<'p> = (Post, PartyId, Interval, &'p [Interval]);

/// Every post that is owed on days from one to another, party by party.
pub(crate) fn owed<'p>(ground: &Ground<'_>, posts: &'p Posts, from: Day, to: Day) -> Vec<OwedPost<'p>> {
    let book = ground.book;
    let pusher =
        Post { norm: Norm::N26a, code: FindingCode::PusherNotDesignated, basis: Reading::StandingDuties };
    let liaison =
        Post { norm: Norm::N32a, code: FindingCode::LiaisonMissing, basis: Reading::StandingDuties };
    let mut owed = Vec::new();
    for (bureau, from, to) in book.pieces(book.bureau, from, to) {
        owed.push((pusher, bureau, (from, to), intervals(&posts.pushers, bureau)));
        if ground.profile.readings.exchange_person == ExchangePerson::TwoPersons {
            let post = Post { basis: Reading::ExchangePerson, ..liaison };
            owed.push((post, bureau, (from, to), intervals(&posts.liaisons, bureau)));
        }
    }
    let spans = book.every_supervision().iter();
    let needed =
        by_party(spans.flat_map(|span| book.pieces(span.what, span.from.max(from), span.to.min(to))));
    for (department, spans) in needed {
        if book.party(department).kind == PartyKind::Department {
            let covered = intervals(&posts.liaisons, department);
            owed.extend(spans.into_iter().map(|span| (liaison, department, span, covered)));
        }
    }
    owed
}

/// A post, what its vacancy is, and the reading by which it is judged.
#[derive(Clone, Copy)]
pub(crate) struct Post {
    pub(crate) norm: Norm,
    code: FindingCode,
    pub(crate) basis: Reading,
}

fn hold(judge: &mut Judge<'_, '_>, post: Post, party: PartyId, span: Interval, covered: &[Interval]) {
    let gaps = uncovered(span, covered);
    let basis = Some(Basis::Reading(post.basis));
    judge.duty(DutyRow {
        status: if gaps.is_empty() { DutyStatus::Fulfilled } else { DutyStatus::Missed },
        basis,
        ..DutyRow::new(post.norm, party, SubjectId::Party(party), TriggerId::Since(span.0), When::Day(span.0))
    });
    let duty = judge.last_duty(post.norm, span.0);
    for (from, to) in gaps {
        let mut row = FindingRow::new(post.code, Severity::Breach, SubjectId::Party(party));
        row.obligor = Some(party);
        row.interval = Some((from, to));
        row.basis = basis;
        row.duty = duty;
        judge.find(row, from, &[]);
    }
}
