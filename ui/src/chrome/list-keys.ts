type ListKey = KeyboardEvent & { currentTarget: HTMLElement };

/** A list is one stop for Tab; the arrows, Home and End go through those of its rows that match. */
export function listKeys(rows: string): (event: ListKey) => void {
  return (event) => {
    if (event.altKey) return;
    const all = [...event.currentTarget.querySelectorAll<HTMLElement>(rows)];
    const at = all.findIndex((row) => row === document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    all[to]?.focus();
  };
}
