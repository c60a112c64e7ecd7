// @ts-check
/** The timeline, with filters: round, kind, party, days, certain or possible. */

import {
  takesDay,
  takesWords,
  follow,
  kindOptions,
  oneOfThese,
  roundOptions,
  takesKind,
  takesRound,
} from './asked.mjs';
import { inWords } from './dateWords.mjs';
import { h } from './dom.mjs';
import { nameOf } from './labels.mjs';
import { input, paged, recordLink, select, voiceTags, whenPart } from './parts.mjs';
import { groupedBy, references } from './store.mjs';
import { dateCells, sourceCells } from './tables.mjs';
import { entriesBetween, timeline } from './timeline.mjs';
import { folded } from './finding.mjs';
import { capital, count } from './words.mjs';

/** @typedef {import('./context.mjs').Context} Context */
/** @typedef {import('./context.mjs').View} View */
/** @typedef {import('./timeline.mjs').Entry} Entry */

/** What stands in a timeline in short. */
const IN_SHORT = '; in short: rounds, sessions, offers, deals, raises, votes, strikes';

/** The most parties that are offered while one types. */
const OFFERED = 300;

/** The year in which an entry begins, for its place under a heading. @param {Entry} entry */
function yearOf(entry) {
  return /[0-9]{4}/.exec(entry.when)?.[0] ?? '';
}

/** @param {Context} ctx @param {Entry} entry */
function entryItem(ctx, entry) {
  return h(
    'li',
    { class: 'entry' },
    h('div', { class: 'date' }, whenPart(entry.when)),
    h(
      'div',
      { class: 'what' },
      h('span', { class: 'event' }, entry.event),
      ' ',
      recordLink(ctx, entry.record.id, capital(entry.label)),
      ' ',
      voiceTags(ctx, entry.record.id),
    ),
  );
}

/** The entries, year by year. @param {Context} ctx @param {Entry[]} entries @param {string} level the tag of the heading of a year */
export function entriesList(ctx, entries, level) {
  if (!entries.length) return h('p', { class: 'empty' }, 'No entries.');
  const frame = h('div', { class: 'years' });
  /** @type {string | undefined} */
  let year;
  /** @type {HTMLElement} */
  let list;
  const render = (/** @type {Entry[]} */ part) => {
    /** @type {HTMLElement[]} */
    const made = [];
    for (const entry of part) {
      if (!list || yearOf(entry) !== year) {
        year = yearOf(entry);
        list = h('ol', { class: 'entries' });
        made.push(h('section', {}, h(level, { class: 'year' }, year || 'Start not known'), list));
      }
      list.append(entryItem(ctx, entry));
    }
    return made;
  };
  return paged(entries, render, frame);
}

/** @param {Context} ctx @param {Entry} entry @returns {import('./tables.mjs').Row} */
export function entryRow(ctx, entry) {
  return {
    ...dateCells('when', entry.when),
    event: entry.event,
    record: entry.record.id,
    kind: entry.record.kind.name,
    dated_by: entry.datedBy,
    field: entry.field,
    label: entry.label,
    story: String(entry.story),
    ...sourceCells(ctx.store, entry.record.id),
  };
}

/** The organizations and people of entries, those that stand in most first. @param {Context} ctx @param {Entry[]} entries */
function partiesIn(ctx, entries) {
  const ids = entries.flatMap(({ record }) => references(record).map(([, target]) => target));
  const counts = groupedBy(ids, (id) => id);
  return [...counts]
    .filter(([id]) => ['Organization', 'Person'].includes(ctx.store.get(id)?.kind.name ?? ''))
    .sort((a, b) => b[1].length - a[1].length)
    .slice(0, OFFERED)
    .map(([id]) => nameOf(ctx.store, id));
}

/** Whether a record names a party whose name or id has these words. @param {Context} ctx @param {Entry} entry @param {string} party */
function names(ctx, entry, party) {
  return references(entry.record).some(([, id]) => {
    const target = ctx.store.get(id);
    const is = target && ['Organization', 'Person'].includes(target.kind.name);
    return is && (folded(target.v.name).includes(party) || id === party);
  });
}

/** Whether the first of two days is after the last. @param {string} first @param {string} last */
function backward(first, last) {
  return Boolean(first && last && first > last);
}

