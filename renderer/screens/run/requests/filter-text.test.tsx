// @vitest-environment happy-dom
import { act, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { beforeAll, expect, test, vi } from 'vitest';
import type { SampleFilter } from '../../../../shared/sample-query.ts';
import { FilterText } from './filter-text.tsx';

beforeAll(() => void vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true));

interface Heard {
  readonly texts: string[];
  readonly parts: Partial<SampleFilter>[];
}

function Field({ heard }: { readonly heard: Heard }) {
  const [text, setText] = useState('');
  return (
    <FilterText
      text={text}
      steps={['login', 'order']}
      measure="service_time"
      onText={(next) => {
        heard.texts.push(next);
        setText(next);
      }}
      onPart={(part) => heard.parts.push(part)}
    />
  );
}

/** Types into the field, presses Enter, and returns the filter that was requested. */
async function typeAndEnter(typed: string): Promise<Heard & { readonly left: string; readonly offered: string }> {
  vi.useFakeTimers();
  const heard: Heard = { texts: [], parts: [] };
  const place = document.createElement('div');
  const root = createRoot(place);
  await act(async () => root.render(<Field heard={heard} />));
  const input = place.querySelector('input');
  if (input === null) throw new Error('There is no field.');
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, typed);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
  const offered = place.querySelector('button')?.textContent ?? '';
  await act(async () => input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true })));
  await act(async () => vi.runAllTimersAsync());
  const left = input.value;
  await act(async () => root.unmount());
  vi.useRealTimers();
  return { ...heard, left, offered };
}

test('a text that names a filter is offered in words, set by Enter, and removed from the field', async () => {
  const { offered, parts, left } = await typeAndEnter('step:order status:503');
  expect(offered).toBe('Filter by 503, order');
  expect(parts).toEqual([{ steps: [1], statuses: [503], text: '' }]);
  expect(left).toBe('');
});

test('other words are searched for after a pause in typing', async () => {
  const { offered, parts, texts, left } = await typeAndEnter('refused');
  expect({ offered, parts, texts, left }).toEqual({ offered: '', parts: [], texts: ['refused'], left: 'refused' });
});
