// A picture of what is shown, as a file that stands by itself: heading, date of the data, filters, address; no style sheet, no script, no link.
import type { Graph } from "./data.ts";
import { filterOf, noFilter, state } from "./state.ts";
import { dateText, labelOf, nameOf, say } from "./words.ts";

export const FONT = '"Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "Noto Sans CJK KR", sans-serif';
const SVG = "http://www.w3.org/2000/svg";
const MARGIN = 20;
const LINE = 18;
const SHARPNESS = 2;
// What a style sheet may have given to a shape or a text.
const STYLES = [
  "fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linejoin", "stroke-linecap", "opacity", "paint-order",
  "font-family", "font-size", "font-weight", "text-anchor", "dominant-baseline", "visibility", "marker-start", "marker-end",
];
const KEPT = /^([xyrd]|[xyr][12xy]|[cd][xy]|id|width|height|viewBox|points|transform|orient|ref[XY]|marker(Width|Height|Units)|preserveAspectRatio|clip-path)$/;
const SHAPES = "g,path,line,polyline,polygon,circle,ellipse,rect,text,tspan,defs,marker,clipPath,svg";

type Attributes = Record<string, string | number>;

/** An element of SVG with attributes and content. */
export function drawn<Name extends keyof SVGElementTagNameMap>(name: Name, attributes: Attributes, content: (Node | string)[] = []) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...content);
  return element;
}

/** Save a picture as PNG, twice as fine as on the screen. */
export async function savePng(graph: Graph, picture: SVGSVGElement, name: string): Promise<void> {
  const framed = withCaption(graph, picture);
  const image = new Image();
  const address = URL.createObjectURL(asFile(framed));
  image.src = address;
  await image.decode();
  URL.revokeObjectURL(address);
  const canvas = document.createElement("canvas");
  canvas.width = Number(framed.getAttribute("width")) * SHARPNESS;
  canvas.height = Number(framed.getAttribute("height")) * SHARPNESS;
  canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((file) => file && download(file, `${fileName(graph, name)}.png`));
}

/** Save a picture as SVG. */
export function saveSvg(graph: Graph, picture: SVGSVGElement, name: string): void {
  download(asFile(withCaption(graph, picture)), `${fileName(graph, name)}.svg`);
}

const asFile = (svg: SVGSVGElement) => new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" });

const heading = (graph: Graph) => say([graph.heading, "Platform policy graph"]);

