/** The page of the preview's own window: draws what the main window says, and says what the person does. */
import { mount } from "svelte";

import "./chrome/tokens.css";
import "./chrome/base.css";

import PreviewWindow from "./chrome/preview/PreviewWindow.svelte";

const target = document.getElementById("app");
if (target) mount(PreviewWindow, { target });
