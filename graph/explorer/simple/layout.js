// Where things stand: which neighbours are drawn, in which order and place, and how their names are broken into lines.
"use strict";

// What stands around an entity: neighbours by number of shared claims, and the claims among those drawn.
function neighbourhood(graph, centre, limit) {
  const shared = new Map();
  for (const statement of graph.byId.get(centre).statements) {
    for (const id of new Set([statement.from, statement.to])) {
      if (id === centre || !graph.byId.has(id)) continue;
      if (shared.has(id)) shared.get(id).push(statement);
      else shared.set(id, [statement]);
    }
  }
  const weight = (id) => graph.byId.get(id).statements.length;
  const ranked = [...shared.keys()].sort((a, b) => shared.get(b).length - shared.get(a).length || weight(b) - weight(a) || (a < b ? -1 : 1));
  const drawn = ranked.slice(0, limit);
  return { drawn, shared, left: ranked.length - drawn.length, links: linksAmong(graph, [centre, ...drawn]) };
}

// Parallel claims between two entities are one link, whichever way they point.
function linksAmong(graph, ids) {
  const among = new Set(ids);
  const links = new Map();
  for (const id of ids) {
    for (const statement of graph.byId.get(id).statements) {
      if (statement.from !== id || statement.to === id || !among.has(statement.to)) continue;
      const [a, b] = [statement.from, statement.to].sort();
      const key = JSON.stringify([a, b]);
      if (!links.has(key)) links.set(key, { key, a, b, statements: [] });
      links.get(key).statements.push(statement);
    }
  }
  return [...links.values()];
}

// Neighbours that belong together stand together: each joins the busiest neighbour that has more than half of its links.
function grouped(drawn, links) {
  const ties = new Map(drawn.map((id) => [id, new Map()]));
  for (const { a, b, statements } of links) {
    if (!ties.has(a) || !ties.has(b)) continue;
    ties.get(a).set(b, statements.length);
    ties.get(b).set(a, statements.length);
  }
  const total = (id) => [...ties.get(id).values()].reduce((sum, n) => sum + n, 0);
  const groups = new Map();
  for (const id of [...drawn].sort((a, b) => total(b) - total(a))) {
    const head = [...ties.get(id).keys()].find((other) => groups.has(other) && ties.get(id).get(other) * 2 > total(id));
    if (head) groups.get(head).push(id);
    else groups.set(id, [id]);
  }
  return [...groups.values()].sort((a, b) => b.length - a.length);
}

// The heads of groups stand in the middle of their group, groups one after another round the arcs.
function ringOrder(graph, drawn, links) {
  const kinds = Object.keys(graph.terms.kinds);
  const byKind = (a, b) => kinds.indexOf(kindOf(graph, a)) - kinds.indexOf(kindOf(graph, b));
  const [alone, together] = [[], []];
  for (const group of grouped(drawn, links)) (group.length > 1 ? together : alone).push(group);
  const placed = together.map(([head, ...rest]) => {
    rest.sort(byKind);
    const half = Math.floor(rest.length / 2);
    return [...rest.slice(0, half), head, ...rest.slice(half)];
  });
  return [...placed.flat(), ...alone.flat().sort(byKind)];
}

// Positions in pixels about the middle: right arc from top to bottom, left arc from bottom to top.
function arcs(order, width, height) {
  const right = Math.ceil(order.length / 2);
  const narrow = width < 600;
  const [near, far] = narrow ? [62, 84] : [width * 0.13, width * 0.27];
  const rows = Math.max(right, order.length - right, 1);
  const step = Math.min(Math.max((height - 56) / rows, 34), 96);
  return {
    step,
    places: order.map((id, i) => {
      const [side, place, of] = i < right ? [1, i, right] : [-1, order.length - 1 - i, order.length - right];
      const y = (place - (of - 1) / 2) * step;
      const bow = Math.sqrt(Math.max(0, 1 - (y / ((rows * step) / 2 + 1)) ** 2));
      return { id, side, x: side * (near + (far - near) * bow), y };
    }),
  };
}

function wrapped(context, text, width, lines) {
  const found = [];
  let line = "";
  // Break at spaces where possible, inside a word only if it alone is too long.
  for (const word of text.split(/(?<=[\s·–—/])/)) {
    if (line && context.measureText(line + word.trimEnd()).width > width) {
      found.push(line.trim());
      line = "";
    }
    line += word;
    while (context.measureText(line.trimEnd()).width > width && line.length > 1) {
      let end = line.length - 1;
      while (end > 1 && context.measureText(line.slice(0, end)).width > width) end--;
      found.push(line.slice(0, end));
      line = line.slice(end);
    }
  }
  if (line.trim()) found.push(line.trim());
  if (found.length <= lines) return found;
  return [...found.slice(0, lines - 1), `${found[lines - 1].slice(0, -1)}…`];
}

const overlap = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
