//! What enters: an engine's way of answering. What leaves: its answers held against others', and passes over the questions.

use std::error::Error;
use std::hint::black_box;

use liandong::Day;

use crate::questions::Question;

/// Why the program ends.
pub type Failure = Box<dyn Error>;

/// An engine that answers both questions. Its answers are whatever it hands out, its reasons included; what is wanted of them is
/// taken out where they are compared, and not while the time is taken.
pub trait Contender {
    /// An answer to who approves.
    type Approver<'a>
    where
        Self: 'a;

    /// An answer to whether a party may.
    type Verdict<'a>
    where
        Self: 'a;

    /// Its name in the table.
    fn name(&self) -> &'static str;

    /// Whether it answers within a microsecond.
    fn is_quick(&self) -> bool {
        true
    }

    /// Who approves a matter on a day?
    fn approver<'a>(&'a mut self, matter: &'a str, on: Day) -> Self::Approver<'a>;

    /// May a party do an act on a matter on a day?
    fn permits<'a>(&'a mut self, party: &'a str, act: &'a str, matter: &'a str, on: Day)
    -> Self::Verdict<'a>;

    /// The id of the party in an answer, if it names one.
    fn party(answer: &Self::Approver<'_>) -> Result<Option<String>, Failure>;

    /// What a verdict says.
    fn is_permitted(verdict: &Self::Verdict<'_>) -> Result<bool, Failure>;
}

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Two strings in, a party out.
    Approver,
    /// Three strings in.
    Permits,
}

impl Asked {
    /// The name of the row.
    pub const fn work(self) -> &'static str {
        match self {
            Self::Approver => "approver/strings",
            Self::Permits => "permits/strings",
        }
    }
}

/// The right answers, question by question.
#[derive(Debug, Default)]
pub struct Expected {
    pub approvers: Vec<Option<String>>,
    pub verdicts: Vec<bool>,
}

impl Expected {
    /// Differences that are shown.
    const SHOWN: usize = 5;

    /// Holds another's answers against these; those of the first questions if there are fewer.
    pub fn compare(&self, name: &str, other: &Self, questions: &[Question]) -> Result<(), Failure> {
        if other.approvers.len() != questions.len() || self.approvers.len() < questions.len() {
            return Err(format!("{name}: not an answer for each question").into());
        }
        let both = self.approvers.iter().zip(&self.verdicts);
        let others = other.approvers.iter().zip(&other.verdicts);
        let rows = questions.iter().zip(both.zip(others));
        let different: Vec<_> = rows.filter(|(_, (ours, theirs))| ours != theirs).collect();
        for (question, (ours, theirs)) in different.iter().take(Self::SHOWN) {
            let Question { matter, party, act, on, .. } = question;
            eprintln!("{name}: {matter} on {on}, {act} by {party}: {theirs:?}, while liandong says {ours:?}");
        }
        if different.is_empty() {
            return Ok(());
        }
        Err(format!("{name} answers {} of {} questions otherwise", different.len(), questions.len()).into())
    }
}

/// A contender whose own types are forgotten; a pass over many questions is one call.
pub trait Run {
    fn name(&self) -> &'static str;
    fn is_quick(&self) -> bool;
    fn answers(&mut self, questions: &[Question]) -> Result<Expected, Failure>;
    fn pass(&mut self, asked: Asked, questions: &[Question]);
}

impl<C: Contender> Run for C {
    fn name(&self) -> &'static str {
        Contender::name(self)
    }

    fn is_quick(&self) -> bool {
        Contender::is_quick(self)
    }

    fn answers(&mut self, questions: &[Question]) -> Result<Expected, Failure> {
        let mut all = Expected::default();
        for Question { matter, party, act, on, .. } in questions {
            let answer = self.approver(matter, *on);
            all.approvers.push(C::party(&answer)?);
            drop(answer);
            let verdict = self.permits(party, act, matter, *on);
            all.verdicts.push(C::is_permitted(&verdict)?);
        }
        Ok(all)
    }

    fn pass(&mut self, asked: Asked, questions: &[Question]) {
        match asked {
            Asked::Approver => {
                for Question { matter, on, .. } in black_box(questions) {
                    black_box(self.approver(matter, *on));
                }
            }
            Asked::Permits => {
                for Question { matter, party, act, on, .. } in black_box(questions) {
                    black_box(self.permits(party, act, matter, *on));
                }
            }
        }
    }
}
