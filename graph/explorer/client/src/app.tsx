// The shell: search, tabs, filters, the view, the panel beside it, the months below.
import { effect } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { Ask } from "./ask.tsx";
import { Card, ClaimCard, Claims, PairCard } from "./card.tsx";
import { copy } from "./cite.ts";
import type { Graph } from "./data.ts";
import { unpack } from "./data.ts";
import { Drawing } from "./drawing.tsx";
import { shownClaims, shownEntities } from "./filters.ts";
import { Finder } from "./finder.tsx";
import { EntityLink, Go } from "./links.tsx";
import { WholeMap } from "./map.tsx";
import { between, shortestPath } from "./neighbours.ts";
import { Pledges } from "./pledges.tsx";
import { Positions } from "./positions.tsx";
import { Chips, Rail } from "./rail.tsx";
import { savePng, saveSvg } from "./save.ts";
import type { Index } from "./search.ts";
import type { View } from "./state.ts";
import { filterOf, focusOn, go, state } from "./state.ts";
import { Stories, StoryBar, StoryMaker, copied, linkOf } from "./story.tsx";
import { Tables } from "./tables.tsx";
import { Timeline } from "./timeline.tsx";
import { dateText, nameOf, relationName, say } from "./words.ts";

const TABS: Record<View, readonly [string, string]> = {
  graph: ["그래프", "Graph"], map: ["전체 지도", "Whole map"], tables: ["표", "Tables"], pledges: ["약속", "Pledges"], positions: ["입장", "Positions"], ask: ["질문", "Ask"],
};
const dark = matchMedia("(prefers-color-scheme: dark)");

export function App({ graph, index }: { graph: Graph; index: Index }) {
  const { value } = state;
  const claims = useMemo(() => shownClaims(graph, value), [graph, JSON.stringify(filterOf(value))]);
  const entities = useMemo(() => shownEntities(graph, value, claims), [claims, value.kinds.join()]);
  const [wanted, rail] = useState<boolean | null>(null);
  const [making, make] = useState(false);
  const drawn = value.view === "graph" || value.view === "map";
  const filtered = value.view !== "ask";
  const railed = wanted ?? (drawn && innerWidth >= 1280); // tables need the width
  const panelled = drawn || value.pick !== "";
  const target = panelled ? "panel" : "view";
  useEffect(() => effect(() => describe(graph)), [graph]);
  useEffect(followScheme, []);
  return (
    <>
      <a class="skip" href={`#${target}`} onClick={(event) => { event.preventDefault(); document.getElementById(target)!.focus(); }}>{panelled ? say(["카드와 근거로 건너뛰기", "Skip to the card and its evidence"]) : say(["본문으로 건너뛰기", "Skip to the content"])}</a>
      <Header graph={graph} index={index} making={making} onMake={() => make(!making)} />
      <nav aria-label={say(["보기", "Views"])}>
        {(Object.keys(TABS) as View[]).map((view) => (
          <a key={view} href="#" aria-current={value.view === view ? "page" : undefined} onClick={(event) => { event.preventDefault(); if (view !== value.view) go({ view, values: "", sort: "", find: "" }); }}>{say(TABS[view])}</a>
        ))}
        {filtered && <button type="button" class="toggle" aria-expanded={railed} aria-controls="rail" onClick={() => rail(!railed)}>{say(["거르기", "Filters"])}</button>}
        {filtered && <Chips graph={graph} />}
      </nav>
      <main class={[`view-${value.view}`, railed && filtered ? "railed" : "", panelled ? "panelled" : ""].join(" ")}>
        {railed && filtered && <aside id="rail" aria-label={say(["거르기", "Filters"])}><Rail graph={graph} index={index} /></aside>}
        <section id="view" tabIndex={-1} aria-label={say(["보기: {0}", "View: {0}"], say(TABS[value.view]))}>
          {value.view === "graph" && <Drawing graph={graph} claims={claims} entities={entities} />}
          {value.view === "map" && <WholeMap graph={graph} />}
          {value.view === "tables" && <Tables graph={graph} />}
          {value.view === "pledges" && <Pledges graph={graph} />}
          {value.view === "positions" && <Positions graph={graph} />}
          {value.view === "ask" && <Ask graph={graph} index={index} />}
        </section>
        {panelled && <aside id="panel" tabIndex={-1} aria-label={say(["카드와 근거", "Card and evidence"])}><Panel graph={graph} index={index} claims={claims} /></aside>}
      </main>
      <StoryBar graph={graph} />
      {making && <StoryMaker onDone={() => make(false)} />}
      {filtered && <Timeline graph={graph} />}
      <p class="spoken" role="status">{subject(graph)}</p>
    </>
  );
}

