// One failed request: its times, its connection, and the head and beginning of the response.
import type { FailureResponse, FailureExample } from '../../../../shared/failure-example.ts';
import { EXAMPLE_BODY_BYTES } from '../../../../shared/failure-example.ts';
import { formatBytes, formatClock, formatCount, formatTime, plural } from '../../../../shared/format.ts';
import type { RunRow } from '../../../../shared/run.ts';
import css from './example-drawer.module.css';
import { classes } from '../../../ui/classes.ts';
import { shownUrl } from '../../../../shared/plan/journey/shown-url.ts';
import { sentStepsOf } from '../../../../shared/plan/sent-steps.ts';
import textCss from '../../../ui/text.module.css';

interface ExampleViewProps {
  readonly row: RunRow;
  readonly example: FailureExample;
}

export function ExampleView({ row, example }: ExampleViewProps) {
  const step = sentStepsOf(row.plan)[example.step]?.step;
  const { dueAt, sentAt, firstByteAt, endedAt, answer } = example;
  return (
    <>
      {step !== undefined && (
        <p className={classes(textCss['mono'], css['example-request'])}>
          {step.method} {shownUrl(step.url, row.plan)}
        </p>
      )}
      <div className={css['example-times']}>
        <Time word="response time" value={endedAt - dueAt} />
        <span>=</span>
        <Time word="queue delay" value={sentAt - dueAt} isOurs />
        <span>+</span>
        <Time word="service time" value={endedAt - sentAt} />
      </div>
      <dl className={css['example-facts']}>
        <Fact word="Due" value={formatClock(dueAt, true)} />
        <Fact word="Ended" value={formatClock(endedAt, true)} />
        <Fact word="First byte" value={firstByteAt === null ? 'none came' : `after ${formatTime(firstByteAt - sentAt)}`} />
        <Fact word="Connection" value={example.reused ? 'reused' : 'its own first request'} />
        <Fact word="Sent / received" value={`${sentWords(example)} / ${formatBytes(example.bytesIn)}`} />
        <Fact word="VU / iteration" value={`${formatCount(example.vu + 1)} / ${formatCount(example.iteration + 1)}`} />
        {example.code !== '' && <Fact word="Code" value={example.code} />}
      </dl>
      {answer === null ? (
        <p className={css['example-none']}>The server sent no complete headers.</p>
      ) : (
        <FailedResponse answer={answer} />
      )}
    </>
  );
}

function Time({ word, value, isOurs = false }: { readonly word: string; readonly value: number; readonly isOurs?: boolean }) {
  return (
    <div>
      <small className={isOurs ? 'is-ours' : undefined}>{word}</small>
      <strong>{formatTime(value)}</strong>
    </div>
  );
}

function Fact({ word, value }: { readonly word: string; readonly value: string }) {
  return (
    <div>
      <dt>{word}</dt>
      <dd>{value}</dd>
    </div>
  );
}

export function FailedResponse({ answer }: { readonly answer: FailureResponse }) {
  const { status, statusText, headers, headersLeftOut } = answer;
  return (
    <>
      <h3>Response</h3>
      <div className={classes(css['example-head'], textCss['mono'])}>
        <p>
          <strong>
            {status} {statusText}
          </strong>
        </p>
        {headers.map(({ name, value }, at) => (
          <p key={`${at} ${name}`}>
            <span>{name}:</span> {value ?? <em>hidden, a secret</em>}
          </p>
        ))}
        {headersLeftOut > 0 && (
          <p>
            <em>
              and {formatCount(headersLeftOut)} more {plural(headersLeftOut, 'header')}
            </em>
          </p>
        )}
      </div>
      <Body answer={answer} />
    </>
  );
}

function Body({ answer: { body, bodyBytes } }: { readonly answer: FailureResponse }) {
  if (body === null)
    return <p className={css['example-none']}>The body was not kept because the response had looked successful.</p>;
  if (bodyBytes === 0) return <p className={css['example-none']}>No byte of a body came.</p>;
  const isCut = bodyBytes > EXAMPLE_BODY_BYTES;
  return (
    <>
      <h3>
        Body
        {isCut && (
          <span>
            , the first {formatBytes(EXAMPLE_BODY_BYTES)} of {formatBytes(bodyBytes)}
          </span>
        )}
      </h3>
      <pre className={classes(css['example-body'], textCss['mono'])}>{body}</pre>
    </>
  );
}

/** If a request ended before it was sent completely, it is not known how much of it was sent. */
function sentWords({ bytesOut }: FailureExample): string {
  return bytesOut === null ? 'not known' : formatBytes(bytesOut);
}
