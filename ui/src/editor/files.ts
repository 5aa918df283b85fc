import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

/** Reports image files that are pasted, or dropped where the cursor then stands. */
export function fileDrops(received: (files: readonly File[]) => void): Extension {
  const take = (event: Event, files: FileList | undefined, view: EditorView): boolean => {
    const images = Array.from(files ?? []).filter(({ type }) => type.startsWith("image/"));
    if (images.length === 0 || view.state.readOnly) return false;
    event.preventDefault();
    received(images);
    return true;
  };
  return EditorView.domEventHandlers({
    // A picture that was copied from a page comes as HTML as well; the picture is what was meant.
    paste: (event, view) => take(event, event.clipboardData?.files, view),
    drop(event, view) {
      const place = view.posAtCoords({ x: event.clientX, y: event.clientY });
      if (event.dataTransfer?.files.length && place !== null) view.dispatch({ selection: { anchor: place } });
      return take(event, event.dataTransfer?.files, view);
    },
  });
}
