/** The first screen of a new tablet: the server, the code, and the passphrase that locks it. */
import { useState } from 'preact/hooks';
import { Field } from '../parts/field';
import { ProblemNotice } from '../parts/notice';
import { Action, Page } from '../parts/page';
import { useDoing, useDesk } from '../parts/view';
import type { Status } from '../views';
import { useSpeech } from '../words/words';

/** Short enough to type at a door, long enough for the key derivation to hold. */
export const PASSPHRASE_MIN = 12;

interface Written {
  server: string;
  code: string;
  passphrase: string;
  again: string;
  fingerprint: string;
}

/** The id of the sentence that says what is wrong with the form, or null. */
export function enrolFault(written: Written): string | null {
  if (!written.server.trim() || !written.code.trim() || !written.passphrase) return 'enrol-missing';
  if ([...written.passphrase].length < PASSPHRASE_MIN) return 'enrol-passphrase-short';
  return written.passphrase === written.again ? null : 'enrol-passphrases-differ';
}

/** What is written so far, what is wrong with it, and sending it. */
function useEnrolment(onOpen: (status: Status) => void) {
  const { platform } = useDesk();
  const [written, setWritten] = useState<Written>({
    server: '',
    code: '',
    passphrase: '',
    again: '',
    fingerprint: '',
  });
  const [fault, setFault] = useState<string | null>(null);
  const doing = useDoing();
  const set = (part: keyof Written) => (text: string) => setWritten({ ...written, [part]: text });
  const enrol = () => {
    const found = enrolFault(written);
    setFault(found);
    if (found) return;
    doing.run(async () => {
      const { server, code, passphrase, fingerprint } = written;
      const pinned = fingerprint.trim() ? { fingerprint: fingerprint.trim() } : {};
      onOpen(
        await platform.call<Status>('enrol', {
          server: server.trim(),
          code: code.trim(),
          passphrase,
          ...pinned,
        }),
      );
    });
  };
  return { written, set, enrol, fault, doing };
}

export function Enrol({ onOpen }: { onOpen: (status: Status) => void }) {
  const { t } = useSpeech();
  const { written, set, enrol, fault, doing } = useEnrolment(onOpen);
  const line = (part: keyof Written, type: 'text' | 'password' | 'url' = 'text') => (
    <Field
      id={`enrol-${part}`}
      label={t(part === 'again' ? 'enrol-passphrase-again' : `enrol-${part}`)}
      {...(part === 'again' ? {} : { help: t(`enrol-${part}-help`) })}
      type={type}
      value={written[part]}
      onChange={set(part)}
      onEnter={enrol}
    />
  );
  return (
    <Page
      title={t('enrol-title')}
      actions={
        <Action
          word={t(doing.busy ? 'enrol-busy' : 'enrol-go')}
          icon="check"
          kind="primary"
          act="enrol"
          disabled={doing.busy}
          onPress={enrol}
        />
      }
    >
      <p class="intro">{t('enrol-intro')}</p>
      {line('server', 'url')}
      {line('code')}
      {line('passphrase', 'password')}
      {line('again', 'password')}
      <details>
        <summary>
          {t('enrol-fingerprint')} ({t('optional')})
        </summary>
        {line('fingerprint')}
      </details>
      {fault && (
        <p class="fault" role="alert">
          {t(fault)}
        </p>
      )}
      {doing.problem && <ProblemNotice problem={doing.problem} />}
    </Page>
  );
}
