// The drawing of a neighbourhood, a path or a chosen set: marks, one line for each pair, names that do not overlap.
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Graph } from "./data.ts";
import { isFiltered } from "./filters.ts";
import type { Label, Place } from "./layout.ts";
import { LINE, arcs, bridge, chain, labels, spread } from "./layout.ts";
import { Mark, Symbol } from "./marks.tsx";
import type { Link, Subgraph } from "./neighbours.ts";
import { around, between, busiest, linksAmong, pickedEntities } from "./neighbours.ts";
import { focusOn, go, state } from "./state.ts";
import { labelOf, nameOf, relationName, say } from "./words.ts";

const SIZE = 13; // pixels of the letters
const BUSIEST = 100;

interface Props {
  graph: Graph;
  claims: Uint8Array; // shown ones
  entities: Uint8Array;
}

export function Drawing({ graph, claims, entities }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(frame);
  const { value } = state;
  const key = JSON.stringify([value.focus, value.open, value.more, value.path, value.nodes, width, height]);
  const sub = useMemo(() => subgraph(graph, claims, entities, width, height), [graph, claims, entities, key]);
  const plain = sub.centre >= 0 && !value.path && !value.open.length;
  const still = useMemo(() => {
    if (!width || !sub.entities.length) return [];
    if (value.path) return isChain(sub) ? chain(sub.entities, width, height) : bridge(sub.entities, width, height);
    return plain ? arcs(graph, sub, width, height) : spread(graph, sub, width, height);
  }, [graph, sub, width, height]);
  const [view, zoom, events] = useZoom(frame, still, !plain);
  const places = plain ? still : still.map((place) => ({ ...place, x: place.x * view.k + view.x, y: place.y * view.k + view.y }));
  const tall = Math.max(height, ...still.map(({ y, radius }) => y + radius + 28).filter(() => plain));
  const names = useMemo(() => labels(byRank(graph, places), { text: (entity) => nameOf(graph, entity), below: plain ? relationsTo(graph, sub) : () => "", width, height: tall, size: SIZE }), [graph, still, view, value.lang]);
  return (
    <div class="drawing">
      <div class="canvas" ref={frame} {...events}>
        {width > 0 && <Scene graph={graph} sub={sub} places={places} names={names} width={width} height={plain ? tall : height} />}
        {!sub.entities.length && width > 0 && <Nothing graph={graph} />}
      </div>
      <Legend graph={graph} sub={sub} />
      <div class="tools">
        {sub.left > 0 && <button type="button" onClick={() => go({ more: value.more + 30 })}>{say(["이웃 {0} 더 보기", "{0} more neighbours"], sub.left)}</button>}
        {!plain && still.length > 0 && (
          <>
            <button type="button" aria-label={say(["크게", "Zoom in"])} onClick={() => zoom(1.4)}>+</button>
            <button type="button" aria-label={say(["작게", "Zoom out"])} onClick={() => zoom(1 / 1.4)}>−</button>
            <button type="button" onClick={() => zoom(0)}>{say(["맞춤", "Fit"])}</button>
          </>
        )}
      </div>
    </div>
  );
}

function subgraph(graph: Graph, claims: Uint8Array, shown: Uint8Array, width: number, height: number): Subgraph {
  const { focus, open, more, path, nodes } = state.value;
  const rows = (ids: string[]) => ids.map((id) => graph.entity(id)).filter((row) => row !== undefined);
  if (nodes.length) {
    const entities = [...new Set(rows(nodes))];
    return { centre: -1, entities, links: linksAmong(graph, entities, claims), left: 0, thinned: 0 };
  }
  const [centre, end] = [graph.entity(focus), graph.entity(path)];
  if (centre === undefined) return busiest(graph, Math.max(24, Math.min(BUSIEST, Math.round((width * height) / 7500))), claims, shown);
  if (end !== undefined) {
    const entities = between(graph, centre, end, claims);
    return { centre, entities, links: linksAmong(graph, entities, claims), left: 0, thinned: 0 };
  }
  // As many neighbours as have room for two lines of name.
  const limit = width < 600 ? 14 : Math.max(14, Math.min(30, 2 * Math.floor((height - 56) / 46)));
  return around(graph, centre, rows(open), limit + more, claims);
}

