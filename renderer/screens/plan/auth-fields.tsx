// Who sends this step: nothing, user and password, or a token.
import { AUTH_LABEL } from './draft-auth.ts';
import { ChoiceField } from './choice-field.tsx';
import { FaultLine, useDraftForm } from './draft-form.tsx';
import { RequestText } from './request-text.tsx';
import type { PlacedStep } from './step-place.ts';

const KEPT = 'Kept in the plan and its JSON; left out of what a run exports.';

const TYPES = [
  { value: 'none', label: AUTH_LABEL.none },
  { value: 'basic', label: AUTH_LABEL.basic },
  { value: 'bearer', label: AUTH_LABEL.bearer },
] as const;

export function AuthFields({ step }: { readonly step: PlacedStep }) {
  const form = useDraftForm();
  const path = `${step.place.path}.auth`;
  const { type } = step.draft.auth;
  const scenarioType = form.values.scenarios[step.place.scenario]?.auth.type ?? 'none';
  return (
    <div className="request-fields">
      <ChoiceField
        label="Authentication"
        hint={hintOf(type, scenarioType === 'none' ? null : AUTH_LABEL[scenarioType], step.scenarioName)}
        options={TYPES}
        value={type}
        onChoose={(value) => form.setFieldValue(`${path}.type`, value)}
      />
      {type === 'basic' && (
        <>
          <RequestText path={`${path}.user`} label="User" />
          <RequestText path={`${path}.password`} label="Password" hint={KEPT} isSecret />
        </>
      )}
      {type === 'bearer' && <RequestText path={`${path}.token`} label="Token" hint={KEPT} isWide isSecret />}
      <FaultLine path={path} />
    </div>
  );
}

function hintOf(type: string, ofScenario: string | null, scenarioName: string): string {
  if (type !== 'none') return 'Sent as the Authorization header of this step.';
  return ofScenario === null ? 'No Authorization header is added.' : `${ofScenario}, as for all of “${scenarioName}”.`;
}
