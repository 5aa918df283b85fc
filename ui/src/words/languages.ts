import { en } from "./en";
import { ja, type Words } from "./ja";

/** The languages that the window speaks. */
export const languages = { ja, en } satisfies Record<string, Words>;

export type Language = keyof typeof languages;

export function isLanguage(value: string): value is Language {
  return Object.hasOwn(languages, value);
}

/** The first of the person's languages that the window speaks; English for all others. */
export function preferred(tags: readonly string[]): Language {
  for (const tag of tags) {
    const primary = tag.toLowerCase().split("-")[0] ?? "";
    if (isLanguage(primary)) return primary;
  }
  return "en";
}
