// Who stands where: actors against topics or laws, those who agree side by side.
import "./positions.css";
import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { UndirectedGraph } from "graphology";
import louvain from "graphology-communities-louvain";
import { saveCsv } from "./csv.ts";
import type { Graph } from "./data.ts";
import { shownClaims } from "./filters.ts";
import { EntityLink, Go } from "./links.tsx";
import { Symbol } from "./marks.tsx";
import type { State } from "./state.ts";
import { filterOf, go, language, state } from "./state.ts";
import { Search, choice, chosen, rowsOf } from "./tables.tsx";
import { inLanguage, labelOf, nameOf, say } from "./words.ts";

const LEAST = 2; // positions an actor must have taken
const NARROW = "(max-width: 700px)";
const MEMBERS = 2; // named in the label of a group

type Side = "support" | "oppose" | "both";
const STOOD: Record<State["against"], Record<Side, readonly [string, string]>> = {
  topic: { support: ["에 찬성", "agrees with"], oppose: ["에 반대", "disagrees with"], both: ["에 찬성도 반대도", "agrees and disagrees with"] },
  law: { support: [" 지지", "supports"], oppose: [" 비판", "criticises"], both: [" 지지도 비판도", "supports and criticises"] },
};
const SIDES: Record<State["against"], readonly (readonly [Side, readonly [string, string]])[]> = {
  topic: [["support", ["찬성", "Agree"]], ["oppose", ["반대", "Disagree"]]],
  law: [["support", ["지지", "Support"]], ["oppose", ["비판", "Criticise"]]],
};

interface Cell {
  support: number[]; // claims
  opposition: number[];
}
interface Group {
  actors: number[];
  closed: boolean; // agree with each other; otherwise the rest
}
interface Matrix {
  groups: Group[];
  items: number[];
  cells: Map<number, Map<number, Cell>>; // by actor and item
  left: number; // actors with fewer positions than asked for
}

export function Positions({ graph }: { graph: Graph }) {
  const { against } = state.value;
  const filter = JSON.stringify(filterOf(state.value));
  const least = Math.max(1, Math.floor(Number(choice("least"))) || LEAST);
  const narrow = useNarrow();
  const all = useMemo(() => stances(graph, shownClaims(graph, state.value), against), [graph, filter, against]);
  const { find } = state.value;
  const matrix = useMemo(() => arranged(all, chosenBy(graph, all, least, find)), [graph, all, least, find, language.value]);
  const actors = matrix.groups.flatMap((group) => group.actors);
  const claims = new Set(actors.flatMap((actor) => [...matrix.cells.get(actor)!.values()].flatMap(claimsIn)));
  return (
    <section class="tables positions">
      <div class="over">
        <nav aria-label={say(["무엇에 대한 입장인가", "Positions on"])} class="tabs">
          {(["topic", "law"] as const).map((kind) => (
            <Go key={kind} to={{ against: kind }} aria-current={against === kind ? "true" : undefined}>{labelOf(graph.terms.kinds[kind], kind)}</Go>
          ))}
        </nav>
        <label>
          {say(["입장을", "At least"])}
          <input type="number" min={1} max={99} value={least}
            onInput={(event) => event.currentTarget.value && go(chosen("least", event.currentTarget.value), { replace: true })} />
          {say(["가지 이상 밝힌 곳만", "positions each"])}
        </label>
        <Search label={say(["인물·기관·쟁점 찾기", "Find an actor or a statement"])} />
        <button type="button" onClick={() => saveCsv(`${graph.heading}_${say(["입장", "positions"])}.csv`, ...cellFields(graph, matrix))}>
          {say(["CSV로 받기", "Download CSV"])}
        </button>
      </div>
      <p class="reading">
        {reading(against, actors.length, matrix.items.length, claims.size)}
        {matrix.left > 0 && !find && say([" 입장이 {0}가지에 못 미치는 {1}곳은 뺐습니다.", " Left out: {1} with fewer than {0} positions."], least, matrix.left)}
      </p>
      <Legend />
      {!actors.length ? <p class="empty">{say(["맞는 입장이 없습니다. 거르기를 풀거나 가짓수를 줄여 보십시오.", "No positions match. Clear a filter, or ask for fewer positions."])}</p>
        : narrow ? <Lists graph={graph} matrix={matrix} /> : <MatrixTable graph={graph} matrix={matrix} />}
    </section>
  );
}

