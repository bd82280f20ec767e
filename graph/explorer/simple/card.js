// The card of an entity, the table of its claims with their documents, and the legend: elements made of text, never of HTML.
"use strict";

const ROWS = 200; // of a table, at first
const FOLDED = 2; // documents that stay unfolded

// Elements are made only here: text as text nodes, attributes by name, addresses only from link().
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== "" && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  element.append(...children.flat().filter((child) => child !== "" && child !== undefined && child !== null));
  return element;
}

// An address of the data becomes a link only if it is http or https.
function link(address, text, fragment = "") {
  let url;
  try {
    url = new URL(address);
  } catch {
    return make("span", {}, text);
  }
  if (!["http:", "https:"].includes(url.protocol)) return make("span", {}, text);
  return make("a", { href: url.href + (fragment && (url.hash ? fragment : `#${fragment}`)), rel: "noopener noreferrer", target: "_blank" }, text);
}

const hashOf = (...ids) => `#${ids.map(encodeURIComponent).join("&")}`;

const entityLink = (graph, id) => (graph.byId.has(id) ? make("a", { href: hashOf(id) }, nameOf(graph, id)) : make("span", {}, nameOf(graph, id)));

const timeOf = (date) => make("time", { datetime: date, class: "whole" }, dateText(date));

const spanOf = (since, until) => (since || until ? make("span", {}, since && timeOf(since), " – ", until && timeOf(until)) : "");

// https://wicg.github.io/scroll-to-text-fragment/: the browser opens the document at the passage.
function textFragment(locator) {
  const cut = locator.indexOf(",");
  const parts = cut < 0 ? [locator] : [locator.slice(0, cut), locator.slice(cut + 1)];
  const words = parts.map((part) => part.trim()).filter(Boolean).map((part) => encodeURIComponent(part).replace(/-/g, "%2D"));
  return words.length ? `:~:text=${words.join(",")}` : "";
}

function documentLink(graph, id, locator = "") {
  const row = graph.documentRow.get(id);
  const value = (name) => cell(graph.documents, name, row);
  const where = [value("publisher") || id, value("author")].filter(Boolean).join(" · ");
  const published = value("published") && dateText(value("published"));
  return make("span", { class: "document" }, link(value("url"), where, textFragment(locator)), published && " ", published && make("span", { class: "soft whole" }, published));
}

// Documents that differ stand first and open; of the others two, the rest folded.
function evidenceItems(graph, statement) {
  const rows = graph.evidenceOf.get(statement.id) || [];
  if (!rows.length) return make("span", { class: "mark weak" }, say("unsourced"));
  const differs = (row) => agreementFlags(graph, row).includes("differs");
  const [other, same] = [rows.filter(differs), rows.filter((row) => !differs(row))];
  const items = (some) => make("ul", { class: "documents" }, some.map((row) => evidenceItem(graph, statement, row)));
  if (same.length <= FOLDED + 1) return items([...other, ...same]);
  return [items([...other, ...same.slice(0, FOLDED)]), make("details", {}, make("summary", {}, say("moreDocuments", same.length - FOLDED)), items(same.slice(FOLDED)))];
}

function evidenceItem(graph, statement, row) {
  const value = (name) => cell(graph.evidence, name, row);
  const item = make("li", {}, documentLink(graph, value("document"), value("locator")));
  if (qualityFlags(graph, row).includes("weak")) {
    const quality = cell(graph.documents, "quality", graph.documentRow.get(value("document")));
    item.append(" ", make("span", { class: "mark weak" }, labelOf(graph.terms.values.DocumentQuality[quality], quality)));
  }
  if (value("field")) item.append(" ", fieldMark(graph, statement, row));
  const note = inLanguage(graph.evidence, "note", row);
  if (note) item.append(make("span", { class: "note" }, note));
  return item;
}

