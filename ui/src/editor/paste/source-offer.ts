import { Prec, StateEffect, StateField, type Extension } from "@codemirror/state";
import { EditorView, keymap, showTooltip, type Command, type Tooltip } from "@codemirror/view";

import { sourceDialog } from "../blocks/source-dialog";

/** An address that was pasted on a line of its own. */
export interface OfferedSource {
  readonly from: number;
  readonly to: number;
  readonly url: string;
}

const offered = StateEffect.define<OfferedSource | null>();

/** The effect that offers to make a source of an address. */
export function offerSource(source: OfferedSource): StateEffect<OfferedSource | null> {
  return offered.of(source);
}

/** Whoever types on, or goes elsewhere, wants the address as it is. */
const field = StateField.define<OfferedSource | null>({
  create: () => null,
  update(value, { docChanged, selection, effects }) {
    for (const effect of effects) if (effect.is(offered)) return effect.value;
    return docChanged || selection ? null : value;
  },
  provide: (f) => showTooltip.from(f, (value) => value && tooltip(value)),
});

/** Asks what the source at this address is; the address stays until there is a card for it. */
const acceptSource: Command = (view) => {
  const source = view.state.field(field, false);
  if (!source) return false;
  view.dispatch({ effects: offered.of(null) });
  view.focus();
  view.state.facet(sourceDialog)?.begin(source.url);
  return true;
};

const dismiss: Command = (view) => {
  if (!view.state.field(field, false)) return false;
  view.dispatch({ effects: offered.of(null) });
  return true;
};

/** Offers to make a source of an address that was pasted on a line of its own. */
export function sourceOffers(): Extension {
  const keys = [
    { key: "Mod-Enter", run: acceptSource },
    { key: "Escape", run: dismiss },
  ];
  return [field, Prec.high(keymap.of(keys))];
}

function tooltip({ from }: OfferedSource): Tooltip {
  return { pos: from, above: false, create: (view) => ({ dom: offer(view) }) };
}

function offer(view: EditorView): HTMLElement {
  const dom = document.createElement("div");
  dom.className = "kiku-offer";
  dom.setAttribute("role", "status");
  const button = dom.appendChild(document.createElement("button"));
  button.type = "button";
  button.dataset.testid = "offer-source";
  button.textContent = view.state.phrase("Make a source card");
  // The text keeps the keyboard: the offer is in nobody's way.
  button.addEventListener("mousedown", (event) => {
    event.preventDefault();
  });
  button.addEventListener("click", () => acceptSource(view));
  const hint = dom.appendChild(document.createElement("span"));
  hint.textContent = `${/Mac/.test(navigator.platform) ? "⌘" : "Ctrl+"}Enter`;
  return dom;
}
