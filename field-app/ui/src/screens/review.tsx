/** What the notebook remarks on the whole interview, each with a way to its question; then closing. */
import { Icon } from '../parts/icon';
import { Loading, Notice, ProblemNotice } from '../parts/notice';
import { Action, Page } from '../parts/page';
import { useDesk, useDoing, useView } from '../parts/view';
import type { PathView, RemarkView, ReviewView } from '../views';
import { useSpeech } from '../words/words';
import { personOf } from './people';

export function Review({ household }: { household: string }) {
  const desk = useDesk();
  const { t } = useSpeech();
  const { view, problem, again } = useView<ReviewView>('review', { household });
  const path = useView<PathView>('open_interview', { household });
  const doing = useDoing();
  const close = () =>
    doing.run(async () => {
      await desk.platform.call('close_interview', { household });
      desk.backTo('dwelling');
    });
  const remarks = view?.remarks ?? [];
  const list = (severity: RemarkView['severity']) => (
    <Remarks
      remarks={remarks.filter((remark) => remark.severity === severity)}
      severity={severity}
      path={path.view}
      onOpen={({ section, subject, code }) => desk.go({ at: 'section', household, section, subject, code })}
    />
  );
  return (
    <Page
      title={t('review-title')}
      under={path.view && <span>{path.view.address}</span>}
      onBack={desk.back}
      onHide={desk.hide}
      actions={
        <Action
          word={t('review-close')}
          icon="lock"
          kind="primary"
          act="close-interview"
          disabled={!view?.can_close || doing.busy}
          onPress={close}
        />
      }
    >
      {(problem ?? doing.problem) && (
        <ProblemNotice problem={(problem ?? doing.problem)!} onRetry={again} />
      )}
      {!view && !problem && <Loading />}
      {list('must_fix')}
      {list('check')}
      {view && remarks.length === 0 && (
        <Notice kind="good" icon="circle-check">
          <p>{t('review-nothing')}</p>
        </Notice>
      )}
      {view && <p class="help">{t(view.can_close ? 'review-close-help' : 'review-cannot-close')}</p>}
    </Page>
  );
}

interface RemarksProps {
  remarks: RemarkView[];
  severity: RemarkView['severity'];
  path: PathView | null;
  onOpen: (remark: RemarkView) => void;
}

function Remarks({ remarks, severity, path, onOpen }: RemarksProps) {
  const { t, say } = useSpeech();
  if (remarks.length === 0) return null;
  const mustFix = severity === 'must_fix';
  return (
    <section class="path-group">
      <h2>{t(mustFix ? 'review-must-fix' : 'review-check')}</h2>
      <ul class="cards">
        {remarks.map((remark) => (
          <li key={`${remark.subject} ${remark.code} ${remark.es}`}>
            <button
              type="button"
              class={`card remark ${severity}`}
              data-severity={severity}
              data-code={remark.code}
              onClick={() => onOpen(remark)}
            >
              <span class="square">
                <Icon name={mustFix ? 'pencil' : 'info'} />
              </span>
              <span class="card-text">
                {path && personOf(path, remark.subject) && (
                  <span class="about">{personOf(path, remark.subject)}</span>
                )}
                <span>{say(remark)}</span>
                <span class="link">{t('review-go-to')}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
