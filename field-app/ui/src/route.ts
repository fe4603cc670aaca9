/**
 * Where the person stands: a stack of places, held in memory and never in an address
 * (an address ends in histories and logs). A place carries ids only, no names.
 */

export type Route =
  | { at: 'areas' }
  | { at: 'dwellings'; area: string }
  | { at: 'list_dwelling'; area: string }
  | { at: 'dwelling'; area: string; household: string }
  | { at: 'visit'; area: string; household: string }
  | { at: 'path'; household: string }
  | { at: 'section'; household: string; section: string; subject: string; code?: string }
  | { at: 'review'; household: string }
  | { at: 'corrections'; household: string }
  | { at: 'correct_section'; household: string; section: string; subject: string }
  | { at: 'hand_over' };

export type Stack = readonly [Route, ...Route[]];

export const HOME: Stack = [{ at: 'areas' }];

export function here(stack: Stack): Route {
  return stack[stack.length - 1] ?? stack[0];
}

/** Goes deeper. A section after a section takes its place, so that back leads to the path. */
export function forward(stack: Stack, to: Route): Stack {
  const now = here(stack);
  const inPlace =
    to.at === now.at && (to.at === 'section' || to.at === 'correct_section' || to.at === 'dwelling');
  // The review follows the last section as another section would.
  const kept = inPlace || (now.at === 'section' && to.at === 'review') ? stack.slice(0, -1) : stack;
  return [...kept, to] as unknown as Stack;
}

/** One step up; at the top it stays. */
export function back(stack: Stack): Stack {
  return stack.length > 1 ? (stack.slice(0, -1) as unknown as Stack) : stack;
}

/** Up to the nearest place of that kind, or home when there is none. */
export function backTo(stack: Stack, at: Route['at']): Stack {
  const index = stack.map((route) => route.at).lastIndexOf(at);
  return index < 0 ? HOME : (stack.slice(0, index + 1) as unknown as Stack);
}
