/** After closing: choose the part in which an answer was wrong. What was there before is kept. */
import { Loading, ProblemNotice } from '../parts/notice';
import { Page } from '../parts/page';
import { useDesk, useView } from '../parts/view';
import type { PathView } from '../views';
import { useSpeech } from '../words/words';
import { StepTile } from './path';
import { groups } from './people';

export function Corrections({ household }: { household: string }) {
  const desk = useDesk();
  const { t } = useSpeech();
  const { view, problem, again } = useView<PathView>('open_interview', { household });
  return (
    <Page
      title={t('corrections-title')}
      under={view && <span>{view.address}</span>}
      onBack={desk.back}
      onHide={desk.hide}
    >
      <p class="intro">{t('corrections-intro')}</p>
      {problem && <ProblemNotice problem={problem} onRetry={again} />}
      {!view && !problem && <Loading />}
      {view &&
        groups(view).map((group) => (
          <section key={group.person} class="path-group">
            <h2>{group.person ? group.about || t('path-people') : t('path-household')}</h2>
            <ul class="cards">
              {group.steps.map((step) => (
                <li key={`${step.section} ${step.subject}`}>
                  <StepTile
                    step={step}
                    onOpen={() =>
                      desk.go({
                        at: 'correct_section',
                        household,
                        section: step.section,
                        subject: step.subject,
                      })
                    }
                  />
                </li>
              ))}
            </ul>
          </section>
        ))}
    </Page>
  );
}
