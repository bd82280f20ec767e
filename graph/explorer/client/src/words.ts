// Words, dates and amounts as people read them, in Korean and in English.
import { josa } from "es-hangul";
import type { ColumnTerm, Graph, Labels, Table } from "./data.ts";
import { language } from "./state.ts";

type Word = readonly [ko: string, en: string];

/** Pick by language; every text of the page goes through here or through a label of the vocabulary. */
export const say = ([ko, en]: Word, ...values: (string | number)[]): string =>
  values.reduce<string>((text, value, i) => text.replaceAll(`{${i}}`, () => shown(value)), language.value === "ko" ? ko : en);

const shown = (value: string | number) => (typeof value === "number" ? value.toLocaleString(language.value) : value);

export const labelOf = (term: { label: Labels } | undefined, name = ""): string => term?.label[language.value] || term?.label.ko || name;
export const definitionOf = (term: { definition: Labels } | undefined): string => term?.definition[language.value] || term?.definition.ko || "";
export const inLabels = (labels: Labels): string => labels[language.value] || labels.ko || labels.en || "";

/** A cell in the page's language; in the other one if that is empty. */
export function inLanguage(table: Table, column: string, row: number): string {
  const [korean, english] = [table.text(column, row), table.text(`${column}_en`, row)];
  return language.value === "ko" ? korean || english : english || korean;
}

export const nameOf = (graph: Graph, entity: number): string => inLanguage(graph.entities, "name", entity) || graph.idOf(entity);

export const relationName = (graph: Graph, claim: number): string => labelOf(graph.relationTerm(claim), graph.relation(claim));

/** A claim as a sentence: 네이버가 SME AI 교육 프로젝트를 약속. */
export function sentence(graph: Graph, claim: number): string {
  const [subject, object] = [nameOf(graph, graph.subject[claim]), nameOf(graph, graph.object[claim])];
  const relation = relationName(graph, claim);
  if (language.value === "en") return `${subject} ${relation} ${object}`;
  return `${withParticle(subject, "이/가")} ${object} ${relation}`;
}

/** A Korean word with the particle that its last sound asks for; digits and Latin letters by how they are read. */
export function withParticle(word: string, particle: "이/가" | "은/는" | "을/를"): string {
  const last = word.replace(/[)\]'"’”.]+$/, "").slice(-1);
  if (/[가-힣]/.test(last)) return word + josa.pick(last, particle);
  const closed = /[013678lmnrLMNR]/.test(last);
  return word + particle.split("/")[closed ? 0 : 1];
}

/** 2024-11-06 as 2024. 11. 6. */
export function dateText(date: string): string {
  if (!/^\d{4}(-\d{2}){0,2}$/.test(date)) return date;
  const [year, month, day] = date.split("-");
  if (language.value === "ko") return day ? `${year}. ${+month}. ${+day}.` : month ? `${year}. ${+month}.` : `${year}년`;
  const named = month && new Intl.DateTimeFormat("en-GB", { month: "short", timeZone: "UTC" }).format(new Date(Date.UTC(2000, +month - 1, 1)));
  return [day && +day, named, year].filter(Boolean).join(" ");
}

/** 60000000000 as 600억, 1230000 as 123만: exact, since every place is written. */
export function numberText(digits: string): string {
  const number = Number(digits);
  if (!Number.isFinite(number)) return digits;
  if (language.value === "en") {
    return number < 1e6 ? number.toLocaleString("en") : new Intl.NumberFormat("en", { notation: "compact", compactDisplay: "long", maximumFractionDigits: 3 }).format(number);
  }
  if (number < 1e4 || !Number.isInteger(number)) return number.toLocaleString("ko", { maximumFractionDigits: 6 });
  const parts: string[] = [];
  for (const [name, size] of [["조", 1e12], ["억", 1e8], ["만", 1e4], ["", 1]] as const) {
    const place = name === "조" ? Math.floor(number / size) : Math.floor((number % (size * 1e4)) / size);
    if (place) parts.push(`${place.toLocaleString("ko")}${name}`);
  }
  return parts.join(" ");
}

export function moneyText(digits: string, currency: string): string {
  if (language.value === "en") return `${currency} ${numberText(digits)}`.trim();
  return numberText(digits) + (currency === "KRW" || !currency ? "원" : ` ${currency}`);
}

