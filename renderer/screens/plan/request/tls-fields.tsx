// What the plan's requests trust and show over https://.
import { ChoiceField } from './choice-field.tsx';
import { useDraftForm } from '../draft/draft-form.tsx';
import { RequestText } from './request-text.tsx';
import css from './request-fields.module.css';

const VERIFY = [
  { value: 'verify', label: 'Verify' },
  { value: 'accept', label: 'Accept any' },
] as const;

const RESUME = [
  { value: 'resume', label: 'Resume' },
  { value: 'whole', label: 'Whole' },
] as const;

export function TlsFields() {
  const form = useDraftForm();
  const { verify, resume, key, pfx, passphrase } = form.values.tls;
  const hasKey = [key, pfx, passphrase].some((text) => text.trim() !== '');
  return (
    <div className={css['request-fields']}>
      <ChoiceField
        label="Server certificate"
        hint={verify ? 'A server that cannot prove its name fails.' : 'Anybody may pose as the server.'}
        options={VERIFY}
        value={verify ? 'verify' : 'accept'}
        onChoose={(value) => form.setFieldValue('tls.verify', value === 'verify')}
      />
      <ChoiceField
        label="Later handshakes"
        hint={
          resume
            ? "Resume the session of the user's connection before, as browsers do."
            : 'Each connection makes a whole handshake.'
        }
        options={RESUME}
        value={resume ? 'resume' : 'whole'}
        onChoose={(value) => form.setFieldValue('tls.resume', value === 'resume')}
      />
      <RequestText
        path="tls.ca"
        label="CA file"
        hint="PEM; trusted besides the usual authorities."
        placeholder="/path/to/ca.pem"
      />
      <RequestText
        path="tls.serverName"
        label="Server name"
        hint="Asked for and checked instead of the host."
        placeholder="The host of the URL"
      />
      <RequestText
        path="tls.cert"
        label="Client certificate"
        hint="PEM; shown to servers that want one."
        placeholder="/path/to/client.pem"
      />
      <RequestText path="tls.key" label="Its key" hint="PEM, locked or not." placeholder="/path/to/client.key" />
      <RequestText
        path="tls.pfx"
        label="Or both as PFX"
        hint="Certificate and key in one file."
        placeholder="/path/to/client.pfx"
      />
      {hasKey && (
        <RequestText
          path="tls.passphrase"
          label="Passphrase"
          hint="Kept in the plan and its JSON; left out of what a run exports."
          isSecret
        />
      )}
    </div>
  );
}
