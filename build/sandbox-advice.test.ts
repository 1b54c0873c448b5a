import { expect, test } from 'vitest';
import { sandboxAdvice } from './sandbox-advice.ts';

const UBUNTU = { platform: 'linux', isRoot: false, restriction: '1\n', helper: { mode: 0o100_755, uid: 1000 } } as const;
const advice = (changes: Partial<Parameters<typeof sandboxAdvice>[1]>): string | null =>
  sandboxAdvice('/app/node_modules/electron/dist/electron', { ...UBUNTU, ...changes });

test('if user namespaces are restricted, it shows the one command that helps', () => {
  const path = "'/app/node_modules/electron/dist/chrome-sandbox'";
  expect(advice({})).toContain(`sudo chown root:root ${path} && sudo chmod 4755 ${path}`);
  expect(advice({ helper: { mode: 0o104_755, uid: 1000 } })).not.toBeNull();
});

test('root is asked to use another account', () => {
  expect(advice({ isRoot: true })).toBe('Electron does not start as root. Start Onrush as an ordinary user.');
});

test.each([
  { platform: 'darwin' as const },
  { restriction: '0\n' },
  { restriction: '' },
  { helper: null },
  { helper: { mode: 0o104_755, uid: 0 } },
])('the sandbox is not named as the cause of %j', (changes) => {
  expect(advice(changes)).toBeNull();
});
