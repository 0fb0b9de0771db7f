//! What enters: the records as JSON text. What leaves: datalogic's answers of JSON text, by rules compiled once or from text.

use std::fmt::Write;

use datalogic_rs::{DataValue, Engine, Error, Logic, Session};
use hashbrown::HashMap;
use liandong::Day;

use crate::contender::{Contender, Failure};
use crate::questions::{BUREAU, Record, Work};

/// How it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// A compiled rule, of a record with no more than it needs and days as numbers.
    Lean,
    /// A compiled rule, of a matter's record as the catalogue has it and days as text.
    Whole,
    /// A rule from text at each question, of the lean record.
    Text,
}

/// A rule, compiled, and as text for who does not.
struct Rule {
    logic: Logic,
    text: String,
}

/// datalogic with a session, as its documentation advises for many evaluations.
pub struct Datalogic {
    way: Way,
    engine: &'static Engine,
    session: Session<'static>,
    approver: Rule,
    permitted: Rule,
    /// Each matter's record as JSON text.
    records: HashMap<String, String, foldhash::fast::FixedState>,
    text: String,
}

/// The result of a rule in the session's memory, or as JSON text.
pub enum Said<'a> {
    Borrowed(&'a DataValue<'a>),
    Text(String),
}

impl Datalogic {
    pub fn new(work: &Work, way: Way) -> Result<Self, Failure> {
        // One engine a process, as it is meant: a session borrows it.
        let engine: &'static Engine = Box::leak(Box::new(Engine::new()));
        let (taken_in, from) = match way {
            Way::Lean | Way::Text => ("matter.taken_in", work.in_force.number().to_string()),
            Way::Whole => ("matter.transfers.0.effective", format!("\"{}\"", work.in_force)),
        };
        let in_force = format!(r#"{{">=": [{{"var": "on"}}, {from}]}}"#);
        let taken_in = format!(r#"{{"var": "{taken_in}"}}"#);
        let transferred = format!(r#"{{"and": [{taken_in}, {{"<=": [{taken_in}, {{"var": "on"}}]}}]}}"#);
        let who = format!(r#"{{"if": [{transferred}, "{BUREAU}", {{"var": "matter.original"}}]}}"#);
        let acts = r#"{"in": [{"var": "act"}, ["accept", "examine", "decide"]]}"#;
        let rule = |text: String| {
            let logic = engine.compile(text.as_str())?;
            Ok::<_, Error>(Rule { logic, text })
        };
        let records: HashMap<_, _, _> = match way {
            Way::Lean | Way::Text => work.records.iter().map(lean).collect::<Result<_, Failure>>()?,
            Way::Whole => {
                let whole = |own: &liandong::Matter| Ok((own.id.clone(), serde_json::to_string(own)?));
                work.catalogue.matters.iter().map(whole).collect::<Result<_, Failure>>()?
            }
        };
        Ok(Self {
            way,
            engine,
            session: engine.session(),
            approver: rule(format!(r#"{{"if": [{in_force}, {who}, null]}}"#))?,
            permitted: rule(format!(
                r#"{{"and": [{acts}, {in_force}, {{"===": [{who}, {{"var": "party"}}]}}]}}"#
            ))?,
            records,
            text: String::new(),
        })
    }

    /// The text up to the matter's record and the day.
    fn begin(&mut self, matter: &str, on: Day) {
        self.session.reset();
        self.text.clear();
        let record = self.records.get(matter).map_or("null", String::as_str);
        self.text.extend([r#"{"matter":"#, record]);
        // A string takes whatever is written.
        let _ = match self.way {
            Way::Lean | Way::Text => write!(self.text, r#","on":{}"#, on.number()),
            Way::Whole => write!(self.text, r#","on":"{on}""#),
        };
    }
}

fn lean(own: &Record) -> Result<(String, String), Failure> {
    let mut text = format!(r#"{{"original":"{}""#, own.original);
    own.taken_in.into_iter().try_for_each(|from| write!(text, r#","taken_in":{from}"#))?;
    text.push('}');
    Ok((own.id.clone(), text))
}

fn said<'a>(
    way: Way,
    engine: &Engine,
    session: &'a mut Session<'static>,
    rule: &'a Rule,
    data: &'a str,
) -> Result<Said<'a>, Error> {
    match way {
        Way::Lean | Way::Whole => session.eval_borrowed(&rule.logic, data).map(Said::Borrowed),
        Way::Text => engine.eval_str(rule.text.as_str(), data).map(Said::Text),
    }
}

impl Contender for Datalogic {
    type Approver<'a> = Result<Said<'a>, Error>;
    type Verdict<'a> = Result<Said<'a>, Error>;

    fn name(&self) -> &'static str {
        match self.way {
            Way::Lean => "datalogic",
            Way::Whole => "datalogic, whole record",
            Way::Text => "datalogic, rule from text",
        }
    }

    fn approver<'a>(&'a mut self, matter: &'a str, on: Day) -> Self::Approver<'a> {
        self.begin(matter, on);
        self.text.push('}');
        said(self.way, self.engine, &mut self.session, &self.approver, &self.text)
    }

    fn permits<'a>(
        &'a mut self,
        party: &'a str,
        act: &'a str,
        matter: &'a str,
        on: Day,
    ) -> Self::Verdict<'a> {
        self.begin(matter, on);
        self.text.extend([r#","party":""#, party, r#"","act":""#, act, r#""}"#]);
        said(self.way, self.engine, &mut self.session, &self.permitted, &self.text)
    }

    fn party(answer: &Self::Approver<'_>) -> Result<Option<String>, Failure> {
        match answer.as_ref().map_err(Clone::clone)? {
            Said::Borrowed(value) => Ok(value.as_str().map(str::to_owned)),
            Said::Text(text) => Ok(serde_json::from_str(text)?),
        }
    }

    fn is_permitted(verdict: &Self::Verdict<'_>) -> Result<bool, Failure> {
        match verdict.as_ref().map_err(Clone::clone)? {
            Said::Borrowed(value) => Ok(value.as_bool().ok_or("a verdict")?),
            Said::Text(text) => Ok(serde_json::from_str(text)?),
        }
    }
}
