// @ts-check
/** All records and the evidence for them, indexed; the store of the library, as far as views ask. */

import { compareDates, when } from './dates.mjs';
import { natural } from './natural.mjs';

/**
 * @typedef {object} Field
 * @property {string} name
 * @property {string} role key, fact or ours
 * @property {string} meaning
 * @property {string} type the name of its type of value
 * @property {boolean} many
 * @property {string} refers the kinds whose ids it holds
 * @property {string} event what its date is called in a timeline
 * @property {string} unit
 * @property {[string, string, string][]} flat the columns it unfolds to: suffix, cell, meaning
 */
/**
 * @typedef {object} Kind
 * @property {string} name Session
 * @property {string} plural sessions
 * @property {string} about
 * @property {Field[]} fields
 */
/** @typedef {{kind: Kind, id: string, v: Record<string, any>}} Rec a record: its kind, its id, its values */
/**
 * @typedef {object} Evidence
 * @property {string} record
 * @property {string} source
 * @property {string[]} sources every source it rests on, its own first
 * @property {string[]} fields
 * @property {Record<string, any>} says
 * @property {string[]} open
 * @property {boolean} weak
 * @property {string} basis
 * @property {string} doubt
 * @property {string} attests
 * @property {string[]} also
 * @property {string} locator
 * @property {string} passage
 * @property {string} note
 * @property {Record<string, any>} plain as it stands in the file
 */

