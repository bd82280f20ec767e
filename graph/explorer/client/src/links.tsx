// Links: to what is in the page, and to documents outside. Only here does an address of the data become a link.
import type { ComponentChildren } from "preact";
import type { Graph } from "./data.ts";
import { dateText, nameOf } from "./words.ts";
import type { State } from "./state.ts";
import { focusOn, go, hashOf } from "./state.ts";

/** A link that changes what is shown. */
export function Go({ to, children, ...more }: { to: Partial<State>; children: ComponentChildren; class?: string; title?: string }) {
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return; // a new tab
    event.preventDefault();
    go(to);
  };
  return <a {...more} href={hashOf(to)} onClick={follow}>{children}</a>;
}

/** An entity by name, as a link to its card and neighbourhood. */
export function EntityLink({ graph, entity }: { graph: Graph; entity: number }) {
  if (entity < 0) return null;
  return <Go to={focusOn(graph.idOf(entity))} class="entity">{nameOf(graph, entity)}</Go>;
}

/** A link out of the page, or plain text if the address is not http or https. */
export function Out({ address, fragment = "", children }: { address: string; fragment?: string; children: ComponentChildren }) {
  const href = safe(address, fragment);
  return href ? <a href={href} data-address={safe(address)} target="_blank" rel="noopener noreferrer">{children}</a> : <span>{children}</span>;
}

/** The address with the passage in it, or "" if it may not be followed. */
export function safe(address: string, fragment = ""): string {
  if (!URL.canParse(address)) return "";
  const url = new URL(address);
  if (!["http:", "https:"].includes(url.protocol)) return "";
  return url.href + (fragment && !isHome(address) ? (url.hash ? fragment : `#${fragment}`) : "");
}

/** Whether an address is that of a whole site: the page itself cannot be found by it. */
export function isHome(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url !== undefined && url.pathname === "/" && !url.search;
}

/** What makes a browser open a page at a passage: https://wicg.github.io/scroll-to-text-fragment/ */
export function textFragment(locator: string): string {
  const cut = locator.indexOf(",");
  const parts = cut < 0 ? [locator] : [locator.slice(0, cut), locator.slice(cut + 1)];
  const words = parts.map((part) => part.trim()).filter(Boolean).map((part) => encodeURIComponent(part).replace(/-/g, "%2D"));
  return words.length ? `:~:text=${words.join(",")}` : "";
}

export const Time = ({ date }: { date: string }) => (date ? <time dateTime={date} class="whole">{dateText(date)}</time> : null);
