/** When what came instead of an answer is the error text of a server, a proxy or a runtime. */

/** An error is short; a text longer than this tells of one. */
const LONGEST_ERROR = 600;
const LONGEST_PAGE = 20_000;

/** What alone is an error text, and what is one only after its number: a "forbidden" alone may be an answer. */
const OWN_REASONS =
  'too many requests|internal server error|bad gateway|service (?:temporarily )?unavailable|gateway time-?out';
const REASONS = `${OWN_REASONS}|bad request|unauthori[sz]ed|payment required|forbidden|not found|method not allowed|request timeout|payload too large|unprocessable entity|not implemented|(?:site|server is) overloaded|overloaded`;
const FAILURES = [
  OWN_REASONS,
  '(?:the )?(?:request|connection|operation|query|upstream request|read|response|model|server)s? (?:has )?timed? ?out',
  '(?:request|connection|read|gateway|upstream|deadline) (?:timeout|exceeded)',
  'time-?out (?:of|after|error|exceeded)',
  'upstream (?:connect|request|error|prematurely)',
  '(?:rate|usage|quota|token|request) ?limit (?:exceeded|reached|hit|error)',
  'rate_limit_exceeded|insufficient_quota|invalid_api_key|context_length_exceeded|model_not_found|server_error|overloaded_error',
  '(?:you )?(?:have )?exceeded your (?:current )?(?:quota|rate limit)',
  'quota exceeded',
  '(?:the )?model [`\'"]?[\\w./:-]{0,80}[`\'"]? ?(?:was |is |does )?(?:not (?:found|exist|available|loaded)|currently (?:loading|overloaded))',
  "(?:maximum )?context (?:length|window|size) (?:was )?exceeded|(?:this model's )?maximum context length",
  '(?:prompt|input|request) (?:is )?too (?:long|large)',
  '(?:the )?(?:server|engine|model|service|api) (?:had an error|is (?:currently |temporarily )?(?:overloaded|busy|unavailable|down)|is at capacity|returned an error|error)',
  'no healthy upstream|no available (?:server|channel|worker)s?',
  '(?:connection|network|socket|fetch|request|connect|stream|tls|ssl|proxy|dns)s? (?:error|refused|reset|failed|failure|aborted|closed|hang up|disconnected|was (?:reset|refused|closed|aborted))',
  'failed to (?:fetch|connect|load|generate|get a response|parse|allocate)|could not connect|unable to connect',
  '(?:connect |getaddrinfo |read |write )?(?:econn(?:refused|reset|aborted)|etimedout|enotfound|epipe|eai_again)|httpconnectionpool',
  '(?:cuda )?(?:error: )?out of memory|cuda error|oom(?:killed)?\\b|cublas|segmentation fault',
  '(?:incorrect|invalid|missing) (?:api|authentication|auth)[ -]?(?:key|token)|invalid authentication',
  'an? (?:unexpected |internal |unknown )?error (?:has )?occurred|something went wrong|unexpected (?:error|end of (?:json|file|stream))',
  '(?:content|response|prompt) (?:was |has been )?(?:blocked|filtered)|content_filter',
].join('|');

const CODE = String.raw`[45]\d\d`;
/** `Error 503:`, `HTTP 429`, `[ERROR]`, `openai.RateLimitError:`, before anything else. */
const PREFIX = String.raw`(?:\[?(?:[\w.]{0,40}(?:error|exception|timeout)|err|error code|http(?:\/[\d.]+)?(?: error)?|status code|failed)\]?[\s:\-–—]*\(?(?:code|status)?[\s:]*)`;
const ERROR_WITH_CODE = new RegExp(
  `^(?:(?:api|server|request|upstream|backend|http) )?(?:${PREFIX}){1,3}${CODE}(?=\\s*(?:$|[^\\s\\w.,%]|[.,](?!\\d)|(?:${REASONS}|error|status|server|client)\\b))`,
);
const CODE_WITH_REASON = new RegExp(`^(?:${PREFIX})?\\(?${CODE}\\)?[\\s:\\-–—]*(?:error[\\s:]*)?(?:${REASONS})\\b`);
const FAILURE = new RegExp(
  `^(?:(?:api|server|upstream|backend) )?(?:${PREFIX}(?:${CODE}\\b[\\s:\\-–—]*)?)?(?:${FAILURES})(?!\\w)`,
);
/** "Internal Server Error is what 500 means": a sentence about one. */
const ABOUT =
  /^[^.:\n]{0,80}\b(?:is|means|mean|are|occurs?|refers?|indicates?|stands? for|happens?) (?:a|an|the|that|what|when|to|in|for)\b/i;
const JSON_ERROR = /^\s*\{\s*"(?:error|errors|detail|message|object|type|code|status)"\s*:/;
const JSON_IS_ERROR =
  /^\s*\{\s*(?:"(?:error|errors)"\s*:|"detail"\s*:\s*"[^"]{0,80}"\s*\}|"(?:object|type)"\s*:\s*"error"|"(?:message|code|status|statusCode)"\s*:[^]{0,300}(?:"(?:code|status|statusCode|type|error)"\s*:|error)|"(?:code|status|statusCode)"\s*:\s*"?[45]\d\d)/;
const PAGE = /^\s*(?:<\?xml[^>]{0,80}>\s*)?<(?:!doctype html|html|head|error)\b/i;
const PAGE_OF_ERROR = new RegExp(
  `<(?:title|h1|h2|center|code|message)>[^<]{0,80}(?:\\b${CODE}\\b|error|${REASONS}|unavailable|just a moment|attention required|access denied)`,
  'i',
);

/**
 * Whether `text`, a whole response, is an error text: `Error 503: service unavailable`, `Request timed out after 30000 ms`,
 * `{"error": …}`, an error page. Not for profiles whose answers may look so: documents and programs.
 */
export function isBackendError(text: string): boolean {
  const trimmed = text.slice(0, LONGEST_PAGE + 1).trim();
  if (PAGE.test(trimmed)) return text.length <= LONGEST_PAGE && PAGE_OF_ERROR.test(trimmed);
  if (text.length > LONGEST_ERROR * 4) return false;
  if (JSON_ERROR.test(trimmed)) return JSON_IS_ERROR.test(trimmed);
  if (trimmed.length > LONGEST_ERROR || ABOUT.test(trimmed)) return false;
  const lower = trimmed.toLowerCase();
  return ERROR_WITH_CODE.test(lower) || CODE_WITH_REASON.test(lower) || FAILURE.test(lower);
}
