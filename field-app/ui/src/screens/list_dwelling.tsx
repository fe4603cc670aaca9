/** Listing a door: block, number, address. Nothing about who lives there. */
import { useState } from 'preact/hooks';
import { Field } from '../parts/field';
import { ProblemNotice } from '../parts/notice';
import { Action, Page } from '../parts/page';
import { useDesk, useDoing, useView } from '../parts/view';
import type { AreaView, DwellingView } from '../views';
import { useSpeech } from '../words/words';
import { lastDigits } from './dwellings';

/** What is written about the door, and putting it on the list. */
function useListing(area: string) {
  const desk = useDesk();
  const { view: areas } = useView<AreaView[]>('areas');
  const blocks = areas?.find((one) => one.area === area)?.blocks ?? [];
  const [chosen, setBlock] = useState<string | null>(null);
  const [number, setNumber] = useState('');
  const [address, setAddress] = useState('');
  const [fault, setFault] = useState(false);
  const doing = useDoing();
  const block = chosen ?? blocks[0] ?? '';
  const save = () => {
    const missing = !number.trim() || !address.trim();
    setFault(missing);
    if (missing) return;
    doing.run(async () => {
      const dwelling = await desk.platform.call<DwellingView>('list_dwelling', {
        area,
        block,
        number: number.trim(),
        address: address.trim(),
      });
      desk.back();
      desk.go({ at: 'dwelling', area, household: dwelling.household });
    });
  };
  return { blocks, block, setBlock, number, setNumber, address, setAddress, fault, doing, save };
}

export function ListDwelling({ area }: { area: string }) {
  const desk = useDesk();
  const { t } = useSpeech();
  const { blocks, block, setBlock, number, setNumber, address, setAddress, fault, doing, save } =
    useListing(area);
  return (
    <Page
      title={t('list-title')}
      onBack={desk.back}
      onHide={desk.hide}
      actions={
        <Action
          word={t('list-go')}
          icon="check"
          kind="primary"
          act="save"
          disabled={doing.busy}
          onPress={save}
        />
      }
    >
      {blocks.length > 0 && <BlockChoice blocks={blocks} block={block} onChoose={setBlock} />}
      <Field
        id="list-number"
        label={t('list-number')}
        help={t('list-number-help')}
        inputMode="numeric"
        value={number}
        onChange={setNumber}
        onEnter={() => document.getElementById('list-address')?.focus()}
      />
      <Field
        id="list-address"
        label={t('list-address')}
        help={t('list-address-help')}
        value={address}
        onChange={setAddress}
        onEnter={save}
      />
      {fault && (
        <p class="fault" role="alert">
          {t('list-missing')}
        </p>
      )}
      {doing.problem && <ProblemNotice problem={doing.problem} />}
    </Page>
  );
}

interface BlockChoiceProps {
  blocks: string[];
  block: string;
  onChoose: (block: string) => void;
}

function BlockChoice({ blocks, block, onChoose }: BlockChoiceProps) {
  const { t } = useSpeech();
  return (
    <div class="field">
      <label for="list-block">{t('list-block')}</label>
      <select
        id="list-block"
        value={block}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        {blocks.map((key) => (
          <option key={key} value={key}>
            {t('dwelling-block', { block: lastDigits(key) })}
          </option>
        ))}
      </select>
    </div>
  );
}
