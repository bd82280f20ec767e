// A search field with suggestions, by keyboard or pointer (WAI-ARIA combobox with a list).
import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { Graph } from "./data.ts";
import { Symbol } from "./marks.tsx";
import type { Found, Index } from "./search.ts";
import { inLanguage, labelOf, nameOf, say } from "./words.ts";

interface Props {
  graph: Graph;
  index: Index;
  label: string;
  placeholder?: string;
  focused?: boolean; // takes the focus when it appears
  shortcut?: boolean; // "/" leads to it
  onChoose: (entity: number) => void;
  onText?: (typed: string) => void; // offered where no name is found
}

export function Finder({ graph, index, label, placeholder = label, focused = false, shortcut = false, onChoose, onText }: Props) {
  const [typed, type] = useState("");
  const [shown, show] = useState(false);
  const [active, activate] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const found = shown && typed.trim() ? index.find(typed) : [];

  useEffect(() => {
    if (focused) field.current?.focus();
    if (!shortcut) return undefined;
    const slash = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.key !== "/" || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.isContentEditable) return;
      event.preventDefault();
      field.current?.focus();
    };
    document.addEventListener("keydown", slash);
    return () => document.removeEventListener("keydown", slash);
  }, []);
  useEffect(() => document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: "nearest" }), [active]);

  const choose = (one: Found | undefined) => {
    if (!one) return;
    type("");
    show(false);
    onChoose(one.entity);
  };
  const seek = () => {
    onText?.(typed.trim());
    type("");
    show(false);
  };
  const key = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length) {
      event.preventDefault();
      activate((active + step + found.length) % found.length);
    } else if (event.key === "Enter" && !event.isComposing) {
      if (found.length) choose(found[active]);
      else if (typed.trim()) seek();
    }
    else if (event.key === "Escape") show(false);
  };
  const open = shown && typed.trim() !== "";
  return (
    <div class="finder">
      <input ref={field} type="text" role="combobox" aria-label={label} placeholder={placeholder} autocomplete="off" spellcheck={false} value={typed}
        aria-expanded={open} aria-controls={`${id}-list`} aria-autocomplete="list" aria-activedescendant={found.length ? `${id}-${active}` : undefined}
        onInput={(event) => { type(event.currentTarget.value); show(true); activate(0); }} onFocus={() => show(true)} onBlur={() => show(false)} onKeyDown={key} />
      <ul role="listbox" id={`${id}-list`} aria-label={label} hidden={!open || !found.length} onMouseDown={(event) => event.preventDefault()}>
        {found.map((one, i) => (
          <li role="option" id={`${id}-${i}`} key={one.entity} aria-selected={i === active} onClick={() => choose(one)}>
            <Suggestion graph={graph} found={one} />
          </li>
        ))}
      </ul>
      {open && !found.length && (
        <p class="nothing" role="status" onMouseDown={(event) => event.preventDefault()}>{say(["찾은 것이 없습니다. 이름의 일부나 초성(ㄴㅇㅂ), 영문 이름을 넣어 보세요.", "Nothing found. Try part of a name, initials (ㄴㅇㅂ) or the English name."])}
          {onText && <> <button type="button" class="quiet" onClick={seek}>{say(["주장에서 ‘{0}’ 찾기", "Find “{0}” in the claims"], typed.trim())}</button></>}
        </p>
      )}
    </div>
  );
}

/** Kind, name, the name that matched if it is another one, and the line that tells namesakes apart. */
function Suggestion({ graph, found: { entity, name } }: { graph: Graph; found: Found }) {
  const shown = nameOf(graph, entity);
  return (
    <>
      <Symbol kind={graph.kindOf[entity]} />
      <span class="names"><b>{shown}</b>{name !== shown && <span class="soft"> {name}</span>}</span>
      <span class="soft kind">{labelOf(graph.terms.kinds[graph.kind(entity)])}</span>
      <span class="soft about">{inLanguage(graph.entities, "description", entity)}</span>
    </>
  );
}
