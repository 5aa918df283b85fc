/** Where a link in the page leads, as far as the preview is concerned. */
export type LinkTarget =
  /** To the system's browser, after a look at the address. */
  | { readonly kind: "outside"; readonly url: string }
  /** To an element of the article. */
  | { readonly kind: "element"; readonly id: string }
  /** To a page of the article, counted from one; all pages stand one after another here. */
  | { readonly kind: "page"; readonly page: number }
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
  if (outside.has(url.protocol)) return { kind: "outside", url: url.href };
  const page = pageOf(url, new URL(base));
  if (page === null) return { kind: "nowhere" };
  return url.hash.length > 1 ? { kind: "element", id: decoded(url.hash.slice(1)) } : { kind: "page", page };
}

/** The page of the article that `url` names, where it names one: `index.html` is the first, then `2.html`. */
function pageOf(url: URL, base: URL): number | null {
  const folder = base.pathname.slice(0, base.pathname.lastIndexOf("/") + 1);
  if (url.protocol !== base.protocol || !url.pathname.startsWith(folder)) return null;
  const name = url.pathname.slice(folder.length);
  if (name === "" || name === "index.html") return 1;
  const number = /^([1-9]\d{0,4})\.html$/.exec(name)?.[1];
  return number ? Number(number) : null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
