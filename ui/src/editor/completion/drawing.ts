import type { Completion } from "@codemirror/autocomplete";
import type { EditorState } from "@codemirror/state";

import { drawBlockIcon } from "../blocks/appearance";
import type { Offer } from "./options";

/** The picture before an offer, so that all of them line up. */
export function drawOffer(completion: Completion, state: EditorState): Node {
  const { icon, face, picture } = completion as Offer;
  const place = document.createElement("span");
  place.className = "cm-offer-icon";
  place.setAttribute("aria-hidden", "true");
  if (picture) place.append(drawPicture(picture));
  else if (face) place.append(drawFace(face));
  else if (icon) place.append(state.facet(drawBlockIcon)(icon));
  return place;
}

function drawPicture(address: string): Node {
  const image = document.createElement("img");
  image.className = "cm-offer-picture";
  image.src = address;
  image.alt = "";
  return image;
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