/** P5Y as 5년 (ISO 8601 durations of years, months, weeks and days). */
export function durationText(duration: string): string {
  const found = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/.exec(duration);
  if (!found) return duration;
  const units = language.value === "ko" ? ["년", "개월", "주", "일"] : [" years", " months", " weeks", " days"];
  const one = (text: string) => (/^1 /.test(text) ? text.replace(/s$/, "") : text);
  return units.map((unit, i) => found[i + 1] && one(found[i + 1] + unit)).filter(Boolean).join(" ");
}

export interface Figure {
  text: string;
  exact: string;
  column: string;
}

/** The figures of a claim: sums, then periods, then numbers. Columns belong together by name: count, count_unit, count_bound. */
export function figures(graph: Graph, claim: number): Figure[] {
  const value = (name: string) => graph.claims.text(name, claim);
  const found: (Figure & { place: number })[] = [];
  for (const { name, type } of graph.columnsOfClaim(claim)) {
    const digits = value(name);
    if (!digits) continue;
    if (type === "duration") found.push({ text: durationText(digits), exact: digits, column: name, place: 1 });
    if (type !== "decimal") continue;
    const text = measured(value, name, digits, boundOf(graph, claim, name));
    if (text) found.push({ text, exact: exact(value, name, digits), column: name, place: name.endsWith("amount") ? 0 : 2 });
  }
  return found.sort((a, b) => a.place - b.place);
}

/** 약, 최대: how exactly a figure is meant, with a space behind it. */
function boundOf(graph: Graph, claim: number, name: string): string {
  const bound = graph.claims.text(`${name}_bound`, claim);
  const column = graph.columnsOfClaim(claim).find((one) => one.name === `${name}_bound`);
  const concept = column && graph.terms.values[column.type]?.[bound];
  return !bound || concept?.flags.includes("unmarked") ? "" : `${labelOf(concept, bound)} `;
}

function measured(value: (name: string) => string, name: string, digits: string, bound: string): string {
  if (name.endsWith("_from")) return value(name.replace("_from", "_to")) ? "" : bound + numberText(digits) + value(name.replace("_from", "_unit"));
  if (name.endsWith("_to")) {
    const [from, unit] = [value(name.replace("_to", "_from")), value(name.replace("_to", "_unit"))];
    return (from && `${numberText(from)}${unit} → `) + bound + numberText(digits) + unit;
  }
  if (!name.endsWith("amount")) return countText(bound, numberText(digits), value(`${name}_unit`));
  const per = value(`${name}_per`);
  const money = bound + moneyText(digits, value("currency"));
  return !per ? money : language.value === "ko" ? `${per}당 ${money}` : `${money} per ${per}`;
}

/** About 100만 of 소상공인(명) is 소상공인 약 100만 명; of 시장(곳) about 100 is 시장 약 100곳. */
function countText(bound: string, number: string, unit: string): string {
  const [, counted, counter] = /^(.+)\((.+)\)$/.exec(unit) ?? ["", "", "", unit];
  const measure = counter ?? unit;
  const close = language.value === "ko" && /\d$/.test(number) && measure.length <= 2;
  return `${counted && `${counted} `}${bound}${number}${measure && (close ? measure : ` ${measure}`)}`;
}

function exact(value: (name: string) => string, name: string, digits: string): string {
  const unit = name.endsWith("amount") ? value("currency") : value(`${name}_unit`) || value(name.replace(/_(to|from)$/, "_unit"));
  return `${Number(digits).toLocaleString("en", { maximumFractionDigits: 9 })} ${unit}`.trim();
}

/** A cell as text: a listed value by its label, an entity by its name, dates and figures as people read them. */
export function valueText(graph: Graph, column: ColumnTerm | undefined, value: string): string {
  if (!value || !column) return value;
  if (column.type === "PartialDate") return dateText(value);
  if (column.type === "duration") return durationText(value);
  if (column.type === "decimal") return numberText(value);
  if (column.type === "entities") {
    const entity = graph.entity(value);
    return entity === undefined ? value : nameOf(graph, entity);
  }
  return labelOf(graph.terms.values[column.type]?.[value], value);
}
