// Vectors as calls of the package's own methods: in comes the package and a vector, out where its answer differs. Neither Node
// nor a browser is asked for anything, so that both run it.

// An answer's members in the wire format's spelling.
function snake(value) {
  if (Array.isArray(value)) return value.map(snake);
  if (typeof value !== "object" || value === null) return value;
  const wire = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return Object.fromEntries(Object.entries(value).map(([name, own]) => [wire(name), snake(own)]));
}

const camel = (name) => name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());

/** What the package answers to a vector, in the wire format. */
function told({ EventLog, InputError, LiandongError, NoFindingError, Rulebook, UnknownIdError, ...registers }, vector) {
  const { ask: question, with: change = {}, lang: _, ...ask } = structuredClone(vector.ask);
  const take = (name) => {
    const own = ask[name];
    delete ask[name];
    return own;
  };
  const log = () => EventLog.fromJson(JSON.stringify(take("events") ?? []));
  const scope = () => ({ asOf: take("as_of"), ...take("scope") });

  const QUESTIONS = {
    approver: (book) => book.matter(take("matter")).approver(take("on"), { acceptedOn: take("accepted_on") }),
    status: (book) => book.matter(take("matter")).status(take("on")),
    timeline: (book) => book.matter(take("matter")).timeline(),
    responsibilities: (book) => {
      const kind = ["matter", "party", "person"].find((kind) => kind in ask);
      return book[kind](take(kind)).responsibilities(take("on"));
    },
    permits: (book) =>
      book.permits({
        act: take("act"),
        actor: take("actor"),
        officer: take("officer"),
        matter: take("matter"),
        on: take("on"),
        acceptedOn: take("accepted_on"),
      }),
    package: (book) => book.package(take("package")).on(take("on")),
    relation: (book) => book.relation(take("norm"), take("from"), take("to")),
    duties: (book) => {
      const [[kind, own]] = Object.entries(take("trigger"));
      return book.duties({ [camel(kind)]: own });
    },
    audit: (book) => {
      const by = take("by") ?? [];
      const audit = book.audit(log(), scope());
      const { digests, ...own } = JSON.parse(JSON.stringify(audit));
      const hindsight = audit.hindsight();
      return {
        ...own,
        ...(hindsight.length > 0 && { hindsight }),
        ...(by.includes("case") && { cases: audit.standingOfCases() }),
        ...(by.includes("project") && { projects: audit.standingOfProjects() }),
      };
    },
    outlook: (book) => {
      const { asOf, from, to, entries } = book.outlook(log(), { from: take("from"), to: take("to"), asOf: take("as_of") });
      return { asOf, from, to, entries };
    },
    sensitivity: (book) => book.sensitivity(log(), scope()),
    evidence: (book) => {
      const [place, mask] = [take("finding"), take("mask")];
      return book.audit(log(), scope()).evidence(place, { mask });
    },
    record: (book) => book.ledger(log()).record(take("event")),
    lint: (book) => book.lint(),
    norms: () => registers.norms(),
    readings: () => registers.readings(),
    finding_codes: () => registers.findingCodes(),
    lint_codes: () => registers.lintCodes(),
    event_kinds: () => registers.eventKinds(),
  };

  const CHANGES = [
    ["transfers", (book, own) => book.withTransfers(own)],
    ["profile", (book, own) => book.withProfile(own)],
    ["known_on", (book, own) => book.asKnownOn(own)],
  ];

  // The rulebook with what a question changes in it first; faults have the places that the whole question gives them.
  function changed(before) {
    let book = before;
    for (const [name, make] of CHANGES.filter(([name]) => name in change)) {
      try {
        book = make(book, change[name]);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        const faults = error.faults.map(({ path, ...words }) => ({ path: path.replace("$", `$.with.${name}`), ...words }));
        throw Object.assign(error, { faults });
      }
    }
    return book;
  }

  function refusal(error) {
    const { message, zh } = error;
    if (error instanceof UnknownIdError) return { kind: `unknown_${error.kind}`, message, zh, nearest: error.nearest };
    if (error instanceof NoFindingError) return { kind: "unknown_finding", message, zh, findings: error.findings };
    const faults = error.faults.length > 0 && { faults: error.faults };
    return { kind: "input", message, zh, ...faults };
  }

  try {
    const before = new Rulebook(vector.catalogue, vector.profile);
    const book = changed(before);
    const answer = question === "compare" ? before.compare(book, log(), scope()) : QUESTIONS[question](book);
    const left = Object.keys(ask);
    if (left.length > 0) throw new Error(`the package has no ${left} of ${question}`);
    return snake(JSON.parse(JSON.stringify(typeof answer.explain === "function" ? answer : { value: answer })));
  } catch (error) {
    if (!(error instanceof LiandongError)) throw error;
    return { error: refusal(error) };
  }
}

// An answer without its prose and digests.
function bare(value) {
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== "object" || value === null) return value;
  const prose = new Set(["digests", "compared_with", "text"]);
  if ("kind" in value && "message" in value) prose.add("message").add("zh");
  return Object.fromEntries(Object.entries(value).flatMap(([name, own]) => (prose.has(name) ? [] : [[name, bare(own)]])));
}

// Where an answer is not the expected one; with `partial`, where what is expected is not contained in it. An array is contained
// where each of its elements is contained in some element of the other; an empty one only in an empty one.
function* differs(expected, found, partial, path = "$") {
  const [list, object] = [Array.isArray(expected) && Array.isArray(found), isObject(expected) && isObject(found)];
  if (object) {
    for (const [name, own] of Object.entries(expected)) {
      if (Object.hasOwn(found, name)) yield* differs(own, found[name], partial, `${path}.${name}`);
      else yield `${path}.${name}: missing, expected ${JSON.stringify(own)}`;
    }
    if (partial) return;
    for (const [name, own] of Object.entries(found)) {
      if (!Object.hasOwn(expected, name)) yield `${path}.${name}: not expected, found ${JSON.stringify(own)}`;
    }
  } else if (list && partial && expected.length > 0) {
    for (const [place, own] of expected.entries()) {
      const contained = found.some((other) => differs(own, other, true).next().done);
      if (!contained) yield `${path}[${place}]: no element contains ${JSON.stringify(own)}`;
    }
  } else if (list && !partial && expected.length === found.length) {
    for (const [place, own] of expected.entries()) yield* differs(own, found[place], false, `${path}[${place}]`);
  } else if (list ? expected.length !== found.length : expected !== found) {
    yield `${path}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`;
  }
}

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** Runs vectors; the lines that say what differs, and how many passed and failed. */
export function run(liandong, vectors) {
  const lines = [];
  let failed = 0;
  for (const vector of vectors) {
    let found;
    try {
      found = told(liandong, vector);
    } catch (error) {
      // Whatever a vector meets, the others are still run.
      found = { harness: String(error) };
    }
    const [expected, own] = [bare(vector.expect), bare(found)];
    const places = [...differs(expected, own, "partial" in vector)];
    if (places.length === 0) continue;
    failed += 1;
    lines.push(`✗ ${vector.id} (${vector.norm}): ${vector.title}`, ...places.map((place) => `    ${place}`));
    lines.push(`    expected ${JSON.stringify(expected)}`, `    found    ${JSON.stringify(own)}`);
  }
  return { lines, passed: vectors.length - failed, failed };
}
