import { Facet } from "@codemirror/state";

/** The signs of the search panel that are drawn. */
export type SearchIcon = "previous" | "next" | "close" | "matchCase" | "wholeWord" | "regex" | "within";

export type DrawSearchIcon = (name: SearchIcon) => Element;

export const drawSearchIcon = Facet.define<DrawSearchIcon, DrawSearchIcon>({
  combine: ([draw]) => draw ?? (() => document.createElement("span")),
});
