// @ts-check
/**
 * SHA-256, and the digest of a set of files.
 *
 * Our own where the browser keeps its own, which is much faster, from a page: it does so from pages
 * that are opened from some places.
 */

const ROUNDS = 64;
const BLOCK = 64;

/** The first 32 bits of the fractions of the roots of the first primes. @param {number} root */
function fractions(root) {
  const found = [];
  for (let number = 2; found.length < ROUNDS; number++) {
    let prime = true;
    for (let factor = 2; factor * factor <= number; factor++) prime &&= number % factor !== 0;
    if (prime) found.push(((number ** (1 / root) % 1) * 2 ** 32) | 0);
  }
  return found;
}

const CONSTANTS = Int32Array.from(fractions(3));
const START = fractions(2).slice(0, 8);

/** @param {Int32Array} state @param {Int32Array} w */
function mix(state, w) {
  let a = state[0];
  let b = state[1];
  let c = state[2];
  let d = state[3];
  let e = state[4];
  let f = state[5];
  let g = state[6];
  let h = state[7];
  for (let i = 0; i < ROUNDS; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + CONSTANTS[i] + w[i]) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
  state[5] += f;
  state[6] += g;
  state[7] += h;
}

/** @param {Int32Array} w @param {DataView} view @param {number} at */
function schedule(w, view, at) {
  for (let i = 0; i < 16; i++) w[i] = view.getInt32(at + 4 * i);
  for (let i = 16; i < ROUNDS; i++) {
    const x = w[i - 15];
    const y = w[i - 2];
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
  }
}

/** The end of a message: its last bytes, a one, zeros, and its length. @param {Uint8Array} bytes */
function tail(bytes) {
  const rest = bytes.length % BLOCK;
  const end = new Uint8Array(rest < BLOCK - 8 ? BLOCK : 2 * BLOCK);
  end.set(bytes.subarray(bytes.length - rest));
  end[rest] = 0x80;
  new DataView(end.buffer).setBigUint64(end.length - 8, BigInt(bytes.length) * 8n);
  return end;
}

/**
 * The SHA-256 of some bytes, in hexadecimal digits.
 * @param {Uint8Array} bytes
 */
export function sha256(bytes) {
  const state = Int32Array.from(START);
  const w = new Int32Array(ROUNDS);
  for (const part of [bytes.subarray(0, bytes.length - (bytes.length % BLOCK)), tail(bytes)]) {
    const view = new DataView(part.buffer, part.byteOffset, part.length);
    for (let at = 0; at < part.length; at += BLOCK) {
      schedule(w, view, at);
      mix(state, w);
    }
  }
  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

/** The SHA-256 of some bytes by the browser, where it lets the page have it. @param {Uint8Array<ArrayBuffer>} bytes */
async function quickest(bytes) {
  if (!globalThis.crypto?.subtle) return sha256(bytes);
  const found = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(found, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * The SHA-256 of a set of files: of one line `<sha256>  <name>` each, in order of names.
 * @param {Map<string, Uint8Array<ArrayBuffer>>} files
 */
export async function digestOf(files) {
  const names = [...files.keys()].sort();
  const found = await Promise.all(
    names.map((name) => quickest(files.get(name) ?? new Uint8Array())),
  );
  const lines = names.map((name, place) => `${found[place]}  ${name}\n`);
  return quickest(new TextEncoder().encode(lines.join('')));
}
