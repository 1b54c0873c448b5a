// The world of a run that k6 sends: its script, the script's environment, and the process that replaces our sending threads.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { UserError } from '../../../shared/errors.ts';
import { k6Script } from '../../../shared/plan/k6/k6-script.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import { redactor } from '../../engine/journey/redact.ts';
import type { PlanFiles } from '../../engine/files/plan-files.ts';
import { COMPUTER, type RunWorld } from '../../engine/run.ts';
import type { K6 } from './find-k6.ts';
import { K6Pool } from './k6-pool.ts';

/** k6 writes its last samples after it was asked to stop, so it gets this much time. In ms. */
const PATIENCE_MS = 10_000;
const TAGS = 'proto,status,method,url,name,check,error,error_code,scenario,expected_response,group,ip,vu';

/** Refuses settings that no k6 script can express. @throws UserError plan_invalid */
export function refuseForK6({ http, tls }: Plan): void {
  if (http.socketPath !== undefined)
    throw new UserError(
      'plan_invalid',
      `k6 cannot send to the Unix socket ${http.socketPath}. Leave --engine k6 out, or the socket.`,
    );
  if (tls.pfx !== undefined)
    throw new UserError(
      'plan_invalid',
      `k6 cannot read the PFX file ${tls.pfx}. Name its certificate and key as PEM files ("cert" and "key").`,
    );
  if (tls.serverName !== undefined)
    throw new UserError(
      'plan_invalid',
      `k6 cannot ask for the TLS server name ${tls.serverName}. Leave --engine k6 out, or the name.`,
    );
}

/** Relative paths of the plan count from `folder`. @throws UserError if k6 cannot send the plan */
export function k6World(k6: K6, plan: Plan, files: PlanFiles, folder: string): RunWorld {
  refuseForK6(plan);
  const { journey } = files;
  const script = k6Script(plan, { pathOf: (path) => resolve(folder, path), watched: { given: journey.given ?? {} } });
  const secrets = [...journey.secrets, ...Object.values(script.held)];
  return {
    ...COMPUTER,
    patienceMs: PATIENCE_MS,
    sender: 'k6',
    startPool: async (_tasks, _options, listener) => {
      const place = mkdtempSync(join(tmpdir(), 'onrush-k6-'));
      const path = join(place, 'test.js');
      const forget = (): void => rmSync(place, { recursive: true, force: true });
      writeFileSync(path, script.text, { mode: 0o600 });
      const command = {
        path: k6.path,
        args: argumentsFor(path),
        environment: environmentFor(plan, { ...outsideOf(journey.constants), ...script.held }, folder),
      };
      try {
        const pool = await K6Pool.start(plan, command, redactor(secrets), listener);
        return {
          send: (message) => pool.send(message),
          terminate: async () => {
            await pool.terminate();
            forget();
          },
        };
      } catch (error) {
        forget();
        throw error;
      }
    },
  };
}

function argumentsFor(script: string): readonly string[] {
  const quiet = [
    '--quiet',
    '--no-summary',
    '--no-usage-report',
    '--no-color',
    '--log-format',
    'logfmt',
    '--address',
    'localhost:0',
  ];
  return ['run', ...quiet, `--system-tags=${TAGS}`, '--out', 'json=-', script];
}

/** The names as the script reads them: "$env.HOME" is HOME. */
function outsideOf(constants: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(constants).map(([name, value]) => [name.replace(/^\$env\./, ''), value]));
}

/** Only what any program needs, plus the values of the plan: a variable of the plan must not collide with another one. */
function environmentFor({ http, tls }: Plan, values: Readonly<Record<string, string>>, folder: string): NodeJS.ProcessEnv {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'SYSTEMROOT', 'USERPROFILE', 'SSL_CERT_DIR', 'SSL_CERT_FILE'];
  const own = Object.fromEntries(kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
  return {
    ...own,
    ...values,
    ...(http.version === '1.1' ? { GODEBUG: 'http2client=0' } : {}),
    ...(http.proxy === undefined ? {} : { HTTP_PROXY: http.proxy, HTTPS_PROXY: http.proxy }),
    ...(tls.ca === undefined ? {} : { SSL_CERT_FILE: resolve(folder, tls.ca) }),
  };
}
