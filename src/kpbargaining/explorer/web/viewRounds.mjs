// @ts-check
/** The first view: the rounds of bargaining; and the view of one of them. */

import { compareText, isoOf, place, when } from './dates.mjs';
import { h, joined } from './dom.mjs';
import { heading } from './labels.mjs';
import { links, paged, recordLink, voiceBar, whenPart } from './parts.mjs';
import { numbersPart } from './numbersPart.mjs';
import { factsOf, recordRows } from './recordParts.mjs';
import { flatRow, sourceCells } from './tables.mjs';
import { timeline } from './timeline.mjs';
import { entriesList, entryRow } from './viewTimeline.mjs';
import { voicesIn } from './voices.mjs';
import { capital, count, counted, manyOf } from './words.mjs';

/** @typedef {import('./context.mjs').Context} Context */
/** @typedef {import('./context.mjs').View} View */
/** @typedef {import('./store.mjs').Rec} Rec */
/** @typedef {import('./store.mjs').Kind} Kind */

/** What one wants to know first of a round: the dates of these events. */
const MILESTONES = ['bargaining opened', 'tentative agreement reached', 'ratified'];

/** The kinds that are counted beside a round. */
const COUNTED = ['sessions', 'proposals', 'outcomes', 'job_actions', 'votes', 'statements'];

/** The rounds, the newest first. @param {Context} ctx */
function newestFirst(ctx) {
  const opened = (/** @type {Rec} */ { id, v }) =>
    v.opened ? isoOf(place(when(v.opened))[0]) : id;
  return [...ctx.store.of('rounds')].sort((a, b) => compareText(opened(b), opened(a)));
}

/** @param {Context} ctx @param {Rec} round */
function milestones(ctx, round) {
  const entries = timeline(ctx.store, round.id).filter(
    ({ event, record }) =>
      MILESTONES.includes(event) && [round.id, round.v.produced].includes(record.id),
  );
  if (!entries.length) return null;
  const item = (/** @type {import('./timeline.mjs').Entry} */ entry) =>
    h('li', {}, h('span', { class: 'event' }, entry.event), ' ', whenPart(entry.when));
  return h('ul', { class: 'milestones' }, entries.map(item));
}

/** How many records of some kinds a round has, each with a link to them. @param {Context} ctx @param {string} round @param {string[]} plurals */
function counts(ctx, round, plurals) {
  const kinds = ctx.store.kinds.filter((kind) => plurals.includes(kind.plural));
  const items = kinds.flatMap((kind) => {
    const number = ctx.store.having(kind.plural, 'round', round).length;
    const href = ctx.href(`list/${kind.plural}`, { round });
    return number ? h('li', {}, h('a', { href }, counted(number, kind))) : [];
  });
  return items.length ? h('ul', { class: 'counts' }, items) : null;
}

/** @param {Context} ctx @param {Rec} round */
function evidenceIn(ctx, round) {
  return ctx.store.inRound(round.id).flatMap((record) => ctx.store.evidenceFor(record.id));
}

/** @param {Context} ctx @param {Rec} round */
function card(ctx, round) {
  return h(
    'article',
    { class: 'card' },
    h('h2', {}, recordLink(ctx, round.id)),
    round.v.parties && h('p', { class: 'parties' }, links(ctx, round.v.parties)),
    milestones(ctx, round),
    counts(ctx, round.id, COUNTED),
    voiceBar(voicesIn(ctx.store, evidenceIn(ctx, round))),
  );
}

/** What the page holds besides rounds. @param {Context} ctx */
function everything(ctx) {
  const kinds = ctx.store.kinds.filter((kind) => ctx.store.of(kind.plural).length);
  const item = (/** @type {Kind} */ kind) =>
    h(
      'li',
      {},
      h(
        'a',
        { href: ctx.href(`list/${kind.plural}`) },
        counted(ctx.store.of(kind.plural).length, kind),
      ),
    );
  return h(
    'section',
    {},
    h('h2', {}, 'Everything in it'),
    kinds.length ? h('ul', { class: 'counts wide' }, kinds.map(item)) : h('p', {}, 'No records.'),
  );
}

