/** Sentences that say how things stand: a problem and its way out, a piece of good news, waiting. */
import type { ComponentChildren } from 'preact';
import type { Problem } from '../views';
import { useSpeech } from '../words/words';
import { Icon, type IconName } from './icon';

export function ProblemNotice({ problem, onRetry }: { problem: Problem; onRetry?: () => void }) {
  const { t, say } = useSpeech();
  return (
    <div class="notice doubt" role="alert" data-problem={problem.code}>
      <Icon name="warning" />
      <div>
        <p>{say(problem)}</p>
        {onRetry && (
          <button type="button" class="secondary" data-act="retry" onClick={onRetry}>
            {t('retry')}
          </button>
        )}
      </div>
    </div>
  );
}

interface NoticeProps {
  kind?: 'plain' | 'good' | 'doubt';
  icon?: IconName;
  children: ComponentChildren;
}

export function Notice({ kind = 'plain', icon = 'info', children }: NoticeProps) {
  return (
    <div class={`notice ${kind}`} role="status">
      <Icon name={icon} />
      <div>{children}</div>
    </div>
  );
}

export function Loading() {
  const { t } = useSpeech();
  return (
    <p class="loading" role="status">
      {t('loading')}
    </p>
  );
}
