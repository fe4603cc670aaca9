/** The doors of one area: each with its state as icon and word. Ten thousand of them are fine. */
import { useState } from 'preact/hooks';
import { Field } from '../parts/field';
import { DOOR_ICONS, Icon } from '../parts/icon';
import { Loading, Notice, ProblemNotice } from '../parts/notice';
import { Action, Page } from '../parts/page';
import { useDesk, useView } from '../parts/view';
import type { AreaView, DwellingView } from '../views';
import { useSpeech } from '../words/words';

/** Drawn at once; the rest on request, so that a long list opens at once. */
const SHOWN_FIRST = 60;

export function Dwellings({ area }: { area: string }) {
  const desk = useDesk();
  const { t } = useSpeech();
  const { view: dwellings, problem, again } = useView<DwellingView[]>('dwellings', { area });
  const { view: areas } = useView<AreaView[]>('areas');
  const [sought, setSought] = useState('');
  const [shown, setShown] = useState(SHOWN_FIRST);
  const name = areas?.find((one) => one.area === area)?.name ?? '';
  const found = (dwellings ?? []).filter((dwelling) => isSought(dwelling, sought));
  return (
    <Page
      title={name}
      onBack={desk.back}
      onHide={desk.hide}
      actions={
        <Action
          word={t('dwelling-add')}
          icon="plus"
          kind="primary"
          act="list-dwelling"
          onPress={() => desk.go({ at: 'list_dwelling', area })}
        />
      }
    >
      {problem && <ProblemNotice problem={problem} onRetry={again} />}
      {!dwellings && !problem && <Loading />}
      {dwellings?.length === 0 && <Notice icon="door-closed">{t('dwellings-empty')}</Notice>}
      {(dwellings?.length ?? 0) > 5 && (
        <Field
          id="dwellings-filter"
          label={t('dwellings-filter')}
          type="search"
          value={sought}
          onChange={setSought}
        />
      )}
      {sought && found.length === 0 && <Notice>{t('dwellings-none-match')}</Notice>}
      <ul class="cards">
        {found.slice(0, shown).map((dwelling) => (
          <li key={dwelling.household}>
            <DwellingCard
              dwelling={dwelling}
              onOpen={() => desk.go({ at: 'dwelling', area, household: dwelling.household })}
            />
          </li>
        ))}
      </ul>
      {found.length > shown && (
        <>
          <p class="help">{t('dwellings-shown', { shown, of: found.length })}</p>
          <Action word={t('dwellings-more')} act="more" onPress={() => setShown(shown * 4)} />
        </>
      )}
    </Page>
  );
}

function isSought(dwelling: DwellingView, sought: string): boolean {
  const words = sought.toLowerCase().split(/\s+/).filter(Boolean);
  const text = `${dwelling.address} ${dwelling.number} ${dwelling.folio}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

export function DoorChip({ dwelling }: { dwelling: DwellingView }) {
  const { t } = useSpeech();
  return (
    <span class={`chip ${dwelling.state}`} data-state={dwelling.state}>
      <Icon name={DOOR_ICONS[dwelling.state]} />
      {t(`state-${dwelling.state}`)}
    </span>
  );
}

function DwellingCard({ dwelling, onOpen }: { dwelling: DwellingView; onOpen: () => void }) {
  const { t } = useSpeech();
  return (
    <button type="button" class="card" data-household={dwelling.household} onClick={onOpen}>
      <span class="square">{dwelling.number}</span>
      <span class="card-text">
        <strong>{dwelling.address}</strong>
        <span class="chips">
          <DoorChip dwelling={dwelling} />
          {dwelling.waiting && (
            <span class="chip waiting">
              <Icon name="send" />
              {t('dwelling-waiting')}
            </span>
          )}
        </span>
        <span class="quiet">
          {[
            dwelling.block && t('dwelling-block', { block: lastDigits(dwelling.block) }),
            dwelling.visits > 0 && t('dwelling-visits', { n: dwelling.visits }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
    </button>
  );
}

/** People know a block by the last three of its sixteen characters. */
export function lastDigits(block: string): string {
  return block.length > 3 ? block.slice(-3) : block;
}
