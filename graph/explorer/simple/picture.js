// The drawing: one entity in the middle, its neighbours on two arcs, labels outside the arcs so that none can overlap.
"use strict";

const FONT = '"Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "Noto Sans CJK KR", sans-serif';
const LINE = 16;

// Marks without filling take the colour of the paper, which is dark on a dark page.
const isHollow = ({ color }) => color.background === "#ffffff";

class Picture {
  constructor(graph, container, { onEntity, onPair }) {
    Object.assign(this, { graph, container, onEntity, onPair, boxes: [], scale: 1 });
    this.nodes = new vis.DataSet();
    this.edges = new vis.DataSet();
    this.network = new vis.Network(container, { nodes: this.nodes, edges: this.edges }, {
      physics: false,
      autoResize: false, // it would change the scale; resized() draws anew instead
      layout: { improvedLayout: false },
      interaction: { hover: true, dragNodes: false, tooltipDelay: 120, selectConnectedEdges: false, keyboard: false },
      nodes: { size: 9, font: { size: 0 }, chosen: false },
      edges: { smooth: false, arrowStrikethrough: false, font: { size: 0 }, hoverWidth: 0.6, selectionWidth: 1.5 },
    });
    this.network.on("afterDrawing", (context) => this.drawLabels(context));
    this.network.on("click", (event) => this.clicked(event));
    for (const name of ["hoverNode", "hoverEdge"]) this.network.on(name, () => container.classList.add("pointing"));
    for (const name of ["blurNode", "blurEdge"]) this.network.on(name, () => container.classList.remove("pointing"));
    container.addEventListener("mousemove", (event) => container.classList.toggle("on-label", Boolean(this.labelAt(this.network.DOMtoCanvas({ x: event.offsetX, y: event.offsetY })))));
    new ResizeObserver(() => this.resized()).observe(container);
  }

  // As many neighbours as have room for two lines of name.
  limit() {
    return this.container.clientWidth < 600 ? 14 : Math.max(14, Math.min(30, 2 * Math.floor((this.container.clientHeight - 56) / 46)));
  }

  // Draws an entity with `extra` neighbours more than usual; returns how many are left out.
  show(centre, extra, pair) {
    Object.assign(this, { centre, extra, pair });
    this.container.style.height = "";
    const { drawn, shared, left, links } = neighbourhood(this.graph, centre, this.limit() + extra);
    if (extra && this.container.clientWidth < 600) this.container.style.height = `${Math.ceil(drawn.length / 2) * 60 + 56}px`; // a phone scrolls
    const [width, height] = [this.container.clientWidth, this.container.clientHeight];
    if (!width || !height) return 0;
    const { step, places } = arcs(ringOrder(this.graph, drawn, links), width, height);
    this.network.setSize("100%", "100%");
    Object.assign(this, { central: new Set(this.graph.byId.get(centre).statements), width, height, step, places, shared, links, colours: this.palette(), ready: false });
    this.nodes.clear();
    this.edges.clear();
    this.nodes.add([this.mark({ id: centre, x: 0, y: 0 }, 17), ...places.map((place) => this.mark(place, 9))]);
    this.edges.add(links.map((link) => this.line(link)));
    this.ready = true; // the library may draw between the calls above
    this.fit(height);
    this.network.setSelection({ nodes: [], edges: pair ? links.filter((link) => pair.includes(link.a) && pair.includes(link.b)).map((link) => link.key) : [] });
    this.container.setAttribute("aria-label", say("drawing", nameOf(this.graph, centre), drawn.length));
    return left;
  }

  palette() {
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(`--${name}`).trim();
    return { ink: colour("ink"), soft: colour("soft"), paper: colour("paper"), line: colour("edge"), faint: colour("edge-faint"), accent: colour("accent"), alarm: colour("alarm") };
  }

  mark({ id, x, y }, size) {
    const { label, style } = this.graph.byId.get(id);
    const title = [nameOf(this.graph, id), labelOf(this.graph.terms.kinds[kindOf(this.graph, id)])].filter(Boolean).join("\n");
    const fill = { background: isHollow(style) ? this.colours.paper : style.color.background, border: style.color.border };
    return { ...style, color: { ...fill, highlight: fill, hover: fill }, id, label, title, x, y, size: style.shape === "star" || style.shape.startsWith("triangle") || style.shape === "diamond" ? size * 1.2 : size };
  }

  line({ key, a, b, statements }) {
    const central = statements.some((s) => this.central.has(s));
    const names = new Map();
    for (const s of statements) names.set(relationLabel(this.graph, s), (names.get(relationLabel(this.graph, s)) || 0) + 1);
    const scaleFactor = statements.length > 1 ? 0.4 : 0.55;
    return {
      id: key, from: a, to: b,
      arrows: { to: { enabled: statements.some((s) => s.to === b), scaleFactor }, from: { enabled: statements.some((s) => s.to === a), scaleFactor } },
      smooth: this.bow(a, b),
      width: statements.length > 1 ? Math.min(2 + Math.log2(statements.length), 7) : 1.2,
      color: { color: central ? this.colours.line : this.colours.faint, highlight: this.colours.accent, hover: this.colours.accent },
      dashes: statements.every((s) => isWeak(this.graph, s)) ? [2, 4] : false,
      title: [...names].map(([name, count]) => (count > 1 ? `${name} ${count}` : name)).join(" · "),
    };
  }

  // A line between two neighbours on one side bows towards the middle, so that it does not run over the marks between them.
  bow(a, b) {
    const [from, to] = [this.at(a), this.at(b)];
    if (!from.side || from.side !== to.side) return false;
    return { enabled: true, type: (to.y - from.y) * from.side > 0 ? "curvedCCW" : "curvedCW", roundness: 0.3 };
  }

