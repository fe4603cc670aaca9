/**
 * Answers as they are stored, one scalar each: text (a leading `!` doubled), number, yes or no,
 * an option's code, several codes joined by one space (none: ""), `2013-03-14`, `30..40`,
 * `!dont_know`, `!refused`, `!not_asked`. Null is not asked too.
 */
import type { QuestionView, Scalar } from '../views';
import { plainDate, type Speech } from '../words/words';

export const DONT_KNOW = '!dont_know';
export const REFUSED = '!refused';
export const NOT_ASKED = '!not_asked';

export function isBlank(answer: Scalar | null): boolean {
  return answer === null || answer === NOT_ASKED;
}

/** Said apart from any value: does not know, prefers not to answer. */
export function isApart(answer: Scalar | null): boolean {
  return answer === DONT_KNOW || answer === REFUSED;
}

/** The answer's own value, or null when there is none. */
export function valueOf(answer: Scalar | null): Scalar | null {
  return isBlank(answer) || isApart(answer) ? null : answer;
}

export function textToScalar(text: string): string {
  return text.startsWith('!') ? `!${text}` : text;
}

export function scalarToText(answer: Scalar | null): string {
  const value = valueOf(answer);
  if (value === null) return '';
  const text = String(value);
  return text.startsWith('!!') ? text.slice(1) : text;
}

export function chosenCodes(answer: Scalar | null): string[] {
  const value = valueOf(answer);
  return typeof value === 'string' ? value.split(' ').filter(Boolean) : [];
}

/** With the code added or taken away, sorted as the store sorts. */
export function toggled(answer: Scalar | null, code: string): string {
  const codes = new Set(chosenCodes(answer));
  if (!codes.delete(code)) codes.add(code);
  return [...codes].sort().join(' ');
}

export interface Bounds {
  min: string;
  max: string;
}

/** The two ends of an interval, or null when the answer is none. */
export function boundsOf(answer: Scalar | null): Bounds | null {
  if (typeof answer !== 'string') return null;
  const [min, max, more] = answer.split('..');
  return min !== undefined && max !== undefined && more === undefined && !isApart(answer)
    ? { min, max }
    : null;
}

const NUMBER = /^-?\d{1,9}([.,]\d{1,4})?$/;

/** What was typed as a number, with comma or point; null when it is not one. */
export function readNumber(text: string): number | null {
  const trimmed = text.trim();
  return NUMBER.test(trimmed) ? Number(trimmed.replace(',', '.')) : null;
}

/** `YYYY-MM-DD` when the three make a day that exists. */
export function readDate(day: string, month: string, year: string): string | null {
  if (![day, month, year].every((part) => /^\d{1,4}$/.test(part.trim()))) return null;
  const [d, m, y] = [Number(day), Number(month), Number(year)];
  const at = new Date(Date.UTC(y, m - 1, d));
  const exists =
    y >= 1900 && at.getUTCFullYear() === y && at.getUTCMonth() === m - 1 && at.getUTCDate() === d;
  return exists ? at.toISOString().slice(0, 10) : null;
}

/** The answer in words, for lists and corrections. */
export function inWords(question: QuestionView, speech: Speech): string {
  const { answer, kind } = question;
  if (isBlank(answer)) return speech.t('answer-blank');
  if (answer === DONT_KNOW) return speech.t('dont-know');
  if (answer === REFUSED) return speech.t('refused');
  if (kind.type === 'yes_no') return speech.t(answer === true ? 'yes' : 'no');
  if (kind.type === 'date') return plainDate(speech.language, String(answer));
  if (kind.type === 'text') return scalarToText(answer);
  if (kind.type === 'number') {
    const bounds = boundsOf(answer);
    return bounds ? speech.t('answer-interval', { ...bounds }) : String(answer);
  }
  const codes = kind.type === 'choice' ? [String(answer)] : chosenCodes(answer);
  const words = codes.map((code) => {
    const option = kind.options.find((one) => one.code === code);
    return option ? speech.say(option) : code;
  });
  return words.length > 0 ? words.join('; ') : speech.t('none-of-these');
}
