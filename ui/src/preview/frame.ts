/**
 * The script inside the preview frame. It draws what it is told, reports what the person does, and goes nowhere:
 * links are handed to the window.
 */
import "./frame.css";

import { ViewAnchor } from "./anchor";
import { EchoMute } from "./echo";
import { lineAt, yAt } from "./geometry";
import { linkTarget } from "./links";
import type { FromFrame, ToFrame } from "./messages";
import { Page } from "./page";
import { referenceY, topForReference } from "./slide";

const main = document.querySelector<HTMLElement>("main") ?? document.body;
const page = new Page(main);
const anchor = new ViewAnchor(main);
const echo = new EchoMute();
const mark = document.createElement("div");
let cursor: Extract<ToFrame, { kind: "cursor" }> | null = null;
/** Whether the cursor's line is to be kept in sight; ends when the person scrolls either pane. */
let following = false;

function tell(message: FromFrame): void {
  // The frame's own origin is opaque and the window's is not known here; nothing secret is ever said.
  window.parent.postMessage(message, "*");
}

function receive(message: ToFrame): void {
  switch (message.kind) {
    case "patch":
      anchor.remember();
      page.patch(message.patch);
      settle();
      if (following && cursor) bringIntoSight(cursor.line, cursor.height);
      break;
    case "scroll":
      following = false;
      scrollTo(topForReference(yAt(page, message.line), window.innerHeight, pageHeight()));
      break;
    case "cursor":
      cursor = message;
      following = message.follow;
      drawMark();
      if (following) bringIntoSight(message.line, message.height);
      break;
  }
}

/** Puts the view back where it was after the page changed. */
function settle(): void {
  const drift = anchor.drift();
  if (drift !== 0) scrollTo(window.scrollY + drift);
  anchor.remember();
  drawMark();
}

function scrollTo(top: number): void {
  const limit = Math.max(0, pageHeight() - window.innerHeight);
  const target = Math.round(Math.min(limit, Math.max(0, top)));
  echo.expect(target, performance.now());
  window.scrollTo({ top: target, behavior: "instant" });
  anchor.remember();
}

function pageHeight(): number {
  return document.documentElement.scrollHeight;
}

/** Scrolls only where the line would be out of sight, so that the page rests while one types. */
function bringIntoSight(line: number, height: number): void {
  const y = yAt(page, line) - window.scrollY;
  const margin = window.innerHeight * 0.1;
  if (y >= margin && y <= window.innerHeight - margin) return;
  const place = Math.min(0.8, Math.max(0.2, height)) * window.innerHeight;
  scrollTo(window.scrollY + y - place);
}

/** Draws the quiet bar beside the block that the cursor stands in. */
function drawMark(): void {
  const elements = cursor ? page.elementsAtLine(cursor.line) : [];
  const first = elements[0]?.getBoundingClientRect();
  const last = elements.at(-1)?.getBoundingClientRect();
  mark.hidden = !first || !last || last.bottom <= first.top;
  if (!first || !last) return;
  mark.style.top = `${String(first.top + window.scrollY)}px`;
  mark.style.left = `${String(Math.max(4, main.getBoundingClientRect().left + insetOf(main) - 16))}px`;
  mark.style.height = `${String(last.bottom - first.top)}px`;
}

function insetOf(element: HTMLElement): number {
  return Number.parseFloat(getComputedStyle(element).paddingLeft) || 0;
}

function onScroll(): void {
  const top = window.scrollY;
  if (echo.isEcho(top, performance.now())) return;
  following = false;
  anchor.remember();
  tell({
    kind: "scrolled",
    line: lineAt(page, referenceY({ top, window: window.innerHeight, content: pageHeight() })),
  });
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
  if (target.kind === "element") show(document.getElementById(target.id));
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

mark.id = "kiku-cursor";
mark.setAttribute("aria-hidden", "true");
mark.hidden = true;
document.body.append(mark);
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