interface Making {
  making: boolean; // whether a story is being made
  onMake: () => void;
}

function Header({ graph, index, ...story }: { graph: Graph; index: Index } & Making) {
  const { lang, theme, view } = state.value;
  const night = (theme || (dark.matches ? "dark" : "light")) === "dark";
  return (
    <header>
      <h1><Go to={{ ...focusOn(""), view: "graph" }}>{say([graph.heading, "Platform policy graph"])}</Go></h1>
      <Finder graph={graph} index={index} shortcut label={say(["이름, 줄임말, 초성(ㄴㅇㅂ), 종목코드로 찾기", "Search names, aliases, initials, tickers"])} 
        onChoose={(entity) => go(view === "map" ? { pick: graph.idOf(entity) } : focusOn(graph.idOf(entity)))}
        onText={(find) => go({ view: "tables", table: "claims", sort: "", values: "", find })} />
      <p class="date">{known(graph)}</p>
      <div class="controls">
        <button type="button" lang={lang === "ko" ? "en" : "ko"} onClick={() => go({ lang: lang === "ko" ? "en" : "ko" }, { replace: true })}>{lang === "ko" ? "English" : "한국어"}</button>
        <button type="button" onClick={() => go({ theme: night ? "light" : "dark" }, { replace: true })}>{night ? say(["밝게", "Light"]) : say(["어둡게", "Dark"])}</button>
        <Share graph={graph} {...story} />
      </div>
    </header>
  );
}

/** How far the data reaches: the latest document, and the latest day on which something was looked for. */
function known(graph: Graph): string {
  if (!graph.builtFrom) return "";
  const documents = say(["문서 {0}까지", "documents until {0}"], dateText(graph.builtFrom));
  return graph.knownUntil > graph.builtFrom ? `${documents} · ${say(["이행 확인 {0}까지", "pledges looked up until {0}"], dateText(graph.knownUntil))}` : documents;
}

function Share({ graph, making, onMake }: { graph: Graph } & Making) {
  const [said, tell] = useState("");
  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (event: Event) => {
      if (menu.current?.open && (event.type === "keydown" ? (event as KeyboardEvent).key === "Escape" : !menu.current.contains(event.target as Node))) menu.current.open = false;
    };
    for (const name of ["pointerdown", "keydown"]) document.addEventListener(name, close);
    return () => { for (const name of ["pointerdown", "keydown"]) document.removeEventListener(name, close); };
  }, []);
  const picture = (save: typeof savePng | typeof saveSvg) => {
    const drawing = document.querySelector<SVGSVGElement>("#view .canvas > svg");
    if (drawing) void save(graph, drawing, subject(graph) || graph.heading);
  };
  const drawn = state.value.view === "graph"; // the map has buttons of its own
  return (
    <details class="menu" ref={menu}>
      <summary>{say(["나누기", "Share"])}</summary>
      <div>
        <button type="button" onClick={() => copy(linkOf({})).then(() => tell(copied()))}>{say(["이 화면의 주소 복사", "Copy the link of this view"])}</button>
        {drawn && <button type="button" onClick={() => picture(savePng)}>{say(["그림 저장 (PNG)", "Save picture (PNG)"])}</button>}
        {drawn && <button type="button" onClick={() => picture(saveSvg)}>{say(["그림 저장 (SVG)", "Save picture (SVG)"])}</button>}
        <button type="button" onClick={() => print()}>{say(["근거와 함께 인쇄", "Print with evidence"])}</button>
        <button type="button" aria-expanded={making} onClick={onMake}>{say(["이야기 만들기", "Make a story"])}</button>
        <p role="status" class="soft">{said}</p>
      </div>
    </details>
  );
}

