/** What happened at the door: the official result codes, in plain words and in groups. */
import { useState } from 'preact/hooks';
import { Field } from '../parts/field';
import { Icon } from '../parts/icon';
import { Loading, ProblemNotice } from '../parts/notice';
import { Action, Page } from '../parts/page';
import { useDesk, useDoing, useView } from '../parts/view';
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
  const speech = useSpeech();
  const { t, say } = speech;
  const { view: results, problem, again } = useView<VisitResultView[]>('visit_results');
  const [result, setResult] = useState('');
  const [note, setNote] = useState('');
  const [fault, setFault] = useState(false);
  const doing = useDoing();
  const save = () => {
    setFault(!result);
    if (!result) return;
    doing.run(async () => {
      await desk.platform.call('record_visit', { household, result, note: note.trim() });
      desk.back();
    });
  };
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
      {grouped(results ?? []).map(([group, members]) => (
        <section key={group} class="path-group">
          <h2>{groupWord(group, speech)}</h2>
          <div class="option-list" role="radiogroup" aria-label={groupWord(group, speech)}>
            {members.map((one) => (
              <button
                type="button"
                key={one.code}
                class={one.code === result ? 'option chosen' : 'option'}
                role="radio"
                aria-checked={one.code === result}
                data-option={one.code}
                onClick={() => setResult(one.code)}
              >
                <span class="option-number" aria-hidden="true">
                  {one.code === result ? <Icon name="check" /> : ''}
                </span>
                <span>{say(one)}</span>
              </button>
            ))}
          </div>
        </section>
      ))}
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
