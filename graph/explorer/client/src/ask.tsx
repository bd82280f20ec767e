// Questions in SPARQL: the prepared ones with a form for their values, and anybody's own. Everything asked stands in the address.
import "./ask.css";
import { signal } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { answerColumns, answerFields, entitiesIn } from "./answer.tsx";
import { saveCsv } from "./csv.ts";
import type { Graph, Parameter, Question } from "./data.ts";
import type { Editor } from "./editor.ts";
import { completer, openEditor } from "./editor.ts";
import { Go } from "./links.tsx";
import type { Index } from "./search.ts";
import { bind, broken, kindsFor, labelIn, parametersIn, Unusable } from "./sparql.ts";
import { go, language, state } from "./state.ts";
import type { Answer } from "./store.ts";
import { answer, engine, MOST_ROWS, stop, Stopped } from "./store.ts";
import { Grid } from "./tables.tsx";
import { inLabels, inLanguage, labelOf, nameOf, say, sentence } from "./words.ts";

const MOST_NODES = 200; // entities that a drawing can still show and an address still hold
const WAIT = 400; // ms of rest in typing before the address follows
const FIRST = `SELECT ?name ?entity (COUNT(?claim) AS ?claims)
WHERE {
  ?claim rdf:subject ?entity .
  ?entity a pg:Organization ; skos:prefLabel ?name .
  FILTER(LANG(?name) = $language)
}
GROUP BY ?name ?entity ORDER BY DESC(?claims) LIMIT 20
`;

type Outcome =
  | { at: "nothing" }
  | { at: "stopped" }
  | { at: "running" }
  | { at: "answered"; answer: Answer; asked: string }
  | { at: "failed"; message: string };

const outcome = signal<Outcome>({ at: "nothing" });
const ticked = signal<ReadonlySet<number>>(new Set());

export function Ask({ graph, index }: { graph: Graph; index: Index }) {
  const { ask: name, sparql, values, lang } = state.value;
  const question = graph.questions.find((one) => one.name === name);
  const text = sparql || question?.text || "";
  const [draft, write] = useState(text);
  const own = useRef(""); // what the reader typed and the address has followed: it waits for Run
  const editor = useRef<Editor>(undefined);
  const given = useMemo(() => Object.fromEntries(new URLSearchParams(values)), [values]);

  const run = async (asked: string) => {
    own.current = "";
    editor.current?.mark(undefined, "");
    outcome.value = { at: "running" };
    ticked.value = new Set();
    let bound: ReturnType<typeof bind> | undefined;
    try {
      bound = bind(graph, index, asked, given, lang);
      outcome.value = { at: "answered", answer: await answer(bound.text, graph.terms.base), asked: `${asked}\n${values}\n${lang}` };
    } catch (error) {
      if (error instanceof Stopped) return;
      outcome.value = { at: "failed", message: error instanceof Unusable ? error.message : complaint(error as Error, asked, bound, editor.current) };
    }
  };
  // Before the screen is drawn again, so that no question stands over the answer to another.
  useLayoutEffect(() => {
    if (text && text === own.current) return;
    write(text);
    editor.current?.set(text);
    if (text) void run(text);
    else outcome.value = { at: "nothing" };
  }, [text, values, lang]);
  const keep = () => go({ sparql: draft === question?.text ? "" : draft }, { replace: true });
  useEffect(() => {
    if (draft === text) return undefined;
    const rest = setTimeout(() => {
      own.current = draft;
      keep();
    }, WAIT);
    return () => clearTimeout(rest);
  }, [draft]);

  const runDraft = () => {
    if (draft === text) return void run(draft);
    own.current = "";
    keep(); // which runs it
  };
  return (
    <div class="ask tables">
      <Gallery graph={graph} chosen={name} />
      <section class="asking">
        {text || draft ? (
          <>
            <header>
              <h2>{question ? inLabels(question.title) : say(["직접 쓴 질문", "A question of your own"])}{question && sparql && <span class="soft"> {say(["— 고침", "— edited"])}</span>}</h2>
              {question && sparql && <Go to={{ sparql: "" }} class="button">{say(["원래 질문으로", "Back to the original"])}</Go>}
            </header>
            <Form graph={graph} index={index} parameters={parametersIn(text)} given={given} run={runDraft} />
            <Field graph={graph} index={index} draft={draft} open={!question || sparql !== ""} onChange={write} onRun={runDraft} hold={editor} />
          </>
        ) : (
          <Welcome />
        )}
        <Result graph={graph} title={question ? inLabels(question.title) : say(["질문", "question"])} stale={`${draft}\n${values}\n${lang}`} />
      </section>
    </div>
  );
}

