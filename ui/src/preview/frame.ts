/**
 * The script inside the preview frame. It draws what it is told, reports what the person does, and goes nowhere:
 * links are handed to the window.
 */
import "./frame.css";

import { ViewAnchor } from "./anchor";
import { CursorMark } from "./cursor-mark";
import { EchoMute } from "./echo";
import { Filling } from "./filling";
import { lineAt, yAt } from "./geometry";
import { linkTarget, pageNumber } from "./links";
import type { FromFrame, ToFrame } from "./messages";
import { Page } from "./page";
import { wordsAt } from "./pointed";
import { referenceY, topForReference } from "./slide";

const main = document.querySelector<HTMLElement>("main") ?? document.body;
const page = new Page(main);
const filling = new Filling(page, settle);
const anchor = new ViewAnchor(main);
const echo = new EchoMute();
const mark = new CursorMark(main);
let cursor: Extract<ToFrame, { kind: "cursor" }> | null = null;
/** Whether the cursor's line is to be kept in sight; ends when the person scrolls either pane. */
let following = false;
/** The line that the window last asked for: it stays where it was brought until something else moves the page. */
let wanted: number | null = null;
/** Which page stands here of how many, as the window was told last. */
let toldPages = "";

function tell(message: FromFrame): void {
  // The frame's own origin is opaque and the window's is not known here; nothing secret is ever said.
  window.parent.postMessage(message, "*");
}

function receive(message: ToFrame): void {
  switch (message.kind) {
    case "patch":
      // Lines are counted anew. What is still on its way to its place has not been anywhere yet.
      if (page.isComplete) wanted = null;
      page.patch(message.patch);
      filling.begin();
      settle();
      tellPages();
      break;
    case "look":
      take(message);
      break;
    case "turn":
      leafTo(message.page);
      break;
    case "scroll":
      following = false;
      scrollToLine(message.line);
      break;
    case "cursor":
      cursor = message;
      following = message.follow;
      if (following) wanted = null;
      keepInSight();
      drawMark();
      break;
  }
}

/** Light or dark, and whether each page stands by itself; the line at the reference point stays. */
function take({ theme, paged }: Extract<ToFrame, { kind: "look" }>): void {
  document.documentElement.dataset.theme = theme;
  if (paged === (page.current !== null)) return;
  const line = lineAtReference();
  show(paged ? page.pageAtLine(line) : null);
  scrollToLine(line);
}

/** Shows one page of the article, or all of it, from its upper edge. */
function show(which: number | null): void {
  page.turn(which);
  wanted = null;
  filling.begin();
  scrollTo(0);
  drawMark();
  tellPages();
}

/** Where each page stands by itself, shows the one that a line belongs to. */
function turnToLine(line: number): void {
  if (page.current !== null && page.pageAtLine(line) !== page.current) show(page.pageAtLine(line));
}

/** The person leafs to a page, and the editor follows. */
function leafTo(which: number): void {
  following = false;
  show(which);
  tell({ kind: "scrolled", line: lineAtReference() });
}

function tellPages(): void {
  const { pages, current } = page;
  const told = `${String(current)}/${String(pages)}`;
  if (told === toldPages) return;
  toldPages = told;
  tell({ kind: "pages", page: current ?? 0, pages });
}

/** Puts the view back where it was after the page changed. Reads the layout first and changes it last. */
function settle(): void {
  hold();
  if (wanted !== null && page.isComplete) scrollToLine(wanted);
  keepInSight();
  drawMark();
}

/** Keeps what stands at the upper edge where it is, whatever came above it. */
function hold(): void {
  const drift = anchor.drift();
  if (drift === 0) remember();
  else scrollTo(window.scrollY + drift);
}

function scrollTo(top: number): void {
  const limit = Math.max(0, pageHeight() - window.innerHeight);
  const target = Math.round(Math.min(limit, Math.max(0, top)));
  echo.expect(target, performance.now());
  window.scrollTo({ top: target, behavior: "instant" });
  remember();
}

/** What is to be held: where one writes, as long as the page follows that, or else what stands at the upper edge. */
function remember(): void {
  anchor.remember(following && cursor ? (page.elementsAtLine(cursor.line)[0] ?? null) : null);
}

/** Brings a line to the reference point. Where that is can only be guessed while the page is not complete. */
function scrollToLine(line: number): void {
  turnToLine(line);
  filling.showAround(page.entryAtLine(line));
  wanted = line;
  const y = yAt(page, line);
  if (page.isComplete) scrollTo(topForReference(y, window.innerHeight, pageHeight()));
  else scrollTo(y - window.innerHeight * page.share(line));
}

/** The line at the reference point, with the same guess. */
function lineAtReference(): number {
  const top = window.scrollY;
  const y = page.isComplete
    ? referenceY({ top, window: window.innerHeight, content: pageHeight() })
    : top + window.innerHeight * page.share(lineAt(page, top));
  return page.within(lineAt(page, y));
}

