/** One door: how it stands and what can be done at it now. */
import { Icon } from '../parts/icon';
import { Loading, Notice, ProblemNotice } from '../parts/notice';
import { Action, Page } from '../parts/page';
import { useDesk, useView } from '../parts/view';
import type { DwellingView } from '../views';
import { useSpeech } from '../words/words';
import { DoorChip, lastDigits } from './dwellings';

export function Dwelling({ area, household }: { area: string; household: string }) {
  const desk = useDesk();
  const { t, say } = useSpeech();
  const { view, problem, again } = useView<DwellingView[]>('dwellings', { area });
  const dwelling = view?.find((one) => one.household === household);
  const interview = () => desk.go({ at: 'path', household });
  return (
    <Page
      title={dwelling?.address ?? ''}
      under={
        dwelling && (
          <>
            {dwelling.block && (
              <span>{t('dwelling-block', { block: lastDigits(dwelling.block) })}</span>
            )}
            <span>{t('dwelling-folio', { folio: dwelling.folio })}</span>
          </>
        )
      }
      onBack={desk.back}
      onHide={desk.hide}
      actions={dwelling && <NextAtTheDoor dwelling={dwelling} interview={interview} />}
    >
      {problem && <ProblemNotice problem={problem} onRetry={again} />}
      {!view && !problem && <Loading />}
      {dwelling && (
        <>
          <p class="chips">
            <DoorChip dwelling={dwelling} />
            {(dwelling.waiting || dwelling.state === 'complete') && (
              <span class={dwelling.waiting ? 'chip waiting' : 'chip'}>
                <Icon name={dwelling.waiting ? 'send' : 'check'} />
                {t(dwelling.waiting ? 'dwelling-waiting' : 'dwelling-sent')}
              </span>
            )}
          </p>
          {dwelling.visits > 0 && <p>{t('dwelling-visits', { n: dwelling.visits })}</p>}
          {dwelling.last_result && (
            <p>{t('dwelling-last-result', { result: say(dwelling.last_result) })}</p>
          )}
          {dwelling.state === 'complete' && (
            <Notice kind="good" icon="circle-check">
              <p>{t('dwelling-closed')}</p>
            </Notice>
          )}
          <Action
            word={t('dwelling-visit')}
            icon="door-open"
            act="visit"
            onPress={() => desk.go({ at: 'visit', area, household })}
          />
        </>
      )}
    </Page>
  );
}

function NextAtTheDoor({ dwelling, interview }: { dwelling: DwellingView; interview: () => void }) {
  const desk = useDesk();
  const { t } = useSpeech();
  if (dwelling.state === 'complete') {
    return (
      <Action
        word={t('dwelling-correct')}
        icon="pencil"
        kind="primary"
        act="correct"
        onPress={() => desk.go({ at: 'corrections', household: dwelling.household })}
      />
    );
  }
  const started = dwelling.state === 'in_progress';
  return (
    <Action
      word={t(started ? 'dwelling-continue' : 'dwelling-start')}
      icon="arrow-right"
      kind="primary"
      act="interview"
      onPress={interview}
    />
  );
}