/** What the engine complains of, in one line; the place is marked in the editor. */
function complaint({ message }: Error, asked: string, bound: ReturnType<typeof bind> | undefined, editor: Editor | undefined): string {
  const line = message.replace(/\s+/g, " ").trim();
  const found = /^error at (\d+):(\d+): (.*)$/.exec(line);
  if (!found || !bound) return say(["답하지 못했습니다: {0}", "This cannot be answered: {0}"], line);
  const place = broken(asked) ?? bound.origin(Number(found[1]), Number(found[2]));
  const before = asked.slice(0, place).split("\n");
  const [row, column, word] = [String(before.length), String(before.at(-1)!.length + 1), /^\s*(\S{0,30})/.exec(asked.slice(place))![1]];
  let told = word
    ? say(["{0}행 {1}열: ‘{2}’에서 더 읽지 못했습니다. 바로 앞에 빠진 괄호나 마침표가 있는지 보십시오.", "Line {0}, column {1}: cannot be read from “{2}” on. Is a bracket or a full stop missing before it?"], row, column, word)
    : say(["{0}행 {1}열: 글이 끝났는데 질문이 끝나지 않았습니다. 닫는 괄호가 있는지 보십시오.", "Line {0}, column {1}: the text ends before the question does. Is a closing bracket missing?"], row, column);
  if (found[3].includes("Prefix not found")) told = say(["{0}행 {1}열: 이 앞의 접두어가 선언되지 않았습니다. PREFIX로 정해 주십시오.", "Line {0}, column {1}: the prefix before this place is unknown; declare it with PREFIX."], row, column);
  editor?.mark(place, told);
  return told;
}

function Welcome() {
  return (
    <div class="welcome">
      <h2>{say(["자료에 묻기", "Ask the data"])}</h2>
      <p>{say(["준비된 질문을 고르면 바로 답합니다. 값을 바꾸어 다시 물을 수 있고, 주소를 보내면 받는 사람도 같은 답을 봅니다.", "Choose a prepared question for its answer, then change its values. A link to it gives the same answer."])}</p>
      <p>{say(["답은 이 파일 안에서 계산하며, 아무것도 밖으로 나가지 않습니다.", "Answers are computed inside this file; nothing leaves it."])}</p>
      <p><Go to={{ ask: "", sparql: FIRST, values: "", sort: "" }} class="button">{say(["SPARQL로 직접 쓰기", "Write SPARQL yourself"])}</Go></p>
    </div>
  );
}

/** All prepared questions, in groups by what they ask about. */
function Gallery({ graph, chosen }: { graph: Graph; chosen: string }) {
  const [typed, type] = useState("");
  const words = typed.normalize("NFC").toLowerCase().split(/\s+/).filter(Boolean);
  const found = graph.questions.filter(({ title, name }) => words.every((word) => `${title.ko} ${title.en} ${name}`.toLowerCase().includes(word)));
  const groups = new Map<string, Question[]>();
  for (const question of found) groups.set(groupOf(graph, question), [...(groups.get(groupOf(graph, question)) ?? []), question]);
  return (
    <nav class={chosen ? "gallery small" : "gallery"} aria-label={say(["준비된 질문", "Prepared questions"])}>
      <input type="search" class="find" aria-label={say(["질문 찾기", "Find a question"])} placeholder={say(["질문 {0}개에서 찾기", "Find among {0} questions"], graph.questions.length)} value={typed} onInput={(event) => type(event.currentTarget.value)} />
      {[...groups].sort(([a], [b]) => placeOf(graph, a) - placeOf(graph, b)).map(([group, questions]) => (
        <section key={group}>
          <h2>{groupName(graph, group)}</h2>
          <ul>
            {questions.map(({ name, title }) => (
              <li key={name}><Go to={{ ask: name, sparql: "", values: "", sort: "", pick: "" }} aria-current={name === chosen ? "true" : undefined}>{inLabels(title)}</Go></li>
            ))}
          </ul>
        </section>
      ))}
      {!found.length && <p class="soft" role="status">{say(["그런 질문이 없습니다. 다른 말로 찾거나 직접 써 보십시오.", "No such question. Try other words, or write your own."])}</p>}
      <p><Go to={{ ask: "", sparql: FIRST, values: "", sort: "" }} class="button">{say(["직접 쓰기", "Write your own"])}</Go></p>
    </nav>
  );
}