function reading(against: State["against"], actors: number, items: number, claims: number): string {
  if (against === "law") {
    return say([
      "주장 {2}건에서 인물·기관 {0}곳이 법·법안 {1}건을 지지하거나 비판했습니다. 대표발의도 지지로 세며, 무엇을 지지·비판으로 볼지는 우리의 독해입니다.",
      "{2} claims in which {0} actors support or criticise {1} laws and bills. Sponsoring counts as support; "
        + "what counts as support or criticism is our reading.",
    ], actors, items, claims);
  }
  return say([
    "주장 {2}건에서 인물·기관 {0}곳이 쟁점 문장 {1}개에 찬성하거나 반대했습니다. 찬반은 발언에 대한 우리의 독해이며, 자주 함께 찬성하고 반대한 쪽끼리 모았습니다.",
    "{2} claims in which {0} actors agree or disagree with {1} statements. The stance is our reading of what was said; "
      + "those who often agree with each other stand together.",
  ], actors, items, claims);
}

function useNarrow(): boolean {
  const [narrow, tell] = useState(() => matchMedia(NARROW).matches);
  useEffect(() => {
    const media = matchMedia(NARROW);
    const changed = () => tell(media.matches);
    media.addEventListener("change", changed);
    return () => media.removeEventListener("change", changed);
  }, []);
  return narrow;
}

/** Claims that take a side, by actor and by what they are about. */
function stances(graph: Graph, shown: Uint8Array, against: State["against"]): Matrix["cells"] {
  const kind = graph.kinds.indexOf(against);
  const cells: Matrix["cells"] = new Map();
  for (const claim of rowsOf(shown)) {
    const [item, side] = against === "law" ? [graph.object[claim], sideOnObject(graph, claim)] : [graph.claims.refs("topic")[claim], sideOnTopic(graph, claim)];
    if (!side || item === undefined || item < 0 || graph.kindOf[item] !== kind) continue;
    const row = entry(cells, graph.subject[claim], () => new Map<number, Cell>());
    const cell = entry(row, item, () => ({ support: [], opposition: [] }));
    (side > 0 ? cell.support : cell.opposition).push(claim);
  }
  return cells;
}

function entry<Value>(map: Map<number, Value>, key: number, make: () => Value): Value {
  if (!map.has(key)) map.set(key, make());
  return map.get(key)!;
}

const SIDE = { favourable: 1, adverse: -1 };

/** Agreement or disagreement with the statement of the topic. */
function sideOnTopic(graph: Graph, claim: number): number {
  const column = graph.columnsOfClaim(claim).find(({ type }) => type === "Position");
  const stance = column && graph.claims.text(column.name, claim);
  const polarity = stance && graph.terms.values[column.type]?.[stance]?.polarity;
  return polarity ? SIDE[polarity] : 0;
}

/** A law is supported or criticised by the relation itself: the stance beside it is about the topic's statement. */
function sideOnObject(graph: Graph, claim: number): number {
  const { polarity } = graph.relationTerm(claim);
  return polarity ? SIDE[polarity] : 0;
}

const claimsIn = ({ support, opposition }: Cell): number[] => [...support, ...opposition];
const sign = ({ support, opposition }: Cell): number => Math.sign(support.length - opposition.length);

/** Actors with enough positions; or, where something is sought, those of that name and those with a position on a statement that holds it. */
function chosenBy(graph: Graph, all: Matrix["cells"], least: number, find: string): Matrix["cells"] {
  const sought = (text: string) => text.normalize("NFC").toLowerCase().includes(find.normalize("NFC").toLowerCase().trim());
  const chosen = ([actor, row]: [number, Map<number, Cell>]): [number, Map<number, Cell>] => {
    if (!find.trim()) return [actor, row.size >= least ? row : new Map()];
    return [actor, sought(nameOf(graph, actor)) ? row : new Map([...row].filter(([item]) => sought(statement(graph, item)) || sought(nameOf(graph, item))))];
  };
  return new Map([...all].map(chosen).filter(([, row]) => row.size).sort(([a], [b]) => (graph.idOf(a) < graph.idOf(b) ? -1 : 1)));
}

