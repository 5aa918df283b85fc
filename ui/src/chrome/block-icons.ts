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
import Pencil from "@lucide/svelte/icons/pencil";
import Quote from "@lucide/svelte/icons/quote";
import SeparatorHorizontal from "@lucide/svelte/icons/separator-horizontal";
import Square from "@lucide/svelte/icons/square";
import StickyNote from "@lucide/svelte/icons/sticky-note";
import TriangleAlert from "@lucide/svelte/icons/triangle-alert";
import type { Component } from "svelte";

import { isBlockName, type BlockName } from "../editor/blocks/kinds";
import { drawIcon } from "./draw-icon";

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

/** Draws the icon of a block, or of a change to it, in the text. */
export function drawBlockIcon(name: string): Element {
  return drawIcon((isBlockName(name) ? blockIcons[name] : name === "edit" ? Pencil : Square) as Component);
}
