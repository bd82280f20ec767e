// The whole map: every entity at its place, one line for each pair that a shown claim connects.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { CameraState } from "sigma/types";
import "./map.css";
import type { Graph } from "./data.ts";
import { Go } from "./links.tsx";
import { Mark, Symbol } from "./marks.tsx";
import { pickedEntities } from "./neighbours.ts";
import type { Places } from "./pairs.ts";
import { Pairs, Shown } from "./pairs.ts";
import { Picture, sizes } from "./picture.ts";
import { savePng, saveSvg } from "./save.ts";
import { filterOf, focusOn, go, language, state } from "./state.ts";
import { labelOf, nameOf, say } from "./words.ts";

function hasWebGL(): boolean {
  const canvas = document.createElement("canvas");
  return Boolean(canvas.getContext("webgl2") ?? canvas.getContext("webgl"));
}

/** The places that the layout gave. */
const placesOf = (graph: Graph): Places => [graph.entities.numbers("x"), graph.entities.numbers("y")];

/** The map for browsers without WebGL: it does not zoom, and shows the best connected only. */
function Still({ graph, pairs, places: [x, y], shown }: { graph: Graph; pairs: Pairs; places: Places; shown: Shown }) {
  const marks = shown.order.slice(0, 1500);
  const kept = new Set(marks);
  const radius = sizes(graph, document.documentElement);
  const lines = shown.linesOn(0).filter((pair) => kept.has(pairs.left[pair]) && kept.has(pairs.right[pair]));
  return (
    <svg class="still" viewBox="-300 -300 10600 10600" aria-hidden="true">
      <g stroke="var(--edge)" stroke-opacity="0.4" stroke-width="10">
        {lines.map((pair) => <line key={pair} x1={x[pairs.left[pair]]} y1={y[pairs.left[pair]]} x2={x[pairs.right[pair]]} y2={y[pairs.right[pair]]} />)}
      </g>
      {marks.map((entity) => (
        <g key={entity} transform={`translate(${x[entity]},${y[entity]}) scale(11)`} onClick={() => go({ pick: graph.idOf(entity) })}>
          <title>{nameOf(graph, entity)}</title>
          <Mark kind={graph.kindOf[entity]} radius={radius(entity)} />
        </g>
      ))}
    </svg>
  );
}

let lastPlace: CameraState | undefined; // so that coming back from an entity shows the same part

const KEYS: Record<string, (picture: Picture) => void> = {
  "+": (picture) => picture.zoom(1.5),
  "=": (picture) => picture.zoom(1.5),
  "-": (picture) => picture.zoom(1 / 1.5),
  "0": (picture) => picture.fit(),
  ArrowLeft: (picture) => picture.pan(-0.12, 0),
  ArrowRight: (picture) => picture.pan(0.12, 0),
  ArrowUp: (picture) => picture.pan(0, 0.12),
  ArrowDown: (picture) => picture.pan(0, -0.12),
};

export function WholeMap({ graph }: { graph: Graph }) {
  const sheet = useRef<HTMLDivElement>(null);
  const picture = useRef<Picture | null>(null);
  const [level, setLevel] = useState(0);
  const able = useMemo(hasWebGL, []);
  const pairs = useMemo(() => new Pairs(graph), [graph]);
  const places = useMemo(() => placesOf(graph), [graph]);
  const shown = useMemo(() => new Shown(graph, pairs, ...places), [graph, JSON.stringify(filterOf(state.value))]);
  const picked = pickedEntities(graph, state.value.pick);

  useEffect(() => {
    if (!able) return;
    const made = new Picture(graph, pairs, places, shown, sheet.current!, {
      pick: (pick) => go({ pick }),
      open: (entity) => go(focusOn(graph.idOf(entity))),
      moved: setLevel,
    });
    picture.current = made;
    if (lastPlace) made.goTo(lastPlace);
    else made.fit();
    return () => {
      lastPlace = made.place;
      made.kill();
    };
  }, [graph]);
  const redraw = () => picture.current?.update(shown, picked);
  useEffect(redraw, [shown, picked.join(), language.value]);
  useEffect(() => {
    const themes = new MutationObserver(redraw); // the colours to read change only after the theme of the page has
    themes.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => themes.disconnect();
  });

  const press = (event: KeyboardEvent) => {
    const act = !event.ctrlKey && !event.metaKey && !event.altKey && KEYS[event.key];
    if (!act || !picture.current) return;
    event.preventDefault();
    act(picture.current);
  };
  const name = say(["전체 지도", "Whole map"]);
  const kinds = useMemo(() => new Set(shown.order.map((entity) => graph.kindOf[entity])), [shown]);
  return (
    <div class="map">
      {able ? (
        <div class="sheet" ref={sheet} tabIndex={0} role="img" aria-label={described(shown)} aria-describedby="map-note" onKeyDown={press} />
      ) : (
        <Still graph={graph} pairs={pairs} places={places} shown={shown} />
      )}
      {able && (
        <div class="zoom" role="group" aria-label={say(["지도 다루기", "Map controls"])}>
          <button type="button" onClick={() => picture.current!.zoom(1.5)} aria-label={say(["확대", "Zoom in"])}>+</button>
          <button type="button" onClick={() => picture.current!.zoom(1 / 1.5)} aria-label={say(["축소", "Zoom out"])}>−</button>
          <button type="button" onClick={() => picture.current!.fit()}>{say(["맞춤", "Fit"])}</button>
          <button type="button" onClick={() => savePng(graph, picture.current!.svg(), name)}>PNG</button>
          <button type="button" onClick={() => saveSvg(graph, picture.current!.svg(), name)}>SVG</button>
        </div>
      )}
      <ul class="legend" aria-label={say(["범례", "Legend"])}>
        {graph.kinds.map((kind, i) => kinds.has(i) && <li key={kind}><Symbol kind={i} /> {labelOf(graph.terms.kinds[kind], kind)}</li>)}
      </ul>
      <p class="note" id="map-note">
        {able ? caption(shown, level) : say(["이 브라우저에서는 WebGL을 쓸 수 없어 움직이지 않는 그림만 보입니다.", "This browser has no WebGL, so the map stands still."])}{" "}
        <Go to={{ view: "tables", table: "entities" }}>{say(["표로 보기", "See the table"])}</Go>
      </p>
    </div>
  );
}
const described = (shown: Shown) =>
  say(["개체 {0}개와 연결 {1}개의 지도. 같은 내용을 표에서 읽을 수 있습니다.", "Map of {0} entities and {1} links. The tables hold the same."], shown.order.length, shown.lines);

/** How much is drawn, and what is not drawn before one zooms in. */
function caption(shown: Shown, level: number): string {
  if (!shown.order.length) return say(["조건에 맞는 개체가 없습니다. 필터를 줄여 보세요.", "Nothing matches the filters. Try removing one."]);
  const most = Math.min(shown.order.length, shown.limit(level));
  const entities = most < shown.order.length
    ? say(["개체 {0}개 가운데 연결이 많은 {1}개", "The best connected {1} of {0} entities"], shown.order.length, most)
    : say(["개체 {0}개", "{0} entities"], shown.order.length);
  const kept = shown.linesOn(level).length;
  const lines = kept < shown.lines
    ? say(["연결 {0}개 가운데 굵은 줄기 {1}개 (확대하거나 고르면 더 보입니다)", "the backbone of {1} among {0} links (zoom in or pick for more)"], shown.lines, kept)
    : say(["연결 {0}개", "{0} links"], shown.lines);
  return `${entities} · ${lines}`;
}
