/** What the text before the cursor asks for. */
import { containerOf } from "../blocks/container";
import { fenceTokens } from "../fence";

interface Query {
  /** Where what is typed begins in the line; it goes on to the cursor. */
  readonly from: number;
  readonly query: string;
}

export type Asked =
  /** `/word` at the start of a line; `from` is at the stroke. */
  | (Query & { readonly kind: "slash" })
  /** `:::word`; `from` is at the first colon. */
  | (Query & { readonly kind: "block"; readonly colons: number })
  /** The key of an attribute of this block, which has these already. */
  | (Query & { readonly kind: "attribute"; readonly block: string; readonly used: readonly string[] })
  | (Query & { readonly kind: "value"; readonly block: string; readonly key: string })
  /** A key in a citation in brackets. */
  | (Query & { readonly kind: "citation" });

/** Longer words are no longer a search. */
const longest = 24;

const value = /(?:^|\s)([\p{L}][\p{L}\p{N}_-]*)=(?:"([^"]*)|'([^']*)|([^\s"'}]*))$/u;
const key = /(?:^|\s)([\p{L}\p{N}_-]*)$/u;
const keys = /(?:^|\s)([\p{L}][\p{L}\p{N}_-]*)=/gu;
const citation = /\[(?:[^[\]]*[\s;\u3000])?-?@([\p{L}\p{N}_][^\s[\];,@]*)?$/u;

/** Reads a line up to the cursor; `null` where nothing is asked for. */
export function askedIn(before: string): Asked | null {
  const start = containerOf(before).written.length;
  return slash(before, start) ?? block(before, start) ?? inBraces(before) ?? cited(before);
}

/** A stroke of either width: a Japanese input method writes the wide one. */
function slash(before: string, start: number): Asked | null {
  const rest = before.slice(start);
  const query = rest.slice(1);
  if (!/^[/／]/.test(rest) || query.length > longest || /[/／\s]/.test(query)) return null;
  return { kind: "slash", from: start, query };
}

function block(before: string, start: number): Asked | null {
  const match = /^([:：]{3,}[ \t]*|::)([\p{L}\p{N}_-]*)$/u.exec(before.slice(start));
  if (!match) return null;
  const [, colons = "", query = ""] = match;
  const isLeaf = colons === "::";
  if ((isLeaf && query === "") || query.length > longest) return null;
  return { kind: "block", from: start, query, colons: colons.trimEnd().length };
}

function inBraces(before: string): Asked | null {
  const brace = before.lastIndexOf("{");
  if (brace < 0 || !before.includes("::")) return null;
  const fence = fenceTokens(before.slice(0, brace));
  const name = fence?.find(({ part }) => part === "name");
  if (!name) return null;
  const block = before.slice(name.from, name.to);
  const inside = before.slice(brace + 1);
  const given = value.exec(inside);
  if (given) {
    const query = given[2] ?? given[3] ?? given[4] ?? "";
    return { kind: "value", block, key: given[1] ?? "", from: before.length - query.length, query };
  }
  const query = key.exec(inside)?.[1];
  if (query === undefined || isQuoted(inside)) return null;
  const used = Array.from(inside.matchAll(keys), ([, name = ""]) => name);
  return { kind: "attribute", block, from: before.length - query.length, query, used };
}

function isQuoted(inside: string): boolean {
  return (inside.match(/"/g)?.length ?? 0) % 2 === 1;
}

function cited(before: string): Asked | null {
  const match = citation.exec(before.slice(-200));
  if (!match) return null;
  const query = match[1] ?? "";
  return { kind: "citation", from: before.length - query.length, query };
}
