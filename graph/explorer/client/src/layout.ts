// Where things stand in a drawing, and where their names do: no name covers another, a mark, or the border.
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import type { Graph } from "./data.ts";
import type { Link, Subgraph } from "./neighbours.ts";
import { FONT } from "./save.ts";

export const LINE = 17; // pixels from one line of a name to the next

export interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}
export interface Label extends Box {
  lines: string[];
  below: string; // a smaller line under the name, or ""
  anchor: "start" | "middle" | "end";
}
export interface Place {
  entity: number;
  x: number;
  y: number;
  radius: number;
  side: -1 | 0 | 1; // of the middle; 0 where names may stand anywhere
  level?: boolean; // names stand above or below, because lines lead sideways
}

/** One entity in the middle, its neighbours on two arcs, those that belong together side by side. */
export function arcs(graph: Graph, { centre, entities, links }: Subgraph, width: number, height: number): Place[] {
  const order = ringOrder(graph, entities.slice(1), links);
  const right = Math.ceil(order.length / 2);
  const narrow = width < 600;
  const [near, far] = narrow ? [width * 0.15, width * 0.2] : [width * 0.12, width * 0.26];
  const rows = Math.max(right, order.length - right, 1);
  const step = Math.min(Math.max((height - 56) / rows, 38), 96);
  const [middleX, middleY] = [width / 2, Math.max(height, rows * step + 56) / 2];
  const placed = order.map((entity, i): Place => {
    const [side, place, of] = i < right ? ([1, i, right] as const) : ([-1, order.length - 1 - i, order.length - right] as const);
    const y = (place - (of - 1) / 2) * step;
    const bow = Math.sqrt(Math.max(0, 1 - (y / ((rows * step) / 2 + 1)) ** 2));
    return { entity, side, x: middleX + side * (near + (far - near) * bow), y: middleY + y, radius: 9 };
  });
  return [{ entity: centre, x: middleX, y: middleY, radius: 17, side: 0 }, ...placed];
}

/** Heads of groups in the middle of their group, groups one after another round the arcs, the rest by kind. */
function ringOrder(graph: Graph, drawn: number[], links: Link[]): number[] {
  const byKind = (a: number, b: number) => graph.kindOf[a] - graph.kindOf[b];
  const all = grouped(drawn, links);
  const together = all.filter((group) => group.length > 1).map(([head, ...rest]) => {
    rest.sort(byKind);
    const half = Math.floor(rest.length / 2);
    return [...rest.slice(0, half), head, ...rest.slice(half)];
  });
  return [...together.flat(), ...all.filter((group) => group.length === 1).flat().sort(byKind)];
}

/** Each neighbour joins the busiest one that has more than half of its links. */
function grouped(drawn: number[], links: Link[]): number[][] {
  const ties = new Map(drawn.map((entity) => [entity, new Map<number, number>()]));
  for (const { a, b, claims } of links) {
    ties.get(a)?.set(b, claims.length);
    ties.get(b)?.set(a, claims.length);
  }
  const total = (entity: number) => [...ties.get(entity)!].reduce((sum, [other, n]) => sum + (ties.has(other) ? n : 0), 0);
  const groups = new Map<number, number[]>();
  for (const entity of [...drawn].sort((a, b) => total(b) - total(a))) {
    const head = [...ties.get(entity)!.keys()].find((other) => groups.has(other) && ties.get(entity)!.get(other)! * 2 > total(entity));
    if (head === undefined) groups.set(entity, [entity]);
    else groups.get(head)!.push(entity);
  }
  return [...groups.values()].sort((a, b) => b.length - a.length);
}

