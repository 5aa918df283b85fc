import type { DrawProblems } from "../editor/problems";
import type { Host } from "../host/host";
import { speech } from "../words/speech.svelte";
import type { ArticleProblem, PlacedProblem } from "./article.svelte";
import { Layout } from "./layout.svelte";
import { commandOf, type Command, type KeyPress } from "./shortcuts";
import { Workspace } from "./workspace.svelte";

/** The window around the work: panes, dialogs, and what every key and menu entry does. */
export class Shell {
  readonly workspace: Workspace;
  readonly layout = new Layout();
  readonly mac = navigator.platform.startsWith("Mac");
  shortcutsShown = $state(false);
  problemsShown = $state(false);

  constructor(host: Host, draw: DrawProblems<PlacedProblem>) {
    this.workspace = new Workspace(host, draw, (chord) => this.pressed(chord));
  }

  /** Does what a key asks for. Answers whether it asked for anything. */
  pressed(press: KeyPress): boolean {
    const command = commandOf(press, this.mac);
    if (command) this.run(command);
    return command !== null;
  }

  run(command: Command): void {
    switch (command) {
      case "save":
        void this.workspace.saveAloud();
        break;
      case "open":
        void this.workspace.choosePublication();
        break;
      case "export":
        void this.workspace.export();
        break;
      case "binder":
      case "editor":
      case "preview":
        this.layout.toggle(command);
        break;
      case "find":
        this.showEditor();
        this.workspace.panes.editor.find();
        break;
      case "nextProblem":
        this.goToProblem(1);
        break;
      case "previousProblem":
        this.goToProblem(-1);
        break;
      case "repair":
        this.repairAtCursor();
        break;
      case "shortcuts":
        this.shortcutsShown = true;
        break;
    }
  }

  /** Puts the cursor on a line of the open article. */
  goToLine(line: number): void {
    this.showEditor();
    this.workspace.panes.editor.goToLine(line);
  }

  /** Puts the cursor on a problem of the open article. */
  goTo(problem: ArticleProblem): void {
    const place = this.workspace.article?.placeOf(problem);
    if (!place) return;
    this.showEditor();
    this.workspace.panes.editor.goTo(place.from);
  }

  /** Makes the repair of a problem of the open article. */
  repair(problem: ArticleProblem): void {
    this.showEditor();
    this.workspace.repair(problem);
  }

  private goToProblem(direction: 1 | -1): void {
    if (!this.workspace.article) return;
    this.showEditor();
    const found = this.workspace.panes.editor.goToProblem(direction);
    if (!found) this.workspace.announcements.done(speech.words.problems.clear);
  }

  private repairAtCursor(): void {
    if (!this.workspace.article || this.workspace.repairAtCursor()) return;
    this.workspace.announcements.done(speech.words.problems.noRepair);
  }

  private showEditor(): void {
    if (!this.layout.shown.editor) this.layout.toggle("editor");
  }
}
