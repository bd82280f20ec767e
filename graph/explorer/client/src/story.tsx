// Saved views with captions, played one after another. A story is part of the page, or stands whole in the address.
import { useState } from "preact/hooks";
import type { Graph, Step, Story } from "./data.ts";
import { copy } from "./cite.ts";
import type { State } from "./state.ts";
import { fromHash, go, hashOf, state, toHash } from "./state.ts";
import { inLabels, say } from "./words.ts";

const OWN = "own"; // the story that stands in the address

/** Views of the page are played only if all their entities and claims are in the data. */
const playable = (graph: Graph) => graph.stories.filter(({ steps }) => steps.every(({ view }) => known(graph, view)));

function known(graph: Graph, view: string): boolean {
  const { focus, path, pick, nodes, open, about } = fromHash(view);
  return [focus, path, about, ...nodes, ...open, ...pick.split("~")].every((id) => !id || graph.entity(id) !== undefined || graph.claim(id) !== undefined);
}

function ownSteps(): Step[] {
  try {
    const read = JSON.parse(state.value.tale || "[]") as unknown;
    return Array.isArray(read) ? read.filter((one): one is [string, string] => Array.isArray(one) && one.length === 2 && one.every((text) => typeof text === "string")).map(([view, caption]) => ({ view, caption: { ko: caption } })) : [];
  } catch {
    return [];
  }
}

const write = (steps: Step[]) => (steps.length ? JSON.stringify(steps.map(({ view, caption }) => [view, caption.ko])) : "");

/** Show a step: its view, with language, theme and own story kept. */
export function play(story: string, steps: Step[], step: number): void {
  const { lang, theme, tale } = state.value;
  go({ ...fromHash(steps[step].view), lang, theme, tale, story, step });
}

export function Stories({ graph }: { graph: Graph }) {
  const own = ownSteps();
  const all: Story[] = [...playable(graph), ...(own.length ? [{ name: OWN, title: { ko: "담아 둔 이야기", en: "The story of this link" }, steps: own }] : [])];
  if (!all.length) return null;
  return (
    <>
      <h3>{say(["이야기로 보기", "Stories"])}</h3>
      <ul class="plain">{all.map(({ name, title, steps }) => <li><button type="button" onClick={() => play(name, steps, 0)}>{inLabels(title)} <span class="soft">{say(["{0}장면", "{0} scenes"], steps.length)}</span></button></li>)}</ul>
    </>
  );
}

export function StoryBar({ graph }: { graph: Graph }) {
  const { story, step } = state.value;
  const steps = story === OWN ? ownSteps() : playable(graph).find(({ name }) => name === story)?.steps;
  const now = steps?.[step];
  if (!steps || !now) return null;
  const here = toHash({ ...fromHash(now.view), lang: state.value.lang, theme: state.value.theme, tale: state.value.tale, story, step });
  const left = toHash(state.value) !== here;
  return (
    <section class="story" aria-label={say(["이야기", "Story"])}>
      <p class="caption" role="status"><span class="soft">{step + 1} / {steps.length}</span> {inLabels(now.caption)}</p>
      <div>
        {left && <button type="button" onClick={() => play(story, steps, step)}>{say(["이 장면으로", "Back to this scene"])}</button>}
        <button type="button" disabled={step === 0} onClick={() => play(story, steps, step - 1)}>{say(["앞", "Previous"])}</button>
        <button type="button" class="primary" disabled={step === steps.length - 1} onClick={() => play(story, steps, step + 1)}>{say(["다음", "Next"])}</button>
        <button type="button" onClick={() => go({ story: "", step: 0 })}>{say(["끝내기", "Close"])}</button>
      </div>
    </section>
  );
}

/** The address of a change, whole. A story under way keeps its scenes. */
export const linkOf = (change: Partial<State>): string => {
  const { story, tale } = state.value;
  return location.href.split("#")[0] + hashOf({ ...change, tale: (change.story ?? story) === OWN ? tale : "" });
};

/** What to know after copying an address: of a file on one's own disk nobody else has it. */
export const copied = (): string =>
  location.protocol === "file:"
    ? say(["주소를 복사했습니다. 이 파일도 함께 보내고, # 뒤를 받은 파일의 주소에 붙이라고 알려 주세요.", "Link copied. Send this file too: what follows # goes behind the address of the copy."])
    : say(["주소를 복사했습니다", "Link copied"]);

/** Keep the view that is shown, with a caption; the link of the page then holds the whole story. */
export function StoryMaker({ onDone }: { onDone: () => void }) {
  const [caption, describe] = useState("");
  const [said, tell] = useState("");
  const steps = ownSteps();
  const { lang, theme } = state.value;
  const keep = () => {
    const view = toHash({ ...state.value, tale: "", story: "", step: 0, lang: "ko", theme: "" });
    go({ tale: write([...steps, { view, caption: { ko: caption } }]) }, { replace: true });
    describe("");
  };
  const change = (next: Step[]) => go({ tale: write(next) }, { replace: true });
  return (
    <form class="story maker" aria-label={say(["이야기 만들기", "Make a story"])} onSubmit={(event) => { event.preventDefault(); keep(); }}>
      <label>{say(["보고 있는 화면의 설명", "Caption of the view that is shown"])}<input type="text" required value={caption} onInput={(event) => describe(event.currentTarget.value)} /></label>
      <button type="submit" class="primary" disabled={!caption.trim()}>{say(["이 화면 담기", "Keep this view"])}</button>
      {steps.length > 0 && (
        <>
          <ol>
            {steps.map((step, i) => (
              <li>
                {step.caption.ko}{" "}
                {i > 0 && <button type="button" class="quiet" aria-label={say(["{0}번 장면 위로", "Move scene {0} up"], i + 1)} onClick={() => change([...steps.slice(0, i - 1), step, steps[i - 1], ...steps.slice(i + 1)])}>↑</button>}
                <button type="button" class="quiet" aria-label={say(["{0}번 장면 빼기", "Remove scene {0}"], i + 1)} onClick={() => change(steps.filter((other) => other !== step))}>×</button>
              </li>
            ))}
          </ol>
          <button type="button" onClick={() => play(OWN, steps, 0)}>{say(["처음부터 보기", "Play from the start"])}</button>
          <button type="button" onClick={() => copy(linkOf({ ...fromHash(steps[0].view), lang, theme, story: OWN, step: 0 })).then(() => tell(copied()))}>{say(["이야기의 주소 복사", "Copy the link of the story"])}</button>
        </>
      )}
      <button type="button" onClick={onDone}>{say(["닫기", "Close"])}</button>
      <span role="status" class="soft">{said}</span>
    </form>
  );
}
