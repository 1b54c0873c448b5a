// One request and its position in the table: read again when another one is chosen; the last one stays until then.
import { useEffect, useState } from 'react';
import type { Failure } from '../../../../shared/errors.ts';
import type { SampleFilter, SampleOrder, SamplePlace, SampleRequest } from '../../../../shared/sample-query.ts';
import { call } from '../../../host/client.ts';

export interface OpenRequest {
  readonly request: SampleRequest | null;
  readonly failure: Failure | null;
  /** Null until it is known. */
  readonly place: SamplePlace | null;
}

const NOTHING: OpenRequest = { request: null, failure: null, place: null };

export function useRequest(runId: string, filter: SampleFilter, sort: SampleOrder, seq: number): OpenRequest {
  const [open, setOpen] = useState(NOTHING);
  useEffect(() => {
    let isCurrent = true;
    void call('samples.request', { runId, seq }).then((read) => {
      if (!isCurrent) return;
      setOpen((before) =>
        read.ok ? { ...before, request: read.value, failure: null } : { ...before, request: null, failure: read.failure },
      );
    });
    return () => {
      isCurrent = false;
    };
  }, [runId, seq]);
  const question = JSON.stringify({ runId, filter, sort, seq, view: 'drawer' });
  useEffect(() => {
    let isCurrent = true;
    void call('samples.place', JSON.parse(question)).then((read) => {
      if (isCurrent) setOpen((before) => ({ ...before, place: read.ok ? read.value : null }));
    });
    return () => {
      isCurrent = false;
    };
  }, [question]);
  return open;
}
