// @ts-check
/** What is said, by whom: every source's numbers, and what each side says; as in the library. */

import { compareDates, when } from './dates.mjs';
import { groupedBy } from './store.mjs';

/** @typedef {import('./store.mjs').Rec} Rec */
/** @typedef {import('./store.mjs').Store} Store */
/** @typedef {import('./store.mjs').Evidence} Evidence */

/** @type {Record<string, string>} */
const SIDES = {
  employer: 'management',
  'medical group': 'management',
  coalition: 'labor',
  'international union': 'labor',
  'local union': 'labor',
  'bargaining unit': 'labor',
  'joint body': 'both',
};

/** @param {string | undefined} a @param {string | undefined} b dates, those that are not known last */
export function byDate(a, b) {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return compareDates(when(a), when(b));
}

/** @param {Rec | undefined} body */
function sideOfBody(body) {
  if (body?.kind.name === 'Committee' || body?.kind.name === 'Partnership') return 'both';
  return body?.kind.name === 'Organization' ? SIDES[body.v.kind] : undefined;
}

/** @param {Store} store @param {string} name */
function sidesOfOne(store, name) {
  const titles = store.having('appointments', 'person', name);
  const bodies = titles.length ? titles.flatMap((title) => title.v.bodies) : [name];
  const found = [...new Set(bodies.map((body) => sideOfBody(store.get(body))))].filter(Boolean);
  const own = found.filter((side) => side !== 'both');
  return own.length ? own : found;
}

/** The side that these are on: management, labor, both, or none. @param {Store} store @param {string[]} names */
export function sideOf(store, names) {
  const found = new Set(names.flatMap((name) => sidesOfOne(store, name)));
  return found.size > 1 ? 'both' : ([...found][0] ?? '');
}

/** A term and all below it. @param {Store} store @param {string} name */
export function narrower(store, name) {
  const found = new Set([name]);
  for (const each of found)
    store.having('terms', 'parent', each).forEach((term) => found.add(term.id));
  return found;
}

/**
 * @typedef {object} SideRow
 * @property {string | undefined} when
 * @property {string} side
 * @property {Rec} statement
 * @property {Rec[]} figures
 * @property {Rec | undefined} answered
 * @property {string[]} sources
 */

/** When the first source of a record was published. @param {Store} store @param {string} id */
export function firstTold(store, id) {
  const dates = store.tellers(id).map((source) => store.one(source, 'Source')?.v.published);
  return dates.filter((date) => date !== undefined).sort(byDate)[0];
}

/** What each side says, by date. @param {Store} store @param {string} [topic] @param {string} [round] @returns {SideRow[]} */
export function sides(store, topic, round) {
  const wanted = topic ? narrower(store, topic) : null;
  const statements = round ? store.having('statements', 'round', round) : store.of('statements');
  const rows = statements
    .filter(({ v }) => !wanted || v.topics?.some((/** @type {string} */ each) => wanted.has(each)))
    .map((statement) => ({
      when: statement.v.on ?? firstTold(store, statement.id),
      side: sideOf(store, statement.v.by),
      statement,
      figures: store
        .having('figures', 'about', statement.id)
        .filter(({ v }) => v.value !== undefined),
      answered: store.one(statement.v.answers, 'Statement'),
      sources: store.tellers(statement.id),
    }));
  return rows.sort((a, b) => byDate(a.when, b.when));
}

/**
 * @typedef {object} NumberRow one number, as one source gives it in one place
 * @property {string | undefined} on
 * @property {string} value
 * @property {string | undefined} among
 * @property {boolean} carried whether the record carries it
 * @property {Rec} figure
 * @property {Rec | undefined} source
 * @property {Evidence} item
 */

/** Every source's number about a record: by date. @param {Store} store @param {string} about @returns {NumberRow[]} */
export function numbers(store, about) {
  const rows = store
    .having('figures', 'about', about)
    .flatMap((figure) => numbersOf(store, figure));
  return rows.sort((a, b) => byDate(a.on ?? a.source?.v.published, b.on ?? b.source?.v.published));
}

/** @param {Store} store @param {Rec} figure @returns {NumberRow[]} */
function numbersOf(store, figure) {
  return store.evidenceFor(figure.id).flatMap((item) => {
    const told = { ...figure.v, ...item.says };
    const speaks = item.fields.includes('value') || item.says.value !== undefined;
    if (!speaks || told.value === undefined) return [];
    const source = store.one(item.source, 'Source');
    const carried = told.value === figure.v.value;
    return [
      {
        on: told.on ?? told.period,
        value: told.value,
        among: told.among,
        carried,
        figure,
        source,
        item,
      },
    ];
  });
}

/** The order in which voices stand, so that what is told of two things can be compared. */
const VOICES = ['management', 'union', 'joint', 'press', 'government', 'academic'];

/** @param {string} a @param {string} b */
export function byVoice(a, b) {
  return VOICES.indexOf(a) - VOICES.indexOf(b);
}

/** How much of the evidence each voice gives. @param {Store} store @param {Iterable<Evidence>} evidence @returns {[string, number][]} */
export function voicesIn(store, evidence) {
  const by = groupedBy(evidence, (item) => store.one(item.source, 'Source')?.v.voice ?? 'unknown');
  return [...by]
    .map(([voice, items]) => /** @type {[string, number]} */ ([voice, items.length]))
    .sort((a, b) => byVoice(a[0], b[0]));
}
