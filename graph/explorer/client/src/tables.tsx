// Everything as tables: a full equal of the drawing, and the grid that the other tables of the page are set in.
import "./tables.css";
import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { Field } from "./csv.ts";
import { claimFields, fieldsOf, saveCsv } from "./csv.ts";
import type { ColumnTerm, Graph, Table } from "./data.ts";
import { shownClaims, shownEntities } from "./filters.ts";
import { EntityLink, Go, Out, Time } from "./links.tsx";
import { Symbol } from "./marks.tsx";
import { namesOf } from "./search.ts";
import type { State } from "./state.ts";
import { filterOf, focusOn, go, language, state } from "./state.ts";
import { dateText, definitionOf, figures, inLanguage, labelOf, nameOf, say, sentence, valueText } from "./words.ts";

const PAGE = 200; // rows that stand in the page at once

export interface Column {
  name: string;
  label: string;
  text: (row: number) => string; // what is shown: searched, and sorted by unless `order` says otherwise
  show?: (row: number) => ComponentChildren; // where it is more than text
  order?: (row: number) => number | string; // NaN and "" are unknown, and last in either direction
  largestFirst?: boolean;
  width?: "wide" | "middle";
  held?: boolean; // stays in sight when the table is wider than the page
}

export function Tables({ graph }: { graph: Graph }) {
  const { table, find } = state.value;
  const filter = JSON.stringify(filterOf(state.value));
  const claims = useMemo(() => shownClaims(graph, state.value), [graph, filter]);
  const entities = useMemo(() => shownEntities(graph, state.value, claims), [graph, filter]);
  const documents = useMemo(() => shownDocuments(graph, claims), [graph, claims]);
  const shown = { claims, entities, documents };
  const { columns, fields, caption } = useMemo(() => PAGES[table](graph, claims), [graph, claims, table, language.value]);
  const all = useMemo(() => rowsOf(shown[table]), [shown[table]]);
  const rows = useFound(columns, all, find, table === "claims" ? claimsOfDocument(graph, find) : undefined);
  const idOf = (row: number) => graph[table].text("id", row);
  const open = { claims: (row: number) => ({ pick: idOf(row) }), entities: (row: number) => ({ pick: idOf(row) }), documents: undefined }[table];
  return (
    <section class="tables">
      <div class="over">
        <nav aria-label={say(["표", "Tables"])} class="tabs">
          <Tab name="claims" label={say(["주장", "Claims"])} count={total(claims)} />
          <Tab name="entities" label={say(["개체", "Entities"])} count={total(entities)} />
          <Tab name="documents" label={say(["문서", "Documents"])} count={total(documents)} />
        </nav>
        <Search label={say(["표에서 찾기", "Find in the table"])} />
        <button type="button" onClick={() => saveCsv(`${graph.heading}_${caption}.csv`, fields, rows)}>{say(["CSV로 받기", "Download CSV"])}</button>
      </div>
      <Grid key={table} caption={caption} columns={columns} rows={rows} idOf={idOf} start={START[table]} open={open} />
    </section>
  );
}

const START = { claims: "-date", entities: "-claims", documents: "-published" };

function Tab({ name, label, count }: { name: State["table"]; label: string; count: number }) {
  const current = state.value.table === name ? "true" : undefined;
  return <Go to={{ table: name, sort: "", find: "" }} aria-current={current}>{label} <b>{count.toLocaleString()}</b></Go>;
}

export function Search({ label }: { label: string }) {
  return (
    <input type="search" class="find" aria-label={label} placeholder={label} value={state.value.find}
      onInput={(event) => go({ find: event.currentTarget.value }, { replace: true })} />
  );
}

export const rowsOf = (shown: Uint8Array): number[] => [...shown.keys()].filter((row) => shown[row]);
const total = (shown: Uint8Array): number => shown.reduce((sum, one) => sum + one, 0);