/** A set without a middle: forces that start from the places on the whole map, so that the same set always looks the same. */
export function spread(graph: Graph, { centre, entities, links }: Subgraph, width: number, height: number): Place[] {
  const [xs, ys] = [graph.entities.numbers("x"), graph.entities.numbers("y")];
  const stretch = width / height;
  const most = Math.max(1, ...entities.map((entity) => graph.degree[entity]));
  const nodes = entities.map((entity) => ({ entity, x: ((xs[entity] - 5000) / 10000) * 600, y: ((ys[entity] - 5000) / 10000) * 600, radius: entity === centre ? 17 : 5 + 9 * Math.sqrt(graph.degree[entity] / most) }));
  const place = new Map(entities.map((entity, i) => [entity, i]));
  const ties = links.map(({ a, b, claims }) => ({ source: place.get(a)!, target: place.get(b)!, weight: Math.log2(1 + claims.length) }));
  const simulation = forceSimulation(nodes)
    .force("link", forceLink(ties).distance(55).strength(({ weight }) => Math.min(0.25, 0.05 * weight)))
    .force("charge", forceManyBody().strength(-170).distanceMax(420))
    .force("collide", forceCollide<(typeof nodes)[number]>(({ radius }) => radius + 17).iterations(2))
    .force("x", forceX(0).strength(0.045))
    .force("y", forceY(0).strength(0.045))
    .stop();
  simulation.tick(entities.length > 60 ? 160 : 260);
  return fitted(nodes.map((node) => ({ ...node, x: node.x * stretch, side: 0 as const })), width, height);
}

/** Two entities at the sides, what both have claims with between them. */
export function bridge(entities: number[], width: number, height: number): Place[] {
  const [from, to, middle] = [entities[0], entities[entities.length - 1], entities.slice(1, -1)];
  const side = { y: height / 2, radius: 15, side: 0, level: true } as const;
  // An even number of rows, so that none lies on the line between the two.
  const rows = middle.length + (middle.length % 2);
  const step = (height - 40) / Math.max(4, rows);
  const placed = middle.map((entity, i): Place => ({ entity, x: width / 2, y: height / 2 + (i - (rows - 1) / 2) * step - 8, radius: Math.min(10, step / 4), side: 0, level: step > 44 }));
  return [{ entity: from, x: width * 0.16, ...side }, ...placed, { entity: to, x: width * 0.84, ...side }];
}

/** Entities one after another from one end to the other. */
export function chain(entities: number[], width: number, height: number): Place[] {
  const down = width < 600;
  return entities.map((entity, i): Place => {
    const along = (i + 0.5) / entities.length;
    return { entity, x: down ? width * 0.3 : width * along, y: down ? height * along : height / 2 + (i % 2 ? 34 : -34), radius: 13, side: down ? 1 : 0, level: true };
  });
}

function fitted(places: Place[], width: number, height: number): Place[] {
  const margin = { x: Math.min(90, width * 0.16), y: 34 };
  const range = (values: number[]) => [Math.min(...values), Math.max(...values)];
  const [[left, right], [top, bottom]] = [range(places.map(({ x }) => x)), range(places.map(({ y }) => y))];
  const scale = (value: number, low: number, high: number, room: number, edge: number) => (high > low ? edge + ((value - low) / (high - low)) * (room - 2 * edge) : room / 2);
  return places.map((place) => ({ ...place, x: scale(place.x, left, right, width, margin.x), y: scale(place.y, top, bottom, height, margin.y) }));
}

const context = document.createElement("canvas").getContext("2d")!;

export function textWidth(text: string, size: number, bold: boolean): number {
  context.font = `${bold ? "700 " : ""}${size}px ${FONT}`;
  return context.measureText(text).width;
}

