import type { Completion } from "@codemirror/autocomplete";
import type { EditorState } from "@codemirror/state";

import { drawBlockIcon } from "../blocks/appearance";
import type { Offer } from "./options";

/** The picture before an offer, so that all of them line up. */
export function drawOffer(completion: Completion, state: EditorState): Node {
  const { icon, face } = completion as Offer;
  const place = document.createElement("span");
  place.className = "cm-offer-icon";
  place.setAttribute("aria-hidden", "true");
  if (face) place.append(drawFace(face));
  else if (icon) place.append(state.facet(drawBlockIcon)(icon));
  return place;
}

function drawFace({ avatar, name }: NonNullable<Offer["face"]>): Node {
  const initial = document.createElement("span");
  initial.className = "cm-offer-initial";
  initial.textContent = Array.from(name)[0] ?? "";
  if (!avatar) return initial;
  const image = document.createElement("img");
  image.src = avatar;
  image.alt = "";
  image.onerror = () => {
    image.replaceWith(initial);
  };
  return image;
}
