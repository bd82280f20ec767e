// The whole map as it is drawn and handled: marks by the graphics card, lines and names on layers below and above.
import { UndirectedGraph } from "graphology";
import Sigma from "sigma";
import type { CameraState, EdgeDisplayData } from "sigma/types";
import type { Graph } from "./data.ts";
import { markOf, outline } from "./marks.tsx";
import type { Drawn, Palette } from "./marksprogram.ts";
import { marksProgram, over, translucent } from "./marksprogram.ts";
import type { Pairs, Places, Shown } from "./pairs.ts";
import { MANY_ENTITIES, MANY_LINES, levelOf } from "./pairs.ts";
import { FONT, drawn } from "./save.ts";
import { nameOf } from "./words.ts";

const FRAME = 10_000; // places are whole numbers below this
const REACH = 5; // pixels beside a line that still count as a click on it

interface Point {
  x: number;
  y: number;
}
interface Name extends Point {
  text: string;
  strong: boolean;
}
interface Line {
  pair: number;
  from: Point;
  to: Point;
}
export interface Calls {
  pick(pick: string): void;
  open(entity: number): void;
  moved(level: number): void;
}

/** The drawing by WebGL, with names, and lines that matter now, on the layers above and below the marks. */
export class Picture {
  readonly palette: Palette;
  readonly #sigma: Sigma;
  readonly #graph: Graph;
  readonly #pairs: Pairs;
  readonly #places: Places;
  readonly #size: (entity: number) => number;
  readonly #sheet: HTMLElement;
  readonly #watch: ResizeObserver;
  #shown: Shown;
  #picked = new Set<number>();
  #near = new Set<number>();
  #hovered = -1;
  #level = 0;
  #waiting = 0;

