// The body of the request: none, literal text, or a kind that Onrush encodes itself.
import { Checkbox, SegmentedControl } from '@mantine/core';
import { FaultLine, useWrite } from '../draft/draft-form.tsx';
import { withKind, type BodyDraft, type BodyKind } from '../draft/draft-body.ts';
import { printJsonText, readJsonText } from '../draft/json-text.ts';
import type { PlacedStep } from '../draft/step-place.ts';
import { TintedArea } from '../names/tinted-area.tsx';
import css from '../plan-fields.module.css';
import { TextField } from '../text-field.tsx';
import { PairRows } from './pair-rows.tsx';
import { FileBody, PartRows } from './part-rows.tsx';
import { TextBody } from './text-body.tsx';

export const BODY_LABEL: Readonly<Record<BodyKind, string>> = {
  none: 'None',
  text: 'Text',
  json: 'JSON',
  form: 'Form',
  multipart: 'Multipart',
  file: 'File',
  graphql: 'GraphQL',
};
const KINDS: readonly BodyKind[] = ['none', 'text', 'json', 'form', 'multipart', 'file', 'graphql'];

export function BodyField({ step }: { readonly step: PlacedStep }) {
  const write = useWrite();
  const path = `${step.place.path}.body`;
  const { body } = step.draft;

  function handleKind(value: string): void {
    const kind = KINDS.find((one) => one === value);
    if (kind !== undefined) write(path, withKind(body, kind));
  }

  return (
    <div className={css['plan-body-field']}>
      <div className={css['plan-body-bar']}>
        <SegmentedControl
          aria-label="Kind of body"
          size="xs"
          data={KINDS.map((kind) => ({ value: kind, label: BODY_LABEL[kind] }))}
          value={body.kind}
          onChange={handleKind}
        />
        {body.kind === 'json' && <FormatLink path={`${path}.json`} text={body.json} />}
      </div>
      {body.kind === 'text' && <TextBody step={step} />}
      {body.kind === 'json' && (
        <>
          <TintedArea path={`${path}.json`} name="Body" rows={5} placeholder={'{ "sku": "{{sku}}" }'} />
          <FaultLine path={`${path}.json`} />
        </>
      )}
      {body.kind === 'form' && (
        <PairRows
          kind="Field"
          path={`${path}.form`}
          rows={body.form}
          onWrite={(index, row) => write(`${path}.form`, [...body.form.slice(0, index), row, ...body.form.slice(index + 1)])}
          onRemove={(index) => write(`${path}.form`, body.form.toSpliced(index, 1))}
        />
      )}
      {body.kind === 'multipart' && <PartRows path={`${path}.parts`} parts={body.parts} />}
      {body.kind === 'file' && <FileBody path={path} body={body} />}
      {body.kind === 'graphql' && <GraphqlFields path={path} body={body} />}
    </div>
  );
}

function GraphqlFields({ path, body }: { readonly path: string; readonly body: BodyDraft }) {
  const write = useWrite();
  return (
    <>
      <div className={css['plan-graphql']}>
        <div>
          <span className={css['plan-label']}>Query</span>
          <TintedArea path={`${path}.query`} name="Query" rows={6} placeholder="query { products { id } }" />
          <FaultLine path={`${path}.query`} />
        </div>
        <div>
          <span className={css['plan-label']}>Variables, as JSON</span>
          <TintedArea path={`${path}.variables`} name="Variables of the query" rows={6} placeholder={'{ "id": "{{id}}" }'} />
          <FaultLine path={`${path}.variables`} />
        </div>
      </div>
      <div className={css['plan-graphql-options']}>
        <TextField
          path={`${path}.operation`}
          label="Operation name"
          className={css['plan-field-inline']}
          placeholder="The only one"
        />
        <Checkbox
          size="xs"
          label="A response with “errors” counts as success"
          checked={body.allowErrors}
          onChange={(event) => write(`${path}.allowErrors`, event.currentTarget.checked)}
        />
      </div>
    </>
  );
}

function FormatLink({ path, text }: { readonly path: string; readonly text: string }) {
  const write = useWrite();
  const read = readJsonText(text);
  if (!read.ok || printJsonText(read.value) === text) return null;
  return (
    <button type="button" className={css['plan-fix']} onClick={() => write(path, printJsonText(read.value))}>
      Format
    </button>
  );
}