/** A text in lines: broken at spaces where possible, inside a word only if it alone is too long, the last line cut with …. */
export function wrapped(text: string, width: number, lines: number, size: number, bold = false): string[] {
  const fits = (part: string) => textWidth(part.trimEnd(), size, bold) <= width;
  const found: string[] = [];
  let line = "";
  for (const word of text.split(/(?<=[\s·–—/])/)) {
    if (line && !fits(line + word)) {
      found.push(line.trim());
      line = "";
    }
    line += word;
    while (!fits(line) && line.length > 1) {
      let end = line.length - 1;
      while (end > 1 && !fits(line.slice(0, end))) end--;
      found.push(line.slice(0, end));
      line = line.slice(end);
    }
  }
  if (line.trim()) found.push(line.trim());
  return found.length <= lines ? found : [...found.slice(0, lines - 1), `${found[lines - 1].slice(0, -1)}…`];
}

const GAP = 4; // pixels between names on one line, so that two are not read as one
const overlap = (a: Box, b: Box) => a.x < b.x + b.w + GAP && b.x < a.x + a.w + GAP && a.y < b.y + b.h && b.y < a.y + a.h;

interface Naming {
  text: (entity: number) => string;
  below: (entity: number) => string;
  width: number;
  height: number;
  size: number; // of the letters
}

/** Names beside their marks. Earlier places go first; a name that has no room is left out (it shows when pointed at). */
export function labels(places: Place[], { text, below, width, height, size }: Naming): Map<number, Label> {
  const marks = places.map(({ x, y, radius }): Box => ({ x: x - radius, y: y - radius, w: 2 * radius, h: 2 * radius }));
  const grid = new Buckets();
  marks.forEach((box) => grid.add(box));
  const found = new Map<number, Label>();
  for (const [i, place] of places.entries()) {
    const free = (box: Box) => box.x >= 6 && box.y >= 2 && box.x + box.w <= width - 6 && box.y + box.h <= height - 2 && !grid.near(box).some((other) => other !== marks[i] && overlap(box, other));
    const label = candidates(place, text(place.entity), below(place.entity), width, size, i === 0).find(free);
    if (!label) continue;
    grid.add(label);
    found.set(place.entity, label);
  }
  return found;
}

function candidates({ x, y, radius, side, level }: Place, text: string, under: string, width: number, size: number, first: boolean): Label[] {
  const bold = first && radius > 15;
  const room = side ? (side > 0 ? width - x : x) - radius - 14 : Math.min(150, width * 0.3);
  const lines = wrapped(text, room, bold ? 3 : 2, size, bold);
  const [line] = lines.length > 1 || !under ? [""] : wrapped(under, room, 1, size - 1);
  const w = Math.max(...lines.map((one) => textWidth(one, size, bold)), textWidth(line, size - 1, false));
  const h = (lines.length + (line ? 1 : 0)) * LINE;
  const shared = { lines, below: line, w, h };
  const right: Label = { ...shared, anchor: "start", x: x + radius + 6, y: y - h / 2 };
  const left: Label = { ...shared, anchor: "end", x: x - radius - 6 - w, y: y - h / 2 };
  const below: Label = { ...shared, anchor: "middle", x: x - w / 2, y: y + radius + 3 };
  const above: Label = { ...shared, anchor: "middle", x: x - w / 2, y: y - radius - 3 - h };
  if (side) return side > 0 ? [right] : [left];
  if (bold) return [below, above];
  return level ? [below, above, right, left] : [right, left, below, above];
}

/** Boxes by the squares they touch, so that few have to be compared. */
class Buckets {
  readonly #squares = new Map<string, Box[]>();

  add(box: Box): void {
    for (const key of keys(box)) {
      const boxes = this.#squares.get(key);
      if (boxes) boxes.push(box);
      else this.#squares.set(key, [box]);
    }
  }

  near(box: Box): Box[] {
    return keys(box).flatMap((key) => this.#squares.get(key) ?? []);
  }
}

function keys({ x, y, w, h }: Box): string[] {
  const found: string[] = [];
  for (let i = Math.floor(x / 80); i <= Math.floor((x + w) / 80); i++) for (let j = Math.floor(y / 40); j <= Math.floor((y + h) / 40); j++) found.push(`${i},${j}`);
  return found;
}
