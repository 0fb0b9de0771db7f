// In: the questions. Out: how publicodes is asked them, by day number and by date.

import Engine from "publicodes";

import { IN_FORCE } from "./questions.mjs";

/** The rule over one matter; not applicable while the Measures are not in force. */
const rules = (inForce, bureau) => ({
  date: null,
  original: null,
  "taken in": null,
  approver: {
    "applicable si": `date >= ${inForce}`,
    variations: [
      { si: { "toutes ces conditions": ["taken in != non", "taken in <= date"] }, alors: `'${bureau}'` },
      { sinon: "original" },
    ],
  },
});

/** Each question is a situation: the day, and the record of its matter. */
function asking({ records, places, bureau }, inForce, takenIn, on) {
  const engine = new Engine(rules(inForce, bureau));
  const matters = records.map((own) => ({ original: `'${own.original}'`, "taken in": takenIn(own) ?? "non" }));
  return (row) => {
    engine.setSituation({ ...matters[places[row]], date: on(row) });
    return engine.evaluate("approver").nodeValue ?? undefined;
  };
}

/** A date as publicodes writes it. */
const french = (date) => date.split("-").reverse().join("/");

export function contender(questions) {
  const dated = ({ takenIn }) => (takenIn === null ? null : french(takenIn));
  return {
    number: asking(questions, IN_FORCE.day, (own) => own.takenInDay, (row) => questions.days[row]),
    date: asking(questions, french(IN_FORCE.date), dated, (row) => french(questions.date(row))),
  };
}
