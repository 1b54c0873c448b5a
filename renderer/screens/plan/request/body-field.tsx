// What is sent with the request: its text, and for JSON whether it is valid, its layout and the header that names it.
import { Button } from '@mantine/core';
import { classes } from '../../../ui/classes.ts';
import { useDraftForm, useField } from '../draft/draft-form.tsx';
import { editedText, shownText } from '../draft/edited-text.ts';
import type { PlacedStep } from '../draft/step-place.ts';
import css from '../plan-fields.module.css';
import { jsonBodyOf } from './json-body.ts';

export function BodyField({ step: { place, draft } }: { readonly step: PlacedStep }) {
  const form = useDraftForm();
  const path = `${place.path}.body`;
  const field = useField(path);
  const { headers } = draft;
  const contentType = headers.find(({ name }) => name.trim().toLowerCase() === 'content-type')?.value ?? null;
  const json = jsonBodyOf(field.value, contentType);

  function handleName(): void {
    const written = headers.filter(({ name, value }) => name.trim() !== '' || value.trim() !== '');
    form.setFieldValue(`${place.path}.headers`, [...written, { name: 'content-type', value: 'application/json' }]);
  }

  return (
    <>
      <textarea
        {...field}
        value={shownText(field.value)}
        onChange={(event) => form.setFieldValue(path, editedText(field.value, event.currentTarget.value))}
        aria-label="Body"
        className={classes('plan-input', 'mono', css['plan-body'])}
        rows={6}
        placeholder="Sent unchanged with every request."
        spellCheck={false}
      />
      {json !== null && (
        <p className={css['plan-body-note']}>
          <span className={json.fault === null ? undefined : 'is-bad'}>{json.fault ?? 'Valid JSON.'}</span>
          {json.fault === null && json.formatted !== field.value && (
            <Button size="xs" onClick={() => form.setFieldValue(path, json.formatted)}>
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
