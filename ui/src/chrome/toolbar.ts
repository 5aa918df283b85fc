/** What the toolbar above the text offers, in order. */
import Bold from "@lucide/svelte/icons/bold";
import Heading2 from "@lucide/svelte/icons/heading-2";
import Image from "@lucide/svelte/icons/image-plus";
import Italic from "@lucide/svelte/icons/italic";
import Link from "@lucide/svelte/icons/link";
import List from "@lucide/svelte/icons/list";
import Ruby from "@lucide/svelte/icons/languages";

import { blockIcons as icons } from "./block-icons";
import type { CommandName } from "../session/commands";

/** One button. */
export interface ToolbarItem {
  readonly command: CommandName;
  readonly icon: (typeof icons)["note"];
}

/** Groups of buttons; a line stands between two of them. What does not fit is in the menu at the end. */
export const toolbarGroups: readonly (readonly ToolbarItem[])[] = [
  [
    { command: "heading2", icon: Heading2 },
    { command: "bold", icon: Bold },
    { command: "italic", icon: Italic },
    { command: "link", icon: Link },
    { command: "ruby", icon: Ruby },
    { command: "bulletList", icon: List },
    { command: "image", icon: Image },
  ],
  [
    { command: "insertSource", icon: icons.source },
    { command: "insertCommentary", icon: icons.commentary },
    { command: "insertQuote", icon: icons.quote },
    { command: "insertQa", icon: icons.qa },
    { command: "insertTakeaways", icon: icons.takeaways },
    { command: "insertFigure", icon: icons.figure },
    { command: "insertDetails", icon: icons.details },
    { command: "insertPageBreak", icon: icons["page-break"] },
  ],
  [
    { command: "insertNote", icon: icons.note },
    { command: "insertTip", icon: icons.tip },
    { command: "insertImportant", icon: icons.important },
    { command: "insertWarning", icon: icons.warning },
    { command: "insertCaution", icon: icons.caution },
  ],
];