// What a document says of one column of the claim: another value, the same, or nothing.
function fieldMark(graph, statement, row) {
  const value = (name) => cell(graph.evidence, name, row);
  const column = columnsOf(graph, statement.row).find((c) => c.name === value("field"));
  const said = [labelOf(column, value("field")), shownValue(graph, column, value("value"))].filter(Boolean).join(" ");
  const differs = agreementFlags(graph, row).includes("differs");
  return make("span", { class: differs ? "mark conflict" : "mark soft" }, `${labelOf(graph.terms.values.Agreement?.[value("agrees")], value("agrees"))}: ${said}`);
}

// A cell as text: a listed value by its label, an entity by its name, dates and figures as people read them.
function shownValue(graph, column, value) {
  if (!value || !column) return value;
  if (column.type === "PartialDate") return dateText(value);
  if (column.type === "duration") return durationText(value);
  if (column.type === "decimal") return numberText(value);
  if (column.type === "entities") return nameOf(graph, value);
  return labelOf(graph.terms.values[column.type]?.[value], value);
}

function shownCell(graph, column, value) {
  if (column.type === "entities") return make("span", {}, entityLink(graph, value), statementOf(graph, value));
  if (column.type === "documents") return documentLink(graph, value);
  if (column.type === "anyURI") return link(value, value.replace(/^https?:\/\/(www\.)?|\/$/g, ""));
  if (column.type === "WikidataItem") return link(`https://www.wikidata.org/wiki/${encodeURIComponent(value)}`, value);
  if (column.type === "claims") return claimLink(graph, value);
  return shownValue(graph, column, value);
}

// A topic is followed by its statement: a stance agrees with that, not with the topic's name.
function statementOf(graph, id) {
  const text = inLanguage(graph.entities, "agree", graph.entityRow.get(id));
  return text ? ` ‘${text}’` : "";
}

function claimLink(graph, id) {
  const statement = graph.statements.get(id);
  if (!statement) return id;
  const words = `${nameOf(graph, statement.from)} → ${nameOf(graph, statement.to)} (${relationLabel(graph, statement)})`;
  return make("a", { href: hashOf(statement.from, statement.from, statement.to) }, words);
}

// Columns that are shown elsewhere: names, texts, and what belongs to a figure.
const SHOWN = new Set(["id", "name", "aliases", "description", "subject", "object", "date", "document", "locator", "summary", "note", "joint", "currency"]);
const isDetail = ({ name, type }) => !SHOWN.has(name) && !/_(en|bound|unit|per)$/.test(name) && type !== "decimal" && type !== "duration";

function details(graph, columns, table, row, skip = []) {
  const pairs = [];
  for (const column of columns) {
    const value = column.type === "langString" ? inLanguage(table, column.name, row) : cell(table, column.name, row);
    if (value && isDetail(column) && !skip.includes(value)) pairs.push(make("span", {}, make("span", { class: "soft" }, `${labelOf(column)} `), shownCell(graph, column, value)));
  }
  return pairs.length ? make("p", { class: "details" }, pairs) : "";
}

function figureLine(graph, row) {
  const found = figures(graph, row);
  return found.length ? make("p", { class: "figures" }, found.flatMap(([text, value], i) => [make("span", { title: value }, text), i < found.length - 1 ? " · " : ""])) : "";
}

function ledger(graph, statement) {
  const rows = [...(graph.statusesOf.get(statement.id) || [])].sort((a, b) => (cell(graph.statuses, "date", a) < cell(graph.statuses, "date", b) ? -1 : 1));
  if (!rows.length) return "";
  const status = columnsIn(graph, "status").find((column) => column.name === "status");
  return make("details", {}, make("summary", {}, say("ledger", rows.length)), make("ol", { class: "ledger" }, rows.map((row) => ledgerItem(graph, row, status))));
}

