// Before each file of the window's tests: modules of ours are loaded again, so that it has a host and stores of its own, and the
// page is empty. What comes from packages stays, because to load it takes longer than the tests.
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