/** 플랫폼-정책-그래프_네이버 */
const fileName = (graph: Graph, name: string) =>
  [heading(graph), name].map((part) => part.replace(/[\s\\/:*?"<>|]+/g, "-").replace(/^-+|-+$/g, "")).filter(Boolean).join("_");

function download(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  Object.assign(link, { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000); // some browsers read it only after the click has ended
}

function withCaption(graph: Graph, picture: SVGSVGElement): SVGSVGElement {
  const { width, height } = sizeOf(picture);
  const style = getComputedStyle(document.body);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const [ink, soft] = [colour("ink"), colour("soft")];
  const wide = Math.ceil(Math.max(width, 320)) + 2 * MARGIN;
  const above = headLines(graph).flatMap((text) => broken(text, wide - 2 * MARGIN));
  const below = broken(address(), wide - 2 * MARGIN).slice(0, 4);
  const top = MARGIN + 26 + above.length * LINE + 10;
  const tall = Math.ceil(top + height + 10 + below.length * LINE + MARGIN);
  const text = (words: string, y: number, size: number, more: Attributes = {}) =>
    drawn("text", { x: MARGIN, y, "font-size": size, fill: soft, ...more }, [words]);
  const inner = copied(picture);
  for (const [key, value] of Object.entries({ x: MARGIN, y: top, width, height })) inner.setAttribute(key, String(value));
  return drawn("svg", { width: wide, height: tall, viewBox: `0 0 ${wide} ${tall}`, "font-family": FONT }, [
    drawn("title", {}, [heading(graph)]),
    drawn("rect", { width: wide, height: tall, fill: colour("paper") }),
    text(heading(graph), MARGIN + 16, 18, { "font-weight": 700, fill: ink }),
    ...above.map((words, i) => text(words, MARGIN + 20 + (i + 1) * LINE, 12)),
    inner,
    ...below.map((words, i) => text(words, top + height + 10 + (i + 1) * LINE, 12)),
  ]);
}

function sizeOf(picture: SVGSVGElement): { width: number; height: number } {
  const shown = picture.getBoundingClientRect();
  if (shown.width) return { width: shown.width, height: shown.height };
  return { width: Number(picture.getAttribute("width")), height: Number(picture.getAttribute("height")) };
}

/** A copy of shapes and texts alone, with the styles that were in force where it stood. */
function copied<Kind extends SVGElement>(from: Kind): Kind {
  const copy = document.createElementNS(SVG, from.localName === "a" ? "g" : from.localName) as Kind;
  for (const { name, value } of from.attributes) if (KEPT.test(name) || (!from.isConnected && STYLES.includes(name))) copy.setAttribute(name, value);
  if (from.isConnected) inline(from, copy);
  for (const child of from.childNodes) {
    if (child instanceof Text) copy.append(child.data);
    else if (child instanceof SVGElement && child.matches(`${SHAPES},a`) && !isHidden(child)) copy.append(copied(child));
  }
  return copy;
}

const isHidden = (element: Element) => element.isConnected && getComputedStyle(element).display === "none" && !element.closest("defs");

function inline(from: SVGElement, copy: SVGElement): void {
  const style = getComputedStyle(from);
  const above = from.parentElement instanceof SVGElement ? getComputedStyle(from.parentElement) : undefined;
  for (const name of STYLES) {
    const value = style.getPropertyValue(name);
    const goesWithoutSaying = name === "opacity" ? value === "1" : above?.getPropertyValue(name) === value;
    if (value && !goesWithoutSaying) copy.setAttribute(name, value.replace(/url\("?[^"#)]*(#[^")]+)"?\)/, "url($1)"));
  }
  if (!from.hasAttribute("transform") && style.transform !== "none" && from.localName !== "svg") copy.setAttribute("transform", style.transform);
}

function headLines(graph: Graph): string[] {
  const date = graph.builtFrom && say(["{0}까지 나온 문서로 만듦", "From documents up to {0}"], dateText(graph.builtFrom));
  const filters = filterWords(graph);
  return [date, filters && say(["거른 조건: {0}", "Filters: {0}"], filters)].filter(Boolean);
}

/** The filters in force, in words. */
function filterWords(graph: Graph): string {
  const filter = filterOf(state.value);
  const { kinds, relations } = graph.terms;
  const about = graph.entity(filter.about);
  const [from, to] = [filter.from, filter.to].map((month) => month && dateText(month));
  return [
    filter.kinds.length && say(["{0} 제외", "without {0}"], filter.kinds.map((kind) => labelOf(kinds[kind], kind)).join(", ")),
    filter.relations.length && say(["{0} 제외", "without {0}"], filter.relations.map((relation) => labelOf(relations[relation], relation)).join(", ")),
    from && say(["{0}부터", "from {0}"], from),
    to && say(["{0}까지", "until {0}"], to),
    filter.on && say(["{0} 현재의 직위", "posts as of {0}"], dateText(filter.on)),
    about !== undefined && say(["{0} 관련", "about {0}"], nameOf(graph, about)),
    filter.outlet,
    filter.sources > noFilter.sources && say(["문서 {0}건 이상", "{0} documents or more"], filter.sources),
    filter.grade === "strong" && say(["믿을 만한 문서가 있는 주장", "with a strong document"]),
    filter.grade === "disputed" && say(["문서가 엇갈리는 주장", "where documents disagree"]),
  ].filter(Boolean).join(" · ");
}

/** The address, without the folders of a file on one's own disk. */
function address(): string {
  const whole = location.protocol === "file:" ? location.pathname.split("/").at(-1)! + location.hash : location.href;
  try {
    return decodeURI(whole);
  } catch {
    return whole;
  }
}

/** A text in lines that fit: SVG breaks none itself. */
function broken(text: string, width: number): string[] {
  const context = document.createElement("canvas").getContext("2d")!;
  context.font = `12px ${FONT}`;
  const lines = [""];
  for (const letter of text) {
    if (context.measureText(lines.at(-1) + letter).width > width) lines.push("");
    lines[lines.length - 1] += letter;
  }
  return lines;
}
