// Says which connection a request went over.
import type { SampleRequest } from '../../../../shared/sample-query.ts';

export function connectionWords({ reused, resumed }: Pick<SampleRequest, 'reused' | 'resumed'>): string {
  if (reused === null) return 'none';
  if (reused) return 'reused';
  return resumed === null ? 'its first request' : `its first request, ${resumed ? 'TLS session resumed' : 'full TLS handshake'}`;
}
