import type { PlacedProblem } from "../session/article.svelte";
import type { Bilingual } from "../host/wire";
import { speech } from "../words/speech.svelte";

/** Draws the note that the editor shows beside an underlined place. */
export function drawProblems(
  problems: readonly PlacedProblem[],
  repair: (problem: PlacedProblem) => void,
): HTMLElement {
  const note = element("div", "problem-note");
  for (const placed of problems) {
    const { severity, message, hint, fix } = placed.problem;
    const item = element("div", `problem-note-item ${severity}`);
    item.append(element("strong", "problem-note-severity", speech.words.problems[severity]));
    item.append(element("span", "problem-note-message", spoken(message)));
    if (hint) item.append(element("p", "problem-note-hint", spoken(hint)));
    if (fix)
      item.append(
        repairButton(spoken(fix.label), () => {
          repair(placed);
        }),
      );
    note.append(item);
  }
  return note;
}

/** A sentence of the engine's in the window's language. */
export function spoken(sentence: Bilingual): string {
  return sentence[speech.language];
}

function repairButton(label: string, repair: () => void): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "problem-note-repair";
  button.textContent = label;
  button.onclick = repair;
  return button;
}

function element(name: string, className: string, text = ""): HTMLElement {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}