/** A document is shown if it speaks of a claim that is; all are as long as nothing is filtered. */
function shownDocuments(graph: Graph, claims: Uint8Array): Uint8Array {
  const shown = new Uint8Array(graph.documents.size);
  if (!claims.includes(0)) return shown.fill(1);
  const [documents, of] = [graph.evidence.refs("document"), graph.evidence.refs("claim")];
  of.forEach((claim, row) => claims[claim] && documents[row] >= 0 && (shown[documents[row]] = 1));
  return shown;
}

/** If what is looked for is the id of a document: the claims it speaks of. */
function claimsOfDocument(graph: Graph, find: string): Set<number> | undefined {
  const document = find ? graph.documents.find("id", find) : undefined;
  if (document === undefined) return undefined;
  const [documents, claims] = [graph.evidence.refs("document"), graph.evidence.refs("claim")];
  return new Set(claims.filter((_, row) => documents[row] === document));
}

/** Rows whose shown text holds every word, in any case and however its letters are composed. */
export function useFound(columns: Column[], rows: number[], find: string, exactly?: Set<number>): number[] {
  const texts = useMemo<string[]>(() => [], [columns]);
  const textOf = (row: number) => (texts[row] ??= columns.map((column) => column.text(row)).join("\n").normalize("NFC").toLowerCase());
  useEffect(() => whenIdle(rows, textOf), [texts, rows]);
  return useMemo(() => {
    const words = find.normalize("NFC").toLowerCase().split(/\s+/).filter(Boolean);
    if (exactly) return rows.filter((row) => exactly.has(row));
    if (!words.length) return rows;
    return rows.filter((row) => words.every((word) => textOf(row).includes(word)));
  }, [columns, rows, find]);
}

/** Do something for each row a little at a time, before it is asked for. Returns how to stop. */
function whenIdle(rows: number[], each: (row: number) => void): () => void {
  let [next, timer] = [0, 0];
  const work = () => {
    for (const until = performance.now() + 8; next < rows.length && performance.now() < until; next++) each(rows[next]);
    timer = next < rows.length ? setTimeout(work, 8) : 0;
  };
  timer = setTimeout(work, 200);
  return () => clearTimeout(timer);
}

const sortedBy = new WeakMap<Column, (number | string)[]>(); // what has been sorted by once is not made again

/** Rows in the order of a column; rows that are equal there keep theirs. */
export function sorted(rows: number[], column: Column | undefined, descending: boolean): number[] {
  if (!column) return rows;
  const known = sortedBy.get(column) ?? [];
  sortedBy.set(column, known);
  const values = rows.map((row) => (known[row] ??= (column.order ?? column.text)(row)));
  const order = ranks(values);
  const places = rows.map((_, i) => i);
  const unknown = values.map((value) => value === "" || Number.isNaN(value));
  places.sort((a, b) => Number(unknown[a]) - Number(unknown[b]) || (descending ? order[b] - order[a] : order[a] - order[b]) || a - b);
  return places.map((place) => rows[place]);
}

/** Numbers stay; texts become their places in the Korean alphabet, each compared once. */
function ranks(values: (number | string)[]): number[] {
  if (values.every((value) => typeof value === "number")) return values.map((value) => (Number.isNaN(value) ? 0 : (value as number)));
  const { compare } = new Intl.Collator("ko", { numeric: true });
  const places = new Map([...new Set(values.map(String))].sort(compare).map((text, place) => [text, place]));
  return values.map((value) => places.get(String(value))!);
}

interface GridProps {
  caption: string;
  columns: Column[];
  rows: number[];
  idOf: (row: number) => string;
  start: string; // the order as long as none is chosen
  open?: (row: number) => Partial<State>;
  below?: (row: number) => ComponentChildren; // what unfolds under a row
}