function arranged(all: Matrix["cells"], cells: Matrix["cells"]): Matrix {
  const [places, order] = averaged(cells);
  const items = [...places.keys()].sort((a, b) => places.get(a)! - places.get(b)! || a - b);
  return { cells, items, groups: coalitions(cells, order), left: all.size - cells.size };
}

/**
 * Reciprocal averaging (M. O. Hill, Correspondence Analysis: A Neglected Multivariate Method, Applied Statistics 23(3), 1974): an item stands
 * at the mean of its actors and an actor at the mean of its items, in turn, until both settle. Opposition counts with a minus, so that the
 * opponents of one thing come to stand with the supporters of its contrary. Returns the places of items and of actors.
 */
function averaged(cells: Matrix["cells"]): [Map<number, number>, Map<number, number>] {
  const pairs = [...cells].flatMap(([actor, row]) => [...row].map(([item, cell]) => [actor, item, sign(cell)] as const));
  let actors = new Map([...cells.keys()].map((actor) => [actor, 0]));
  for (const [actor, , value] of pairs) actors.set(actor, actors.get(actor)! + value);
  let items = new Map<number, number>();
  for (let turn = 0; turn < 100; turn++) {
    items = spread(means(pairs.map(([actor, item, value]) => [item, value * actors.get(actor)!])));
    actors = means(pairs.map(([actor, item, value]) => [actor, value * items.get(item)!]));
  }
  return [items, actors];
}

function means(pairs: [number, number][]): Map<number, number> {
  const sums = new Map<number, [number, number]>();
  for (const [key, value] of pairs) {
    const sum = entry(sums, key, () => [0, 0]);
    sum[0] += value;
    sum[1]++;
  }
  return new Map([...sums].map(([key, [sum, count]]) => [key, sum / count]));
}

/** Averages shrink at every turn; stretched to length one they do not vanish. Rounded, so that machines agree. */
function spread(values: Map<number, number>): Map<number, number> {
  const length = Math.hypot(...values.values()) || 1;
  return new Map([...values].map(([key, value]) => [key, Math.round((value / length) * 1e9) / 1e9]));
}

/** Actors who agree more often than not are joined; communities of that network stand together, in the order of their means. */
function coalitions(cells: Matrix["cells"], order: Map<number, number>): Group[] {
  const network = new UndirectedGraph();
  const actors = [...cells.keys()];
  for (const actor of actors) network.addNode(String(actor));
  actors.forEach((a, i) => actors.slice(i + 1).forEach((b) => {
    const weight = agreement(cells.get(a)!, cells.get(b)!);
    if (weight > 0) network.addEdge(String(a), String(b), { weight });
  }));
  const found = new Map<number, number[]>();
  if (network.size) for (const [actor, group] of Object.entries(louvain(network, { rng: seeded() }))) entry(found, group, () => []).push(Number(actor));
  const closed = [...found.values()].filter((members) => members.length > 1);
  const rest = actors.filter((actor) => !closed.some((members) => members.includes(actor)));
  const mean = (members: number[]) => members.reduce((sum, actor) => sum + order.get(actor)!, 0) / members.length;
  for (const members of [...closed, rest]) members.sort((a, b) => order.get(a)! - order.get(b)! || a - b);
  closed.sort((a, b) => mean(a) - mean(b));
  return [...closed.map((members) => ({ actors: members, closed: true })), ...(rest.length ? [{ actors: rest, closed: false }] : [])];
}

function agreement(a: Map<number, Cell>, b: Map<number, Cell>): number {
  let sum = 0;
  for (const [item, cell] of a) if (b.has(item)) sum += sign(cell) * sign(b.get(item)!);
  return sum;
}