/** Whether each entity is joined to the next only, as on a path of more than two steps. */
const isChain = ({ entities, links }: Subgraph): boolean => {
  const place = new Map(entities.map((entity, i) => [entity, i]));
  return entities.length > 3 && links.length === entities.length - 1 && links.every(({ a, b }) => Math.abs(place.get(a)! - place.get(b)!) === 1);
};

/** What joins an entity to the one in the middle: 약속 2 · 운영. */
function relationsTo(graph: Graph, { centre, links }: Subgraph): (entity: number) => string {
  const link = new Map(links.filter(({ a, b }) => a === centre || b === centre).map((one) => [one.a === centre ? one.b : one.a, one]));
  return (entity) => (link.has(entity) ? [...relationCounts(graph, link.get(entity)!.claims)].map(counted).join(" · ") : "");
}

function relationCounts(graph: Graph, claims: number[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const claim of claims) counts.set(relationName(graph, claim), (counts.get(relationName(graph, claim)) ?? 0) + 1);
  return counts;
}

const counted = ([name, count]: [string, number]) => (count > 1 ? `${name} ${count}` : name);

/** The better connected are named first; the one in the middle before all. */
const byRank = (graph: Graph, places: Place[]) => [...places].sort((a, b) => b.radius - a.radius || graph.degree[b.entity] - graph.degree[a.entity] || a.entity - b.entity);

interface SceneProps {
  graph: Graph;
  sub: Subgraph;
  places: Place[];
  names: Map<number, Label>;
  width: number;
  height: number;
}

function Scene({ graph, sub, places, names, width, height }: SceneProps) {
  const { value } = state;
  const at = new Map(places.map((place) => [place.entity, place]));
  const picked = pickedEntities(graph, value.pick);
  const [active, activate] = useState(-1);
  const [pointed, point] = useState(-1);
  const current = at.has(active) ? active : (picked.find((entity) => at.has(entity)) ?? sub.entities[0]);
  const marks = useRef(new Map<number, SVGGElement>());
  const pick = (entity: number) => go({ pick: graph.idOf(entity) === value.focus ? "" : graph.idOf(entity) });
  const key = (event: KeyboardEvent, entity: number) => {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      if (picked.length === 1 && picked[0] === entity && graph.idOf(entity) !== value.focus) go(focusOn(graph.idOf(entity)));
      else pick(entity);
    } else if (step) {
      event.preventDefault();
      const next = towards(places, at.get(entity)!, step[0], step[1]);
      if (next < 0) return;
      activate(next);
      marks.current.get(next)?.focus();
    }
  };
  const lit = new Set(pointed >= 0 ? [pointed] : picked.length === 1 ? picked : []);
  const near = new Set(sub.links.filter(({ a, b }) => lit.has(a) || lit.has(b)).flatMap(({ a, b }) => [a, b]));
  const label = value.path
    ? say(["그림: 두 개체를 잇는 길", "Drawing of a path"])
    : say(["그림: 개체 {0}, 이음 {1}. 화살표로 옮기고 Enter로 카드를 엽니다. 같은 내용이 표에 있습니다.", "Drawing of {0} entities and {1} links. Arrow keys move, Enter opens a card. The table holds the same."], sub.entities.length, sub.links.length);
  return (
    <svg class={lit.size ? "lit" : ""} width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="group" aria-label={label}>
      <g class="links">
        {sub.links.map((link) => <Line key={`${link.a}-${link.b}`} graph={graph} link={link} from={at.get(link.a)!} to={at.get(link.b)!} picked={picked.length === 2 && picked.includes(link.a) && picked.includes(link.b)} lit={lit.has(link.a) || lit.has(link.b)} central={link.a === sub.centre || link.b === sub.centre} width={width} />)}
      </g>
      {places.map((place) => {
        const { entity, x, y, radius } = place;
        const name = nameOf(graph, entity);
        const kind = labelOf(graph.terms.kinds[graph.kind(entity)]);
        const shown = names.get(entity) ?? (pointed === entity || picked.includes(entity) || active === entity ? beside(place, name, width) : undefined);
        return (
          <g key={entity} class={`node${picked.includes(entity) ? " picked" : ""}${near.has(entity) || lit.has(entity) ? " near" : ""}${entity === sub.centre ? " centre" : ""}`} role="button" tabIndex={entity === current ? 0 : -1}
            aria-label={[say(["{0}, {1}, 주장 {2}건", "{0}, {1}, {2} claims"], name, kind, graph.degree[entity]), shown?.below].filter(Boolean).join(", ")} aria-pressed={picked.includes(entity)}
            ref={(element: SVGGElement | null) => { if (element) marks.current.set(entity, element); else marks.current.delete(entity); }}
            onClick={() => pick(entity)} onDblClick={() => go(focusOn(graph.idOf(entity)))} onKeyDown={(event: KeyboardEvent) => key(event, entity)} onFocus={() => activate(entity)}
            onPointerEnter={() => point(entity)} onPointerLeave={() => point(-1)}>
            <title>{`${name} (${kind})`}</title>
            <circle class="ring" cx={x} cy={y} r={radius + 5} />
            <g transform={`translate(${x.toFixed(1)},${y.toFixed(1)})`}><Mark kind={graph.kindOf[entity]} radius={radius} /></g>
            {shown && <Name label={shown} />}
          </g>
        );
      })}
    </svg>
  );
}

