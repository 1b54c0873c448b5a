// The phases of one tried request.
import { formatTime } from '../../../shared/format.ts';
import type { TriedExchange } from '../../../shared/try-once.ts';
import css from './exchange-view.module.css';

export function TimingTable({ exchange: { times, isReused } }: { readonly exchange: TriedExchange }) {
  const { dns, connecting, tlsHandshaking, firstByte, service } = times;
  const before = (dns ?? 0) + (connecting ?? 0) + (tlsHandshaking ?? 0);
  const rows: readonly (readonly [string, number | null])[] = [
    ['DNS', dns],
    ['Connecting', connecting],
    ['TLS handshake', tlsHandshaking],
    ['Waiting for the first byte', firstByte === null ? null : Math.max(0, firstByte - before)],
    ['Receiving', firstByte === null ? null : service - firstByte],
    ['Service time', service],
  ];
  return (
    <dl className={css['facts']}>
      {rows.map(([word, value]) => (
        <div key={word}>
          <dt>{word}</dt>
          <dd>{value === null ? (isReused ? 'none, the connection was reused' : 'none') : formatTime(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
