/** The icons of searching, for the list beside the text and the panel above it. */
import ArrowDown from "@lucide/svelte/icons/arrow-down";
import ArrowUp from "@lucide/svelte/icons/arrow-up";
import CaseSensitive from "@lucide/svelte/icons/case-sensitive";
import Regex from "@lucide/svelte/icons/regex";
import TextSelect from "@lucide/svelte/icons/text-select";
import WholeWord from "@lucide/svelte/icons/whole-word";
import X from "@lucide/svelte/icons/x";
import type { Component } from "svelte";

import type { SearchIcon } from "../editor/search/appearance";
import { drawIcon } from "./draw-icon";

export const searchIcons: Readonly<Record<SearchIcon, typeof X>> = {
  previous: ArrowUp,
  next: ArrowDown,
  close: X,
  matchCase: CaseSensitive,
  wholeWord: WholeWord,
  regex: Regex,
  within: TextSelect,
};

/** Draws an icon in the panel above the text. */
export function drawSearchIcon(name: SearchIcon): Element {
  return drawIcon(searchIcons[name] as Component);
}
