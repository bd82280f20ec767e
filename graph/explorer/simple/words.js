// Dates, amounts and labels as people read them, in Korean and in English.
"use strict";

let language = "ko";

const WORDS = {
  search: ["이름, 줄임말, 초성(ㄴㅇㅂ) 찾기", "Search names, aliases, initials"],
  nothing: ["찾은 것이 없습니다. 이름의 일부나 초성, 영문 이름을 넣어 보세요.", "Nothing found. Try part of a name, initials or the English name."],
  counts: ["개체 {0} · 주장 {1} · 문서 {2}", "{0} entities · {1} claims · {2} documents"],
  latest: ["최신 문서 {0}", "latest document {0}"],
  other: ["English", "한국어"],
  skip: ["표로 건너뛰기", "Skip to the table"],
  more: ["이웃 {0} 더 보기", "{0} more neighbours"],
  moreRows: ["주장 {0}건 더 보기", "{0} more claims"],
  drawing: ["그림: {0}, 이웃 {1}. 같은 내용이 표에 있습니다.", "Drawing of {0} and {1} neighbours. The table holds the same."],
  moreDocuments: ["외 {0}건", "{0} more"],
  all: ["전체", "All"],
  posts: ["직과 기간", "Posts and dates"],
  aliases: ["다른 이름", "Also called"],
  claims: ["주장 {0}건", "{0} claims"],
  between: ["사이의 주장 {0}건", "{0} claims between them"],
  date: ["날짜", "Date"],
  relation: ["관계와 상대", "Relation and other side"],
  content: ["내용", "What is said"],
  documents: ["근거 문서", "Documents"],
  weak: ["약한 근거뿐", "Weakly sourced"],
  conflict: ["문서마다 다름", "Documents disagree"],
  ledger: ["이행 기록 {0}건", "Ledger: {0} entries"],
  official: ["공식", "official"],
  unsourced: ["근거 문서 없음", "No document"],
  legendMany: ["굵은 선과 숫자: 두 개체 사이의 주장 수", "Thick line with a number: claims between the two"],
  legendWeak: ["점선: 약한 근거뿐", "Dotted: weakly sourced only"],
  legendConflict: ["느낌표: 문서마다 다름", "Exclamation mark: documents disagree"],
  missing: ["이 자료에 없습니다: {0}", "Not in this data: {0}"],
  old: ["이 브라우저는 자료를 풀지 못합니다. 최신 브라우저로 여십시오.", "This browser cannot unpack the data. Please use a current one."],
  empty: ["자료가 비어 있습니다.", "The data is empty."],
  back: ["{0} 전체 보기", "All of {0}"],
  nobody: ["이 개체에 대한 주장이 없습니다.", "No claim mentions this entity."],
};

const shown = (value) => (typeof value === "number" ? value.toLocaleString(language) : value);
const say = (key, ...values) => values.reduce((text, value, i) => text.replace(`{${i}}`, () => shown(value)), WORDS[key][language === "ko" ? 0 : 1]);

const labelOf = (term, name) => term?.label?.[language] || term?.label?.ko || name || "";

// The cell in the page's language; the other language if that one is empty.
function inLanguage(table, column, row) {
  const korean = cell(table, column, row);
  const english = cell(table, `${column}_en`, row);
  return language === "ko" ? korean || english : english || korean;
}

function dateText(date) {
  const [year, month, day] = date.split("-");
  if (language === "ko") return day ? `${year}. ${+month}. ${+day}.` : month ? `${year}. ${+month}.` : `${year}년`;
  const named = month && new Intl.DateTimeFormat("en-GB", { month: "short", timeZone: "UTC" }).format(new Date(Date.UTC(2000, month - 1, 1)));
  return [day && +day, named, year].filter(Boolean).join(" ");
}

// 60000000000 as 600억, 1230000 as 123만; exact, since every place is written.
function numberText(digits) {
  const number = Number(digits);
  if (!Number.isFinite(number)) return digits;
  if (language === "en") return number < 1e6 ? number.toLocaleString("en") : new Intl.NumberFormat("en", { notation: "compact", compactDisplay: "long", maximumFractionDigits: 3 }).format(number);
  if (number < 1e4 || !Number.isInteger(number)) return number.toLocaleString("ko", { maximumFractionDigits: 6 });
  const parts = [];
  for (const [name, size] of [["조", 1e12], ["억", 1e8], ["만", 1e4], ["", 1]]) {
    const place = Math.floor((number % (size * 1e4)) / size);
    if (name === "조" && number >= 1e12) parts.push(`${Math.floor(number / size)}조`);
    else if (name !== "조" && place) parts.push(`${place}${name}`);
  }
  return parts.join(" ");
}

