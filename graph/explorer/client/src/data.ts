// The tables of the page, unpacked. A row is known by its number; text is looked up only where it is shown.

export type Language = "ko" | "en";
export type Labels = Partial<Record<Language, string>>;

interface PackedColumn {
  cells: (string | number)[];
  values?: string[]; // cells are numbers of these
  of?: string; // cells are rows of that table
  gaps?: number[]; // steps from one filled row to the next
}
interface PackedTable {
  size: number;
  columns: Record<string, PackedColumn>;
}
export type Texts = Record<string, Record<string, PackedColumn>>; // columns by table
export interface Term {
  label: Labels;
  definition: Labels;
}
export type Polarity = "favourable" | "adverse";
export interface RelationTerm extends Term {
  post: boolean;
  beforehand: boolean;
  polarity?: Polarity;
  domain: string[];
  range: string[];
}
export interface KindTerm extends Term {
  classes: string[]; // the class of its entities and those above it
}
export interface ColumnTerm extends Term {
  name: string;
  type: string; // the table its cells refer to, a list of values, or the end of a datatype's IRI
}
export interface ValueTerm {
  label: Labels;
  flags: string[];
  polarity?: Polarity;
}
export interface VocabularyTerm {
  iri: string; // prefixed
  kind: "class" | "property";
  label: Labels;
}
export interface Terms {
  kinds: Record<string, KindTerm>;
  relations: Record<string, RelationTerm>;
  tables: Record<string, string[]>;
  columns: Record<string, ColumnTerm>;
  values: Record<string, Record<string, ValueTerm>>;
  prefixes: Record<string, string>;
  base: string;
  vocabularyBase: string;
  vocabulary: VocabularyTerm[]; // what a question may name
}
export interface Parameter {
  name: string;
  type: string;
  default: string;
  label: string;
}
export interface Question {
  name: string;
  title: Labels;
  parameters: Parameter[];
  text: string;
}
export interface Step {
  view: string; // what stands after # in the address
  caption: Labels;
}
export interface Story {
  name: string;
  title: Labels;
  steps: Step[];
}
export interface Content {
  heading: string;
  built_from: string;
  terms: Terms;
  tables: Record<string, PackedTable>;
  questions: Question[];
  stories: Story[];
}

/** A table whose columns are decoded when first read. */
export class Table {
  readonly size: number;
  readonly #packed: Record<string, PackedColumn>;
  readonly #tables: Map<string, Table>;
  readonly #codes = new Map<string, Int32Array>();
  readonly #rows = new Map<string, Map<string, number>>();

  constructor({ size, columns }: PackedTable, tables: Map<string, Table>) {
    this.size = size;
    this.#packed = columns;
    this.#tables = tables;
  }

  has(column: string): boolean {
    return column in this.#packed;
  }

