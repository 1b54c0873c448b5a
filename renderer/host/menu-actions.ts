// The latest action from the menu of the window; the code that knows the shortcuts carries it out.
import type { MenuAction } from '../../shared/menu-action.ts';
import { createStore } from './store.ts';

export const menuAction = createStore<MenuAction | null>(null);
