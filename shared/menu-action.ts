// What the menu of the window asks of its page.

export type MenuAction =
  /** To a screen, by the fragment of its address. */
  | { readonly kind: 'go'; readonly fragment: string }
  /** As the keys of this shortcut do. */
  | { readonly kind: 'press'; readonly shortcut: string }
  | { readonly kind: 'import-run' | 'self-check' };
