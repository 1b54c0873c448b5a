// A request as frames, made once per template and shared by all users of a thread. The stream's number is filled in each time the
// request is sent.
import { TRACE_PLACE } from '../../../../shared/trace-id.ts';
import { WITH_BODY } from '../http1/request-bytes.ts';
import type { RequestBody } from '../request-body.ts';
import { tracedHeaders, type RequestTemplate } from '../request-template.ts';
import { dataFrames, FRAME_BYTES, headerFrames } from './frames.ts';
import { encodeHeaders } from './header-encoder.ts';
import type { HeaderField } from './header-table.ts';

export interface RequestFrames {
  /** All frames in one piece if the request is small; otherwise null. */
  readonly whole: Buffer | null;
  readonly head: Buffer;
  readonly body: RequestBody | null;
  /** The bytes that must fit into the windows of the connection and of the stream. */
  readonly bodyBytes: number;
}

const made = new WeakMap<RequestTemplate, RequestFrames>();

/** The frames of a plain request. */
export function framesOf(template: RequestTemplate): RequestFrames {
  const known = made.get(template);
  if (known !== undefined) return known;
  // An empty file counts as no body, because no DATA frame would follow that could end the stream.
  const body = template.body === null || template.body.length === 0 ? null : template.body;
  const head = headerFrames(encodeHeaders(fieldsOf(template)), body === null);
  const whole = body === null ? head : Buffer.isBuffer(body) && body.length <= FRAME_BYTES ? joined(head, body) : null;
  const frames = { whole, head, body, bodyBytes: body?.length ?? 0 };
  if (template.isShared) made.set(template, frames);
  return frames;
}

/** The same frames with the trace context filled in; only the parts that contain it are copied. */
export function tracedFrames(frames: RequestFrames, template: RequestTemplate, traceparent: string): RequestFrames {
  if (traceparent === '') return frames;
  const { whole, head } = frames;
  const at = head.indexOf(TRACE_PLACE, 0, 'latin1');
  // If the head spans several frames, a frame boundary may split the placeholder.
  if (at === -1) return framesOf({ ...template, headers: tracedHeaders(template.headers, traceparent), isShared: false });
  const bytes = Buffer.from(whole ?? head);
  bytes.write(traceparent, at, 'latin1');
  return { ...frames, whole: whole === null ? null : bytes, head: bytes.subarray(0, head.length) };
}

function joined(head: Buffer, body: Buffer): Buffer {
  return Buffer.concat([head, dataFrames(0, body, true)]);
}

function fieldsOf({ origin, secure, method, path, headers, body }: RequestTemplate): HeaderField[] {
  let host = new URL(origin).host;
  const fields: HeaderField[] = [];
  for (let at = 0; at + 1 < headers.length; at += 2) {
    const name = (headers[at] ?? '').toLowerCase();
    const value = (headers[at + 1] ?? '').trim();
    if (name === 'host') host = value;
    else if (name !== 'te' || value.toLowerCase() === 'trailers') fields.push([name, value]);
  }
  if (body !== null) fields.push(['content-length', String(body.length)]);
  else if (WITH_BODY.has(method)) fields.push(['content-length', '0']);
  return [[':method', method], [':scheme', secure ? 'https' : 'http'], [':authority', host], [':path', path], ...fields];
}
