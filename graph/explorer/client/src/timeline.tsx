// Claims per month, and the range of months that the filters let through: set by pointer, by keyboard or by date.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import "./timeline.css";
import type { Graph } from "./data.ts";
import { monthOf } from "./data.ts";
import { shownClaims } from "./filters.ts";
import { filterOf, go, state } from "./state.ts";
import { say } from "./words.ts";

const HEIGHT = 56;
const FOOT = 16; // for the years
const TOP = 4;
const GRIP = 24;
const PATIENCE = 150; // milliseconds between two addresses while dragging: browsers refuse many at once

type Range = readonly [from: number, to: number]; // months, both included
type Hold = "from" | "to" | "all" | "new";

const written = (month: number) => `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}`;

/** 2024년 11월, November 2024 */
function spoken(month: number): string {
  const named = new Intl.DateTimeFormat("en", { month: "long", timeZone: "UTC" }).format(Date.UTC(2000, month % 12));
  return say(["{0}년 {1}월", "{2} {0}"], String(Math.floor(month / 12)), (month % 12) + 1, named);
}

interface Months {
  first: number;
  last: number;
  counts: number[];
  undated: number;
}

/** Counts under all filters but the range itself. */
function monthsOf(graph: Graph): Months {
  const dated = graph.month.filter((month) => month >= 0);
  const first = Math.floor(dated.reduce((low, month) => Math.min(low, month), Infinity) / 12) * 12;
  const last = dated.reduce((high, month) => Math.max(high, month), 0);
  if (!dated.length) return { first: 0, last: 0, counts: [], undated: graph.claims.size };
  const counts = new Array<number>(last - first + 1).fill(0);
  let undated = 0;
  shownClaims(graph, { ...state.value, from: "", to: "" }).forEach((shown, claim) => {
    if (!shown) return;
    if (graph.month[claim] < 0) undated++;
    else counts[graph.month[claim] - first]++;
  });
  return { first, last, counts, undated };
}

/** The range in force, within the months there are. */
function rangeOf({ first, last }: Months): Range {
  const { from, to } = state.value;
  const within = (month: number) => Math.min(last, Math.max(first, month));
  return [from ? within(monthOf(from)) : first, to ? within(monthOf(to)) : last];
}

/** The width of an element in pixels, as it changes. */
function useWidth<Kind extends Element>() {
  const element = useRef<Kind>(null);
  const [width, setWidth] = useState(600);
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => setWidth(Math.max(120, Math.round(entry.contentRect.width))));
    watch.observe(element.current!);
    return () => watch.disconnect();
  }, []);
  return [element, width] as const;
}

/** Write ranges to the address: the first of a series as a step of its own, what follows in its place. */
function useRange(first: number, last: number) {
  const series = useRef<{ begun: boolean; timer: number; next: Range | null }>({ begun: false, timer: 0, next: null });
  const write = ([from, to]: Range) => {
    go({ from: from <= first ? "" : written(from), to: to >= last ? "" : written(to) }, { replace: series.current.begun });
    series.current.begun = true;
  };
  const flush = () => {
    const { next } = series.current;
    series.current.timer = 0;
    series.current.next = null;
    if (next) write(next);
  };
  return {
    set(range: Range) {
      series.current.next = range;
      series.current.timer ||= setTimeout(flush, PATIENCE);
    },
    end() {
      clearTimeout(series.current.timer);
      flush();
      series.current.begun = false;
    },
  };
}

