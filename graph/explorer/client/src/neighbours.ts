// What is drawn around an entity, between two, or of a set: entities, and one link for each pair with claims between them.
import type { Graph } from "./data.ts";

export interface Link {
  a: number; // the smaller row
  b: number;
  claims: number[];
}
export interface Subgraph {
  centre: number; // -1 if there is none
  entities: number[]; // the centre first, then by rank
  links: Link[];
  left: number; // neighbours of the centre that are not drawn
  thinned: number; // links that are not drawn
}

/** The other entity of a claim seen from one of its ends; -1 if the entity is only mentioned. */
const across = (graph: Graph, claim: number, entity: number): number =>
  graph.subject[claim] === entity ? graph.object[claim] : graph.object[claim] === entity ? graph.subject[claim] : -1;

/** Neighbours: first those at the other end of claims, then those it is only mentioned with (who said what at an event, and about what); by number of claims. */
export function ranked(graph: Graph, entity: number, claims: Uint8Array): number[] {
  const shared = new Map<number, { count: number; direct: number }>();
  for (const claim of graph.claimsOf.of(entity)) {
    if (!claims[claim]) continue;
    for (const other of new Set([graph.subject[claim], graph.object[claim]])) {
      if (other < 0 || other === entity) continue;
      const known = shared.get(other) ?? { count: 0, direct: 0 };
      shared.set(other, { count: known.count + 1, direct: across(graph, claim, entity) === other ? 1 : known.direct });
    }
  }
  const order = ([a, one]: [number, { count: number; direct: number }], [b, other]: [number, { count: number; direct: number }]) =>
    other.direct - one.direct || other.count - one.count || graph.degree[b] - graph.degree[a] || a - b;
  return [...shared].sort(order).map(([other]) => other);
}

/** Links among entities: parallel claims are one link, whichever way they point. */
export function linksAmong(graph: Graph, entities: number[], claims: Uint8Array): Link[] {
  const among = new Set(entities);
  const links = new Map<number, Link>();
  for (const entity of entities) {
    for (const claim of graph.claimsOf.of(entity)) {
      if (!claims[claim] || graph.subject[claim] !== entity) continue;
      const other = graph.object[claim];
      if (other === entity || !among.has(other)) continue;
      const [a, b] = entity < other ? [entity, other] : [other, entity];
      const key = a * graph.entities.size + b;
      const link = links.get(key);
      if (link) link.claims.push(claim);
      else links.set(key, { a, b, claims: [claim] });
    }
  }
  return [...links.values()];
}

export function around(graph: Graph, centre: number, open: number[], limit: number, claims: Uint8Array): Subgraph {
  const neighbours = ranked(graph, centre, claims);
  const drawn = neighbours.slice(0, limit);
  const seen = new Set([centre, ...drawn]);
  for (const entity of open) for (const other of [entity, ...ranked(graph, entity, claims).slice(0, EXPANDED)]) seen.add(other);
  const entities = [...seen];
  return { centre, entities, links: linksAmong(graph, entities, claims), left: neighbours.length - drawn.length, thinned: 0 };
}
const EXPANDED = 10; // neighbours that come with each expanded entity

/** The best connected entities: those with most shown claims, and among them those that are linked to another one. */
export function busiest(graph: Graph, count: number, claims: Uint8Array, entities: Uint8Array): Subgraph {
  const weight = Int32Array.from({ length: graph.entities.size }, (_, entity) => (entities[entity] ? graph.claimsOf.of(entity).reduce((sum, claim) => sum + claims[claim], 0) : 0));
  const order = [...weight.keys()].filter((entity) => weight[entity] > 0).sort((a, b) => weight[b] - weight[a] || a - b).slice(0, count);
  const all = linksAmong(graph, order, claims);
  const links = all.length > DENSE * order.length ? strongest(all) : all;
  const linked = new Set(links.flatMap(({ a, b }) => [a, b]));
  return { centre: -1, entities: linked.size ? order.filter((entity) => linked.has(entity)) : order, links, left: 0, thinned: all.length - links.length };
}
const DENSE = 3; // links for each entity, beyond which a drawing is felt
const KEPT = 2; // strongest links of each entity that are drawn then

function strongest(links: Link[]): Link[] {
  const count = new Map<number, number>();
  const more = (entity: number) => count.set(entity, (count.get(entity) ?? 0) + 1).get(entity)! <= KEPT;
  const sorted = [...links].sort((one, other) => other.claims.length - one.claims.length || one.a - other.a || one.b - other.b);
  return sorted.filter(({ a, b }) => [more(a), more(b)].includes(true));
}

/** A shortest path over shown claims, whichever way they point; of several the one over the best connected entities. */
export function shortestPath(graph: Graph, from: number, to: number, claims: Uint8Array): number[] {
  const before = new Map<number, number>([[from, -1]]);
  let ring = [from];
  while (ring.length && !before.has(to)) {
    const next: number[] = [];
    for (const entity of ring.sort((a, b) => graph.degree[b] - graph.degree[a] || a - b)) {
      for (const claim of graph.claimsOf.of(entity)) {
        const other = claims[claim] ? across(graph, claim, entity) : -1;
        if (other < 0 || before.has(other)) continue;
        before.set(other, entity);
        next.push(other);
      }
    }
    ring = next;
  }
  const path: number[] = [];
  if (before.has(to)) for (let entity = to; entity >= 0; entity = before.get(entity)!) path.unshift(entity);
  return path;
}

/** What joins two entities: a shortest path, or, where they are near, all the best entities that both have claims with. The two come first and last. */
export function between(graph: Graph, from: number, to: number, claims: Uint8Array): number[] {
  const path = shortestPath(graph, from, to, claims);
  if (!path.length || path.length > 3) return path;
  const ends = new Map<number, number>(); // how often an entity stands across a claim of the first
  for (const claim of graph.claimsOf.of(from)) if (claims[claim]) ends.set(across(graph, claim, from), (ends.get(across(graph, claim, from)) ?? 0) + 1);
  const shared = new Map<number, number>();
  for (const claim of graph.claimsOf.of(to)) {
    const other = claims[claim] ? across(graph, claim, to) : -1;
    if (other >= 0 && other !== from && other !== to && ends.has(other)) shared.set(other, (shared.get(other) ?? ends.get(other)!) + 1);
  }
  const best = [...shared].sort(([a, n], [b, m]) => m - n || graph.degree[b] - graph.degree[a] || a - b).slice(0, BETWEEN).map(([entity]) => entity);
  return [from, ...best, to];
}
const BETWEEN = 12; // entities drawn between two

/** The entities that a pick means: one, or the two ends of a claim or a pair. */
export function pickedEntities(graph: Graph, pick: string): number[] {
  const claim = graph.claim(pick);
  const ends = claim === undefined ? pick.split("~").map((id) => graph.entity(id)) : [graph.subject[claim], graph.object[claim]];
  return ends.filter((entity) => entity !== undefined && entity >= 0) as number[];
}
