// The fields of an access token that is requested with client credentials.
import type { AuthDraft } from '../draft/draft-auth.ts';
import { useDraftForm, useWrite } from '../draft/draft-form.tsx';
import { ChoiceField } from './choice-field.tsx';
import { PairRows } from './pair-rows.tsx';
import planFieldsCss from '../plan-fields.module.css';
import { classes } from '../../../ui/classes.ts';
import css from './request-fields.module.css';
import { RequestText } from './request-text.tsx';

export const KEPT = 'Stored in the plan file; never included in what a run exports.';

const SEND_IN = [
  { value: 'header', label: 'In a header' },
  { value: 'body', label: 'In the body' },
] as const;

export function TokenFields({ path, auth: { sendIn, params } }: { readonly path: string; readonly auth: AuthDraft }) {
  const form = useDraftForm();
  const write = useWrite();
  return (
    <>
      <RequestText
        path={`${path}.tokenUrl`}
        label="Token URL"
        hint="Requested once for all users, with client credentials."
        isWide
        hasNames
      />
      <RequestText path={`${path}.clientId`} label="Client ID" hasNames />
      <RequestText path={`${path}.clientSecret`} label="Client secret" hint={KEPT} isSecret hasNames />
      <RequestText path={`${path}.scope`} label="Scope" hasNames />
      <RequestText path={`${path}.audience`} label="Audience" hint="If the endpoint requires one." hasNames />
      <RequestText path={`${path}.resource`} label="Resource" hint="If the endpoint requires one." hasNames />
      <ChoiceField
        label="ID and secret go"
        hint={
          sendIn === 'header'
            ? 'As basic authentication, as most endpoints expect it.'
            : 'As fields of the form, beside the scope.'
        }
        options={SEND_IN}
        value={sendIn}
        onChoose={(value) => form.setFieldValue(`${path}.sendIn`, value)}
      />
      <div className={classes(css['request-field'], css['request-field-wide'])}>
        <span className={planFieldsCss['plan-label']}>Other fields</span>
        <PairRows
          kind="Token field"
          path={`${path}.params`}
          rows={params}
          onWrite={(index, row) => write(`${path}.params`, [...params.slice(0, index), row, ...params.slice(index + 1)])}
          onRemove={(index) => write(`${path}.params`, params.toSpliced(index, 1))}
        />
      </div>
    </>
  );
}
