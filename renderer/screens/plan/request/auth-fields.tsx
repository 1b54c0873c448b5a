// The authentication of requests: of this step, and of all steps of its scenario without their own.
import { AUTH_LABEL, type AuthDraft } from '../draft/draft-auth.ts';
import { ChoiceField } from './choice-field.tsx';
import { FaultLine, useDraftForm } from '../draft/draft-form.tsx';
import { RequestText } from './request-text.tsx';
import { KEPT, TokenFields } from './token-fields.tsx';
import type { PlacedStep } from '../draft/step-place.ts';
import css from './request-fields.module.css';

const TYPES = [
  { value: 'none', label: AUTH_LABEL.none },
  { value: 'basic', label: AUTH_LABEL.basic },
  { value: 'bearer', label: AUTH_LABEL.bearer },
  { value: 'digest', label: AUTH_LABEL.digest },
  { value: 'oauth2', label: AUTH_LABEL.oauth2 },
] as const;

export function AuthFields({ step: { place, scenarioName, draft } }: { readonly step: PlacedStep }) {
  const { scenarios } = useDraftForm().values;
  // Steps that are sent once have their own authentication.
  const scenario = place.list === 'steps' ? scenarios[place.scenario] : undefined;
  const shared = scenario?.auth.type ?? 'none';
  // With a single step there is nothing to share.
  const hasShared = scenario !== undefined && (scenario.steps.length > 1 || shared !== 'none');
  return (
    <div className={css['request-fields']}>
      {hasShared && (
        <AuthChoice
          path={`scenarios.${place.scenario}.auth`}
          label={`All of “${scenarioName}”`}
          hint={shared === 'none' ? 'No Authorization header is added.' : 'Sent with each step that has none of its own.'}
          auth={scenario.auth}
          isShared
        />
      )}
      <AuthChoice
        path={`${place.path}.auth`}
        label={hasShared ? 'This step' : 'Authentication'}
        hint={hintOf(draft.auth.type, shared, scenarioName)}
        auth={draft.auth}
        isShared={false}
      />
    </div>
  );
}

interface AuthChoiceProps {
  readonly path: string;
  readonly label: string;
  readonly hint: string;
  readonly auth: AuthDraft;
  readonly isShared: boolean;
}

function AuthChoice({ path, label, hint, auth, isShared }: AuthChoiceProps) {
  const { type } = auth;
  const form = useDraftForm();
  return (
    <>
      <ChoiceField
        label={label}
        hint={hint}
        options={TYPES}
        isWide
        value={type}
        onChoose={(value) => form.setFieldValue(`${path}.type`, value)}
      />
      {(type === 'basic' || type === 'digest') && (
        <>
          <RequestText path={`${path}.user`} label={isShared ? 'Shared user' : 'User'} hasNames />
          <RequestText
            path={`${path}.password`}
            label={isShared ? 'Shared password' : 'Password'}
            hint={KEPT}
            isSecret
            hasNames
          />
        </>
      )}
      {type === 'bearer' && (
        <RequestText path={`${path}.token`} label={isShared ? 'Shared token' : 'Token'} hint={KEPT} isWide isSecret hasNames />
      )}
      {type === 'oauth2' && <TokenFields path={path} auth={auth} />}
      <FaultLine path={path} />
    </>
  );
}

function hintOf(own: AuthDraft['type'], shared: AuthDraft['type'], scenarioName: string): string {
  if (own !== 'none') return 'Sent as the Authorization header of this step.';
  return shared === 'none' ? 'No Authorization header is added.' : `${AUTH_LABEL[shared]}, as for all of “${scenarioName}”.`;
}