/** A sortable table, 200 rows at a time; where it is narrow, its rows are cards. */
export function Grid({ caption, columns, rows, idOf, start, open, below }: GridProps) {
  const [first, turn] = useState(0);
  const known = columns.some((column) => column.name === state.value.sort.replace(/^-/, ""));
  const key = known ? state.value.sort : start;
  const [name, descending] = [key.replace(/^-/, ""), key.startsWith("-")];
  const direction = descending ? "descending" : "ascending";
  const filled = useMemo(() => columns.filter((column) => rows.some((row) => column.text(row))), [columns, rows]);
  const ordered = useMemo(() => sorted(rows, columns.find((column) => column.name === name), descending), [columns, rows, key]);
  useEffect(() => turn(0), [ordered]);
  const from = first < ordered.length ? first : 0;
  const page = ordered.slice(from, from + PAGE);
  if (!rows.length) return <p class="empty">{say(["맞는 것이 없습니다. 찾는 말을 줄이거나 거르기를 풀어 보십시오.", "Nothing matches. Try fewer words, or clear a filter."])}</p>;
  return (
    <>
      <div class="scroll" role="region" aria-label={caption} tabIndex={0}>
        <table class="grid">
          <caption>{caption}</caption>
          <thead><tr>{filled.map((column) => <Head key={column.name} column={column} sort={column.name === name ? direction : undefined} />)}</tr></thead>
          <tbody onKeyDown={step}>
            {page.map((row) => <Row key={row} row={row} id={idOf(row)} columns={filled} open={open} below={below?.(row)} />)}
          </tbody>
        </table>
      </div>
      <Pages from={from} count={ordered.length} turn={turn} />
    </>
  );
}

function Head({ column, sort }: { column: Column; sort?: "ascending" | "descending" }) {
  const { name, label, largestFirst } = column;
  const downwards = sort ? sort === "ascending" : largestFirst;
  return (
    <th scope="col" aria-sort={sort} class={[column.width, column.held && "held"].filter(Boolean).join(" ") || undefined}>
      <button type="button" onClick={() => go({ sort: downwards ? `-${name}` : name })}>
        {label}<span aria-hidden="true">{sort ? (sort === "ascending" ? " ▲" : " ▼") : ""}</span>
      </button>
    </th>
  );
}

function Row({ row, id, columns, open, below }: { row: number; id: string; columns: Column[]; open?: GridProps["open"]; below: ComponentChildren }) {
  const follow = (event: MouseEvent) => {
    if (!open || (event.target as Element).closest("a, button, input") || getSelection()?.toString()) return;
    go(open(row));
  };
  return (
    <>
      <tr data-id={id} class={state.value.pick === id ? "picked" : undefined} onClick={follow}>
        {columns.map((column) => {
          const text = column.text(row);
          const classes = [column.width, column.held && "held", !text && "nothing", column.largestFirst && "number"].filter(Boolean).join(" ");
          return <td key={column.name} data-label={column.label} class={classes || undefined}>{column.show ? column.show(row) : text}</td>;
        })}
      </tr>
      {below && <tr class="below"><td colSpan={columns.length}>{below}</td></tr>}
    </>
  );
}

/** Arrows walk down a column of links and buttons. */
function step(event: KeyboardEvent): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const cell = (event.target as Element).closest("td");
  if (!by || !cell) return;
  const body = cell.closest("tbody")!;
  const same = [...body.querySelectorAll<HTMLElement>(`tr > td[data-label="${CSS.escape(cell.dataset.label ?? "")}"] > :is(a, button)`)];
  const next = same[same.indexOf(event.target as HTMLElement) + by];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function Pages({ from, count, turn }: { from: number; count: number; turn: (first: number) => void }) {
  const to = Math.min(from + PAGE, count);
  return (
    <p class="pages">
      <span role="status">{`${(from + 1).toLocaleString()}–${to.toLocaleString()} / ${count.toLocaleString()}`}</span>
      {from > 0 && <button type="button" onClick={() => turn(from - PAGE)}>{say(["앞 {0}건", "Previous {0}"], PAGE)}</button>}
      {to < count && <button type="button" onClick={() => turn(to)}>{say(["다음 {0}건", "Next {0}"], Math.min(PAGE, count - to))}</button>}
    </p>
  );
}

interface Page {
  columns: Column[];
  fields: Field[];
  caption: string;
}

