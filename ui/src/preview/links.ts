/** Where a link in the page leads, as far as the preview is concerned. */
export type LinkTarget =
  /** To the system's browser, after a look at the address. */
  | { readonly kind: "outside"; readonly url: string }
  /** To an element of the article, whose pages all stand one after another here. */
  | { readonly kind: "element"; readonly id: string }
  | { readonly kind: "nowhere" };

const outside = new Set(["http:", "https:", "mailto:"]);

/** Reads the link `href` in the document at `base`. */
export function linkTarget(href: string, base: string): LinkTarget {
  let url: URL;
  try {
    url = new URL(href, base);
  } catch {
    return { kind: "nowhere" };
  }
  const here = new URL(base);
  if (url.protocol === here.protocol && url.host === here.host) return withinPublication(url, here);
  return outside.has(url.protocol) ? { kind: "outside", url: url.href } : { kind: "nowhere" };
}

/** The number of the page that the id of an element names where all pages stand one after another; null for no page. */
export function pageNumber(id: string): number | null {
  if (id === "main") return 1;
  const digits = /^page-(\d+)$/.exec(id)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** On some systems the preview itself comes from an `http` address, so this is asked first. */
function withinPublication(url: URL, here: URL): LinkTarget {
  if (url.pathname !== here.pathname || url.hash.length < 2) return { kind: "nowhere" };
  return { kind: "element", id: decoded(url.hash.slice(1)) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
