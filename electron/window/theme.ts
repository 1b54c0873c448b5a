// The theme of the settings also applies to the title bar, the menus and the dialogs.
import { nativeTheme } from 'electron';
import { THEMES, type Theme } from '../../shared/settings.ts';

/** Takes the theme from the settings; other settings do not change it. */
export function applyTheme(settings: unknown): void {
  const theme = typeof settings === 'object' && settings !== null && 'theme' in settings ? settings.theme : null;
  if (isTheme(theme)) nativeTheme.themeSource = theme;
}

function isTheme(value: unknown): value is Theme {
  return THEMES.some((theme) => theme === value);
}
