// The left rail: the legend, which is the filter too, and the other filters; and the chips of those in force.
import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import type { Graph } from "./data.ts";
import { shownClaims } from "./filters.ts";
import { Finder } from "./finder.tsx";
import { Symbol } from "./marks.tsx";
import type { Index } from "./search.ts";
import type { State } from "./state.ts";
import { filterOf, go, language, noFilter, state } from "./state.ts";
import { dateText, definitionOf, labelOf, nameOf, say, withParticle } from "./words.ts";

export function Rail({ graph, index }: { graph: Graph; index: Index }) {
  const { about, grade, sources, outlet, on } = state.value;
  const entity = about ? graph.entity(about) : undefined;
  return (
    <div class="rail">
      <Kinds graph={graph} />
      <Relations graph={graph} />
      <Group title={say(["부처·기업·쟁점", "Ministry, firm, topic"])}>
        {entity === undefined
          ? <Finder graph={graph} index={index} label={say(["이 개체가 나오는 주장만", "Only claims that mention"])} onChoose={(one) => go({ about: graph.idOf(one) })} />
          : <p>{nameOf(graph, entity)} <button type="button" class="quiet" onClick={() => go({ about: "" })}>{say(["풀기", "clear"])}</button></p>}
      </Group>
      <Group title={say(["근거", "Evidence"])}>
        <Choice label={say(["매체", "Outlet"])} value={outlet} onChange={(value) => go({ outlet: value })} options={outlets(graph)} />
        <Choice label={say(["문서 수", "Documents"])} value={String(sources || 1)} onChange={(value) => go({ sources: Number(value) > 1 ? Number(value) : 0 })}
          options={[1, 2, 3, 5].map((n) => [String(n), n === 1 ? say(["모두", "any number"]) : say(["{0}건 이상", "{0} or more"], n)])} />
        <Choice label={say(["확실한 정도", "Confidence"])} value={grade} onChange={(value) => go({ grade: value as State["grade"] })}
          options={[["", say(["모두", "all"])], ["strong", say(["약한 근거뿐인 것 빼고", "not weakly sourced"])], ["disputed", say(["문서마다 다른 것만", "documents disagree"])]]} />
      </Group>
      <Group title={say(["재직 기준일", "Posts as of"])}>
        <input type="date" aria-label={say(["재직 기준일", "Posts as of"])} value={on} onChange={(event) => go({ on: event.currentTarget.value })} />
        <p class="soft hint">{say(["그날 맡지 않았던 직을 뺍니다.", "Leaves out posts not held that day."])}</p>
      </Group>
    </div>
  );
}

function Group({ title, children }: { title: string; children: ComponentChildren }) {
  return <fieldset><legend>{title}</legend>{children}</fieldset>;
}

function Kinds({ graph }: { graph: Graph }) {
  const hidden = state.value.kinds;
  const counts = useMemo(() => count(graph.kindOf, graph.kinds.length), [graph]);
  return (
    <Group title={say(["종류", "Kinds"])}>
      {graph.kinds.map((kind, i) => counts[i] > 0 && (
        <Tick key={kind} hidden={hidden} name={kind} count={counts[i]} title={definitionOf(graph.terms.kinds[kind])} onChange={(kinds) => go({ kinds })}>
          <Symbol kind={i} /> {labelOf(graph.terms.kinds[kind], kind)}
        </Tick>
      ))}
    </Group>
  );
}

function Relations({ graph }: { graph: Graph }) {
  const { value } = state;
  const counts = useMemo(() => {
    const shown = shownClaims(graph, value, "relations");
    return count(graph.relationOf.filter((_, claim) => shown[claim]), graph.relations.length);
  }, [graph, JSON.stringify({ ...filterOf(value), relations: [] })]);
  const all = useMemo(() => count(graph.relationOf, graph.relations.length), [graph]);
  return (
    <Group title={say(["관계", "Relations"])}>
      {graph.relations.map((relation, i) => all[i] > 0 && (
        <Tick key={relation} hidden={value.relations} name={relation} count={counts[i]} title={definitionOf(graph.terms.relations[relation])} onChange={(relations) => go({ relations })}>
          <span class={graph.terms.relations[relation].polarity ?? ""}>{labelOf(graph.terms.relations[relation], relation)}</span>
        </Tick>
      ))}
    </Group>
  );
}

