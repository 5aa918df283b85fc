import { StateEffect, StateField, type Extension } from "@codemirror/state";
import { EditorView, showTooltip, type Command, type Tooltip, type TooltipView } from "@codemirror/view";

import { rubyPlace, withReading, type RubyPlace } from "./ruby";

const asked = StateEffect.define<RubyPlace | null>();

/** The words whose reading is asked for; any change of the text ends the question. */
const place = StateField.define<RubyPlace | null>({
  create: () => null,
  update(value, { docChanged, effects }) {
    for (const effect of effects) if (effect.is(asked)) return effect.value;
    return docChanged ? null : value;
  },
  provide: (field) => showTooltip.from(field, (value) => value && tooltip(value)),
});

/** Asks for the reading of the selected words, or of those at the cursor. */
export const askReading: Command = (view) => {
  const found = rubyPlace(view.state);
  if (!found) return false;
  view.dispatch({ effects: asked.of(found), scrollIntoView: true });
  return true;
};

/** A small field below the words: Enter gives them the reading, Escape leaves them alone. */
export function rubyField(): Extension {
  return place;
}

function tooltip(found: RubyPlace): Tooltip {
  return { pos: found.from, above: false, create: (view) => field(view, found) };
}

function field(view: EditorView, found: RubyPlace): TooltipView {
  const { dom, input } = form(view, found);
  const close = () => {
    view.dispatch({ effects: asked.of(null) });
    view.focus();
  };
  input.addEventListener("keydown", (event) => {
    // Enter and Escape of an input method are about its own text.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter") {
      event.preventDefault();
      view.dispatch(withReading(view.state, found, input.value), { scrollIntoView: true });
      view.focus();
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    }
    event.stopPropagation();
  });
  input.addEventListener("blur", () => {
    if (view.state.field(place) === found) view.dispatch({ effects: asked.of(null) });
  });
  return {
    dom,
    mount: () => {
      input.focus();
      input.select();
    },
  };
}

function form(view: EditorView, { base, reading }: RubyPlace): { dom: HTMLElement; input: HTMLInputElement } {
  const dom = document.createElement("div");
  dom.className = "kiku-ruby";
  const label = dom.appendChild(document.createElement("label"));
  label.append(view.state.phrase("Reading of $", base));
  const input = label.appendChild(document.createElement("input"));
  input.value = reading;
  input.spellcheck = false;
  input.dataset.testid = "ruby-reading";
  const hint = dom.appendChild(document.createElement("p"));
  hint.textContent = view.state.phrase("Spaces between readings give one to each character.");
  hint.id = "ruby-hint";
  input.setAttribute("aria-describedby", hint.id);
  return { dom, input };
}
