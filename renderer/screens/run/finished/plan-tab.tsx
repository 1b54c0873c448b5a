// The plan of a finished run, to read, copy and download; its secrets are hidden.
import { Button } from '@mantine/core';
import { judgedThresholds } from '../../../../shared/plan/judged-thresholds.ts';
import { IconCopy, IconDownload } from '@tabler/icons-react';
import { useMemo, type ReactNode } from 'react';
import { formatSpan, plural } from '../../../../shared/format.ts';
import type { Plan, Scenario } from '../../../../shared/plan/plan.ts';
import { isSecretHeader } from '../../../../shared/plan/secret.ts';
import { shareablePlan } from '../../../../shared/plan/shareable-plan.ts';
import { describeLoadAndLaw } from '../../../../shared/words.ts';
import { copyText, downloadText } from '../../../ui/copy-text.ts';
import { planFileName } from '../../../../shared/plan-command.ts';
import css from './tables.module.css';
import textCss from '../../../ui/text.module.css';

export function PlanTab({ plan }: { readonly plan: Plan }) {
  const text = useMemo(() => `${JSON.stringify(shareablePlan(plan), null, 2)}\n`, [plan]);
  return (
    <div className={css['plan-tab']}>
      <dl className={css['plan-facts']}>
        <Fact word="Plan">{plan.name}</Fact>
        <Fact word="Load">{describeLoadAndLaw(plan.load)}</Fact>
        {plan.load.model !== 'iterations' && (
          <Fact word="Stages">
            {plan.load.stages.map(({ duration, target }, at) => (
              <span key={at} className={css['plan-line']}>
                to {target.toLocaleString('en')}
                {plan.load.model === 'open' ? '/s' : ' VUs'} in {formatSpan(duration)}
              </span>
            ))}
          </Fact>
        )}
        {plan.load.model === 'open' && (
          <Fact word="When all are busy">
            {plan.load.whenBusy === 'wait' ? 'arrivals wait' : 'arrivals are dropped'}, at most{' '}
            {plan.load.maxVus.toLocaleString('en')} VUs
          </Fact>
        )}
        {plan.warmup > 0 && <Fact word="Warm-up">{formatSpan(plan.warmup)}, excluded from all statistics</Fact>}
        {plan.scenarios.map((scenario, at) => (
          <Fact key={at} word={plan.scenarios.length === 1 ? 'Steps' : `Scenario “${scenario.name}”, weight ${scenario.weight}`}>
            <Steps scenario={scenario} />
          </Fact>
        ))}
        <Fact word="Timeouts">
          total {formatSpan(plan.timeouts.total)}, connect {formatSpan(plan.timeouts.connect)}, first byte{' '}
          {formatSpan(plan.timeouts.firstByte)}, idle {formatSpan(plan.timeouts.idle)}
        </Fact>
        <Fact word="Connections">{connectionWords(plan)}</Fact>
        <Fact word="Thresholds">
          {judgedThresholds(plan).length === 0
            ? 'none'
            : judgedThresholds(plan).map(({ expression, abortOnFail }, at) => (
                <span key={at} className={css['plan-line']}>
                  <span className={textCss['mono']}>{expression}</span>
                  {abortOnFail && ', stops the run'}
                </span>
              ))}
        </Fact>
      </dl>
      <section className={css['plan-file']} aria-label="The plan as JSON">
        <div className={css['plan-file-bar']}>
          <h2>{planFileName(plan.name)}</h2>
          <Button size="xs" leftSection={<IconCopy size={14} stroke={1.75} />} onClick={() => void copyText(text)}>
            Copy
          </Button>
          <Button
            size="xs"
            leftSection={<IconDownload size={14} stroke={1.75} />}
            onClick={() => downloadText(planFileName(plan.name), 'application/json', text)}
          >
            Download
          </Button>
        </div>
        <pre className={textCss['mono']}>{text}</pre>
      </section>
    </div>
  );
}

function Fact({ word, children }: { readonly word: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{word}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Steps({ scenario }: { readonly scenario: Scenario }) {
  return scenario.steps.map(({ name, method, url, headers, auth, body }, at) => {
    const secrets = Object.keys(headers).filter((header) => isSecretHeader(header)).length + (auth === undefined ? 0 : 1);
    const count = Object.keys(headers).length;
    const parts = [
      name,
      ...(count === 0 ? [] : [`${count} ${plural(count, 'header')}`]),
      ...(body === undefined ? [] : ['a body']),
      ...(secrets === 0 ? [] : ['secrets hidden']),
    ];
    return (
      <span key={at} className={css['plan-line']}>
        <span className={textCss['mono']}>
          {method} {url}
        </span>
        <span className={css['plan-note']}>{parts.join(', ')}</span>
      </span>
    );
  });
}

const VERSION_WORD = { '1.1': 'HTTP/1.1', '2': 'HTTP/2', auto: 'HTTP version as the server prefers' } as const;

function connectionWords({ http, tls }: Plan): string {
  const words = [
    VERSION_WORD[http.version],
    http.keepAlive ? 'kept open' : 'a new one for each request',
    ...(typeof http.connections !== 'number' ? [] : [`${http.connections} shared by all virtual users`]),
    http.followRedirects === 0 ? 'redirects not followed' : `up to ${http.followRedirects} redirects followed`,
    tls.verify ? 'certificates verified' : 'certificates not verified',
  ];
  return words.join(', ');
}
