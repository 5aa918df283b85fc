/** Going from pane to pane by a key, as from window to window. */

const focusable = "button, input, select, textarea, a[href], iframe, [contenteditable=true], [tabindex]";

/** Gives the keyboard to the next pane, or the one before; where none has it, to the first or the last. */
export function focusPane(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>("[data-pane]")].flatMap((pane) => {
    const stop = stopOf(pane);
    return stop ? [{ pane, stop }] : [];
  });
  const at = panes.findIndex(({ pane }) => pane.contains(document.activeElement));
  const next = at < 0 && step < 0 ? -1 : at + step;
  panes.at(next % panes.length)?.stop.focus();
}

/** What in a pane takes the keyboard: the text before its buttons, then what is current, then what comes first. */
function stopOf(pane: HTMLElement): HTMLElement | undefined {
  const stops = [...pane.querySelectorAll<HTMLElement>(focusable)].filter(
    (element) => element.tabIndex >= 0 && element.checkVisibility() && !element.matches(":disabled"),
  );
  return (
    stops.find((element) => element.isContentEditable || element instanceof HTMLIFrameElement) ??
    stops.find((element) => element.matches("[aria-current], [aria-selected=true]")) ??
    stops[0]
  );
}
