/**
 * *Enviar entrevistas*: hands over what is on the tablet and shows the server's receipt. It runs
 * in the notebook, so the screen may be left. Without a signal it says where the interviews are.
 */
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../parts/icon';
import { Notice, ProblemNotice } from '../parts/notice';
import { Action, Page } from '../parts/page';
import { useDesk, useDoing, useView } from '../parts/view';
import type { ProgressView, ReceiptView, Status } from '../views';
import { useSpeech } from '../words/words';

/** How often the bar asks how far the sending is. */
export const PROGRESS_MS = 400;

/** Problems that mean: no network now, nothing lost. */
const OFFLINE = new Set(['no_network', 'broken_off']);

export function HandOver() {
  const desk = useDesk();
  const { t } = useSpeech();
  const { view: status, again } = useView<Status>('status');
  const [receipt, setReceipt] = useState<ReceiptView | null>(null);
  const doing = useDoing();
  const waiting = status?.waiting ?? 0;
  const send = () =>
    doing.run(async () => {
      setReceipt(null);
      setReceipt(await desk.platform.call<ReceiptView>('hand_over'));
      again();
    });
  const offline = doing.problem !== null && OFFLINE.has(doing.problem.code);
  return (
    <Page
      title={t('send-title')}
      onBack={desk.back}
      onHide={desk.hide}
      actions={
        receipt && waiting === 0 ? (
          <Action word={t('done')} icon="check" kind="primary" act="done" onPress={desk.back} />
        ) : (
          <Action
            word={t(receipt || doing.problem ? 'send-again' : 'send-go')}
            icon="send"
            kind="primary"
            act="send"
            disabled={doing.busy}
            onPress={send}
          />
        )
      }
    >
      {status && !receipt && !doing.busy && !doing.problem && (
        <p class="intro">{waiting > 0 ? t('send-some', { n: waiting }) : t('send-nothing')}</p>
      )}
      {doing.busy && <Sending />}
      {offline && (
        <div data-problem={doing.problem?.code}>
          <Notice kind="doubt" icon="wifi-off">
            <p>{t('send-offline', { n: waiting })}</p>
          </Notice>
        </div>
      )}
      {doing.problem && !offline && <ProblemNotice problem={doing.problem} />}
      {receipt && <Receipt receipt={receipt} waiting={waiting} />}
    </Page>
  );
}

function Sending() {
  const { platform } = useDesk();
  const { t } = useSpeech();
  const [progress, setProgress] = useState<ProgressView | null>(null);
  useEffect(() => {
    const ask = () =>
      platform.call<ProgressView>('hand_over_progress').then(setProgress, () => undefined);
    const asking = setInterval(ask, PROGRESS_MS);
    return () => clearInterval(asking);
  }, [platform]);
  const known = progress !== null && progress.of > 0;
  return (
    <div class="sending" role="status">
      <p>{known ? t('send-busy', { done: progress.done, of: progress.of }) : t('send-busy-short')}</p>
      <progress {...(known ? { value: progress.done, max: progress.of } : {})} />
      <p class="help">{t('send-leave')}</p>
    </div>
  );
}

function Receipt({ receipt, waiting }: { receipt: ReceiptView; waiting: number }) {
  const { t, say } = useSpeech();
  const bytes = receipt.bytes_up + receipt.bytes_down;
  const rows: [string, string][] = [
    ['acknowledged', t('count', { n: receipt.acknowledged })],
    ['received', t('count', { n: receipt.received })],
    ['left', t('count', { n: waiting })],
    ['requests', t('count', { n: receipt.requests })],
    ['bytes', t('receipt-kilobytes', { kb: Math.max(1, Math.round(bytes / 1024)) })],
  ];
  const partial = receipt.quarantined.length > 0;
  return (
    <section class="receipt" data-receipt="">
      <h2>{t('receipt-title')}</h2>
      <Notice kind={partial ? 'doubt' : 'good'} icon={partial ? 'warning' : 'circle-check'}>
        <p>{t(partial ? 'receipt-partial' : 'receipt-all-good')}</p>
      </Notice>
      <dl>
        {rows.map(([id, value]) => (
          <div key={id} data-row={id}>
            <dt>{t(`receipt-${id}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {receipt.messages.map((message) => (
        <Notice key={message.es}>
          <p>{say(message)}</p>
        </Notice>
      ))}
      {receipt.quarantined.map((aside) => (
        <p key={aside.folio} class="aside">
          <Icon name="info" />
          <span>
            <strong>{aside.folio}</strong>: {say(aside)}
          </span>
        </p>
      ))}
    </section>
  );
}
