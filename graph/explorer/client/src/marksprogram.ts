// The marks of the whole map as a program for the graphics card: the shape and colour of each kind.
import { NodeProgram } from "sigma/rendering";
import type { NodeDisplayData, RenderParams } from "sigma/types";
import { markOf, outline } from "./marks.tsx";

export interface Palette {
  paper: string;
  ink: string;
  edge: string;
  accent: string;
}

function channels(colour: string): number[] {
  const digits = colour.length === 4 ? [...colour.slice(1)].map((digit) => digit + digit).join("") : colour.slice(1);
  return [0, 2, 4].map((place) => parseInt(digits.slice(place, place + 2), 16));
}

/** A colour laid over another. */
export function over(colour: string, ground: string, alpha: number): string {
  const [top, below] = [channels(colour), channels(ground)];
  return `#${top.map((channel, i) => Math.round(channel * alpha + below[i] * (1 - alpha)).toString(16).padStart(2, "0")).join("")}`;
}

/** The renderer adds colours as they are, so that what shines through must be taken off before. */
export const translucent = (colour: string, alpha: number) => `rgba(${channels(colour).map((channel) => Math.round(channel * alpha)).join(",")},${alpha})`;

// The shape of a kind for the shader: points, turn, how far the notches lie inside, hollow or not; and the reach of a point.
function formOf(kind: number): number[] {
  const { corners, hollow } = markOf(kind);
  if (!corners) return [0, 0, 1, Number(hollow), 1];
  const [count, turn, inner] = corners;
  const points = inner ? count / 2 : count;
  const [, x, y] = /^M(-?[\d.]+),(-?[\d.]+)/.exec(outline(kind, 100))!; // the reach is known to the outline only
  return [points, (turn * Math.PI) / 180, inner ?? Math.cos(Math.PI / points), Number(hollow), Math.hypot(Number(x), Number(y)) / 100];
}

const VERTICES = `
attribute vec4 a_id, a_color, a_form;
attribute vec2 a_position;
attribute float a_size, a_reach, a_angle;
uniform mat3 u_matrix;
uniform float u_sizeRatio, u_correctionRatio;
varying vec4 v_color, v_form;
varying vec2 v_unit;
varying float v_reach, v_pixels;
void main() {
  float size = a_size;
  #ifdef PICKING_MODE
  size = max(size, 6.0 * u_sizeRatio);
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= 255.0 / 254.0;
  vec2 corner = 1.35 * vec2(cos(a_angle), sin(a_angle));
  vec2 position = a_position + corner * size * u_correctionRatio / u_sizeRatio * 4.0;
  gl_Position = vec4((u_matrix * vec3(position, 1)).xy, 0, 1);
  v_unit = 2.0 * corner;
  v_form = a_form;
  v_reach = a_reach;
  v_pixels = size / u_sizeRatio;
}`;

const FRAGMENTS = `
precision highp float;
varying vec4 v_color, v_form;
varying vec2 v_unit;
varying float v_reach, v_pixels;
uniform vec3 u_paper, u_ink;
float outside(vec2 p) {
  if (v_form.x < 0.5) return length(p) - 1.0;
  float wedge = 3.14159265 / v_form.x;
  float angle = abs(mod(atan(-p.y, p.x) - v_form.y + wedge, 2.0 * wedge) - wedge);
  vec2 tip = vec2(v_reach, 0.0);
  vec2 side = normalize(v_reach * v_form.z * vec2(cos(wedge), sin(wedge)) - tip);
  return dot(length(p) * vec2(cos(angle), sin(angle)) - tip, vec2(side.y, -side.x));
}
void main() {
  #ifdef PICKING_MODE
  gl_FragColor = length(v_unit) > 1.1 ? vec4(0.0) : v_color;
  #else
  float away = outside(v_unit) * v_pixels;
  if (away > 0.5) discard;
  float border = v_form.w > 0.5 ? clamp(v_pixels * 0.3, 1.4, 3.0) : 1.0;
  vec3 rim = v_form.w > 0.5 ? v_color.rgb : mix(v_color.rgb, u_ink, clamp(v_pixels * 0.06, 0.15, 0.5));
  vec3 core = v_form.w > 0.5 ? u_paper : v_color.rgb;
  vec3 colour = mix(core, rim, clamp(away + border + 0.5, 0.0, 1.0));
  float alpha = clamp(0.5 - away, 0.0, 1.0);
  gl_FragColor = vec4(mix(u_paper, colour, v_color.a) * alpha, alpha);
  #endif
}`;

const UNIFORMS = ["u_sizeRatio", "u_correctionRatio", "u_matrix", "u_paper", "u_ink"] as const;
const FLOATS = new Float32Array(1);
const BYTES = new Uint8Array(FLOATS.buffer);

/** Four bytes of colour as the one number that a vertex holds. */
function packed(colour: string, alpha: number): number {
  BYTES.set([...channels(colour), Math.round(alpha * 254)]);
  return FLOATS[0];
}

export interface Drawn extends NodeDisplayData {
  kind: number;
  alpha: number;
}

/** Draws marks in the shapes of marks.tsx; the palette is read anew for each frame. */
export function marksProgram(palette: Palette) {
  const forms = new globalThis.Map<number, number[]>();
  const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
  return class Marks extends NodeProgram<(typeof UNIFORMS)[number]> {
    getDefinition() {
      return {
        VERTICES: 3,
        VERTEX_SHADER_SOURCE: VERTICES,
        FRAGMENT_SHADER_SOURCE: FRAGMENTS,
        METHOD: TRIANGLES,
        UNIFORMS,
        ATTRIBUTES: [
          { name: "a_position", size: 2, type: FLOAT },
          { name: "a_size", size: 1, type: FLOAT },
          { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
          { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
          { name: "a_form", size: 4, type: FLOAT },
          { name: "a_reach", size: 1, type: FLOAT },
        ],
        CONSTANT_ATTRIBUTES: [{ name: "a_angle", size: 1, type: FLOAT }],
        CONSTANT_DATA: [[0], [(2 * Math.PI) / 3], [(4 * Math.PI) / 3]],
      };
    }

    processVisibleItem(index: number, start: number, data: NodeDisplayData) {
      const { kind, alpha } = data as Drawn;
      if (!forms.has(kind)) forms.set(kind, formOf(kind));
      this.array.set([data.x, data.y, data.size, packed(data.color, alpha), index, ...forms.get(kind)!], start);
    }

    setUniforms(params: RenderParams, { gl, uniformLocations: at }: Parameters<NodeProgram<(typeof UNIFORMS)[number]>["setUniforms"]>[1]) {
      gl.uniform1f(at.u_correctionRatio, params.correctionRatio);
      gl.uniform1f(at.u_sizeRatio, params.sizeRatio);
      gl.uniformMatrix3fv(at.u_matrix, false, params.matrix);
      gl.uniform3fv(at.u_paper, channels(palette.paper).map((channel) => channel / 255));
      gl.uniform3fv(at.u_ink, channels(palette.ink).map((channel) => channel / 255));
    }
  };
}
