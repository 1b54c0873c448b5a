// Moves the focus to a field of the draft by its path, once what was just changed is on the screen.

/** `isReplaced`: what is in it is only a suggestion, so that typing or pasting takes its place. */
export function focusField(path: string, isReplaced = false): void {
  requestAnimationFrame(() => {
    const field = document.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`);
    field?.focus();
    if (isReplaced && field instanceof HTMLInputElement) field.select();
    field?.scrollIntoView({ block: 'nearest' });
  });
}
