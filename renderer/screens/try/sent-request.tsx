// The request as it was sent: line, headers and body, and as a command for the terminal.
import { formatBytes } from '../../../shared/format.ts';
import { HIDDEN } from '../../../shared/plan/secret.ts';
import type { TriedExchange, TriedRequest } from '../../../shared/try-once.ts';
import { copyText } from '../../ui/copy-text.ts';
import { sentPieces } from './filled-values.ts';
import css from './exchange-view.module.css';

interface SentRequestProps {
  readonly exchange: TriedExchange;
  /** The values that the step put in. */
  readonly values: readonly string[];
  readonly onEdit: () => void;
}

export function SentRequestView({ exchange: { request }, values, onEdit }: SentRequestProps) {
  const { method, url, headers, body, bytes } = request;
  return (
    <div className={css['sent']}>
      <div className={css['sent-head']}>
        <h3>Sent</h3>
        <span>with the values of this try{bytes === null ? ', not all of it' : `, ${formatBytes(bytes)}`}</span>
        <button type="button" onClick={onEdit}>
          Edit this step
        </button>
        <button type="button" onClick={() => void copyText(curlOf(request))}>
          Copy as cURL
        </button>
      </div>
      {/* Long requests scroll, so they must be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre tabIndex={0} aria-label="The request as it was sent">
        <b>{method}</b> <Filled text={url} values={values} />
        {'\n'}
        {headers.map(({ name, value }, at) => (
          <span key={at}>
            <i>{name}:</i> {value === HIDDEN ? <em>hidden, a secret</em> : <Filled text={value} values={values} />}
            {'\n'}
          </span>
        ))}
        {body !== '' && '\n'}
        <Filled text={body} values={values} />
      </pre>
    </div>
  );
}

/** What the step put in is tinted, as its names are in the editor. */
function Filled({ text, values }: { readonly text: string; readonly values: readonly string[] }) {
  return sentPieces(text, values).map((piece, at) =>
    piece.isFilled ? (
      <mark key={at} className={css['filled']}>
        {piece.text}
      </mark>
    ) : (
      piece.text
    ),
  );
}

/** For a POSIX shell. Hidden parts stay hidden. */
function curlOf({ method, url, headers, body }: TriedRequest): string {
  const quote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
  const kept = headers.filter(({ name, value }) => value !== HIDDEN && !/^(?:host|content-length|connection)$/i.test(name));
  return [
    'curl',
    ...(method === 'GET' ? [] : ['-X', method]),
    ...kept.flatMap(({ name, value }) => ['-H', quote(`${name}: ${value}`)]),
    ...(body === '' ? [] : ['--data-raw', quote(body)]),
    quote(url),
  ].join(' ');
}
