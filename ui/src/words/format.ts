import type { Counts } from "../host/wire";

/** Characters on one page of Japanese manuscript paper. */
const manuscriptPage = 400;

/** How many sheets of 400-character manuscript paper a text takes. */
export function manuscriptPages(characters: number): number {
  return Math.ceil(characters / manuscriptPage);
}

/**
 * Whether a text parts its words with spaces, so that its length is told in words. English has five characters to a
 * word; a Japanese text has a foreign word now and then.
 */
export function isSpaced({ characters, words }: Counts): boolean {
  return words > 0 && characters / words < 12;
}

/** A size of files: 1,000 bytes are a kilobyte, as file managers count. */
export function fileSize(bytes: number, locale: string): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;
  let value = bytes;
  let step = 0;
  while (value >= 1000 && step < units.length - 1) {
    value /= 1000;
    step++;
  }
  const unit = units[step] ?? "byte";
  const maximumFractionDigits = step > 0 && value < 10 ? 1 : 0;
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit,
    unitDisplay: "short",
    maximumFractionDigits,
  }).format(value);
}

/** The name of a language (a BCP 47 tag) in another one; the tag itself where it is no language. */
export function languageName(tag: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** The day of a moment as one speaks of it `now`: today, yesterday, a day of this year, another date. */
export function dayName(at: number, now: number, locale: string): string {
  const midnight = (moment: number) => new Date(moment).setHours(0, 0, 0, 0);
  const days = Math.round((midnight(now) - midnight(at)) / (24 * 60 * 60 * 1000));
  if (days === 0 || days === 1) {
    const name = new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(-days, "day");
    return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
  }
  const thisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  const day: Intl.DateTimeFormatOptions = thisYear
    ? { month: "long", day: "numeric", weekday: "short" }
    : { dateStyle: "long" };
  return new Intl.DateTimeFormat(locale, day).format(at);
}

/** The time of a moment, to the minute or to the second. */
export function timeName(at: number, locale: string, toTheSecond = false): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: toTheSecond ? "medium" : "short" }).format(at);
}
