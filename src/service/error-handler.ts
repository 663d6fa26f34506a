/** What a request that fails is answered with, whoever noticed it: a route, zod, fastify. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { asPacoreError, PacoreError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { answerOf, ApiError } from './api-error.ts';

/** Answers requests that failed; what is the service's own fault is logged. */
export function errorHandler(logger: Logger) {
  return (thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const error = apiErrorOf(thrown);
    const { status, headers, body } = answerOf(error);
    if (status === 500) {
      const { code, message, stack } = error;
      logger.log('error', 'request failed', { requestId: request.id, code, error: message, stack });
    }
    return reply.code(status).headers(headers).send(body);
  };
}

/** The answer to a request for what is not there. */
export function notFound(request: FastifyRequest): never {
  throw new PacoreError('PACORE_NOT_FOUND', `There is no ${request.method} ${pathOf(request)}.`, { retryable: false });
}

/** The path asked for, without its query, which may hold secrets. */
function pathOf({ url }: FastifyRequest): string {
  return url.split('?', 1)[0]?.slice(0, 200) ?? url;
}

/** Anything thrown while a request was served. */
function apiErrorOf(thrown: unknown): PacoreError {
  if (thrown instanceof PacoreError) return thrown;
  if (hasZodFastifySchemaValidationErrors(thrown)) return invalid(thrown);
  if (isFastifyError(thrown) && thrown.statusCode !== undefined && thrown.statusCode < 500) {
    return new ApiError('PACORE_USAGE', thrown.message, { status: thrown.statusCode, retryable: false });
  }
  return asPacoreError(thrown);
}

/** The first thing that zod found. */
function invalid({ validation }: { validation: readonly { instancePath: string; message?: string | undefined }[] }) {
  const [first] = validation;
  const param = first?.instancePath.slice(1).replaceAll('/', '.') ?? '';
  const message = `${param === '' ? 'The request' : param}: ${first?.message ?? 'is not valid'}`;
  return new ApiError('PACORE_USAGE', message, { retryable: false, ...(param !== '' && { param }) });
}

function isFastifyError(thrown: unknown): thrown is FastifyError {
  return thrown instanceof Error && 'code' in thrown && 'statusCode' in thrown;
}
