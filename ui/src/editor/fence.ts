/** Reads one line as the fence of a directive: `:::name[label]{key=value}`, `:::` or `::name[label]{…}`. */

/** What a part of a fence line is. */
export type FencePart = "mark" | "name" | "label" | "key" | "value";

/** One part, with its place in the line in UTF-16 units. */
export interface FenceToken {
  readonly part: FencePart;
  readonly from: number;
  readonly to: number;
}

const name = "[\\p{L}][\\p{L}\\p{N}_-]*";
const prefix = "(?:[ \\t]|>|[-*+][ \\t]|\\d{1,9}[.)][ \\t])*";
const closing = new RegExp(`^${prefix}(:{3,})\\s*$`, "u");
const opening = new RegExp(`^(${prefix})(:::+[ \\t]*|::)(${name})(.*?)\\s*$`, "u");
const attribute = /([#.][^\s}"'=]+)|([^\s}"'=#.][^\s}"'=]*)(?:(=)("[^"]*"|'[^']*'|[^\s}"']*))?/gu;

/** The parts of a fence line; `null` where the line is none. */
export function fenceTokens(line: string): FenceToken[] | null {
  const close = closing.exec(line);
  if (close?.[1]) {
    const to = line.trimEnd().length;
    return [{ part: "mark", from: to - close[1].length, to }];
  }
  const open = opening.exec(line);
  if (!open) return null;
  const [, before = "", colons = "", word = "", rest = ""] = open;
  const from = before.length;
  const nameFrom = from + colons.length;
  const restFrom = nameFrom + word.length;
  const tail = restTokens(rest, restFrom);
  if (!tail) return null;
  return [
    { part: "mark", from, to: from + colons.trimEnd().length },
    { part: "name", from: nameFrom, to: restFrom },
    ...tail,
  ];
}

/** The label and the attributes after the name; `null` where anything else stands there. */
function restTokens(rest: string, offset: number): FenceToken[] | null {
  const labelEnd = rest.startsWith("[") ? bracketEnd(rest) : 0;
  if (labelEnd === null) return null;
  const tokens: FenceToken[] =
    labelEnd > 0 ? bracketed(offset, offset + labelEnd, labelPart(rest, offset, labelEnd)) : [];
  const braces = rest.slice(labelEnd);
  if (braces === "") return tokens;
  if (!braces.startsWith("{") || !braces.endsWith("}")) return null;
  const from = offset + labelEnd;
  return [
    ...tokens,
    ...bracketed(from, from + braces.length, attributeTokens(braces.slice(1, -1), from + 1)),
  ];
}

function labelPart(rest: string, offset: number, end: number): FenceToken[] {
  return end > 2 && rest.length >= end ? [{ part: "label", from: offset + 1, to: offset + end - 1 }] : [];
}

function bracketed(from: number, to: number, inside: FenceToken[]): FenceToken[] {
  return [{ part: "mark", from, to: from + 1 }, ...inside, { part: "mark", from: to - 1, to }];
}

/** One past the bracket that closes the one at the start; a backslash keeps a bracket from counting. */
function bracketEnd(text: string): number | null {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === "[") depth++;
    else if (text[at] === "]" && --depth === 0) return at + 1;
  }
  return null;
}

function attributeTokens(text: string, offset: number): FenceToken[] {
  const tokens: FenceToken[] = [];
  for (const match of text.matchAll(attribute)) {
    const from = offset + match.index;
    const [, shorthand, key = "", equals, value = ""] = match;
    const keyTo = from + (shorthand ?? key).length;
    tokens.push({ part: "key", from, to: keyTo });
    if (!equals) continue;
    tokens.push({ part: "mark", from: keyTo, to: keyTo + 1 });
    if (value) tokens.push({ part: "value", from: keyTo + 1, to: keyTo + 1 + value.length });
  }
  return tokens;
}
