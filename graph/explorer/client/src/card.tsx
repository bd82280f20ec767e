// The card of an entity: names, posts over time, links out, and its claims in order of date.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Graph } from "./data.ts";
import { ClaimItem, Details, DocumentName, Span, inOrder } from "./evidence.tsx";
import { holdsOn } from "./filters.ts";
import { Finder } from "./finder.tsx";
import { EntityLink, Go, Time } from "./links.tsx";
import { Symbol } from "./marks.tsx";
import type { Index } from "./search.ts";
import { namesOf } from "./search.ts";
import { focusOn, go, state } from "./state.ts";
import { inLanguage, labelOf, nameOf, relationName, say } from "./words.ts";

const ROWS = 100; // claims shown at first

export function Card({ graph, index, entity, claims }: { graph: Graph; index: Index; entity: number; claims: Uint8Array }) {
  const value = (name: string) => graph.entities.text(name, entity);
  const [name, kind] = [nameOf(graph, entity), graph.kind(entity)];
  const others = namesOf(graph, entity).filter((other) => other !== name && other !== graph.idOf(entity) && other !== value("krx_code") && other !== value("wikidata"));
  const description = inLanguage(graph.entities, "description", entity);
  const document = graph.entities.refs("document")[entity];
  const all = [...graph.claimsOf.of(entity)];
  const shown = all.filter((claim) => claims[claim]);
  return (
    <>
      <header class="card">
        <p class="kind"><Symbol kind={graph.kindOf[entity]} /> {labelOf(graph.terms.kinds[kind], kind)}{value("date") && <> · <Time date={value("date")} /></>}</p>
        <h2 tabIndex={-1}>{name}</h2>
        {description && <p>{description}</p>}
        {others.length > 0 && <p class="details"><span class="soft">{say(["다른 이름", "Also called"])}</span> {others.join(", ")}</p>}
        <Details graph={graph} columns={graph.columns(`entities/${kind}`)} table={graph.entities} row={entity} />
        {document >= 0 && <p class="details"><DocumentName graph={graph} document={document} /></p>}
        <Actions graph={graph} index={index} entity={entity} />
        <Posts graph={graph} entity={entity} />
      </header>
      <Claims graph={graph} claims={shown} centre={entity} heading={say(["주장 {0}건", "{0} claims"], shown.length)} hidden={all.length - shown.length} />
    </>
  );
}

function Actions({ graph, index, entity }: { graph: Graph; index: Index; entity: number }) {
  const [asking, ask] = useState(false);
  const id = graph.idOf(entity);
  const { focus, view, open, nodes, pick } = state.value;
  const drawn = view === "graph" && (focus || nodes.length > 0);
  return (
    <div class="actions">
      {focus !== id && <Go to={focusOn(id)} class="button">{say(["가운데에 놓기", "Put in the middle"])}</Go>}
      {drawn && focus !== id && pick === id && !open.includes(id) && <Go to={{ open: [...open, id] }} class="button">{say(["이웃 펼치기", "Expand"])}</Go>}
      {open.includes(id) && <Go to={{ open: open.filter((other) => other !== id) }} class="button">{say(["이웃 접기", "Fold"])}</Go>}
      <button type="button" aria-expanded={asking} onClick={() => ask(!asking)}>{say(["연결 경로 찾기", "Find a path"])}</button>
      <Go to={{ view: "tables", table: "claims", about: id, focus: id, pick: "" }} class="button">{say(["표로 보기", "As a table"])}</Go>
      {asking && (
        <Finder graph={graph} index={index} label={say(["누구와의 경로인가요", "The other end of the path"])} focused
          onChoose={(other) => { ask(false); go({ ...focusOn(id), path: graph.idOf(other) }); }} />
      )}
    </div>
  );
}

