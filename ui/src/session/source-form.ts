/** A source in a form: what is wrong with what was filled in, and which key it should have. */
import type { SourceForm } from "../host/wire";

/** What can be wrong, by field. The words for it are in the catalogue. */
export type Mistake = "missing" | "taken" | "badId" | "badDate" | "future" | "notWeb";

export type Mistakes = Readonly<Partial<Record<keyof SourceForm, Mistake>>>;

export const emptyForm: SourceForm = {
  ...{ id: "", kind: "webpage", title: "", site: "", authors: [], published: "", accessed: "", url: "" },
  ...{ image: "", imageAlt: "", imageCredit: "", rest: "" },
};

/** Types of CSL that writers choose from, the most common first. */
export const kinds = [
  "webpage",
  "article-newspaper",
  "article-magazine",
  "article-journal",
  "post-weblog",
  "book",
  "chapter",
  "report",
  "thesis",
  "paper-conference",
  "broadcast",
  "motion_picture",
  "interview",
  "dataset",
  "legislation",
  "document",
] as const;

/** What is wrong with a form. `taken` are the keys of other sources, `today` is an ISO 8601 date. */
export function mistakesIn(form: SourceForm, taken: ReadonlySet<string>, today: string): Mistakes {
  const found: [keyof SourceForm, Mistake | null][] = [
    ["title", form.title.trim() || form.url.trim() ? null : "missing"],
    ["published", dateMistake(form.published, today)],
    ["accessed", dateMistake(form.accessed, today)],
    ["url", form.url.trim() === "" || isWeb(form.url) ? null : "notWeb"],
    ["id", idMistake(form.id.trim(), taken)],
  ];
  return Object.fromEntries(found.filter(([, mistake]) => mistake !== null)) as Mistakes;
}

function idMistake(id: string, taken: ReadonlySet<string>): Mistake | null {
  if (id === "") return "missing";
  if (!/^[\p{L}\p{N}_](?:[\p{L}\p{N}_:.-]*[\p{L}\p{N}_])?$/u.test(id)) return "badId";
  return taken.has(id) ? "taken" : null;
}

function dateMistake(text: string, today: string): Mistake | null {
  const date = text.trim();
  if (date === "") return null;
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date);
  if (!parts) return "badDate";
  const [year, month, day] = [Number(parts[1]), Number(parts[2] ?? 1), Number(parts[3] ?? 1)];
  const real = new Date(Date.UTC(year, month - 1, day));
  if (real.getUTCMonth() !== month - 1 || real.getUTCDate() !== day) return "badDate";
  return today !== "" && date > today.slice(0, date.length) ? "future" : null;
}

function isWeb(address: string): boolean {
  try {
    return ["http:", "https:"].includes(new URL(address.trim()).protocol);
  } catch {
    return false;
  }
}

/** A key that says what it stands for and is not taken: `doe-2025`, `example-2025`, `source-2`. */
export function proposedId(form: SourceForm, taken: ReadonlySet<string>): string {
  const words = [
    family(form.authors[0] ?? ""),
    hostWord(form.url),
    firstWord(form.title),
    firstWord(form.site),
  ];
  const word = words.find((candidate) => candidate !== "") ?? "source";
  const year = /^\d{4}/.exec(form.published.trim())?.[0];
  const id = year ? `${word}-${year}` : word;
  if (!taken.has(id)) return id;
  let number = 2;
  while (taken.has(`${id}-${number}`)) number++;
  return `${id}-${number}`;
}

function family(author: string): string {
  return ascii(author.split(/[,\s]/)[0] ?? "");
}

/** The part of a host that one would say: `example` of `www.example.co.jp`. */
function hostWord(address: string): string {
  try {
    const parts = new URL(address.trim()).hostname.replace(/^www\./, "").split(".");
    const endings = /^(?:com|co|or|ne|ac|go|org|net|edu|gov|gr|lg)$/;
    const named = parts.slice(0, -1).filter((part) => !endings.test(part));
    return ascii(named.at(-1) ?? parts[0] ?? "");
  } catch {
    return "";
  }
}

function firstWord(text: string): string {
  return (
    text
      .split(/\s+/)
      .map(ascii)
      .find((word) => word.length > 2) ?? ""
  );
}

function ascii(word: string): string {
  const plain = word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return /^[a-z0-9-]+$/.test(plain) ? plain : "";
}

/** Whether a pasted text is surely a source, wherever it is pasted. */
export function isEntry(text: string): boolean {
  const start = text.trimStart();
  return /^@\w+\s*\{/.test(start) || /^[[{]/.test(start);
}
