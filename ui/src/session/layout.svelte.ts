import { MediaQuery } from "svelte/reactivity";

import { sortOrders, type SortOrder } from "./articles";

/** The three panes. */
export type Pane = "binder" | "editor" | "preview";

/** What the binder shows, one at a time. */
export const sideTabs = ["articles", "search", "sources", "personas"] as const;

export type SideTab = (typeof sideTabs)[number];

/** Bounds of the binder's width in pixels. */
export const binderWidths = { least: 176, most: 420, usual: 248 } as const;

/** Bounds of the editor's share of the room that it and the preview have. */
export const shares = { least: 0.25, most: 0.75, usual: 0.5 } as const;

const key = "kiku.layout";

interface Remembered {
  readonly binderWidth: number;
  readonly share: number;
  readonly binder: boolean;
  readonly editor: boolean;
  readonly preview: boolean;
  readonly side: SideTab;
  readonly sort: SortOrder;
}

/** Which panes are shown and how wide they are; remembered from one start to the next. */
export class Layout {
  /** Below 900 pixels there is no room for two texts side by side: the preview becomes a tab. */
  private readonly narrowScreen = new MediaQuery("max-width: 899.98px");
  private readonly wanted: Record<Pane, boolean> = $state({ binder: true, editor: true, preview: true });

  binderWidth = $state<number>(binderWidths.usual);
  share = $state<number>(shares.usual);
  /** Which of the two texts a narrow window shows. */
  tab = $state<"editor" | "preview">("editor");
  /** Which of its tabs the binder shows. */
  side = $state<SideTab>("articles");
  /** Which article stands first in the binder. */
  sort = $state<SortOrder>("folder");

  readonly shown: Readonly<Record<Pane, boolean>> = $derived({
    binder: this.wanted.binder,
    editor: this.narrow ? this.tab === "editor" : this.wanted.editor,
    preview: this.narrow ? this.tab === "preview" : this.wanted.preview,
  });

  constructor() {
    const { binderWidth, share, side, sort, ...panes } = remembered();
    this.binderWidth = binderWidth;
    this.share = share;
    this.side = side;
    this.sort = sort;
    Object.assign(this.wanted, panes);
  }

  get narrow(): boolean {
    return this.narrowScreen.current;
  }

  /** Shows or hides a pane. One of the two texts always stays. */
  toggle(pane: Pane): void {
    if (this.narrow && pane !== "binder") {
      this.tab = pane;
      return;
    }
    this.wanted[pane] = !this.wanted[pane];
    if (!this.wanted.editor && !this.wanted.preview)
      this.wanted[pane === "editor" ? "preview" : "editor"] = true;
    this.remember();
  }

  /** Shows one of the binder's tabs, and the binder with it. */
  showSide(tab: SideTab): void {
    this.side = tab;
    this.wanted.binder = true;
    this.remember();
  }

  sortBy(order: SortOrder): void {
    this.sort = order;
    this.remember();
  }

  resizeBinder(width: number): void {
    this.binderWidth = clamp(Math.round(width), binderWidths.least, binderWidths.most);
    this.remember();
  }

  resizeEditor(share: number): void {
    this.share = clamp(share, shares.least, shares.most);
    this.remember();
  }

  private remember(): void {
    const { binderWidth, share, side, sort } = this;
    const value: Remembered = { binderWidth, share, side, sort, ...this.wanted };
    localStorage.setItem(key, JSON.stringify(value));
  }
}

function remembered(): Remembered {
  const value = parsed(localStorage.getItem(key));
  const size = (name: string, usual: number, least: number, most: number) =>
    typeof value[name] === "number" ? clamp(value[name], least, most) : usual;
  return {
    binderWidth: size("binderWidth", binderWidths.usual, binderWidths.least, binderWidths.most),
    share: size("share", shares.usual, shares.least, shares.most),
    binder: value.binder !== false,
    editor: value.editor !== false || value.preview === false,
    preview: value.preview !== false,
    side: sideTabs.find((tab) => tab === value.side) ?? "articles",
    sort: sortOrders.find((order) => order === value.sort) ?? "folder",
  };
}

function parsed(text: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? "{}");
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
