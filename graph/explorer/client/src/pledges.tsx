// The ledger of pledges: what was promised, by when, and what is recorded of it since.
import "./pledges.css";
import { useMemo, useState } from "preact/hooks";
import { claimFields, saveCsv } from "./csv.ts";
import type { Graph } from "./data.ts";
import { Linked } from "./evidence.tsx";
import { shownClaims } from "./filters.ts";
import { EntityLink, Out, Time } from "./links.tsx";
import { filterOf, go, language, state } from "./state.ts";
import type { Column } from "./tables.tsx";
import { Grid, Search, choice, chosen, claimColumns, documentText, documentsColumn, numberOf, useFound } from "./tables.tsx";
import type { Figure } from "./words.ts";
import { dateText, figures, inLanguage, labelOf, nameOf, say } from "./words.ts";

const CHIPS = 8; // actors named at first
const SUMMARY = ["약속 {0}건 · 금액이 있는 것 {1}건 · 기한 지났고 이행 기록 없음 {2}건", "{0} pledges · {1} with a sum · {2} past due with nothing on record"] as const;
const CAUTION = [
  " 기준입니다. ‘기한 지남’은 기한이 지났는데 이행했다는 기록을 찾지 못했다는 뜻이며, 약속을 어겼다는 뜻이 아닙니다. 같은 돈을 두 번 밝힌 약속이 있어 금액은 더하지 않습니다.",
  ". ‘Past due’ means that the date has passed and no record was found that anything was done; it never means that the pledge was broken. "
    + "Some pledges announce the same money twice, so nothing is added up.",
] as const;

export function Pledges({ graph }: { graph: Graph }) {
  const { on, find } = state.value;
  const filter = JSON.stringify(filterOf(state.value));
  const ledger = useMemo(() => new Ledger(graph, on), [graph, on]);
  const pledges = useMemo(() => {
    const shown = shownClaims(graph, state.value);
    return pledgesOf(graph).filter((claim) => shown[claim]);
  }, [graph, filter]);
  const columns = useMemo(() => ledgerColumns(graph, ledger), [graph, ledger, language.value]);
  const [actor, status, late] = [choice("actor"), choice("status"), choice("late")];
  const idOf = (claim: number) => graph.claims.text("id", claim);
  const actorOf = (claim: number) => graph.claims.text("subject", claim);
  const statusOf = (claim: number) => ledger.status(claim);
  const tests: Record<string, (claim: number) => boolean> = {
    actor: (claim) => !actor || actorOf(claim) === actor,
    status: (claim) => !status || statusOf(claim) === status,
    late: (claim) => !late || ledger.isOverdue(claim),
  };
  const chosenBut = (left: string) => pledges.filter((claim) => Object.entries(tests).every(([name, test]) => name === left || test(claim)));
  const chosenAll = useMemo(() => chosenBut(""), [ledger, pledges, actor, status, late]);
  const rows = useFound(columns, chosenAll, find);
  const overdue = pledges.filter((claim) => ledger.isOverdue(claim));
  const withSum = pledges.filter((claim) => graph.claims.text("amount", claim));
  const name = say(["약속 대장", "Pledges"]);
  return (
    <section class="tables pledges">
      <h2>{say(SUMMARY, pledges.length, withSum.length, overdue.length)}</h2>
      <p class="soft">
        {say(["기한은 ", "Due dates are read as of "])}
        <input type="date" aria-label={say(["기준일", "As of"])} value={ledger.day} onChange={(event) => go({ on: event.currentTarget.value })} />
        {say(CAUTION)}
      </p>
      <div class="over">
        <Chips label={say(["누가", "Who"])} name="actor" options={counted(chosenBut("actor"), actorOf)} labelled={(id) => nameOf(graph, graph.entity(id) ?? -1) || id} />
        <Chips label={say(["상태", "Status"])} name="status" options={counted(chosenBut("status"), statusOf)} labelled={(value) => ledger.label(value)} />
        <p class="chips">
          <button type="button" aria-pressed={Boolean(late)} onClick={() => go(chosen("late", late ? "" : "yes"))}>
            {say(["기한 지남", "Past due"])} <b>{chosenBut("late").filter((claim) => ledger.isOverdue(claim)).length.toLocaleString()}</b>
          </button>
        </p>
        <Search label={say(["약속에서 찾기", "Find in the pledges"])} />
        <button type="button" onClick={() => saveCsv(`${graph.heading}_${name}.csv`, ledgerFields(graph, ledger), rows)}>
          {say(["CSV로 받기", "Download CSV"])}
        </button>
      </div>
      <Grid caption={name} columns={columns} rows={rows} idOf={idOf} start="-date" open={(claim) => ({ pick: idOf(claim) })}
        below={(claim) => choice("history") === idOf(claim) && <History graph={graph} ledger={ledger} claim={claim} />} />
    </section>
  );
}

