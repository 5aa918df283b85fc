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
import { linkTarget } from "./links";
import type { FromFrame, ToFrame } from "./messages";
import { Page } from "./page";
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
/** The line that the window last asked for, while the page is too short to stand there exactly. */
let wanted: number | null = null;

function tell(message: FromFrame): void {
  // The frame's own origin is opaque and the window's is not known here; nothing secret is ever said.
  window.parent.postMessage(message, "*");
}

function receive(message: ToFrame): void {
  switch (message.kind) {
    case "patch":
      page.patch(message.patch);
      filling.begin();
      settle();
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
  if (drift === 0) anchor.remember();
  else scrollTo(window.scrollY + drift);
}

function scrollTo(top: number): void {
  const limit = Math.max(0, pageHeight() - window.innerHeight);
  const target = Math.round(Math.min(limit, Math.max(0, top)));
  echo.expect(target, performance.now());
  window.scrollTo({ top: target, behavior: "instant" });
  anchor.remember();
}

/** Brings a line to the reference point. Where that is can only be guessed while the page is not complete. */
function scrollToLine(line: number): void {
  filling.showAround(page.entryAtLine(line));
  wanted = page.isComplete ? null : line;
  const y = yAt(page, line);
  if (page.isComplete) scrollTo(topForReference(y, window.innerHeight, pageHeight()));
  else scrollTo(y - window.innerHeight * shareOf(line));
}

/** The line at the reference point, with the same guess. */
function lineAtReference(): number {
  const top = window.scrollY;
  if (page.isComplete)
    return lineAt(page, referenceY({ top, window: window.innerHeight, content: pageHeight() }));
  return lineAt(page, top + window.innerHeight * shareOf(lineAt(page, top)));
}

function shareOf(line: number): number {
  return Math.min(1, line / Math.max(1, page.lines));
}

function pageHeight(): number {
  return document.documentElement.scrollHeight;
}

/** Follows the cursor, if that is wanted: only where its line is out of sight, so that the page rests while one types. */
function keepInSight(): void {
  if (!following || !cursor) return;
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
  anchor.remember();
  tell({ kind: "scrolled", line: lineAtReference() });
}

function onClick(event: MouseEvent): void {
  if (!(event.target instanceof Element)) return;
  const link = event.target.closest("a[href], area[href]");
  if (link) {
    // Links to other places and to other pages alike: the frame never leaves its document.
    event.preventDefault();
    follow(link.getAttribute("href") ?? "");
  } else if (event.button === 0 && main.contains(event.target) && !event.target.closest("summary, input")) {
    if (window.getSelection()?.isCollapsed === false) return;
    tell({ kind: "clicked", line: Math.floor(lineAt(page, event.clientY + window.scrollY)) });
  }
}

function follow(href: string): void {
  const target = linkTarget(href, document.baseURI);
  if (target.kind === "outside") tell({ kind: "link", url: target.url });
  if (target.kind === "element") show(elementOf(target.id));
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

function show(element: Element | null): void {
  if (!element) return;
  const fold = element.closest("details");
  if (fold) fold.open = true;
  window.scrollTo({ top: element.getBoundingClientRect().top + window.scrollY - 24, behavior: "instant" });
}

/** The window's shortcuts work while the frame has the focus. */
function onKey(event: KeyboardEvent): void {
  if (event.isComposing || event.keyCode === 229) return;
  const forWindow = event.key === "F1" || event.key === "F8" || isWindowChord(event);
  if (!forWindow) return;
  event.preventDefault();
  const { key, ctrlKey, metaKey, shiftKey, altKey } = event;
  tell({ kind: "key", chord: { key, ctrlKey, metaKey, shiftKey, altKey } });
}

/** Everything with Ctrl or Cmd but what a reader needs: copying and selecting all. */
function isWindowChord({ key, ctrlKey, metaKey }: KeyboardEvent): boolean {
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
document.addEventListener("auxclick", onClick);
document.addEventListener("submit", (event) => {
  event.preventDefault();
});
new ResizeObserver(settle).observe(main);
tell({ kind: "hello" });
