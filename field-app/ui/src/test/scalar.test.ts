import { expect, test } from 'vitest';
import {
  boundsOf,
  chosenCodes,
  inWords,
  isBlank,
  readDate,
  readNumber,
  scalarToText,
  textToScalar,
  toggled,
  valueOf,
} from '../questions/scalar';
import { question, words } from './mock_questions';
import type { KindView } from '../views';
import { phrase, plainDate, type Speech } from '../words/words';

const spanish: Speech = {
  language: 'es',
  setLanguage: () => undefined,
  t: (id, args) => phrase('es', id, args),
  say: (text) => text.es,
  when: (at) => at,
};

test('a text that begins with an exclamation mark survives being stored', () => {
  for (const text of ['!dont_know', '!', '¡Hola!', 'plain', '!!two']) {
    expect(scalarToText(textToScalar(text))).toBe(text);
  }
  expect(valueOf(textToScalar('!dont_know'))).not.toBeNull();
});

test('does not know, refused and not asked are three different things', () => {
  expect(isBlank('!not_asked')).toBe(true);
  expect(isBlank(null)).toBe(true);
  expect(isBlank('!dont_know')).toBe(false);
  expect(isBlank('')).toBe(false);
  expect(valueOf('!refused')).toBeNull();
});

test('several choices are kept sorted and joined by one space', () => {
  expect(toggled(null, 'sold')).toBe('sold');
  expect(toggled('sold', 'apprentice')).toBe('apprentice sold');
  expect(toggled('apprentice sold', 'sold')).toBe('apprentice');
  expect(toggled('apprentice', 'apprentice')).toBe('');
  expect(chosenCodes('')).toEqual([]);
});

test('a number is read with comma or point and nothing else', () => {
  expect(readNumber('12')).toBe(12);
  expect(readNumber(' 7,5 ')).toBe(7.5);
  expect(readNumber('1e9')).toBeNull();
  expect(readNumber('doce')).toBeNull();
  expect(readNumber('')).toBeNull();
});

test('an interval has two ends and a plain number has none', () => {
  expect(boundsOf('30..40')).toEqual({ min: '30', max: '40' });
  expect(boundsOf(30)).toBeNull();
  expect(boundsOf('!dont_know')).toBeNull();
});

test('a day that does not exist is not a date', () => {
  expect(readDate('14', '3', '2013')).toBe('2013-03-14');
  expect(readDate('29', '2', '2023')).toBeNull();
  expect(readDate('31', '4', '2020')).toBeNull();
  expect(readDate('1', '13', '2020')).toBeNull();
  expect(readDate('1', '1', '13')).toBeNull();
});

test('every kind of answer can be said in words', () => {
  const asked = (answer: string | number | boolean | null, more: Partial<KindView> = {}) =>
    inWords(question('q', words('¿?'), { type: 'number', ...more }, { answer }), spanish);
  expect(asked('30..40')).toBe('entre 30 y 40');
  expect(asked('!dont_know')).toBe('No sabe');
  expect(asked(null)).toBe('Sin respuesta');
  expect(asked(false, { type: 'yes_no' })).toBe('No');
  expect(asked('2013-03-14', { type: 'date' })).toBe('14 mar 2013');
  expect(asked('', { type: 'choices', options: [] })).toBe('Ninguna de estas');
  expect(plainDate('en', '2026-11-21')).toBe('21 Nov 2026');
});
