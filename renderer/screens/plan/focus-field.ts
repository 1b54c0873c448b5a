// Moves the focus to a field of the draft by its path, once the latest change has been rendered.

/** `isReplaced` means that its content is only a suggestion, so that typing or pasting replaces it. */
export function focusField(path: string, isReplaced = false): void {
  requestAnimationFrame(() => {
    const field = document.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`);
    field?.focus();
    if (isReplaced && field instanceof HTMLInputElement) field.select();
    field?.scrollIntoView({ block: 'nearest' });
  });
}
