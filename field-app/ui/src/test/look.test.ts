import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const styles = join(import.meta.dirname, '..', 'style');
const read = (path: string) => readFileSync(path, 'utf8');
const tokens = read(join(styles, '../../../../server/look/tokens.css')).split('@media')[0] ?? '';
const field = read(join(styles, 'field.css'));

/** The value of a token as the field app sees it, followed to its colour. */
function colour(name: string): string {
  const all = [...`${tokens}${field}`.matchAll(/--([a-z0-9-]+):\s*([^;]+);/g)];
  const found = all.filter((match) => match[1] === name).at(-1)?.[2]?.trim();
  if (!found) throw new Error(`no token --${name}`);
  const points = /^var\(--([a-z0-9-]+)\)$/.exec(found)?.[1];
  return points ? colour(points) : found;
}

/** Relative luminance of WCAG 2.2. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}

function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(colour(one)), luminance(colour(other))].sort((a, b) => a - b);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

const PAIRS: [string, string][] = [
  ['text', 'ground'],
  ['text', 'surface'],
  ['text', 'surface-raised'],
  ['text', 'done-ground'],
  ['text', 'pending-ground'],
  ['text-quiet', 'ground'],
  ['text-quiet', 'surface'],
  ['text-quiet', 'surface-raised'],
  ['on-primary', 'primary'],
  ['on-primary', 'done'],
  ['done', 'done-ground'],
  ['pending', 'pending-ground'],
  ['accent', 'ground'],
  ['accent', 'accent-ground'],
];

test.each(PAIRS)('%s on %s can be read in the sun', (ink, ground) => {
  expect(contrast(ink, ground)).toBeGreaterThanOrEqual(7);
});

test('lines that carry meaning stand out from the ground', () => {
  for (const line of ['border-strong', 'done', 'pending', 'accent', 'focus']) {
    expect(contrast(line, 'ground')).toBeGreaterThanOrEqual(3);
  }
});

test('no text of the field app is smaller than eighteen pixels', () => {
  for (const file of readdirSync(styles)) {
    const text = read(join(styles, file));
    expect(text, file).not.toMatch(/var\(--size-1\)/);
    expect(text, file).not.toMatch(/font-size:\s*(1[0-7]px|0|1rem)/);
  }
  expect(tokens).toMatch(/--size-2: 1\.125rem/);
});

test('buttons and fields are at least as tall as a thumb needs', () => {
  expect(tokens).toMatch(/--target-field: 56px/);
  expect(field).toMatch(/button \{\s*min-height: var\(--target\)/);
  expect(field).toMatch(/--target: var\(--target-field\)/);
});

test('nothing depends on a pointer that hovers', () => {
  for (const file of readdirSync(styles)) {
    expect(read(join(styles, file)), file).not.toMatch(/:hover/);
  }
});
