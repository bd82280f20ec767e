// A claim with everything it rests on: its documents, the passage, what they disagree about, and what became of it.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { citation, copy } from "./cite.ts";
import type { ColumnTerm, Graph, Table } from "./data.ts";
import { EntityLink, Go, Out, Time, isHome, textFragment } from "./links.tsx";
import { figures, inLanguage, labelOf, nameOf, relationName, say, valueText } from "./words.ts";

const FOLDED = 3; // documents that stay unfolded

/** A claim: date, relation, figures, what is said, its documents. `centre` is the entity it is told from. */
export function ClaimItem({ graph, claim, centre = -1, open = false }: { graph: Graph; claim: number; centre?: number; open?: boolean }) {
  const value = (name: string) => graph.claims.text(name, claim);
  const note = inLanguage(graph.claims, "note", claim);
  const date = value("date");
  return (
    <article class="claim" aria-label={`${relationName(graph, claim)}: ${nameOf(graph, graph.subject[claim])} – ${nameOf(graph, graph.object[claim])}`}>
      <header>
        <span class="when">{date ? <Time date={date} /> : <Span graph={graph} claim={claim} />}</span>
        <p class="relation"><Sides graph={graph} claim={claim} centre={centre} /></p>
      </header>
      <Figures graph={graph} claim={claim} />
      {inLanguage(graph.claims, "summary", claim) && <p class="summary">{inLanguage(graph.claims, "summary", claim)}</p>}
      <Details graph={graph} columns={graph.columnsOfClaim(claim).filter(({ name }) => date || !/^(since|until)$/.test(name))} table={graph.claims} row={claim} skip={centre} />
      {note && <p class="note"><Linked graph={graph} text={note} /></p>}
      <Marks graph={graph} claim={claim} />
      <Conflicts graph={graph} claim={claim} />
      <Sources graph={graph} claim={claim} open={open} />
      <Ledger graph={graph} claim={claim} open={open} />
    </article>
  );
}

function Sides({ graph, claim, centre }: { graph: Graph; claim: number; centre: number }) {
  const [subject, object] = [graph.subject[claim], graph.object[claim]];
  const verb = <b class={polarityClass(graph, claim)}>{relationName(graph, claim)}</b>;
  if (subject === centre) return <>{verb} → <EntityLink graph={graph} entity={object} /></>;
  if (object === centre) return <>{verb} ← <EntityLink graph={graph} entity={subject} /></>;
  return <><EntityLink graph={graph} entity={subject} /> {verb} → <EntityLink graph={graph} entity={object} /></>;
}

/** Support and criticism are the only pair with colours of their own. */
export const polarityClass = (graph: Graph, claim: number): string => graph.relationTerm(claim).polarity ?? "";

export function Span({ graph, claim }: { graph: Graph; claim: number }) {
  const [since, until] = [graph.claims.text("since", claim), graph.claims.text("until", claim)];
  if (!since && !until) return <span class="soft">{say(["날짜 없음", "no date"])}</span>;
  return <span class="whole">{since && <Time date={since} />} – {until && <Time date={until} />}</span>;
}

export function Figures({ graph, claim }: { graph: Graph; claim: number }) {
  const found = figures(graph, claim);
  if (!found.length) return null;
  return <p class="figures">{found.map(({ text, exact }, i) => <>{i > 0 && " · "}<span title={exact}>{text}</span></>)}</p>;
}

export function Marks({ graph, claim }: { graph: Graph; claim: number }) {
  const [weak, disputed, latest] = [graph.isWeak(claim), graph.isDisputed(claim), latestStatus(graph, claim)];
  if (!weak && !disputed && latest < 0) return null;
  const status = graph.columns("status").find(({ name }) => name === "status");
  return (
    <p class="marks">
      {latest >= 0 && <span class="mark state">{valueText(graph, status, graph.statuses.text("status", latest))} <Time date={graph.statuses.text("date", latest)} /></span>}{" "}
      {weak && <span class="mark weak">{say(["약한 근거뿐", "Weakly sourced"])}</span>} {disputed && <span class="mark conflict">{say(["문서마다 다름", "Documents disagree"])}</span>}
    </p>
  );
}

/** What stands elsewhere: names, texts, and what belongs to a figure. */
const SHOWN = new Set(["id", "name", "aliases", "description", "subject", "object", "date", "document", "locator", "summary", "note", "joint", "currency"]);
const isDetail = ({ name, type }: ColumnTerm) => !SHOWN.has(name) && !/_(en|bound|unit|per)$/.test(name) && type !== "decimal" && type !== "duration";

export function Details({ graph, columns, table, row, skip = -1 }: { graph: Graph; columns: ColumnTerm[]; table: Table; row: number; skip?: number }) {
  const pairs = columns.filter(isDetail).map((column) => [column, column.type === "langString" ? inLanguage(table, column.name, row) : table.text(column.name, row)] as const);
  const filled = pairs.filter(([, value]) => value && value !== (skip < 0 ? "" : graph.idOf(skip)));
  if (!filled.length) return null;
  return (
    <dl class="details">
      {filled.map(([column, value]) => <div><dt>{labelOf(column)}</dt> <dd><Cell graph={graph} column={column} value={value} /></dd></div>)}
    </dl>
  );
}

