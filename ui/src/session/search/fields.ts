/** How exactly words are looked for; remembered from one start to the next, the words are not. */
import type { FindQuery } from "../../host/wire";

/** What can be switched on or off, in the order in which it is shown. */
export const exactness = ["matchCase", "wholeWord", "anyForm", "regex"] as const;

export type Exactness = Record<(typeof exactness)[number], boolean>;

/** What a person fills in. */
export interface SearchFields extends Exactness {
  readonly words: string;
  readonly replacement: string;
  /** Whether something is to take the place of what is found. */
  readonly replacing: boolean;
}

const key = "kiku.search";

const usual: Exactness & { replacing: boolean } = {
  matchCase: false,
  wholeWord: false,
  anyForm: false,
  regex: false,
  replacing: false,
};

/** The fields as they were left, without words. */
export function remembered(store: Pick<Storage, "getItem">): SearchFields {
  const known: Record<string, unknown> = parsed(store.getItem(key));
  const flags = Object.fromEntries(
    Object.entries(usual).map(([name, off]) => [name, typeof known[name] === "boolean" ? known[name] : off]),
  );
  return { ...usual, ...flags, words: "", replacement: "" };
}

export function remember(store: Pick<Storage, "setItem">, fields: SearchFields): void {
  const { matchCase, wholeWord, anyForm, regex, replacing } = fields;
  store.setItem(key, JSON.stringify({ matchCase, wholeWord, anyForm, regex, replacing }));
}

/** What Rust is asked. Regular expressions say themselves which forms they mean. */
export function queryOf(fields: SearchFields): FindQuery {
  const { words, matchCase, wholeWord, regex, anyForm, replacing, replacement } = fields;
  const inItsPlace = replacing ? replacement : null;
  return { words, matchCase, wholeWord, regex, anyForm: anyForm && !regex, replacement: inItsPlace };
}

/** Whether both look for the same, whatever takes its place. */
export function sameSearch(a: SearchFields, b: SearchFields): boolean {
  return a.words === b.words && exactness.every((name) => a[name] === b[name]);
}

function parsed(text: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? "{}");
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
