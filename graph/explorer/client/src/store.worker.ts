// The SPARQL engine, in a worker of its own: unpacking, loading and answering never hold up the page.
import type { Quad, Term } from "oxigraph/web.js";
import init, { Store } from "oxigraph/web.js";
import { bytesOf } from "./data.ts";
import type { Answer, FromWorker, ToWorker } from "./store.ts";

declare const self: DedicatedWorkerGlobalScope;

const PIECE = 1 << 20; // bytes handed over at a time, so that progress can be told between them
const TRIPLE = ["subject", "predicate", "object"] as const;

interface JsonTerm {
  type: "uri" | "bnode" | "literal" | "triple";
  value: string | { subject: JsonTerm; predicate: JsonTerm; object: JsonTerm };
  datatype?: string;
  "xml:lang"?: string;
}
interface Json {
  head: { vars?: string[] };
  boolean?: boolean;
  results?: { bindings: Record<string, JsonTerm>[] };
}

let store: Store;
let base: string;
let opened: Promise<void>; // what is asked meanwhile waits for it
const tell = (message: FromWorker) => self.postMessage(message);

self.onmessage = async ({ data: message }: MessageEvent<ToWorker>) => {
  const number = message.type === "ask" ? message.number : 0;
  try {
    if (message.type === "open") await (opened = open(message));
    else {
      await opened;
      tell({ type: "answer", number, answer: answer(message) });
    }
  } catch (error) {
    tell({ type: "failed", number, message: error instanceof Error ? error.message : String(error) });
  }
};

async function open({ engine, texts, base: address }: Extract<ToWorker, { type: "open" }>): Promise<void> {
  const [module, ...turtle] = await Promise.all([engine, ...texts].map(unpacked));
  await init({ module_or_path: module });
  base = address;
  store = new Store();
  const all = turtle.reduce((sum, { length }) => sum + length, 0);
  let done = 0;
  const pieces = function* (bytes: Uint8Array) {
    for (let at = 0; at < bytes.length; at += PIECE) {
      tell({ type: "progress", part: done / all });
      yield bytes.subarray(at, at + PIECE);
      done += Math.min(PIECE, bytes.length - at);
    }
  };
  // The texts are our own: checking every IRI and being able to take all back would double the time.
  for (const bytes of turtle) store.load(pieces(bytes), { format: "text/turtle", base_iri: base, no_transaction: true, lenient: true });
  tell({ type: "ready", triples: store.size });
}

async function unpacked(packed: Blob): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = bytesOf((await packed.text()).trim());
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
}

function answer({ text, form, most, capped }: Extract<ToWorker, { type: "ask" }>): Answer {
  const started = performance.now();
  const graph = form === "construct" || form === "describe";
  // JSON names the columns even of an answer without rows, and in the order of the question.
  const said = store.query(text, { base_iri: base, use_default_graph_as_union: true, ...(!graph && { results_format: "json" }) });
  const { columns, rows } = graph ? triples(said as Quad[]) : bindings(JSON.parse(said as string) as Json);
  const all = rows.length;
  return { ...packed(columns, rows.slice(0, most)), more: all > most, all: capped && all > most ? 0 : all, seconds: (performance.now() - started) / 1000 };
}

function bindings({ head, boolean, results }: Json): { columns: string[]; rows: (JsonTerm | undefined)[][] } {
  if (boolean !== undefined) return { columns: ["answer"], rows: [[{ type: "literal", value: String(boolean), datatype: BOOLEAN }]] };
  const columns = head.vars ?? [];
  return { columns, rows: (results?.bindings ?? []).map((row) => columns.map((name) => row[name])) };
}

const XSD = "http://www.w3.org/2001/XMLSchema#";
const BOOLEAN = `${XSD}boolean`;

function triples(quads: Quad[]): { columns: string[]; rows: JsonTerm[][] } {
  const lines = quads.map((quad) => TRIPLE.map((name) => json(quad[name] as Term)));
  const key = (row: JsonTerm[]) => row.map(({ value }) => value).join("\n");
  return { columns: [...TRIPLE], rows: lines.map((row) => [key(row), row] as const).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, row]) => row) };
}

function json(term: Term): JsonTerm {
  if (term.termType === "NamedNode") return { type: "uri", value: term.value };
  if (term.termType === "Literal") return { type: "literal", value: term.value, datatype: term.datatype.value, ...(term.language && { "xml:lang": term.language }) };
  return { type: "bnode", value: String(term) };
}

/** By columns, with a number for each cell's type: much less to hand over than an object for each cell. */
function packed(names: string[], rows: (JsonTerm | undefined)[][]): Pick<Answer, "columns" | "types" | "rows"> {
  const types = [""];
  const columns = names.map((name, place) => {
    const codes = new Uint16Array(rows.length);
    const cells = rows.map((row, i) => {
      const term = row[place];
      if (!term) return "";
      const type = typeOf(term);
      if (!types.includes(type)) types.push(type);
      codes[i] = types.indexOf(type);
      return written(term);
    });
    return { name, cells, codes };
  });
  return { columns, types, rows: rows.length };
}

const typeOf = (term: JsonTerm) => (term.type === "literal" ? (term["xml:lang"] ? "text" : (term.datatype ?? `${XSD}string`).replace(XSD, "").replace(/^string$/, "text")) : term.type);

const written = ({ value }: JsonTerm): string =>
  typeof value === "string" ? value : `<<( ${[value.subject, value.predicate, value.object].map(written).join(" ")} )>>`;
