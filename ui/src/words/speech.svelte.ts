import type { Words } from "./ja";
import { languages, preferred, type Language } from "./languages";

/** The language of the window: the person's choice, or else the system's. */
class Speech {
  private chosen = $state<Language | null>(null);
  readonly language: Language = $derived(this.chosen ?? preferred(navigator.languages));
  readonly words: Words = $derived(languages[this.language]);

  /** Speaks this language; the system's where none is chosen. */
  choose(language: Language | null): void {
    this.chosen = language;
  }
}

export const speech = new Speech();
