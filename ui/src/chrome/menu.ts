/** What can stand in a menu. */
export type MenuEntry =
  | { readonly kind: "separator" }
  | { readonly kind: "heading"; readonly label: string }
  | (MenuChoice & { readonly kind: "action" })
  | (MenuChoice & { readonly kind: "checkbox" | "radio"; readonly checked: boolean });

interface MenuChoice {
  readonly label: string;
  readonly chord?: string;
  readonly disabled?: boolean;
  readonly testid?: string;
  readonly run: () => void;
}
