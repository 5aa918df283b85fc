import { untrack } from "svelte";

/** How long the keys must pause before a value is drawn anew, in milliseconds. */
const rest = 200;

/** How old a drawn value may become while they do not. */
const oldest = 1000;

/**
 * A value as it is drawn at the window's edges: it follows when the keys pause.
 *
 * Where no graphics card draws, WebKit paints all that lies between two places that change in one frame. A count in the
 * status bar would so cost each key the painting of the whole window, between the key and its letter.
 */
export function atRest<T>(read: () => T): { readonly value: T } {
  let value = $state.raw(untrack(read));
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stale: number | null = null;

  $effect(() => {
    const next = read();
    clearTimeout(timer);
    stale ??= performance.now();
    const left = stale + oldest - performance.now();
    timer = setTimeout(
      () => {
        value = next;
        stale = null;
      },
      Math.max(0, Math.min(rest, left)),
    );
  });
  $effect(() => () => {
    clearTimeout(timer);
  });

  return {
    get value() {
      return value;
    },
  };
}
