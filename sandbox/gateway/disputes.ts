import type Stripe from 'stripe';
import { noSuch } from '../wire/api-error';
import { flag, hash, text } from '../wire/params';
import { mergeMetadata, metadata } from '../wire/metadata';
import { page, pagingByTime } from '../wire/paging';
import { route } from '../wire/route';
import { closeDispute } from './dispute-charge';
import { evidenceParams } from './evidence';
import type { Work } from './work';

const retrieve = route('GET', '/v1/disputes/:id', { params: {}, run: ({ work, id }) => findDispute(work, id) });

const list = route('GET', '/v1/disputes', {
  params: { ...pagingByTime, charge: text, payment_intent: text },
  run: ({ work, params: p, path }) =>
    page(work.books.dispute, path, p, p.charge ? ['charge', p.charge] : ['payment_intent', p.payment_intent]),
});

/** Evidence with the text `winning_evidence` or `losing_evidence` decides the matter at once, as in the vendor's test mode. */
const update = route('POST', '/v1/disputes/:id', {
  params: { evidence: hash(evidenceParams), submit: flag, metadata },
  run({ work, id, params: p }) {
    const dispute = findDispute(work, id);
    const submit = p.evidence !== undefined && p.submit !== false;
    const evidence = { ...dispute.evidence, ...p.evidence };
    const inquiry = dispute.status.startsWith('warning_');
    const next = work.put('dispute', {
      ...dispute,
      evidence,
      evidence_details: {
        ...dispute.evidence_details,
        has_evidence: p.evidence !== undefined || dispute.evidence_details.has_evidence,
        submission_count: dispute.evidence_details.submission_count + (submit ? 1 : 0),
      },
      metadata: mergeMetadata(dispute.metadata, p.metadata),
      status: submit ? (inquiry ? 'warning_under_review' : 'under_review') : dispute.status,
    });
    work.emit('charge.dispute.updated', next);
    if (submit && evidence.uncategorized_text === 'winning_evidence') return closeDispute(work, next, 'won');
    if (submit && evidence.uncategorized_text === 'losing_evidence') return closeDispute(work, next, 'lost');
    return next;
  },
});

/** The merchant gives up. */
const close = route('POST', '/v1/disputes/:id/close', {
  params: {},
  run: ({ work, id }) => closeDispute(work, findDispute(work, id), 'lost'),
});

export function findDispute(work: Work, id: string): Stripe.Dispute {
  const row = work.books.dispute.get(id);
  if (!row) throw noSuch('dispute', id);
  return row;
}

export const disputeRoutes = [retrieve, list, update, close];
