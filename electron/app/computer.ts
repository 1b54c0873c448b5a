// What this computer reports about itself: the CPU time of the process, the limit on open files, free local ports. It does not
// know runs.
import { readFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, hostname, release, totalmem, type } from 'node:os';
import type { Machine } from '../../shared/run.ts';
import type { Computer } from '../engine/record/health-watch.ts';

/** A shorter interval would only give noise. In ms. */
const SHORTEST_READING_MS = 100;

export function thisComputer(): Computer {
  const limit = socketLimit(readText('/proc/self/limits'));
  const range = readText('/proc/sys/net/ipv4/ip_local_port_range');
  let readAt = performance.now();
  let used = process.cpuUsage();
  let percent: number | null = null;
  return {
    cpuPercent() {
      const elapsed = performance.now() - readAt;
      if (elapsed < SHORTEST_READING_MS) return percent;
      const { user, system } = process.cpuUsage(used);
      percent = Math.min(100, ((user + system) / 1000 / elapsed / availableParallelism()) * 100);
      readAt += elapsed;
      used = process.cpuUsage();
      return percent;
    },
    socketLimit: () => limit,
    freePorts: () => freePorts(range, readText('/proc/net/sockstat'), readText('/proc/net/sockstat6')),
  };
}

/** The facts that distinguish this computer from another one. */
export function thisMachine(): Machine {
  return {
    name: hostname(),
    system: `${type()} ${release()}, ${arch()}`,
    cpu: cpus()[0]?.model.trim() ?? '',
    cores: availableParallelism(),
    memory: totalmem(),
    tls: tlsLibrary(),
  };
}

/** Electron and Node use different TLS libraries, with other groups, signatures and handshake times. */
export function tlsLibrary({ electron, openssl = '' }: Partial<NodeJS.ProcessVersions> = process.versions): string {
  return electron === undefined ? `OpenSSL ${openssl.replace(/\+.*$/, '')}` : 'BoringSSL';
}

/** Read from /proc/self/limits; null on other systems and if there is no limit. */
export function socketLimit(limits: string): number | null {
  const soft = /^Max open files\s+(\d+)/m.exec(limits)?.[1];
  return soft === undefined ? null : Number(soft);
}

/**
 * The size of the local port range minus all TCP sockets in use or in TIME_WAIT: at least this many ports are free. Null if not on
 * Linux.
 */
export function freePorts(range: string, sockstat: string, sockstat6: string): number | null {
  const [, from, to] = /^(\d+)\s+(\d+)/.exec(range) ?? [];
  const [, inUse, waiting] = /^TCP: inuse (\d+) orphan \d+ tw (\d+)/m.exec(sockstat) ?? [];
  if (from === undefined || to === undefined || inUse === undefined || waiting === undefined) return null;
  const inUse6 = /^TCP6: inuse (\d+)/m.exec(sockstat6)?.[1] ?? '0';
  return Math.max(0, Number(to) - Number(from) + 1 - Number(inUse) - Number(inUse6) - Number(waiting));
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // The system is not Linux, or this process may not read the file: the figure stays unknown.
    return '';
  }
}
