/**
 * One part of the interview: its questions in one column, the next step at the thumb.
 * A question is due or not because the notebook says so; leaving one blank never holds anyone
 * up here, `Review` says what is missing.
 */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Notice, ProblemNotice, Loading } from '../parts/notice';
import { Action, Page } from '../parts/page';
import { useDesk, useDoing, useView } from '../parts/view';
import { focusEntry, useSectionKeys } from '../questions/keys';
import { Question } from '../questions/question';
import type { PathView, SectionView } from '../views';
import { useSpeech } from '../words/words';
import { NOTICE_BEFORE, PrivacyNotice } from './privacy_notice';
import { isRosterSection, waitsForPeople } from './people';
import { useSectionDesk } from './section_desk';

interface SectionProps {
  household: string;
  section: string;
  subject: string;
  /** Question to stand at, when one came from the review. */
  code?: string;
}

export function Section({ household, section, subject, code }: SectionProps) {
  const desk = useDesk();
  const { t, say } = useSpeech();
  const work = useSectionDesk({ household, section, subject });
  const path = useView<PathView>('open_interview', { household });
  const doing = useDoing();
  const root = useRef<HTMLDivElement>(null);
  const { view } = work;
  useArrival(root, view, code);

  const goOn = () =>
    doing.run(async () => {
      const stored = await work.settled();
      if (!stored) return showFault(root.current);
      const { next } = stored;
      const peopleFirst = next && path.view && waitsForPeople(path.view, next.section);
      if (next && !peopleFirst) desk.go({ at: 'section', household, section: next.section, subject: next.subject });
      else if (next) desk.backTo('path');
      else desk.go({ at: 'review', household });
    });
  useSectionKeys(root, (from) => void nextQuestion(root, from, work.settled, goOn));

  return (
    <Page
      title={view ? say(view.title) : ''}
      under={view && <span>{t('path-progress', { ...view.progress })}</span>}
      onBack={desk.back}
      onHide={desk.hide}
      actions={
        <>
          {view && <WhoseAnswers view={view} saving={work.saving} />}
          {path.view && isRosterSection(path.view, section, subject) && (
            <AddAnother household={household} settled={work.settled} root={root} />
          )}
          <Action
            word={t('section-next')}
            icon="arrow-right"
            kind="primary"
            act="next"
            disabled={!view || doing.busy}
            onPress={goOn}
          />
        </>
      }
    >
      {work.problem && <ProblemNotice problem={work.problem} onRetry={work.again} />}
      {doing.problem && <ProblemNotice problem={doing.problem} />}
      {!view && !work.problem && <Loading />}
      {view?.intro && <p class="intro">{say(view.intro)}</p>}
      {section === NOTICE_BEFORE && <PrivacyNotice />}
      <div ref={root}>
        {view?.questions.map((question) => (
          <Question
            key={question.code}
            question={question}
            problem={work.faults[question.code]}
            onAnswer={(value) => work.answer(question, value)}
            onClear={() => work.clear(question)}
          />
        ))}
      </div>
      {view?.questions.length === 0 && <Notice>{t('section-nothing')}</Notice>}
      {view && view.questions.length > 0 && <HowToGoOn />}
      {path.view && isRosterSection(path.view, section, subject) && (
        <RemovePerson household={household} subject={subject} />
      )}
    </Page>
  );
}

function HowToGoOn() {
  const { t } = useSpeech();
  return (
    <p class="help closing">
      {t('not-asked-hint')} <span class="with-keys">{t('section-keys')}</span>
    </p>
  );
}

/** Always in sight, however far down the questions go: whom they are about, and that all is kept. */
function WhoseAnswers({ view, saving }: { view: SectionView; saving: boolean }) {
  const { t } = useSpeech();
  const answered = view.questions.some((question) => question.answer !== null);
  if (!view.about && !saving && !answered) return null;
  return (
    <span class="action-note">
      {view.about && <span class="about">{view.about}</span>}
      {(saving || answered) && <span role="status">{t(saving ? 'saving' : 'saved')}</span>}
    </span>
  );
}

/** Stands at the question that the review named, once its section is there. */
function useArrival(
  root: { current: HTMLElement | null },
  view: SectionView | null,
  code: string | undefined,
) {
  const arrived = useRef(false);
  useLayoutEffect(() => {
    if (!view || !code || arrived.current) return;
    arrived.current = true;
    focusEntry(root.current?.querySelector<HTMLElement>(`[data-code="${code}"]`));
  }, [view, code, root]);
}

function showFault(root: HTMLElement | null) {
  const fault = root?.querySelector('.question [role="alert"]');
  focusEntry(fault?.closest<HTMLElement>('.question'));
}

/** Enter: to the question after this one as things stand once it is stored, or on at the end. */
async function nextQuestion(
  root: { current: HTMLElement | null },
  from: string | null,
  settled: () => Promise<SectionView | null>,
  goOn: () => void,
) {
  const stored = await settled();
  if (!stored) return showFault(root.current);
  const codes = stored.questions.map((question) => question.code);
  const open = stored.questions.find((question) => question.answer === null)?.code;
  const next = from === null ? open : codes[codes.indexOf(from) + 1];
  if (next === undefined) return goOn();
  focusEntry(root.current?.querySelector<HTMLElement>(`[data-code="${next}"]`));
}

interface AddAnotherProps {
  household: string;
  settled: () => Promise<SectionView | null>;
  root: { current: HTMLElement | null };
}

function AddAnother({ household, settled, root }: AddAnotherProps) {
  const desk = useDesk();
  const { t } = useSpeech();
  const doing = useDoing();
  const add = () =>
    doing.run(async () => {
      if (!(await settled())) return showFault(root.current);
      const added = await desk.platform.call<{ subject: string; path: PathView }>('add_member', {
        household,
      });
      const first = added.path.steps.find((step) => step.subject === added.subject);
      if (first) desk.go({ at: 'section', household, section: first.section, subject: added.subject });
    });
  return (
    <Action
      word={t('section-another')}
      act="add-another"
      disabled={doing.busy}
      onPress={add}
    />
  );
}

function RemovePerson({ household, subject }: { household: string; subject: string }) {
  const desk = useDesk();
  const { t } = useSpeech();
  const [asked, setAsked] = useState(false);
  const doing = useDoing();
  const remove = () =>
    doing.run(async () => {
      await desk.platform.call('remove_member', { household, subject });
      desk.backTo('path');
    });
  return (
    <div class="remove">
      {doing.problem && <ProblemNotice problem={doing.problem} />}
      {asked ? (
        <>
          <p role="alert">{t('section-remove-sure')}</p>
          <Action word={t('section-remove-yes')} kind="small" act="remove-yes" onPress={remove} />
          <Action
            word={t('section-remove-no')}
            kind="small"
            act="remove-no"
            onPress={() => setAsked(false)}
          />
        </>
      ) : (
        <Action
          word={t('section-remove')}
          icon="minus"
          kind="small"
          act="remove"
          onPress={() => setAsked(true)}
        />
      )}
    </div>
  );
}
