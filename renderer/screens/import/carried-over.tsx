// What the plan contains of the file: values, authentication, bodies, extractions and checks, pauses and the load.
import { Checkbox, SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatCount, plural } from '../../../shared/format.ts';
import type { PlanInput } from '../../../shared/plan/plan.ts';
import type { ImportResult } from '../../../shared/plan/from/imported/imported-plan.ts';
import type { Imported } from '../../../shared/plan/from/imported/imported.ts';
import { importWith } from '../../host/plan-import.ts';
import { FileButton } from './file-button.tsx';
import { storeLabel } from './make-plan.ts';
import textCss from '../../ui/text.module.css';
import css from './import-screen.module.css';

interface CarriedOverProps {
  readonly imported: Imported;
  readonly made: ImportResult;
  readonly pauses: { readonly keepsPauses: boolean; readonly setKeepsPauses: (keepsPauses: boolean) => void };
  readonly secrets: { readonly kept: ReadonlySet<string>; readonly keepSecret: (name: string, isKept: boolean) => void };
}

export function CarriedOver({ imported, made: { plan, secretValues }, pauses, secrets }: CarriedOverProps) {
  const steps = plan.scenarios.flatMap((scenario) => scenario.steps);
  const taken = steps.flatMap(({ extract = {} }) => Object.keys(extract));
  const checks = steps.reduce((sum, step) => sum + (step.checks?.length ?? 0), 0);
  const hasPauses = imported.scenarios.some(({ requests }) =>
    requests.some(({ recorded }) => Number.isFinite(recorded?.startedAt)),
  );
  const environments = Object.keys(plan.environments ?? {});
  return (
    <section className={css['block']} aria-label="Carried over">
      <h2>Carried over</h2>
      <Fact label="Variables">
        <Names names={Object.keys(plan.variables ?? {})} none="none" />
        <FileButton label="Add a file of values" kind="small" onChosen={(files) => void importWith(files)} />
      </Fact>
      {environments.length > 0 && (
        <Fact label="Environments">
          <Names names={environments} none="none" />
        </Fact>
      )}
      {(plan.secrets ?? []).length > 0 && (
        <Fact label="Secrets">
          <Names names={plan.secrets ?? []} none="none" />
          <span className={css['note']}>only their names</span>
          <StoredSecrets names={Object.keys(secretValues)} {...secrets} />
        </Fact>
      )}
      <Fact label="Values taken">
        <Names names={taken} none="none" />
      </Fact>
      <Fact label="Checks">
        {checks === 0 ? 'none' : `${formatCount(checks)} on ${formatCount(steps.length)} ${plural(steps.length, 'step')}`}
      </Fact>
      <Fact label="Bodies">{bodyWords(steps)}</Fact>
      {hasPauses && (
        <Fact label="Pauses">
          <SegmentedControl
            aria-label="Pauses"
            size="xs"
            value={pauses.keepsPauses ? 'recorded' : 'none'}
            data={[
              { value: 'none', label: 'None' },
              { value: 'recorded', label: 'As recorded' },
            ]}
            onChange={(value) => pauses.setKeepsPauses(value === 'recorded')}
          />
        </Fact>
      )}
      <Fact label="Load">{loadWords(plan)}</Fact>
    </section>
  );
}

/** Values are only stored if a person wants that. */
function StoredSecrets({ names, kept, keepSecret }: CarriedOverProps['secrets'] & { readonly names: readonly string[] }) {
  return names.map((name) => (
    <Checkbox
      key={name}
      size="xs"
      checked={kept.has(name)}
      onChange={({ currentTarget }) => keepSecret(name, currentTarget.checked)}
      label={storeLabel(name)}
    />
  ));
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={css['fact']}>
      <span className={css['label']}>{label}</span>
      <span className={css['fact-value']}>{children}</span>
    </div>
  );
}

const MOST_NAMES = 12;

function Names({ names, none }: { readonly names: readonly string[]; readonly none: string }) {
  if (names.length === 0) return <span>{none}</span>;
  return (
    <>
      {names.slice(0, MOST_NAMES).map((name) => (
        <code key={name} className={textCss['name-chip']}>
          {name}
        </code>
      ))}
      {names.length > MOST_NAMES && <span className={css['note']}>and {formatCount(names.length - MOST_NAMES)} more</span>}
    </>
  );
}

type StepInput = PlanInput['scenarios'][number]['steps'][number];

/** "3 as JSON, 1 as a form" */
function bodyWords(steps: readonly StepInput[]): string {
  const counts = new Map<string, number>();
  for (const { body } of steps) {
    if (body === undefined) continue;
    const kind = kindOf(body);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts.size === 0 ? 'none' : [...counts].map(([kind, number]) => `${formatCount(number)} as ${kind}`).join(', ');
}

function kindOf(body: NonNullable<StepInput['body']>): string {
  if (typeof body === 'string') return 'text';
  if ('json' in body) return 'JSON';
  if ('form' in body) return 'a form';
  if ('multipart' in body) return 'a form with files';
  return 'file' in body ? 'a file' : 'GraphQL';
}

function loadWords({ load }: PlanInput): string {
  if (load.model === 'iterations')
    return `${formatCount(load.iterations)} iterations, ${formatCount(load.vus)} at a time. You set it in the plan.`;
  return 'As in the file. You can change it in the plan.';
}
