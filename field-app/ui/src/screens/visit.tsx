/** What happened at the door: the official result codes, in plain words and in groups. */
import { useRef, useState } from 'preact/hooks';
import { Field } from '../parts/field';
import { Icon } from '../parts/icon';
import { Loading, ProblemNotice } from '../parts/notice';
import { Action, Page } from '../parts/page';
import { useDesk, useDoing, useView } from '../parts/view';
import { useSectionKeys } from '../questions/keys';
import type { VisitResultView } from '../views';
import { phrase, useSpeech, type Speech } from '../words/words';

/** The results under their groups, in the order in which the notebook gives them. */
export function grouped(results: VisitResultView[]): [string, VisitResultView[]][] {
  const found = new Map<string, VisitResultView[]>();
  for (const result of results) {
    found.set(result.group, [...(found.get(result.group) ?? []), result]);
  }
  return [...found];
}

function groupWord(group: string, speech: Speech): string {
  const id = `group-${group}`;
  const word = phrase(speech.language, id);
  return word === id ? speech.t('group-other') : word;
}

export function Visit({ household }: { household: string }) {
  const desk = useDesk();
  const { t } = useSpeech();
  const { view: results, problem, again } = useView<VisitResultView[]>('visit_results');
  const [result, setResult] = useState('');
  const [note, setNote] = useState('');
  const [fault, setFault] = useState(false);
  const doing = useDoing();
  const root = useRef<HTMLDivElement>(null);
  const save = () => {
    setFault(!result);
    if (!result) return;
    doing.run(async () => {
      await desk.platform.call('record_visit', { household, result, note: note.trim() });
      desk.back();
    });
  };
  useSectionKeys(root, () => save());
  return (
    <Page
      title={t('visit-title')}
      onBack={desk.back}
      onHide={desk.hide}
      actions={
        <Action
          word={t('visit-go')}
          icon="check"
          kind="primary"
          act="save"
          disabled={doing.busy}
          onPress={save}
        />
      }
    >
      {problem && <ProblemNotice problem={problem} onRetry={again} />}
      {!results && !problem && <Loading />}
      <div ref={root}>
        <Results results={results ?? []} result={result} onChoose={setResult} />
      </div>
      {results && (
        <Field
          id="visit-note"
          label={t('visit-note')}
          help={t('visit-note-help')}
          value={note}
          onChange={setNote}
          onEnter={save}
        />
      )}
      {fault && (
        <p class="fault" role="alert">
          {t('visit-missing')}
        </p>
      )}
      {doing.problem && <ProblemNotice problem={doing.problem} />}
    </Page>
  );
}

interface ResultsProps {
  results: VisitResultView[];
  result: string;
  onChoose: (code: string) => void;
}

/** All results under their groups, numbered through for the keyboard. */
function Results({ results, result, onChoose }: ResultsProps) {
  const speech = useSpeech();
  const groups = grouped(results);
  const numbers = groups.flatMap(([, members]) => members.map((one) => one.code));
  return (
    <div class={result ? 'question answered' : 'question'} data-code="visit_result">
      {groups.map(([group, members]) => (
        <section key={group}>
          <h2>{groupWord(group, speech)}</h2>
          <div class="option-list" role="radiogroup" aria-label={groupWord(group, speech)}>
            {members.map((one) => (
              <Result
                key={one.code}
                code={one.code}
                word={speech.say(one)}
                number={numbers.indexOf(one.code) + 1}
                chosen={one.code === result}
                onChoose={() => onChoose(one.code)}
              />
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}

interface ResultProps {
  code: string;
  word: string;
  number: number;
  chosen: boolean;
  onChoose: () => void;
}

function Result({ code, word, number, chosen, onChoose }: ResultProps) {
  return (
    <button
      type="button"
      class={chosen ? 'option chosen' : 'option'}
      role="radio"
      aria-checked={chosen}
      data-option={code}
      data-number={number}
      onClick={onChoose}
    >
      <span class="option-number" aria-hidden="true">
        {chosen ? <Icon name="check" /> : number}
      </span>
      <span>{word}</span>
    </button>
  );
}
