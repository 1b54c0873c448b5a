// The TLS settings of the plan: what its requests trust and which certificate they present.
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
  { value: 'full', label: 'Full' },
] as const;

export function TlsFields() {
  const form = useDraftForm();
  const { verify, resume, key, pfx, passphrase } = form.values.tls;
  const hasKey = [key, pfx, passphrase].some((text) => text.trim() !== '');
  return (
    <div className={css['request-fields']}>
      <ChoiceField
        label="Server certificate"
        hint={verify ? 'Invalid certificates fail the request.' : 'Certificates are not verified (insecure).'}
        options={VERIFY}
        value={verify ? 'verify' : 'accept'}
        onChoose={(value) => form.setFieldValue('tls.verify', value === 'verify')}
      />
      <ChoiceField
        label="Later handshakes"
        hint={
          resume ? "A user's next connection resumes its TLS session, as in browsers." : 'Each connection makes a full handshake.'
        }
        options={RESUME}
        value={resume ? 'resume' : 'full'}
        onChoose={(value) => form.setFieldValue('tls.resume', value === 'resume')}
      />
      <RequestText
        path="tls.ca"
        label="CA file"
        hint="PEM file of an authority to trust in addition to the usual ones."
        placeholder="/path/to/ca.pem"
        isPath
      />
      <RequestText
        path="tls.serverName"
        label="Server name"
        hint="SNI: sent to the server and checked in its certificate instead of the host name."
        placeholder="The host of the URL"
      />
      <RequestText
        path="tls.cert"
        label="Client certificate"
        hint="PEM file, sent to servers that ask for a client certificate."
        placeholder="/path/to/client.pem"
        isPath
      />
      <RequestText
        path="tls.key"
        label="Private key"
        hint="PEM file, encrypted or not."
        placeholder="/path/to/client.key"
        isPath
      />
      <RequestText
        path="tls.pfx"
        label="Certificate and key (PFX)"
        hint="Both in one file, in place of the two PEM files."
        placeholder="/path/to/client.pfx"
        isPath
      />
      {hasKey && (
        <RequestText
          path="tls.passphrase"
          label="Passphrase"
          hint="Stored in the plan file; never included in what a run exports."
          isSecret
        />
      )}
    </div>
  );
}
