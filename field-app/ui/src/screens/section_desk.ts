/**
 * The work on one section: each answer goes to the notebook as it is given, and the view that
 * comes back says what is due now. A refused answer is not stored; its problem stays beside the
 * question until it is answered otherwise.
 */
import { useCallback, useRef, useState } from 'preact/hooks';
import { whenPointerIsUp } from '../parts/pointer';
import { useDesk, useView } from '../parts/view';
import { problemFrom } from '../platform/platform';
import type { Problem, QuestionView, Scalar, SectionView } from '../views';

export interface SectionDesk {
  view: SectionView | null;
  problem: Problem | null;
  faults: Record<string, Problem>;
  saving: boolean;
  again(): void;
  answer(question: QuestionView, value: Scalar): void;
  clear(question: QuestionView): void;
  /** Waits until all is stored. The newest view, or null when an answer was refused. */
  settled(): Promise<SectionView | null>;
}

interface Place {
  household: string;
  section: string;
  subject: string;
}

/** Choices show at once, so that the next tap builds on them; written answers wait. */
function ahead(view: SectionView, question: QuestionView, value: Scalar): SectionView {
  if (!['yes_no', 'choice', 'choices'].includes(question.kind.type)) return view;
  const questions = view.questions.map((one) =>
    one.code === question.code ? { ...one, answer: value } : one,
  );
  return { ...view, questions };
}

export function useSectionDesk({ household, section, subject }: Place): SectionDesk {
  const { platform } = useDesk();
  const asked = useView<SectionView>('section', { household, section, subject });
  const newest = useRef<SectionView | null>(null);
  newest.current = asked.view;
  const faults = useRef<Record<string, Problem>>({});
  const tail = useRef<Promise<void>>(Promise.resolve());
  const [pending, setPending] = useState(0);
  const waiting = useRef(0);
  const show = useCallback(
    (view: SectionView) => {
      newest.current = view;
      asked.show(view);
    },
    [asked.show],
  );

  const send = (question: QuestionView, verb: string, args: Record<string, unknown>) => {
    waiting.current += 1;
    setPending(waiting.current);
    delete faults.current[question.code];
    const before = question.answer;
    const deed = platform
      .call<SectionView>(verb, { household, section, subject, code: question.code, ...args })
      .then(async (view) => {
        await whenPointerIsUp();
        if (waiting.current === 1) show(view);
      })
      .catch(async (thrown: unknown) => {
        await whenPointerIsUp();
        faults.current[question.code] = problemFrom(thrown);
        if (newest.current && before !== null) show(ahead(newest.current, question, before));
        else asked.again();
      })
      .finally(() => {
        waiting.current -= 1;
        setPending(waiting.current);
      });
    tail.current = Promise.all([tail.current, deed]).then(() => undefined);
  };

  return {
    view: asked.view,
    problem: asked.problem,
    faults: faults.current,
    saving: pending > 0,
    again: asked.again,
    answer(question, value) {
      if (newest.current) show(ahead(newest.current, question, value));
      send(question, 'answer', { value });
    },
    clear: (question) => send(question, 'clear_answer', {}),
    async settled() {
      await tail.current;
      return Object.keys(faults.current).length === 0 ? newest.current : null;
    },
  };
}
