// Everything that the package exports, but the way the module is loaded: see web.ts and node.ts.

/// <reference lib="esnext.disposable" preserve="true" />

export type { Answer, Decided, Silent } from "./answer.js";
export type * from "./answers.js";
export type * from "./asked.js";
export type { Audit, Outlook, Scope } from "./audit.js";
export type * from "./codes.js";
export { ABSENT, NO_DAY } from "./columns.js";
export type { Duties, DutyColumns, FindingColumns, Findings, TextColumn } from "./columns.js";
export {
  InputError, LiandongError, NoFindingError, ReadError, StoppedError, UndecidedError, UnknownIdError, type Fault,
} from "./errors.js";
export type * from "./findings.js";
export type { Matter, Package, Party, Person } from "./handles.js";
export type { Ledger } from "./ledger.js";
export { EventLog } from "./log.js";
export type { Cell, ColumnName, CsvOptions, Encoding, LineFault, TableOptions } from "./log.js";
export type * from "./records.js";
export { eventKinds, findingCodes, lintCodes, norms, readings } from "./registers.js";
export type { Rows } from "./rows.js";
export { Rulebook } from "./rulebook.js";
export { dayText, type DayLike, type WhenLike } from "./time.js";