/** What a question is about: the class of its first parameter that is one, else a day, else everything. */
function groupOf(graph: Graph, { parameters }: Question): string {
  const named = parameters.find(({ type }) => type === "claim" || kindsFor(graph.terms, type));
  return named?.type ?? parameters.find(({ type }) => type === "date")?.type ?? "";
}

const classOf = (graph: Graph, type: string) => graph.terms.vocabulary.find(({ iri }) => iri === `pg:${type[0].toUpperCase()}${type.slice(1)}`);

function groupName(graph: Graph, group: string): string {
  if (!group) return say(["자료 전체", "The whole data"]);
  if (group === "date") return say(["날짜와 기간", "Days and periods"]);
  return labelOf(classOf(graph, group), group);
}

/** Classes stand in the order in which the questions first name them, then days, then the whole. */
function placeOf(graph: Graph, group: string): number {
  if (!group) return 1000;
  return group === "date" ? 999 : graph.questions.findIndex((question) => groupOf(graph, question) === group);
}

function Form({ graph, index, parameters, given, run }: { graph: Graph; index: Index; parameters: Parameter[]; given: Record<string, string>; run: () => void }) {
  const put = (parameter: Parameter, value: string) => {
    const { [parameter.name]: _, ...others } = given;
    go({ values: String(new URLSearchParams(value === parameter.default ? others : { ...others, [parameter.name]: value })) });
  };
  return (
    <form class="values" onSubmit={(event) => { event.preventDefault(); run(); }}>
      {parameters.map((parameter) => (
        <Value key={parameter.name} graph={graph} index={index} parameter={parameter} value={given[parameter.name] ?? parameter.default} put={(value) => put(parameter, value)} />
      ))}
      {/* two buttons, not one that changes: a click that stops would else go on to submit */}
      {outcome.value.at === "running"
        ? <button type="button" key="stop" onClick={() => { stop(); outcome.value = { at: "stopped" }; }}>{say(["멈춤", "Stop"])}</button>
        : <button type="submit" key="run" class="run" title={say(["Ctrl 또는 ⌘ + Enter", "Ctrl or ⌘ + Enter"])}>{say(["실행", "Run"])}</button>}
    </form>
  );
}

interface ValueProps {
  graph: Graph;
  index: Index;
  parameter: Parameter;
  value: string;
  put: (value: string) => void;
}

function Value({ graph, index, parameter, value, put }: ValueProps) {
  const kinds = kindsFor(graph.terms, parameter.type);
  const texts = useMemo<string[]>(() => [], [graph, language.value]);
  if (kinds) {
    const find = (typed: string) => index.find(typed, Infinity).filter(({ entity }) => kinds.includes(graph.kind(entity))).slice(0, 12).map(({ entity, name }) => ({
      value: graph.idOf(entity),
      label: nameOf(graph, entity),
      more: [name === nameOf(graph, entity) ? "" : name, labelOf(graph.terms.kinds[graph.kind(entity)]), inLanguage(graph.entities, "description", entity)].filter(Boolean).join(" · "),
    }));
    const entity = graph.entity(value);
    return <Choice label={labelIn(parameter)} shown={entity === undefined ? value : nameOf(graph, entity)} find={find} put={put} />;
  }
  if (parameter.type === "claim") {
    const claim = graph.claim(value);
    return <Choice label={labelIn(parameter)} shown={claim === undefined ? value : sentence(graph, claim)} find={(typed) => claimsWith(graph, texts, typed)} put={put} />;
  }
  return <Plain parameter={parameter} value={value} put={put} />;
}

/** A day, a number or a text: it counts when the field is left or Enter is pressed. */
function Plain({ parameter, value, put }: Pick<ValueProps, "parameter" | "value" | "put">) {
  const [typed, type] = useState(value);
  useEffect(() => type(value), [value]);
  const field = {
    name: parameter.name,
    value: typed,
    onInput: (event: { currentTarget: HTMLInputElement }) => type(event.currentTarget.value),
    onChange: (event: { currentTarget: HTMLInputElement }) => put(event.currentTarget.value),
  };
  const wholeDay = parameter.type === "date" && /^(\d{4}-\d{2}-\d{2})?$/.test(value); // a field for days cannot hold a year or a month
  return (
    <label>
      <span>{labelIn(parameter)}</span>
      {wholeDay ? <input type="date" {...field} /> : parameter.type === "integer" ? <input type="number" class="number" min={0} {...field} /> : <input type="text" {...field} />}
    </label>
  );
}