function Name({ label: { lines, below, anchor, x, y, w } }: { label: Label }) {
  const left = (anchor === "start" ? x : anchor === "end" ? x + w : x + w / 2).toFixed(1);
  const at = (line: number) => (y + line * LINE + 12.5).toFixed(1);
  return (
    <text text-anchor={anchor}>
      {lines.map((line, i) => <tspan x={left} y={at(i)}>{line}</tspan>)}
      {below && <tspan class="below" x={left} y={at(lines.length)}>{below}</tspan>}
    </text>
  );
}

/** The name of a mark that had no room for it, while it is pointed at. */
function beside({ x, y, radius }: Place, name: string, width: number): Label {
  return x > width / 2 ? { lines: [name], below: "", anchor: "end", x: x - radius - 6, y: y - 9, w: 0, h: LINE } : { lines: [name], below: "", anchor: "start", x: x + radius + 6, y: y - 9, w: 0, h: LINE };
}

interface LineProps {
  graph: Graph;
  link: Link;
  from: Place;
  to: Place;
  picked: boolean;
  lit: boolean;
  central: boolean;
  width: number;
}

/** One line for all claims of a pair; when picked, a curve for each relation. */
function Line({ graph, link, from, to, picked, lit, central, width }: LineProps) {
  const { claims } = link;
  const counts = relationCounts(graph, claims);
  const title = `${nameOf(graph, link.a)} – ${nameOf(graph, link.b)}: ${[...counts].map(counted).join(" · ")}`;
  const polarities = new Set(claims.map((claim) => graph.relationTerm(claim).polarity ?? ""));
  const thick = claims.length > 1 ? Math.min(1.5 + Math.log2(claims.length), 6) : 1.3;
  const shape = curve(from, to, bow(from, to, width));
  const classes = ["link", ...(polarities.size === 1 ? [...polarities] : []), picked && "picked", lit && "lit", central && "central", claims.every((claim) => graph.isWeak(claim)) && "weakly"].filter(Boolean).join(" ");
  const strands = picked && counts.size > 1 ? [...counts].map((one, i) => ({ name: counted(one), ...curve(from, to, (i - (counts.size - 1) / 2) * 0.35) })) : [];
  const open = () => go({ pick: `${graph.idOf(link.a)}~${graph.idOf(link.b)}` });
  return (
    <g class={classes} onClick={open}>
      <title>{title}</title>
      <path class="reach" d={shape.path} />
      {strands.length ? strands.map(({ path }) => <path class="line" d={path} stroke-width={1.6} />) : <path class="line" d={shape.path} stroke-width={thick} />}
      {claims.some((claim) => graph.object[claim] === link.b) && <path class="arrow" d={arrow(shape, to)} />}
      {claims.some((claim) => graph.object[claim] === link.a) && <path class="arrow" d={arrow(shape, from)} />}
      {strands.map(({ name, middle }) => <text class="strand" x={middle.x.toFixed(1)} y={(middle.y + 4).toFixed(1)} text-anchor="middle">{name}</text>)}
      {claims.length > 1 && !picked && (central || lit) && <text class="count" x={shape.middle.x.toFixed(1)} y={(shape.middle.y + 4).toFixed(1)} text-anchor="middle">{claims.length}</text>}
      {claims.some((claim) => graph.isDisputed(claim)) && (central || lit) && <text class="bang" x={(shape.middle.x + 11).toFixed(1)} y={(shape.middle.y + 4).toFixed(1)}>!</text>}
    </g>
  );
}