  /** Take in further columns; what was read of them before they came is forgotten. */
  add(columns: Record<string, PackedColumn>): void {
    Object.assign(this.#packed, columns);
    for (const column of Object.keys(columns)) {
      this.#codes.delete(column);
      this.#rows.delete(column);
    }
  }

  /** A cell as text; "" where nothing is known. */
  text(column: string, row: number): string {
    const packed = this.#packed[column];
    if (!packed || row < 0) return "";
    const code = this.codes(column)[row];
    if (code < 0) return "";
    if (packed.of) return this.#tables.get(packed.of)!.text("id", code);
    return packed.values ? packed.values[code] : String(packed.cells[code]);
  }

  /** For each row the row of the table that a column refers to; -1 where it refers to nothing. */
  refs(column: string): Int32Array {
    return this.codes(column);
  }

  /** For each row a number that is equal for equal cells, or the place of the cell; -1 where it is empty. */
  codes(column: string): Int32Array {
    const known = this.#codes.get(column);
    if (known) return known;
    const codes = new Int32Array(this.size).fill(-1);
    const packed = this.#packed[column];
    if (packed) {
      const coded = packed.of !== undefined || packed.values !== undefined;
      let row = -1;
      packed.cells.forEach((cell, place) => {
        row += packed.gaps ? packed.gaps[place] : 1;
        codes[row] = coded ? (cell as number) : cell === "" ? -1 : place;
      });
      if (packed.values) for (let i = 0; i < codes.length; i++) if (codes[i] >= 0 && packed.values[codes[i]] === "") codes[i] = -1;
    }
    this.#codes.set(column, codes);
    return codes;
  }

  /** The numbers of a column of whole numbers. */
  numbers(column: string): Int32Array {
    return Int32Array.from((this.#packed[column]?.cells ?? new Array<number>(this.size).fill(0)) as number[]);
  }

  /** Different values of a column, in the order of their codes; only for columns coded by values. */
  values(column: string): string[] {
    const packed = this.#packed[column];
    if (!packed) return [];
    if (packed.values) return packed.values;
    return [...new Set(Array.from({ length: this.size }, (_, row) => this.text(column, row)))].filter(Boolean);
  }

  /** The row whose cell is this text; undefined if there is none. */
  find(column: string, text: string): number | undefined {
    if (!text) return undefined;
    let rows = this.#rows.get(column);
    if (!rows) {
      rows = new Map();
      for (let row = this.size - 1; row >= 0; row--) rows.set(this.text(column, row), row);
      this.#rows.set(column, rows);
    }
    return rows.get(text);
  }
}

/** Rows by what they refer to. */
export class Groups {
  readonly #starts: Int32Array;
  readonly #rows: Int32Array;

  constructor(pairs: Iterable<readonly [Int32Array, Int32Array | null]>, count: number) {
    // each pair is keys and, where they differ from 0, 1, 2 …, the rows that stand under them
    const all = [...pairs];
    this.#starts = new Int32Array(count + 1);
    for (const [keys] of all) for (const key of keys) if (key >= 0) this.#starts[key + 1]++;
    for (let i = 0; i < count; i++) this.#starts[i + 1] += this.#starts[i];
    const next = this.#starts.slice();
    this.#rows = new Int32Array(this.#starts[count]);
    for (const [keys, rows] of all) keys.forEach((key, i) => key >= 0 && (this.#rows[next[key]++] = rows ? rows[i] : i));
  }

  of(key: number): Int32Array {
    return this.#rows.subarray(this.#starts[key], this.#starts[key + 1]);
  }
}

/** Everything the page knows. Entities, claims, documents … are row numbers throughout. */
export class Graph {
  readonly heading: string;
  readonly builtFrom: string; // the day of the latest document
  readonly knownUntil: string; // the latest day of which anything is recorded
  readonly terms: Terms;
  readonly questions: Question[];
  readonly stories: Story[];
  readonly kinds: string[];
  readonly relations: string[];
  readonly entities: Table;
  readonly claims: Table;
  readonly documents: Table;
  readonly evidence: Table;
  readonly statuses: Table;
  readonly spellings: Table;
  readonly kindOf: Uint8Array; // of an entity, as a place in kinds
  readonly relationOf: Uint8Array; // of a claim, as a place in relations
  readonly subject: Int32Array;
  readonly object: Int32Array;
  readonly claimsOf: Groups; // claims that mention an entity anywhere
  readonly evidenceOf: Groups; // by claim
  readonly statusesOf: Groups; // by claim
  readonly spellingsOf: Groups; // by entity
  readonly degree: Int32Array; // number of claims that mention an entity
  readonly month: Int32Array; // of a claim: months since the year 0; -1 if it has no date
  whole = false; // whether the columns of free text are there
  readonly #tables: Map<string, Table>;
  readonly #replaced: Table;

  constructor(content: Content) {
    const tables = new Map<string, Table>();
    for (const [name, packed] of Object.entries(content.tables)) tables.set(name, new Table(packed, tables));
    const table = (name: string) => tables.get(name) ?? new Table({ size: 0, columns: {} }, tables);
    this.#tables = tables;
    this.heading = content.heading;
    this.builtFrom = content.built_from;
    this.terms = content.terms;
    this.questions = content.questions;
    this.stories = content.stories;
    this.kinds = Object.keys(content.terms.kinds);
    this.relations = Object.keys(content.terms.relations);
    [this.entities, this.claims, this.documents] = [table("entities"), table("claims"), table("documents")];
    [this.evidence, this.statuses, this.spellings, this.#replaced] = [table("evidence"), table("statuses"), table("spellings"), table("replaced")];
    this.knownUntil = this.statuses.values("date").reduce((latest, date) => (date > latest ? date : latest), content.built_from);
    this.kindOf = places(this.entities, "kind", this.kinds);
    this.relationOf = places(this.claims, "relation", this.relations);
    this.subject = this.claims.refs("subject");
    this.object = this.claims.refs("object");
    this.claimsOf = this.#mentions();
    this.evidenceOf = new Groups([[this.evidence.refs("claim"), null]], this.claims.size);
    this.statusesOf = new Groups([[this.statuses.refs("claim"), null]], this.claims.size);
    this.spellingsOf = new Groups([[this.spellings.refs("entity"), null]], this.entities.size);
    this.degree = Int32Array.from({ length: this.entities.size }, (_, entity) => this.claimsOf.of(entity).length);
    this.month = Int32Array.from({ length: this.claims.size }, (_, claim) => monthOf(this.dateOf(claim)));
  }

  /** Take in the columns of free text, which come after the others. */
  take(texts: Texts): void {
    for (const [name, columns] of Object.entries(texts)) this.#tables.get(name)?.add(columns);
    this.whole = true;
  }

  /** The row of an entity by its id, or by an id it had before a merge. */
  entity(id: string): number | undefined {
    const row = this.entities.find("id", id);
    if (row !== undefined) return row;
    const replaced = this.#replaced.find("right", id);
    return replaced === undefined ? undefined : this.entities.find("id", this.#replaced.text("left", replaced));
  }

  claim(id: string): number | undefined {
    return this.claims.find("id", id);
  }

  idOf(entity: number): string {
    return this.entities.text("id", entity);
  }

  kind(entity: number): string {
    return this.kinds[this.kindOf[entity]];
  }

  relation(claim: number): string {
    return this.relations[this.relationOf[claim]];
  }

  relationTerm(claim: number): RelationTerm {
    return this.terms.relations[this.relation(claim)];
  }

  /** The day of a claim, or the day a post began; as exact as known. */
  dateOf(claim: number): string {
    return this.claims.text("date", claim) || this.claims.text("since", claim);
  }

  /** The columns of a claim's relation, of a kind ("entities/person"), or of another table. */
  columns(table: string): ColumnTerm[] {
    return (this.terms.tables[table] ?? []).map((name) => this.terms.columns[name]);
  }

  columnsOfClaim(claim: number): ColumnTerm[] {
    return this.columns(`relations/${this.relation(claim)}`);
  }

  flags(list: string, value: string): string[] {
    return this.terms.values[list]?.[value]?.flags ?? [];
  }

  /** Whether the document of an evidence row says something else than the claim. */
  differs(evidence: number): boolean {
    return this.flags("Agreement", this.evidence.text("agrees", evidence)).includes("differs");
  }

  isWeakDocument(document: number): boolean {
    return this.flags("DocumentQuality", this.documents.text("quality", document)).includes("weak");
  }

  /** Documents that support a claim. */
  sources(claim: number): number[] {
    const supporting = [...this.evidenceOf.of(claim)].filter((row) => !this.flags("Agreement", this.evidence.text("agrees", row)).includes("contradicts"));
    const documents = this.evidence.refs("document");
    return [...new Set(supporting.map((row) => documents[row]))].filter((document) => document >= 0);
  }

  /** Whether all documents that support a claim are weak ones. */
  isWeak(claim: number): boolean {
    return this.sources(claim).every((document) => this.isWeakDocument(document));
  }

  /** Whether documents disagree about a claim. */
  isDisputed(claim: number): boolean {
    return [...this.evidenceOf.of(claim)].some((row) => this.differs(row));
  }

  #mentions(): Groups {
    const names = Object.values(this.terms.columns).filter((column) => column.type === "entities").map((column) => column.name);
    const columns = [...new Set(names)].filter((name) => this.claims.has(name)).map((name) => this.claims.refs(name));
    const keys: number[] = [];
    const rows: number[] = [];
    for (let claim = 0; claim < this.claims.size; claim++) {
      columns.forEach((column, i) => {
        const entity = column[claim];
        if (entity < 0 || columns.slice(0, i).some((before) => before[claim] === entity)) return;
        keys.push(entity);
        rows.push(claim);
      });
    }
    return new Groups([[Int32Array.from(keys), Int32Array.from(rows)]], this.entities.size);
  }
}

function places(table: Table, column: string, names: string[]): Uint8Array {
  const byCode = new Map<number, number>();
  const codes = table.codes(column);
  return Uint8Array.from(codes, (code, row) => {
    if (!byCode.has(code)) byCode.set(code, Math.max(0, names.indexOf(table.text(column, row))));
    return byCode.get(code)!;
  });
}

export function monthOf(date: string): number {
  if (!date) return -1;
  return Number(date.slice(0, 4)) * 12 + (date.length >= 7 ? Number(date.slice(5, 7)) - 1 : 0);
}

/** What stands packed in the page under an id. */
export function unpack(id: string): Response {
  return new Response(new Blob([bytesOf(document.getElementById(id)!.textContent!)]).stream().pipeThrough(new DecompressionStream("gzip")));
}

/** The bytes of a text in base64; younger browsers do it at once. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const native = (Uint8Array as unknown as { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> }).fromBase64;
  if (native) return native.call(Uint8Array, base64);
  const letters = atob(base64);
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
  return bytes;
}
