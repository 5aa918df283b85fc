import {
  deleteMarkupBackward,
  insertNewlineContinueMarkupCommand,
  markdown,
  markdownLanguage,
} from "@codemirror/lang-markdown";
import { yamlFrontmatter } from "@codemirror/lang-yaml";
import type { Extension } from "@codemirror/state";
import { keymap } from "@codemirror/view";

import { cjkEmphasis } from "./cjk-emphasis";
import { directiveSyntax } from "./blocks/syntax";
import { footnotes } from "./footnotes";

/** Enter goes on with the list or the quote; on an empty item it ends the list, and never spreads it with empty lines. */
export const continueMarkup = insertNewlineContinueMarkupCommand({ nonTightLists: false });

const continuing = [
  { key: "Enter", run: continueMarkup },
  { key: "Backspace", run: deleteMarkupBackward },
];

/** GitHub's Markdown after YAML front matter; Enter continues lists and quotes. */
export function articleLanguage(): Extension {
  const content = markdown({
    base: markdownLanguage,
    extensions: [directiveSyntax, footnotes, cjkEmphasis],
    addKeymap: false,
    completeHTMLTags: false,
    pasteURLAsLink: false,
  });
  return [yamlFrontmatter({ content }), keymap.of(continuing)];
}
