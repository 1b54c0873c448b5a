// The connection settings of the plan: keep-alive, redirects, name resolution.
import { ChoiceField } from './choice-field.tsx';
import { FaultLine, useDraftForm } from '../draft/draft-form.tsx';
import { RequestText } from './request-text.tsx';
import css from './request-fields.module.css';

const VERSIONS = [
  { value: '1.1', label: 'HTTP/1.1' },
  { value: '2', label: 'HTTP/2' },
  { value: 'auto', label: 'Automatic' },
] as const;

const VERSION_HINT = {
  '1.1': 'One request at a time on each connection.',
  '2': 'Requests fail if the server does not support HTTP/2.',
  auto: 'What the server prefers; over http:// always HTTP/1.1.',
} as const;

const KEEP_ALIVE = [
  { value: 'keep', label: 'Keep open' },
  { value: 'close', label: 'Close' },
] as const;

const DNS_CACHE = [
  { value: 'run', label: 'Once per run' },
  { value: 'connection', label: 'Each connection' },
] as const;

const TRACE = [
  { value: 'off', label: 'None' },
  { value: 'on', label: 'traceparent' },
] as const;

export function ConnectionFields() {
  const form = useDraftForm();
  const { version, keepAlive, dnsCache, connections } = form.values.http;
  const { trace } = form.values;
  const mayShare = version === '2' || connections.trim() !== '';
  return (
    <div className={css['request-fields']}>
      <ChoiceField
        label="HTTP version"
        hint={VERSION_HINT[version]}
        options={VERSIONS}
        value={version}
        onChoose={(value) => form.setFieldValue('http.version', value)}
      />
      <FaultLine path="http.version" />
      {mayShare && (
        <RequestText
          path="http.connections"
          label="Shared connections"
          hint="How many connections to each server all virtual users share, with a stream for each request, as browsers do. Empty: each has its own."
          placeholder="One per virtual user"
          isNumber
        />
      )}
      <ChoiceField
        label="After a response"
        hint={
          keepAlive
            ? 'The next request of the virtual user uses the same connection.'
            : 'Each request opens a connection of its own.'
        }
        options={KEEP_ALIVE}
        value={keepAlive ? 'keep' : 'close'}
        onChoose={(value) => form.setFieldValue('http.keepAlive', value === 'keep')}
      />
      <RequestText
        path="http.followRedirects"
        label="Follow redirects"
        hint="Maximum number of redirects to follow (0 follows none). Each one counts as a separate request."
        isNumber
      />
      <ChoiceField
        label="Resolve names"
        hint={
          dnsCache === 'run'
            ? 'New connections rotate through the resolved addresses.'
            : 'The name is resolved again for every new connection.'
        }
        options={DNS_CACHE}
        value={dnsCache}
        onChoose={(value) => form.setFieldValue('http.dnsCache', value)}
      />
      <ChoiceField
        label="Trace context"
        hint={
          trace
            ? 'Every request carries a traceparent header, so that its trace can be found and opened from its row.'
            : 'With traceparent, each request can be followed in Tempo, Jaeger and similar tools (W3C Trace Context).'
        }
        options={TRACE}
        value={trace ? 'on' : 'off'}
        onChoose={(value) => form.setFieldValue('trace', value === 'on')}
      />
      <RequestText
        path="http.proxy"
        label="HTTP proxy"
        hint="All requests go through it. Its user and password are left out of exports."
        placeholder="None"
      />
      <RequestText
        path="http.socketPath"
        label="Unix socket"
        hint="Connections go there instead of to the URL's host."
        placeholder="None"
      />
    </div>
  );
}
