// TLS connections, as the plan asks for them. Knows no requests. Node's own module is taken when it is first used: loading it
// takes longer than all else that a thread without TLS begins with.
import { isIP, type OnReadOpts, type Socket, type TcpNetConnectOpts, type IpcNetConnectOpts } from 'node:net';
import type { SecureContext } from 'node:tls';
import type { TlsOptions } from '../../../shared/plan/plan-tls.ts';
import type { TlsFiles } from '../files/plan-files.ts';

/** Where the sessions of one virtual user are kept, as a browser keeps its own. */
export interface SessionHolder {
  session: Buffer | null;
}

/** What is spoken on a connection that we read ourselves, by its name in ALPN. */
export type OwnVersion = 'http/1.1' | 'h2';

const ONLY_OLD: string[] = ['http/1.1'];
/** Also where nothing but HTTP/2 will do: servers that do not know it break off a handshake that offers nothing else, without saying so. */
const BOTH: string[] = ['h2', 'http/1.1'];

type Place = (TcpNetConnectOpts | IpcNetConnectOpts) & { readonly onread: OnReadOpts };

export class TlsConnections {
  readonly secureContext: SecureContext;
  readonly #tls: TlsOptions;

  constructor(tls: TlsOptions, files: TlsFiles) {
    this.#tls = tls;
    this.secureContext = secureContextOf(tls, files);
  }

  /** `host` without brackets. A handshake goes on from the session before, where there is one and the plan does not forbid it. */
  connect(place: Place, host: string, mayBeHttp2: boolean, holder: SessionHolder): Socket {
    const { verify, serverName, resume } = this.#tls;
    const socket = process.getBuiltinModule('node:tls').connect({
      ...place,
      host,
      secureContext: this.secureContext,
      rejectUnauthorized: verify,
      servername: serverName ?? (isIP(host) === 0 ? host : ''),
      ALPNProtocols: mayBeHttp2 ? BOTH : ONLY_OLD,
      ...(resume && holder.session !== null ? { session: holder.session } : {}),
    });
    if (resume) socket.on('session', (session) => (holder.session = session));
    return socket;
  }
}

/** By ALPN: where nothing was, HTTP/1.1 is spoken. */
export function agreedOn(socket: Socket): OwnVersion {
  const { TLSSocket } = process.getBuiltinModule('node:tls');
  return socket instanceof TLSSocket && socket.alpnProtocol === 'h2' ? 'h2' : 'http/1.1';
}

function secureContextOf({ passphrase }: TlsOptions, { ca, cert, key, pfx }: TlsFiles): SecureContext {
  const { createSecureContext, getCACertificates } = process.getBuiltinModule('node:tls');
  return createSecureContext({
    ...(ca === undefined ? {} : { ca: [...getCACertificates('default'), ca] }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    ...(pfx === undefined ? {} : { pfx: Buffer.from(pfx) }),
    ...(passphrase === undefined ? {} : { passphrase }),
  });
}