/** Items by what a function says of each. @template K, T @param {Iterable<T>} items @param {(item: T) => K} key */
export function groupedBy(items, key) {
  /** @type {Map<K, T[]>} */
  const groups = new Map();
  for (const item of items) {
    const name = key(item);
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return groups;
}

/** The days of a session or a job action. @param {Rec} record @returns {string | undefined} */
export function daysOf(record) {
  return record.v.held ?? record.v.scheduled ?? record.v.planned;
}

/** Which of its dates tells best when something was. */
const TELLING = [
  'held',
  'averted',
  'closed',
  'opened',
  'planned',
  'scheduled',
  'noticed',
  'on',
  'made',
  'published',
  'reached',
  'effective',
  'filed',
  'since',
  'period',
];

/** The day or the days that tell best when something was, as far as it has any. @param {Rec} record @returns {string | undefined} */
export function dayOf(record) {
  const field = tellingField(record);
  return field && record.v[field.name];
}

/** What happened on the day that tells best, where the data has a word for it: averted. @param {Rec} record @returns {string} */
export function tellingEvent(record) {
  return tellingField(record)?.event ?? '';
}

/** The field of the day that tells best when something was. @param {Rec} record */
function tellingField({ kind, v }) {
  const dates = kind.fields.filter(
    ({ type, many }) => !many && (type === 'PartialDate' || type === 'Span'),
  );
  const known = dates.filter((field) => v[field.name] !== undefined);
  return TELLING.map((name) => known.find((field) => field.name === name)).find(Boolean);
}

/** @param {Rec} a @param {Rec} b two records of one kind */
function inOrder(a, b) {
  if (a.kind.name === 'Step') {
    return natural(a.v.round, b.v.round) || a.v.order - b.v.order || natural(a.id, b.id);
  }
  const dated = a.kind.name === 'Session' || a.kind.name === 'JobAction';
  const [one, other] = dated ? [daysOf(a), daysOf(b)] : [];
  if (one && other) return compareDates(when(one), when(other)) || natural(a.id, b.id);
  return Number(!one) - Number(!other) || natural(a.id, b.id);
}

/** Every id that a record refers to, with its field; or that readings of it refer to. @param {Rec} record @param {Record<string, any>} values @returns {[Field, string][]} */
export function references(record, values = record.v) {
  /** @type {[Field, string][]} */
  const found = [];
  for (const field of referring(record.kind)) {
    const value = values[field.name];
    if (value !== undefined) [value].flat().forEach((target) => found.push([field, target]));
  }
  return found;
}

/** @type {Map<Kind, Field[]>} */
const referrings = new Map();

/** @param {Kind} kind */
export function referring(kind) {
  let found = referrings.get(kind);
  if (!found) referrings.set(kind, (found = kind.fields.filter((field) => field.refers)));
  return found;
}

export class Store {
  /** @type {Map<string, Map<string, Rec[]>> | undefined} */
  #grouped;
  /** @type {Map<string, Map<string, Rec>> | undefined} */
  #referrers;
  /** @type {Map<string, Evidence[]> | undefined} */
  #ofSource;
  /** @type {Map<string, unknown>} */
  #made = new Map();

  /** @param {Kind[]} kinds @param {Rec[]} records @param {Evidence[]} evidence */
  constructor(kinds, records, evidence) {
    this.kinds = kinds;
    this.evidence = evidence;
    /** @type {Map<string, Rec[]>} */
    this.byKind = new Map(kinds.map((kind) => [kind.plural, []]));
    /** @type {Map<string, Rec>} */
    this.byId = new Map();
    for (const record of records) {
      this.byKind.get(record.kind.plural)?.push(record);
      for (const name of record.v.formerly ?? []) this.byId.set(name, record);
    }
    for (const record of [...records].reverse()) this.byId.set(record.id, record);
    for (const list of this.byKind.values()) list.sort(inOrder);
    /** @type {Map<string, Evidence[]>} */
    this.ofRecord = groupedBy(evidence, (item) => item.record);
  }

  /** How many records there are. */
  get size() {
    return [...this.byKind.values()].reduce((sum, list) => sum + list.length, 0);
  }

  /** @param {string} plural */
  of(plural) {
    return this.byKind.get(plural) ?? [];
  }

  /** Every record, kind by kind, in order. */
  *records() {
    for (const list of this.byKind.values()) yield* list;
  }

  /** The record of an id, a retired one included. @param {string | undefined} id */
  get(id) {
    return id === undefined ? undefined : this.byId.get(id);
  }

  /** The record of an id if it is of a kind. @param {string | undefined} id @param {string} name */
  one(id, name) {
    const found = this.get(id);
    return found?.kind.name === name ? found : undefined;
  }

  /** The address of a source or of a copy, or else those of what carries it. @param {string | undefined} id */
  addressOf(id) {
    const source = this.one(id, 'Source')?.v;
    const carrier = this.one(source?.part_of, 'Source')?.v;
    return [source?.url, source?.archived, carrier?.url, carrier?.archived].find(Boolean) ?? '';
  }

  /** The id that a record has now. @param {string} id */
  current(id) {
    return this.get(id)?.id ?? id;
  }

  /** The evidence for a record. @param {string} id */
  evidenceFor(id) {
    return this.ofRecord.get(this.current(id)) ?? [];
  }

  /** The evidence that a source gives. @param {string} id */
  evidenceOf(id) {
    this.#ofSource ??= groupedBy(this.evidence, (item) => item.source);
    return this.#ofSource.get(id) ?? [];
  }

  /** The records of a kind whose field is just this value. @param {string} plural @param {string} name @param {string} value */
  having(plural, name, value) {
    this.#grouped ??= new Map();
    const key = `${plural}.${name}`;
    let groups = this.#grouped.get(key);
    if (!groups) {
      groups = groupedBy(this.of(plural), (record) => record.v[name]);
      this.#grouped.set(key, groups);
    }
    return groups.get(value) ?? [];
  }

  /** The records that refer to one. @param {string} id */
  referrers(id) {
    if (!this.#referrers) {
      this.#referrers = new Map();
      for (const record of this.records()) {
        for (const [, target] of references(record)) {
          const name = this.current(target);
          const found = this.#referrers.get(name) ?? new Map();
          this.#referrers.set(name, found.set(record.id, record));
        }
      }
    }
    return [...(this.#referrers.get(this.current(id))?.values() ?? [])];
  }

  /** The round of that id, and all in it. @param {string} id */
  inRound(id) {
    const round = this.one(id, 'BargainingRound');
    const inside = this.kinds.filter((kind) => kind.fields.some((field) => field.name === 'round'));
    return [
      ...(round ? [round] : []),
      ...inside.flatMap((kind) => this.having(kind.plural, 'round', id)),
    ];
  }

  /** The sources that say so, each once. @param {string} id @param {string} [field] with whose value they agree */
  tellers(id, field) {
    const record = this.get(id);
    const items = this.evidenceFor(id).filter(
      (item) => !field || (record && supports(item, field, record.v[field])),
    );
    return [...new Set(items.map((item) => item.source))];
  }

  /** What is worked out once, and kept under a name. @template T @param {string} name @param {() => T} make @returns {T} */
  once(name, make) {
    if (!this.#made.has(name)) this.#made.set(name, make());
    return /** @type {T} */ (this.#made.get(name));
  }
}

/** Whether evidence agrees with a field, or says just this value of it. @param {Evidence} item @param {string} name @param {unknown} value */
export function supports(item, name, value) {
  return item.fields.includes(name) || (value !== undefined && same(item.says[name], value));
}

/** Whether two values of a field are the same. @param {unknown} a @param {unknown} b */
export function same(a, b) {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((each, place) => each === b[place]);
  }
  return a === b;
}
