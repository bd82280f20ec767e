// Unpacks the tables that packed.py put into the page, and joins them. Everything here is data: nothing of it becomes HTML.
"use strict";

async function unpack(element) {
  const bytes = Uint8Array.from(atob(element.textContent.trim()), (letter) => letter.charCodeAt(0));
  const text = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(text).json();
}

// A column's cells by row. Cells are values, or numbers of values, or numbers of rows whose id is meant; gaps lead over empty rows.
function decodeColumn(column, size, tables, own) {
  const values = column.of ? (tables[column.of] || own).id : column.values; // a table may refer to itself: its ids come first
  const cells = new Array(size).fill("");
  let row = -1;
  column.cells.forEach((cell, i) => {
    row += column.gaps ? column.gaps[i] : 1;
    cells[row] = values ? values[cell] : cell;
  });
  return cells;
}

function decodeTables(packed) {
  const tables = {};
  for (const [name, { size, columns }] of Object.entries(packed)) {
    const table = { size };
    for (const [column, coded] of Object.entries(columns)) table[column] = decodeColumn(coded, size, tables, table);
    tables[name] = table;
  }
  return tables;
}

// One cell; "" for a column that is empty throughout and so is not in the page.
const cell = (table, column, row) => (row !== undefined && table[column] ? table[column][row] : "");

function groupRows(column) {
  const groups = new Map();
  (column || []).forEach((value, row) => {
    if (groups.has(value)) groups.get(value).push(row);
    else groups.set(value, [row]);
  });
  return groups;
}

// The graph of the page: entities by id, and for each the statements that mention it anywhere.
function joinTables({ opening, terms, tables: packed }) {
  const tables = decodeTables(packed);
  const { nodes, edges, entities, claims, evidence, statuses, documents } = tables;
  const rowOf = (table) => new Map((table.id || []).map((id, row) => [id, row]));
  const entityRow = rowOf(entities);
  const claimRow = rowOf(claims);
  const mentioning = Object.values(terms.columns).filter((column) => column.type === "entities").map((column) => column.name);
  const columns = [...new Set(mentioning)].filter((name) => claims[name]);
  const byId = new Map();
  for (let i = 0; i < nodes.size; i++) {
    byId.set(nodes.id[i], { id: nodes.id[i], label: cell(nodes, "label", i), style: styleOf(nodes.style[i]), row: entityRow.get(nodes.id[i]), statements: [] });
  }
  const statements = new Map();
  for (let i = 0; i < edges.size; i++) {
    const id = cell(edges, "id", i) || `edge ${i}`; // an edge that was added with pyvis itself is no claim
    const row = claimRow.get(id);
    const statement = { id, from: edges.from[i], to: edges.to[i], label: cell(edges, "label", i), row };
    statements.set(statement.id, statement);
    const mentioned = new Set([statement.from, statement.to, ...columns.map((name) => cell(claims, name, row))]);
    for (const id of mentioned) byId.get(id)?.statements.push(statement);
  }
  return {
    opening, terms, byId, statements, entities, claims, evidence, statuses, documents, entityRow,
    documentRow: rowOf(documents),
    evidenceOf: groupRows(evidence.claim),
    statusesOf: groupRows(statuses.claim),
    spellingsOf: spellingsOf(tables.spellings),
    replacedBy: new Map((tables.replaced.right || []).map((id, row) => [id, tables.replaced.left[row]])),
  };
}

// Colours may be given as one word, as pyvis does.
function styleOf(text) {
  const { shape = "dot", borderWidth = 1, color = "#6a6f78" } = JSON.parse(text);
  return { shape, borderWidth, color: typeof color === "string" ? { background: color, border: color } : color };
}

function spellingsOf(spellings) {
  const found = new Map();
  for (const [id, rows] of groupRows(spellings.entity)) found.set(id, rows.map((row) => spellings.name[row]));
  return found;
}