const PAGES: Record<State["table"], (graph: Graph, claims: Uint8Array) => Page> = {
  claims: (graph) => ({ caption: say(["주장", "Claims"]), fields: claimFields(graph), columns: claimColumns(graph) }),
  entities: (graph, claims) => ({
    caption: say(["개체", "Entities"]),
    fields: fieldsOf(graph, graph.entities, ["id", "kind"], graph.kinds.flatMap((kind) => graph.columns(`entities/${kind}`))),
    columns: entityColumns(graph, claims),
  }),
  documents: (graph, claims) => ({
    caption: say(["문서", "Documents"]),
    fields: fieldsOf(graph, graph.documents, ["id"], graph.columns("documents")),
    columns: documentColumns(graph, claims),
  }),
};

// What has a column of its own, or stands in the panel.
const ELSEWHERE = new Set(["id", "subject", "object", "event", "date", "document", "locator", "summary", "currency", "joint"]);

/** The columns of claims that every relation has; also the beginning of the ledger's. */
export function claimColumns(graph: Graph): Column[] {
  const names = Array.from({ length: graph.entities.size }, (_, entity) => nameOf(graph, entity));
  const entity = (name: string, label: string): Column => {
    const refs = graph.claims.refs(name);
    return { name, label, width: "middle", text: (claim) => names[refs[claim]] ?? "", show: (claim) => <EntityLink graph={graph} entity={refs[claim]} /> };
  };
  const relations = graph.relations.map((relation) => labelOf(graph.terms.relations[relation], relation));
  const measured = graph.relations.map((relation) => graph.columns(`relations/${relation}`).some(({ type }) => type === "decimal" || type === "duration"));
  const figuresOf = (claim: number) => (measured[graph.relationOf[claim]] ? figures(graph, claim) : []);
  return [
    {
      name: "date", label: say(["날짜", "Date"]), largestFirst: true,
      text: (claim) => when(graph, claim),
      order: (claim) => graph.dateOf(claim),
      show: (claim) => <Time date={graph.dateOf(claim)} />,
    },
    entity("subject", say(["누가", "Who"])),
    {
      name: "relation", label: say(["무엇을 했나", "Did what"]),
      text: (claim) => relations[graph.relationOf[claim]],
      show: (claim) => <span class={graph.relationTerm(claim).polarity ?? undefined}>{relations[graph.relationOf[claim]]}</span>,
    },
    entity("object", say(["대상", "To what or whom"])),
    { name: "summary", label: say(["요약", "Summary"]), width: "wide", text: (claim) => inLanguage(graph.claims, "summary", claim) },
    documentsColumn(graph),
    marksColumn(graph),
    {
      name: "figures", label: say(["수치", "Figures"]), width: "middle", largestFirst: true, order: (claim) => numberOf(graph.claims, "amount", claim),
      text: (claim) => figuresOf(claim).map(({ text }) => text).join(" · "),
      show: (claim) => figuresOf(claim).map(({ text, exact }, i) => <>{i > 0 && " · "}<span title={exact}>{text}</span></>),
    },
    entity("event", say(["자리", "Event"])),
    othersColumn(graph, graph.claims, (claim) => `relations/${graph.relation(claim)}`, ELSEWHERE),
  ];
}

const when = (graph: Graph, claim: number): string => (graph.dateOf(claim) ? dateText(graph.dateOf(claim)) : "");

export const numberOf = (table: Table, column: string, row: number): number => {
  const digits = table.text(column, row);
  return digits ? Number(digits) : NaN;
};

/** The way to a claim's evidence: its first document, and how many more there are. */
export function documentsColumn(graph: Graph): Column {
  const none = () => say(["근거 문서 없음", "No document"]);
  const date = (document: number) => graph.documents.text("published", document);
  const ordered = (claim: number) => graph.sources(claim).sort((a, b) => (date(a) < date(b) ? -1 : 1));
  return {
    name: "documents", label: say(["근거 문서", "Documents"]), width: "middle", held: true, largestFirst: true, order: (claim) => graph.sources(claim).length,
    text: (claim) => ordered(claim).map((document) => documentText(graph, document)).join(", ") || none(),
    show: (claim) => {
      const [first, ...more] = ordered(claim);
      const [name, date] = first === undefined ? [none(), ""] : [publisher(graph, first), published(graph, first)];
      const rest = more.length ? say([" 외 {0}건", " and {0} more"], more.length) : "";
      const label = say(["{0}{1}, 근거 보기: {2}", "{0}{1}, show the evidence: {2}"], `${name} ${date}`.trim(), rest, sentence(graph, claim));
      return (
        <button type="button" class="evidence" aria-label={label} onClick={() => go({ pick: graph.claims.text("id", claim) })}>
          {name} <span class="whole">{date}{rest}</span>
        </button>
      );
    },
  };
}

