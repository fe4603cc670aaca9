/**
 * Choosing: yes or no, one of a list, several of a list. Every option carries its number, which
 * the keyboard uses; a long list can be searched. Choosing the chosen one again takes it back.
 */
import { useRef, useState } from 'preact/hooks';
import { Field } from '../parts/field';
import { Icon } from '../parts/icon';
import type { QuestionView, Scalar } from '../views';
import { useSpeech, type Speech } from '../words/words';
import { chosenCodes, toggled, valueOf } from './scalar';

/** Longer lists get a search line. */
const LONG_LIST = 12;

export interface EntryProps {
  question: QuestionView;
  labelId: string;
  onAnswer: (value: Scalar) => void;
  onClear: () => void;
}

interface Shown {
  key: string;
  word: string;
  value: Scalar;
  chosen: boolean;
}

/** The options as buttons, in the order of their numbers. */
function shownOptions(question: QuestionView, speech: Speech): Shown[] {
  const { kind, answer } = question;
  if (kind.type === 'yes_no') {
    return [
      { key: 'yes', word: speech.t('yes'), value: true, chosen: answer === true },
      { key: 'no', word: speech.t('no'), value: false, chosen: answer === false },
    ];
  }
  const { options } = kind;
  if (kind.type === 'choice') {
    return options.map((option) => ({
      key: option.code,
      word: speech.say(option),
      value: option.code,
      chosen: valueOf(answer) === option.code,
    }));
  }
  const chosen = chosenCodes(answer);
  const listed = options.map((option) => ({
    key: option.code,
    word: speech.say(option),
    value: toggled(answer, option.code),
    chosen: chosen.includes(option.code),
  }));
  const none = noneOption(question, speech);
  return none ? [...listed, none] : listed;
}

/** "None of these": the empty choice, which is an answer, unlike a question left blank. */
function noneOption({ kind, answer }: QuestionView, speech: Speech): Shown | null {
  if (!kind.none_of_these) return null;
  return { key: '', word: speech.t('none-of-these'), value: '', chosen: answer === '' };
}

export function OptionsEntry({ question, labelId, onAnswer, onClear }: EntryProps) {
  const speech = useSpeech();
  const [sought, setSought] = useState('');
  const group = useRef<HTMLDivElement>(null);
  const many = question.kind.type === 'choices';
  const all = shownOptions(question, speech);
  const found = all.map((shown, index) => ({ shown, number: index + 1 })).filter(({ shown }) =>
    matches(shown.word, sought),
  );
  const press = (shown: Shown) => (shown.chosen && !many ? onClear() : onAnswer(shown.value));
  const focusable = Math.max(0, found.findIndex(({ shown }) => shown.chosen));
  return (
    <div class="options">
      {all.length > LONG_LIST && (
        <Field
          id={`${labelId}-seek`}
          label={speech.t('filter-options')}
          type="search"
          value={sought}
          onChange={setSought}
        />
      )}
      <div
        ref={group}
        role={many ? 'group' : 'radiogroup'}
        aria-labelledby={labelId}
        class={question.kind.type === 'yes_no' ? 'option-list pair' : 'option-list'}
        onKeyDown={(event) => moveByArrow(event, group.current)}
      >
        {found.map(({ shown, number }, index) => (
          <button
            type="button"
            key={shown.key}
            class={shown.chosen ? 'option chosen' : 'option'}
            role={many ? 'checkbox' : 'radio'}
            aria-checked={shown.chosen}
            data-option={shown.key}
            data-number={number}
            data-entry={index === focusable ? '' : undefined}
            tabIndex={many || index === focusable ? 0 : -1}
            onClick={() => press(shown)}
          >
            <span class="option-number" aria-hidden="true">
              {shown.chosen ? <Icon name="check" /> : number}
            </span>
            <span>{shown.word}</span>
          </button>
        ))}
      </div>
      {found.length === 0 && <p class="help">{speech.t('filter-options-none')}</p>}
    </div>
  );
}

function matches(word: string, sought: string): boolean {
  return plain(word).includes(plain(sought));
}

/** Without accents and case: «ladrillera» is found by "LADRI", «albañil» by "albanil". */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{Diacritic}/gu, '').toLowerCase().trim();
}

function moveByArrow(event: KeyboardEvent, group: HTMLElement | null) {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (!step || !group) return;
  const buttons = [...group.querySelectorAll<HTMLButtonElement>('button')];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  if (at < 0) return;
  event.preventDefault();
  buttons[(at + step + buttons.length) % buttons.length]?.focus();
}

