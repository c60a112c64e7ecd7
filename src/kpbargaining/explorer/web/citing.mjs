// @ts-check
/** How to cite a record, a source or all of it: the words of `kp.cite`. */

import { when } from './dates.mjs';

/** @typedef {import('./store.mjs').Rec} Rec */
/** @typedef {import('./store.mjs').Store} Store */
/** @typedef {import('./contents.mjs').About} About */

/** The template with its braces filled in. @param {string} template @param {Record<string, string>} values */
function filled(template, values) {
  return template.replace(/\{([a-z]+)\}/g, (whole, name) => values[name] ?? whole);
}

/** The date, if citations can spell it: open ranges and seasons they cannot. @param {string | undefined} text */
function spelled(text) {
  if (text === undefined) return undefined;
  const date = when(text);
  return date.low === null || date.high === null || date.precision === 'season' ? undefined : text;
}

/** @param {Rec} source @param {string} address */
function citeSource({ v }, address) {
  const [date, seen] = [spelled(v.published), spelled(v.retrieved)];
  const notes = [
    v.kind,
    ...(v.published === date ? [] : [`published ${v.published}`]),
    ...(v.retrieved === seen ? [] : [`seen ${v.retrieved}`]),
  ];
  const tail = address ? ` ${address}.` : '';
  return `${v.publisher} (${date ?? 'n.d.'}). ${v.title}. ${notes.join(', ')}.${tail}${seen ? ` Seen ${seen}.` : ''}`;
}

/**
 * The citation of a record, or of the whole; empty where no edition stands behind the data.
 * @param {Store} store
 * @param {About} about
 * @param {string} step how the store was derived here; empty where it is what the page holds
 * @param {Rec} [record]
 */
export function cite(store, about, step, record) {
  if (record?.kind.name === 'Source') return citeSource(record, store.addressOf(record.id));
  const forms = about.citations;
  if (!forms) return '';
  if (!record) return filled(step ? forms.derivedWhole : forms.whole, { step });
  const names = [...new Set(store.evidenceFor(record.id).flatMap((item) => item.sources))];
  const sources = names.map((name) => {
    const where = [name, store.addressOf(name)].filter(Boolean).join(', ');
    return `"${store.one(name, 'Source')?.v.title ?? name}" (${where})`;
  });
  return filled(step ? forms.derivedRecord : forms.record, {
    step,
    kind: record.kind.name,
    id: record.id,
    formerly: record.v.formerly ? `; formerly ${record.v.formerly.join(', ')}` : '',
    sources: sources.join(', ') || 'no source',
  });
}
