// What the menu of the window asks its page to do.

export type MenuAction =
  /** Go to a screen, by the fragment of its address. */
  | { readonly kind: 'go'; readonly fragment: string }
  /** Do what the keys of this shortcut do. */
  | { readonly kind: 'press'; readonly shortcut: string }
  | { readonly kind: 'import-run' | 'self-check' };