interface Point {
  x: number;
  y: number;
}
interface Curve {
  path: string;
  middle: Point;
  bend: Point; // control point of the quadratic curve
}

/** A line between two marks; `bow` is how far it bends aside, as a share of its length. */
function curve(from: Place, to: Place, bow: number): Curve {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const bend = { x: (from.x + to.x) / 2 - dy * bow, y: (from.y + to.y) / 2 + dx * bow };
  const number = (value: number) => value.toFixed(1);
  return {
    path: `M${number(from.x)},${number(from.y)}Q${number(bend.x)},${number(bend.y)} ${number(to.x)},${number(to.y)}`,
    middle: { x: (from.x + to.x) / 4 + bend.x / 2, y: (from.y + to.y) / 4 + bend.y / 2 },
    bend,
  };
}

/** Two on one arc: towards the middle, so that the line does not run over the marks between them. */
function bow(from: Place, to: Place, width: number): number {
  if (!from.side || from.side !== to.side) return 0;
  const inward = from.x > width / 2 ? 1 : -1;
  return (to.y > from.y ? inward : -inward) * 0.22;
}

function arrow({ bend }: Curve, tip: Place): string {
  const angle = Math.atan2(tip.y - bend.y, tip.x - bend.x);
  const [x, y] = [tip.x - Math.cos(angle) * (tip.radius + 2), tip.y - Math.sin(angle) * (tip.radius + 2)];
  const corner = (turn: number) => `${(x - 7 * Math.cos(angle + turn)).toFixed(1)},${(y - 7 * Math.sin(angle + turn)).toFixed(1)}`;
  return `M${x.toFixed(1)},${y.toFixed(1)}L${corner(0.4)}L${corner(-0.4)}z`;
}

/** The nearest mark in a direction: near along it, and not far aside. */
function towards(places: Place[], from: Place, dx: number, dy: number): number {
  let [best, least] = [-1, Infinity];
  for (const { entity, x, y } of places) {
    const [ahead, aside] = [(x - from.x) * dx + (y - from.y) * dy, Math.abs((x - from.x) * dy) + Math.abs((y - from.y) * dx)];
    if (entity === from.entity || ahead <= 0.5) continue;
    const distance = ahead + 2 * aside;
    if (distance < least) [best, least] = [entity, distance];
  }
  return best;
}

function Legend({ graph, sub: { entities, links, thinned } }: { graph: Graph; sub: Subgraph }) {
  const drawn = new Set(links.flatMap(({ claims }) => claims.map((claim) => graph.relation(claim))));
  const sided = graph.relations.filter((relation) => graph.terms.relations[relation].polarity && drawn.has(relation));
  const kinds = [...new Set(entities.map((entity) => graph.kindOf[entity]))].sort((a, b) => a - b);
  return (
    <ul class="legend" aria-label={say(["범례", "Legend"])}>
      {kinds.map((kind) => <li><Symbol kind={kind} /> {labelOf(graph.terms.kinds[graph.kinds[kind]])}</li>)}
      {sided.map((relation) => <li class={`link ${graph.terms.relations[relation].polarity}`}><svg class="symbol" width="26" height="12" aria-hidden="true"><path class="line" d="M1,6H25" stroke-width="2" /></svg> {labelOf(graph.terms.relations[relation])}</li>)}
      <li><svg class="symbol" width="26" height="12" aria-hidden="true"><path class="key" d="M1,6H25" stroke-width="4" /></svg> {say(["굵기: 주장 수", "width: number of claims"])}</li>
      <li><svg class="symbol" width="26" height="12" aria-hidden="true"><path class="key weakly" d="M1,6H25" stroke-width="1.5" /></svg> {say(["점선: 약한 근거뿐", "dotted: weakly sourced"])}</li>
      <li><b class="bang">!</b> {say(["문서마다 다름", "documents disagree"])}</li>
      {thinned > 0 && <li>{say(["약한 이음 {0}개는 그리지 않음", "{0} weaker links not drawn"], thinned)}</li>}
    </ul>
  );
}