function pageHeight(): number {
  return document.documentElement.scrollHeight;
}

/** Follows the cursor, if that is wanted: only where its line is out of sight, so that the page rests while one types. */
function keepInSight(): void {
  if (!following || !cursor) return;
  turnToLine(cursor.line);
  if (!page.isComplete) {
    filling.showAround(page.entryAtLine(cursor.line));
    hold();
  }
  const y = yAt(page, cursor.line) - window.scrollY;
  const margin = window.innerHeight * 0.1;
  if (y >= margin && y <= window.innerHeight - margin) return;
  const place = Math.min(0.8, Math.max(0.2, cursor.height)) * window.innerHeight;
  scrollTo(window.scrollY + y - place);
}

function drawMark(): void {
  mark.draw(cursor ? page.elementsAtLine(cursor.line) : []);
}

function onScroll(): void {
  const top = window.scrollY;
  if (echo.isEcho(top, performance.now())) return;
  following = false;
  wanted = null;
  remember();
  tell({ kind: "scrolled", line: lineAtReference() });
}

function onClick(event: MouseEvent): void {
  if (!(event.target instanceof Element)) return;
  const link = event.target.closest("a[href], area[href]");
  if (link) {
    // Links to other places and to other pages alike: the frame never leaves its document.
    event.preventDefault();
    follow(link);
  } else if (event.button === 0 && main.contains(event.target) && !event.target.closest("summary, input")) {
    if (window.getSelection()?.isCollapsed === false) return;
    const line = page.within(lineAt(page, event.clientY + window.scrollY));
    tell({ kind: "clicked", line: Math.floor(line), words: wordsAt(event.clientX, event.clientY) });
  }
}

/** A card is changed where its source is written: only its line is told. */
function onDoubleClick(event: MouseEvent): void {
  const card = event.target instanceof Element ? event.target.closest(".source") : null;
  if (!card || (event.target as Element).closest("a")) return;
  const line = page.within(lineAt(page, card.getBoundingClientRect().top + window.scrollY + 1));
  tell({ kind: "opened", line: Math.floor(line) });
}

function follow(link: Element): void {
  const target = linkTarget(link.getAttribute("href") ?? "", document.baseURI);
  if (target.kind === "outside") tell({ kind: "link", url: target.url });
  if (target.kind !== "element") return;
  // Which page a number leads to stands in its address; the first one starts where the article does.
  const number = link.closest(".page-nav") && pageNumber(target.id);
  if (page.current !== null && number) leafTo(number - 1);
  else goTo(target.id);
}

/** Shows the element with this id, wherever in the article it stands. */
function goTo(id: string): void {
  const which = page.current === null ? null : page.pageOfId(id);
  if (which !== null && which !== page.current) show(which);
  scrollToElement(elementOf(id));
}

/** The element with this id. Where it is not shown yet its block is; an id that needs escapes is found by showing all. */
function elementOf(id: string): Element | null {
  const found = () => document.getElementById(id);
  if (found() || page.isComplete) return found();
  filling.showAround([...page.unshown].find(({ html }) => html.includes(`id="${id}"`)) ?? null);
  if (!found()) filling.showAll();
  settle();
  return found();
}

function scrollToElement(element: Element | null): void {
  if (!element) return;
  const fold = element.closest("details");
  if (fold) fold.open = true;
  window.scrollTo({ top: element.getBoundingClientRect().top + window.scrollY - 24, behavior: "instant" });
}

/** The window's shortcuts work while the frame has the focus. */
function onKey(event: KeyboardEvent): void {
  if (event.isComposing || event.keyCode === 229) return;
  const forWindow = ["F1", "F6", "F8", "F11", "Escape"].includes(event.key) || isWindowChord(event);
  if (!forWindow) return;
  event.preventDefault();
  const { key, ctrlKey, metaKey, shiftKey, altKey } = event;
  tell({ kind: "key", chord: { key, ctrlKey, metaKey, shiftKey, altKey } });
}

/** Everything with Ctrl or Cmd but what a reader needs, copying and selecting all; and leafing. */
function isWindowChord({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (altKey && key.startsWith("Page")) return true;
  return (ctrlKey || metaKey) && key.length === 1 && !"ac".includes(key.toLowerCase());
}

function onMessage(event: MessageEvent<ToFrame>): void {
  if (event.source === window.parent) receive(event.data);
}

history.scrollRestoration = "manual";

window.addEventListener("message", onMessage);
window.addEventListener("scroll", onScroll, { passive: true });
window.addEventListener("keydown", onKey);
document.addEventListener("click", onClick);
document.addEventListener("dblclick", onDoubleClick);
document.addEventListener("auxclick", onClick);
document.addEventListener("submit", (event) => {
  event.preventDefault();
});
new ResizeObserver(settle).observe(main);
tell({ kind: "hello" });
