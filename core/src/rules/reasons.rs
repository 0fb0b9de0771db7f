//! What enters: a question that was answered. What leaves: its reasons, told by the rules that answered it.

use std::fmt;

use crate::answer::{Asked, Reason, Reasons};
use crate::causes::{Cause, Causes, Told};
use crate::rules::Ground;
use crate::rules::competence::{held, status};
use crate::rules::package::lead;
use crate::rules::permission::permits;
use crate::rules::relation::labelled;
use crate::rules::responsibility::{assignments, roles_bind, stands};
use crate::text::Lang;

impl<'r> Reasons<'r> {
    /// What tells these reasons from others of the same rulebook.
    pub(crate) fn causes(&self) -> Causes {
        let mut causes = Causes::default();
        let ground = &Ground { known: self.known, ..self.roots.ground() };
        let told = &mut Told::to(&mut causes);
        // Whatever the answer is, here only what is told on the way to it counts.
        let _told = match self.asked {
            Asked::Approver { matter, on, accepted } => held(ground, matter, on, accepted, told).err(),
            Asked::Status { matter, on } => status(ground, matter, on, told).err(),
            Asked::Act(act) => permits(ground, &act, told).err(),
            Asked::Matter { matter, on } => assignments(ground, matter, on, told).err(),
            Asked::Party { party, on } => stands(ground, party, on, told).err(),
            Asked::Person { person, on } => roles_bind(ground, person, on, told).err(),
            Asked::Package { on } => lead(ground, on, told).err(),
            Asked::Relation { pairwise } => {
                labelled(pairwise, told);
                None
            }
        };
        causes
    }

    /// The reasons, the deciding ones first, then the matter's flawed records.
    pub fn iter(&self) -> impl Iterator<Item = Reason<'r>> + use<'r> {
        let Ground { book, lines, .. } = self.roots.ground();
        let causes = self.causes();
        let flawed = causes.flaws_of.map_or(&[][..], |matter| lines.line(book, matter).flaws()).iter();
        let flawed = flawed.map(|(place, flaw)| Cause::flawed(*place, *flaw));
        causes.iter().chain(flawed).map(move |cause| Reason::new(book, lines, cause))
    }
}

impl fmt::Debug for Reasons<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter().map(|reason| reason.text(Lang::En))).finish()
    }
}
