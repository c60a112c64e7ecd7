// @ts-check
/** Elements made by hand: what comes from data is text, and never markup. */

/** @typedef {Node | string | number | null | undefined | false} Child */
/** @typedef {Record<string, string | number | boolean | null | undefined | ((event: any) => void)>} Attributes */

/** How long what happened is told, in milliseconds. */
const LASTING = 5000;

/** Where a link may lead: into the page, or to a public address. */
const LINKS = /^(#\/|https?:\/\/)/;

/**
 * An element with its attributes, what it listens to, and its children.
 * @param {string} tag
 * @param {Attributes} [attributes]
 * @param {...(Child | Child[])} children
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (name !== 'href' || LINKS.test(String(value))) {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  element.append(...nodes(children));
  return element;
}

/** @param {(Child | Child[])[]} children @returns {(Node | string)[]} */
export function nodes(children) {
  const given = children
    .flat()
    .filter((each) => each !== null && each !== undefined && each !== false);
  return given.map((each) => (each instanceof Node ? each : String(each)));
}

/** The element of an id that the page always has. @param {string} id */
export function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** Several children with a text between each two. @param {Child[]} children @param {string} between @returns {Child[]} */
export function joined(children, between = ', ') {
  return children.flatMap((child, place) => (place ? [between, child] : [child]));
}

let silence = 0;

/** Tell for a while what happened: shown, and read out. @param {string} text */
export function say(text) {
  const place = byId('said');
  place.textContent = text;
  clearTimeout(silence);
  silence = setTimeout(() => place.replaceChildren(), LASTING);
}

/** Put a text where other programs find it. @param {string} text @param {string} what */
export async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copyByHand(text);
  }
  say(`${what} copied`);
}

/** The way that is left where a page may not use the clipboard. @param {string} text */
function copyByHand(text) {
  const area = /** @type {HTMLTextAreaElement} */ (
    h('textarea', { class: 'unseen', readonly: true })
  );
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}

/** Hand a text over as a file. @param {string} name @param {string} text */
export function download(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = /** @type {HTMLAnchorElement} */ (document.createElement('a'));
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
