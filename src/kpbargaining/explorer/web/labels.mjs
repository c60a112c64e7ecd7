// @ts-check
/** What a person calls a record: names and words, never an id; as the timeline of the library. */

/** @typedef {import('./store.mjs').Rec} Rec */
/** @typedef {import('./store.mjs').Store} Store */

/** The most places or groups that a label names. */
const FEW = 4;

/** What a person calls the record of an id. @param {Store} store @param {string} id @returns {string} */
export function nameOf(store, id) {
  return store.get(id)?.v.name ?? id;
}

/** @param {Store} store @param {string[]} ids */
export function named(store, ids) {
  return ids.map((id) => nameOf(store, id)).join(', ');
}

/** @param {string[] | undefined} names */
function few(names) {
  if (!names?.length) return '';
  const left = names.length - FEW;
  const told = left > 1 ? [...names.slice(0, FEW), `${left} more`] : names;
  return ` (${told.join(', ')})`;
}

/** @type {Record<string, (store: Store, v: Record<string, any>) => string>} */
const OF_KIND = {
  Figure: (store, v) => {
    const counted = store.one(v.metric, 'Term')?.v.name ?? 'things';
    return `${v.value ?? 'unknown number of'} ${counted}${v.among ? `, ${v.among}` : ''}`;
  },
  JobAction: (store, v) => {
    const whose = v.by ? ` of ${named(store, v.by)}` : '';
    return `${v.kind}${whose}${few(v.places)}${v.reason ? `: ${v.reason}` : ''}`;
  },
  Membership: (store, v) => {
    const market = v.market ? few([nameOf(store, v.market)]) : '';
    return `${nameOf(store, v.member)} in ${nameOf(store, v.body)}${market}`;
  },
  Proposal: (store, v) => `${named(store, v.by)}: ${v.summary ?? 'a proposal'}`,
  Session: (_, v) => {
    const where = v.place ?? v.format;
    return `${v.ordinal ? `session ${v.ordinal}` : 'session'}${where ? `, ${where}` : ''}`;
  },
  Vote: (store, v) => {
    const unit = v.unit ? `, ${v.unit}` : '';
    return `${v.kind} by ${named(store, v.by)}${unit}${v.outcome ? `: ${v.outcome}` : ''}`;
  },
  WageStep: (store, v) => {
    const paid = v.lump_sum ? `${v.lump_sum} once` : 'unknown amount';
    const markets = (v.markets ?? []).map((/** @type {string} */ id) => nameOf(store, id));
    const of = store.get(v.of);
    const whose =
      of && ['Agreement', 'Proposal'].includes(of.kind.name) ? `: ${label(store, of)}` : '';
    return `${v.percent ?? paid}${few([...markets, ...(v.whom ? [v.whom] : [])])}${whose}`;
  },
};

/** The first of its names and texts; else its kind, and whose it is. @param {Store} store @param {Rec} record */
function ownWords(store, { kind, v }) {
  const text = v.name ?? v.title ?? v.summary;
  if (text !== undefined) return String(text);
  const sort = v.kind ?? kind.name.toLowerCase();
  return v.by ? `${sort} of ${named(store, v.by)}` : String(sort);
}

/** What a person calls a record. @param {Store} store @param {Rec} record @returns {string} */
export function label(store, record) {
  const own = OF_KIND[record.kind.name];
  return own ? own(store, record.v) : ownWords(store, record);
}

/** The label with a capital, and with what tells sparse records apart. @param {Store} store @param {Rec} record */
export function heading(store, record) {
  const { kind, v } = record;
  let text = label(store, record);
  if (kind.name === 'Appointment') {
    const where = v.bodies ? `, ${named(store, v.bodies)}` : '';
    text = `${nameOf(store, v.person)}: ${v.title ?? 'a title'}${where}`;
  }
  if (kind.name === 'Identifier') text = `${v.scheme} ${v.value ?? ''} of ${nameOf(store, v.of)}`;
  if (kind.name === 'Step') text = `Step ${v.order}: ${v.what ?? ''}`;
  return text[0].toUpperCase() + text.slice(1);
}
