// The pages of the table's query. While a new query is read, the results of the last one stay visible.
import { useEffect, useState } from 'react';
import type { SampleFilter, SampleOrder } from '../../../../shared/sample-query.ts';
import { call } from '../../../host/client.ts';
import { PageReader, type ReadPage } from './page-reader.ts';

export interface RequestPages {
  /** Null until the first query has a result. */
  readonly reader: PageReader | null;
  /** True while a newer query is read. */
  readonly isReading: boolean;
  readonly retry: () => void;
}

const readPage: ReadPage = (question, offset, limit) => call('samples.page', { ...question, view: 'table', offset, limit });

export function useRequestPages(runId: string, filter: SampleFilter, sort: SampleOrder): RequestPages {
  const [tries, setTries] = useState(0);
  const key = JSON.stringify({ question: { runId, filter, sort }, tries });
  const [shown, setShown] = useState<{ readonly key: string; readonly reader: PageReader | null; readonly changes: number }>({
    key: '',
    reader: null,
    changes: 0,
  });
  useEffect(() => {
    const reader = new PageReader(JSON.parse(key).question, readPage, () => {
      setShown(({ changes }) => ({ key, reader, changes: changes + 1 }));
    });
    reader.want(0, 1);
    return () => reader.stop();
  }, [key]);
  return { reader: shown.reader, isReading: shown.key !== key, retry: () => setTries(tries + 1) };
}
