// Tables as files: CSV that a Korean Excel opens, RFC 4180 with a byte-order mark.
import type { ColumnTerm, Graph, Table } from "./data.ts";
import { figures, inLanguage, nameOf, relationName, say } from "./words.ts";

const BYTE_ORDER_MARK = "\ufeff"; // without it Excel takes Korean for another encoding

export interface Field {
  name: string;
  of: (row: number) => string;
}

export function toCsv(fields: Field[], rows: Iterable<number>): string {
  const lines = [fields.map(({ name }) => name)];
  for (const row of rows) lines.push(fields.map(({ of }) => of(row)));
  return BYTE_ORDER_MARK + lines.map((cells) => cells.map(quoted).join(",")).join("\r\n") + "\r\n";
}

const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Hand a file to the reader. */
export function saveCsv(name: string, fields: Field[], rows: Iterable<number>): void {
  const address = URL.createObjectURL(new Blob([toCsv(fields, rows)], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  [link.href, link.download] = [address, name];
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000); // the browser reads it after the click
}

/** All columns of a table that hold anything, a name beside every id of an entity. */
export function fieldsOf(graph: Graph, table: Table, first: string[], columns: ColumnTerm[]): Field[] {
  const types = new Map(columns.map(({ name, type }) => [name, type]));
  const names = [...new Set([...first, ...types.keys()])].filter((name) => table.has(name));
  return names.flatMap((name) => {
    const field = { name, of: (row: number) => table.text(name, row) };
    if (types.get(name) !== "entities") return [field];
    const refs = table.refs(name);
    return [field, { name: `${name}_name`, of: (row: number) => (refs[row] < 0 ? "" : nameOf(graph, refs[row])) }];
  });
}

/** A claim: first what one reads, in the language of the page, then every column by its name, and what it rests on. */
export function claimFields(graph: Graph): Field[] {
  const columns = graph.relations.flatMap((relation) => graph.columns(`relations/${relation}`));
  const joined = (claim: number, column: string) => graph.sources(claim).map((document) => graph.documents.text(column, document)).join(" ");
  const outlets = (claim: number) => [...new Set(graph.sources(claim).map((document) => graph.documents.text("publisher", document)))].join(", ");
  return [
    { name: say(["날짜", "Date"]), of: (claim) => graph.dateOf(claim) },
    { name: say(["누가", "Who"]), of: (claim) => nameOf(graph, graph.subject[claim]) },
    { name: say(["무엇을 했나", "Did what"]), of: (claim) => relationName(graph, claim) },
    { name: say(["대상", "To what"]), of: (claim) => nameOf(graph, graph.object[claim]) },
    { name: say(["요약", "Summary"]), of: (claim) => inLanguage(graph.claims, "summary", claim) },
    { name: say(["수치", "Figures"]), of: (claim) => figures(graph, claim).map(({ text }) => text).join(" · ") },
    { name: say(["매체", "Outlets"]), of: outlets },
    ...fieldsOf(graph, graph.claims, ["id", "relation"], columns),
    { name: "documents", of: (claim) => joined(claim, "id") },
    { name: "addresses", of: (claim) => joined(claim, "url") },
    { name: "weakly_sourced", of: (claim) => (graph.isWeak(claim) ? "yes" : "") },
    { name: "documents_disagree", of: (claim) => (graph.isDisputed(claim) ? "yes" : "") },
  ];
}
