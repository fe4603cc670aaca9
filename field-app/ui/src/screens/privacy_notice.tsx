/**
 * *Aviso de privacidad*: read aloud before consent is asked. Its text is the questionnaire's; it
 * is the one place that names what the survey is for, because it must say so truthfully.
 */
import { ProblemNotice } from '../parts/notice';
import { useView } from '../parts/view';
import type { NoticeView } from '../views';
import { useSpeech } from '../words/words';

/** The section that asks for consent. */
export const NOTICE_BEFORE = 'consent';

/** Two sentences a paragraph: what can be read in one breath. */
export function paragraphs(text: string): string[] {
  const sentences = text.match(/[^.!?]+[.!?]+\s*/g) ?? [text];
  const pairs: string[] = [];
  for (let at = 0; at < sentences.length; at += 2) {
    pairs.push(sentences.slice(at, at + 2).join('').trim());
  }
  return pairs;
}

export function PrivacyNotice() {
  const { say } = useSpeech();
  const { view, problem, again } = useView<NoticeView>('notice');
  if (problem) return <ProblemNotice problem={problem} onRetry={again} />;
  if (!view) return null;
  return (
    <section class="privacy" data-notice={view.version}>
      <h2>{say(view.title)}</h2>
      {paragraphs(say(view.text)).map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </section>
  );
}
