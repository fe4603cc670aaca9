/**
 * Reading a path: whose step it is, which section is the roster, what comes next. A subject is
 * "" for the household, `m…` for a person, `m….j1` for one of a person's jobs, `v…` for a visit.
 */
import type { PathView, StepView } from '../views';

/** The person behind a subject: `m3f2a1c.j2` belongs to `m3f2a1c`. */
export function personId(subject: string): string {
  return subject.split('.')[0] ?? '';
}

/** The given name under which a subject stands in the path; empty for the household. */
export function personOf(path: PathView, subject: string): string {
  if (!subject) return '';
  const person = personId(subject);
  return path.steps.find((step) => personId(step.subject) === person && step.about)?.about ?? '';
}

/** True for the section in which people are listed: the first one that a person has. */
export function isRosterSection(path: PathView, section: string, subject: string): boolean {
  const first = path.steps.find((step) => step.subject.startsWith('m'));
  return subject.startsWith('m') && first?.section === section;
}

export interface PathGroup {
  /** "" for the household. */
  person: string;
  about: string;
  steps: StepView[];
}

/** The steps in the order of the path, a person's parts together under the name. */
export function groups(path: PathView): PathGroup[] {
  const found: PathGroup[] = [];
  for (const step of path.steps) {
    const person = step.subject.startsWith('m') ? personId(step.subject) : '';
    const group = found.find((one) => one.person === person);
    if (group) group.steps.push(step);
    else found.push({ person, about: personOf(path, step.subject), steps: [step] });
  }
  return found;
}

/** The parts that open an interview; after them come the people, before anything else. */
const BEFORE_PEOPLE = new Set(['consent', 'interview']);

export function hasPeople(path: PathView): boolean {
  return path.steps.some((step) => step.subject.startsWith('m'));
}

/** True once consent has opened more than the consent itself. */
export function mayAddPeople(path: PathView): boolean {
  return path.steps.length > 1;
}

/** True when this part must wait until somebody is on the roster. */
export function waitsForPeople(path: PathView, section: string): boolean {
  return !hasPeople(path) && !BEFORE_PEOPLE.has(section);
}

/** The first part that is not done yet and need not wait. */
export function nextStep(path: PathView): StepView | null {
  const next = path.steps.find((step) => step.state !== 'done') ?? null;
  return next && waitsForPeople(path, next.section) ? null : next;
}