function Cell({ graph, column, value }: { graph: Graph; column: ColumnTerm; value: string }): ComponentChildren {
  if (column.type === "entities") {
    const entity = graph.entity(value);
    return entity === undefined ? value : <><EntityLink graph={graph} entity={entity} /><Statement graph={graph} entity={entity} /></>;
  }
  if (column.type === "documents") return <DocumentName graph={graph} document={graph.documents.find("id", value) ?? -1} />;
  if (column.type === "anyURI") return <Out address={value}>{value.replace(/^https?:\/\/(www\.)?|\/$/g, "")}</Out>;
  if (column.type === "WikidataItem") return <Out address={`https://www.wikidata.org/wiki/${encodeURIComponent(value)}`}>{value}</Out>;
  if (column.type === "claims") return <ClaimLink graph={graph} claim={graph.claim(value)} id={value} />;
  return valueText(graph, column, value);
}

/** A topic is followed by its statement: a stance agrees with that, not with the topic's name. */
export function Statement({ graph, entity }: { graph: Graph; entity: number }) {
  const text = inLanguage(graph.entities, "agree", entity);
  return text ? <> ‘{text}’</> : null;
}

export function ClaimLink({ graph, claim, id }: { graph: Graph; claim: number | undefined; id: string }) {
  if (claim === undefined) return <>{id}</>;
  return <Go to={{ pick: id }}>{`${nameOf(graph, graph.subject[claim])} → ${nameOf(graph, graph.object[claim])} (${relationName(graph, claim)})`}</Go>;
}

/** A text of our own in which ids of claims and entities are links by name. */
export function Linked({ graph, text }: { graph: Graph; text: string }) {
  const parts = text.split(/([a-z_]+\/[a-z0-9-]+)/);
  return <>{parts.map((part) => {
    const [claim, entity] = part.includes("/") ? [graph.claim(part), graph.entity(part)] : [];
    if (claim !== undefined) return <ClaimLink graph={graph} claim={claim} id={part} />;
    return entity === undefined ? part : <EntityLink graph={graph} entity={entity} />;
  })}</>;
}

/** Publisher, author and date of a document, as a link to the passage. */
export function DocumentName({ graph, document, locator = "" }: { graph: Graph; document: number; locator?: string }) {
  const value = (name: string) => graph.documents.text(name, document);
  const where = [value("publisher") || value("id"), value("author")].filter(Boolean).join(" · ");
  return (
    <span class="document">
      <Out address={value("url")} fragment={textFragment(locator)}>{where}</Out>{value("published") && <> <span class="soft"><Time date={value("published")} /></span></>}
      {isHome(value("url")) && <> <span class="mark weak">{say(["매체 첫 화면: 글의 주소 모름", "the outlet's front page: the article's address is not known"])}</span></>}
    </span>
  );
}

function Sources({ graph, claim, open }: { graph: Graph; claim: number; open: boolean }) {
  const rows = [...graph.evidenceOf.of(claim)];
  if (!rows.length) return <p class="mark weak">{say(["근거 문서 없음", "No document"])}</p>;
  const sorted = [...rows.filter((row) => graph.differs(row)), ...rows.filter((row) => !graph.differs(row))];
  const shown = open || sorted.length <= FOLDED + 1 ? sorted : sorted.slice(0, FOLDED);
  const list = (some: number[]) => <ul class="documents">{some.map((row) => <Source graph={graph} claim={claim} row={row} />)}</ul>;
  return (
    <div class="sources">
      {list(shown)}
      {shown.length < sorted.length && <details><summary>{say(["근거 {0}건 더", "{0} more documents"], sorted.length - shown.length)}</summary>{list(sorted.slice(FOLDED))}</details>}
    </div>
  );
}

function Source({ graph, claim, row }: { graph: Graph; claim: number; row: number }) {
  const value = (name: string) => graph.evidence.text(name, row);
  const document = graph.evidence.refs("document")[row];
  const quality = graph.documents.text("quality", document);
  const note = inLanguage(graph.evidence, "note", row);
  return (
    <li>
      <DocumentName graph={graph} document={document} locator={value("locator")} />{" "}
      {graph.isWeakDocument(document) && <span class="mark weak">{labelOf(graph.terms.values.DocumentQuality[quality], quality)}</span>}
      {value("field") && !graph.differs(row) && <FieldMark graph={graph} claim={claim} row={row} />}
      <Cite graph={graph} document={document} locator={value("locator")} />
      {value("quote") && <blockquote>{value("quote_before")}<mark>{value("quote")}</mark>{value("quote_after")}</blockquote>}
      {note && <p class="note"><Linked graph={graph} text={note} /></p>}
    </li>
  );
}

/** What a document says of one column of the claim. */
function FieldMark({ graph, claim, row }: { graph: Graph; claim: number; row: number }) {
  const value = (name: string) => graph.evidence.text(name, row);
  const column = graph.columnsOfClaim(claim).find(({ name }) => name === value("field"));
  const agreement = labelOf(graph.terms.values.Agreement?.[value("agrees")], value("agrees"));
  return <span class="mark soft">{`${agreement}: ${[labelOf(column, value("field")), valueText(graph, column, value("value"))].filter(Boolean).join(" ")}`}</span>;
}