function Panel({ graph, index, claims }: { graph: Graph; index: Index; claims: Uint8Array }) {
  const { pick, focus, path, nodes } = state.value;
  const panel = useRef<HTMLDivElement>(null);
  // Together with the new card, not some frames later: by then the keyboard may stand further down in it, and would be scrolled out of sight.
  useLayoutEffect(() => {
    const aside = panel.current!.parentElement!;
    aside.scrollTo(0, 0);
    if (pick && matchMedia("(max-width: 799px)").matches) aside.scrollIntoView(); // on a phone it stands below the drawing
  }, [pick, focus, path, nodes.join()]);
  let content: ComponentChildren;
  const claim = graph.claim(pick);
  const [first, second] = (pick || (path ? "" : focus)).split("~").map((id) => graph.entity(id));
  const missing = graph.whole && [focus, ...pick.split("~")].find((id) => id && graph.entity(id) === undefined && graph.claim(id) === undefined);
  if (claim !== undefined) content = <ClaimCard graph={graph} claim={claim} />;
  else if (first !== undefined && second !== undefined) content = <PairCard graph={graph} a={first} b={second} claims={claims} />;
  else if (path) content = <PathCard graph={graph} claims={claims} />;
  else if (nodes.length && first === undefined) content = <SetCard graph={graph} claims={claims} />;
  else if (first !== undefined) content = <Card key={first} graph={graph} index={index} entity={first} claims={claims} />;
  else content = <Overview graph={graph} />;
  return (
    <div ref={panel} class="panel">
      {pick && <p class="back"><Go to={{ pick: "" }}>{focus && state.value.view === "graph" ? say(["← {0}", "← {0}"], nameOf(graph, graph.entity(focus) ?? -1) || focus) : say(["닫기", "Close"])}</Go></p>}
      {missing && <p class="mark conflict">{say(["이 자료에 없습니다: {0}", "Not in this data: {0}"], missing)}</p>}
      {content}
    </div>
  );
}

/** Claims that join two entities, and what both have claims with. */
function PathCard({ graph, claims }: { graph: Graph; claims: Uint8Array }) {
  const { focus, path } = state.value;
  const [from, to] = [graph.entity(focus), graph.entity(path)];
  const found = useMemo(() => (from === undefined || to === undefined ? [] : between(graph, from, to, claims)), [graph, from, to, claims]);
  const steps = useMemo(() => (from === undefined || to === undefined ? [] : shortestPath(graph, from, to, claims)), [graph, from, to, claims]);
  if (from === undefined || to === undefined) return null;
  const joining = (a: number, b: number) => [...graph.claimsOf.of(a)].filter((claim) => claims[claim] && a !== b && [graph.subject[claim], graph.object[claim]].includes(b) && [graph.subject[claim], graph.object[claim]].includes(a));
  const direct = joining(from, to);
  const middle = steps.length > 3 ? steps.slice(1, -1) : found.slice(1, -1);
  const via = (entity: number, i: number) => (steps.length > 3 ? [...joining(steps[i], entity), ...(i === middle.length - 1 ? joining(entity, to) : [])] : [...joining(from, entity), ...joining(entity, to)]);
  return (
    <>
      <header class="card">
        <p class="kind">{say(["연결 경로", "Path"])}</p>
        <h2 tabIndex={-1}><EntityLink graph={graph} entity={from} /> – <EntityLink graph={graph} entity={to} /></h2>
        <p>{!steps.length ? say(["이어지지 않습니다", "not connected"]) : steps.length > 3 ? say(["가장 짧은 경로: {0}단계", "shortest path: {0} steps"], steps.length - 1) : say(["바로 잇는 주장 {0}건, 사이에 있는 개체 {1}", "{0} claims join them; {1} entities stand between"], direct.length, middle.length)}</p>
      </header>
      {direct.length > 0 && <Claims graph={graph} claims={direct} heading={say(["바로 잇는 주장 {0}건", "{0} claims join them"], direct.length)} />}
      {middle.map((entity, i) => <Claims key={entity} graph={graph} claims={via(entity, i)} heading={<EntityLink graph={graph} entity={entity} />} />)}
    </>
  );
}

/** The entities chosen by an answer, and the claims between them. */
function SetCard({ graph, claims }: { graph: Graph; claims: Uint8Array }) {
  const rows = [...new Set(state.value.nodes.map((id) => graph.entity(id)).filter((row) => row !== undefined))];
  const among = new Set(rows);
  const between = rows.flatMap((entity) => [...graph.claimsOf.of(entity)].filter((claim) => claims[claim] && graph.subject[claim] === entity && among.has(graph.object[claim])));
  return (
    <>
      <header class="card">
        <h2 tabIndex={-1}>{say(["고른 개체 {0}", "{0} chosen entities"], rows.length)}</h2>
        <p class="names">{rows.map((entity, i) => <>{i > 0 && ", "}<EntityLink graph={graph} entity={entity} /></>)}</p>
      </header>
      <Claims graph={graph} claims={between} heading={say(["이들 사이의 주장 {0}건", "{0} claims among them"], between.length)} />
    </>
  );
}

