// @ts-check
/** One record: every field with its evidence and its other readings, and how to cite it. */

import { cite } from './citing.mjs';
import { h } from './dom.mjs';
import { heading } from './labels.mjs';
import { outside, recordLink, voiceTag, whenPart } from './parts.mjs';
import { numbersPart } from './numbersPart.mjs';
import { factsOf, recordRows, referrersPart, restingPart } from './recordParts.mjs';
import { dayOf, tellingEvent } from './store.mjs';
import { viewRound } from './viewRounds.mjs';
import { capital, oneOf } from './words.mjs';

/** @typedef {import('./context.mjs').Context} Context */
/** @typedef {import('./context.mjs').View} View */
/** @typedef {import('./store.mjs').Rec} Rec */

/** @param {Context} ctx @param {Rec} record */
function lede(ctx, record) {
  const days = dayOf(record);
  const round = ctx.store.get(record.v.round);
  const original = ctx.store.addressOf(record.id);
  return h(
    'p',
    { class: 'lede' },
    record.v.voice && voiceTag(record.v.voice),
    record.v.publisher && ` ${record.v.publisher}${days ? ', ' : ''}`,
    days && whenPart(days),
    tellingEvent(record) && `, ${tellingEvent(record)}`,
    round && `${days ? ' · ' : ''}in `,
    round && recordLink(ctx, round.id),
    original && ' · ',
    outside(original, 'read the original'),
  );
}

/** @param {Context} ctx @param {string} citation */
function citePart(ctx, citation) {
  return h(
    'section',
    { class: 'cite' },
    h('h2', {}, 'How to cite it'),
    citation
      ? h('p', { class: 'citation', id: 'citation' }, citation)
      : h(
          'p',
          {},
          'No edition stands behind this dataset, so its records cannot be cited as such.',
        ),
    ctx.about.licence && h('p', { class: 'note' }, `Licence of the data: ${ctx.about.licence}`),
  );
}

/** @param {Context} ctx @param {string} id @returns {View} */
export function viewRecord(ctx, id) {
  const record = ctx.store.get(id);
  if (!record) return viewMissing(ctx, id);
  if (record.kind.name === 'BargainingRound' && ctx.path.startsWith('round/')) {
    const citation = cite(ctx.store, ctx.about, ctx.step, record);
    const view = viewRound(ctx, record);
    return { ...view, citation, body: [...view.body, citePart(ctx, citation)] };
  }
  const citation = cite(ctx.store, ctx.about, ctx.step, record);
  return {
    title: heading(ctx.store, record),
    above: capital(oneOf(record.kind)),
    citation,
    lede: [lede(ctx, record), h('p', { class: 'id' }, h('code', {}, record.id))],
    body: [
      numbersSection(ctx, record),
      factsOf(ctx, record),
      record.kind.name === 'Source' && restingPart(ctx, record),
      referrersPart(ctx, record),
      citePart(ctx, citation),
    ],
    rows: () => [record, ...figuresAbout(ctx, record)].flatMap((each) => recordRows(ctx, each)),
    file: record.id,
  };
}

/** The numbers about a record, which its view shows, too. @param {Context} ctx @param {Rec} record */
function figuresAbout(ctx, record) {
  return ctx.store.having('figures', 'about', record.id);
}

/** @param {Context} ctx @param {Rec} record */
function numbersSection(ctx, record) {
  const part = numbersPart(ctx, record, 'Every source’s number, each with its voice');
  return part && h('section', {}, h('h2', {}, 'The numbers, voice by voice'), part);
}

/** @param {Context} ctx @param {string} id @returns {View} */
function viewMissing(ctx, id) {
  const later = ctx.whole.get(id);
  const all = ctx.href(ctx.path, { on: '' }).replace(/\?.*/, '');
  return {
    title: later ? 'Not known on that day' : 'No such record',
    body: [
      later
        ? h(
            'p',
            {},
            `On ${ctx.dayInWords} nothing was ${ctx.certainty} known of it. `,
            h('a', { href: all }, 'Show what is known now'),
          )
        : h('p', {}, 'No record has the id ', h('code', {}, id), '.'),
      !later && elsewhere(ctx, id),
    ],
    rows: () => [],
    file: 'missing',
  };
}

/** An address that names no view. @param {Context} ctx @returns {View} */
export function viewNowhere(ctx) {
  return {
    title: 'No such view',
    body: [
      h('p', {}, 'The page has nothing at ', h('code', {}, `#/${ctx.path}`), '.'),
      elsewhere(ctx, ctx.path),
    ],
    rows: () => [],
    file: 'missing',
  };
}

/** Where to go on from an address that leads nowhere. @param {Context} ctx @param {string} asked */
function elsewhere(ctx, asked) {
  const q = asked.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  return h(
    'p',
    {},
    q && h('a', { href: ctx.href('search', { q }) }, `Search for “${q}”`),
    q && ' · ',
    h('a', { href: ctx.href('') }, 'All rounds of bargaining'),
  );
}
