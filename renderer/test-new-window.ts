// Runs before each file of the window's tests: our modules are loaded again, so that each file has its own host and stores, and
// the page is empty. Packages stay loaded, because loading them takes longer than the tests.
import { notifications } from '@mantine/notifications';
import { vi } from 'vitest';

vi.resetModules();
vi.useRealTimers();
vi.unstubAllGlobals();
notifications.clean();
notifications.cleanQueue();
document.body.replaceChildren();
document.head.replaceChildren();
document.documentElement.removeAttribute('style');
localStorage.clear();
sessionStorage.clear();
window.location.hash = '';
