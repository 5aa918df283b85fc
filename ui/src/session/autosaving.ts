import type { Autosave } from "../host/wire";

/** How long one pauses before the text is saved, in milliseconds: longer than it takes to find the next word. */
const pause = 1500;

/**
 * Saves by itself, as the settings say: after a pause, or when the text is left. Never while an input method composes:
 * what is unfinished is not what the writer means.
 */
export class Autosaving {
  /** When to save; the window's settings know. */
  mode: () => Autosave = () => "off";
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isComposing = false;
  private waiting = false;

  constructor(private readonly save: () => void) {}

  /** Whether texts are saved by themselves at all. */
  get isOn(): boolean {
    return this.mode() !== "off";
  }

  /** The writer changed the text. */
  changed(): void {
    clearTimeout(this.timer);
    if (this.mode() !== "pause") return;
    this.timer = setTimeout(() => {
      this.saveCalmly();
    }, pause);
  }

  /** An input method started or ended composing. */
  composing(on: boolean): void {
    this.isComposing = on;
    if (on || !this.waiting) return;
    this.waiting = false;
    this.saveCalmly();
  }

  /** The window or the text was left. */
  left(): void {
    if (!this.isOn) return;
    clearTimeout(this.timer);
    this.saveCalmly();
  }

  private saveCalmly(): void {
    if (this.isComposing) this.waiting = true;
    else this.save();
  }
}
