import { BlockList, isIP } from 'node:net';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether a host, by name or address, is this machine itself and nobody else can reach it there. */
export function isLoopback(host: string): boolean {
  const address = host.replace(/^\[(.*)\]$/, '$1').replace(/^::ffff:/i, '');
  const version = isIP(address);
  if (version === 0) return /^(?:.+\.)?localhost\.?$/i.test(address);
  return loopback.check(address, version === 6 ? 'ipv6' : 'ipv4');
}
