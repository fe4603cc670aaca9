import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FluentResource } from '@fluent/bundle';
import { build } from 'vite';
import { expect, test } from 'vitest';
import { phrase } from '../words/words';

const ui = join(import.meta.dirname, '..', '..');
const catalogue = (language: string) => readFileSync(join(ui, 'locales', `${language}.ftl`), 'utf8');
const ids = (language: string) => new FluentResource(catalogue(language)).body.map((entry) => entry.id);

/**
 * Words that no screen of the doorway may show: the condition, its names and its verdicts.
 * The privacy notice may name its purpose, but it comes from the questionnaire, not from here.
 */
const FORBIDDEN = [
  /trabajo\s+infantil/i,
  /child\s+labou?r/i,
  /explotaci[oó]n/i,
  /no\s+permitid[oa]/i,
  /peligros[oa]/i,
  /hazardous/i,
  /menores?\b/i,
  /clasificaci[oó]n/i,
  /classification/i,
  /verdict|veredicto|dictamen/i,
  /denuncia/i,
];

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

test('both languages have the same texts in the same order', () => {
  expect(ids('en')).toEqual(ids('es'));
  expect(new Set(ids('es')).size).toBe(ids('es').length);
});

test('every text that a screen asks for is in the catalogue', () => {
  const known = new Set(ids('es'));
  const missing = files(join(ui, 'src'))
    .filter((path) => path.endsWith('.tsx') && !path.includes('test'))
    .flatMap((path) => [...readFileSync(path, 'utf8').matchAll(/\bt\(\s*'([a-z_-]+)'/g)])
    .map((match) => match[1] ?? '')
    .filter((id) => !known.has(id));
  expect(missing).toEqual([]);
});

test('no sentence of the screens is longer than twenty words', () => {
  const long = ['es', 'en'].flatMap((language) =>
    catalogue(language)
      .split('\n')
      .filter((line) => !line.startsWith('#'))
      .map((line) => line.replace(/^[a-z_-]+ =|^\s*\*?\[\w+\]/, ''))
      .flatMap((line) => line.split(/[.?!;]\s/))
      .filter((sentence) => sentence.trim().split(/\s+/).length > 20),
  );
  expect(long).toEqual([]);
});

test('no catalogue holds a word that the doorway must not see', () => {
  for (const language of ['es', 'en']) {
    for (const word of FORBIDDEN) expect(catalogue(language)).not.toMatch(word);
  }
});

test('no built file holds a word that the doorway must not see', async () => {
  const built = await build({
    root: ui,
    logLevel: 'silent',
    build: { write: false },
  });
  const outputs = Array.isArray(built) ? built : [built];
  const texts = outputs.flatMap((output) => ('output' in output ? output.output : []));
  expect(texts.some((file) => file.fileName.endsWith('.js'))).toBe(true);
  for (const file of texts) {
    const text = file.type === 'chunk' ? file.code : String(file.source);
    if (!/\.(js|css|html)$/.test(file.fileName)) continue;
    for (const word of FORBIDDEN) {
      expect(word.exec(text)?.[0], `${file.fileName} holds ${word}`).toBeUndefined();
    }
  }
}, 60_000);

test('the offline sentence says where the interviews are', () => {
  expect(phrase('es', 'send-offline', { n: 12 })).toBe(
    'No hay señal. Sus 12 entrevistas están guardadas en esta tableta. Envíelas cuando haya red.',
  );
  expect(phrase('es', 'send-offline', { n: 1 })).toContain('Su entrevista está guardada');
});
