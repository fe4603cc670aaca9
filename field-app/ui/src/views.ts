/**
 * The shapes that the notebook hands to the screens. The screens hold no other state
 * than where the person stands; everything here is asked for again when it may have changed.
 * Start at `SectionView`. This file does not know what any question means.
 */

/** One text in the two languages of the screens. */
export interface Words {
  es: string;
  en: string;
}

/** What went wrong, in both languages; `code` is stable. */
export interface Problem extends Words {
  code: string;
}

export type Stage = 'new' | 'locked' | 'open';

export interface Status {
  stage: Stage;
  person: string | null;
  municipality: string | null;
  survey: string | null;
  /** Households with something to hand over. */
  waiting: number;
  /** RFC 3339, or null when nothing was handed over yet. */
  last_hand_over: string | null;
  version: string;
}

/** *Aviso de privacidad*: read aloud before anything is asked. */
export interface NoticeView {
  version: string;
  title: Words;
  text: Words;
}

export interface AreaView {
  area: string;
  name: string;
  zone: string;
  neighbourhoods: string[];
  expected: number | null;
  listed: number;
  visited: number;
  complete: number;
  refused: number;
  pending: number;
  blocks: string[];
}

export type DoorState =
  | 'not_visited'
  | 'visited'
  | 'in_progress'
  | 'complete'
  | 'not_a_home'
  | 'refused';

export interface DwellingView {
  household: string;
  folio: string;
  block: string;
  number: string;
  address: string;
  state: DoorState;
  visits: number;
  last_result: OptionView | null;
  /** Something of this household has not been handed over. */
  waiting: boolean;
}

export interface VisitResultView extends Words {
  code: string;
  group: string;
}

export type StepState = 'empty' | 'started' | 'done';

export interface StepView {
  section: string;
  subject: string;
  title: Words;
  /** Given name of the member whom the step is about; empty for the household. */
  about: string;
  state: StepState;
}

export interface PathView {
  household: string;
  folio: string;
  address: string;
  /** Closed: answers change by `correct`, with a reason. */
  closed: boolean;
  steps: StepView[];
}

export interface OptionView extends Words {
  code: string;
}

export interface KindView {
  type: 'text' | 'number' | 'yes_no' | 'choice' | 'choices' | 'date';
  options: OptionView[];
  min: number | null;
  max: number | null;
  unit: Words | null;
  may_be_interval: boolean;
  integer: boolean;
  none_of_these: boolean;
}

/** An answer as it is stored: see `questions/scalar.ts`. */
export type Scalar = string | number | boolean;

export interface QuestionView {
  code: string;
  text: Words;
  help: Words | null;
  kind: KindView;
  answer: Scalar | null;
  may_not_know: boolean;
  may_refuse: boolean;
  required: boolean;
}

export interface SectionPlace {
  section: string;
  subject: string;
}

export interface SectionView extends SectionPlace {
  household: string;
  title: Words;
  intro: Words | null;
  about: string;
  questions: QuestionView[];
  next: SectionPlace | null;
  previous: SectionPlace | null;
  progress: { done: number; of: number };
}

export interface RemarkView extends Words, SectionPlace {
  severity: 'must_fix' | 'check';
  code: string;
}

export interface ReviewView {
  remarks: RemarkView[];
  can_close: boolean;
}

export interface ReceiptView {
  sent: number;
  acknowledged: number;
  quarantined: { folio: string; es: string; en: string }[];
  received: number;
  requests: number;
  bytes_up: number;
  bytes_down: number;
  /** Households that still wait. */
  next: number;
}

export interface ProgressView {
  stage: string;
  done: number;
  of: number;
}
