/**
 * One question: its words, its help, the entry for its kind, and what can be said apart from a
 * value ("No sabe", "Prefiere no responder"). Leaving it blank means that it was not asked.
 * It does not know what the question means, nor whether it is due: the notebook says so.
 */
import type { Problem, QuestionView, Scalar } from '../views';
import { useSpeech } from '../words/words';
import { OptionsEntry, type EntryProps } from './options';
import { DONT_KNOW, isApart, isBlank, REFUSED } from './scalar';
import { DateEntry, NumberEntry, TextEntry } from './written';

interface QuestionProps {
  question: QuestionView;
  problem?: Problem | undefined;
  onAnswer: (value: Scalar) => void;
  onClear: () => void;
}

export function Question({ question, problem, onAnswer, onClear }: QuestionProps) {
  const { say } = useSpeech();
  const labelId = `question-${question.code}`;
  return (
    <section
      class={isBlank(question.answer) ? 'question' : 'question answered'}
      data-code={question.code}
      data-kind={question.kind.type}
      aria-labelledby={labelId}
    >
      <h2 id={labelId}>{say(question.text)}</h2>
      {question.help && <p class="help">{say(question.help)}</p>}
      <Entry question={question} labelId={labelId} onAnswer={onAnswer} onClear={onClear} />
      {problem && (
        <p class="fault" role="alert" data-problem={problem.code}>
          {say(problem)}
        </p>
      )}
      <Apart question={question} labelId={labelId} onAnswer={onAnswer} onClear={onClear} />
    </section>
  );
}

export function Entry(props: EntryProps) {
  switch (props.question.kind.type) {
    case 'text':
      return <TextEntry {...props} />;
    case 'number':
      return <NumberEntry {...props} />;
    case 'date':
      return <DateEntry {...props} />;
    case 'note':
      return null;
    default:
      return <OptionsEntry {...props} />;
  }
}

/** The small buttons under a question: what is said apart, and taking the answer back. */
export function Apart({ question, onAnswer, onClear }: EntryProps) {
  const { t } = useSpeech();
  const { answer } = question;
  const said = (value: string, word: string, act: string) => (
    <button
      type="button"
      class={answer === value ? 'small chosen' : 'small'}
      aria-pressed={answer === value}
      data-act={act}
      onClick={() => (answer === value ? onClear() : onAnswer(value))}
    >
      {t(word)}
    </button>
  );
  // What is written is cleared by erasing it; what is chosen needs a button.
  const chosen = ['yes_no', 'choice', 'choices'].includes(question.kind.type);
  const mayClear = chosen && !isBlank(answer) && !isApart(answer);
  if (!question.may_not_know && !question.may_refuse && !mayClear) return null;
  return (
    <div class="apart">
      {question.may_not_know && said(DONT_KNOW, 'dont-know', 'dont-know')}
      {question.may_refuse && said(REFUSED, 'refused', 'refused')}
      {mayClear && (
        <button type="button" class="small" data-act="clear" onClick={onClear}>
          {t('clear-answer')}
        </button>
      )}
    </div>
  );
}
