/**
 * Writing: a text, a number or an interval, a date. What is written is handed over when the
 * person leaves the field or presses Enter; what cannot be read is said at once and stays.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { KindView, Scalar } from '../views';
import { plainDate, useSpeech, type Speech } from '../words/words';
import { whenPointerIsUp } from '../parts/pointer';
import type { EntryProps } from './options';
import {
  boundsOf,
  readDate,
  readNumber,
  scalarToText,
  textToScalar,
  valueOf,
  type Bounds,
} from './scalar';

const LONG_TEXT = 80;

function unitWord(kind: KindView, speech: Speech): string {
  return kind.unit ? speech.say(kind.unit) : '';
}

/** Text that follows the stored answer, unless the person is writing another one. */
function useWritten(stored: string): [string, (text: string) => void] {
  const [text, setText] = useState(stored);
  useEffect(() => setText(stored), [stored]);
  return [text, setText];
}

/**
 * Hands a value over once: not again when the field is merely left. What was refused differs from
 * what is stored, so writing the stored value again goes out and lifts the refusal.
 */
function useHandOnce({ question, onAnswer, onClear }: EntryProps): (value: Scalar | null) => void {
  const last = useRef<Scalar | null>(null);
  useEffect(() => {
    last.current = valueOf(question.answer);
  }, [question.answer]);
  return (value) => {
    if (value === last.current) return;
    last.current = value;
    if (value === null) onClear();
    else onAnswer(value);
  };
}

export function TextEntry(props: EntryProps) {
  const { question, labelId } = props;
  const hand = useHandOnce(props);
  const stored = scalarToText(question.answer);
  const [text, setText] = useWritten(stored);
  const commit = () => {
    const trimmed = text.trim();
    hand(trimmed === '' ? null : textToScalar(trimmed));
  };
  const shared = {
    value: text,
    'aria-labelledby': labelId,
    'data-entry': '',
    autoComplete: 'off',
    maxLength: question.kind.max ?? undefined,
    onBlur: commit,
    onInput: (event: Event) =>
      setText((event.currentTarget as HTMLInputElement | HTMLTextAreaElement).value),
    onKeyDown: (event: KeyboardEvent) => event.key === 'Enter' && commit(),
  };
  return (question.kind.max ?? 0) > LONG_TEXT ? (
    <textarea {...shared} rows={2} />
  ) : (
    <input {...shared} type="text" />
  );
}

type Reading = { value: Scalar } | { blank: true } | { fault: string };

function readWritten(min: string, max: string, interval: boolean): Reading {
  if (min.trim() === '' && (!interval || max.trim() === '')) return { blank: true };
  const from = readNumber(min);
  if (!interval) return from === null ? { fault: 'number-not-a-number' } : { value: from };
  const to = readNumber(max);
  if (from === null || to === null) return { fault: 'number-not-a-number' };
  return from < to ? { value: `${from}..${to}` } : { fault: 'number-interval-order' };
}

function storedBounds(answer: Scalar | null): Bounds {
  const value = valueOf(answer);
  return boundsOf(value) ?? { min: value === null ? '' : String(value), max: '' };
}

export function NumberEntry(props: EntryProps) {
  const { question, labelId } = props;
  const hand = useHandOnce(props);
  const speech = useSpeech();
  const stored = storedBounds(question.answer);
  const [min, setMin] = useWritten(stored.min);
  const [max, setMax] = useWritten(stored.max);
  const [interval, setInterval] = useState(stored.max !== '');
  const [fault, setFault] = useState('');
  const commit = () => {
    const reading = readWritten(min, max, interval);
    void whenPointerIsUp().then(() => setFault('fault' in reading ? reading.fault : ''));
    if ('value' in reading) hand(reading.value);
    if ('blank' in reading) hand(null);
  };
  const unit = unitWord(question.kind, speech);
  const line = (value: string, set: (text: string) => void, first: boolean) => (
    <input
      type="text"
      inputMode="decimal"
      autoComplete="off"
      class="number"
      value={value}
      aria-labelledby={labelId}
      aria-invalid={fault ? true : undefined}
      data-entry={first ? '' : undefined}
      data-bound={first ? 'min' : 'max'}
      onInput={(event) => set(event.currentTarget.value)}
      onBlur={(event) => leftGroup(event) && commit()}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
    />
  );
  return (
    <div class="number-entry" data-group="">
      <div class="number-line">
        {interval && <span>{speech.t('number-from')}</span>}
        {line(min, setMin, true)}
        {interval && <span>{speech.t('number-to')}</span>}
        {interval && line(max, setMax, false)}
        {unit && <span class="unit">{unit}</span>}
        {question.kind.may_be_interval && (
          <button
            type="button"
            class="small"
            data-act="interval"
            onClick={() => setInterval(!interval)}
          >
            {speech.t(interval ? 'number-exact' : 'number-interval')}
          </button>
        )}
      </div>
      {fault && (
        <p class="fault" role="alert">
          {speech.t(fault)}
        </p>
      )}
    </div>
  );
}

/** True when the focus leaves the question's fields, not when it moves between them. */
function leftGroup(event: FocusEvent): boolean {
  const group = (event.currentTarget as HTMLElement).closest('[data-group]');
  const to = event.relatedTarget;
  return !(to instanceof HTMLInputElement && group?.contains(to));
}

export function DateEntry(props: EntryProps) {
  const { question, labelId } = props;
  const hand = useHandOnce(props);
  const { t, language } = useSpeech();
  const stored = String(valueOf(question.answer) ?? '');
  const [storedYear = '', storedMonth = '', storedDay = ''] = stored.split('-');
  const [day, setDay] = useWritten(storedDay.replace(/^0/, ''));
  const [month, setMonth] = useWritten(storedMonth.replace(/^0/, ''));
  const [year, setYear] = useWritten(storedYear);
  const [fault, setFault] = useState(false);
  const commit = () => {
    if ([day, month, year].every((part) => part.trim() === '')) {
      void whenPointerIsUp().then(() => setFault(false));
      hand(null);
      return;
    }
    const date = readDate(day, month, year);
    void whenPointerIsUp().then(() => setFault(date === null));
    if (date) hand(date);
  };
  const part = (id: string, value: string, set: (text: string) => void, size: number) => (
    <label class={`date-part digits-${size}`}>
      <span>{t(`date-${id}`)}</span>
      <input
        type="text"
        inputMode="numeric"
        autoComplete="off"
        maxLength={size}
        value={value}
        aria-describedby={labelId}
        data-entry={id === 'day' ? '' : undefined}
        data-date={id}
        onInput={(event) => set(event.currentTarget.value)}
        onBlur={(event) => leftGroup(event) && commit()}
        onKeyDown={(event) => event.key === 'Enter' && commit()}
      />
    </label>
  );
  const read = readDate(day, month, year);
  return (
    <div class="date-entry" data-group="">
      <div class="date-line">
        {part('day', day, setDay, 2)}
        {part('month', month, setMonth, 2)}
        {part('year', year, setYear, 4)}
      </div>
      {read && <p class="date-read">{plainDate(language, read)}</p>}
      {fault && (
        <p class="fault" role="alert">
          {t('date-not-a-date')}
        </p>
      )}
    </div>
  );
}
