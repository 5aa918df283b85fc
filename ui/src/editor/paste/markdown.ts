/** HTML from anywhere as Markdown. Only words, structure and links to the web come through. */
import { strikethrough, tables, taskListItems } from "@truto/turndown-plugin-gfm";
import TurndownService from "turndown";

import { isAddress, linkTo } from "../format/link";
import { escaped } from "./escape";
import { tidy } from "./foreign";

/** More than this is no piece of writing; to read it would hold the window up. */
const longest = 2_000_000;

/** Elements that say more than their words do. */
const structure =
  "a[href], b, strong, i, em, del, s, h1, h2, h3, h4, h5, h6, li, table, blockquote, pre, code, ruby, p + p, hr";

/**
 * The Markdown for pasted HTML; `null` where the plain text that came with it says as much.
 */
export function markdownOf(html: string): string | null {
  if (html.length > longest || html.includes("data-vscode")) return null;
  const document = new DOMParser().parseFromString(html, "text/html");
  tidy(document);
  if (!document.body.querySelector(structure)) return null;
  const markdown = converter(document).turndown(document.body);
  return (
    markdown
      .replace(/\u00A0/g, " ")
      .replace(/[ \t]+$/gm, "")
      .replace(/\n{3,}/g, "\n\n")
      .trim() || null
  );
}

function converter(document: Document): TurndownService {
  const service = new TurndownService({
    headingStyle: "atx",
    bulletListMarker: "-",
    codeBlockStyle: "fenced",
    emDelimiter: "*",
    hr: "***",
    br: "\\",
  });
  service.use([tables, strikethrough, taskListItems]);
  service.escape = escaped;
  // An article's chapters are `##`; the title above them stands in the front matter.
  const shift = document.body.querySelector("h1") ? 1 : 0;
  service.addRule("heading", {
    filter: ["h1", "h2", "h3", "h4", "h5", "h6"],
    replacement: (content, node) => heading(content, Number(node.nodeName[1]) + shift),
  });
  service.addRule("item", { filter: "li", replacement: (content, node) => item(content, node) });
  service.addRule("link", {
    filter: "a",
    replacement: (content, node) => link(content, node as HTMLElement),
  });
  service.addRule("image", { filter: "img", replacement: (_content, node) => image(node as HTMLElement) });
  service.addRule("ruby", { filter: "ruby", replacement: (_content, node) => ruby(node as HTMLElement) });
  service.addRule("struck", {
    filter: ["del", "s"],
    replacement: (content) => (content.trim() ? `~~${content}~~` : content),
  });
  return service;
}

function heading(content: string, level: number): string {
  const words = content.replace(/\s+/g, " ").trim();
  return words ? `\n\n${"#".repeat(Math.min(6, level))} ${words}\n\n` : "";
}

function item(content: string, node: Node): string {
  const list = node.parentElement;
  const ordered = list?.nodeName === "OL";
  const first = Number(list?.getAttribute("start") ?? 1) || 1;
  const items = list ? Array.from(list.children).filter(({ nodeName }) => nodeName === "LI") : [];
  const marker = ordered ? `${String(first + items.indexOf(node as HTMLElement))}. ` : "- ";
  const words = content.trim().replace(/\n{2,}(?=\s*(?:[-*+]|\d+[.)]) )/g, "\n");
  return `${marker}${words.replace(/\n(?=.)/g, `\n${" ".repeat(marker.length)}`)}\n`;
}

/** Only addresses that a reader may go to; of all others the words are left. */
function link(content: string, node: HTMLElement): string {
  const address = node.getAttribute("href") ?? "";
  const words = content.trim();
  if (!words || !isAddress(address)) return content;
  return words === address ? address : linkTo(address, words);
}

/** Images are files of a publication: those on the web become links, others leave what they show in words. */
function image(node: HTMLElement): string {
  const address = node.getAttribute("src") ?? "";
  const words = escaped(node.getAttribute("alt")?.trim() ?? "");
  return words && isAddress(address) ? linkTo(address, words) : words;
}

function ruby(node: HTMLElement): string {
  const readings = Array.from(node.querySelectorAll("rt"), (reading) => reading.textContent.trim());
  for (const part of node.querySelectorAll("rt, rp")) part.remove();
  const base = node.textContent.trim();
  const fits = readings.length === [...base].length || readings.length === 1;
  return readings.length > 0 && fits ? `{${[base, ...readings].join("|")}}` : base;
}