/** Claims whose sentence or summary holds every word. */
function claimsWith(graph: Graph, texts: string[], typed: string): Option[] {
  const words = typed.normalize("NFC").toLowerCase().split(/\s+/).filter(Boolean);
  const found: Option[] = [];
  for (let claim = 0; claim < graph.claims.size && found.length < 12; claim++) {
    const text = (texts[claim] ??= `${sentence(graph, claim)} ${inLanguage(graph.claims, "summary", claim)} ${graph.claims.text("id", claim)}`.toLowerCase());
    if (words.every((word) => text.includes(word))) found.push({ value: graph.claims.text("id", claim), label: sentence(graph, claim), more: inLanguage(graph.claims, "summary", claim) });
  }
  return found;
}

interface Option {
  value: string;
  label: string;
  more: string;
}

/** A field that holds one of many: what is chosen stands in it until something else is typed. */
function Choice({ label, shown, find, put }: { label: string; shown: string; find: (typed: string) => Option[]; put: (value: string) => void }) {
  const [typed, type] = useState<string>();
  const [active, activate] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const id = useMemo(() => `choice-${crypto.randomUUID()}`, []);
  const options = typed?.trim() ? find(typed) : [];
  useEffect(() => list.current?.children[active]?.scrollIntoView({ block: "nearest" }), [active]);
  const choose = (option: Option | undefined) => {
    if (!option) return;
    type(undefined);
    put(option.value);
  };
  const key = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && options.length) {
      event.preventDefault();
      activate((active + step + options.length) % options.length);
    } else if (event.key === "Enter" && typed !== undefined && !event.isComposing) {
      event.preventDefault();
      choose(options[active]);
    } else if (event.key === "Escape") type(undefined);
  };
  return (
    <label class="one-of-many">
      <span>{label}</span>
      <input type="text" role="combobox" autocomplete="off" spellcheck={false} value={typed ?? shown} aria-expanded={options.length > 0} aria-controls={id} aria-autocomplete="list"
        aria-activedescendant={options.length ? `${id}-${active}` : undefined} onFocus={(event) => event.currentTarget.select()}
        onInput={(event) => { type(event.currentTarget.value); activate(0); }} onBlur={() => type(undefined)} onKeyDown={key} />
      <ul role="listbox" id={id} ref={list} aria-label={label} hidden={!options.length} onMouseDown={(event) => event.preventDefault()}>
        {options.map((option, i) => (
          <li role="option" key={option.value} id={`${id}-${i}`} aria-selected={i === active} onClick={(event) => { event.preventDefault(); choose(option); }}>
            {option.label} <span class="soft">{option.more}</span>
          </li>
        ))}
      </ul>
      {typed?.trim() && !options.length && <em role="status">{say(["찾은 것이 없습니다. 이름의 일부나 초성을 넣어 보세요.", "Nothing found. Try part of a name."])}</em>}
    </label>
  );
}

interface FieldProps {
  graph: Graph;
  index: Index;
  draft: string;
  open: boolean;
  onChange: (text: string) => void;
  onRun: () => void;
  hold: { current: Editor | undefined };
}

/** The SPARQL itself; folded away as long as a prepared question is asked as it is. */
function Field({ graph, index, draft, open, onChange, onRun, hold }: FieldProps) {
  const [shown, show] = useState(open);
  const place = useRef<HTMLDivElement>(null);
  const summary = useRef<HTMLElement>(null);
  const wired = useRef({ onChange, onRun });
  wired.current = { onChange, onRun };
  useEffect(() => { if (open) show(true); }, [open]);
  useEffect(() => {
    if (!shown) return undefined;
    hold.current = openEditor({
      parent: place.current!, text: draft, complete: completer(graph, index),
      label: say(["SPARQL 질문. Tab이나 Esc로 나갑니다.", "SPARQL question. Tab or Escape leaves."]),
      onChange: (text) => wired.current.onChange(text), onRun: () => wired.current.onRun(), onLeave: () => summary.current?.focus(),
    });
    return () => {
      hold.current?.close();
      hold.current = undefined;
    };
  }, [shown, language.value]);
  return (
    <details class="sparql" open={shown} onToggle={(event) => show(event.currentTarget.open)}>
      <summary ref={summary}>{say(["질문의 SPARQL 보기와 고치기", "Read and edit the SPARQL"])}</summary>
      <div ref={place} />
      <p class="soft">{say(["Ctrl/⌘+Enter 실행 · 이름이나 초성을 치면 개체와 낱말을 고를 수 있습니다 · 접두어는 저절로 붙습니다", "Ctrl/⌘+Enter runs · type a name to choose an entity or a term · prefixes are added for you"])}</p>
    </details>
  );
}