function moneyText(digits, currency) {
  if (language === "en") return `${currency} ${numberText(digits)}`.trim();
  return numberText(digits) + (currency === "KRW" ? "원" : currency && ` ${currency}`);
}

function durationText(duration) {
  const found = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/.exec(duration);
  if (!found) return duration;
  const units = language === "ko" ? ["년", "개월", "주", "일"] : [" years", " months", " weeks", " days"];
  const one = (text) => (/^1 /.test(text) ? text.replace(/s$/, "") : text);
  return units.map((unit, i) => found[i + 1] && one(found[i + 1] + unit)).filter(Boolean).join(" ");
}

// The figures of a claim, each as [text, exact value, column]: sums, then durations, then numbers.
// Columns belong together by their names: count, count_unit, count_bound.
function figures(graph, row) {
  const value = (name) => cell(graph.claims, name, row);
  const found = [];
  for (const column of columnsOf(graph, row)) {
    const { name, type } = column;
    const digits = value(name);
    if (!digits) continue;
    if (type === "duration") found.push([durationText(digits), digits, name]);
    if (type !== "decimal") continue;
    const bound = value(`${name}_bound`);
    const about = bound && bound !== "exact" ? `${labelOf(valueTerm(graph, row, `${name}_bound`), bound)} ` : "";
    found.push([about + measured(value, name, digits), exact(value, name, digits), name]);
  }
  const place = ([, , name]) => (name.endsWith("amount") ? 0 : tableTypes(graph, row).get(name) === "duration" ? 1 : 2);
  return found.filter(([text]) => text).sort((a, b) => place(a) - place(b));
}

const tableTypes = (graph, row) => new Map(columnsOf(graph, row).map(({ name, type }) => [name, type]));

function measured(value, name, digits) {
  if (name.endsWith("_from")) return value(name.replace("_from", "_to")) ? "" : numberText(digits) + value(name.replace("_from", "_unit"));
  if (name.endsWith("_to")) {
    const [from, unit] = [value(name.replace("_to", "_from")), value(name.replace("_to", "_unit"))];
    return (from && `${numberText(from)}${unit} → `) + numberText(digits) + unit;
  }
  if (!name.endsWith("amount")) return [numberText(digits), value(`${name}_unit`)].filter(Boolean).join(" ");
  const per = value(`${name}_per`);
  const money = moneyText(digits, value("currency"));
  return !per ? money : language === "ko" ? `${per}당 ${money}` : `${money} per ${per}`;
}

function exact(value, name, digits) {
  const unit = name.endsWith("amount") ? value("currency") : value(`${name}_unit`) || value(name.replace(/_to$/, "_unit"));
  return `${Number(digits).toLocaleString("en", { maximumFractionDigits: 9 })} ${unit}`.trim();
}

const tableOf = (graph, row) => `relations/${cell(graph.claims, "relation", row)}`;
const columnsIn = (graph, table) => (graph.terms.tables[table] || []).map((name) => graph.terms.columns[name]);
const columnsOf = (graph, row) => columnsIn(graph, tableOf(graph, row));

function valueTerm(graph, row, name) {
  const column = columnsOf(graph, row).find((c) => c.name === name);
  return graph.terms.values[column?.type]?.[cell(graph.claims, name, row)];
}

function nameOf(graph, id) {
  const node = graph.byId.get(id);
  const row = graph.entityRow.get(id);
  if (language === "en") return cell(graph.entities, "name_en", row) || node?.label || cell(graph.entities, "name", row) || id;
  return node?.label || cell(graph.entities, "name", row) || id;
}

const kindOf = (graph, id) => cell(graph.entities, "kind", graph.entityRow.get(id));

const relationLabel = (graph, statement) => (statement.row === undefined ? statement.label : labelOf(graph.terms.relations[cell(graph.claims, "relation", statement.row)], statement.label));

const flagsOf = (graph, list, value) => graph.terms.values[list]?.[value]?.flags ?? [];
const agreementFlags = (graph, row) => flagsOf(graph, "Agreement", cell(graph.evidence, "agrees", row));
const qualityFlags = (graph, row) => flagsOf(graph, "DocumentQuality", cell(graph.documents, "quality", graph.documentRow.get(graph.evidence.document[row])));

// All documents that support the statement are weak ones.
function isWeak(graph, statement) {
  const supporting = (graph.evidenceOf.get(statement.id) || []).filter((row) => !agreementFlags(graph, row).includes("contradicts"));
  return statement.row !== undefined && supporting.every((row) => qualityFlags(graph, row).includes("weak"));
}

const isDisputed = (graph, statement) => (graph.evidenceOf.get(statement.id) || []).some((row) => agreementFlags(graph, row).includes("differs"));
