// A body that is sent as it is written; for JSON, its validity, its formatting and the header that declares it.
import { Button } from '@mantine/core';
import { FaultLine, useWrite } from '../draft/draft-form.tsx';
import type { PlacedStep } from '../draft/step-place.ts';
import { TintedArea } from '../names/tinted-area.tsx';
import css from '../plan-fields.module.css';
import { jsonBodyOf } from './json-body.ts';
import { useStepChange } from './use-step-change.ts';

export function TextBody({ step: { place, draft } }: { readonly step: PlacedStep }) {
  const write = useWrite();
  const change = useStepChange(place);
  const path = `${place.path}.body.text`;
  const { text } = draft.body;
  const contentType = draft.headers.find(({ name }) => name.trim().toLowerCase() === 'content-type')?.value ?? null;
  const json = jsonBodyOf(text, contentType);

  function handleName(): void {
    change((before) => ({
      ...before,
      headers: [
        ...before.headers.filter(({ name, value }) => name.trim() !== '' || value.trim() !== ''),
        { name: 'content-type', value: 'application/json' },
      ],
    }));
  }

  return (
    <>
      <TintedArea
        path={path}
        name="Body"
        rows={5}
        placeholder="Sent as it is written, with values in the place of their names."
      />
      <FaultLine path={path} />
      {json !== null && (
        <p className={css['plan-body-note']}>
          <span className={json.fault === null ? undefined : 'is-bad'}>{json.fault ?? 'Valid JSON.'}</span>
          {json.fault === null && json.formatted !== text && (
            <Button size="xs" onClick={() => write(path, json.formatted)}>
              Format
            </Button>
          )}
          {contentType === null && (
            <Button size="xs" onClick={handleName}>
              Set content-type: application/json
            </Button>
          )}
        </p>
      )}
    </>
  );
}
