import { markdown, markdownKeymap, markdownLanguage } from "@codemirror/lang-markdown";
import { yamlFrontmatter } from "@codemirror/lang-yaml";
import type { Extension } from "@codemirror/state";
import { keymap } from "@codemirror/view";

import { cjkEmphasis } from "./cjk-emphasis";
import { directiveSyntax } from "./blocks/syntax";
import { footnotes } from "./footnotes";

/** GitHub's Markdown after YAML front matter; Enter continues lists and quotes. */
export function articleLanguage(): Extension {
  const content = markdown({
    base: markdownLanguage,
    extensions: [directiveSyntax, footnotes, cjkEmphasis],
    addKeymap: false,
    completeHTMLTags: false,
    pasteURLAsLink: false,
  });
  return [yamlFrontmatter({ content }), keymap.of(markdownKeymap)];
}
