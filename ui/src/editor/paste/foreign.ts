/**
 * Makes the HTML of word processors plain: what looks like a list, a heading or emphasis becomes one, and what only says
 * how it looked goes. The document is one that the browser parsed without a window: it runs nothing and loads nothing.
 */

/** Tidies the document in place. */
export function tidy(document: Document): void {
  for (const node of document.querySelectorAll(unwanted)) node.remove();
  removeComments(document);
  unwrapGoogle(document);
  titlesBecomeHeadings(document);
  wordLists(document);
  nestedLists(document);
  styledWords(document);
  plainHeadings(document);
}

/** Nothing that a reader would read. */
const unwanted =
  "script, style, template, noscript, iframe, object, embed, svg, math, link, meta, title, input, select, textarea, " +
  "button, [hidden], [aria-hidden=true]:not(img)";

/** Word keeps whole documents in comments. */
function removeComments(document: Document): void {
  const walker = document.createTreeWalker(document, NodeFilter.SHOW_COMMENT);
  const comments: Node[] = [];
  while (walker.nextNode()) comments.push(walker.currentNode);
  for (const comment of comments) comment.parentNode?.removeChild(comment);
}

/** Google Docs puts everything into a `b` that is not bold; Word wraps empty paragraphs in elements of its own. */
function unwrapGoogle(document: Document): void {
  for (const element of document.querySelectorAll<HTMLElement>("b, strong, i, em")) {
    const { fontWeight, fontStyle } = element.style;
    const plain = fontWeight === "normal" || fontWeight === "400" || fontStyle === "normal";
    if (plain || element.id.startsWith("docs-internal-guid")) unwrap(element);
  }
}

/** The class that Word gives a document's title. */
function titlesBecomeHeadings(document: Document): void {
  for (const title of document.querySelectorAll("p.MsoTitle")) rename(title, "h1");
}

/** Word writes items as paragraphs that say their level in a style of its own, and their marker as text. */
function wordLists(document: Document): void {
  let lists: { level: number; list: Element }[] = [];
  for (const paragraph of Array.from(document.querySelectorAll("p"))) {
    const level = wordLevel(paragraph);
    if (level === null) {
      lists = [];
      continue;
    }
    if (lists[0] && paragraph.previousElementSibling !== lists[0].list) lists = [];
    lists = lists.filter((open) => open.level <= level);
    const ordered = takeMarker(paragraph);
    let open = lists.at(-1);
    if (!open || open.level < level) {
      const list = document.createElement(ordered ? "ol" : "ul");
      if (open) (open.list.lastElementChild ?? open.list).append(list);
      else paragraph.before(list);
      open = { level, list };
      lists.push(open);
    }
    open.list.append(rename(paragraph, "li"));
  }
}

function wordLevel(paragraph: Element): number | null {
  const style = paragraph.getAttribute("style") ?? "";
  const level = /mso-list:\s*\S+\s+level(\d)/i.exec(style)?.[1];
  return level === undefined ? null : Number(level);
}

/** Takes the marker off an item; answers whether it was a number. */
function takeMarker(paragraph: Element): boolean {
  const marker = Array.from(paragraph.querySelectorAll("span")).find((span) =>
    /mso-list:\s*ignore/i.test(span.getAttribute("style") ?? ""),
  );
  const text = marker?.textContent.trim() ?? "";
  marker?.remove();
  return /^[(（]?(?:\d+|[a-z]|[ivx]+)[.)）．]/i.test(text);
}

/** A list that stands between items belongs to the item before it. */
function nestedLists(document: Document): void {
  for (const list of document.querySelectorAll("ul > ul, ul > ol, ol > ul, ol > ol")) {
    const before = list.previousElementSibling;
    if (before?.tagName === "LI") before.append(list);
  }
}

/** Emphasis that is only a style. */
function styledWords(document: Document): void {
  for (const span of Array.from(document.querySelectorAll<HTMLElement>("span[style]"))) {
    const { fontWeight, fontStyle, textDecoration, textDecorationLine } = span.style;
    if (span.textContent.trim() === "" || span.closest("a, pre, code")) continue;
    if (Number(fontWeight) >= 600 || fontWeight === "bold") wrapContent(span, "strong");
    if (fontStyle === "italic") wrapContent(span, "em");
    if (`${textDecoration} ${textDecorationLine}`.includes("line-through")) wrapContent(span, "del");
  }
}

/** A heading is strong already. */
function plainHeadings(document: Document): void {
  for (const strong of document.querySelectorAll(":is(h1, h2, h3, h4, h5, h6, th) :is(b, strong)"))
    unwrap(strong);
}

function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes);
}

function rename(element: Element, name: string): Element {
  const renamed = element.ownerDocument.createElement(name);
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
  return renamed;
}

function wrapContent(element: Element, name: string): void {
  const wrapper = element.ownerDocument.createElement(name);
  wrapper.append(...element.childNodes);
  element.append(wrapper);
}
