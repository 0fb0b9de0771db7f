// What enters: places of a file and what is wrong there. What leaves: faults in both languages, and the error that carries
// all of a file's.

export interface FileFault {
  /** Where: `事项!C7`, `$.matters[3].original`, or a file's name. */
  readonly path: string;
  readonly en: string;
  readonly zh: string;
}

/** A file that cannot be taken as it is. */
export class Refused extends Error {
  override readonly name = "Refused";
  /** `text` is that of the file, where the faults are places in it. */
  constructor(
    readonly faults: readonly FileFault[],
    readonly text?: string,
  ) {
    super(faults.map((fault) => `${fault.path}: ${fault.en}`).join("; "));
  }
}

/** A fault at a cell or range of a sheet, or at the sheet itself where `cell` is empty. */
export function inSheet(sheet: string, cell: string, en: string, zh: string): FileFault {
  return { path: place(sheet, cell), en, zh };
}

/** Sheet and cell as spreadsheet programs write them; names that are no plain word stand in quotes. */
export function place(sheet: string, cell: string): string {
  const plain = /^[\p{ID_Start}_][\p{ID_Continue}]*$/u.test(sheet);
  const name = plain ? sheet : `'${sheet.replaceAll("'", "''")}'`;
  return cell ? `${name}!${cell}` : name;
}