  fit(height) {
    const ys = this.places.map((place) => Math.abs(place.y));
    const needed = 2 * Math.max(0, ...ys) + 56;
    this.scale = Math.max(Math.min(1, height / needed), 0.6);
    this.network.moveTo({ position: { x: 0, y: 0 }, scale: this.scale, animation: false });
  }

  resized() {
    if (this.centre !== undefined && (this.container.clientWidth !== this.width || this.container.clientHeight !== this.height)) this.show(this.centre, this.extra, this.pair);
  }

  clicked({ nodes, edges, pointer }) {
    const id = nodes[0] ?? this.labelAt(pointer.canvas);
    const link = this.links.find((l) => l.key === edges[0]);
    if (id !== undefined && id !== this.centre) this.onEntity(id);
    else if (id === undefined && link) this.onPair(link.a, link.b);
  }

  labelAt({ x, y }) {
    return this.boxes.find((box) => box.id !== undefined && x >= box.x && x <= box.x + box.w && y >= box.y && y <= box.y + box.h)?.id;
  }

  // Labels last, over lines and marks, each with a rim in the colour of the paper.
  drawLabels(context) {
    this.boxes = []; // what a label must not cover; those with an id are labels that can be clicked
    if (!this.ready) return;
    context.save();
    context.textBaseline = "middle";
    context.lineJoin = "round";
    this.centreLabel(context);
    for (const place of this.places) {
      this.boxes.push({ x: place.x - 10, y: place.y - 10, w: 20, h: 20 });
      this.sideLabel(context, place);
    }
    for (const link of this.links) this.countLabel(context, link);
    context.restore();
  }

  centreLabel(context) {
    context.font = `700 15px ${FONT}`;
    context.textAlign = "center";
    const narrow = this.width < 600;
    const lines = wrapped(context, nameOf(this.graph, this.centre), narrow ? 112 : Math.max(this.width * 0.2, 120), 4);
    const w = Math.max(...lines.map((line) => context.measureText(line).width)) + 12;
    const box = { id: this.centre, x: -w / 2, y: 20, w, h: lines.length * 19 + 8 };
    this.boxes.push(box);
    context.globalAlpha = 0.94;
    context.fillStyle = this.colours.paper;
    context.fillRect(box.x, box.y, box.w, box.h);
    context.globalAlpha = 1;
    context.fillStyle = this.colours.ink;
    lines.forEach((line, i) => context.fillText(line, 0, box.y + 14 + i * 19));
  }

  sideLabel(context, { id, side, x, y }) {
    const room = this.width / 2 / this.scale - Math.abs(x) - 22;
    context.font = `13px ${FONT}`;
    const lines = wrapped(context, nameOf(this.graph, id), room, Math.max(1, Math.min(4, Math.floor((this.step - LINE + 2) / LINE))));
    const widths = lines.map((line) => context.measureText(line).width);
    context.font = `11px ${FONT}`;
    const [said] = wrapped(context, this.relationsWith(id), room, 1);
    const w = Math.max(...widths, context.measureText(said).width);
    const h = lines.length * LINE + 14;
    const box = { id, x: side > 0 ? x + 14 : x - 14 - w, y: y - h / 2, w, h };
    this.boxes.push(box);
    context.textAlign = side > 0 ? "left" : "right";
    const at = x + side * 14;
    lines.forEach((line, i) => this.text(context, line, at, box.y + LINE / 2 + i * LINE, `13px ${FONT}`, this.colours.ink));
    this.text(context, said, at, box.y + lines.length * LINE + 6, `11px ${FONT}`, this.colours.soft);
  }

  // What joins a neighbour to the middle, in words: 약속 8 · 요구.
  relationsWith(id) {
    const names = new Map();
    for (const s of this.shared.get(id)) names.set(relationLabel(this.graph, s), (names.get(relationLabel(this.graph, s)) || 0) + 1);
    return [...names].sort((a, b) => b[1] - a[1]).map(([name, count]) => (count > 1 ? `${name} ${count}` : name)).join(" · ");
  }

  text(context, line, x, y, font, colour) {
    context.font = font;
    context.strokeStyle = this.colours.paper;
    context.lineWidth = 3;
    context.strokeText(line, x, y);
    context.fillStyle = colour;
    context.fillText(line, x, y);
  }

  // The number of claims on a thick line, where it hides no other label; an exclamation mark where documents disagree.
  countLabel(context, { key, statements }) {
    const disputed = statements.some((s) => isDisputed(this.graph, s));
    const text = `${statements.length > 1 ? statements.length : ""}${disputed ? "!" : ""}`;
    if (!text) return;
    const line = this.network.body.edges[key].edgeType; // not public, but the version of the library is fixed
    context.font = `600 11px ${FONT}`;
    context.textAlign = "center";
    const w = context.measureText(text).width + 6;
    for (const t of [0.5, 0.6, 0.4, 0.68, 0.32, 0.76, 0.24]) {
      const { x, y } = line.getPoint(t);
      const box = { x: x - w / 2, y: y - 8, w, h: 16 };
      if (this.boxes.some((other) => overlap(box, other))) continue;
      this.boxes.push(box);
      this.text(context, text, x, y, context.font, disputed ? this.colours.alarm : this.colours.ink);
      return;
    }
  }

  at(id) {
    return id === this.centre ? { x: 0, y: 0 } : this.places.find((place) => place.id === id);
  }
}