interface TickProps {
  hidden: string[];
  name: string;
  count: number;
  title: string;
  children: ComponentChildren;
  onChange: (hidden: string[]) => void;
}

function Tick({ hidden, name, count: number, title, children, onChange }: TickProps) {
  const off = hidden.includes(name);
  return (
    <label class="tick" title={title}>
      <input type="checkbox" checked={!off} onChange={() => onChange(off ? hidden.filter((one) => one !== name) : [...hidden, name])} />
      <span>{children}</span> <span class="soft count">{number.toLocaleString()}</span>
    </label>
  );
}

function Choice({ label, value, options, onChange }: { label: string; value: string; options: (readonly [string, string])[]; onChange: (value: string) => void }) {
  return (
    <label class="choice"><span>{label}</span>
      <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>{options.map(([key, text]) => <option key={key} value={key}>{text}</option>)}</select>
    </label>
  );
}

function aboutName(graph: Graph, id: string): string {
  const name = nameOf(graph, graph.entity(id) ?? -1) || id;
  return language.value === "ko" ? withParticle(name, "이/가") : name;
}

const count = (places: Uint8Array, size: number) => {
  const counts = new Array<number>(size).fill(0);
  for (const place of places) counts[place]++;
  return counts;
};

/** Publishers by the number of claims that rest on them. */
function outlets(graph: Graph): [string, string][] {
  const counts = new Map<string, number>();
  const documents = graph.evidence.refs("document");
  for (const document of documents) {
    const publisher = graph.documents.text("publisher", document);
    if (publisher) counts.set(publisher, (counts.get(publisher) ?? 0) + 1);
  }
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], "ko"));
  return [["", say(["모두", "all"])], ...sorted.map(([name, number]): [string, string] => [name, `${name} (${number.toLocaleString()})`])];
}

/** Every filter in force, each with a button that takes it away. */
export function Chips({ graph }: { graph: Graph }) {
  const { value } = state;
  const chips: [string, Partial<State>][] = [];
  for (const kind of value.kinds) chips.push([say(["{0} 숨김", "without {0}"], labelOf(graph.terms.kinds[kind], kind)), { kinds: value.kinds.filter((one) => one !== kind) }]);
  const [shown, left] = [graph.relations.filter((relation) => !value.relations.includes(relation)), value.relations];
  if (left.length && shown.length <= left.length) chips.push([say(["{0}만", "only {0}"], shown.map((relation) => labelOf(graph.terms.relations[relation])).join("·")), { relations: [] }]);
  else for (const relation of left) chips.push([say(["{0} 숨김", "without {0}"], labelOf(graph.terms.relations[relation], relation)), { relations: left.filter((one) => one !== relation) }]);
  if (value.from || value.to) chips.push([value.from === value.to ? dateText(value.from) : `${value.from && dateText(value.from)} – ${value.to && dateText(value.to)}`, { from: "", to: "" }]);
  if (value.on) chips.push([say(["{0} 재직 기준", "posts as of {0}"], dateText(value.on)), { on: "" }]);
  if (value.about) chips.push([say(["{0} 나오는 주장", "about {0}"], aboutName(graph, value.about)), { about: "" }]);
  if (value.outlet) chips.push([value.outlet, { outlet: "" }]);
  if (value.sources > 1) chips.push([say(["문서 {0}건 이상", "{0}+ documents"], value.sources), { sources: 0 }]);
  if (value.grade) chips.push([value.grade === "strong" ? say(["약한 근거뿐인 것 빼고", "not weakly sourced"]) : say(["문서마다 다른 것만", "documents disagree"]), { grade: "" }]);
  if (!chips.length) return null;
  return (
    <ul class="filters" aria-label={say(["거르기", "Filters in force"])}>
      {chips.map(([text, change]) => (
        <li key={text}><button type="button" onClick={() => go(change)} aria-label={say(["거르기 풀기: {0}", "Remove filter: {0}"], text)}>{text} <span aria-hidden="true">×</span></button></li>
      ))}
      {chips.length > 1 && <li><button type="button" class="quiet" onClick={() => go(noFilter)}>{say(["모두 풀기", "Clear all"])}</button></li>}
    </ul>
  );
}