function Result({ graph, title, stale }: { graph: Graph; title: string; stale: string }) {
  const { value } = outcome;
  if (value.at === "nothing") return null;
  if (value.at === "running") return <Progress />;
  if (value.at === "stopped") return <p class="said" role="status">{say(["멈추었습니다. 조건을 좁히거나 LIMIT을 붙여 다시 실행해 보십시오.", "Stopped. Narrow the question or add a LIMIT, then run it again."])}</p>;
  if (value.at === "failed") return <p class="said failed" role="alert">{value.message}</p>;
  return <Rows graph={graph} title={title} answer={value.answer} stale={value.asked !== stale} />;
}

function Progress() {
  const { value } = engine;
  if (value.at === "loading" || value.at === "starting") {
    const part = value.at === "loading" ? value.part : 0;
    return (
      <p class="said" role="status">
        {say(["자료를 읽는 중 … {0}%", "Reading the data … {0}%"], Math.floor(part * 100))} <progress value={part} aria-label={say(["읽은 만큼", "Read so far"])} />
      </p>
    );
  }
  return <p class="said" role="status">{say(["답을 찾는 중 …", "Looking for the answer …"])}</p>;
}

function Rows({ graph, title, answer, stale }: { graph: Graph; title: string; answer: Answer; stale: boolean }) {
  const rows = useMemo(() => Array.from({ length: answer.rows }, (_, row) => row), [answer]);
  const columns = useMemo(() => answerColumns(graph, answer, ticked), [graph, answer, language.value]);
  const chosen = ticked.value.size ? [...ticked.value] : rows;
  const entities = useMemo(() => entitiesIn(graph, answer, chosen), [graph, answer, ticked.value]);
  const yesNo = answer.columns.length === 1 && answer.columns[0].name === "answer" && answer.types.includes("boolean") && answer.rows === 1;
  const loaded = engine.value.at === "ready" ? engine.value : undefined;
  return (
    <>
      <div class="summed">
        <p role="status">
          <b>{yesNo ? (answer.columns[0].cells[0] === "true" ? say(["예", "Yes"]) : say(["아니요", "No"])) : say(["{0}건", "{0} rows"], answer.rows)}</b>
          <span class="soft"> · {say(["{0}초", "{0} s"], answer.seconds.toFixed(2))}{loaded && <> · {say(["트리플 {0}개에서", "of {0} triples"], loaded.triples)}</>}</span>
          {answer.more && <span> · {answer.all ? say(["{1}건 가운데 처음 {0}건만 보입니다.", "Only the first {0} of {1} are shown."], MOST_ROWS, answer.all) : say(["처음 {0}건만 보입니다. 조건을 좁히거나 LIMIT을 붙여 보십시오.", "Only the first {0} are shown; narrow the question or add a LIMIT."], MOST_ROWS)}</span>}
          {stale && <span class="mark">{say(["고친 뒤 아직 실행하지 않았습니다", "edited since it was run"])}</span>}
        </p>
        {!yesNo && answer.rows > 0 && (
          <>
            {entities.length > 0 && (
              <button type="button" onClick={() => go({ view: "graph", nodes: entities.slice(0, MOST_NODES), focus: "", pick: "", path: "", open: [] })}>
                {ticked.value.size ? say(["고른 {0}건을 그래프에서 보기", "Show {0} chosen in the graph"], ticked.value.size) : say(["그래프에서 보기", "Show in the graph"])}
                {entities.length > MOST_NODES && <span class="soft"> {say(["(처음 {0})", "(first {0})"], MOST_NODES)}</span>}
              </button>
            )}
            <button type="button" onClick={() => saveCsv(`${graph.heading}_${title}.csv`, answerFields(graph, answer), rows)}>{say(["CSV로 받기", "Download CSV"])}</button>
          </>
        )}
      </div>
      {answer.rows === 0 && <p class="said">{say(["답이 없습니다. 다른 값이나 더 넓은 기간을 넣거나, 조건을 하나씩 빼 보십시오.", "There is no answer. Try another value, a wider period, or fewer conditions."])}</p>}
      {!yesNo && answer.rows > 0 && <Grid caption={title} columns={columns} rows={rows} idOf={String} start="" />}
    </>
  );
}
