import type { Words } from "./ja";
import { isLanguage, languages, preferred, type Language } from "./languages";

const key = "kiku.language";

/** The language of the window: the person's choice, or else the system's. */
class Speech {
  language = $state<Language>(chosen() ?? preferred(navigator.languages));
  readonly words: Words = $derived(languages[this.language]);

  choose(language: Language): void {
    this.language = language;
    localStorage.setItem(key, language);
  }
}

function chosen(): Language | null {
  const value = localStorage.getItem(key);
  return value !== null && isLanguage(value) ? value : null;
}

export const speech = new Speech();
