// A first run without ceremony: where to, how many, how many at once.
import { Button } from '@mantine/core';
import { IconLink, IconPlayerPlayFilled } from '@tabler/icons-react';
import { useRef, useState, type ClipboardEvent, type FormEvent } from 'react';
import { isOver } from '../../../shared/run.ts';
import { useRuns } from '../../host/host-state.ts';
import { goTo, hrefOf } from '../../route.ts';
import { startRun } from '../../host/start-run.ts';
import { CountField } from './count-field.tsx';
import { isCurlCommand, onOneLine } from '../../../shared/plan/from/curl.ts';
import { faultsOf, firstRunPlan, type FieldFaults, type FirstRunField, type FirstRunFields } from './first-run-plan.ts';
import css from './start-screen.module.css';

const ORDER: readonly FirstRunField[] = ['url', 'iterations', 'vus'];

export function FirstRun() {
  const [fields, setFields] = useState<FirstRunFields>({ url: '', iterations: '1,000', vus: '50' });
  const [faults, setFaults] = useState<FieldFaults>({});
  const [isStarting, setStarting] = useState(false);
  const [refusedBy, setRefusedBy] = useState<string | null>(null);
  const active = useRuns()?.find((run) => !isOver(run.state));
  // Once the run that stood in the way is over, its sentence is no longer true.
  const isStale = refusedBy !== null && active?.id !== refusedBy;
  const urlFault = isStale ? undefined : faults.url;
  const form = useRef<HTMLFormElement>(null);

  function change(field: FirstRunField, text: string): void {
    setFields({ ...fields, [field]: text });
    setFaults({ ...faults, [field]: undefined });
    setRefusedBy(null);
  }

  function refuse(found: FieldFaults): void {
    setFaults(found);
    const first = ORDER.find((field) => found[field] !== undefined);
    if (first !== undefined) form.current?.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus();
  }

  async function run(): Promise<void> {
    const made = firstRunPlan(fields);
    if (!made.ok) return refuse(faultsOf(made.failure));
    setStarting(true);
    const started = await startRun(made.value, null);
    setStarting(false);
    if (started === null) return;
    if (started.ok) goTo({ screen: 'run', runId: started.value.runId });
    else {
      setRefusedBy(started.failure.code === 'run_active' ? (active?.id ?? null) : null);
      refuse(faultsOf(started.failure));
    }
  }

  function handleSubmit(event: FormEvent): void {
    event.preventDefault();
    if (!isStarting) void run();
  }

  return (
    <form className={css['first-run']} ref={form} onSubmit={handleSubmit} noValidate>
      <h1>What do you want to put under load?</h1>
      <div className={css['first-run-line']}>
        <UrlField text={fields.url} isFaulty={urlFault !== undefined} handleChange={(text) => change('url', text)} />
        <Button
          type="submit"
          size="lg"
          variant="filled"
          loading={isStarting}
          leftSection={<IconPlayerPlayFilled size={16} aria-hidden />}
        >
          Run
        </Button>
      </div>
      <p className={css['fault']} id="first-run-url-fault" role="alert">
        {urlFault} {refusedBy !== null && !isStale && <a href={hrefOf({ screen: 'run', runId: refusedBy })}>Open that run</a>}
      </p>
      <p className={css['first-run-load']}>
        <span>Sends</span>
        <CountField name="iterations" label="Iterations" {...fieldProps('iterations')} />
        <span>requests with</span>
        <CountField name="vus" label="Virtual users" {...fieldProps('vus')} />
        <span>virtual users: never more at once. Only test what you may test.</span>
      </p>
      <CountFaults faults={faults} />
    </form>
  );

  function fieldProps(field: FirstRunField) {
    return {
      text: fields[field],
      isFaulty: faults[field] !== undefined,
      faultId: 'first-run-count-fault',
      handleChange: (text: string) => change(field, text),
    };
  }
}

function CountFaults({ faults: { iterations, vus } }: { readonly faults: FieldFaults }) {
  const sentences = [iterations, vus].filter((fault) => fault !== undefined);
  return (
    <p className={css['fault']} id="first-run-count-fault" role="alert">
      {sentences.join(' ')}
    </p>
  );
}

interface UrlFieldProps {
  readonly text: string;
  readonly isFaulty: boolean;
  readonly handleChange: (text: string) => void;
}

function UrlField({ text, isFaulty, handleChange }: UrlFieldProps) {
  function handlePaste(event: ClipboardEvent): void {
    const pasted = event.clipboardData.getData('text');
    if (!isCurlCommand(pasted)) return;
    event.preventDefault();
    handleChange(onOneLine(pasted));
  }
  return (
    <div className={css['first-run-url']} data-faulty={isFaulty || undefined}>
      <IconLink size={18} stroke={1.75} aria-hidden />
      <input
        name="url"
        type="text"
        inputMode="url"
        aria-label="URL"
        aria-invalid={isFaulty}
        aria-describedby="first-run-url-fault"
        placeholder="http://127.0.0.1:8080/ or a cURL command"
        autoComplete="off"
        spellCheck={false}
        // The one thing to do here is to type.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        value={text}
        onChange={(event) => handleChange(event.target.value)}
        onPaste={handlePaste}
      />
    </div>
  );
}