function Cite({ graph, document, locator }: { graph: Graph; document: number; locator: string }) {
  const [done, setDone] = useState("");
  const give = (style: "ko" | "en") => copy(citation(graph, document, locator, style)).then(() => setDone(style));
  const where = graph.documents.text("publisher", document);
  return (
    <span class="cite">
      <button type="button" class="quiet" onClick={() => give("ko")} aria-label={say(["인용 복사: {0}", "Cite in Korean: {0}"], where)}>{say(["인용", "Cite in Korean"])}</button>
      <button type="button" class="quiet" onClick={() => give("en")} aria-label={say(["영문 인용 복사: {0}", "Cite: {0}"], where)}>{say(["영문 인용", "Cite"])}</button>
      <span role="status">{done && say(["복사했습니다", "Copied"])}</span>
    </span>
  );
}

/** Documents that disagree, side by side: what each says of the same point. */
function Conflicts({ graph, claim }: { graph: Graph; claim: number }) {
  const rows = [...graph.evidenceOf.of(claim)];
  const fields = [...new Set(rows.filter((row) => graph.differs(row)).map((row) => graph.evidence.text("field", row)))];
  return <>{fields.map((field) => <Conflict graph={graph} claim={claim} field={field} rows={rows} />)}</>;
}

function Conflict({ graph, claim, field, rows }: { graph: Graph; claim: number; field: string; rows: number[] }) {
  const column = graph.columnsOfClaim(claim).find(({ name }) => name === field);
  const says = (row: number) => graph.evidence.text("value", row);
  const differing = rows.filter((row) => graph.differs(row) && graph.evidence.text("field", row) === field);
  const others = new Set(rows.filter((row) => graph.evidence.text("field", row) === field));
  const agreeing = rows.filter((row) => !others.has(row)); // a document that is silent on the point stands in neither column
  const documents = graph.evidence.refs("document");
  const names = (some: number[]) => <ul>{some.map((row) => <li><DocumentName graph={graph} document={documents[row]} locator={graph.evidence.text("locator", row)} /></li>)}</ul>;
  const own = column?.type === "langString" || !column ? inLanguage(graph.claims, field, claim) : graph.claims.text(field, claim);
  const values = [...new Set(differing.map(says))];
  return (
    <table class="conflict-table">
      <caption>{say(["문서마다 다름: {0}", "Documents disagree: {0}"], labelOf(column, field))}</caption>
      <thead>
        <tr><th scope="col">{valueText(graph, column, own) || say(["말하지 않음", "not stated"])}</th>{values.map((value) => <th scope="col">{valueText(graph, column, value) || say(["다름", "differs"])}</th>)}</tr>
      </thead>
      <tbody>
        <tr><td>{names(agreeing)}</td>{values.map((value) => <td>{names(differing.filter((row) => says(row) === value))}</td>)}</tr>
      </tbody>
    </table>
  );
}

/** Records of a pledge, the first first; a month stands after its days. */
export function history(graph: Graph, claim: number): number[] {
  const date = (row: number) => graph.statuses.text("date", row).padEnd(10, "~");
  return [...graph.statusesOf.of(claim)].sort((a, b) => (date(a) < date(b) ? -1 : date(a) > date(b) ? 1 : a - b));
}

const latestStatus = (graph: Graph, claim: number): number => history(graph, claim).at(-1) ?? -1;

/** What became of a pledge: dated records, each with its document. */
export function Ledger({ graph, claim, open = false }: { graph: Graph; claim: number; open?: boolean }) {
  const date = (row: number) => graph.statuses.text("date", row);
  const rows = history(graph, claim);
  if (!rows.length) return null;
  const status = graph.columns("status").find(({ name }) => name === "status");
  return (
    <details class="ledger" open={open}>
      <summary>{say(["경과 {0}건", "What became of it: {0}"], rows.length)}</summary>
      <ol>
        {rows.map((row) => (
          <li>
            <Time date={date(row)} /> <b>{valueText(graph, status, graph.statuses.text("status", row))}</b>
            {graph.statuses.text("official", row) === "yes" && <span class="soft"> ({say(["공식", "official"])})</span>} <Linked graph={graph} text={inLanguage(graph.statuses, "summary", row)} />{" "}
            {graph.statuses.refs("document")[row] >= 0 && <DocumentName graph={graph} document={graph.statuses.refs("document")[row]} />}
          </li>
        ))}
      </ol>
    </details>
  );
}

/** Claims by date; on one day in the order of the relations in the vocabulary. */
export function inOrder(graph: Graph, claims: Iterable<number>): number[] {
  const key = (claim: number) => graph.dateOf(claim) || "9999";
  return [...claims].map((claim) => [key(claim), claim] as const)
    .sort(([a, first], [b, second]) => (a < b ? -1 : a > b ? 1 : graph.relationOf[first] - graph.relationOf[second] || first - second))
    .map(([, claim]) => claim);
}