/** Posts by their first day; under a day of reference, whether they were held on it. */
function Posts({ graph, entity }: { graph: Graph; entity: number }) {
  const { on } = state.value;
  const posts = inOrder(graph, [...graph.claimsOf.of(entity)].filter((claim) => graph.relationTerm(claim).post));
  if (!posts.length) return null;
  return (
    <details class="posts" open={posts.length <= 6}>
      <summary>{say(["직과 기간 {0}", "Posts and dates: {0}"], posts.length)}</summary>
      <ul>
        {posts.map((claim) => {
          const held = on ? holdsOn(graph, claim, on) : undefined;
          const other = graph.subject[claim] === entity ? graph.object[claim] : graph.subject[claim];
          return (
            <li class={held === false ? "past" : ""}>
              <EntityLink graph={graph} entity={other} /> {inLanguage(graph.claims, "title", claim)} <span class="soft"><Span graph={graph} claim={claim} /></span>{" "}
              <Go to={{ pick: graph.claims.text("id", claim) }} class="quiet">{say(["근거", "evidence"])}</Go>
              {on && <span class="soft"> · {held ? say(["그날 재직", "held that day"]) : held === false ? say(["그날 아님", "not that day"]) : say(["그날 여부 모름", "unknown for that day"])}</span>}
            </li>
          );
        })}
      </ul>
    </details>
  );
}

/** Claims in order of date, with a button for each relation among them. */
export function Claims({ graph, claims, centre = -1, heading, hidden = 0 }: { graph: Graph; claims: number[]; centre?: number; heading: ComponentChildren; hidden?: number }) {
  const [relation, only] = useState("");
  const [count, show] = useState(ROWS);
  const groups = new Map<string, number>();
  for (const claim of claims) groups.set(graph.relation(claim), (groups.get(graph.relation(claim)) ?? 0) + 1);
  const chosen = groups.has(relation) ? relation : "";
  const sorted = inOrder(graph, chosen ? claims.filter((claim) => graph.relation(claim) === chosen) : claims);
  const button = (name: string, label: string, number: number) => (
    <button type="button" aria-pressed={chosen === name} onClick={() => only(name)}>{label} {number.toLocaleString()}</button>
  );
  return (
    <section class="claims">
      <h3>{heading}</h3>
      {hidden > 0 && <p class="soft">{say(["거르기로 가려진 주장 {0}건", "{0} claims hidden by filters"], hidden)}</p>}
      {groups.size > 1 && (
        <p class="chips">
          {button("", say(["전체", "All"]), claims.length)}
          {graph.relations.filter((name) => groups.has(name)).map((name) => button(name, labelOf(graph.terms.relations[name], name), groups.get(name)!))}
        </p>
      )}
      {sorted.slice(0, count).map((claim) => <ClaimItem key={claim} graph={graph} claim={claim} centre={centre} />)}
      {sorted.length > count && <button type="button" onClick={() => show(count + ROWS)}>{say(["주장 {0}건 더 보기", "{0} more claims"], sorted.length - count)}</button>}
    </section>
  );
}

/** One claim, with its two ends. */
export function ClaimCard({ graph, claim }: { graph: Graph; claim: number }) {
  return (
    <>
      <header class="card">
        <p class="kind">{say(["주장 하나", "One claim"])}</p>
        <h2 tabIndex={-1}>{relationName(graph, claim)}</h2>
      </header>
      <ClaimItem graph={graph} claim={claim} open />
      <p class="soft id">{graph.claims.text("id", claim)}</p>
    </>
  );
}

/** All claims that speak of two entities together. */
export function PairCard({ graph, a, b, claims }: { graph: Graph; a: number; b: number; claims: Uint8Array }) {
  const both = new Set(graph.claimsOf.of(b));
  const shared = [...graph.claimsOf.of(a)].filter((claim) => both.has(claim));
  const shown = shared.filter((claim) => claims[claim]);
  const direct = shown.filter((claim) => [graph.subject[claim], graph.object[claim]].every((end) => end === a || end === b)).length;
  return (
    <>
      <header class="card">
        <h2 tabIndex={-1}><EntityLink graph={graph} entity={a} /> – <EntityLink graph={graph} entity={b} /></h2>
        {direct < shown.length && <p class="soft">{say(["둘을 잇는 주장 {0}건과, 둘을 함께 말하는 주장 {1}건입니다.", "{0} claims join the two; {1} more mention both."], direct, shown.length - direct)}</p>}
      </header>
      <Claims graph={graph} claims={shown} centre={a} heading={say(["사이의 주장 {0}건", "{0} claims between them"], shown.length)} hidden={shared.length - shown.length} />
    </>
  );
}