const publisher = (graph: Graph, document: number): string => graph.documents.text("publisher", document) || graph.documents.text("id", document);
export const documentText = (graph: Graph, document: number): string => `${publisher(graph, document)} ${published(graph, document)}`.trim();

function published(graph: Graph, document: number): string {
  const date = graph.documents.text("published", document);
  return date && dateText(date);
}

function marksColumn(graph: Graph): Column {
  const weak = (claim: number) => graph.isWeak(claim) && say(["약한 근거뿐", "Weakly sourced"]);
  const disputed = (claim: number) => graph.isDisputed(claim) && say(["문서마다 다름", "Documents disagree"]);
  return {
    name: "marks", label: say(["표시", "Marks"]), text: (claim) => [weak(claim), disputed(claim)].filter(Boolean).join(", "),
    show: (claim) => (
      <>{weak(claim) && <span class="mark weak">{weak(claim)}</span>} {disputed(claim) && <span class="mark conflict">{disputed(claim)}</span>}</>
    ),
  };
}

/** Whatever else a row says, each with the name of its column. */
function othersColumn(graph: Graph, table: Table, fileOf: (row: number) => string, elsewhere: Set<string>): Column {
  const columns = new Map<string, ColumnTerm[]>();
  const isOther = ({ name, type }: ColumnTerm) =>
    table.has(name) && !elsewhere.has(name) && !/_(en|bound|unit|per)$/.test(name) && type !== "decimal" && type !== "duration";
  const columnsOf = (file: string) => columns.get(file) ?? columns.set(file, graph.columns(file).filter(isOther)).get(file)!;
  const said = (row: number) => columnsOf(fileOf(row)).flatMap((column): string[] => {
    const { name, type } = column;
    const value = type === "langString" ? inLanguage(table, name, row) : table.text(name, row);
    const document = type === "documents" ? graph.documents.find("id", value) : undefined;
    return value ? [`${labelOf(column, name)}: ${document === undefined ? valueText(graph, column, value) : documentText(graph, document)}`] : [];
  });
  return { name: "others", label: say(["그 밖에", "Also"]), width: "wide", text: (row) => said(row).join(" · ") };
}

function entityColumns(graph: Graph, claims: Uint8Array): Column[] {
  const { entities } = graph;
  const kinds = graph.kinds.map((kind) => labelOf(graph.terms.kinds[kind], kind));
  const spans = Array.from({ length: entities.size }, (_, entity) => span(graph, entity, claims));
  const others = (entity: number) => {
    const codes = ["id", "krx_code", "wikidata"].map((name) => entities.text(name, entity));
    return namesOf(graph, entity).filter((name) => name !== nameOf(graph, entity) && !codes.includes(name));
  };
  const date = (name: string, label: string, end: "first" | "last"): Column => ({
    name, label, largestFirst: true, order: (entity) => spans[entity][end],
    text: (entity) => spans[entity][end] && dateText(spans[entity][end]),
    show: (entity) => <Time date={spans[entity][end]} />,
  });
  const count = (entity: number) => spans[entity].count.toLocaleString();
  return [
    {
      name: "name", label: say(["이름", "Name"]), width: "middle",
      text: (entity) => nameOf(graph, entity),
      show: (entity) => <Go to={focusOn(graph.idOf(entity))} class="entity"><Symbol kind={graph.kindOf[entity]} />{nameOf(graph, entity)}</Go>,
    },
    {
      name: "kind", label: say(["종류", "Kind"]),
      text: (entity) => kinds[graph.kindOf[entity]],
      show: (entity) => <span title={definitionOf(graph.terms.kinds[graph.kind(entity)])}>{kinds[graph.kindOf[entity]]}</span>,
    },
    { name: "description", label: say(["설명", "Description"]), width: "wide", text: (entity) => inLanguage(entities, "description", entity) },
    {
      name: "claims", label: say(["주장", "Claims"]), largestFirst: true, text: count, order: (entity) => spans[entity].count,
      show: (entity) => {
        const label = say(["{1} – {0}의 주장", "{1} – claims on {0}"], nameOf(graph, entity), count(entity));
        return <Go to={{ table: "claims", about: graph.idOf(entity), sort: "", find: "" }} aria-label={label}>{count(entity)}</Go>;
      },
    },
    date("first", say(["처음", "First"]), "first"),
    date("last", say(["마지막", "Last"]), "last"),
    { name: "others", label: say(["다른 이름", "Other names"]), width: "wide", text: (entity) => others(entity).join(", ") },
    { ...othersColumn(graph, entities, (entity) => `entities/${graph.kind(entity)}`, new Set(["id", "name", "aliases", "description"])), name: "more" },
  ];
}

