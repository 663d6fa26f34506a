/** A service without keys is for this machine alone, and not for the web pages that its browsers show. */
import type { FastifyRequest } from 'fastify';
import { PacoreError } from '../errors.ts';
import { isLoopback } from './loopback.ts';

/**
 * Refuses what comes from another machine, and what a web page has sent: one that had its own name point here (DNS
 * rebinding) calls the service by that name, one that posts here from elsewhere has another origin.
 * @throws PacoreError PACORE_FORBIDDEN
 */
export function refuseStrangers({ socket, headers }: FastifyRequest): void {
  const { remoteAddress } = socket;
  // A Unix socket has no address; who may open it is the file system's.
  if (remoteAddress !== undefined && !isLoopback(remoteAddress)) {
    throw forbidden('Without service.apiKeys only this machine is served.');
  }
  const { host, origin } = headers;
  if (!isLoopback(hostnameOf(`http://${host ?? ''}`))) {
    throw forbidden('Without service.apiKeys the service must be called localhost, or by a loopback address.');
  }
  if (origin !== undefined && origin !== `http://${host ?? ''}`) {
    throw forbidden('Without service.apiKeys no web page from elsewhere is served.');
  }
}

function hostnameOf(address: string): string {
  return URL.canParse(address) ? new URL(address).hostname : '';
}

function forbidden(message: string): PacoreError {
  return new PacoreError('PACORE_FORBIDDEN', message, { retryable: false });
}