function Overview({ graph }: { graph: Graph }) {
  const busy = useMemo(() => [...graph.degree.keys()].sort((a, b) => graph.degree[b] - graph.degree[a] || a - b).slice(0, 8), [graph]);
  return (
    <>
      <header class="card">
        <h2 tabIndex={-1}>{say(["누가 플랫폼 정책을 만드는가", "Who makes platform policy"])}</h2>
        <p>{say(["개체 {0} · 주장 {1} · 문서 {2}", "{0} entities · {1} claims · {2} documents"], graph.entities.size, graph.claims.size, graph.documents.size)}</p>
        <p class="soft">{known(graph)}</p>
      </header>
      <ul class="hints">
        <li>{say(["찾기 칸에 이름이나 초성(ㄴㅇㅂ)을 넣으세요. / 를 누르면 바로 갑니다.", "Type a name into the search field; / leads there."])}</li>
        <li>{say(["그림의 점을 누르면 카드가, 선을 누르면 그 사이의 주장과 근거 문서가 열립니다. 두 번 누르면 가운데로 옵니다.", "Click a mark for its card, a line for the claims behind it and their documents; double-click puts a mark in the middle."])}</li>
        <li>{say(["모든 주장에는 문서와 날짜가 있고, 문서 이름을 누르면 그 구절로 갑니다. 약속은 발표한 것이지 지킨 것이 아닙니다.", "Every claim has documents and dates; a document's name leads to the passage. A pledge is what was announced, not what was done."])}</li>
      </ul>
      <Stories graph={graph} />
      <h3>{say(["많이 나오는 개체", "Most mentioned"])}</h3>
      <ul class="plain">{busy.map((entity) => <li><EntityLink graph={graph} entity={entity} /> <span class="soft">{say(["주장 {0}건", "{0} claims"], graph.degree[entity])}</span></li>)}</ul>
      <p><Go to={{ view: "ask" }}>{say(["준비된 질문 {0}개 보기", "See {0} prepared questions"], graph.questions.length)}</Go></p>
      <Licences />
    </>
  );
}

/** The licences of the libraries in this page. */
function Licences() {
  const [text, show] = useState("");
  const read = async (event: Event) => {
    if ((event.currentTarget as HTMLDetailsElement).open && !text) show(await unpack("licences").text());
  };
  return (
    <details class="licences" onToggle={read}>
      <summary>{say(["이용 조건", "Licences"])}</summary>
      <p>{say(["사실은 CC BY 4.0, 이 화면의 코드는 Apache-2.0입니다. 쓰인 라이브러리:", "The facts are CC BY 4.0, the code of this page is Apache-2.0. Libraries used:"])}</p>
      <pre tabIndex={0}>{text}</pre>
    </details>
  );
}

/** What the panel is about, for the title, for readers of screens, and for names of files. */
export function subject(graph: Graph): string {
  const { pick, focus, path, view } = state.value;
  const claim = graph.claim(pick);
  if (claim !== undefined) return `${nameOf(graph, graph.subject[claim])} ${relationName(graph, claim)} ${nameOf(graph, graph.object[claim])}`;
  const ends = (pick || [focus, path].filter(Boolean).join("~")).split("~").map((id) => graph.entity(id)).filter((row) => row !== undefined);
  if (ends.length) return ends.map((entity) => nameOf(graph, entity)).join(" – ");
  return view === "graph" ? "" : say(TABS[view]);
}

function describe(graph: Graph): void {
  document.documentElement.lang = state.value.lang;
  document.documentElement.dataset.theme = state.value.theme || (dark.matches ? "dark" : "light");
  document.title = [subject(graph), say([graph.heading, "Platform policy graph"])].filter(Boolean).join(" — ");
}

function followScheme(): () => void {
  const follow = () => { document.documentElement.dataset.theme = state.value.theme || (dark.matches ? "dark" : "light"); };
  const unfold = () => document.querySelectorAll("details").forEach((element) => { if (!element.classList.contains("menu")) element.open = true; });
  dark.addEventListener("change", follow);
  addEventListener("beforeprint", unfold);
  return () => { dark.removeEventListener("change", follow); removeEventListener("beforeprint", unfold); };
}

