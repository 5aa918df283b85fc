import { mount, unmount, type Component } from "svelte";

const drawn = new Map<Component, Element>();

/** Draws an icon where no component can stand. It is drawn once and copied: text scrolls by faster than they mount. */
export function drawIcon(icon: Component): Element {
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