function span(graph: Graph, entity: number, claims: Uint8Array): { count: number; first: string; last: string } {
  let [count, first, last] = [0, "", ""];
  for (const claim of graph.claimsOf.of(entity)) {
    if (!claims[claim]) continue;
    count++;
    const date = graph.dateOf(claim);
    if (date && (!first || date < first)) first = date;
    if (date > last) last = date;
  }
  return { count, first, last };
}

function documentColumns(graph: Graph, claims: Uint8Array): Column[] {
  const { documents } = graph;
  const supported = new Int32Array(documents.size);
  claims.forEach((shown, claim) => shown && graph.sources(claim).forEach((document) => supported[document]++));
  const column = (wanted: string) => graph.columns("documents").find(({ name }) => name === wanted);
  const label = (name: string, otherwise: string) => labelOf(column(name), otherwise);
  const quality = column("quality");
  const count = (row: number) => supported[row].toLocaleString();
  const [weak, text] = [(row: number) => graph.isWeakDocument(row), (name: string) => (row: number) => documents.text(name, row)];
  return [
    {
      name: "published", label: label("published", "published"), largestFirst: true,
      text: (row) => published(graph, row),
      order: text("published"),
      show: (row) => <Time date={documents.text("published", row)} />,
    },
    { name: "publisher", label: label("publisher", "publisher"), text: text("publisher") },
    { name: "author", label: label("author", "author"), text: text("author") },
    {
      name: "claims", label: say(["뒷받침하는 주장", "Claims it supports"]), largestFirst: true, text: count, order: (row) => supported[row],
      show: (row) => {
        const spoken = say(["{1} – {0}의 주장", "{1} – claims of {0}"], documents.text("publisher", row), count(row));
        return <Go to={{ table: "claims", sort: "", find: documents.text("id", row) }} aria-label={spoken}>{count(row)}</Go>;
      },
    },
    {
      name: "quality", label: label("quality", "quality"),
      text: (row) => valueText(graph, quality, documents.text("quality", row)),
      show: (row) => <span class={weak(row) ? "mark weak" : undefined}>{valueText(graph, quality, documents.text("quality", row))}</span>,
    },
    {
      name: "url", label: label("url", "address"), width: "wide",
      text: text("url"),
      show: (row) => <Out address={documents.text("url", row)}>{documents.text("url", row).replace(/^https?:\/\/(www\.)?/, "")}</Out>,
    },
    othersColumn(graph, documents, () => "documents", new Set(["id", "published", "publisher", "author", "quality", "url"])),
  ];
}

/** What one view alone keeps in the address. */
export const choice = (name: string): string => new URLSearchParams(state.value.values).get(name) ?? "";

/** A change of such a choice; "" is none. */
export function chosen(name: string, value: string): Partial<State> {
  const all = new URLSearchParams(state.value.values);
  if (value) all.set(name, value);
  else all.delete(name);
  return { values: all.toString() };
}
