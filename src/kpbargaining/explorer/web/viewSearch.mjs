// @ts-check
/** Search over all words, and the list of all records of one kind. */

import { takesWords, follow, roundOptions, takesKind, takesRound } from './asked.mjs';
import { h } from './dom.mjs';
import { find } from './finding.mjs';
import { heading } from './labels.mjs';
import { input, paged, recordLink, select, voiceTags, whenPart } from './parts.mjs';
import { dayOf, groupedBy, tellingEvent } from './store.mjs';
import { flatRow, sourceCells } from './tables.mjs';
import { capital, count, counted, manyOf, oneOf } from './words.mjs';

/** @typedef {import('./context.mjs').Context} Context */
/** @typedef {import('./context.mjs').View} View */
/** @typedef {import('./store.mjs').Rec} Rec */

/** What a record is, and what happened on its day: a strike that was averted is told from one that was held. @param {Rec} record @param {boolean} kinds whether to tell the kind */
function whatItWas(record, kinds) {
  const [kind, event] = [oneOf(record.kind), tellingEvent(record)];
  return kinds && !event.includes(kind) ? [kind, event].filter(Boolean).join(', ') : event;
}

/** @param {Context} ctx @param {Rec[]} records @param {boolean} [kinds] whether to tell the kind of each */
function results(ctx, records, kinds = true) {
  if (!records.length) return nothing(ctx);
  const item = (/** @type {Rec} */ record) => {
    const day = dayOf(record);
    return h(
      'li',
      { class: 'entry' },
      h('div', { class: 'date' }, day ? whenPart(day) : h('span', { class: 'none' }, 'no date')),
      h(
        'div',
        { class: 'what' },
        h('span', { class: 'event' }, whatItWas(record, kinds)),
        ' ',
        recordLink(ctx, record.id),
        ' ',
        voiceTags(ctx, record.id),
        h('span', { class: 'code' }, record.id),
      ),
    );
  };
  return paged(records, (part) => part.map(item), h('ol', { class: 'entries' }));
}

/** What to do where nothing is found. @param {Context} ctx */
function nothing(ctx) {
  const day = ctx.on
    ? ` It was looked for in what was ${ctx.certainty} known on ${ctx.dayInWords}.`
    : '';
  return h(
    'p',
    { class: 'empty' },
    `Nothing found.${day} A record is found if it has every word: try fewer, a name, or a month and a year.`,
  );
}

/** @param {Context} ctx @param {Rec[]} records */
function rowsOf(ctx, records) {
  return records.map((record) => ({
    record: record.id,
    kind: record.kind.name,
    label: heading(ctx.store, record),
    when: dayOf(record) ?? '',
    ...sourceCells(ctx.store, record.id),
  }));
}

/** @param {Context} ctx @returns {View} */
export function viewSearch(ctx) {
  follow(ctx, { q: takesWords, kind: takesKind(ctx) });
  const query = ctx.params.get('q') ?? '';
  const all = find(ctx.store, query);
  const byKind = groupedBy(all, (record) => record.kind);
  let kind = ctx.params.get('kind') ?? '';
  const list = h('div', {});
  const told = h('p', { class: 'lede', id: 'told', role: 'status' });
  const left = () => (kind ? all.filter((record) => record.kind.plural === kind) : all);
  const show = () => {
    told.textContent = query
      ? `${count(left().length, 'record')} with “${query}”.`
      : 'Write above what you look for: words, names, a month and a year, an id.';
    list.replaceChildren(query ? results(ctx, left()) : '');
  };
  const choose = (/** @type {string} */ value) => {
    kind = value;
    ctx.choose({ kind });
    show();
  };
  /** @type {[string, string][]} */
  const options = ctx.store.kinds
    .filter((each) => byKind.has(each) || each.plural === kind)
    .map((each) => [each.plural, counted(byKind.get(each)?.length ?? 0, each)]);
  show();
  return {
    title: 'Search',
    lede: told,
    body: [
      all.length > 0 &&
        h(
          'div',
          { class: 'filters' },
          select('by-kind', 'Kind', [['', 'All kinds'], ...options], kind, choose),
        ),
      list,
    ],
    rows: () => rowsOf(ctx, left()),
    file: 'search',
  };
}

/** @param {Context} ctx @param {string} plural @returns {View} */
export function viewList(ctx, plural) {
  const kind = ctx.store.kinds.find((each) => each.plural === plural);
  const inRounds = kind?.fields.some((field) => field.name === 'round');
  follow(ctx, { q: takesWords, ...(inRounds && { round: takesRound(ctx) }) });
  const list = h('div', {});
  const told = h('p', { class: 'lede', id: 'told', role: 'status' });
  const chosen = (/** @type {string} */ name) => ctx.params.get(name) ?? '';
  const left = () => {
    const round = chosen('round');
    const all = round ? ctx.store.having(plural, 'round', round) : ctx.store.of(plural);
    if (!chosen('q')) return all;
    const found = new Set(find(ctx.store, chosen('q')));
    return all.filter((record) => found.has(record));
  };
  const show = () => {
    told.textContent = kind ? `${counted(left().length, kind)}. ${kind.about}` : '';
    list.replaceChildren(results(ctx, left(), false));
  };
  const choose = (/** @type {string} */ name) => (/** @type {string} */ value) => {
    ctx.choose({ [name]: value });
    show();
  };
  show();
  return {
    title: kind ? capital(manyOf(kind)) : 'No such kind',
    lede: told,
    body: [
      h(
        'div',
        { class: 'filters' },
        inRounds &&
          select('by-round', 'Round', roundOptions(ctx, 'All'), chosen('round'), choose('round')),
        input('by-text', 'With the words', { type: 'text', value: chosen('q') }, choose('q')),
      ),
      list,
    ],
    rows: () =>
      left().map((record) => ({ ...flatRow(record), ...sourceCells(ctx.store, record.id) })),
    file: plural,
  };
}
