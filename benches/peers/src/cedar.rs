//! What enters: the records. What leaves: Cedar's answers, with the policies that determined them.

use std::collections::{HashMap, HashSet};

use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityId, EntityTypeName, EntityUid, EvalResult, Policy,
    PolicyId, PolicySet, Request, Response, RestrictedExpression, Schema, ValidationMode, Validator,
};
use liandong::Day;

use crate::contender::{Contender, Failure};
use crate::questions::{ACTS, BUREAU, Record, Work};

const SCHEMA: &str = "
    entity Party;
    entity Matter { original: Party, takenIn?: Long };
    action accept, examine, decide appliesTo { principal: Party, resource: Matter, context: { on: Long } };
";

/// Two policies for all matters, named like the clauses.
fn policies(in_force: Day) -> [(&'static str, String); 2] {
    let from = in_force.number();
    let acts = r#"action in [Action::"accept", Action::"examine", Action::"decide"]"#;
    let taken_in = "resource has takenIn && resource.takenIn <= context.on";
    let bureau = format!(
        r#"permit(principal == Party::"{BUREAU}", {acts}, resource is Matter)
           when {{ context.on >= {from} && {taken_in} }};"#
    );
    let original = format!(
        "permit(principal is Party, {acts}, resource is Matter)
         when {{ context.on >= {from} && resource.original == principal }}
         unless {{ {taken_in} }};"
    );
    [("2.5a", bureau), ("2.4c", original)]
}

/// Cedar with every matter as an entity in memory.
pub struct Cedar {
    authorizer: Authorizer,
    policies: PolicySet,
    /// Each request is held against it, where it is given.
    schema: Option<Schema>,
    entities: Entities,
    party: EntityTypeName,
    matter: EntityTypeName,
    actions: [EntityUid; 3],
}

impl Cedar {
    pub fn new(work: &Work, validated: bool) -> Result<Self, Failure> {
        let mut set = PolicySet::new();
        for (id, text) in policies(work.in_force) {
            set.add(Policy::parse(Some(PolicyId::new(id)), text)?)?;
        }
        let (schema, _) = Schema::from_cedarschema_str(SCHEMA)?;
        let valid = Validator::new(schema.clone()).validate(&set, ValidationMode::Strict);
        if !valid.validation_passed_without_warnings() {
            return Err(valid.to_string().into());
        }
        let (party, matter): (EntityTypeName, EntityTypeName) = ("Party".parse()?, "Matter".parse()?);
        let action: EntityTypeName = "Action".parse()?;
        let entity = |record: &Record| {
            let original = RestrictedExpression::new_entity_uid(uid(&party, &record.original));
            let mut attributes = HashMap::from([("original".to_owned(), original)]);
            if let Some(from) = record.taken_in {
                attributes.insert("takenIn".to_owned(), RestrictedExpression::new_long(from.into()));
            }
            Ok(Entity::new(uid(&matter, &record.id), attributes, HashSet::new())?)
        };
        let entities = work.records.iter().map(entity).collect::<Result<Vec<_>, Failure>>()?;
        Ok(Self {
            authorizer: Authorizer::new(),
            policies: set,
            entities: Entities::from_entities(entities, Some(&schema))?,
            schema: validated.then_some(schema),
            actions: ACTS.map(|act| uid(&action, act)),
            party,
            matter,
        })
    }

    fn asked(&self, party: EntityUid, act: usize, matter: EntityUid, on: Day) -> Result<Response, Failure> {
        let action = self.actions.get(act).ok_or("an act")?.clone();
        let on = RestrictedExpression::new_long(on.number().into());
        let context = Context::from_pairs([("on".to_owned(), on)])?;
        let request = Request::new(party, action, matter, context, self.schema.as_ref())?;
        Ok(self.authorizer.is_authorized(&request, &self.policies, &self.entities))
    }
}

fn uid(name: &EntityTypeName, id: &str) -> EntityUid {
    EntityUid::from_type_name_and_id(name.clone(), EntityId::new(id))
}

/// A decision that came about without an error, and if it is a permit, by a policy that is named.
fn decided(response: &Response) -> Result<bool, Failure> {
    if let Some(error) = response.diagnostics().errors().next() {
        return Err(error.clone().into());
    }
    match (response.decision(), response.diagnostics().reason().next()) {
        (Decision::Allow, None) => Err("a permit of Cedar without a reason".into()),
        (decision, _) => Ok(decision == Decision::Allow),
    }
}

impl Contender for Cedar {
    fn name(&self) -> &'static str {
        if self.schema.is_some() { "cedar, validated" } else { "cedar" }
    }

    fn is_quick(&self) -> bool {
        false
    }

    /// Whom it permits to decide, and by which policies; it is asked about the Bureau, and if need be about the original department.
    type Approver<'a> = Result<Option<(EntityUid, Response)>, Failure>;
    type Verdict<'a> = Result<Response, Failure>;

    fn approver<'a>(&'a mut self, matter: &'a str, on: Day) -> Self::Approver<'a> {
        let matter = uid(&self.matter, matter);
        let bureau = uid(&self.party, BUREAU);
        let response = self.asked(bureau.clone(), 2, matter.clone(), on)?;
        if response.decision() == Decision::Allow {
            return Ok(Some((bureau, response)));
        }
        let entity = self.entities.get(&matter).ok_or("an entity")?;
        let Some(Ok(EvalResult::EntityUid(original))) = entity.attr("original") else {
            return Err("an original department".into());
        };
        let response = self.asked(original.clone(), 2, matter, on)?;
        Ok((response.decision() == Decision::Allow).then_some((original, response)))
    }

    fn permits<'a>(
        &'a mut self,
        party: &'a str,
        act: &'a str,
        matter: &'a str,
        on: Day,
    ) -> Self::Verdict<'a> {
        let act = ACTS.iter().position(|own| *own == act).ok_or("an act")?;
        self.asked(uid(&self.party, party), act, uid(&self.matter, matter), on)
    }

    fn party(answer: &Self::Approver<'_>) -> Result<Option<String>, Failure> {
        match answer {
            Ok(Some((party, response))) => {
                decided(response)?;
                Ok(Some(party.id().unescaped().to_owned()))
            }
            Ok(None) => Ok(None),
            Err(failure) => Err(failure.to_string().into()),
        }
    }

    fn is_permitted(verdict: &Self::Verdict<'_>) -> Result<bool, Failure> {
        decided(verdict.as_ref().map_err(ToString::to_string)?)
    }
}