function Nothing({ graph }: { graph: Graph }) {
  const { path, focus } = state.value;
  const [a, b] = [graph.entity(focus), graph.entity(path)];
  if (path && a !== undefined && b !== undefined) return <p class="nothing">{say(["{0}에서 {1}까지 이어지는 주장이 없습니다.", "No chain of claims leads from {0} to {1}."], nameOf(graph, a), nameOf(graph, b))} {isFiltered(state.value) && say(["거르기를 풀어 보세요.", "Try without the filters."])}</p>;
  return <p class="nothing">{isFiltered(state.value) ? say(["거르기에 맞는 주장이 없습니다. 위의 거르기를 하나 풀어 보세요.", "No claim passes the filters. Remove one of them above."]) : say(["자료가 비어 있습니다.", "The data is empty."])}</p>;
}

function useSize(frame: { current: HTMLElement | null }): { width: number; height: number } {
  const [size, resize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const measure = () => frame.current && resize({ width: frame.current.clientWidth, height: frame.current.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(frame.current!);
    measure();
    return () => observer.disconnect();
  }, []);
  return size;
}

interface View extends Point {
  k: number;
}
const WHOLE: View = { k: 1, x: 0, y: 0 };

/** Zoom by wheel, pinch and button, pan by dragging; a new drawing starts whole. */
function useZoom(frame: { current: HTMLElement | null }, of: unknown, enabled: boolean) {
  const [{ for: drawn, view }, set] = useState<{ for: unknown; view: View }>({ for: of, view: WHOLE });
  const pointers = useRef(new Map<number, Point>());
  const now = enabled && drawn === of ? view : WHOLE;
  const change = (next: View) => set({ for: of, view: next });
  const about = (factor: number, x: number, y: number, from = now): View => {
    const k = Math.max(0.5, Math.min(8, from.k * factor));
    return { k, x: x - ((x - from.x) * k) / from.k, y: y - ((y - from.y) * k) / from.k };
  };
  const zoom = (factor: number) => {
    const box = frame.current!.getBoundingClientRect();
    change(factor ? about(factor, box.width / 2, box.height / 2) : WHOLE);
  };
  if (!enabled) return [now, zoom, {}] as const;
  const at = (event: PointerEvent | WheelEvent): Point => {
    const box = frame.current!.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const events = {
    onWheel: (event: WheelEvent) => {
      event.preventDefault();
      const { x, y } = at(event);
      change(about(Math.exp(-event.deltaY / 400), x, y));
    },
    onPointerDown: (event: PointerEvent) => {
      if ((event.target as Element).closest(".node, button")) return;
      pointers.current.set(event.pointerId, at(event));
    },
    onPointerMove: (event: PointerEvent) => {
      const last = pointers.current.get(event.pointerId);
      if (!last) return;
      const here = at(event);
      const others = [...pointers.current].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
      if (others.length) {
        const distance = (p: Point) => Math.hypot(p.x - others[0].x, p.y - others[0].y);
        change(about(distance(here) / Math.max(1, distance(last)), (here.x + others[0].x) / 2, (here.y + others[0].y) / 2));
      } else change({ ...now, x: now.x + here.x - last.x, y: now.y + here.y - last.y });
      pointers.current.set(event.pointerId, here);
    },
    onPointerUp: (event: PointerEvent) => { pointers.current.delete(event.pointerId); },
    onPointerCancel: (event: PointerEvent) => { pointers.current.delete(event.pointerId); },
    onPointerLeave: (event: PointerEvent) => { pointers.current.delete(event.pointerId); },
  };
  return [now, zoom, events] as const;
}
