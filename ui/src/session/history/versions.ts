import type { Version, VersionId } from "../../host/wire";

/** The versions of one day, the latest first. */
export interface Day {
  /** A moment of that day, in milliseconds since 1970. */
  readonly at: number;
  readonly versions: readonly Version[];
}

/** Tells a version from every other one of its article. */
export function keyOf(id: VersionId): string {
  switch (id.kind) {
    case "current":
      return "current";
    case "snapshot":
      return `snapshot-${String(id.number)}`;
    case "commit":
      return `commit-${id.blob}`;
  }
}

/** The versions day by day, as days are where the person is. */
export function byDay(versions: readonly Version[]): Day[] {
  const days: { at: number; versions: Version[] }[] = [];
  for (const version of versions) {
    const last = days.at(-1);
    if (last && isSameDay(version.at, last.at)) last.versions.push(version);
    else days.push({ at: version.at, versions: [version] });
  }
  return days;
}

function isSameDay(one: number, other: number): boolean {
  return new Date(one).toDateString() === new Date(other).toDateString();
}

/** Whether another version was kept in the same minute, so that only seconds tell the two apart. */
export function sharesMinute({ at, id }: Version, versions: readonly Version[]): boolean {
  const minute = (moment: number) => Math.floor(moment / 60_000);
  return versions.some((other) => minute(other.at) === minute(at) && keyOf(other.id) !== keyOf(id));
}