/** How much there is, and on how much it rests. @param {import('./store.mjs').Store} store */
function whatIsHeld(store) {
  const sources = store.of('sources').length;
  const rests = sources ? `resting on ${count(sources, 'source')}` : 'without a source';
  return store.size ? `${count(store.size, 'record')} ${rests}` : 'nothing';
}

/** What the page holds, and what a reader can rely on in it. @param {Context} ctx */
function heldInAll({ store }) {
  if (!store.size) return 'This page holds no records.';
  if (!store.of('sources').length) return `${whatIsHeld(store)}: nothing in it names who says so.`;
  return `${whatIsHeld(store)}. Every fact names who says so; where sources differ, each stands with its voice.`;
}

/** @param {Context} ctx @returns {View} */
export function viewRounds(ctx) {
  const rounds = newestFirst(ctx);
  const list = h('div', { class: 'cards' });
  const held = whatIsHeld(ctx.store);
  const lede = ctx.on
    ? `What was ${ctx.certainty} known on ${ctx.dayInWords}: ${held}.`
    : heldInAll(ctx);
  return {
    title: 'Rounds of bargaining',
    lede: h('p', { class: 'lede' }, lede),
    body: [
      rounds.length
        ? paged(rounds, (part) => part.map((each) => card(ctx, each)), list, 30)
        : h('p', {}, 'No rounds.'),
      everything(ctx),
    ],
    rows: () => rounds.map((each) => ({ ...flatRow(each), ...sourceCells(ctx.store, each.id) })),
    file: 'rounds',
  };
}

/** What became of a strike, stage by stage; a notice is no strike. @param {Rec} action */
function stages({ kind, v }) {
  return kind.fields
    .filter(({ name, event }) => event && v[name] !== undefined)
    .map(({ name, event }) => h('span', {}, `${event} `, whenPart(v[name])));
}

/** Strikes and pickets of a round, with the numbers that each voice gives. @param {Context} ctx @param {Rec} round */
function strikes(ctx, round) {
  const actions = ctx.store.having('job_actions', 'round', round.id);
  if (!actions.length) return null;
  return h(
    'section',
    {},
    h('h2', {}, 'Strikes and pickets'),
    actions.map((action) =>
      h(
        'section',
        { class: 'action' },
        h('h3', {}, recordLink(ctx, action.id)),
        h('p', {}, joined(stages(action))),
        numbersPart(ctx, action, `Numbers about ${heading(ctx.store, action)}`),
      ),
    ),
  );
}

/** @param {Context} ctx @param {Rec} round @returns {View} */
export function viewRound(ctx, round) {
  const kinds = ctx.store.kinds.map((kind) => kind.plural);
  const entries = timeline(ctx.store, round.id);
  const story = entries.filter((entry) => entry.story);
  return {
    title: heading(ctx.store, round),
    above: 'Round of bargaining',
    lede: [
      round.v.parties && h('p', { class: 'parties' }, links(ctx, round.v.parties)),
      milestones(ctx, round),
    ],
    body: [
      voiceBar(voicesIn(ctx.store, evidenceIn(ctx, round))),
      h(
        'section',
        {},
        h('h2', {}, 'The story in short'),
        h(
          'p',
          {},
          h(
            'a',
            { href: ctx.href('timeline', { round: round.id, all: 'yes' }) },
            `All ${count(entries.length)} dated entries, with filters`,
          ),
          ' · ',
          h('a', { href: ctx.href('sides', { round: round.id }) }, 'Both sides, side by side'),
        ),
        entriesList(ctx, story, 'h3'),
      ),
      strikes(ctx, round),
      h(
        'section',
        {},
        h('h2', {}, 'Everything in this round'),
        counts(ctx, round.id, kinds) ?? h('p', {}, capital(`no ${manyOf(round.kind)}`)),
      ),
      factsOf(ctx, round),
    ],
    rows: () => [...recordRows(ctx, round), ...story.map((entry) => entryRow(ctx, entry))],
    file: round.id,
  };
}
