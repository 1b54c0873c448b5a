// The simplest way to a first run: the target and the amount.
import { Button } from '@mantine/core';
import { IconPlayerPlayFilled } from '@tabler/icons-react';
import { useRef, useState, type FormEvent } from 'react';
import { hrefOf } from '../../route.ts';
import { shortcutOf } from '../../shortcuts/key-hint.tsx';
import { useShortcuts } from '../../shortcuts/use-shortcuts.ts';
import type { FirstRunFields } from './first-run-plan.ts';
import { LoadFaults, LoadSentence } from './load-sentence.tsx';
import { forgetUrls, recallStart } from './remembered-start.ts';
import css from './start-screen.module.css';
import { RecentUrls, UnderstoodLine } from './understood-line.tsx';
import type { Understood } from './understand.ts';
import textCss from '../../ui/text.module.css';
import { UrlField } from './url-field.tsx';
import { useFirstRun } from './use-first-run.ts';

export function FirstRun() {
  const form = useRef<HTMLFormElement>(null);
  const [recalled, setRecalled] = useState(() => recallStart());
  const { fields, faults, understood, isStarting, blockedBy, change, run, open, see } = useFirstRun(form, recalled.fields);

  const meant = /Did you mean (https?:\/\/\S+)\?$/.exec(faults.url ?? '')?.[1];
  useShortcuts({ 'plan.try': see });

  function handleSubmit(event: FormEvent): void {
    event.preventDefault();
    if (!isStarting) void run();
  }

  function handleForget(): void {
    forgetUrls();
    setRecalled({ ...recalled, urls: [] });
  }

  return (
    <form className={css['first-run']} ref={form} onSubmit={handleSubmit} noValidate>
      <h1>What do you want to put under load?</h1>
      <div className={css['first-run-line']}>
        <UrlField
          text={fields.url}
          method={understood.kind === 'curl' || understood.kind === 'plan' ? null : methodOf(fields, understood)}
          isFaulty={faults.url !== undefined}
          handleChange={(url) => change({ url })}
          handleMethod={(method) => change({ method })}
        />
        <Button size="lg" onClick={see} aria-keyshortcuts={shortcutOf('plan.try')}>
          See the response
        </Button>
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
        {faults.url}{' '}
        {meant !== undefined && (
          <button type="button" className={textCss['unit-choice']} onClick={() => change({ url: meant })}>
            Use {meant}
          </button>
        )}
        {blockedBy !== null && <a href={hrefOf({ screen: 'run', runId: blockedBy })}>Open that run</a>}
      </p>
      <UnderstoodLine understood={understood} handleOpen={() => void open()} />
      {understood.kind !== 'plan' && (
        <LoadSentence
          fields={fields}
          faults={faults}
          handleChange={(field, text) => change({ [field]: text })}
          handleAmount={(amount) => change({ amount })}
        />
      )}
      <LoadFaults fields={fields} faults={faults} handleChange={(field, text) => change({ [field]: text })} />
      <RecentUrls
        urls={recalled.urls.filter((url) => url !== fields.url)}
        handleChoose={(url) => change({ url })}
        handleForget={handleForget}
      />
    </form>
  );
}

/** A method before the URL takes precedence over the chosen one. */
function methodOf({ method }: FirstRunFields, understood: Understood): string {
  return understood.kind === 'url' && understood.method !== null ? understood.method : method;
}
