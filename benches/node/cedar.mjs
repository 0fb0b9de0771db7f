// In: the questions. Out: how Cedar (@cedar-policy/cedar-wasm) is asked them, by day number and by date.

import cedar from "@cedar-policy/cedar-wasm/nodejs";

import { IN_FORCE } from "./questions.mjs";

const action = { type: "Action", id: "decide" };
const party = (id) => ({ type: "Party", id });
const datetime = (date) => ({ __extn: { fn: "datetime", arg: date } });

const policies = (bureau, inForce) => ({
  "2.5a": `permit(principal == Party::"${bureau}", action == Action::"decide", resource is Matter)
    when { context.on >= ${inForce} && resource has takenIn && resource.takenIn <= context.on };`,
  "2.4c": `permit(principal is Party, action == Action::"decide", resource is Matter)
    when { context.on >= ${inForce} && resource.original == principal }
    unless { resource has takenIn && resource.takenIn <= context.on };`,
});

const schema = (day) => `entity Party; entity Matter { original: Party, takenIn?: ${day} };
  action decide appliesTo { principal: Party, resource: Matter, context: { on: ${day} } };`;

/** Asks of each party that may be the one whether it may decide, the Bureau first: an answer says yes or no, not who. */
function asking(questions, day, inForce, takenIn, on) {
  const { records, places, bureau } = questions;
  const parsed = { staticPolicies: policies(bureau, inForce) };
  succeeded(cedar.validate({ schema: schema(day), policies: parsed }));
  succeeded(cedar.preparsePolicySet(day, parsed));
  const matters = records.map((own) => {
    const from = takenIn(own);
    const attrs = { original: { __entity: party(own.original) }, ...(from === null ? {} : { takenIn: from }) };
    return { uid: { type: "Matter", id: own.id }, attrs, parents: [] };
  });
  const may = (principal, matter, context) => {
    const resource = matter.uid;
    // Of all entities only the one that the policies look into.
    const call = { principal, action, resource, context, entities: [matter], preparsedPolicySetId: day };
    return succeeded(cedar.statefulIsAuthorized(call)).response.decision === "allow";
  };
  return (row) => {
    const place = places[row];
    const [matter, context] = [matters[place], { on: on(row) }];
    const { original } = records[place];
    if (may(party(bureau), matter, context)) return bureau;
    return may(party(original), matter, context) ? original : undefined;
  };
}

function succeeded(answer) {
  const errors = [...(answer.errors ?? []), ...(answer.validationErrors ?? []), ...(answer.response?.diagnostics.errors ?? [])];
  if (answer.type !== "success" || errors.length > 0) throw new Error(`Cedar: ${JSON.stringify(errors)}`);
  return answer;
}

export function contender(questions) {
  const dated = ({ takenIn }) => (takenIn === null ? null : datetime(takenIn));
  const inForce = `datetime("${IN_FORCE.date}")`;
  return {
    number: asking(questions, "Long", IN_FORCE.day, (own) => own.takenInDay, (row) => questions.days[row]),
    date: asking(questions, "datetime", inForce, dated, (row) => datetime(questions.date(row))),
  };
}
