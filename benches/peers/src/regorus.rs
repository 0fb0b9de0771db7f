//! What enters: the records. What leaves: the answers of Rego, compiled for regorus' virtual machine.

use std::collections::BTreeMap;

use liandong::Day;
use regorus::languages::rego::compiler::Compiler;
use regorus::rvm::vm::{RegoVM, VmError};
use regorus::{Engine, Rc, Value};

use crate::contender::{Contender, Failure};
use crate::questions::{BUREAU, Work};

/// Matters are an object by id; one look finds the record.
const POLICY: &str = r#"
package approval

matter := data.matters[input.matter]

in_force if input.on >= data.in_force

transferred if matter.taken_in <= input.on

approver := data.bureau if {
    in_force
    transferred
}

approver := matter.original if {
    in_force
    not transferred
}

default permitted := false

permitted if {
    input.act in {"accept", "examine", "decide"}
    approver == input.party
}
"#;

/// A machine for each of the two questions, its data set once.
pub struct Rego {
    approver: RegoVM,
    permitted: RegoVM,
    keys: [Value; 4],
}

impl Rego {
    pub fn new(work: &Work) -> Result<Self, Failure> {
        let matters = work.records.iter().map(|record| {
            let mut own = BTreeMap::from([(Value::from("original"), Value::from(record.original.as_str()))]);
            own.extend(record.taken_in.map(|from| (Value::from("taken_in"), Value::from(from))));
            (Value::from(record.id.as_str()), Value::from(own))
        });
        let data = Value::from(BTreeMap::from([
            (Value::from("matters"), Value::from(matters.collect::<BTreeMap<_, _>>())),
            (Value::from("bureau"), Value::from(BUREAU)),
            (Value::from("in_force"), Value::from(work.in_force.number())),
        ]));
        Ok(Self {
            approver: machine("data.approval.approver", &data)?,
            permitted: machine("data.approval.permitted", &data)?,
            keys: ["act", "matter", "on", "party"].map(Value::from),
        })
    }
}

fn machine(rule: &str, data: &Value) -> Result<RegoVM, Failure> {
    let mut engine = Engine::new();
    engine.add_policy("approval.rego".to_owned(), POLICY.to_owned())?;
    let policy = engine.compile_with_entrypoint(&Rc::from(rule))?;
    let mut machine = RegoVM::new();
    machine.load_program(Compiler::compile_from_policy(&policy, &[rule])?);
    machine.set_data(data.clone())?;
    Ok(machine)
}

impl Contender for Rego {
    fn name(&self) -> &'static str {
        "regorus"
    }

    fn is_quick(&self) -> bool {
        false
    }

    type Approver<'a> = Result<Value, VmError>;
    type Verdict<'a> = Result<Value, VmError>;

    fn approver<'a>(&'a mut self, matter: &'a str, on: Day) -> Self::Approver<'a> {
        let [_, own, day, _] = &self.keys;
        let input = [(own.clone(), Value::from(matter)), (day.clone(), Value::from(on.number()))];
        self.approver.set_input(Value::from(BTreeMap::from(input)));
        self.approver.execute()
    }

    fn permits<'a>(
        &'a mut self,
        party: &'a str,
        act: &'a str,
        matter: &'a str,
        on: Day,
    ) -> Self::Verdict<'a> {
        let values = [Value::from(act), Value::from(matter), Value::from(on.number()), Value::from(party)];
        let input: BTreeMap<_, _> = self.keys.iter().cloned().zip(values).collect();
        self.permitted.set_input(Value::from(input));
        self.permitted.execute()
    }

    fn party(answer: &Self::Approver<'_>) -> Result<Option<String>, Failure> {
        match answer.as_ref().map_err(Clone::clone)? {
            Value::Undefined => Ok(None),
            party => Ok(Some(party.as_string()?.to_string())),
        }
    }

    fn is_permitted(verdict: &Self::Verdict<'_>) -> Result<bool, Failure> {
        Ok(*verdict.as_ref().map_err(Clone::clone)?.as_bool()?)
    }
}
