import type { PreviewTheme, PreviewWidth } from "../../host/wire";
import { zoomed } from "../preview-look";
import type { Shell } from "../shell.svelte";
import type { Command } from "./command";

function width(value: PreviewWidth): Command {
  return {
    group: "view",
    checked: ({ settings }) => settings.values.preview.width === value,
    run: ({ settings }) => {
      settings.changePreview({ width: value });
    },
  };
}

function theme(value: PreviewTheme): Command {
  return {
    group: "view",
    checked: ({ settings }) => settings.values.preview.theme === value,
    run: ({ settings }) => {
      settings.changePreview({ theme: value });
    },
  };
}

function zoom(to: (now: number) => number, chords: Command["chords"]): Command {
  return {
    group: "view",
    ...(chords && { chords, inPreview: true }),
    available: ({ settings: { values } }) => to(values.preview.zoom) !== values.preview.zoom,
    run: ({ settings }) => {
      settings.changePreview({ zoom: to(settings.values.preview.zoom) });
    },
  };
}

function leaf(by: 1 | -1, key: string): Command {
  const target = ({ workspace }: Shell) => workspace.panes.pages.page + by;
  return {
    group: "view",
    chords: [{ key, alt: true }],
    available: (shell) =>
      shell.settings.values.preview.paged &&
      target(shell) >= 0 &&
      target(shell) < shell.workspace.panes.pages.pages,
    run: (shell) => {
      shell.workspace.panes.preview.turnTo(target(shell));
    },
  };
}

/** How the preview shows the reader's page. */
export const previewCommands = {
  previewPane: width("pane"),
  previewPhone: width("phone"),
  previewTablet: width("tablet"),
  previewDesktop: width("desktop"),
  previewAsWindow: theme("window"),
  previewLight: theme("light"),
  previewDark: theme("dark"),
  // Keyboards differ in whether the plus sign needs Shift, and many people press its key without.
  previewLarger: zoom(
    (now) => zoomed(now, 1),
    [
      { key: "+", mod: true },
      { key: "+", mod: true, shift: true },
      { key: "=", mod: true },
      { key: ";", mod: true },
    ],
  ),
  previewSmaller: zoom((now) => zoomed(now, -1), [{ key: "-", mod: true }]),
  previewActualSize: zoom(() => 100, [{ key: "0", mod: true }]),
  previewPages: {
    group: "view",
    checked: ({ settings }) => settings.values.preview.paged,
    run: ({ settings }) => {
      settings.changePreview({ paged: !settings.values.preview.paged });
    },
  },
  previewWindow: {
    group: "view",
    checked: ({ workspace }) => workspace.previewWindow.isOpen,
    run: ({ workspace }) => {
      workspace.previewWindow.toggle();
    },
  },
  previewPreviousPage: leaf(-1, "pageup"),
  previewNextPage: leaf(1, "pagedown"),
} satisfies Record<string, Command>;
