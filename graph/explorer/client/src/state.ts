// What is shown, and nothing else: all of it stands in the address after #, so that a link opens the same place.
import { computed, signal } from "@preact/signals";
import type { Language } from "./data.ts";

export type View = "graph" | "map" | "tables" | "pledges" | "positions" | "ask";
export const VIEWS: View[] = ["graph", "map", "tables", "pledges", "positions", "ask"];

export interface State {
  view: View;
  focus: string; // the entity in the middle
  open: string[]; // entities whose neighbours are drawn too
  more: number; // neighbours drawn beyond the first ones
  path: string; // the other end of a shortest path from the focus
  nodes: string[]; // entities drawn instead of a neighbourhood: the rows of an answer
  pick: string; // what the panel shows: an entity, a claim, or two entities with ~ between; "" is the focus
  kinds: string[]; // kinds left out
  relations: string[]; // relations left out
  from: string; // months, 2024-11
  to: string;
  on: string; // posts as of this day
  about: string; // only claims that mention this entity
  outlet: string; // only claims that this publisher's documents state
  sources: number; // only claims with at least so many documents
  grade: "" | "strong" | "disputed"; // only claims with a strong document, or about which documents disagree
  table: "claims" | "entities" | "documents";
  sort: string; // a column, with - before it if descending
  find: string; // text that rows of a table must hold
  against: "topic" | "law"; // columns of the positions
  ask: string; // name of a question
  sparql: string; // own text of a question
  values: string; // parameters, as name=value&name=value
  story: string;
  step: number;
  tale: string; // own story, packed
  lang: Language;
  theme: "" | "light" | "dark";
}

const START: State = {
  view: "graph", focus: "", open: [], more: 0, path: "", nodes: [], pick: "", kinds: [], relations: [], from: "", to: "", on: "", about: "", outlet: "",
  sources: 0, grade: "", table: "claims", sort: "", find: "", against: "topic", ask: "", sparql: "", values: "", story: "", step: 0, tale: "", lang: "ko", theme: "",
};

const encode = (text: string) => encodeURIComponent(text).replace(/%2F/g, "/").replace(/%2C/g, ",").replace(/%3A/g, ":").replace(/%7E/g, "~");

/** What stands after # for a state: what differs from the start. */
export function toHash(state: State): string {
  const parts: string[] = [];
  for (const key of Object.keys(START) as (keyof State)[]) {
    const value = state[key];
    if (String(value) !== String(START[key])) parts.push(`${key}=${encode(String(value))}`);
  }
  return parts.join("&");
}

/** The state that an address means. What it does not understand it leaves at the start; a bare id is the focus. */
export function fromHash(hash: string): State {
  const state = { ...START };
  for (const part of hash.replace(/^#/, "").split("&").filter(Boolean)) {
    const cut = part.indexOf("=");
    if (cut < 0) {
      state.focus = decoded(part);
      continue;
    }
    const [key, text] = [part.slice(0, cut), decoded(part.slice(cut + 1))];
    if (Object.hasOwn(START, key)) Object.assign(state, { [key]: read(START[key as keyof State], text) });
  }
  if (!VIEWS.includes(state.view)) state.view = "graph";
  for (const key of ["from", "to", "on"] as const) if (!PARTIAL.test(state[key])) state[key] = "";
  if (state.lang !== "en") state.lang = "ko";
  if (!["claims", "entities", "documents"].includes(state.table)) state.table = START.table;
  if (state.against !== "law") state.against = START.against;
  return state;
}

const PARTIAL = /^(\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?)?$/; // a day, a month, a year, or nothing

function read(like: State[keyof State], text: string): State[keyof State] {
  if (Array.isArray(like)) return text.split(",").filter(Boolean);
  if (typeof like === "number") return Math.max(0, Math.floor(Number(text)) || 0);
  return text;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export const state = signal<State>(fromHash(location.hash));
export const language = computed(() => state.value.lang);

const FILTERS = ["kinds", "relations", "from", "to", "on", "about", "outlet", "sources", "grade"] as const;
/** The part of a state that filters claims. */
export const filterOf = (of: State) => Object.fromEntries(FILTERS.map((key) => [key, of[key]])) as Pick<State, (typeof FILTERS)[number]>;
export const noFilter = filterOf(START);

/** Change what is shown. A step that the back button should undo is pushed; typing and dragging replace. */
export function go(change: Partial<State>, { replace = false } = {}): void {
  const next = { ...state.value, ...change };
  const hash = toHash(next);
  if (hash === toHash(state.value)) return;
  const address = `${location.href.split("#")[0]}#${hash}`;
  if (replace) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  state.value = next;
}

/** The address of a change, for links. */
export const hashOf = (change: Partial<State>): string => `#${toHash({ ...state.value, ...change })}`;

/** Look at another entity: its card and its neighbourhood, with filters, language and theme as they are. */
export const focusOn = (id: string): Partial<State> => ({ view: "graph", focus: id, open: [], more: 0, path: "", nodes: [], pick: "" });

addEventListener("popstate", () => {
  state.value = fromHash(location.hash);
});
