// Search in Korean (syllables, half-typed syllables, initial consonants), English and romanised names, aliases, tickers and ids.
import { disassemble, getChoseong } from "es-hangul";
import type { Graph } from "./data.ts";

interface Entry {
  entity: number;
  name: string; // as it is written
  plain: string;
  letters: string;
  initials: string;
}
export interface Found {
  entity: number;
  name: string;
  points: number;
}

const HANGUL = /[가-힣]/;
const INITIALS = [..."ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"];

// How dates are typed, as ids hold them: 2024년 11월 6일 is 20241106, 11월 6일 is 1106.
const digits = (number: string) => number.padStart(2, "0");
const dated = (text: string) =>
  text.replace(/(\d{4})년 ?(\d{1,2})월 ?(\d{1,2})일/g, (_, year, month, day) => year + digits(month) + digits(day))
    .replace(/(\d{4})년 ?(\d{1,2})월/g, (_, year, month) => year + digits(month))
    .replace(/(\d{1,2})월 ?(\d{1,2})일/g, (_, month, day) => digits(month) + digits(day))
    .replace(/(\d{4})년/g, "$1");

/** Case, width, spaces, punctuation and accents do not count; letters that come apart (NFD) are put together. */
const plain = (text: string) =>
  text.normalize("NFKC").toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFC").replace(/[\u1100-\u1112]/g, lone).replace(/[\s·.,()'"‘’“”\-–_]/g, "");

// An initial without a vowel is the letter of the keyboard.
const lone = (letter: string) => INITIALS[letter.charCodeAt(0) - 0x1100];

export class Index {
  readonly #entries: Entry[] = [];
  readonly #graph: Graph;

  #next = 0; // the first entity whose names are not in the index yet

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  /** Take in names while `on` says so; without it, all. True when all are in. */
  grow(on: () => boolean = () => true): boolean {
    for (; this.#next < this.#graph.entities.size; this.#next++) {
      if (this.#next % 64 === 0 && !on()) return false;
      for (const name of namesOf(this.#graph, this.#next)) {
        const text = plain(name);
        const korean = HANGUL.test(text);
        this.#entries.push({ entity: this.#next, name, plain: text, letters: korean ? disassemble(text) : text, initials: korean ? getChoseong(text) : "" });
      }
    }
    return true;
  }

  /** Entities by how well one of their names answers what was typed, the better connected first among equals. */
  find(typed: string, limit = 12): Found[] {
    const text = plain(typed);
    if (!text) return [];
    this.grow();
    const initialsOnly = /^[ㄱ-ㅎ]+$/.test(text);
    const letters = disassemble(text);
    const best = new Map<number, Found>();
    for (const entry of this.#entries) {
      const points = initialsOnly ? byInitials(entry, text) : score(entry, text, letters);
      if (points < 0) continue;
      const known = best.get(entry.entity);
      if (!known || points < known.points) best.set(entry.entity, { entity: entry.entity, name: entry.name, points });
    }
    if (!best.size) for (const found of this.#byWords(typed)) best.set(found.entity, found);
    const { degree } = this.#graph;
    return [...best.values()].sort((a, b) => a.points - b.points || degree[b.entity] - degree[a.entity] || a.entity - b.entity).slice(0, limit);
  }

  /** Entities of which each word that was typed stands in one name or another: `11월 6일 간담회`. */
  #byWords(typed: string): Found[] {
    const words = dated(typed.normalize("NFKC")).split(/\s+/).map(plain).filter(Boolean);
    const found: Found[] = [];
    let missing: string[] = [];
    let last: Entry | undefined; // the first name of the entity looked at: all of its names stand together
    for (const entry of words.length ? this.#entries : []) {
      if (entry.entity !== last?.entity) [last, missing] = [entry, words];
      else if (!missing.length) continue;
      missing = missing.filter((word) => !entry.plain.includes(word));
      if (!missing.length) found.push({ entity: entry.entity, name: last!.name, points: 5 });
    }
    return found;
  }
}

/** All names by which an entity is found: Korean, English, aliases, other spellings, codes and its id. */
export function namesOf(graph: Graph, entity: number): string[] {
  const value = (name: string) => graph.entities.text(name, entity);
  const spellings = [...graph.spellingsOf.of(entity)].map((row) => graph.spellings.text("name", row));
  const names = [value("name"), value("name_en"), ...value("aliases").split(";"), ...spellings, value("krx_code"), value("wikidata"), graph.idOf(entity)];
  return [...new Set(names.map((name) => name.trim()).filter(Boolean))];
}

// 0 the whole name; 1 its initials; 2 the beginning; 3 somewhere within; 4 half-typed within; -1 not at all. What stands in several names together has 5.
function score(entry: Entry, text: string, letters: string): number {
  if (entry.plain === text) return 0;
  if (entry.letters.startsWith(letters)) return 2;
  if (entry.plain.includes(text)) return 3;
  return entry.letters.includes(letters) ? 4 : -1;
}

function byInitials(entry: Entry, text: string): number {
  if (!entry.initials) return -1;
  if (entry.initials === text) return 1;
  return entry.initials.startsWith(text) ? 2 : entry.initials.includes(text) ? 4 : -1;
}
