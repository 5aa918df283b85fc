import { mount } from "svelte";

import "./chrome/tokens.css";
import "./chrome/base.css";

import App from "./chrome/App.svelte";
import { drawBlockIcon } from "./chrome/block-icons";
import { drawProblems } from "./chrome/problem-note";
import { drawSearchIcon } from "./chrome/search-icons";
import { host } from "./host/host";
import { isCommand, pressedInEditor, pressedInPreview, run } from "./session/commands";
import { Shell } from "./session/shell.svelte";

const target = document.getElementById("app");
if (target) {
  const shell: Shell = new Shell(
    host,
    { problems: drawProblems, blockIcon: drawBlockIcon, searchIcon: drawSearchIcon },
    {
      key: (press) => {
        pressedInPreview(shell, press);
      },
      editorKey: (press) => pressedInEditor(shell, press),
      sources: {
        begin: (address) => void shell.sources.begin(address),
        edit: (line) => void shell.sources.editAt({ line, character: 0 }),
      },
      command: (name) => {
        if (isCommand(name)) run(shell, name);
      },
    },
  );
  // The first thing that shows is in the person's language and colours.
  void shell.settings.load().then(() => {
    mount(App, { target, props: { shell } });
    shell.workspace.previewWindow.restore();
    return shell.workspace.start();
  });
}
