// Three other ways to begin: the demo, a new plan, a plan from a file.
import { Button } from '@mantine/core';
import { IconFileImport, IconFileText, IconFlask, IconPlayerRecord } from '@tabler/icons-react';
import { useRef, useState, type ChangeEvent } from 'react';
import type { Failure } from '../../../shared/errors.ts';
import { call } from '../../host/client.ts';
import { tryDemoShop } from '../../host/try-demo-shop.ts';
import { goTo, hrefOf } from '../../route.ts';
import { showFailure } from '../../ui/toasts.tsx';
import { DemoPicture } from './demo-picture.tsx';
import { LoadPicture } from './load-picture.tsx';
import css from './ways-in.module.css';
import textCss from '../../ui/text.module.css';

interface WaysInProps {
  readonly isDropping: boolean;
  readonly fileFault: Failure | null;
  readonly handleFiles: (files: readonly File[]) => void;
}

export function WaysIn({ isDropping, fileFault, handleFiles }: WaysInProps) {
  return (
    <div className={css['ways']}>
      <DemoWay />
      <section className={css['way']}>
        <Button
          component="a"
          href={hrefOf({ screen: 'plans', planId: 'new' })}
          leftSection={<IconFileText size={16} stroke={1.75} aria-hidden />}
        >
          New plan
        </Button>
        <p>
          Ramps, arrival rates, headers, thresholds. A plan is one JSON file you can keep beside your code. Or{' '}
          <a href={hrefOf({ screen: 'find-capacity' })}>find the capacity</a> of a target.
        </p>
        <LoadPicture />
      </section>
      <FileWay isDropping={isDropping} fault={fileFault} handleFiles={handleFiles} />
    </div>
  );
}

function DemoWay() {
  const [isStarting, setStarting] = useState(false);

  async function startDemo(): Promise<void> {
    setStarting(true);
    const started = await call('demo.start', {});
    setStarting(false);
    if (started.ok) goTo({ screen: 'demo' });
    else showFailure(started.failure);
  }

  return (
    <section className={css['way']}>
      <Button
        loading={isStarting}
        onClick={() => void startDemo()}
        leftSection={<IconFlask size={16} stroke={1.75} aria-hidden />}
      >
        Try the demo
      </Button>
      <p>
        Two small servers on this computer: one responds to requests side by side, one makes them queue. 25 s. Or a{' '}
        <button type="button" className={css['shop']} onClick={() => void tryDemoShop()}>
          journey through a shop
        </button>
        : log in, search, cart, order.
      </p>
      <DemoPicture />
    </section>
  );
}

interface FileWayProps {
  readonly isDropping: boolean;
  readonly fault: Failure | null;
  readonly handleFiles: (files: readonly File[]) => void;
}

function FileWay({ isDropping, fault, handleFiles }: FileWayProps) {
  const input = useRef<HTMLInputElement>(null);

  function handleChosen(event: ChangeEvent<HTMLInputElement>): void {
    const files = [...(event.target.files ?? [])];
    if (files.length > 0) handleFiles(files);
    // Allows the same file to be chosen again after it was corrected.
    event.target.value = '';
  }

  return (
    <section className={css['way']}>
      <div className={css['pair']}>
        <Button onClick={() => input.current?.click()} leftSection={<IconFileImport size={16} stroke={1.75} aria-hidden />}>
          Open a file
        </Button>
        <Button
          component="a"
          href={hrefOf({ screen: 'record' })}
          leftSection={<IconPlayerRecord size={16} stroke={1.75} aria-hidden />}
        >
          Record
        </Button>
      </div>
      <input ref={input} type="file" multiple hidden onChange={handleChosen} />
      <p>A plan, or what another program saved: HAR, Postman, OpenAPI, Insomnia, Bruno, .http, JMeter, cURL. Or drop it here.</p>
      {fault === null ? (
        <div className={css['drop']} data-dropping={isDropping || undefined}>
          <IconFileText size={16} stroke={1.75} aria-hidden />
          <span className={textCss['mono']}>plan.json</span>
        </div>
      ) : (
        <div className={css['file-fault']} role="alert">
          {fault.problems === undefined || fault.problems.length < 2 ? fault.message : <FaultList fault={fault} />}
        </div>
      )}
    </section>
  );
}

const MOST_FAULTS = 4;

function FaultList({ fault: { problems = [] } }: { readonly fault: Failure }) {
  const more = problems.length - MOST_FAULTS;
  return (
    <>
      This plan has {problems.length} faults:
      <ul>
        {problems.slice(0, MOST_FAULTS).map(({ path, message }) => (
          <li key={`${path} ${message}`}>
            <span className={textCss['mono']}>{path}</span> {message}
          </li>
        ))}
      </ul>
      {more > 0 && `and ${more} more.`}
    </>
  );
}