/** Why the filters leave nothing, where one of them alone is why. @param {Context} ctx @param {Entry[]} all */
function whyNone(ctx, all) {
  const [first, last] = [ctx.params.get('first') ?? '', ctx.params.get('last') ?? ''];
  if (backward(first, last))
    return `No entries: “From”, ${inWords(first)}, is later than “To”, ${inWords(last)}.`;
  const party = ctx.params.get('party') ?? '';
  if (party && !all.some((entry) => names(ctx, entry, folded(party))))
    return `No entries: none has an organization or a person called “${party}”.`;
  return 'No entries.';
}

/** The entries that are left by the filters in the address. @param {Context} ctx @param {Entry[]} all */
function filtered(ctx, all) {
  const chosen = (/** @type {string} */ name) => ctx.params.get(name) ?? '';
  const sure = chosen('sure') === 'possibly' ? 'possibly' : 'certainly';
  const [first, last] = [chosen('first'), chosen('last')];
  const forward = !backward(first, last);
  const party = folded(chosen('party'));
  const found = (forward ? entriesBetween(all, first, last, sure) : []).filter(
    (entry) =>
      (chosen('all') || chosen('kind') || entry.story) &&
      (!chosen('kind') || entry.record.kind.plural === chosen('kind')) &&
      (!party || names(ctx, entry, party)),
  );
  return chosen('order') === 'newest' ? found.reverse() : found;
}

/** @param {Context} ctx @returns {View} */
export function viewTimeline(ctx) {
  follow(ctx, {
    round: takesRound(ctx),
    kind: takesKind(ctx),
    party: takesWords,
    first: takesDay,
    last: takesDay,
    sure: oneOfThese('neither certainly nor possibly', ['certainly', 'possibly']),
    all: oneOfThese('not yes, which asks for every date', ['yes']),
    order: oneOfThese('no order, such as newest', ['newest', 'oldest']),
  });
  let all = timeline(ctx.store, ctx.params.get('round') ?? '');
  /** @type {Entry[]} */
  let found = [];
  const results = h('div', {});
  const told = h('p', { class: 'lede', id: 'told', role: 'status' });
  const parties = h('datalist', { id: 'parties' });
  const offer = () =>
    parties.replaceChildren(...partiesIn(ctx, all).map((value) => h('option', { value })));
  const show = () => {
    found = filtered(ctx, all);
    const short = ctx.params.get('all') || ctx.params.get('kind') ? '' : IN_SHORT;
    told.textContent = `${count(found.length, 'entry', 'entries')}, of ${count(all.length)} with a date${short}.`;
    results.replaceChildren(
      found.length ? entriesList(ctx, found, 'h2') : h('p', { class: 'empty' }, whyNone(ctx, all)),
    );
  };
  const choose = (/** @type {string} */ name) => (/** @type {string} */ value) => {
    ctx.choose({ [name]: value });
    if (name === 'round') {
      all = timeline(ctx.store, value);
      offer();
    }
    show();
  };
  offer();
  show();
  return {
    title: 'Timeline',
    lede: told,
    body: [filters(ctx, choose, parties), results],
    rows: () => found.map((entry) => entryRow(ctx, entry)),
    file: 'timeline',
  };
}

/** @param {Context} ctx @param {(name: string) => (value: string) => void} choose @param {HTMLElement} parties */
function filters(ctx, choose, parties) {
  const chosen = (/** @type {string} */ name) => ctx.params.get(name) ?? '';
  const kinds = kindOptions(
    ctx,
    ctx.store.kinds.filter((kind) => ctx.store.of(kind.plural).length),
  );
  const pick = (
    /** @type {string} */ name,
    /** @type {string} */ label,
    /** @type {[string, string][]} */ options,
  ) => select(`by-${name}`, label, options, chosen(name), choose(name));
  const day = (/** @type {string} */ name, /** @type {string} */ label) =>
    input(`by-${name}`, label, { type: 'date', value: chosen(name) }, choose(name));
  return h(
    'form',
    { class: 'filters', 'aria-label': 'Filters', submit: (event) => event.preventDefault() },
    pick('round', 'Round', roundOptions(ctx, 'All rounds')),
    pick('kind', 'Kind', [['', 'All kinds'], ...kinds]),
    input(
      'by-party',
      'Party',
      { type: 'text', list: 'parties', value: chosen('party'), placeholder: 'a name' },
      choose('party'),
      parties,
    ),
    day('first', 'From'),
    day('last', 'To'),
    pick('sure', 'Lies in these days', [
      ['', 'certainly'],
      ['possibly', 'possibly'],
    ]),
    pick('all', 'How much', [
      ['', 'in short'],
      ['yes', 'every date'],
    ]),
    pick('order', 'Order', [
      ['', 'oldest first'],
      ['newest', 'newest first'],
    ]),
  );
}
