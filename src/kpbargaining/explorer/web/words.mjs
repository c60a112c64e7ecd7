// @ts-check
/** The words that people read for the names that the data uses. */

/** @type {Record<string, [string, string]>} of a kind: one, several */
const KINDS = {
  Source: ['source', 'sources'],
  Person: ['person', 'people'],
  BargainingRound: ['round', 'rounds'],
  WageStep: ['raise', 'raises'],
  JobAction: ['strike or picket', 'strikes and pickets'],
  Figure: ['number', 'numbers'],
  Step: ['step of the process', 'steps of the process'],
};

/** @param {{name: string, plural: string}} kind */
export function oneOf(kind) {
  return KINDS[kind.name]?.[0] ?? spaced(kind.name.replace(/\B[A-Z]/g, ' $&').toLowerCase());
}

/** @param {{name: string, plural: string}} kind */
export function manyOf(kind) {
  return KINDS[kind.name]?.[1] ?? spaced(kind.plural);
}

/** @type {Record<string, string>} of a field, where its own is none for people */
const FIELDS = { url: 'address', sha256: 'SHA-256 of its text' };

/** The name of a field in words. @param {string} name */
export function spaced(name) {
  return FIELDS[name] ?? name.replaceAll('_', ' ');
}

/** @param {string} text */
export function capital(text) {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** A number with its commas, and what it counts. @param {number} number @param {string} [one] @param {string} [many] */
export function count(number, one = '', many = `${one}s`) {
  const told = number.toLocaleString('en-US');
  return one ? `${told} ${number === 1 ? one : many}` : told;
}

/** How many records there are of a kind. @param {number} number @param {{name: string, plural: string}} kind */
export function counted(number, kind) {
  return count(number, oneOf(kind), manyOf(kind));
}
