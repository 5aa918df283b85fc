import type { Attachment } from "svelte/attachments";

/** Puts a dialog in front of everything; when it goes, the focus is where it was before. */
export const modal: Attachment<HTMLDialogElement> = (dialog) => {
  const before = document.activeElement;
  dialog.showModal();
  return () => {
    dialog.close();
    if (before instanceof HTMLElement) before.focus();
  };
};
