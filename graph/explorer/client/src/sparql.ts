// Questions as text: the parameters a text declares, their values put in place of $name, and the prefixes it needs.
// What graph/query.py does for Python; a question gives the same rows in both.
import { SparqlLanguage } from "codemirror-lang-sparql";
import type { Graph, Language, Parameter, Terms } from "./data.ts";
import type { Index } from "./search.ts";
import { say } from "./words.ts";

/** A value that cannot be used, told to the reader in one line. */
export class Unusable extends Error {}

/** A text that the engine can answer, and the way back from a place in it to the place in the reader's text. */
export interface Bound {
  text: string;
  origin: (line: number, column: number) => number;
}

const DECLARED = /^# *param@([a-z_]+): *([^=|\n]*)(?:=([^|\n]*))?(?:\|(.*))?$/gm;

/** The parameters that a text declares in its first lines: # param@name: type = value | what it is */
export const parametersIn = (text: string): Parameter[] =>
  [...text.matchAll(DECLARED)].map(([, name, type, value = "", label = ""]) => ({ name, type: type.trim(), default: value.trim(), label: label.trim() }));

/** Kinds whose entities may stand for a parameter; undefined if the parameter takes something else than an entity. */
export function kindsFor(terms: Terms, type: string): string[] | undefined {
  if (["date", "integer", "text", "claim"].includes(type)) return undefined;
  const kinds = Object.entries(terms.kinds);
  const fitting = kinds.filter(([kind, term]) => kind === type || term.classes.some((one) => one.toLowerCase() === type));
  return (fitting.length ? fitting : kinds).map(([kind]) => kind);
}

/** Put values in place of $name, all at once, so that a value that itself holds $name is not looked at again. */
export function bind(graph: Graph, index: Index, text: string, values: Record<string, string>, language: Language): Bound {
  if (!formOf(text)) throw new Unusable(say(["SELECT, CONSTRUCT, DESCRIBE, ASK로 묻는 질문에만 답합니다.", "Only questions with SELECT, CONSTRUCT, DESCRIBE or ASK are answered."]));
  const terms: Record<string, string> = { language: `"${language}"` };
  for (const parameter of parametersIn(text)) {
    const value = (values[parameter.name] ?? parameter.default).trim();
    if (!value) throw new Unusable(say(["‘{0}’에 값이 필요합니다.", "“{0}” needs a value."], labelIn(parameter)));
    terms[parameter.name] = termOf(graph, index, parameter, value);
  }
  const placed: { from: number; grown: number }[] = [];
  const filled = text.replace(new RegExp(`\\$(${Object.keys(terms).join("|")})(?![\\p{L}\\p{N}_])`, "gu"), (found: string, name: string, from: number) => {
    placed.push({ from, grown: terms[name].length - found.length });
    return terms[name];
  });
  const declared = new Set([...filled.matchAll(/prefix\s+([a-z0-9_]*):/gi)].map(([, prefix]) => prefix));
  const used = ([prefix]: [string, string]) => !declared.has(prefix) && new RegExp(`\\b${prefix}:`).test(filled);
  // On one line, so that places in the text move by that line only.
  const prefixes = Object.entries(graph.terms.prefixes).filter(used).map(([prefix, iri]) => `PREFIX ${prefix}: <${iri}> `).join("");
  const brackets = bracketsIn(filled);
  const whole = brackets.reduceRight((so, { from, put }) => so.slice(0, from) + put + so.slice(from), filled);
  const origin = (line: number, column: number) => {
    let place = placeOf(whole, line - 1, column);
    for (const { from, put } of brackets) if (from < place) place = Math.max(from, place - put.length);
    for (const { from, grown } of placed) if (from < place) place = Math.max(from, place - grown);
    return Math.min(place, text.length);
  };
  return { text: `${prefixes}\n${whole}`, origin };
}

function placeOf(text: string, line: number, column: number): number {
  const before = text.split("\n").slice(0, Math.max(0, line - 1));
  return before.reduce((sum, { length }) => sum + length + 1, 0) + column - 1;
}