  constructor(graph: Graph, pairs: Pairs, places: Places, shown: Shown, sheet: HTMLElement, calls: Calls) {
    [this.#graph, this.#pairs, this.#places, this.#shown, this.#sheet] = [graph, pairs, places, shown, sheet];
    this.palette = paletteOf(sheet);
    this.#size = sizes(graph, sheet);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#sigma = new Sigma(new UndirectedGraph(), sheet, {
      allowInvalidContainer: true,
      defaultDrawNodeHover: () => undefined, // names are drawn below
      defaultNodeType: "mark",
      hideEdgesOnMove: true,
      inertiaDuration: still ? 0 : 200,
      maxCameraRatio: 4,
      minCameraRatio: 0.004,
      minEdgeThickness: 1.2, // thinner ones come out dotted
      nodeProgramClasses: { mark: marksProgram(this.palette) },
      renderLabels: false,
      stagePadding: 36,
      zoomDuration: still ? 0 : 200,
    });
    this.#sigma.createCanvasContext("names", { style: { pointerEvents: "none" } }).resize(true);
    this.#sigma.setCustomBBox({ x: [0, FRAME], y: [-FRAME, 0] });
    this.#listen(calls);
    this.#watch = new ResizeObserver(() => this.#sigma.scheduleRender());
    this.#watch.observe(sheet);
  }

  #listen(calls: Calls) {
    const sigma = this.#sigma;
    const hover = (entity: number) => {
      this.#hovered = entity;
      this.#drawAround();
    };
    sigma.on("afterRender", () => this.#drawAround());
    sigma.on("enterNode", ({ node }) => hover(Number(node)));
    sigma.on("leaveNode", () => hover(-1));
    sigma.on("moveBody", ({ event }) => {
      const held = event.original instanceof MouseEvent && event.original.buttons;
      this.#sheet.classList.toggle("pointing", !held && (this.#hovered >= 0 || this.#lineAt(event) >= 0));
    });
    sigma.on("clickNode", ({ node }) => calls.pick(this.#graph.idOf(Number(node))));
    sigma.on("doubleClickNode", ({ node, preventSigmaDefault }) => {
      preventSigmaDefault();
      calls.open(Number(node));
    });
    sigma.on("clickStage", ({ event }) => {
      const pair = this.#lineAt(event);
      calls.pick(pair < 0 ? "" : [this.#pairs.left[pair], this.#pairs.right[pair]].map((end) => this.#graph.idOf(end)).join("~"));
    });
    sigma.getCamera().on("updated", ({ ratio }) => {
      const crossed = levelOf(ratio) !== this.#level;
      this.#level = levelOf(ratio);
      if (crossed) calls.moved(this.#level);
      if (!(crossed && this.#shown.kept < Infinity) && !this.#isVast()) return;
      clearTimeout(this.#waiting);
      this.#waiting = setTimeout(() => this.#fill(), 150);
    });
  }

  /** Draw what another filter, pick, language or theme leaves; places and camera stay as they are. */
  update(shown: Shown, picked: number[]): void {
    this.#shown = shown;
    this.#picked = new Set(picked.filter((entity) => shown.entities[entity]));
    const [only] = this.#picked;
    const near = this.#picked.size === 1 ? [...this.#linesOf(only)].map((pair) => this.#pairs.other(pair, only)) : [];
    this.#near = new Set([...this.#picked, ...near]);
    Object.assign(this.palette, paletteOf(this.#sheet));
    this.#fill();
    if (this.#picked.size === 1) this.#reveal(only);
  }

  /** Bring an entity into sight that lies outside of it. */
  #reveal(entity: number): void {
    const { width, height } = this.#sigma.getDimensions();
    const { x, y } = this.#at(entity);
    if (x > 20 && y > 20 && x < width - 20 && y < height - 20) return;
    const data = this.#sigma.getNodeDisplayData(entity);
    if (data) void this.#sigma.getCamera().animate({ x: data.x, y: data.y }, { duration: this.#sigma.getSetting("zoomDuration") });
  }

  #isVast = () => this.#shown.order.length > MANY_ENTITIES;

  /** Hand over what is drawn on this level; of a vast map only what is in sight or near it. Emphasised marks lie on faded ones, small on large. */
  #fill(): void {
    const { width, height } = this.#sigma.getDimensions();
    const near = ({ x, y }: Point) => x > -width && x < 2 * width && y > -height && y < 2 * height;
    const isWanted = (entity: number) =>
      this.#near.has(entity) || (this.#shown.hasEntity(entity, this.#level) && (!this.#level || !this.#isVast() || near(this.#at(entity))));
    const wanted = this.#shown.order.filter(isWanted);
    const network = new UndirectedGraph();
    const [faded, full] = [wanted.filter((entity) => this.#alpha(entity) < 1), wanted.filter((entity) => this.#alpha(entity) === 1)];
    for (const entity of [...faded, ...full]) network.addNode(entity, this.#markData(entity));
    for (const pair of this.#shown.linesOn(this.#level)) {
      const [left, right] = [this.#pairs.left[pair], this.#pairs.right[pair]];
      if (network.hasNode(left) && network.hasNode(right)) network.addEdgeWithKey(pair, left, right, this.#lineData(pair));
    }
    if (!network.hasNode(this.#hovered)) this.#hovered = -1;
    this.#sigma.setGraph(network);
  }

  get place(): CameraState {
    return this.#sigma.getCamera().getState();
  }

  goTo(place: CameraState): void {
    this.#sigma.getCamera().setState(place);
  }

  zoom(factor: number): void {
    void this.#sigma.getCamera().animate({ ratio: this.place.ratio / factor }, { duration: this.#sigma.getSetting("zoomDuration") });
  }

  pan(across: number, up: number): void {
    const { x, y, ratio } = this.place;
    this.goTo({ ...this.place, x: x + across * ratio, y: y + up * ratio });
  }

  /** Put all shown entities in sight. */
  fit(): void {
    const entities = this.#shown.order.filter((entity) => this.#shown.hasEntity(entity, 0));
    if (!entities.length) return;
    const [xs, ys] = this.#places.map((places) => entities.map((entity) => places[entity] / FRAME));
    const [left, right] = [least(xs), -least(xs.map((x) => -x))];
    const [low, high] = [1 + least(ys.map((y) => -y)), 1 - least(ys)];
    const { width, height } = this.#sigma.getDimensions();
    const unit = Math.min(width, height) - 72;
    const ratio = Math.max(((right - left) * unit) / (width - Math.min(140, 0.2 * width)), ((high - low) * unit) / (height - 72), 0.02);
    this.goTo({ x: (left + right) / 2, y: (low + high) / 2, ratio, angle: 0 });
  }

  /** What is in sight, as an SVG. */
  svg(): SVGSVGElement {
    const { width, height } = this.#sigma.getDimensions();
    const within = ({ x, y }: Point) => x > -60 && y > -60 && x < width + 60 && y < height + 60;
    const lines = this.#shown.linesOn(this.#level).map((pair) => this.#line(pair));
    const fade = this.#picked.size ? 0.35 : 1;
    const marks = this.#shown.order.filter((entity) => this.#shown.hasEntity(entity, this.#level) && within(this.#at(entity)));
    return drawn("svg", { width, height, viewBox: `0 0 ${width} ${height}` }, [
      drawn("g", { stroke: this.palette.edge, "stroke-opacity": 0.5 * fade },
        lines.filter((line) => within(line.from) || within(line.to)).map((line) => this.#stroke(line))),
      drawn("g", {}, marks.filter((entity) => this.#alpha(entity) < 1).map((entity) => this.#mark(entity))),
      drawn("g", { stroke: this.palette.accent }, [...this.#emphasised()].map((pair) => this.#stroke(this.#line(pair)))),
      drawn("g", {}, marks.filter((entity) => this.#alpha(entity) === 1).map((entity) => this.#mark(entity))),
      drawn("g", { "font-family": FONT, "font-size": 12, fill: this.palette.ink, stroke: this.palette.paper,
        "stroke-width": 3.5, "paint-order": "stroke", "stroke-linejoin": "round" },
        this.#names().map(({ x, y, text, strong }) => drawn("text", { x: x.toFixed(1), y: y.toFixed(1), "font-weight": strong ? 700 : 400 }, [text]))),
    ]);
  }

  kill(): void {
    clearTimeout(this.#waiting);
    this.#watch.disconnect();
    this.#sigma.kill();
  }

  #stroke({ pair, from, to }: Line): SVGElement {
    const ends = { x1: from.x.toFixed(1), y1: from.y.toFixed(1), x2: to.x.toFixed(1), y2: to.y.toFixed(1) };
    return drawn("line", { ...ends, "stroke-width": this.#width(pair).toFixed(2) });
  }

  #mark(entity: number): SVGElement {
    const { x, y } = this.#at(entity);
    const kind = this.#graph.kindOf[entity];
    const { colour, hollow } = markOf(kind);
    const alpha = this.#alpha(entity);
    const fill = over(hollow ? this.palette.paper : colour, this.palette.paper, alpha);
    const stroke = over(hollow ? colour : over(this.palette.ink, colour, 0.5), this.palette.paper, alpha);
    const transform = `translate(${x.toFixed(1)},${y.toFixed(1)})`;
    return drawn("path", { d: outline(kind, this.#radius(entity)), transform, fill, stroke, "stroke-width": hollow ? 2 : 1 });
  }

  #alpha(entity: number): number {
    return this.#near.size && !this.#near.has(entity) ? 0.2 : 1;
  }

  #markData(entity: number): Partial<Drawn> {
    const kind = this.#graph.kindOf[entity];
    const [x, y] = this.#places;
    const [alpha, highlighted] = [this.#alpha(entity), this.#near.has(entity)];
    return { x: x[entity], y: -y[entity], type: "mark", size: this.#grown(entity), color: markOf(kind).colour, kind, alpha, highlighted };
  }

  #lineData(pair: number): Partial<EdgeDisplayData> {
    const dense = this.#shown.lines > MANY_LINES ? 0.35 : 0.6;
    return { color: translucent(this.palette.edge, this.#near.size ? dense * 0.35 : dense), size: this.#thickness(pair) };
  }

  #grown = (entity: number) => (this.#picked.has(entity) ? this.#size(entity) * 1.3 + 1 : this.#size(entity));
  #thickness = (pair: number) => Math.min(6, 1 + 0.8 * Math.log2(this.#shown.counts[pair] || 1));
  #width = (pair: number) => Math.max(0.6, this.#sigma.scaleSize(this.#thickness(pair)));
  #radius = (entity: number) => this.#sigma.scaleSize(this.#grown(entity));
  #at = (entity: number) => this.#sigma.graphToViewport({ x: this.#places[0][entity], y: -this.#places[1][entity] });
  #line = (pair: number): Line => ({ pair, from: this.#at(this.#pairs.left[pair]), to: this.#at(this.#pairs.right[pair]) });

  *#linesOf(entity: number): Generator<number> {
    for (const pair of this.#pairs.ofEntity.of(entity)) if (this.#shown.counts[pair]) yield pair;
  }

  /** Lines of the entity picked; of two picked ones the line between. */
  *#emphasised(): Generator<number> {
    const [first, second] = this.#picked;
    if (first === undefined) return;
    for (const pair of this.#linesOf(first)) if (second === undefined || this.#pairs.other(pair, first) === second) yield pair;
  }

  #lineAt({ x, y }: Point): number {
    const near = ({ from, to }: Line) => {
      const [dx, dy] = [to.x - from.x, to.y - from.y];
      const along = Math.min(1, Math.max(0, ((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy || 1)));
      return Math.hypot(from.x + along * dx - x, from.y + along * dy - y);
    };
    const candidates = this.#picked.size === 1 ? [...this.#emphasised()] : this.#shown.linesOn(this.#level);
    let [best, distance] = [-1, REACH];
    for (const pair of candidates) {
      const away = near(this.#line(pair));
      if (away < distance) [best, distance] = [pair, away];
    }
    return best;
  }

  #drawAround(): void {
    const { edgeLabels, labels, names } = this.#sigma.getCanvases();
    const [below, between, above] = [edgeLabels, labels, names].map((canvas) => canvas.getContext("2d")!);
    const { width, height } = this.#sigma.getDimensions();
    for (const context of [below, between, above]) context.clearRect(0, 0, width, height);
    if (this.#hovered >= 0) this.#drawLines(below, this.#linesOf(this.#hovered));
    this.#drawLines(between, this.#emphasised()); // above the faded marks, below those at its ends
    Object.assign(above, { lineJoin: "round", lineWidth: 3.5, strokeStyle: this.palette.paper, fillStyle: this.palette.ink });
    for (const { x, y, text, strong } of this.#names()) {
      above.font = `${strong ? 700 : 400} 12px ${FONT}`;
      above.strokeText(text, x, y);
      above.fillText(text, x, y);
    }
  }

  #drawLines(context: CanvasRenderingContext2D, pairs: Iterable<number>): void {
    context.strokeStyle = this.palette.accent;
    for (const pair of pairs) {
      const { from, to } = this.#line(pair);
      context.lineWidth = this.#width(pair) + 0.4;
      context.beginPath();
      context.moveTo(from.x, from.y);
      context.lineTo(to.x, to.y);
      context.stroke();
    }
  }

  /** Names that find room, the picked and the best connected first; the more, the further one has zoomed in. */
  #names(): Name[] {
    const context = this.#sigma.getCanvases().names.getContext("2d")!;
    const { width, height } = this.#sigma.getDimensions();
    const most = Math.min(400, Math.round(((width * height) / 16_000) * Math.max(1, this.place.ratio ** -0.6)));
    const taken: [number, number, number, number][] = [];
    const names: Name[] = [];
    const first = [this.#hovered, ...this.#picked].filter((entity) => this.#shown.entities[entity]);
    const ranked = this.#shown.order.filter((entity) => this.#shown.hasEntity(entity, this.#level) && this.#alpha(entity) === 1);
    for (const entity of [...new Set([...first, ...ranked])]) {
      const strong = first.includes(entity);
      const { x, y } = this.#at(entity);
      if (x < -20 || y < 0 || x > width || y > height) continue;
      const full = nameOf(this.#graph, entity);
      const text = strong || full.length <= 22 ? full : `${full.slice(0, 21)}…`;
      context.font = `${strong ? 700 : 400} 12px ${FONT}`;
      const long = context.measureText(text).width;
      const gap = this.#radius(entity) + 4;
      const start = x + gap + long > width - 4 ? x - gap - long : x + gap;
      const box: [number, number, number, number] = [start - 4, y - 9, start + long + 4, y + 9];
      if (!strong && taken.some(([left, top, right, bottom]) => box[0] < right && box[2] > left && box[1] < bottom && box[3] > top)) continue;
      taken.push(box);
      names.push({ x: start, y: y + 4, text, strong });
      if (names.length >= most) break;
    }
    return names;
  }
}

const least = (numbers: number[]) => numbers.reduce((low, number) => Math.min(low, number), Infinity);

/** Radii by the root of the number of claims, smaller where there are many or where there is little room. */
export function sizes(graph: Graph, { clientWidth, clientHeight }: Element): (entity: number) => number {
  const room = Math.min(1, Math.max(0.6, Math.min(clientWidth, clientHeight) / 700));
  const scale = room * Math.min(1, Math.max(0.45, Math.sqrt(1500 / Math.max(1, graph.entities.size))));
  return (entity) => Math.min(20, (2.6 + 0.95 * Math.sqrt(graph.degree[entity])) * scale);
}

function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return { paper: colour("paper"), ink: colour("ink"), edge: colour("edge"), accent: colour("accent") };
}
