"use strict";
// Moves, enlarges and explains a drawing that is already there. What nodes and edges say is put in as text, never as HTML.
const svg = document.querySelector("body > svg");
const view = document.getElementById("view");
const told = document.getElementById("told");
const nodes = [...document.querySelectorAll(".node")];
const lines = [...document.querySelectorAll("line")];
const ends = lines.map(line => ["x1", "y1", "x2", "y2"].map(name => Number(line.getAttribute(name))));
const places = nodes.map(node => node.getAttribute("transform").match(/[-\d.]+/g).map(Number));
const boxes = [];
const at = { x: 0, y: 0, k: 1 };
let pinned = null;

function scale() { return svg.getScreenCTM().a || 1; }

function draw() {
  view.setAttribute("transform", `translate(${at.x} ${at.y}) scale(${at.k})`);
  svg.style.setProperty("--inv", 1 / (at.k * scale()));
  declutter();
}

// The nodes stand in the order of their importance: a label that would cover an earlier one, or a mark, waits until there is room.
function declutter() {
  if (!(boxes[0]?.width > 0)) nodes.forEach((node, place) => { boxes[place] = node.querySelector(".mark").getBBox(); }); // nothing has a size before it is shown
  const all = at.k * scale();
  const marks = places.map(([x, y]) => [x * all - 6, y * all - 6, x * all + 6, y * all + 6]);
  const taken = [];
  nodes.forEach((node, place) => {
    const [x, y] = places[place].map(value => value * all), box = boxes[place];
    const mine = [x + box.x, y + box.y, x + box.x + box.width, y + box.y + box.height];
    const free = other => mine[2] < other[0] || other[2] < mine[0] || mine[3] < other[1] || other[3] < mine[1];
    const room = taken.every(free) && marks.every((mark, other) => other === place || free(mark));
    node.classList.toggle("crowded", !room);
    if (room) taken.push(mine);
  });
}

function enlarge(by, x, y) {
  if (!by) Object.assign(at, { x: 0, y: 0, k: 1 });
  else {
    const k = Math.min(30, Math.max(0.5, at.k * by));
    at.x = x - (x - at.x) * k / at.k;
    at.y = y - (y - at.y) * k / at.k;
    at.k = k;
  }
  draw();
}

function inside(event) {
  return new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
}

function nearestLine(event) {
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(view.getScreenCTM().inverse());
  let best = 6 / (at.k * scale()), found = null;
  ends.forEach(([a, b, c, d], place) => {
    const along = Math.min(1, Math.max(0, ((point.x - a) * (c - a) + (point.y - b) * (d - b)) / ((c - a) ** 2 + (d - b) ** 2 || 1)));
    const away = Math.hypot(point.x - a - along * (c - a), point.y - b - along * (d - b));
    if (away < best) { best = away; found = lines[place]; }
  });
  return found;
}

function light(thing) {
  for (const one of document.querySelectorAll(".on")) one.classList.remove("on");
  svg.classList.toggle("dim", thing !== null);
  if (!thing) return;
  const own = String(nodes.indexOf(thing));
  for (const line of thing.localName === "line" ? [thing] : lines.filter(({ dataset }) => dataset.a === own || dataset.b === own)) {
    line.classList.add("on");
    nodes[line.dataset.a].classList.add("on");
    nodes[line.dataset.b].classList.add("on");
  }
  if (thing.localName !== "line") thing.classList.add("on");
}

function tell(thing, event) {
  told.hidden = !thing || !thing.dataset.t;
  if (told.hidden) return;
  told.textContent = thing.dataset.t;
  told.style.left = `${Math.max(4, Math.min(event.clientX + 12, innerWidth - told.offsetWidth - 4))}px`;
  told.style.top = `${Math.max(4, Math.min(event.clientY + 12, innerHeight - told.offsetHeight - 4))}px`;
}

let from = null;
svg.addEventListener("pointerdown", event => { from = { ...inside(event).toJSON(), x0: at.x, y0: at.y, moved: false }; });
addEventListener("pointerup", event => {
  if (from && !from.moved) {
    const node = event.target.closest?.(".node") ?? null;
    pinned = node === pinned ? null : node;
    light(pinned);
    tell(pinned, event);
  }
  from = null;
});
svg.addEventListener("pointermove", event => {
  const point = inside(event);
  if (from && event.buttons) {
    from.moved ||= Math.hypot(point.x - from.x, point.y - from.y) * scale() > 4;
    if (from.moved) { at.x = from.x0 + point.x - from.x; at.y = from.y0 + point.y - from.y; draw(); }
    return;
  }
  const thing = event.target.closest(".node") ?? nearestLine(event);
  light(thing ?? pinned);
  tell(thing, event);
});
svg.addEventListener("pointerleave", () => { light(pinned); tell(null); });
// The wheel scrolls the page around the frame, unless somebody has clicked into it or holds Ctrl.
svg.addEventListener("wheel", event => {
  if (!event.ctrlKey && !event.metaKey && !document.hasFocus()) return;
  event.preventDefault();
  const point = inside(event);
  enlarge(1.0015 ** -event.deltaY, point.x, point.y);
}, { passive: false });
for (const button of document.querySelectorAll("button")) {
  button.addEventListener("click", () => enlarge(Number(button.dataset.by), svg.viewBox.baseVal.width / 2, svg.viewBox.baseVal.height / 2));
}
new ResizeObserver(draw).observe(svg);