/** Numbers that look random and are the same every time (mulberry32). */
function seeded(): () => number {
  let place = 1;
  return () => {
    place = (place + 0x6d2b79f5) | 0;
    let mixed = Math.imul(place ^ (place >>> 15), 1 | place);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function groupLabel(graph: Graph, { cells }: Matrix, { actors, closed }: Group): string {
  const activity = (actor: number) => [...cells.get(actor)!.values()].reduce((sum, cell) => sum + claimsIn(cell).length, 0);
  const first = [...actors].sort((a, b) => activity(b) - activity(a) || a - b).slice(0, MEMBERS).map((actor) => nameOf(graph, actor)).join(say(["·", ", "]));
  if (!closed) return say(["어느 쪽과도 묶이지 않은 {0}", "{0} not joined to any group"], actors.length);
  return actors.length > MEMBERS ? say(["{0} 등 {1}", "{0} and others ({1})"], first, actors.length) : first;
}

function MatrixTable({ graph, matrix }: { graph: Graph; matrix: Matrix }) {
  const { items, groups, cells } = matrix;
  const [crossed, cross] = useState(-1);
  const point = (event: Event) => cross(Number((event.target as Element).closest<HTMLElement>("[data-column]")?.dataset.column ?? -1));
  const body = useMemo(() => groups.map((group) => (
    <tbody key={group.actors[0]}>
      <tr class="group"><th scope="rowgroup" colSpan={items.length + 1}><span>{groupLabel(graph, matrix, group)}</span></th></tr>
      {group.actors.map((actor) => (
        <tr key={actor}>
          <th scope="row"><Symbol kind={graph.kindOf[actor]} /> <EntityLink graph={graph} entity={actor} /></th>
          {items.map((item, column) => {
            const cell = cells.get(actor)!.get(item);
            return <td key={item} data-column={column}>{cell && <CellButton graph={graph} actor={actor} item={item} cell={cell} />}</td>;
          })}
        </tr>
      ))}
    </tbody>
  )), [graph, matrix, language.value]);
  return (
    <div class="scroll" role="region" aria-label={say(["입장", "Positions"])} tabIndex={0}>
      <table class="matrix" onPointerOver={point} onPointerLeave={() => cross(-1)} onFocusIn={point} onKeyDown={walk}>
        <caption>{say(["누가 무엇에 찬성하고 반대했나", "Who agrees and disagrees with what"])}</caption>
        <colgroup><col />{items.map((item, column) => <col key={item} class={column === crossed ? "crossed" : undefined} />)}</colgroup>
        <thead>
          <tr>
            <td />
            {items.map((item, column) => (
              <th key={item} scope="col" data-column={column} class={column === crossed ? "crossed" : undefined}><Heading graph={graph} item={item} /></th>
            ))}
          </tr>
        </thead>
        {body}
      </table>
    </div>
  );
}

/** What is agreed with: a topic's statement, or the name where there is none. */
const statement = (graph: Graph, item: number): string => inLanguage(graph.entities, "agree", item) || nameOf(graph, item);

function Heading({ graph, item }: { graph: Graph; item: number }) {
  return <Go to={{ pick: graph.idOf(item) }} title={nameOf(graph, item)}>{statement(graph, item)}</Go>;
}

function CellButton({ graph, actor, item, cell, named = false }: { graph: Graph; actor: number; item: number; cell: Cell; named?: boolean }) {
  const count = claimsIn(cell).length;
  const side = cell.support.length && cell.opposition.length ? "both" : cell.support.length ? "support" : "oppose";
  const stood = say(STOOD[state.value.against][side]);
  const label = say(["{0}: ‘{1}’{2}, 주장 {3}건", "{0}: {2} ‘{1}’, claims: {3}"], nameOf(graph, actor), statement(graph, item), stood, count);
  return (
    <button type="button" class={`cell ${side}`} data-count={count > 1 ? count : undefined} aria-label={label} title={label}
      onClick={() => go({ pick: `${graph.idOf(actor)}~${graph.idOf(item)}` })}>
      <Sign side={side} />{named && <> {nameOf(graph, actor)}</>}
    </button>
  );
}

/** A disc for support, a cross for opposition, a half disc for both. */
function Sign({ side }: { side: Side }) {
  const shape: Record<Side, JSX.Element> = {
    support: <circle r="6" fill="currentColor" />,
    oppose: <path d="M-5,-5L5,5M-5,5L5,-5" stroke="currentColor" stroke-width="3" fill="none" />,
    both: <><circle r="5.5" fill="none" stroke="currentColor" stroke-width="1.5" /><path d="M0,-5.5a5.5,5.5 0 0,0 0,11z" fill="currentColor" /></>,
  };
  return <svg viewBox="-8 -8 16 16" width="16" height="16" aria-hidden="true">{shape[side]}</svg>;
}

function Legend() {
  return (
    <p class="signs">
      <span class="support"><Sign side="support" /> {say(["찬성·지지", "agrees, supports"])}</span>
      <span class="oppose"><Sign side="oppose" /> {say(["반대·비판", "disagrees, criticises"])}</span>
      <span class="both"><Sign side="both" /> {say(["둘 다", "both"])}</span>
      <span class="soft">{say(["숫자는 둘 이상인 주장의 수", "a number: claims, if more than one"])}</span>
    </p>
  );
}

/** Arrows walk from position to position. */
function walk(event: KeyboardEvent): void {
  const [down, right] = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[event.key] ?? [0, 0];
  const cell = (event.target as Element).closest<HTMLElement>("td[data-column]");
  if (!cell || (!down && !right)) return;
  event.preventDefault();
  const line = right ? cell.parentElement! : (event.currentTarget as Element);
  const same = [...line.querySelectorAll<HTMLElement>(right ? "td[data-column]" : `td[data-column="${cell.dataset.column}"]`)];
  const ahead = down + right > 0 ? same.slice(same.indexOf(cell) + 1) : same.slice(0, same.indexOf(cell)).reverse();
  ahead.map((other) => other.querySelector("button")).find(Boolean)?.focus();
}

/** Where the page is narrow: for each item who is on which side. */
function Lists({ graph, matrix }: { graph: Graph; matrix: Matrix }) {
  const actors = matrix.groups.flatMap((group) => group.actors);
  const taken = (item: number, wanted: (value: Cell) => boolean) => actors.filter((actor) => {
    const cell = matrix.cells.get(actor)!.get(item);
    return cell && wanted(cell);
  });
  const number = new Map(matrix.items.map((item) => [item, taken(item, () => true).length]));
  return (
    <>
      {[...matrix.items].sort((a, b) => number.get(b)! - number.get(a)! || a - b).map((item) => (
        <section key={item} class="item">
          <h2><Heading graph={graph} item={item} /></h2>
          {SIDES[state.value.against].map(([side, word]) => {
            const here = taken(item, (cell) => (side === "support" ? cell.support : cell.opposition).length > 0);
            return here.length > 0 && (
              <p key={side}>
                <b class={side}>{say(word)} {here.length}</b>
                {here.map((actor) => <CellButton key={actor} graph={graph} actor={actor} item={item} cell={matrix.cells.get(actor)!.get(item)!} named />)}
              </p>
            );
          })}
        </section>
      ))}
    </>
  );
}

/** A row for each position. */
function cellFields(graph: Graph, { groups, cells }: Matrix): [{ name: string; of: (row: number) => string }[], number[]] {
  const taken = groups.flatMap(({ actors }, group) => actors.flatMap((actor) => [...cells.get(actor)!].map(([item, cell]) => ({ group, actor, item, cell }))));
  const ids = (claims: number[]) => claims.map((claim) => graph.claims.text("id", claim)).join(" ");
  const fields = [
    { name: "actor", of: (row: number) => graph.idOf(taken[row].actor) },
    { name: "actor_name", of: (row: number) => nameOf(graph, taken[row].actor) },
    { name: "about", of: (row: number) => graph.idOf(taken[row].item) },
    { name: "statement", of: (row: number) => statement(graph, taken[row].item) },
    { name: "support", of: (row: number) => String(taken[row].cell.support.length) },
    { name: "opposition", of: (row: number) => String(taken[row].cell.opposition.length) },
    { name: "group", of: (row: number) => (groups[taken[row].group].closed ? String(taken[row].group + 1) : "") },
    { name: "supporting_claims", of: (row: number) => ids(taken[row].cell.support) },
    { name: "opposing_claims", of: (row: number) => ids(taken[row].cell.opposition) },
  ];
  return [fields, [...taken.keys()]];
}
