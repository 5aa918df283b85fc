import { commandNames, type CommandName } from "./commands";

const key = "kiku.commands";

/** As many as a person finds their way in without reading. */
const longest = 5;

/** The commands that were picked by name lately, the latest first; remembered from one start to the next. */
export class RecentCommands {
  list: readonly CommandName[] = remembered();

  remember(name: CommandName): void {
    this.list = [name, ...this.list.filter((other) => other !== name)].slice(0, longest);
    localStorage.setItem(key, JSON.stringify(this.list));
  }
}

/** What another version of Kiku remembered may have gone since. */
function remembered(): CommandName[] {
  try {
    const names: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(names) ? commandNames.filter((name) => names.includes(name)) : [];
  } catch {
    return [];
  }
}
