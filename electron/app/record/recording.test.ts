// The events of a browser become steps during the recording, and afterwards a HAR that the reader of HARs accepts.
import { expect, test } from 'vitest';
import { made, imported } from '../../../shared/plan/from/imported/test-import.ts';
import type { ProtocolEvent } from './devtools-pipe.ts';
import { BrowserRecording } from './recording.ts';
import {
  attached,
  BEGAN_AT,
  done,
  event,
  failed,
  finished,
  noted,
  received,
  receivedExtra,
  sent,
  sentExtra,
} from './test-events.ts';

function recorded(...events: readonly ProtocolEvent[]): BrowserRecording {
  const recording = new BrowserRecording({ url: 'https://shop.test/', browser: 'Chromium', startedAt: BEGAN_AT });
  for (const one of events) recording.note(one);
  return recording;
}

interface Entry {
  readonly request: { readonly url: string; readonly headers: readonly unknown[]; readonly postData?: unknown };
  readonly response: {
    readonly status: number;
    readonly headers: readonly unknown[];
    readonly content: { readonly text?: string };
  };
  readonly pageref: string;
  readonly time: number;
}

function entriesOf(recording: BrowserRecording): readonly Entry[] {
  return (JSON.parse(recording.har()) as { log: { entries: Entry[] } }).log.entries;
}

const HOME = [
  attached(),
  sent({ id: 'd1', url: 'https://shop.test/', ms: 0, type: 'Document' }),
  received('d1', 200, 'text/html'),
];

test('requests follow the action before them', () => {
  const recording = recorded(
    ...HOME,
    sent({ id: 's1', url: 'https://shop.test/app.js', ms: 20, type: 'Script' }),
    done('type', 'Email', 900),
    done('press', 'Log in', 1000),
    sent({ id: 'f1', url: 'https://shop.test/api/login?x=1', ms: 1000.4, method: 'POST' }),
    received('f1', 200),
    sent({ id: 'f2', url: 'https://api.other.test/me', ms: 1200 }),
  );
  expect(recording.state('recording')).toMatchObject({
    requests: 4,
    steps: [
      { name: 'Open /', at: 0, files: 1, requests: [{ method: 'GET', path: '/', status: 200 }] },
      { name: 'Type Email', at: 900, requests: [] },
      {
        name: 'Press Log in',
        at: 1000,
        requests: [
          { method: 'POST', path: '/api/login', status: 200 },
          { method: 'GET', path: 'api.other.test/me', status: null },
        ],
      },
    ],
  });
});

test('a page is opened by its address, or by the click that opened it', () => {
  const document = (id: string, url: string, ms: number, frame?: string): ProtocolEvent =>
    sent({ id, url, ms, type: 'Document', ...(frame === undefined ? {} : { frame }) });
  const recording = recorded(
    ...HOME,
    done('press', 'Cart', 100),
    event('Page.frameRequestedNavigation', { frameId: 'PAGE1', url: 'https://shop.test/cart', reason: 'anchorClick' }),
    document('d2', 'https://shop.test/cart', 150),
    document('d3', 'https://shop.test/typed?token=1', 300),
    done('press', 'Help', 400),
    attached('PAGE2', 'PAGE1'),
    document('d4', 'https://shop.test/help', 450, 'PAGE2'),
    document('d5', 'https://ads.test/frame', 460, 'FRAME'),
    document('d6', 'https://pay.test/', 500),
  );
  expect(recording.state('recording').steps.map(({ name, requests }) => [name, requests.length])).toEqual([
    ['Open /', 1],
    ['Press Cart', 1],
    ['Open /typed', 1],
    ['Press Help', 2],
    ['Open pay.test/', 1],
  ]);
});

test('each redirect is an entry with its own headers and cookies, in any order of the reports', () => {
  const recording = recorded(
    attached(),
    sentExtra('d1', { cookie: 'a=1' }),
    sent({ id: 'd1', url: 'https://shop.test/old', ms: 0, type: 'Document', headers: { accept: 'x' } }),
    sent({
      id: 'd1',
      url: 'https://shop.test/new',
      ms: 30,
      type: 'Document',
      redirect: { redirectHasExtraInfo: true, redirectResponse: { status: 302, headers: { location: '/new' } } },
    }),
    receivedExtra('d1', 302, { location: '/new', 'set-cookie': 'b=2\nc=3' }),
    sentExtra('d1', { cookie: 'a=1; b=2' }),
    receivedExtra('d1', 200, { server: 'x' }),
    received('d1', 200, 'text/html'),
    finished('d1', 50),
  );
  const [first, second] = entriesOf(recording);
  expect([first?.request.url, first?.response.status, second?.request.url, second?.response.status]).toEqual([
    'https://shop.test/old',
    302,
    'https://shop.test/new',
    200,
  ]);
  expect(first?.request.headers).toEqual([{ name: 'cookie', value: 'a=1' }]);
  expect(first?.response.headers).toEqual([
    { name: 'location', value: '/new' },
    { name: 'set-cookie', value: 'b=2' },
    { name: 'set-cookie', value: 'c=3' },
  ]);
  expect(second?.request.headers).toEqual([{ name: 'cookie', value: 'a=1; b=2' }]);
  expect([first?.time, second?.time].map((time) => Math.round(time ?? 0))).toEqual([30, 20]);
});

