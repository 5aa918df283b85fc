/** The name of a file, of either kind of system. */
export function lastPart(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}
