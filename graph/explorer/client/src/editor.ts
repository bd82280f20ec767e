// The field for SPARQL: CodeMirror with words from the data. Tab and Escape leave it, so that no keyboard is trapped.
import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { autocompletion, closeBrackets, closeCompletion, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, syntaxHighlighting } from "@codemirror/language";
import { setDiagnostics } from "@codemirror/lint";
import { EditorState, Prec } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import { sparql } from "codemirror-lang-sparql";
import type { Graph } from "./data.ts";
import type { Index } from "./search.ts";
import { inLabels, labelOf, nameOf, say } from "./words.ts";

export interface Editor {
  set: (text: string) => void;
  mark: (place: number | undefined, message: string) => void;
  focus: () => void;
  close: () => void;
}
interface Wiring {
  parent: HTMLElement;
  text: string;
  label: string;
  complete: (context: CompletionContext) => CompletionResult | null;
  onChange: (text: string) => void;
  onRun: () => void;
  onLeave: () => void;
}

const KEYWORDS = (
  "SELECT DISTINCT CONSTRUCT DESCRIBE ASK WHERE FILTER OPTIONAL UNION MINUS VALUES BIND AS EXISTS NOT IN LIMIT OFFSET PREFIX " +
  "COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT SEPARATOR STR LANG CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER REGEX REPLACE COALESCE IF YEAR MONTH DAY"
).split(" ").concat("GROUP BY", "ORDER BY", "HAVING");

export function openEditor({ parent, text, label, complete, onChange, onRun, onLeave }: Wiring): Editor {
  let quiet = false; // while the text is set from outside
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        Prec.highest(keymap.of([{ key: "Mod-Enter", run: (editing) => (closeCompletion(editing), onRun(), true) }])),
        lineNumbers(), history(), drawSelection(), highlightActiveLine(), bracketMatching(), closeBrackets(), EditorView.lineWrapping,
        sparql(), syntaxHighlighting(classHighlighter),
        autocompletion({ override: [complete], icons: false, activateOnTyping: true }),
        // Escape first closes the list of words, then leaves.
        keymap.of([...completionKeymap, { key: "Escape", run: () => (onLeave(), true) }, ...historyKeymap, ...defaultKeymap]),
        EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false", tabindex: "0" }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !quiet) onChange(update.state.doc.toString());
        }),
      ],
    }),
  });
  return {
    set: (next) => {
      if (next === view.state.doc.toString()) return;
      quiet = true;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } });
      quiet = false;
    },
    mark: (place, message) => {
      const found = place === undefined ? undefined : wordAt(view.state.doc.toString(), place);
      view.dispatch(setDiagnostics(view.state, found ? [{ ...found, severity: "error", message }] : []));
    },
    focus: () => view.focus(),
    close: () => view.destroy(),
  };
}

/** The word at a place, or the last one before it if nothing stands there. */
function wordAt(text: string, place: number): { from: number; to: number } {
  const end = /\S/.test(text[place] ?? "") ? place : text.slice(0, place).trimEnd().length;
  const from = end - /\S*$/.exec(text.slice(0, end))![0].length;
  return { from, to: Math.max(from, end + /^\S*/.exec(text.slice(end))![0].length) };
}

/** Words for what is being typed: keywords and variables, classes and properties by name or label, entities by any of their names. */
export function completer(graph: Graph, index: Index): Wiring["complete"] {
  return (context) => {
    const typed = context.matchBefore(/[?$]?[\p{L}\p{N}_:/-]*$/u)!;
    if (!/\p{L}/u.test(typed.text) && !context.explicit) return null;
    const options = /^[?$]/.test(typed.text) ? variables(context.state.doc.toString(), typed.text) : words(graph, index, typed.text);
    return options.length ? { from: typed.from, options, filter: false } : null;
  };
}

function variables(text: string, typed: string): Completion[] {
  const names = [...new Set(text.match(/[?$][\p{L}\p{N}_]+/gu))].filter((name) => name !== typed && name.startsWith(typed));
  return names.slice(0, 12).map((label) => ({ label, type: "variable" }));
}

function words(graph: Graph, index: Index, typed: string): Completion[] {
  const small = typed.toLowerCase();
  const within = (text: string | undefined) => text?.toLowerCase().includes(small) ?? false;
  const begun = (iri: string) => iri.toLowerCase().startsWith(small) || iri.slice(iri.indexOf(":") + 1).toLowerCase().startsWith(small);
  const vocabulary = graph.terms.vocabulary
    .filter(({ iri, label }) => begun(iri) || (small.length > 1 && (within(label.ko) || within(label.en))))
    .sort((a, b) => Number(begun(b.iri)) - Number(begun(a.iri)))
    .slice(0, 20)
    .map(({ iri, label }) => ({ label: iri, detail: inLabels(label) }));
  const prefixes = Object.keys(graph.terms.prefixes).filter((prefix) => small && `${prefix}:`.startsWith(small) && small !== `${prefix}:`).slice(0, 8);
  const keywords = small.length > 1 ? KEYWORDS.filter((word) => word.toLowerCase().startsWith(small)) : [];
  const entities = typed.length > 1 || /[ㄱ-ㅎ가-힣]/.test(typed) ? index.find(typed.replace(/^[a-z]+:/, ""), 8).map(({ entity, name }) => named(graph, entity, name)) : [];
  return [...keywords.map((label) => ({ label, type: "keyword" })), ...vocabulary, ...prefixes.map((prefix) => ({ label: `${prefix}:`, detail: say(["접두어", "prefix"]), type: "namespace" })), ...entities];
}

/** An entity under the name that was found; what is put in is its IRI, prefixed where that can be. */
function named(graph: Graph, entity: number, name: string): Completion {
  const id = graph.idOf(entity);
  const [prefix, local] = [id.slice(0, id.indexOf("/")), id.slice(id.indexOf("/") + 1)];
  const prefixed = graph.terms.prefixes[prefix] === `${graph.terms.base}${prefix}/` && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(local);
  const kind = labelOf(graph.terms.kinds[graph.kind(entity)]);
  return { label: name, detail: [kind, name === nameOf(graph, entity) ? "" : nameOf(graph, entity)].filter(Boolean).join(" · "), apply: prefixed ? `${prefix}:${local}` : `<${graph.terms.base}${id}>`, type: "constant" };
}