function ledgerItem(graph, row, status) {
  const value = (name) => cell(graph.statuses, name, row);
  const item = make("li", {}, timeOf(value("date")), " ", make("b", {}, shownValue(graph, status, value("status"))), value("official") === "yes" ? ` (${say("official")}) ` : " ", inLanguage(graph.statuses, "summary", row), " ");
  if (value("document")) item.append(documentLink(graph, value("document")));
  return item;
}

// By date; on one day in the order of the relations in the ontology.
const sortDate = (graph, { row }) => cell(graph.claims, "date", row) || cell(graph.claims, "since", row) || "9999";

function sortedStatements(graph, statements) {
  const relations = Object.keys(graph.terms.relations);
  const place = (s) => String(relations.indexOf(cell(graph.claims, "relation", s.row))).padStart(4, "0");
  const key = new Map(statements.map((s) => [s, `${sortDate(graph, s)} ${place(s)} ${s.id}`]));
  return [...statements].sort((a, b) => (key.get(a) < key.get(b) ? -1 : 1));
}

function otherSide(graph, statement, centre) {
  const name = make("b", {}, relationLabel(graph, statement));
  if (statement.from === centre) return [name, " → ", entityLink(graph, statement.to)];
  if (statement.to === centre) return [name, " ← ", entityLink(graph, statement.from)];
  return [name, " ", entityLink(graph, statement.from), " → ", entityLink(graph, statement.to)];
}

function statementRow(graph, statement, centre) {
  const { row } = statement;
  const value = (name) => cell(graph.claims, name, row);
  const date = value("date") ? timeOf(value("date")) : spanOf(value("since"), value("until"));
  const marks = [];
  if (isWeak(graph, statement)) marks.push(make("span", { class: "mark weak" }, say("weak")));
  if (isDisputed(graph, statement)) marks.push(make("span", { class: "mark conflict" }, say("conflict")));
  const note = inLanguage(graph.claims, "note", row);
  return make("tr", {},
    make("td", { class: "date" }, date || "–"),
    make("td", { class: "other" }, otherSide(graph, statement, centre), marks.length ? make("span", { class: "marks" }, marks) : ""),
    make("td", { class: "content" },
      figureLine(graph, row), make("p", {}, inLanguage(graph.claims, "summary", row)),
      row === undefined ? "" : details(graph, columnsOf(graph, row).filter(({ name }) => value("date") || !/^(since|until)$/.test(name)), graph.claims, row, [centre]),
      note ? make("p", { class: "note" }, note) : "", ledger(graph, statement)),
    make("td", { class: "sources" }, evidenceItems(graph, statement)));
}

function statementTable(graph, statements, centre) {
  if (!statements.length) return make("p", {}, say("nobody"));
  const sorted = sortedStatements(graph, statements);
  const body = make("tbody");
  const more = make("button", { type: "button" });
  const show = (some, count) => {
    body.replaceChildren(...some.slice(0, count).map((statement) => statementRow(graph, statement, centre)));
    more.hidden = some.length <= count;
    more.textContent = say("moreRows", some.length - count);
    more.onclick = () => show(some, some.length);
  };
  show(sorted, ROWS);
  const heads = ["date", "relation", "content", "documents"].map((key) => make("th", { scope: "col", class: key }, say(key)));
  return make("div", {}, filters(graph, sorted, (some) => show(some, ROWS)), make("table", {}, make("thead", {}, make("tr", {}, heads)), body), more);
}

// One button a relation with its count; pressing one shows only its claims.
function filters(graph, statements, show) {
  const groups = new Map([[say("all"), statements]]);
  for (const statement of statements) {
    const label = relationLabel(graph, statement);
    if (groups.has(label)) groups.get(label).push(statement);
    else groups.set(label, [statement]);
  }
  if (groups.size < 3) return "";
  const buttons = [...groups].map(([label, some], i) => {
    const button = make("button", { type: "button", "aria-pressed": String(!i) }, `${label} ${some.length.toLocaleString(language)}`);
    button.addEventListener("click", () => {
      buttons.forEach((other) => other.setAttribute("aria-pressed", String(other === button)));
      show(some);
    });
    return button;
  });
  return make("p", { class: "filters" }, buttons);
}

