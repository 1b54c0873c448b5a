// @vitest-environment happy-dom
// Shared connections can be set in the window: the field is shown where it has an effect, and its value is in the draft.
import { MantineProvider } from '@mantine/core';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test } from 'vitest';
import { newDraft, planInputOf, type Draft } from '../draft/draft.ts';
import { DraftFormProvider, useNewDraftForm } from '../draft/draft-form.tsx';
import { ConnectionFields } from './connection-fields.tsx';

type Http = Partial<Draft['http']>;

function mount(http: Http) {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  const place = document.createElement('div');
  const root = createRoot(place);
  let values = newDraft();
  const keep = (next: Draft): void => {
    values = next;
  };
  function Page() {
    const form = useNewDraftForm({
      initialValues: { ...newDraft(), http: { ...newDraft().http, ...http } },
      onValuesChange: keep,
    });
    return (
      <MantineProvider>
        <DraftFormProvider form={form}>
          <ConnectionFields />
        </DraftFormProvider>
      </MantineProvider>
    );
  }
  act(() => root.render(<Page />));
  const field = () => {
    const label = [...place.querySelectorAll('label')].find(({ textContent }) => textContent === 'Shared connections');
    return label === undefined ? null : place.querySelector<HTMLInputElement>(`[id="${label.htmlFor}"]`);
  };
  return { field, draft: () => values, end: () => act(() => root.unmount()) };
}

test('shared connections can be set for HTTP/2, and the typed number is in the draft', () => {
  const { field, draft, end } = mount({ version: '2' });
  const input = field();
  expect(input?.value).toBe('');
  act(() => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, '4');
    input?.dispatchEvent(new Event('input', { bubbles: true }));
  });
  expect(draft().http.connections).toBe('4');
  expect(planInputOf(draft())).toMatchObject({ http: { version: '2', connections: 4 } });
  expect(field()?.value).toBe('4');
  end();
});

test.each<[string, Http, boolean]>([
  ['HTTP/1.1', { version: '1.1' }, false],
  ['HTTP/1.1 with a number from a file, so that it can be removed', { version: '1.1', connections: '2' }, true],
])('the field with %s is right', (_what, http, isThere) => {
  const { field, end } = mount(http);
  expect(field() !== null).toBe(isThere);
  end();
});
