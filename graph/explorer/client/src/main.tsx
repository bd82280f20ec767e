// The page: unpacks the tables, then shows what the address says.
import "./explorer.css"; // first, so that the styles of the views go before it
import { render } from "preact";
import { App } from "./app.tsx";
import type { Content, Texts } from "./data.ts";
import { Graph, unpack } from "./data.ts";
import { Index } from "./search.ts";

const PATIENCE = 150; // milliseconds that a small page waits for its texts rather than draw twice
const root = document.getElementById("app")!;

async function open(): Promise<void> {
  const graph = new Graph((await unpack("tables").json()) as Content);
  const texts = parsed().then(async () => graph.take((await unpack("texts").json()) as Texts));
  await Promise.race([texts, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  root.replaceChildren();
  if (!graph.whole) render(<App key="drawing" graph={graph} index={new Index(graph)} />, root);
  await texts;
  const index = new Index(graph);
  render(<App key="whole" graph={graph} index={index} />, root);
  grow(index);
}

/** When the texts behind this script stand whole in the page: what follows them has begun. The end of the page, much later, is not waited for. */
async function parsed(): Promise<void> {
  while (!document.getElementById("vocabulary")) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** The index of names grows while the page is idle, so that neither opening nor typing waits for it. */
function grow(index: Index): void {
  const slice = () => {
    const end = performance.now() + 25;
    if (!index.grow(() => performance.now() < end)) setTimeout(slice);
  };
  setTimeout(slice, 200);
}

open().catch((error: unknown) => {
  const old = typeof DecompressionStream === "undefined";
  const text = old ? "이 브라우저는 자료를 풀지 못합니다. 최신 브라우저로 여십시오. / Please open this page in a current browser." : String(error);
  const line = document.createElement("p");
  line.setAttribute("role", "alert");
  line.textContent = text;
  root.replaceChildren(line);
});
