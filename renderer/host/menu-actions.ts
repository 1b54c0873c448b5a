// What the menu of the window asked for last: whoever knows the shortcuts does it.
import type { MenuAction } from '../../shared/menu-action.ts';
import { createStore } from './store.ts';

export const menuAction = createStore<MenuAction | null>(null);
