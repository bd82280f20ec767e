// Citations as Korean and English readers write them. Titles of articles are not in the data, so none is given.
import type { Graph, Language } from "./data.ts";
import { isHome, safe, textFragment } from "./links.tsx";

/** A document as a citation: author, publisher, date, address of the passage, day it was looked at. */
export function citation(graph: Graph, document: number, locator: string, language: Language, today = new Date()): string {
  const value = (name: string) => graph.documents.text(name, document);
  const address = isHome(value("url")) ? "" : safe(value("url"), textFragment(locator));
  if (language === "ko") return [value("author"), value("publisher"), spaced(value("published")), address && `${address} (${spaced(iso(today))} 확인)`].filter(Boolean).join(", ");
  return [value("author"), value("publisher"), english(value("published")), address && `${address} (accessed ${english(iso(today))})`].filter(Boolean).join(", ");
}

const iso = (day: Date) => `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, "0")}-${String(day.getDate()).padStart(2, "0")}`;

function spaced(date: string): string {
  return date.split("-").filter(Boolean).map((part) => `${Number(part)}.`).join(" ");
}

function english(date: string): string {
  const [year, month, day] = date.split("-");
  if (!month) return year ?? "";
  const name = new Intl.DateTimeFormat("en-GB", { month: "long", timeZone: "UTC" }).format(new Date(Date.UTC(2000, Number(month) - 1, 1)));
  return [day && Number(day), name, year].filter(Boolean).join(" ");
}

/** Put text on the clipboard, also where a file may not use the clipboard's own interface. */
export async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    area.setAttribute("aria-hidden", "true");
    area.style.position = "fixed";
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}
