import { Facet } from "@codemirror/state";

import type { BlockName } from "./kinds";

/** What blocks are called in the person's language. */
export interface BlockWords {
  readonly names: Readonly<Record<BlockName, string>>;
  readonly hints: Readonly<Record<BlockName, string>>;
  /** What the attributes of blocks say, by their keys. */
  readonly attributes: Readonly<Record<string, string>>;
  /** How much is folded. */
  readonly folded: (lines: number, characters: number) => string;
}

export const blockWords = Facet.define<BlockWords, BlockWords | null>({
  combine: ([words]) => words ?? null,
});

/** Draws the icon of the block with this name. */
export type DrawIcon = (name: string) => Element;

export const drawBlockIcon = Facet.define<DrawIcon, DrawIcon>({
  combine: ([draw]) => draw ?? (() => document.createElement("span")),
});
