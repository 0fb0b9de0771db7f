//! What enters: the records. What leaves: ZEN's answers, by a decision table of the rule to which each matter's record is handed,
//! and by one that holds every matter as rows.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use hashbrown::HashMap;
use liandong::Day;
use serde_json::{Value, json};
use zen_engine::model::GraphContent;
use zen_engine::{Decision, DecisionGraphResponse, EvaluationError};
use zen_expression::Variable;
use zen_expression::variable::{Symbol, VariableMap};

use crate::contender::{Contender, Failure};
use crate::questions::{BUREAU, Work};

/// Acts as a cell of a table.
const ACTS: &str = r#""accept", "examine", "decide""#;

/// Nobody as a cell of a table: a null would be left out of the answer.
const NOBODY: &str = r#""""#;

/// An answer of ZEN.
type Answered = Result<DecisionGraphResponse, Box<EvaluationError>>;

/// A decision of one table, compiled.
fn decision(inputs: &[&str], output: &str, rules: &[Value]) -> Result<Decision, Failure> {
    let field = |name: &str| json!({"id": name, "name": name, "field": name});
    let inputs: Vec<Value> = inputs.iter().map(|name| field(name)).collect();
    let table = json!({"hitPolicy": "first", "inputs": inputs, "outputs": [field(output)], "rules": rules});
    let graph = json!({
        "nodes": [
            {"id": "question", "name": "question", "type": "inputNode"},
            {"id": "table", "name": "table", "type": "decisionTableNode", "content": table},
            {"id": "answer", "name": "answer", "type": "outputNode"},
        ],
        "edges": [
            {"id": "in", "sourceId": "question", "targetId": "table"},
            {"id": "out", "sourceId": "table", "targetId": "answer"},
        ],
    });
    let mut decision = Decision::from(serde_json::from_value::<GraphContent>(graph)?);
    decision.compile();
    Ok(decision)
}

/// Evaluates a decision that waits for nothing: no function, no other decision to be loaded.
fn evaluated(decision: &Decision, question: VariableMap) -> Result<Answered, Failure> {
    let mut answer = pin!(decision.evaluate(Variable::from_object(question)));
    match answer.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(answer) => Ok(answer),
        Poll::Pending => Err("a decision of ZEN that waits".into()),
    }
}

fn result(answer: &Result<Answered, Failure>) -> Result<&Variable, Failure> {
    match answer {
        Ok(Ok(response)) => Ok(&response.result),
        Ok(Err(error)) => Err(error.to_string().into()),
        Err(failure) => Err(failure.to_string().into()),
    }
}

fn text(text: &str) -> Variable {
    Variable::String(Symbol::from(text.to_owned()))
}

fn number(number: i32) -> Variable {
    Variable::from(Value::from(number))
}

/// The names of a question's fields.
struct Keys {
    matter: Symbol,
    on: Symbol,
    party: Symbol,
    act: Symbol,
}

impl Keys {
    fn new() -> Self {
        let [matter, on, party, act] = ["matter", "on", "party", "act"].map(Variable::key);
        Self { matter, on, party, act }
    }

    fn about(&self, matter: Variable, on: Day) -> VariableMap {
        [(self.matter.clone(), matter), (self.on.clone(), number(on.number()))].into_iter().collect()
    }

    fn act(&self, matter: Variable, on: Day, party: &str, act: &str) -> VariableMap {
        let mut question = self.about(matter, on);
        question.insert(self.party.clone(), text(party));
        question.insert(self.act.clone(), text(act));
        question
    }
}

/// The rule as a table; the record of the matter comes with the question.
pub struct Zen {
    approver: Decision,
    permitted: Decision,
    records: HashMap<String, Variable, foldhash::fast::FixedState>,
    keys: Keys,
}

impl Zen {
    pub fn new(work: &Work) -> Result<Self, Failure> {
        let before = format!("< {}", work.in_force.number());
        let (bureau, transferred) = (format!("\"{BUREAU}\""), "<= on");
        let approver = decision(
            &["on", "matter.takenIn"],
            "approver",
            &[
                json!({"_id": "0", "on": before, "approver": NOBODY}),
                json!({"_id": "2.5a", "matter.takenIn": transferred, "approver": bureau}),
                json!({"_id": "2.4c", "approver": "matter.original"}),
            ],
        )?;
        let permitted = decision(
            &["on", "matter.takenIn", "act", "party"],
            "permitted",
            &[
                json!({"_id": "0", "on": before, "permitted": "false"}),
                json!({"_id": "2.5a", "matter.takenIn": transferred, "act": ACTS, "permitted": format!("party == {bureau}")}),
                json!({"_id": "2.4c", "act": ACTS, "permitted": "party == matter.original"}),
                json!({"_id": "otherwise", "permitted": "false"}),
            ],
        )?;
        let records = work.records.iter().map(|own| {
            let record = json!({"original": own.original, "takenIn": own.taken_in});
            (own.id.clone(), Variable::from(record))
        });
        Ok(Self { approver, permitted, records: records.collect(), keys: Keys::new() })
    }

