//! What enters: a catalogue. What leaves: liandong's answers by the façade, reasons included.

use liandong::{Act, ActKind, Answer, AskError, Catalogue, Day, Party, Rulebook, UnknownId, Verdict};

use crate::contender::{Contender, Failure};

/// liandong as its users ask it.
pub struct Ours {
    pub rulebook: Rulebook,
}

impl Ours {
    pub fn new(catalogue: Catalogue) -> Result<Self, Failure> {
        Ok(Self { rulebook: Rulebook::new(catalogue)? })
    }
}

/// The act of a name; of another name there is none to ask about.
fn kind(act: &str) -> Option<ActKind> {
    match act {
        "accept" => Some(ActKind::Accept),
        "examine" => Some(ActKind::Examine),
        "decide" => Some(ActKind::Decide),
        _ => None,
    }
}

impl Contender for Ours {
    fn name(&self) -> &'static str {
        "liandong"
    }

    type Approver<'a> = Result<Answer<'a, &'a Party>, UnknownId>;
    type Verdict<'a> = Option<Result<Answer<'a, Verdict<'a>>, AskError>>;

    fn approver<'a>(&'a mut self, matter: &'a str, on: Day) -> Self::Approver<'a> {
        self.rulebook.matter(matter).map(|matter| matter.approver(on))
    }

    fn permits<'a>(
        &'a mut self,
        party: &'a str,
        act: &'a str,
        matter: &'a str,
        on: Day,
    ) -> Self::Verdict<'a> {
        let matter = Some(matter);
        let act = Act { kind: kind(act)?, actor: party, officer: None, matter, on, accepted_on: None };
        Some(self.rulebook.permits(&act))
    }

    fn party(answer: &Self::Approver<'_>) -> Result<Option<String>, Failure> {
        let answer = answer.as_ref().map_err(Clone::clone)?;
        reasoned(answer)?;
        Ok(answer.value.ok().map(|party| party.id.clone()))
    }

    fn is_permitted(verdict: &Self::Verdict<'_>) -> Result<bool, Failure> {
        let verdict = verdict.as_ref().ok_or("an unknown act")?.as_ref().map_err(Clone::clone)?;
        reasoned(verdict)?;
        Ok(matches!(verdict.value, Ok(Verdict::Permitted { .. })))
    }
}

fn reasoned<T>(answer: &Answer<'_, T>) -> Result<(), Failure> {
    match answer.reasons.iter().next() {
        Some(_) => Ok(()),
        None => Err("an answer of liandong without reasons".into()),
    }
}