export function Timeline({ graph }: { graph: Graph }) {
  const { from, to, ...others } = filterOf(state.value);
  const months = useMemo(() => monthsOf(graph), [graph, JSON.stringify(others)]);
  const { first, last, counts, undated } = months;
  const [plot, width] = useWidth<SVGSVGElement>();
  const [draft, setDraft] = useState<Range | null>(null);
  const [told, setTold] = useState(-1);
  const drag = useRef<{ hold: Hold; at: number; range: Range } | null>(null);
  const range = useRange(first, last);
  if (!counts.length) return null;

  const ranged = Boolean(from || to);
  const [low, high] = draft ?? rangeOf(months);
  const step = (width - 2 * GRIP) / counts.length;
  const left = (month: number) => GRIP + (month - first) * step;
  const monthAt = (event: PointerEvent) => {
    const place = Math.floor((event.clientX - plot.current!.getBoundingClientRect().left - GRIP) / step);
    return first + Math.min(counts.length - 1, Math.max(0, place));
  };
  const change = (next: Range) => {
    setDraft(next);
    range.set(next);
  };
  const finish = () => {
    range.end();
    setDraft(null);
  };

  const press = (event: PointerEvent) => {
    if (event.button) return;
    const at = monthAt(event);
    const grip = (event.target as Element).closest<SVGElement>("[data-hold]")?.dataset.hold as Hold | undefined;
    const hold = grip ?? (ranged && at >= low && at <= high ? "all" : "new");
    drag.current = { hold, at, range: [low, high] };
    plot.current!.setPointerCapture(event.pointerId);
    if (hold === "new") change([at, at]);
  };
  const move = (event: PointerEvent) => {
    const at = monthAt(event);
    setTold(at);
    if (drag.current) change(dragged(drag.current, at, first, last));
  };
  const release = () => {
    if (drag.current) finish();
    drag.current = null;
  };
  const slide = (end: "from" | "to") => (event: KeyboardEvent) => {
    const by = STEPS[event.key];
    const edge = event.key === "Home" ? first : event.key === "End" ? last : undefined;
    if (by === undefined && edge === undefined) return;
    event.preventDefault();
    const next = edge ?? (end === "from" ? low : high) + by;
    const moved: Range = end === "from" ? [Math.min(high, Math.max(first, next)), high] : [low, Math.max(low, Math.min(last, next))];
    change(moved);
    setTold(moved[end === "from" ? 0 : 1]);
  };

  const most = Math.max(1, ...counts);
  const tall = (count: number) => (count ? Math.max(1.5, (count / most) * (HEIGHT - FOOT - TOP)) : 0);
  const selected = counts.slice(low - first, high - first + 1).reduce((sum, count) => sum + count, 0);
  const pointed = counts[told - first];
  const telling = pointed === undefined
    ? say(["기간 안 주장 {0}건", "{0} claims in range"], selected)
    : say(["{0} 주장 {1}건", "{0}: {1} claims"], spoken(told), pointed);
  const apart: readonly [string, string] = ranged ? ["날짜 없는 주장 {0}건은 뺌", "{0} without a date left out"] : ["날짜 없는 주장 {0}건 별도", "plus {0} without a date"];
  const beside = undated ? say(apart, undated) : "";
  const handle = (end: "from" | "to") => {
    const [month, x] = end === "from" ? [low, left(low)] : [high, left(high + 1)];
    return (
      <g class="handle" role="slider" tabIndex={0} data-hold={end} aria-label={end === "from" ? say(["시작 달", "First month"]) : say(["마지막 달", "Last month"])}
        aria-valuemin={end === "from" ? first : low} aria-valuemax={end === "from" ? high : last} aria-valuenow={month} aria-valuetext={spoken(month)}
        onKeyDown={slide(end)} onFocus={() => setTold(month)} onBlur={finish} transform={`translate(${x.toFixed(1)},0)`}>
        <rect class="grip" x={end === "from" ? -GRIP : 0} width={GRIP} height={HEIGHT - FOOT + 4} />
        <path class="bar" d={`M0,0V${HEIGHT - FOOT}`} />
        <path class="knob" d={end === "from" ? "M0,12h-9a3,3 0 0,0 -3,3v10a3,3 0 0,0 3,3h9z" : "M0,12h9a3,3 0 0,1 3,3v10a3,3 0 0,1 -3,3h-9z"} />
      </g>
    );
  };
  return (
    <section class="timeline" aria-label={say(["달마다 주장 수", "Claims per month"])}>
      <svg ref={plot} height={HEIGHT} role="group" aria-label={say(["달마다 주장 수. 두 손잡이로 기간을 정합니다.", "Claims per month. Two handles set the range."])}
        onPointerDown={press} onPointerMove={move} onPointerUp={release} onPointerCancel={release} onPointerLeave={() => setTold(-1)}>
        <rect class="ground" width={width} height={HEIGHT} />
        {ranged || draft ? <rect class="range" x={left(low)} width={left(high + 1) - left(low)} y="0" height={HEIGHT - FOOT} /> : null}
        {counts.map((count, i) => (
          <rect key={i} class={first + i < low || first + i > high ? "month out" : first + i === told ? "month told" : "month"}
            x={(left(first + i) + step * 0.1).toFixed(2)} width={(step * 0.8).toFixed(2)}
            y={(HEIGHT - FOOT - tall(count)).toFixed(2)} height={tall(count).toFixed(2)} />
        ))}
        <path class="base" d={`M${GRIP},${HEIGHT - FOOT + 0.5}H${width - GRIP}`} />
        {yearsShown(first, last, step).map((year) => (
          <g key={year} class="year" transform={`translate(${left(year * 12).toFixed(1)},${HEIGHT - FOOT})`}>
            <path d="M0.5,0v4" />
            <text x="3" y="13">{year}</text>
          </g>
        ))}
        {handle("from")}
        {handle("to")}
      </svg>
      <div class="dates">
        <label><span>{say(["시작", "From"])}</span>{" "}
          <input type="month" value={from} min={written(first)} max={to || written(last)} onChange={(event) => go({ from: typed(event.currentTarget) })} />
        </label>
        <label><span>{say(["끝", "To"])}</span>{" "}
          <input type="month" value={to} min={from || written(first)} max={written(last)} onChange={(event) => go({ to: typed(event.currentTarget) })} />
        </label>
        <button type="button" disabled={!ranged} onClick={() => go({ from: "", to: "" })}>{say(["전체 기간", "All months"])}</button>
        <p aria-live="polite">
          <span class="told">{telling}</span> <span>{beside}</span>
        </p>
      </div>
    </section>
  );
}

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -12, PageUp: 12 };

/** Where browsers have no field for months a text is typed: only a month counts. */
const typed = ({ value }: HTMLInputElement) => (/^\d{4}-(0[1-9]|1[0-2])$/.test(value) ? value : "");

/** The range after the pointer has moved to a month. */
function dragged({ hold, at, range: [low, high] }: { hold: Hold; at: number; range: Range }, to: number, first: number, last: number): Range {
  if (hold === "from") return [Math.min(to, high), high];
  if (hold === "to") return [low, Math.max(to, low)];
  if (hold === "new") return [Math.min(at, to), Math.max(at, to)];
  const by = Math.min(last - high, Math.max(first - low, to - at));
  return [low + by, high + by];
}

/** As many years as can be read side by side. */
function yearsShown(first: number, last: number, step: number): number[] {
  const every = [1, 2, 5, 10, 20, 50, 100].find((years) => years * 12 * step >= 40) ?? 200;
  const years = Array.from({ length: Math.floor(last / 12) - Math.floor(first / 12) + 1 }, (_, i) => Math.floor(first / 12) + i);
  return years.filter((year) => year % every === 0 && (last - year * 12 + 1) * step >= 30);
}
