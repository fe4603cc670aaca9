/** *Mis AGEB*: the areas assigned to the person, each with its coverage as tiles. */
import { Loading, Notice, ProblemNotice } from '../parts/notice';
import { Action, Page } from '../parts/page';
import { CoverageTiles, shareTiles } from '../parts/tiles';
import { useDesk, useView } from '../parts/view';
import type { AreaView, Status } from '../views';
import { useSpeech } from '../words/words';

export function Areas() {
  const desk = useDesk();
  const { t, when } = useSpeech();
  const { view: areas, problem, again } = useView<AreaView[]>('areas');
  const { view: status } = useView<Status>('status');
  const sent = status?.last_hand_over;
  return (
    <Page
      title={t('areas-title')}
      under={
        status && (
          <>
            <span>{[status.person, status.municipality].filter(Boolean).join(' · ')}</span>
            <span>{sent ? t('last-hand-over', { when: when(sent) }) : t('never-handed-over')}</span>
          </>
        )
      }
      onHide={desk.hide}
      actions={
        <>
          {status && (status.waiting > 0 || sent) && (
            <span class="action-note">
              {status.waiting > 0 ? t('waiting-some', { n: status.waiting }) : t('waiting-none')}
            </span>
          )}
          <Action
            word={t('send-go')}
            icon="send"
            kind="primary"
            act="hand-over"
            onPress={() => desk.go({ at: 'hand_over' })}
          />
        </>
      }
    >
      {problem && <ProblemNotice problem={problem} onRetry={again} />}
      {!areas && !problem && <Loading />}
      {areas?.length === 0 && <Notice>{t('areas-empty')}</Notice>}
      <ul class="cards">
        {areas?.map((area) => (
          <li key={area.area}>
            <AreaCard area={area} onOpen={() => desk.go({ at: 'dwellings', area: area.area })} />
          </li>
        ))}
      </ul>
    </Page>
  );
}

function AreaCard({ area, onOpen }: { area: AreaView; onOpen: () => void }) {
  const { t } = useSpeech();
  const of = area.expected ?? area.listed;
  const facts = [
    t('area-complete', { n: area.complete }),
    t('area-pending', { n: area.pending }),
    area.refused > 0 && t('area-refused', { n: area.refused }),
  ].filter(Boolean);
  return (
    <button type="button" class="card area" data-area={area.area} onClick={onOpen}>
      <span class="card-text">
        <strong>{area.name}</strong>
        {area.neighbourhoods.length > 0 && (
          <span class="quiet">
            {t('area-neighbourhoods', { names: area.neighbourhoods.join(', ') })}
          </span>
        )}
        <CoverageTiles
          tiles={shareTiles({ ...area, of })}
          label={t('area-tiles', { complete: area.complete, of })}
        />
        <span class="facts">{facts.join(' · ')}</span>
        <span class="quiet">
          {area.expected === null
            ? t('area-expected-unknown')
            : t('area-expected', { n: area.expected })}
          {' · '}
          {t('area-listed', { n: area.listed })}
        </span>
      </span>
    </button>
  );
}