function card(graph, node) {
  const value = (name) => cell(graph.entities, name, node.row);
  const kind = value("kind");
  const second = language === "ko" ? value("name_en") : node.label;
  const description = inLanguage(graph.entities, "description", node.row);
  const aliases = [...value("aliases").split(";"), ...(graph.spellingsOf.get(node.id) || [])].filter(Boolean);
  const head = make("header", { class: "card" },
    make("p", { class: "kind" }, markOf(node.style), " ", labelOf(graph.terms.kinds[kind], kind), value("date") && [" · ", timeOf(value("date"))]),
    make("h2", { tabindex: "-1" }, nameOf(graph, node.id)),
    second && second !== nameOf(graph, node.id) ? make("p", { class: "second", lang: language === "ko" ? "en" : "ko" }, second) : "",
    description ? make("p", {}, description) : "",
    aliases.length ? make("p", { class: "details" }, make("span", { class: "soft" }, `${say("aliases")} `), aliases.join(", ")) : "",
    kind ? details(graph, columnsIn(graph, `entities/${kind}`), graph.entities, node.row) : "");
  if (value("document")) head.append(make("p", { class: "details" }, documentLink(graph, value("document"))));
  const posts = postList(graph, node);
  if (posts) head.append(posts);
  return head;
}

function postList(graph, node) {
  const posts = node.statements.filter((s) => graph.terms.relations[cell(graph.claims, "relation", s.row)]?.post);
  if (!posts.length) return null;
  const items = sortedStatements(graph, posts).map((s) => {
    const other = s.from === node.id ? s.to : s.from;
    const span = spanOf(cell(graph.claims, "since", s.row), cell(graph.claims, "until", s.row));
    return make("li", {}, entityLink(graph, other), " ", inLanguage(graph.claims, "title", s.row), " ", make("span", { class: "soft" }, span));
  });
  return make("details", { class: "posts", open: items.length <= 6 }, make("summary", {}, `${say("posts")} ${items.length}`), make("ul", {}, items));
}

// The mark of a kind, as in the drawing.
function markOf(style) {
  const { shape, borderWidth, color } = style;
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  for (const [name, value] of Object.entries({ viewBox: "-11 -11 22 22", width: "14", height: "14", "aria-hidden": "true", class: "symbol" })) svg.setAttribute(name, value);
  const corners = { square: [4, 45], diamond: [4, 0], triangle: [3, -90], triangleDown: [3, 90], hexagon: [6, 0], star: [10, -90] }[shape];
  const form = document.createElementNS(space, corners ? "polygon" : "circle");
  if (corners) form.setAttribute("points", Array.from({ length: corners[0] }, (_, i) => {
    const [angle, radius] = [((corners[1] + (360 / corners[0]) * i) * Math.PI) / 180, shape === "star" && i % 2 ? 4 : 9];
    return `${(radius * Math.cos(angle)).toFixed(2)},${(radius * Math.sin(angle)).toFixed(2)}`;
  }).join(" "));
  else form.setAttribute("r", "8");
  form.setAttribute("fill", isHollow(style) ? "none" : color.background);
  form.setAttribute("stroke", color.border);
  form.setAttribute("stroke-width", borderWidth);
  svg.append(form);
  return svg;
}

function legend(graph, ids) {
  const styles = new Map();
  for (const id of ids) styles.set(kindOf(graph, id), graph.byId.get(id).style);
  const kinds = Object.keys(graph.terms.kinds).filter((kind) => styles.has(kind));
  const items = kinds.map((kind) => make("li", { title: graph.terms.kinds[kind].definition[language] }, markOf(styles.get(kind)), " ", labelOf(graph.terms.kinds[kind])));
  return make("ul", {}, items, ["legendMany", "legendWeak", "legendConflict"].map((key) => make("li", { class: "soft" }, say(key))));
}
