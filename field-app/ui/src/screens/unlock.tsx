/** Opens the notebook with the passphrase, in the morning and after hiding. */
import { useState } from 'preact/hooks';
import { Field } from '../parts/field';
import { ProblemNotice } from '../parts/notice';
import { Action, Page } from '../parts/page';
import { useDesk, useDoing } from '../parts/view';
import type { Status } from '../views';
import { useSpeech } from '../words/words';

export function Unlock({ status, onOpen }: { status: Status; onOpen: (status: Status) => void }) {
  const { platform } = useDesk();
  const { t } = useSpeech();
  const [passphrase, setPassphrase] = useState('');
  const doing = useDoing();
  const unlock = () =>
    doing.run(async () => onOpen(await platform.call<Status>('unlock', { passphrase })));
  return (
    <Page
      title={t('unlock-title')}
      actions={
        <Action
          word={t(doing.busy ? 'unlock-busy' : 'unlock-go')}
          icon="lock"
          kind="primary"
          act="unlock"
          disabled={doing.busy || !passphrase}
          onPress={unlock}
        />
      }
    >
      {status.person && <p class="intro">{t('unlock-hello', { person: status.person })}</p>}
      <Field
        id="unlock-passphrase"
        label={t('enrol-passphrase')}
        help={t('unlock-intro')}
        type="password"
        value={passphrase}
        onChange={setPassphrase}
        onEnter={unlock}
      />
      {doing.problem && <ProblemNotice problem={doing.problem} />}
    </Page>
  );
}
