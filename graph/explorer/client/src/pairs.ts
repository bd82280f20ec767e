// Pairs of entities that claims connect, and which of them the whole map draws.
import { Graph, Groups } from "./data.ts";
import { shownClaims, shownEntities } from "./filters.ts";
import { state } from "./state.ts";

export const MANY_LINES = 5_000;
export const MANY_ENTITIES = 20_000;
const FIRST_ENTITIES = 4_000;
export type Places = readonly [x: Int32Array, y: Int32Array];

/** Two entities and how many claims connect them, whatever the direction. */
export class Pairs {
  readonly left: number[] = [];
  readonly right: number[] = [];
  readonly ofEntity: Groups;
  readonly #ofClaim: Int32Array;

  constructor(graph: Graph) {
    const places = new globalThis.Map<number, number>();
    this.#ofClaim = Int32Array.from({ length: graph.claims.size }, (_, claim) => {
      const [low, high] = [graph.subject[claim], graph.object[claim]].sort((a, b) => a - b);
      if (low < 0 || low === high) return -1;
      const key = low * graph.entities.size + high;
      if (!places.has(key)) {
        places.set(key, this.left.length);
        this.left.push(low);
        this.right.push(high);
      }
      return places.get(key)!;
    });
    this.ofEntity = new Groups([[Int32Array.from(this.left), null], [Int32Array.from(this.right), null]], graph.entities.size);
  }

  /** The number of shown claims of each pair whose ends are shown. */
  counts(claims: Uint8Array, entities: Uint8Array): Int32Array {
    const counts = new Int32Array(this.left.length);
    this.#ofClaim.forEach((pair, claim) => {
      if (pair >= 0 && claims[claim] && entities[this.left[pair]] && entities[this.right[pair]]) counts[pair]++;
    });
    return counts;
  }

  other(pair: number, entity: number): number {
    return this.left[pair] === entity ? this.right[pair] : this.left[pair];
  }

  /** For each pair its place among the strongest of one of its ends: what has a low one is the backbone. Short lines go first among equals. */
  ranks(counts: Int32Array, x: Int32Array, y: Int32Array): Int32Array {
    const length = (pair: number) => Math.hypot(x[this.left[pair]] - x[this.right[pair]], y[this.left[pair]] - y[this.right[pair]]);
    const lengths = Float64Array.from(counts, (_, pair) => length(pair));
    const order = Array.from(counts.keys()).filter((pair) => counts[pair]).sort((a, b) => counts[b] - counts[a] || lengths[a] - lengths[b] || a - b);
    const ranks = new Int32Array(counts.length).fill(-1);
    const taken = new Int32Array(x.length);
    for (const pair of order) ranks[pair] = Math.min(taken[this.left[pair]]++, taken[this.right[pair]]++);
    return ranks;
  }
}

/** What the filters and the pick leave to draw. */
export class Shown {
  readonly entities: Uint8Array;
  readonly counts: Int32Array;
  readonly ranks: Int32Array;
  readonly order: number[]; // entities, the best connected first
  readonly place: Int32Array; // of an entity in that order
  readonly lines: number;
  readonly kept: number; // lines that each entity keeps in the backbone; Infinity if all are drawn
  readonly #pairs: Pairs;

  constructor(graph: Graph, pairs: Pairs, x: Int32Array, y: Int32Array) {
    const claims = shownClaims(graph, state.value);
    this.#pairs = pairs;
    this.entities = shownEntities(graph, state.value, claims);
    this.counts = pairs.counts(claims, this.entities);
    this.ranks = pairs.ranks(this.counts, x, y);
    this.order = Array.from(this.entities.keys()).filter((entity) => this.entities[entity]).sort((a, b) => graph.degree[b] - graph.degree[a] || a - b);
    this.place = new Int32Array(graph.entities.size).fill(-1);
    this.order.forEach((entity, place) => (this.place[entity] = place));
    this.lines = this.counts.reduce((sum, count) => sum + Math.sign(count), 0);
    this.kept = this.lines <= MANY_LINES ? Infinity : this.#backbone() <= MANY_LINES ? 2 : 1;
  }

  #backbone(): number {
    return this.ranks.reduce((sum, rank) => sum + Number(rank >= 0 && rank < 2), 0);
  }

  /** How many entities are drawn on a level of zooming. */
  limit(level: number): number {
    return this.order.length <= MANY_ENTITIES ? this.order.length : FIRST_ENTITIES * 4 ** level;
  }

  hasEntity(entity: number, level: number): boolean {
    return this.place[entity] >= 0 && this.place[entity] < this.limit(level);
  }

  hasLine(pair: number, level: number): boolean {
    const rank = this.ranks[pair];
    if (rank < 0 || (level < 2 && rank >= this.kept * 3 ** level)) return false;
    return this.hasEntity(this.#pairs.left[pair], level) && this.hasEntity(this.#pairs.right[pair], level);
  }

  linesOn(level: number): number[] {
    return Array.from(this.ranks.keys()).filter((pair) => this.hasLine(pair, level));
  }
}

/** How deep one has zoomed: a level for each halving of what is in sight. */
export const levelOf = (ratio: number) => Math.min(8, Math.max(0, Math.floor(Math.log2(1 / ratio) + 0.01)));