/** Brackets for sums and products of more than two: the engine's npm releases up to 0.5.11 take 1 - 2 + 3 for 1 - (2 + 3). */
function bracketsIn(text: string): { from: number; put: string }[] {
  const found: { from: number; put: string }[] = [];
  SparqlLanguage.parser.parse(text).iterate({
    enter: ({ name, node }) => {
      if (name !== "AdditiveExpression" && name !== "MultiplicativeExpression") return;
      const terms: { from: number; to: number }[] = [];
      for (let child = node.firstChild; child; child = child.nextSibling) {
        // In ?a -2 * 3 the 3 belongs to the number before it.
        if (name === "AdditiveExpression" && child.name === "UnaryExpression") terms.at(-1)!.to = child.to;
        else terms.push({ from: child.from, to: child.to });
      }
      if (terms.length < 3) return;
      found.push({ from: terms[0].from, put: "(".repeat(terms.length - 2) });
      for (const { to } of terms.slice(1, -1)) found.push({ from: to, put: ")" });
    },
  });
  return found.sort((a, b) => a.from - b.from);
}

/** The words of a question without IRIs, texts and comments. */
const bare = (text: string) => text.replace(/<[^<>"{}|^`\\\s]*>|"""[^]*?"""|'''[^]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|#.*/g, " ");

/** Which of the four forms a question has; "" if it has none and so does not ask. */
export const formOf = (text: string): string => /(?<![?$:\w-])(select|construct|describe|ask)\b(?!\s*:)/i.exec(bare(text))?.[1].toLowerCase() ?? "";

/** Whether no limit can be put behind a question: it has one, or answers in a word. */
export const isLimited = (text: string): boolean => formOf(text) === "ask" || /(?<![?$:\w-])(limit|offset|values)\b/i.test(bare(text));

/** Where a text stops being SPARQL; undefined if it is well formed, as far as the editor's grammar sees. */
export function broken(text: string): number | undefined {
  let place: number | undefined;
  SparqlLanguage.parser.parse(text).iterate({
    enter: (node) => {
      if (node.type.isError) place ??= node.from;
      return place === undefined;
    },
  });
  return place;
}

/** What a parameter is, in the page's language: its label is written "한국어 / English". */
export function labelIn({ label, name }: Parameter): string {
  const [korean, english = korean] = label.split(" / ");
  return say([korean, english]).trim() || name;
}

function termOf(graph: Graph, index: Index, parameter: Parameter, value: string): string {
  const { type } = parameter;
  if (type === "date") {
    if (isDate(value)) return `"${value}"`;
    throw new Unusable(say(["‘{0}’: 날짜가 아닙니다. 2024-11-06처럼 적습니다.", "“{0}” is not a date; write YYYY-MM-DD."], value));
  }
  if (type === "integer") {
    if (/^[0-9]+$/.test(value)) return value;
    throw new Unusable(say(["‘{0}’: 정수가 아닙니다.", "“{0}” is not a whole number."], value));
  }
  if (type === "text") return `"${value.replace(/[\\"]/g, "\\$&").replace(/[\r\n]/g, " ")}"`;
  return `<${graph.terms.base}${type === "claim" ? claimId(graph, value) : entityId(graph, index, parameter, value)}>`;
}

function isDate(text: string): boolean {
  if (!/^\d{4}(-\d{2}(-\d{2})?)?$/.test(text)) return false;
  const whole = text + "-01-01".slice(text.length - 4);
  const date = new Date(`${whole}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(whole);
}

function claimId(graph: Graph, value: string): string {
  if (graph.claim(value) !== undefined) return value;
  throw new Unusable(say(["‘{0}’: 그런 주장이 없습니다.", "No claim is called “{0}”."], value));
}

function entityId(graph: Graph, index: Index, parameter: Parameter, value: string): string {
  const kinds = kindsFor(graph.terms, parameter.type)!;
  const fits = (entity: number) => kinds.includes(graph.kind(entity));
  const byId = graph.entity(value);
  const found = byId === undefined ? index.find(value, Infinity).filter(({ points, entity }) => !points && fits(entity)).map(({ entity }) => entity) : [byId].filter(fits);
  if (found.length === 1) return graph.idOf(found[0]);
  const what = labelIn(parameter);
  if (found.length) throw new Unusable(say(["‘{0}’: 여럿입니다({1}). 목록에서 고르십시오.", "“{0}” may be any of {1}; choose one from the list."], value, found.map((entity) => graph.idOf(entity)).join(", ")));
  throw new Unusable(say(["‘{1}’ 자리에 쓸 수 있는 ‘{0}’을 찾지 못했습니다.", "Nothing called “{0}” can stand for “{1}”."], value, what));
}
