// What this computer tells of itself: CPU of the process, the limit on open files, free local ports. Knows no run.
import { readFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, hostname, release, totalmem, type } from 'node:os';
import type { Machine } from '../../shared/run.ts';
import type { Computer } from '../engine/record/health-watch.ts';

/** A shorter stretch would be noise. */
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

/** What tells this computer from another one. */
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

/** Electron has another one than Node: it offers other groups and signatures, and its handshakes take other times. */
export function tlsLibrary({ electron, openssl = '' }: Partial<NodeJS.ProcessVersions> = process.versions): string {
  return electron === undefined ? `OpenSSL ${openssl.replace(/\+.*$/, '')}` : 'BoringSSL';
}

/** From /proc/self/limits; null elsewhere and where there is none. */
export function socketLimit(limits: string): number | null {
  const soft = /^Max open files\s+(\d+)/m.exec(limits)?.[1];
  return soft === undefined ? null : Number(soft);
}

/** Ports of the local range less all TCP sockets in use or in TIME_WAIT: those that surely are free; null off Linux. */
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
    // It is not Linux, or this process may not read it: then it stays unknown.
    return '';
  }
}
