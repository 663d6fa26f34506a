import { systemClock } from '../../clock.ts';
import { PacoreError } from '../../errors.ts';
import type { Hub } from './exchange.ts';

/**
 * The hub that the environment names: HF_ENDPOINT (Hugging Face without it) and HF_TOKEN, the names that other tools
 * know too.
 * @throws PacoreError PACORE_CONFIG; the message never holds the token
 */
export function hubFromEnvironment({ HF_ENDPOINT, HF_TOKEN }: NodeJS.ProcessEnv = process.env): Hub {
  const address = HF_ENDPOINT?.trim() ? HF_ENDPOINT.trim() : 'https://huggingface.co';
  const endpoint = URL.canParse(address) ? new URL(address) : null;
  if (endpoint === null || !/^https?:$/.test(endpoint.protocol) || endpoint.username !== '' || endpoint.search !== '') {
    throw invalid('HF_ENDPOINT is no address of a hub; give one such as https://huggingface.co, or none.');
  }
  const token = HF_TOKEN?.trim() ? HF_TOKEN.trim() : undefined;
  // Refused here, because fetch would put it into its own message.
  if (token !== undefined && !/^[\x21-\x7e]+$/.test(token)) {
    throw invalid('HF_TOKEN holds characters that no token has.');
  }
  return { endpoint, token, clock: systemClock };
}

function invalid(message: string): PacoreError {
  return new PacoreError('PACORE_CONFIG', message, { retryable: false });
}
