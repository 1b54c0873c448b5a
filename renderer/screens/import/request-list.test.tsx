// @vitest-environment happy-dom
// The requests of an import are chosen with the keyboard alone: hosts from their list, ticks with the arrows.
import { MantineProvider } from '@mantine/core';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { har, entry } from '../../../shared/plan/from/har/test-recording.ts';
import { imported } from '../../../shared/plan/from/imported/test-import.ts';
import { usualTicks } from '../../host/chosen-plan.ts';
import { RequestList } from './request-list.tsx';

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);

const FILE = imported(har(entry('https://shop.test/a'), entry('https://shop.test/b'), entry('https://api.other.test/c')));
let ticked: ReadonlySet<string> = new Set();
let root: Root;

function draw(): void {
  act(() => {
    root.render(
      <MantineProvider env="test">
        <RequestList
          imported={FILE}
          ticked={ticked}
          total={3}
          onTick={(next) => {
            ticked = next;
          }}
        />
      </MantineProvider>,
    );
  });
}

beforeEach(() => {
  document.body.innerHTML = '<div id="root"></div>';
  root = createRoot(document.querySelector('#root') ?? document.body);
  ticked = usualTicks(FILE);
  draw();
});

afterEach(() => act(() => root.unmount()));

function button(): HTMLButtonElement {
  const found = [...document.querySelectorAll('button')].find(({ textContent }) => textContent.includes('hosts'));
  return found ?? expect.unreachable('There is no list of hosts.');
}

function press(target: Element | null, key: string): void {
  act(() => void target?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })));
}

test('a tick of the list of hosts takes all its requests, and Escape closes only the list', () => {
  const leaves = vi.fn<() => void>();
  addEventListener('keydown', leaves);
  expect(button().textContent).toBe('1 of 2 hosts');
  act(() => button().click());
  const dropdown = document.querySelector('[aria-label="Hosts"]');
  const [shop, other] = dropdown?.querySelectorAll('input') ?? [];
  expect(shop?.closest('.mantine-Checkbox-root')?.textContent).toBe('shop.test 2 of 2');
  act(() => other?.click());
  expect([...ticked]).toEqual(['0/0', '0/1', '0/2']);
  draw();
  act(() => shop?.click());
  expect([...ticked]).toEqual(['0/2']);
  press(dropdown, 'Escape');
  removeEventListener('keydown', leaves);
  expect(leaves).not.toHaveBeenCalled();
  expect(document.querySelector('[aria-label="Hosts"]')).toBeNull();
});

test('arrows go from tick to tick', () => {
  const at = (): string | null | undefined => document.activeElement?.getAttribute('aria-label');
  document.querySelector<HTMLElement>('[aria-label="GET /a"]')?.focus();
  press(document.activeElement, 'ArrowDown');
  expect(at()).toBe('GET /b');
  press(document.activeElement, 'ArrowUp');
  press(document.activeElement, 'ArrowUp');
  expect(at()).toBe('GET /a');
});

test('a tick above another one does not change that one', () => {
  const tickOf = (label: string): HTMLElement | null => document.querySelector(`[aria-label="${label}"]`);
  act(() => tickOf('GET /b')?.click());
  draw();
  act(() => tickOf('GET /a')?.click());
  expect([...ticked]).toEqual([]);
});
