// Which claims and entities are shown under the filters in force.
import type { Graph } from "./data.ts";
import { monthOf } from "./data.ts";
import type { State } from "./state.ts";
import { filterOf, noFilter } from "./state.ts";

type Filter = ReturnType<typeof filterOf>;

/** For each claim whether it is shown. `without` leaves one filter out, so that its own counts can be told. */
export function shownClaims(graph: Graph, state: State, without?: keyof Filter): Uint8Array {
  const filter: Filter = { ...filterOf(state), ...(without && { [without]: noFilter[without] }) };
  const shown = new Uint8Array(graph.claims.size).fill(1);
  for (const test of tests(graph, filter)) for (let claim = 0; claim < shown.length; claim++) if (shown[claim] && !test(claim)) shown[claim] = 0;
  return shown;
}

/** Whether any filter is in force. */
export const isFiltered = (state: State): boolean => JSON.stringify(filterOf(state)) !== JSON.stringify(noFilter);

/** For each entity whether its kind is shown and, if claims are filtered, a claim that is shown mentions it. */
export function shownEntities(graph: Graph, state: State, claims: Uint8Array): Uint8Array {
  const hidden = new Set(state.kinds);
  const narrowed = claims.includes(0);
  return Uint8Array.from({ length: graph.entities.size }, (_, entity) =>
    hidden.has(graph.kind(entity)) || (narrowed && !graph.claimsOf.of(entity).some((claim) => claims[claim])) ? 0 : 1);
}

function* tests(graph: Graph, filter: Filter): Generator<(claim: number) => boolean> {
  const { subject, object, relationOf, kindOf, month, documents } = graph;
  if (filter.kinds.length) {
    const hidden = graph.kinds.map((kind) => filter.kinds.includes(kind));
    yield (claim) => !hidden[kindOf[subject[claim]]] && !hidden[kindOf[object[claim]]];
  }
  if (filter.relations.length) {
    const hidden = graph.relations.map((relation) => filter.relations.includes(relation));
    yield (claim) => !hidden[relationOf[claim]];
  }
  if (filter.from || filter.to) {
    const [from, to] = [filter.from ? monthOf(filter.from) : 0, filter.to ? monthOf(filter.to) : Infinity];
    yield (claim) => month[claim] >= from && month[claim] <= to;
  }
  if (filter.on) yield (claim) => !graph.relationTerm(claim).post || holdsOn(graph, claim, filter.on) !== false;
  if (filter.about) {
    const entity = graph.entity(filter.about);
    const about = new Set(entity === undefined ? [] : graph.claimsOf.of(entity));
    yield (claim) => about.has(claim);
  }
  if (filter.outlet) yield (claim) => graph.sources(claim).some((document) => documents.text("publisher", document) === filter.outlet);
  if (filter.sources > 1) yield (claim) => graph.sources(claim).length >= filter.sources;
  if (filter.grade === "strong") yield (claim) => !graph.isWeak(claim);
  if (filter.grade === "disputed") yield (claim) => graph.isDisputed(claim);
}

/** Whether a post was held on a day: yes, no, or undefined where its dates do not tell. */
export function holdsOn(graph: Graph, claim: number, day: string): boolean | undefined {
  const [since, until] = [graph.claims.text("since", claim), graph.claims.text("until", claim)];
  // A date is as exact as known: compared over the places both have.
  const before = (a: string, b: string) => a.slice(0, Math.min(a.length, b.length)) < b.slice(0, Math.min(a.length, b.length));
  if ((since && before(day, since)) || (until && before(until, day))) return false;
  return since ? true : undefined;
}