    fn record(&self, matter: &str) -> Variable {
        self.records.get(matter).map_or(Variable::Null, Variable::shallow_clone)
    }
}

impl Contender for Zen {
    fn name(&self) -> &'static str {
        "zen"
    }

    fn is_quick(&self) -> bool {
        false
    }

    type Approver<'a> = Result<Answered, Failure>;
    type Verdict<'a> = Result<Answered, Failure>;

    fn approver<'a>(&'a mut self, matter: &'a str, on: Day) -> Self::Approver<'a> {
        evaluated(&self.approver, self.keys.about(self.record(matter), on))
    }

    fn permits<'a>(
        &'a mut self,
        party: &'a str,
        act: &'a str,
        matter: &'a str,
        on: Day,
    ) -> Self::Verdict<'a> {
        evaluated(&self.permitted, self.keys.act(self.record(matter), on, party, act))
    }

    fn party(answer: &Self::Approver<'_>) -> Result<Option<String>, Failure> {
        named(result(answer)?)
    }

    fn is_permitted(verdict: &Self::Verdict<'_>) -> Result<bool, Failure> {
        said(result(verdict)?)
    }
}

fn named(answer: &Variable) -> Result<Option<String>, Failure> {
    match answer.dot("approver") {
        Some(Variable::String(party)) => Ok(Some(party.to_string()).filter(|party| !party.is_empty())),
        _ => Err(format!("an answer of ZEN without a party: {answer}").into()),
    }
}

fn said(answer: &Variable) -> Result<bool, Failure> {
    let permitted = answer.dot("permitted").and_then(|own| own.as_bool());
    Ok(permitted.ok_or_else(|| format!("an answer of ZEN without a verdict: {answer}"))?)
}

/// Every matter as a row or two of one table.
pub struct ZenTable {
    approver: Decision,
    permitted: Decision,
    keys: Keys,
}

impl ZenTable {
    pub fn new(work: &Work) -> Result<Self, Failure> {
        let before = format!("< {}", work.in_force.number());
        let mut approver = vec![json!({"_id": "0", "on": before, "approver": NOBODY})];
        let mut permitted = vec![json!({"_id": "0", "on": before, "permitted": "false"})];
        for record in &work.records {
            let matter = format!("\"{}\"", record.id);
            let mut add = |on: Option<String>, party: &str| {
                let on = on.unwrap_or_default();
                let may = format!("act in [{ACTS}] and party == \"{party}\"");
                approver.push(json!({"matter": matter, "on": on, "approver": format!("\"{party}\"")}));
                permitted.push(json!({"matter": matter, "on": on, "permitted": may}));
            };
            add(record.taken_in.map(|from| format!("< {from}")), &record.original);
            if record.taken_in.is_some() {
                add(None, BUREAU);
            }
        }
        Ok(Self {
            approver: decision(&["matter", "on"], "approver", &approver)?,
            permitted: decision(&["matter", "on"], "permitted", &permitted)?,
            keys: Keys::new(),
        })
    }
}

impl Contender for ZenTable {
    fn name(&self) -> &'static str {
        "zen, one table"
    }

    fn is_quick(&self) -> bool {
        false
    }

    type Approver<'a> = Result<Answered, Failure>;
    type Verdict<'a> = Result<Answered, Failure>;

    fn approver<'a>(&'a mut self, matter: &'a str, on: Day) -> Self::Approver<'a> {
        evaluated(&self.approver, self.keys.about(text(matter), on))
    }

    fn permits<'a>(
        &'a mut self,
        party: &'a str,
        act: &'a str,
        matter: &'a str,
        on: Day,
    ) -> Self::Verdict<'a> {
        evaluated(&self.permitted, self.keys.act(text(matter), on, party, act))
    }

    fn party(answer: &Self::Approver<'_>) -> Result<Option<String>, Failure> {
        named(result(answer)?)
    }

    fn is_permitted(verdict: &Self::Verdict<'_>) -> Result<bool, Failure> {
        said(result(verdict)?)
    }
}