/** Claims of the relations that can fall due. */
function pledgesOf(graph: Graph): number[] {
  const due = graph.relations.map((relation) => graph.columns(`relations/${relation}`).some(({ name }) => name === "due"));
  return Array.from(graph.relationOf.keys()).filter((claim) => due[graph.relationOf[claim]]);
}

/** What is recorded of each pledge, as of a day; without one, as of the last day of which anything is recorded. */
class Ledger {
  readonly day: string;
  readonly #graph: Graph;
  readonly #list: string;
  readonly #last: string;

  constructor(graph: Graph, on: string) {
    this.#graph = graph;
    this.#list = graph.columns("status").find(({ name }) => name === "status")?.type ?? "";
    [this.day, this.#last] = [on || graph.knownUntil, on];
  }

  /** Rows of the statuses, the first first. */
  records(claim: number): number[] {
    return this.#recorded(claim, this.#last);
  }

  latest(claim: number): number {
    return this.records(claim).at(-1) ?? -1;
  }

  status(claim: number): string {
    return this.#graph.statuses.text("status", this.latest(claim));
  }

  label(status: string): string {
    return status ? labelOf(this.#graph.terms.values[this.#list]?.[status], status) : say(["기록 없음", "no record"]);
  }

  /** Past its due date, and nothing up to the day says that anything was done. */
  isOverdue(claim: number): boolean {
    const due = this.#graph.claims.text("due", claim);
    if (!due || !before(due, this.day)) return false;
    return this.#recorded(claim, this.day).every((row) => this.#graph.flags(this.#list, this.#graph.statuses.text("status", row)).includes("leavesOpen"));
  }

  #recorded(claim: number, day: string): number[] {
    const { statuses, statusesOf } = this.#graph;
    // A month stands after its days, as in the question on overdue pledges.
    const key = (row: number) => `${statuses.text("date", row)}|${statuses.text("id", row)}`;
    return [...statusesOf.of(claim)].filter((row) => !day || !before(day, statuses.text("date", row))).sort((a, b) => (key(a) < key(b) ? -1 : 1));
  }
}

/** A month or a year is over when the next one has begun. */
function before(a: string, b: string): boolean {
  const places = Math.min(a.length, b.length);
  return a.slice(0, places) < b.slice(0, places);
}

function counted(claims: number[], of: (claim: number) => string): [string, number][] {
  const counts = new Map<string, number>();
  for (const claim of claims) counts.set(of(claim), (counts.get(of(claim)) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
}

function Chips({ label, name, options, labelled }: { label: string; name: string; options: [string, number][]; labelled: (value: string) => string }) {
  const [all, unfold] = useState(false);
  const now = choice(name);
  const shown = options.filter(([value], i) => value && (all || i < CHIPS || value === now));
  if (now && !shown.some(([value]) => value === now)) shown.push([now, 0]);
  return (
    <p class="chips" role="group" aria-label={label}>
      <span class="soft">{label}</span>
      {shown.map(([value, count]) => (
        <button type="button" key={value} aria-pressed={value === now} onClick={() => go(chosen(name, value === now ? "" : value))}>
          {labelled(value)} <b>{count.toLocaleString()}</b>
        </button>
      ))}
      {options.length > CHIPS && (
        <button type="button" class="quiet" aria-expanded={all} onClick={() => unfold(!all)}>
          {all ? say(["접기", "fewer"]) : say(["외 {0}", "{0} more"], options.length - CHIPS)}
        </button>
      )}
    </p>
  );
}

function ledgerColumns(graph: Graph, ledger: Ledger): Column[] {
  const { claims, statuses } = graph;
  const [date, subject] = claimColumns(graph);
  const object = claims.refs("object");
  const summary = (claim: number) => inLanguage(claims, "summary", claim);
  const due = (claim: number) => claims.text("due", claim);
  const figure = (name: string, label: string, belongs: (figure: Figure) => boolean, order: (claim: number) => number): Column => {
    const found = (claim: number) => figures(graph, claim).filter(belongs);
    return {
      name, label, largestFirst: true, order, text: (claim) => found(claim).map(({ text }) => text).join(" · "),
      show: (claim) => found(claim).map(({ text, exact }, i) => <>{i > 0 && <br />}<span title={exact}>{text}</span></>),
    };
  };
  const whole = new Set(["amount", "unit_amount"]);
  const periods = new Set(Object.values(graph.terms.columns).filter(({ type }) => type === "duration").map((column) => column.name));
  return [
    date,
    subject,
    {
      name: "what", label: say(["무엇을", "What"]), width: "wide",
      text: (claim) => `${nameOf(graph, object[claim])} ${summary(claim)}`,
      show: (claim) => <><EntityLink graph={graph} entity={object[claim]} /><br />{summary(claim)}<Noted graph={graph} note={inLanguage(claims, "note", claim)} /></>,
    },
    figure("amount", say(["금액", "Sum"]), ({ column }) => column === "amount", (claim) => numberOf(claims, "amount", claim)),
    {
      name: "due", label: say(["기한", "Due"]), order: due,
      text: (claim) => [due(claim) && dateText(due(claim)), ledger.isOverdue(claim) && lateWord()].filter(Boolean).join(" "),
      show: (claim) => <><Time date={due(claim)} />{ledger.isOverdue(claim) && <> <span class="mark late">{lateWord()}</span></>}</>,
    },
    {
      name: "status", label: say(["상태", "Status"]), order: (claim) => statuses.text("date", ledger.latest(claim)),
      text: (claim) => [ledger.label(ledger.status(claim)), dateOfRecord(graph, ledger.latest(claim))].filter(Boolean).join(" "),
      show: (claim) => <Status graph={graph} ledger={ledger} claim={claim} />,
    },
    figure("unit_amount", say(["단위당", "Per unit"]), ({ column }) => column === "unit_amount", (claim) => numberOf(claims, "unit_amount", claim)),
    figure("count", say(["수·대상", "Number"]), ({ column }) => !whole.has(column) && !periods.has(column), (claim) => numberOf(claims, "count", claim)),
    figure("period", say(["기간", "Period"]), ({ column }) => periods.has(column), (claim) => days(claims.text("period", claim))),
    { name: "condition", label: say(["조건", "Condition"]), text: (claim) => claims.text("condition", claim) },
    { ...documentsColumn(graph), label: say(["근거", "Evidence"]) },
  ];
}

const lateWord = () => say(["기한 지남", "past due"]);
const Noted = ({ graph, note }: { graph: Graph; note: string }) => (note ? <span class="note"><Linked graph={graph} text={note} /></span> : null);
const dateOfRecord = (graph: Graph, record: number): string => (record < 0 ? "" : dateText(graph.statuses.text("date", record)));

/** P1Y6M in days, near enough to sort by. */
function days(duration: string): number {
  const found = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/.exec(duration);
  return found && duration ? [365, 30.4, 7, 1].reduce((sum, unit, i) => sum + unit * Number(found[i + 1] ?? 0), 0) : NaN;
}

function Status({ graph, ledger, claim }: { graph: Graph; ledger: Ledger; claim: number }) {
  const [id, latest, count] = [graph.claims.text("id", claim), ledger.latest(claim), ledger.records(claim).length];
  if (latest < 0) return <span class="soft">{ledger.label("")}</span>;
  const open = choice("history") === id;
  return (
    <button type="button" class="status" aria-expanded={open} onClick={() => go(chosen("history", open ? "" : id), { replace: true })}>
      {ledger.label(ledger.status(claim))}<br />
      <span class="soft">{dateOfRecord(graph, latest)} · {say(["기록 {0}", "{0} on record"], count)}<span aria-hidden="true"> {open ? "▴" : "▾"}</span></span>
    </button>
  );
}

/** All that is recorded of a pledge, with its documents. */
function History({ graph, ledger, claim }: { graph: Graph; ledger: Ledger; claim: number }) {
  const { statuses } = graph;
  const document = (row: number) => statuses.refs("document")[row];
  return (
    <table class="history">
      <caption>{say(["{0}: 이행 기록", "{0}: what is on record"], inLanguage(graph.claims, "summary", claim))}</caption>
      <tbody>
        {ledger.records(claim).map((row) => (
          <tr key={row}>
            <th scope="row"><Time date={statuses.text("date", row)} /></th>
            <td>{ledger.label(statuses.text("status", row))}</td>
            <td>{inLanguage(statuses, "summary", row)}{statuses.text("figure", row) && <span class="soft"> ({statuses.text("figure", row)})</span>}</td>
            <td>
              {document(row) >= 0
                ? <Out address={graph.documents.text("url", document(row))}>{documentText(graph, document(row))}</Out>
                : <span class="soft">{say(["문서 없음", "no document"])}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ledgerFields(graph: Graph, ledger: Ledger) {
  const { statuses } = graph;
  const record = (name: string) => (claim: number) => statuses.text(name, ledger.latest(claim));
  return [
    ...claimFields(graph).filter(({ name }) => name !== "status" && name !== "status_date"),
    { name: "status", of: record("status") },
    { name: "status_date", of: record("date") },
    { name: "records", of: (claim: number) => ledger.records(claim).map((row) => `${statuses.text("date", row)} ${statuses.text("status", row)}`).join("; ") },
    { name: `overdue_on_${ledger.day}`, of: (claim: number) => (ledger.isOverdue(claim) ? "yes" : "") },
  ];
}
