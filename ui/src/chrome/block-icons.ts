/** The icons of the blocks, for the toolbar and for the text. */
import CircleAlert from "@lucide/svelte/icons/circle-alert";
import CircleQuestionMark from "@lucide/svelte/icons/circle-question-mark";
import Image from "@lucide/svelte/icons/image";
import Lightbulb from "@lucide/svelte/icons/lightbulb";
import ListChecks from "@lucide/svelte/icons/list-checks";
import ListCollapse from "@lucide/svelte/icons/list-collapse";
import MessageCircle from "@lucide/svelte/icons/message-circle";
import Newspaper from "@lucide/svelte/icons/newspaper";
import OctagonAlert from "@lucide/svelte/icons/octagon-alert";
import Quote from "@lucide/svelte/icons/quote";
import SeparatorHorizontal from "@lucide/svelte/icons/separator-horizontal";
import Square from "@lucide/svelte/icons/square";
import StickyNote from "@lucide/svelte/icons/sticky-note";
import TriangleAlert from "@lucide/svelte/icons/triangle-alert";
import { mount, unmount, type Component } from "svelte";

import { isBlockName, type BlockName } from "../editor/blocks/kinds";

export const blockIcons: Readonly<Record<BlockName, typeof Square>> = {
  source: Newspaper,
  commentary: MessageCircle,
  quote: Quote,
  qa: CircleQuestionMark,
  takeaways: ListChecks,
  figure: Image,
  details: ListCollapse,
  note: StickyNote,
  tip: Lightbulb,
  important: CircleAlert,
  warning: TriangleAlert,
  caution: OctagonAlert,
  "page-break": SeparatorHorizontal,
};

const drawn = new Map<Component, Element>();

/** Draws the icon of a block in the text. A component is drawn once and copied: text scrolls by faster than they mount. */
export function drawBlockIcon(name: string): Element {
  const icon = (isBlockName(name) ? blockIcons[name] : Square) as Component;
  const known = drawn.get(icon) ?? draw(icon);
  drawn.set(icon, known);
  return known.cloneNode(true) as Element;
}

function draw(icon: Component): Element {
  const target = document.createElement("span");
  const props = { size: 16, strokeWidth: 1.75, "aria-hidden": "true" };
  const mounted = mount(icon, { target, props });
  const copy = (target.firstElementChild ?? target).cloneNode(true) as Element;
  void unmount(mounted);
  return copy;
}
