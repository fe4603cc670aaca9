/** The interview as a path of tiles: a part a tile, the household's first, then each person's. */
import { Icon, type IconName } from '../parts/icon';
import { Loading, ProblemNotice } from '../parts/notice';
import { Action, Page } from '../parts/page';
import { Hopscotch } from '../parts/tiles';
import { useDesk, useDoing, useView } from '../parts/view';
import type { PathView, StepState, StepView } from '../views';
import { useSpeech } from '../words/words';
import { groups, hasPeople, mayAddPeople, nextStep } from './people';

const STEP_ICONS: Record<StepState, IconName> = {
  empty: 'arrow-right',
  started: 'pencil',
  done: 'check',
};

/** Opening a part, and adding a person, whose first part is then opened. */
function usePathSteps(household: string) {
  const desk = useDesk();
  const doing = useDoing();
  const open = (step: StepView) =>
    desk.go({ at: 'section', household, section: step.section, subject: step.subject });
  const addMember = () =>
    doing.run(async () => {
      const added = await desk.platform.call<{ subject: string; path: PathView }>('add_member', {
        household,
      });
      const first = added.path.steps.find((step) => step.subject === added.subject);
      if (first) open(first);
    });
  return { doing, open, addMember };
}

export function Path({ household }: { household: string }) {
  const desk = useDesk();
  const { t } = useSpeech();
  const { view, problem, again } = useView<PathView>('open_interview', { household });
  const { doing, open, addMember } = usePathSteps(household);
  const next = view && nextStep(view);
  const peopleNext = view !== null && next === null && mayAddPeople(view) && !hasPeople(view);
  const add = (primary: boolean) => (
    <Action
      word={t('path-add-member')}
      icon="plus"
      {...(primary ? { kind: 'primary' as const } : {})}
      act="add-member"
      disabled={doing.busy}
      onPress={addMember}
    />
  );
  const trouble = problem ?? doing.problem;
  return (
    <Page
      title={t('path-title')}
      under={view && <span>{view.address}</span>}
      onBack={desk.back}
      onHide={desk.hide}
      actions={
        view && (
          <>
            <Action
              word={t('path-review')}
              icon="list-checks"
              kind={next || peopleNext ? 'secondary' : 'primary'}
              act="review"
              onPress={() => desk.go({ at: 'review', household })}
            />
            {next && <GoOn step={next} onOpen={() => open(next)} />}
            {peopleNext && add(true)}
          </>
        )
      }
    >
      {trouble && <ProblemNotice problem={trouble} onRetry={again} />}
      {!view && !problem && <Loading />}
      {view && <Parts view={view} onOpen={open} />}
      {view && mayAddPeople(view) && !peopleNext && add(false)}
    </Page>
  );
}

function GoOn({ step, onOpen }: { step: StepView; onOpen: () => void }) {
  const { t, say } = useSpeech();
  return (
    <Action
      word={t('path-next', { title: label(step, say(step.title)) })}
      icon="arrow-right"
      kind="primary"
      act="next"
      onPress={onOpen}
    />
  );
}

/** The squares of the whole interview, then its parts: the household's, each person's. */
function Parts({ view, onOpen }: { view: PathView; onOpen: (step: StepView) => void }) {
  const { t } = useSpeech();
  const done = view.steps.filter((step) => step.state === 'done').length;
  const count = { done, of: view.steps.length };
  return (
    <>
      <Hopscotch states={view.steps.map((step) => step.state)} label={t('path-rayuela', count)} />
      <p class="help">{t('path-progress', count)}</p>
      {groups(view).map((group) => (
        <section key={group.person} class="path-group">
          <h2>{group.person ? group.about || t('path-people') : t('path-household')}</h2>
          <ul class="cards">
            {group.steps.map((step) => (
              <li key={`${step.section} ${step.subject}`}>
                <StepTile step={step} onOpen={() => onOpen(step)} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function label(step: StepView, title: string): string {
  return step.about ? `${title} · ${step.about}` : title;
}

export function StepTile({ step, onOpen }: { step: StepView; onOpen: () => void }) {
  const { t, say } = useSpeech();
  return (
    <button
      type="button"
      class={`card step ${step.state}`}
      data-section={step.section}
      data-subject={step.subject}
      data-state={step.state}
      onClick={onOpen}
    >
      <span class="square">
        <Icon name={STEP_ICONS[step.state]} />
      </span>
      <span class="card-text">
        <strong>{say(step.title)}</strong>
        <span class="quiet">{t(`step-${step.state}`)}</span>
      </span>
    </button>
  );
}
