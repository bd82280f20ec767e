// The mark of each kind: shape and colour. Kinds take them in the order of the ontology, so that none is named here.
// Colours have at least 3:1 on the light and the dark page; no two kinds share shape and colour.

interface Mark {
  colour: string;
  hollow: boolean;
  corners: readonly [count: number, turn: number, inner?: number] | null;
}

const SHAPES: Mark["corners"][] = [null, [4, 45], [6, 0], [3, -90], [3, 90], [4, 0], [10, -90, 0.45]];
const COLOURS = ["#2f6fb5", "#c2502d", "#2a8559", "#8759a6", "#5f7487", "#a8760f", "#c23b68", "#6a6f78", "#7d6a4f", "#3d8a9a"];

export const markOf = (kind: number): Mark => ({
  colour: COLOURS[kind % COLOURS.length],
  hollow: Math.floor(kind / SHAPES.length) % 2 === 1,
  corners: SHAPES[kind % SHAPES.length],
});

/** The outline of a mark about the origin, as an SVG path. */
export function outline(kind: number, radius: number): string {
  const { corners } = markOf(kind);
  if (!corners) return `M${-radius},0a${radius},${radius} 0 1,0 ${2 * radius},0a${radius},${radius} 0 1,0 ${-2 * radius},0z`;
  const [count, turn, inner = 1] = corners;
  const size = radius * (count === 4 && turn ? 1.18 : count === 3 ? 1.25 : 1.12);
  const points = Array.from({ length: count }, (_, i) => {
    const angle = ((turn + (360 / count) * i) * Math.PI) / 180;
    const reach = i % 2 ? size * inner : size;
    return `${(reach * Math.cos(angle)).toFixed(2)},${(reach * Math.sin(angle)).toFixed(2)}`;
  });
  return `M${points.join("L")}z`;
}

export function Mark({ kind, radius }: { kind: number; radius: number }) {
  const { colour, hollow } = markOf(kind);
  return <path class={hollow ? "hollow" : "solid"} d={outline(kind, radius)} fill={hollow ? "var(--panel)" : colour} stroke={colour} stroke-width={hollow ? 2.5 : 1} />;
}

/** The mark beside a name; the kind is told in words elsewhere. */
export function Symbol({ kind }: { kind: number }) {
  return (
    <svg class="symbol" viewBox="-11 -11 22 22" width="14" height="14" aria-hidden="true">
      <Mark kind={kind} radius={8} />
    </svg>
  );
}
