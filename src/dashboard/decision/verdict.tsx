/** What was decided, and how sure it is. */
import type { DecisionRecord } from '../../decision-record.ts';
import { Badge } from '../parts/badge.tsx';
import { count, duration, percent, words } from '../parts/format.ts';
import { Meter } from '../parts/meter.tsx';
import { tokensSaved } from './tokens-saved.ts';

const TIE_BREAKS = {
  confidence: 'The best two were tied; total confidence chose this one.',
  ballots: 'The best two were tied; the number of ballots chose this one.',
  order: 'The best two were tied in everything; the order of the answers chose this one.',
};

/** The decision in an element of that name. */
export function Verdict({ record }: { readonly record: DecisionRecord }) {
  const { answer, text, status, strategy, confidence, agreement, calibrated, tieBreak, rules, usage, timing } = record;
  const { confidenceThreshold, minAgreement } = rules.thresholds;
  return (
    <div class="verdict">
      <div role="region" aria-label="Answer">
        <p class="decision">
          <b>{answer ?? 'none'}</b> <Badge state={status} />
        </p>
        {text !== null && text !== answer && <p class="text">{text}</p>}
      </div>
      <Meter name="Confidence" value={confidence} threshold={confidenceThreshold} />
      <Meter name="Agreement" value={agreement} threshold={minAgreement} />
      {calibrated !== null && <Meter name="Calibrated" value={calibrated} />}
      <p>
        By {words(strategy)} in {duration(timing.durationMs)}, with {count(usage.completionTokens, 'token')} written.
        {usage.cancelledBallots > 0 &&
          ` ${count(usage.cancelledBallots, 'ballot')} called off early, which saved about ${count(tokensSaved(record), 'token')}.`}
      </p>
      {tieBreak !== null && <p>{TIE_BREAKS[tieBreak]}</p>}
      <Beside record={record} />
    </div>
  );
}

/** What else had a say. */
function Beside({ record }: { readonly record: DecisionRecord }) {
  const { synthesis, closing, cascade } = record;
  return (
    <>
      {synthesis && <p>{synthesis.member} wrote the text out of the responses of all.</p>}
      {closing && (
        <p>
          The last word of {closing.member ?? 'nobody'} ({closing.answer ?? 'none'}){' '}
          {closing.contradicts ? 'contradicted the vote' : 'agreed with the vote'}; the {closing.kept} stands.
        </p>
      )}
      {cascade && (
        <p>
          Step {cascade.kept + 1} of a cascade;{' '}
          {cascade.steps.map(({ answer, agreement }) => `${answer ?? '–'} (${percent(agreement)})`).join(' → ')}.
        </p>
      )}
    </>
  );
}
