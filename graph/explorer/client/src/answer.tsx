// The cells of an answer as people read them: names instead of ids, dates and amounts in words, exact values on hover.
import type { Signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { Field } from "./csv.ts";
import type { Graph, Labels } from "./data.ts";
import { DocumentName } from "./evidence.tsx";
import { EntityLink, Go, Out, Time } from "./links.tsx";
import { focusOn } from "./state.ts";
import type { Answer } from "./store.ts";
import type { Column } from "./tables.tsx";
import { dateText, durationText, inLabels, moneyText, nameOf, numberText, relationName, say, sentence } from "./words.ts";

const NUMBERS = ["integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger"];
const DATES = ["date", "gYear", "gYearMonth"];
const ADDRESS = /^https?:\/\/\S+$/;
const DAY = /^\d{4}-\d{2}(-\d{2})?$/;
const [SHORT, LONG] = [12, 40]; // letters from which a column needs some room, and much

// Names of columns that questions give and that are neither in the vocabulary nor made of names that are.
const HEADS: Record<string, readonly [string, string]> = {
  answer: ["답", "answer"], as: ["무엇으로", "as"], what: ["무슨 일", "what"], relation: ["관계", "relation"], documents: ["문서 수", "documents"], document: ["문서", "document"], address: ["주소", "address"],
  record: ["기록", "record"], agreement: ["일치", "agreement"], claims: ["주장 수", "claims"], claim: ["주장", "claim"], first: ["처음", "first"], last: ["마지막", "last"], part: ["한 일", "part"], parties: ["함께한 수", "parties"],
  target: ["대상", "target"], type: ["갈래", "type"], kind: ["종류", "kind"], status: ["상태", "status"], proposers: ["발의자 수", "proposers"], supporters: ["지지 수", "supporters"], critics: ["비판 수", "critics"],
  government_body: ["정부기관", "government body"], events: ["행사 수", "events"], other: ["다른 쪽", "other"], pledges: ["약속 수", "pledges"], pledge: ["약속", "pledge"], actors: ["행위자 수", "actors"],
  statement: ["쟁점 문장", "statement"], authority: ["제재한 기관", "authority"], sanction: ["제재", "sanction"], steps: ["걸음 수", "steps"], step: ["걸음", "step"], path: ["길", "path"], agree: ["찬성", "agree"], disagree: ["반대", "disagree"],
  agreeing_statements: ["찬성 발언", "agreeing statements"], disagreeing_statements: ["반대 발언", "disagreeing statements"], who: ["누가", "who"], addressee: ["요구받은 쪽", "addressee"], urging: ["요구", "urging"],
  days_later: ["며칠 뒤", "days later"], attendance_reported: ["참석 보도", "attendance reported"], weak_documents: ["약한 문서 수", "weak documents"], predicate: ["술어", "predicate"], name: ["이름", "name"], organization: ["기관", "organisation"],
};
const PARTS: Record<string, readonly [string, string]> = {
  id: ["식별자", "id"], on: ["날짜", "date"], claim: ["주장", "claim"], other: ["다른", "other"], date: ["날짜", "date"], since: ["부터", "since"], until: ["까지", "until"], title: ["직함", "title"],
};

/** The head of a column: a word of the vocabulary, or put together from such words. */
export function headOf(graph: Graph, name: string): string {
  const known = HEADS[name] ?? PARTS[name];
  if (known) return say(known);
  const label = labelFor(graph, name);
  if (label) return inLabels(label);
  const cut = name.indexOf("_");
  if (cut < 0) return name;
  const parts = [name.slice(0, cut), name.slice(cut + 1)].map((part) => PARTS[part] ? say(PARTS[part]) : headOf(graph, part));
  return parts.join(" ");
}

function labelFor(graph: Graph, name: string): Labels | undefined {
  const written = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const { columns, kinds, relations } = graph.terms;
  const own = (written !== name && columns[written]) || columns[name] || kinds[name] || relations[name];
  if (own) return own.label;
  const iri = `pg:${written[0]?.toUpperCase()}${written.slice(1)}`;
  return graph.terms.vocabulary.find((term) => term.iri === iri)?.label;
}

/** The id of something in the data, or "" if the IRI names nothing there. */
const idIn = (graph: Graph, type: string, value: string) => (type === "uri" && value.startsWith(graph.terms.base) ? value.slice(graph.terms.base.length) : "");

/** Entities that an answer's rows name, themselves or as the ends of a claim; each once, in the order of the rows. */
export function entitiesIn(graph: Graph, { columns, types }: Answer, rows: number[]): string[] {
  const found = new Set<number>();
  for (const row of rows) {
    for (const { cells, codes } of columns) {
      const id = idIn(graph, types[codes[row]], cells[row]);
      const claim = id ? graph.claim(id) : undefined;
      const entity = id ? graph.entity(id) : undefined;
      if (entity !== undefined) found.add(entity);
      else if (claim !== undefined) [graph.subject[claim], graph.object[claim]].forEach((end) => end >= 0 && found.add(end));
    }
  }
  return [...found].map((entity) => graph.idOf(entity));
}

/** All columns as a file: ids without the base address, numbers in digits. */
export function answerFields(graph: Graph, { columns, types }: Answer): Field[] {
  const { base, vocabularyBase } = graph.terms;
  return columns.map(({ name, cells, codes }) => ({
    name,
    of: (row) => {
      const [type, value] = [types[codes[row]], cells[row]];
      if (type === "uri") return value.startsWith(vocabularyBase) ? value.slice(vocabularyBase.length) : value.startsWith(base) ? value.slice(base.length) : value;
      return NUMBERS.includes(type) && Number.isInteger(Number(value)) ? value.replace(/\.0*$/, "") : value;
    },
  }));
}

/** Columns to be shown. One named x_id is not: its entity is the link under the text of x. */
export function answerColumns(graph: Graph, answer: Answer, ticked: Signal<ReadonlySet<number>>): Column[] {
  const { columns, types } = answer;
  const names = new Map(columns.map((column) => [column.name, column]));
  const shown = columns.filter(({ name }) => !(name.endsWith("_id") && names.has(name.slice(0, -3))));
  const currency = names.get("currency");
  return [
    { name: "ticked", label: say(["고르기", "Choose"]), text: () => " ", order: (row) => Number(!ticked.value.has(row)), show: (row) => <Tick row={row} ticked={ticked} /> },
    ...shown.map(({ name, cells, codes }, place): Column => {
      const beside = names.get(`${name}_id`);
      const money = (row: number) => (name.endsWith("amount") ? currency?.cells[row] ?? "" : "");
      const text = (row: number) => textOf(graph, types[codes[row]], cells[row], money(row), place === 0);
      const longer = (letters: number) => cells.some((cell, row) => types[codes[row]] === "text" && cell.length > letters && !ADDRESS.test(cell));
      const number = codes.length > 0 && codes.every((code) => !code || NUMBERS.includes(types[code])) && codes.some((code) => code > 0);
      return {
        name, label: headOf(graph, name), text,
        show: (row) => {
          const entity = beside ? graph.entity(idIn(graph, types[beside.codes[row]], beside.cells[row])) : undefined;
          return entity !== undefined && text(row) ? <Go to={focusOn(graph.idOf(entity))} class="entity">{text(row)}</Go> : cellOf(graph, types[codes[row]], cells[row], text(row));
        },
        order: (row) => (number ? (codes[row] ? Number(cells[row]) : NaN) : isDay(types[codes[row]], cells[row]) ? cells[row] : text(row)),
        largestFirst: number,
        width: longer(LONG) ? "wide" : longer(SHORT) ? "middle" : undefined,
      };
    }),
  ];
}

function Tick({ row, ticked }: { row: number; ticked: Signal<ReadonlySet<number>> }) {
  const flip = () => {
    const next = new Set(ticked.value);
    if (!next.delete(row)) next.add(row);
    ticked.value = next;
  };
  return <input type="checkbox" class="tick" aria-label={say(["{0}번째 답 고르기", "Choose row {0}"], row + 1)} checked={ticked.value.has(row)} onChange={flip} />;
}

/** Whether a cell is a date, or the text of one. */
const isDay = (type: string, value: string) => DATES.includes(type) || (type === "text" && DAY.test(value));

function textOf(graph: Graph, type: string, value: string, currency: string, alone: boolean): string {
  if (type === "uri") return nameIn(graph, value, alone);
  if (NUMBERS.includes(type)) return currency ? moneyText(value, currency) : numberText(value);
  if (isDay(type, value)) return dateText(value);
  if (type === "duration") return durationText(value);
  if (type === "boolean") return value === "true" ? say(["예", "yes"]) : say(["아니요", "no"]);
  return ADDRESS.test(value) ? hostOf(value) : value;
}

/** What an IRI names. A claim is told in full where nothing before it says what the row is about. */
function nameIn(graph: Graph, iri: string, alone: boolean): string {
  const id = idIn(graph, "uri", iri);
  const [entity, claim, document] = id ? [graph.entity(id), graph.claim(id), graph.documents.find("id", id)] : [];
  if (entity !== undefined) return nameOf(graph, entity);
  if (claim !== undefined) return alone ? sentence(graph, claim) : relationName(graph, claim);
  if (document !== undefined) return [graph.documents.text("publisher", document), graph.documents.text("published", document)].join(" ");
  const prefix = Object.entries(graph.terms.prefixes).filter(([, base]) => iri.startsWith(base)).sort(([, a], [, b]) => b.length - a.length)[0];
  const short = prefix ? `${prefix[0]}:${iri.slice(prefix[1].length)}` : iri;
  const term = iri.startsWith(graph.terms.vocabularyBase) ? graph.terms.vocabulary.find((one) => one.iri === short) : undefined;
  return term ? inLabels(term.label) : short;
}

const hostOf = (address: string) => (URL.canParse(address) ? new URL(address).hostname.replace(/^www\./, "") : address);

function cellOf(graph: Graph, type: string, value: string, text: string): ComponentChildren {
  if (!text) return "";
  const id = idIn(graph, type, value);
  if (id) {
    const [entity, claim, document] = [graph.entity(id), graph.claim(id), graph.documents.find("id", id)];
    if (entity !== undefined) return <EntityLink graph={graph} entity={entity} />;
    if (claim !== undefined) return <Go to={{ pick: id }} aria-label={`${text}: ${sentence(graph, claim)}`}>{text}</Go>;
    if (document !== undefined) return <DocumentName graph={graph} document={document} />;
  }
  if (ADDRESS.test(value) && !value.startsWith(graph.terms.base)) return <Out address={value}>{text}</Out>;
  if (isDay(type, value)) return <Time date={value} />;
  return text === value ? text : <span title={NUMBERS.includes(type) ? Number(value).toLocaleString("en", { maximumFractionDigits: 9 }) : value}>{text}</span>;
}
