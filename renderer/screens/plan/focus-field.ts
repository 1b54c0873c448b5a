// Moves the focus to a field of the draft by its path, once what was just changed is on the screen.

export function focusField(path: string): void {
  requestAnimationFrame(() => {
    const field = document.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`);
    field?.focus();
    field?.scrollIntoView({ block: 'nearest' });
  });
}
