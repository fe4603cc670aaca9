/**
 * The shapes that the notebook hands to the screens, under the names that the screens use. The
 * files in `bindings/` are written from the Rust types by ts-rs, so a view that changes there is
 * a type error here. The screens hold no other state than where the person stands.
 * Start at `SectionView`. No file of the screens knows what a question means.
 */
import type { QuestionView as BoundQuestion } from './bindings/QuestionView';

export type { AreaView } from './bindings/AreaView';
export type { DwellingState as DoorState } from './bindings/DwellingState';
export type { DwellingView } from './bindings/DwellingView';
export type { HandOverProgress as ProgressView } from './bindings/HandOverProgress';
export type { HandOverView as ReceiptView } from './bindings/HandOverView';
export type { KindView } from './bindings/KindView';
export type { MemberAdded } from './bindings/MemberAdded';
export type { NoticeView } from './bindings/NoticeView';
export type { OptionView } from './bindings/OptionView';
export type { PathStep as StepView } from './bindings/PathStep';
export type { PathView } from './bindings/PathView';
export type { Problem } from './bindings/Problem';
export type { QuestionView } from './bindings/QuestionView';
export type { RemarkView } from './bindings/RemarkView';
export type { ReviewView } from './bindings/ReviewView';
export type { SectionView } from './bindings/SectionView';
export type { Stage } from './bindings/Stage';
export type { StatusView as Status } from './bindings/StatusView';
export type { StepState } from './bindings/StepState';
export type { TextView as Words } from './bindings/TextView';
export type { VisitResultView } from './bindings/VisitResultView';

/** An answer as it is stored: see `questions/scalar.ts`. */
export type Scalar = NonNullable<BoundQuestion['answer']>;
