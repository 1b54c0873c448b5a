// The report about packages that were made, and about those that were not.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { causeOf, missingElectron, reportText, targetsHere } from './package-report.ts';

test('each package is listed with its size, and each missing one with the reason', () => {
  const folder = mkdtempSync(join(tmpdir(), 'onrush-report-'));
  const file = join(folder, 'Onrush-0.1.0-linux-x64.AppImage');
  writeFileSync(file, Buffer.alloc(2_000_000));
  const [appImage, deb] = targetsHere('linux');
  const text = reportText(
    [
      { target: appImage!, files: [file], fault: null },
      { target: deb!, files: [], fault: 'the tool fpm could not be started.' },
    ],
    'linux',
  );
  rmSync(folder, { recursive: true });
  expect(text.split('\n')).toEqual([
    expect.stringMatching(/^made {4}Onrush-0\.1\.0-linux-x64\.AppImage {2}(?:2|1\.9)\S* MB$/),
    'not made  deb: the tool fpm could not be started.',
    'not made  dmg and zip: they are made on macOS',
    'not made  nsis: they are made on Windows',
    '',
  ]);
});

test.each([
  [
    '⨯ cannot resolve https://github.com/electron/electron/releases/download/v45.4.1/electron-v45.4.1-linux-x64.zip: status code 403',
    /^Electron's program could not be fetched/,
  ],
  ['⨯ getaddrinfo ENOTFOUND github.com', /^what it needs could not be fetched/],
  ['sh: rpmbuild: not found', /rpmbuild is missing/],
  ['• packaging\n  ⨯ Something of its own', /^Something of its own$/],
  ['', /^the builder gave no reason/],
])('%s', (output, sentence) => {
  expect(causeOf(output)).toMatch(sentence);
});

const PACKAGING = '• packaging       platform=linux arch=x64 electron=45.4.1 appOutDir=dist/linux-unpacked';

test('it says that no package can be made without the program of Electron', () => {
  const said = 'the program of Electron 45.4.1 could not be fetched from github.com. Is there a network?';
  const output = `${PACKAGING}\n⨯ getaddrinfo ENOTFOUND github.com  failedTask=build`;
  expect([missingElectron(output), causeOf(output)]).toEqual([said, said]);
  expect(missingElectron(`${PACKAGING}\n⨯ connect ECONNREFUSED 127.0.0.1:3128`)).toBe(
    'the program of Electron 45.4.1 could not be fetched. Is there a network?',
  );
});

test('a tool that is missing later is reported as that', () => {
  const output = `${PACKAGING}\n• building        target=AppImage arch=x64\n⨯ getaddrinfo ENOTFOUND github.com`;
  expect([missingElectron(output), causeOf(output)]).toEqual([null, 'what it needs could not be fetched. Is there a network?']);
  expect(missingElectron(`${PACKAGING}\n⨯ sh: rpmbuild: not found`)).toBeNull();
});