test('a cached response has no headers of the network, and takes none from the next hop', () => {
  const recording = recorded(
    attached(),
    sent({ id: 'd1', url: 'https://shop.test/', ms: 0, type: 'Document', headers: { accept: 'x' } }),
    sent({
      id: 'd1',
      url: 'https://shop.test/new',
      ms: 3,
      type: 'Document',
      redirect: {
        redirectHasExtraInfo: false,
        redirectResponse: { status: 301, headers: { location: '/new' }, fromDiskCache: true },
      },
    }),
    sentExtra('d1', { cookie: 'b=2' }),
    receivedExtra('d1', 200, {}),
    received('d1', 200, 'text/html'),
  );
  expect(entriesOf(recording).map(({ request }) => request.headers)).toEqual([
    [{ name: 'accept', value: 'x' }],
    [{ name: 'cookie', value: 'b=2' }],
  ]);
});

test('bodies of texts are read, and those of files and of large responses are not', () => {
  const recording = recorded(...HOME);
  const ask = (...events: readonly ProtocolEvent[]): unknown => events.map((one) => recording.note(one)).at(-1);
  const large = event('Network.dataReceived', { requestId: 'f2', dataLength: 3_000_000 });
  expect(ask(finished('d1', 9))).toEqual({ of: 'response', session: 'S1', requestId: 'd1' });
  expect(
    ask(sent({ id: 'f1', url: 'https://shop.test/a', ms: 10 }), received('f1', 200, 'image/png'), finished('f1', 20)),
  ).toBeNull();
  expect(ask(sent({ id: 'f2', url: 'https://shop.test/b', ms: 10 }), received('f2', 200), large, finished('f2', 20))).toBeNull();
  const post = { hasPostData: true };
  const wanted = { of: 'request', session: 'S1', requestId: 'f3' } as const;
  expect(ask(sent({ id: 'f3', url: 'https://shop.test/c', ms: 30, method: 'POST', post }))).toEqual(wanted);
  recording.noteContent(wanted, { postData: '{"a":1}' });
  recording.noteContent({ ...wanted, of: 'response', requestId: 'd1' }, { body: 'PHA+w6Q8L3A+', base64Encoded: true });
  const entries = entriesOf(recording);
  expect(entries.at(-1)?.request.postData).toMatchObject({ text: '{"a":1}' });
  expect(entries[0]?.response.content.text).toBe('<p>ä</p>');
});

test('bytes that are not a text stay bytes in the plan', () => {
  const post = { postData: '\uFFFD', postDataEntries: [{ bytes: Buffer.from([0, 255, 1]).toString('base64') }] };
  const headers = { 'content-type': 'application/octet-stream' };
  const recording = recorded(
    ...HOME,
    sent({ id: 'f1', url: 'https://shop.test/a', ms: 9, method: 'PUT', post, headers }),
    received('f1', 200),
  );
  expect(made(recording.har()).files).toEqual([{ name: 'body.bin', bytes: '\u0000\u00ff\u0001' }]);
});

test('sockets, failures and schemes of the browser are treated as the reader of HARs treats them', () => {
  const recording = recorded(
    ...HOME,
    event('Network.webSocketCreated', { requestId: 'w1', url: 'wss://shop.test/live' }),
    sent({ id: 'f1', url: 'https://shop.test/gone', ms: 5 }),
    failed('f1', 9),
    sent({ id: 'x1', url: 'data:image/png;base64,AA==', ms: 6 }),
    sent({ id: 'x2', url: 'chrome://resources/a.js', ms: 6 }),
  );
  expect(recording.state('recording').steps[0]?.requests).toContainEqual({ method: 'GET', path: '/gone', status: 0 });
  expect(made(recording.har()).leftOut).toEqual([
    '1 WebSocket: left out.',
    '1 request that got no response when it was recorded: left out.',
  ]);
});

