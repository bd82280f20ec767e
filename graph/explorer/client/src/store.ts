// The page's side of the SPARQL engine: made when first asked, stopped when it takes too long.
import { signal } from "@preact/signals";
import { unpack } from "./data.ts";
import { formOf, isLimited } from "./sparql.ts";

/** An answer by columns. The type of a cell is "" (nothing), "uri", "bnode", "triple", "text" or the end of a datatype's IRI. */
export interface Answer {
  columns: { name: string; cells: string[]; codes: Uint16Array }[];
  types: string[];
  rows: number;
  more: boolean; // there are more rows than are kept
  all: number; // how many there are in all; 0 if that was not counted
  seconds: number;
}
export type ToWorker =
  | { type: "open"; engine: Blob; texts: Blob[]; base: string }
  | { type: "ask"; number: number; text: string; form: string; most: number; capped: boolean };
export type FromWorker =
  | { type: "progress"; part: number }
  | { type: "ready"; triples: number }
  | { type: "answer"; number: number; answer: Answer }
  | { type: "failed"; number: number; message: string };
export type Engine = { at: "closed" | "starting" } | { at: "loading"; part: number } | { at: "ready"; triples: number; seconds: number } | { at: "broken"; message: string };

export const MOST_ROWS = 10_000;
export const engine = signal<Engine>({ at: "closed" });

/** What ends a question that the reader stopped or that another one followed. */
export class Stopped extends Error {}

let worker: Promise<Worker> | undefined;
let texts: Promise<{ script: string; engine: Blob; turtle: Blob[] }> | undefined;
let running: { number: number; resolve: (answer: Answer) => void; reject: (error: Error) => void } | undefined;
let asked = 0;

/** Answer a question. The answer to the one before, if it is still awaited, is no longer wanted. */
export async function answer(text: string, base: string): Promise<Answer> {
  const number = ++asked;
  running?.reject(new Stopped());
  running = undefined;
  worker ??= start(base);
  const at = worker;
  const open = await at;
  if (number !== asked || worker !== at) throw new Stopped();
  return new Promise((resolve, reject) => {
    running = { number, resolve, reject };
    // A question without a limit of its own gets ours: millions of rows would fill the memory before the first is shown.
    const capped = !isLimited(text);
    open.postMessage({ type: "ask", number, text: capped ? `${text}\nLIMIT ${MOST_ROWS + 1}` : text, form: formOf(text), most: MOST_ROWS, capped } satisfies ToWorker);
  });
}

/** Give up what is running. A worker cannot be interrupted, so another one takes its place when the next question comes. */
export function stop(): void {
  asked += 1;
  void worker?.then((open) => open.terminate());
  worker = undefined;
  engine.value = { at: "closed" };
  running?.reject(new Stopped());
  running = undefined;
}

async function start(base: string): Promise<Worker> {
  const started = performance.now();
  engine.value = { at: "starting" };
  if (document.readyState === "loading") await new Promise((parsed) => document.addEventListener("DOMContentLoaded", parsed, { once: true }));
  texts ??= read();
  const { script, engine: packed, turtle } = await texts;
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const made = new Worker(address);
  made.onmessage = ({ data: message }: MessageEvent<FromWorker>) => heard(message, started);
  made.onerror = ({ message }) => heard({ type: "failed", number: 0, message }, started);
  made.postMessage({ type: "open", engine: packed, texts: turtle, base } satisfies ToWorker);
  return made;
}

/** The packed texts as blobs: read from the page once, and handed to every further worker without a copy. */
async function read() {
  const blob = (id: string) => new Blob([document.getElementById(id)!.textContent!]);
  return { script: await (await unpack("worker")).text(), engine: blob("engine"), turtle: ["triples", "vocabulary"].map(blob) };
}

function heard(message: FromWorker, started: number): void {
  if (message.type === "progress") engine.value = { at: "loading", part: message.part };
  else if (message.type === "ready") engine.value = { at: "ready", triples: message.triples, seconds: (performance.now() - started) / 1000 };
  else if (message.number === 0 && message.type === "failed") {
    engine.value = { at: "broken", message: message.message };
    worker = undefined;
    running?.reject(new Error(message.message));
    running = undefined;
  } else if (message.number === running?.number) {
    if (message.type === "answer") running.resolve(message.answer);
    else running.reject(new Error(message.message));
    running = undefined;
  }
}
