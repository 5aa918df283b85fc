import { EditorView } from "@codemirror/view";
import type { Extension } from "@codemirror/state";

/**
 * How long after the end of a composition the editor is left alone, in milliseconds. The browser reports the text it
 * committed a little after the end, and the editor reads it within 50 ms.
 */
const calm = 80;

/**
 * Knows whether an input method is composing, and keeps back what must not happen meanwhile.
 *
 * A transaction may make the editor draw the line again in which the input method keeps its unfinished text; some
 * input methods then lose or double it.
 */
export class CompositionGate {
  private composing = false;
  private ending: ReturnType<typeof setTimeout> | undefined;
  private readonly waiting = new Map<string, () => void>();

  /** `changed` hears when composing starts and when it is surely over. */
  constructor(private readonly changed: (composing: boolean) => void) {}

  get isComposing(): boolean {
    return this.composing;
  }

  /** Runs `task` now, or after the composition. Of several with one name only the last runs. */
  whenCalm(name: string, task: () => void): void {
    if (this.composing) this.waiting.set(name, task);
    else task();
  }

  start(): void {
    clearTimeout(this.ending);
    if (this.composing) return;
    this.composing = true;
    this.changed(true);
  }

  end(): void {
    if (!this.composing) return;
    clearTimeout(this.ending);
    this.ending = setTimeout(() => {
      this.endNow();
    }, calm);
  }

  /** Ends at once: the text is about to be replaced by another article's. */
  endNow(): void {
    clearTimeout(this.ending);
    if (!this.composing) return;
    this.composing = false;
    this.changed(false);
    const tasks = [...this.waiting.values()];
    this.waiting.clear();
    for (const task of tasks) task();
  }
}

/** Tells `gate` what the input method does. */
export function compositionEvents(gate: CompositionGate): Extension {
  return EditorView.domEventHandlers({
    compositionstart: () => {
      gate.start();
    },
    compositionend: () => {
      gate.end();
    },
  });
}
