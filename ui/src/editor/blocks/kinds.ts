/** The blocks of the format: what can stand in their fences, and how a new one begins. */

/** The names, in the order in which they are offered. */
export const blockNames = [
  "source",
  "commentary",
  "quote",
  "qa",
  "takeaways",
  "figure",
  "details",
  "note",
  "tip",
  "important",
  "warning",
  "caution",
  "page-break",
] as const;

export type BlockName = (typeof blockNames)[number];

/** What is to be known of a block in order to write it. */
export interface BlockKind {
  /** Its first line; `‸` stands where one writes first, if that is there. */
  readonly opening: string;
  /** What stands in it: a list of points, anything, or nothing because it is one line. */
  readonly body: "points" | "prose" | "none";
  readonly attributes: readonly string[];
}

const card = [
  "ref",
  "title",
  "url",
  "site",
  "author",
  "published",
  "accessed",
  "image",
  "image-alt",
  "image-credit",
] as const;

const callout = (name: string): BlockKind => ({ opening: `:::${name}`, body: "prose", attributes: [] });

/** Every block by its name. */
export const blockKinds: Readonly<Record<BlockName, BlockKind>> = {
  source: { opening: ':::source{ref="‸"}', body: "points", attributes: card },
  commentary: { opening: ':::commentary{by="‸"}', body: "prose", attributes: ["by", "side"] },
  quote: { opening: ':::quote{ref="‸"}', body: "prose", attributes: [...card, "locator"] },
  qa: { opening: ":::qa[‸]", body: "prose", attributes: [] },
  takeaways: { opening: ":::takeaways", body: "points", attributes: [] },
  figure: {
    opening: ':::figure{src="‸" alt=""}',
    body: "prose",
    attributes: ["src", "alt", "credit", "licence"],
  },
  details: { opening: ":::details[‸]", body: "prose", attributes: [] },
  note: callout("note"),
  tip: callout("tip"),
  important: callout("important"),
  warning: callout("warning"),
  caution: callout("caution"),
  "page-break": { opening: "::page-break[‸]", body: "none", attributes: [] },
};

export function isBlockName(name: string): name is BlockName {
  return Object.hasOwn(blockKinds, name);
}
