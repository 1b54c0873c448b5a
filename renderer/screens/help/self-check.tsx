// The self-check: its results on this computer, and all of them as text to copy.
import { Button } from '@mantine/core';
import { IconCheck, IconMinus, IconX } from '@tabler/icons-react';
import type { CheckedPart, SelfCheck as Report } from '../../../shared/self-check.ts';
import { startSelfCheck, useSelfCheck } from '../../host/self-checking.ts';
import { copyText } from '../../ui/copy-text.ts';
import css from './help-screen.module.css';

export function SelfCheckSection() {
  const { isGoingOn, last } = useSelfCheck();
  return (
    <div className={css['help-log']}>
      <p>
        Onrush runs a small test against its own server, saves and reads files, and measures this computer. It takes a few
        seconds, does not touch your data, and sends nothing anywhere. Add its result to a bug report.
      </p>
      <div className={css['check-start']}>
        <Button loading={isGoingOn} onClick={() => void startSelfCheck()}>
          Self-check
        </Button>
        {last !== null && <output>{last.ok ? verdictOf(last.value) : last.failure.message}</output>}
      </div>
      {last?.ok === true && <Parts check={last.value} />}
    </div>
  );
}

function verdictOf({ parts }: Report): string {
  const failed = parts.filter(({ state }) => state === 'failed').length;
  return failed === 0 ? 'Everything works on this computer.' : `${failed} of ${parts.length} parts failed.`;
}

function Parts({ check }: { readonly check: Report }) {
  return (
    <>
      <ul className={css['check-parts']}>
        {check.parts.map((part) => (
          <li key={part.name}>
            <StateMark state={part.state} />
            <b>{nameOf(part)}</b>
            <span>
              {BEFORE[part.state]}
              {part.words}
            </span>
          </li>
        ))}
      </ul>
      <Button onClick={() => void copyText(JSON.stringify(check, null, 2))}>Copy as JSON</Button>
    </>
  );
}

const MARK = { passed: IconCheck, failed: IconX, skipped: IconMinus } as const;
const COLOR = { passed: 'var(--ok)', failed: 'var(--bad)', skipped: 'var(--t3)' } as const;
/** Anything but a pass is also said in words. */
const BEFORE = { passed: '', failed: 'Failed: ', skipped: 'Skipped: ' } as const;

function StateMark({ state }: Pick<CheckedPart, 'state'>) {
  const Mark = MARK[state];
  return <Mark size={16} stroke={1.75} color={COLOR[state]} aria-hidden />;
}

function nameOf({ name }: CheckedPart): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