test('the plan has the names of the actions, and the name of the first page', () => {
  const recording = recorded(
    ...HOME,
    noted({ kind: 'title', name: 'Lamps & more' }),
    noted({ kind: 'title', name: 'Another page' }),
    done('press', 'Add to cart', 100),
    sent({ id: 's1', url: 'https://shop.test/a.png', ms: 100, type: 'Image' }),
    sent({ id: 'f1', url: 'https://shop.test/carts', ms: 101, method: 'POST' }),
    received('f1', 201),
    sent({ id: 'f2', url: 'https://shop.test/carts/1', ms: 120 }),
    received('f2', 200),
    done('press', 'Add to cart', 300),
    sent({ id: 'f3', url: 'https://shop.test/carts', ms: 301, method: 'POST' }),
    received('f3', 201),
  );
  expect(imported(recording.har()).kind).toBe('recording');
  const { plan } = made(recording.har());
  expect(plan.name).toBe('Lamps & more');
  expect(plan.scenarios[0]?.steps.map(({ name }) => name)).toEqual([
    'Open /',
    'Press Add to cart',
    'GET /carts/1',
    'Press Add to cart (2)',
  ]);
});

test('a typed secret is a name everywhere in the plan, and its value is nowhere', () => {
  const secret = 'p"ss & wörd';
  const recording = recorded(
    ...HOME,
    noted({ kind: 'secret', name: 'Your PIN', value: secret }),
    sent({
      id: 'f1',
      url: 'https://shop.test/a',
      ms: 1,
      method: 'POST',
      post: { postData: JSON.stringify({ user: 'ada', code: secret }) },
    }),
    received('f1', 200),
    sent({
      id: 'f2',
      url: `https://shop.test/b?k=${encodeURIComponent(secret)}&l=1`,
      ms: 2,
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      post: { postData: new URLSearchParams({ code: secret, more: 'x' }).toString() },
    }),
    received('f2', 200),
  );
  const { plan } = made(recording.har());
  const [, json, form] = plan.scenarios[0]?.steps ?? [];
  expect(json?.body).toBe('{"user":"ada","code":"{{YOUR_PIN}}"}');
  expect(form?.body).toMatch(/^code=\{\{YOUR_PIN_\d\}\}&more=x$/);
  expect(form?.url).toMatch(/\/b\?k=\{\{YOUR_PIN_\d\}\}&l=1$/);
  expect(plan.secrets).toContain('YOUR_PIN');
  expect(JSON.stringify(plan)).not.toMatch(/wörd|w%C3%B6rd/i);
});

test('reports of a page are bounded and must have our form', () => {
  const recording = recorded(
    ...HOME,
    event('Runtime.bindingCalled', { name: 'another', payload: '{"kind":"press","name":"x","at":1}' }),
    event('Runtime.bindingCalled', { name: 'onrushNote', payload: 'not JSON' }),
    noted({ kind: 'press', name: 7, at: BEGAN_AT + 1 }),
    noted({ kind: 'steal', name: 'x', at: BEGAN_AT + 1 }),
    done('press', `a\u0000b\u202e \n${'c'.repeat(100)}`, 5),
  );
  expect(recording.state('recording').steps.map(({ name }) => name)).toEqual(['Open /', `Press a b ${'c'.repeat(55)}…`]);
});

test('a certificate that the user accepted is not verified by the plan, and a download is a request like any other', () => {
  const insecure = (url: string): Record<string, unknown> => ({ url, securityState: 'insecure' });
  const recording = recorded(
    attached(),
    sent({ id: 'd1', url: 'https://shop.test/', ms: 0, type: 'Document' }),
    received('d1', 200, 'text/html', insecure('https://shop.test/')),
    done('press', 'Invoice', 1000),
    // Chromium continues a download in another of its processes, so the request looks as if it had failed.
    sent({ id: 'd2', url: 'https://shop.test/invoice', ms: 1010, type: 'Document' }),
    received('d2', 200, 'application/octet-stream', insecure('https://shop.test/invoice')),
    failed('d2', 1020),
  );
  const { plan, leftOut } = made(recording.har());
  expect(plan.tls.verify).toBe(false);
  expect(leftOut[0]).toContain('although the certificate of shop.test could not be verified,');
  expect(plan.scenarios[0]?.steps.map(({ url }) => url)).toEqual(['https://shop.test/', 'https://shop.test/invoice']);
  const plain = received('d1', 200, 'text/html', insecure('http://shop.test/'));
  const unsafe = recorded(attached(), sent({ id: 'd1', url: 'http://shop.test/', ms: 0, type: 'Document' }), plain);
  expect(made(unsafe.har()).plan.tls.verify).toBe(true);
});
