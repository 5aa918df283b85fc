/** The matches of a query in the whole text. */
import type { SearchQuery } from "@codemirror/search";
import type { EditorState } from "@codemirror/state";

/** Counting more matches than this would be felt and tells nothing. */
export const mostCounted = 999;

/** A match, and what its groups caught. */
export interface Match {
  readonly from: number;
  readonly to: number;
  readonly groups: readonly (string | undefined)[];
}

/** Which match of how many the selection is; 0 where it is none. */
export interface MatchPlace {
  readonly at: number;
  readonly of: number;
}

/** All matches, or one more than are counted. */
export function matchesOf(query: SearchQuery, state: EditorState): Match[] {
  const matches: Match[] = [];
  if (!query.valid) return matches;
  const cursor = query.getCursor(state);
  for (let next = cursor.next(); !next.done && matches.length <= mostCounted; next = cursor.next()) {
    const { from, to } = next.value;
    const { match } = next.value as { match?: RegExpExecArray };
    if (from < to) matches.push({ from, to, groups: match ? Array.from(match) : [] });
  }
  return matches;
}

/** Where the selection stands among the matches. */
export function placeAmong(matches: readonly Match[], from: number, to: number): MatchPlace {
  return { at: matches.findIndex((match) => match.from === from && match.to === to) + 1, of: matches.length };
}

/** The match that is selected, or the next one behind a place, around the end. */
export function nextFrom(matches: readonly Match[], place: number): Match | null {
  return matches.find(({ from }) => from >= place) ?? matches[0] ?? null;
}

/** What a match of a regular expression becomes, by the rules of CodeMirror. */
export function filled(template: string, groups: Match["groups"]): string {
  return unescaped(template).replace(/\$([$&]|\d+)/g, (whole: string, name: string) => {
    if (name === "&") return groups[0] ?? "";
    if (name === "$") return "$";
    for (let digits = name.length; digits > 0; digits--) {
      const number = Number(name.slice(0, digits));
      if (number > 0 && number < groups.length) return (groups[number] ?? "") + name.slice(digits);
    }
    return whole;
  });
}

function unescaped(template: string): string {
  const signs: Readonly<Record<string, string>> = { n: "\n", r: "\n", t: "\t" };
  return template.replace(/\\([nrt\\])/g, (_whole, sign: string) => signs[sign] ?? sign);
}
