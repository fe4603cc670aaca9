/** The answers of a closed part in words, each with a way to correct it and say why. */
import { useState } from 'preact/hooks';
import { Field } from '../parts/field';
import { Loading, Notice, ProblemNotice } from '../parts/notice';
import { Action, Page } from '../parts/page';
import { useDesk, useDoing, useView } from '../parts/view';
import { Apart, Entry } from '../questions/question';
import { inWords } from '../questions/scalar';
import type { QuestionView, Scalar, SectionView } from '../views';
import { useSpeech } from '../words/words';

interface CorrectSectionProps {
  household: string;
  section: string;
  subject: string;
}

export function CorrectSection({ household, section, subject }: CorrectSectionProps) {
  const desk = useDesk();
  const speech = useSpeech();
  const { t, say } = speech;
  const place = { household, section, subject };
  const { view, problem, again } = useView<SectionView>('section', place);
  const [open, setOpen] = useState<string | null>(null);
  const [kept, setKept] = useState(false);
  const stored = () => {
    setOpen(null);
    setKept(true);
    again();
  };
  return (
    <Page title={view ? say(view.title) : ''} onBack={desk.back} onHide={desk.hide}>
      {problem && <ProblemNotice problem={problem} onRetry={again} />}
      {!view && !problem && <Loading />}
      {kept && (
        <Notice kind="good" icon="circle-check">
          <p>{t('correct-kept')}</p>
        </Notice>
      )}
      {view?.questions.map((question) => (
        <section class="question" key={question.code} data-code={question.code}>
          <h2 id={`question-${question.code}`}>{say(question.text)}</h2>
          <p class="answer-words">{inWords(question, speech)}</p>
          {open === question.code ? (
            <Correction {...place} question={question} onDone={stored} onLeave={() => setOpen(null)} />
          ) : (
            <Action
              word={t('correct-change')}
              icon="pencil"
              kind="small"
              act="correct"
              onPress={() => {
                setOpen(question.code);
                setKept(false);
              }}
            />
          )}
        </section>
      ))}
    </Page>
  );
}

interface CorrectionProps extends CorrectSectionProps {
  question: QuestionView;
  onDone: () => void;
  onLeave: () => void;
}

function Correction({ question, household, section, subject, onDone, onLeave }: CorrectionProps) {
  const desk = useDesk();
  const { t } = useSpeech();
  const [value, setValue] = useState<Scalar | null>(question.answer);
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const doing = useDoing();
  const entry = {
    question: { ...question, answer: value },
    labelId: `question-${question.code}`,
    onAnswer: setValue,
    onClear: () => setValue(null),
  };
  const save = () => {
    const missing = value === null || value === question.answer;
    const found = missing ? 'correct-missing-value' : reason.trim() ? null : 'correct-missing-reason';
    setFault(found);
    if (found) return;
    doing.run(async () => {
      const { code } = question;
      const args = { household, section, subject, code, value, reason: reason.trim() };
      await desk.platform.call('correct', args);
      onDone();
    });
  };
  return (
    <div class="correction">
      <Entry {...entry} />
      <Apart {...entry} />
      <Field
        id={`reason-${question.code}`}
        label={t('correct-reason')}
        help={t('correct-reason-help')}
        value={reason}
        onChange={setReason}
        onEnter={save}
      />
      {fault && (
        <p class="fault" role="alert">
          {t(fault)}
        </p>
      )}
      {doing.problem && <ProblemNotice problem={doing.problem} />}
      <div class="apart">
        <Action word={t('correct-go')} icon="check" kind="primary" act="save-correction" onPress={save} />
        <Action word={t('correct-cancel')} kind="small" act="leave-correction" onPress={onLeave} />
      </div>
    </div>
  );
}
