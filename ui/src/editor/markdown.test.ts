import { ensureSyntaxTree } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { expect, it } from "vitest";

import { articleLanguage } from "./markdown";

/** The names of the nodes around the first place where `words` stand, innermost first. */
function around(doc: string, words: string): string[] {
  const state = EditorState.create({ doc, extensions: articleLanguage() });
  const names: string[] = [];
  const tree = ensureSyntaxTree(state, doc.length, 5000);
  for (let node = tree?.resolveInner(doc.indexOf(words), 1) ?? null; node; node = node.parent)
    names.push(node.name);
  return names;
}

it("front matter is YAML and no heading", () => {
  const names = around("---\ntitle: 朝\n---\n\n本文", "title");
  expect(names).toContain("Frontmatter");
  expect(names.some((name) => name.includes("Heading"))).toBe(false);
});

it("the text after it is Markdown", () => {
  expect(around("---\ntitle: 朝\n---\n\n## 章", "章")).toContain("ATXHeading2");
});

it("a footnote's words are words and no address", () => {
  const names = around("本文[^a]\n\n[^a]: 注の**言葉**です。", "注の");
  expect(names).toContain("Footnote");
  expect(names).not.toContain("URL");
  expect(around("[^a]: 注の**言葉**です。", "言葉")).toContain("StrongEmphasis");
});

it("a link's target is still one", () => {
  expect(around("[a]: https://example.org", "https")).toContain("LinkReference");
});
