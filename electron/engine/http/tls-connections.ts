// Opens TLS connections as the plan demands. It does not know requests. Node's TLS module is loaded on first use, because loading
// it takes longer than everything else at the start of a thread without TLS.
import { isIP, type OnReadOpts, type Socket, type TcpNetConnectOpts, type IpcNetConnectOpts } from 'node:net';
import type { SecureContext } from 'node:tls';
import type { TlsOptions } from '../../../shared/plan/plan-tls.ts';
import type { TlsFiles } from '../files/plan-files.ts';

/** Keeps the TLS session of one virtual user, as a browser keeps its own. */
export interface SessionHolder {
  session: Buffer | null;
}

/** The protocols that our own clients read, by their ALPN names. */
export type OwnVersion = 'http/1.1' | 'h2';

const ONLY_OLD: string[] = ['http/1.1'];
/**
 * Both are offered even if only HTTP/2 will do: servers that do not know it abort a handshake that offers nothing else, without a
 * reason.
 */
const BOTH: string[] = ['h2', 'http/1.1'];

type Place = (TcpNetConnectOpts | IpcNetConnectOpts) & { readonly onread: OnReadOpts };

export class TlsConnections {
  readonly secureContext: SecureContext;
  readonly #tls: TlsOptions;

  constructor(tls: TlsOptions, files: TlsFiles) {
    this.#tls = tls;
    this.secureContext = secureContextOf(tls, files);
  }

  /** `host` has no brackets. The handshake resumes the previous session if there is one and the plan allows it. */
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

/** The protocol that ALPN agreed on; HTTP/1.1 if ALPN was not used. */
export function agreedOn(socket: Socket): OwnVersion {
  const { TLSSocket } = process.getBuiltinModule('node:tls');
  return socket instanceof TLSSocket && socket.alpnProtocol === 'h2' ? 'h2' : 'http/1.1';
}

/** Whether the handshake resumed an earlier session, which the server decides; null if there was no handshake. */
export function isResumed(socket: Socket): boolean | null {
  const { TLSSocket } = process.getBuiltinModule('node:tls');
  return socket instanceof TLSSocket ? socket.isSessionReused() : null;
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
