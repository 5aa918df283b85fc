import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

/** The editor as stationery: all colours are the window's tokens, so light and dark need no second theme. */
export function theme(): Extension {
  return [text, problemMarks, fences, panels, fields];
}

const text = EditorView.theme({
  "&": {
    height: "100%",
    color: "var(--ink)",
    backgroundColor: "var(--paper)",
    fontSize: "var(--editor-size)",
  },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--editor-font)", lineHeight: "1.7", overflowX: "hidden" },
  ".cm-content": {
    padding: "20px max(28px, calc((100% - var(--editor-measure)) / 2)) 30vh",
    caretColor: "var(--caret)",
    lineBreak: "strict",
  },
  ".cm-line": { padding: "0 4px", borderRadius: "4px" },
  ".cm-activeLine": { backgroundColor: "var(--active-line)" },
  "&:not(.cm-focused) .cm-activeLine": { backgroundColor: "transparent" },
  ".cm-content ::selection, .cm-content::selection": { backgroundColor: "var(--selection)" },
  ".cm-placeholder": { color: "var(--muted)" },
  ".cm-citation": { color: "var(--ink-soft)", backgroundColor: "var(--wash)", borderRadius: "4px" },
  ".cm-ruby": { textDecoration: "underline dotted var(--muted)", textUnderlineOffset: "4px" },
  ".cm-line.cm-front-matter": {
    position: "relative",
    borderRadius: "0",
    backgroundColor: "var(--wash)",
    color: "var(--ink-soft)",
    fontSize: "0.9em",
  },
  ".cm-line.cm-front-matter.cm-activeLine": { backgroundColor: "var(--active-line)" },
  ".cm-line.cm-front-matter:has(.cm-front-matter-closed)": { borderRadius: "var(--radius)" },
  ".cm-front-matter-closed, .cm-front-matter-close": {
    border: "0",
    padding: "2px 4px",
    borderRadius: "4px",
    background: "none",
    color: "var(--muted)",
    fontFamily: "var(--ui-font)",
    fontSize: "12px",
    cursor: "pointer",
  },
  ".cm-front-matter-closed": {
    display: "inline-flex",
    gap: "12px",
    width: "100%",
    verticalAlign: "top",
    textAlign: "start",
    whiteSpace: "nowrap",
  },
  ".cm-front-matter-closed span": { overflow: "hidden", textOverflow: "ellipsis" },
  ".cm-front-matter-close": { position: "absolute", top: "0", right: "4px" },
  ".cm-front-matter-closed:hover, .cm-front-matter-close:hover": { color: "var(--ink)" },
});

const fences = EditorView.theme({
  ".cm-line.cm-fence": {
    borderRadius: "0 4px 4px 0",
    backgroundColor: "var(--wash)",
    boxShadow: "inset 2px 0 0 var(--line-strong)",
  },
  ".cm-line.cm-fence.cm-activeLine": { backgroundColor: "var(--active-line)" },
  ".cm-fence-mark": { color: "var(--muted)" },
  ".cm-fence-name": { color: "var(--ink)", fontWeight: "700" },
  ".cm-fence-label": { color: "var(--ink)", textDecoration: "none" },
  ".cm-fence-key": { color: "var(--muted)" },
  ".cm-fence-value": { color: "var(--ink-soft)" },
  ".cm-fence span": { textDecoration: "none" },
});

const problemMarks = EditorView.theme({
  ".cm-problem": {
    textDecoration: "underline wavy 1.5px var(--problem)",
    textUnderlineOffset: "4px",
    textDecorationSkipInk: "none",
  },
  ".cm-problem-error": { "--problem": "var(--danger)" },
  ".cm-problem-warning": { "--problem": "var(--warning)" },
  ".cm-tooltip": {
    border: "1px solid var(--line)",
    borderRadius: "var(--radius)",
    backgroundColor: "var(--raised)",
    color: "var(--ink)",
    boxShadow: "var(--shadow)",
    fontFamily: "var(--ui-font)",
    fontSize: "13px",
    maxWidth: "44ch",
  },
  ".problem-note-item": { padding: "8px 12px" },
  ".problem-note-item + .problem-note-item": { borderTop: "1px solid var(--line)" },
  ".problem-note-severity": { marginInlineEnd: "8px", fontSize: "12px" },
  ".error .problem-note-severity": { color: "var(--danger)" },
  ".warning .problem-note-severity": { color: "var(--warning)" },
  ".problem-note-hint": { margin: "4px 0 0", color: "var(--muted)" },
  ".problem-note-repair": {
    display: "block",
    minHeight: "28px",
    marginTop: "8px",
    padding: "0 12px",
    border: "1px solid var(--line-strong)",
    borderRadius: "var(--radius)",
    background: "none",
    color: "var(--ink)",
    fontSize: "12px",
    cursor: "pointer",
  },
  ".problem-note-repair:hover": { backgroundColor: "var(--hover)" },
});

const fields = EditorView.theme({
  ".kiku-ruby": { padding: "8px 12px" },
  ".kiku-ruby label": { display: "flex", alignItems: "center", gap: "8px", whiteSpace: "nowrap" },
  ".kiku-ruby input": {
    width: "180px",
    height: "28px",
    padding: "0 8px",
    border: "1px solid var(--line-strong)",
    borderRadius: "var(--radius)",
    backgroundColor: "var(--paper)",
    color: "var(--ink)",
  },
  ".kiku-ruby p": { marginTop: "4px", color: "var(--muted)", fontSize: "12px" },
});

const panels = EditorView.theme({
  ".cm-panels": {
    backgroundColor: "var(--raised)",
    color: "var(--ink)",
    fontFamily: "var(--ui-font)",
    zIndex: "2",
  },
  ".cm-panels-top": { borderBottom: "1px solid var(--line)" },
  ".cm-searchMatch": { backgroundColor: "var(--match)", borderRadius: "2px" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--match-current)" },
  ".kiku-search": { display: "grid", gap: "4px", padding: "8px 12px", fontSize: "13px" },
  ".kiku-search > div": { display: "flex", alignItems: "center", gap: "4px" },
  ".kiku-search > [hidden]": { display: "none" },
  ".kiku-search input": {
    flex: "1 1 120px",
    minWidth: "0",
    maxWidth: "280px",
    height: "28px",
    padding: "0 8px",
    border: "1px solid var(--line-strong)",
    borderRadius: "var(--radius)",
    backgroundColor: "var(--paper)",
    color: "var(--ink)",
  },
  ".kiku-search input[aria-invalid=true]": { borderColor: "var(--danger)" },
  ".kiku-search output": {
    minWidth: "56px",
    color: "var(--muted)",
    fontSize: "12px",
    fontVariantNumeric: "tabular-nums",
    textAlign: "center",
  },
  ".kiku-search button": {
    minWidth: "28px",
    height: "28px",
    padding: "0 8px",
    border: "1px solid transparent",
    borderRadius: "var(--radius)",
    background: "none",
    color: "var(--ink-soft)",
    whiteSpace: "nowrap",
    cursor: "pointer",
  },
  ".kiku-search button:hover": { backgroundColor: "var(--hover)" },
  ".kiku-search button[data-words=true]": { borderColor: "var(--line)" },
  ".kiku-search button[aria-pressed=true]": {
    borderColor: "var(--line-strong)",
    backgroundColor: "var(--current)",
  },
  ".kiku-search .close": { marginInlineStart: "auto", fontSize: "18px" },
});
