// What enters: the bytes of a workbook. What leaves: a catalogue or a table of events. Loaded only when a workbook is dropped.

import { Archive } from "./archive";
import { Book } from "./book";

export { CatalogueWorkbook, isCatalogue } from "./catalogue";
export { eventTable } from "./events";

export function openBook(file: string, bytes: Uint8Array): Book {
  return new Book(new Archive(file, bytes));
}
