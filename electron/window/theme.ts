// The theme of the settings is that of the title bar, the menus and the dialogs too.
import { nativeTheme } from 'electron';
import { THEMES, type Theme } from '../../shared/settings.ts';

/** Takes the theme from whatever the settings say; other settings leave it as it is. */
export function applyTheme(settings: unknown): void {
  const theme = typeof settings === 'object' && settings !== null && 'theme' in settings ? settings.theme : null;
  if (isTheme(theme)) nativeTheme.themeSource = theme;
}

function isTheme(value: unknown): value is Theme {
  return THEMES.some((theme) => theme === value);
}
