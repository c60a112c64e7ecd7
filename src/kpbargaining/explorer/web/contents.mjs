// @ts-check
/** From the bytes in the page to records: unpacked, checked against the digest, read. */

import { digestOf } from './digest.mjs';
import { Store } from './store.mjs';

/** @typedef {import('./store.mjs').Kind} Kind */
/** @typedef {import('./store.mjs').Rec} Rec */
/** @typedef {import('./store.mjs').Evidence} Evidence */

/**
 * @typedef {object} About what Python says of the dataset
 * @property {string} title
 * @property {string} name the short name, for files
 * @property {string} edition empty where no edition stands behind it
 * @property {string} author
 * @property {string} licence
 * @property {string} frozen the day, or empty
 * @property {string[]} lineage how it was derived
 * @property {string} origin the digest of what it was derived from, or its own
 * @property {string} digest the digest of the data in this page
 * @property {[string, number][]} files names and lengths, in their order
 * @property {string} since the edition with which `changes` compares; empty where none is
 * @property {{record: string, field: string, error: string}[]} errata
 * @property {Citations | null} citations
 * @property {Kind[]} kinds
 */
/**
 * @typedef {object} Citations templates of citations; what stands in braces is filled in here
 * @property {string} record
 * @property {string} derivedRecord
 * @property {string} whole
 * @property {string} derivedWhole
 */

/** What most evidence has for most lists: one for all, as there may be many. @type {any[]} */
const NONE = [];
const NOTHING = {};

/** The page is not what it says it is. */
export class Damaged extends Error {}

/** @param {string} text in base64 */
export function bytesOf(text) {
  const binary = atob(text.trim());
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

/** The bytes that a gzip in base64 holds. @param {string} packed */
export async function unpacked(packed) {
  const stream = new Blob([bytesOf(packed)]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/**
 * The data files of the page, each of the length it says; refused if the digest is another.
 * @param {string} packed
 * @param {About} about
 */
export async function filesOf(packed, about) {
  let content;
  try {
    content = await unpacked(packed);
  } catch {
    throw new Damaged('its data cannot be unpacked');
  }
  /** @type {Map<string, Uint8Array<ArrayBuffer>>} */
  const files = new Map();
  let start = 0;
  for (const [name, length] of about.files) {
    files.set(name, content.subarray(start, start + length));
    start += length;
  }
  const found = await digestOf(files);
  if (start !== content.length)
    throw new Damaged(`its data has ${content.length} bytes, not ${start}`);
  if (found !== about.digest)
    throw new Damaged(`the digest of its data is ${found}, not ${about.digest}`);
  return files;
}

/** What brings a document to each schema from the one before it; as in the library. @type {Record<number, (document: any) => void>} */
const STEPS = {
  2: (document) => {
    for (const outcome of Object.values(document.outcomes ?? {})) outcome.called = [outcome.called];
  },
};

/** The newest schema that this page reads. */
export const SCHEMA = 1 + Object.keys(STEPS).length;

/**
 * The records and the evidence of data files, which Python has held to the format before.
 * @param {Map<string, Uint8Array>} files
 * @param {Kind[]} kinds
 */
export function decode(files, kinds) {
  const plurals = new Map(kinds.map((kind) => [kind.plural, kind]));
  /** @type {Rec[]} */
  const records = [];
  /** @type {Evidence[]} */
  const evidence = [];
  for (const [file, bytes] of files) {
    const { schema, ...document } = JSON.parse(new TextDecoder().decode(bytes));
    for (let step = Number(schema) + 1; step <= SCHEMA; step++) STEPS[step](document);
    const round = /^rounds\/(.*)\.json$/.exec(file)?.[1] ?? '';
    for (const [section, content] of Object.entries(document)) {
      const own = section === 'round' && round;
      const kind = plurals.get(own ? 'rounds' : section);
      const bodies = own ? [[round, content]] : Object.entries(content);
      if (kind) bodies.forEach(([name, body]) => take(kind, name, own ? '' : round, body));
    }
  }
  return { records, evidence };

  /** @param {Kind} kind @param {string} name @param {string} round @param {any} body */
  function take(kind, name, round, { evidence: beside = NONE, ...v }) {
    const id = round ? `${round}/${name}` : name;
    v.id = id;
    if (round) v.round = round;
    records.push({ kind, id, v });
    for (const item of beside) evidence.push(evidenceFrom(id, item));
  }
}

/** A piece of evidence under the names that it has in the library. @param {string} record @param {any} item @returns {Evidence} */
function evidenceFrom(record, item) {
  return {
    record,
    source: item.from,
    sources: item.also ? [item.from, ...item.also] : [item.from],
    fields: item.for ?? NONE,
    says: item.says ?? NOTHING,
    open: item.open ?? NONE,
    weak: item.weak ?? false,
    basis: item.basis ?? 'stated',
    doubt: item.doubt ?? '',
    attests: item.attests ?? '',
    also: item.also ?? NONE,
    locator: item.at ?? '',
    passage: item.words ?? '',
    note: item.note ?? '',
    plain: item,
  };
}

/** The dataset in the page. @param {string} packed @param {About} about */
export async function storeOf(packed, about) {
  const { records, evidence } = decode(await filesOf(packed, about), about.kinds);
  return new Store(about.kinds, records, evidence);
}
