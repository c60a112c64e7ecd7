// @ts-check
/** What happened and is to happen, in order: `Dataset.timeline` of the library, rule by rule. */

import { between, canLieWithin, compareText, liesWithin, place, when } from './dates.mjs';
import { label } from './labels.mjs';
import { natural } from './natural.mjs';
import { daysOf } from './store.mjs';

/** @typedef {import('./store.mjs').Rec} Rec */
/** @typedef {import('./store.mjs').Store} Store */
/** @typedef {import('./knowledge.mjs').Certainty} Certainty */
/**
 * @typedef {object} Entry one dated thing
 * @property {string} when
 * @property {string} event what the date means
 * @property {Rec} record
 * @property {string} datedBy
 * @property {string} field
 * @property {boolean} story whether a short telling has it
 * @property {string} label
 */

const STORY = [
  'Agreement',
  'BargainingRound',
  'JobAction',
  'Proposal',
  'Session',
  'Vote',
  'WageStep',
];
const MINOR = ['session scheduled', 'vote opened', 'vote planned', 'notice given', 'planned'];

/** The records that a timeline of something is made of. @param {Store} store @param {string | undefined} scope @returns {Rec[]} */
function within(store, scope) {
  if (!scope) return [...store.records()];
  const record = store.get(scope);
  if (!record) return [];
  if (record.kind.name !== 'BargainingRound') return unique([record, ...store.referrers(scope)]);
  const tied = [...new Set([record.v.renegotiates, record.v.produced])];
  const agreements = tied.flatMap((name) => store.get(name) ?? []);
  const steps = agreements.flatMap((each) => store.having('wage_steps', 'of', each.id));
  const own = steps.filter((step) => step.v.of === record.v.produced && step.v.round === undefined);
  return [...store.inRound(record.id), ...agreements, ...own];
}

/** @param {Rec[]} records */
function unique(records) {
  return [...new Set(records)];
}

/** The session that dates a record without a date of its own. @param {Store} store @param {Rec} record */
function sessionOf(store, { kind, v }) {
  let name;
  if (kind.name === 'Outcome' || kind.name === 'Proposal') name = v.made === undefined && v.session;
  else if (kind.name === 'Event' || kind.name === 'Statement')
    name = v.on === undefined && v.session;
  else if (kind.name === 'Figure' && ['new', 'running total'].includes(v.scope)) name = v.about;
  return store.one(name || undefined, 'Session');
}

/** What a record is called that its session dates. @param {Rec} record */
function eventOf({ kind, v }) {
  if (kind.name === 'Outcome') return v.called.at(-1);
  return kind.name === 'Figure' ? v.scope : kind.name.toLowerCase();
}

/** The entries of one record. @param {Store} store @param {Rec} record @returns {Entry[]} */
function entriesOf(store, record) {
  const { kind, v, id } = record;
  const told = STORY.includes(kind.name);
  const past = v.held !== undefined || v.averted !== undefined || v.closed !== undefined;
  /** @type {Entry[]} */
  const found = [];
  const add = (
    /** @type {string} */ day,
    /** @type {string} */ event,
    /** @type {string} */ field,
    datedBy = id,
    story = told,
  ) =>
    found.push({
      when: day,
      event,
      record,
      datedBy,
      field,
      story,
      get label() {
        return label(store, record);
      },
    });
  for (const field of kind.fields) {
    if (!field.event || v[field.name] === undefined) continue;
    const proposed = kind.name === 'WageStep' && store.one(v.of, 'Proposal') !== undefined;
    const minor = proposed || (past && MINOR.includes(field.event));
    const event = proposed ? `proposed ${field.event}` : field.event;
    add(v[field.name], event, field.name, id, told && !minor);
  }
  const session = sessionOf(store, record);
  const days = session && daysOf(session);
  const field = session?.v.held === undefined ? 'scheduled' : 'held';
  if (session && days) add(days, eventOf(record), field, session.id);
  return found;
}

/** The entries of a round, of another record, or of all, in order. @param {Store} store @param {string} [scope] @returns {Entry[]} */
export function timeline(store, scope) {
  const rank = new Map(store.kinds.map((kind, order) => [kind, order]));
  const keyed = within(store, scope)
    .flatMap((record) => entriesOf(store, record))
    .map((entry) => ({ entry, key: place(when(entry.when)) }));
  keyed.sort(({ entry: a, key: p }, { entry: b, key: q }) => {
    const session =
      Number(a.record.kind.name !== 'Session') - Number(b.record.kind.name !== 'Session');
    const kinds = (rank.get(a.record.kind) ?? 0) - (rank.get(b.record.kind) ?? 0);
    return p[0] - q[0] || p[1] - q[1] || session || kinds || natural(a.record.id, b.record.id);
  });
  return keyed.map(({ entry }) => entry);
}

/** Those that certainly, or possibly, lie between two days, both included. @param {Entry[]} entries @param {string} first @param {string} last @param {Certainty} certainty */
export function entriesBetween(entries, first, last, certainty) {
  if (!first && !last) return entries;
  const time = between(first, last);
  const lies = certainty === 'certainly' ? liesWithin : canLieWithin;
  return entries.filter((entry) => lies(when(entry.when), time));
}

/** The years in which entries begin, each once. @param {Entry[]} entries */
export function yearsOf(entries) {
  return [...new Set(entries.map((entry) => entry.when.replace(/^[[./]*/, '').slice(0, 4)))].sort(
    compareText,
  );
}
