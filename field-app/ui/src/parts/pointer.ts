/**
 * Nothing may move under a finger. Leaving a field stores its answer, and what comes back may
 * bring or take questions; if that were drawn between press and release, the button pressed
 * would slip away and the press would be lost. So new views wait until the pointer is up.
 */

let down = false;
let waiting: (() => void)[] = [];

function release() {
  down = false;
  // After the click that belongs to this release.
  setTimeout(() => {
    const due = waiting;
    waiting = [];
    for (const go of due) go();
  });
}

if (typeof document !== 'undefined') {
  document.addEventListener('pointerdown', () => (down = true), true);
  for (const up of ['pointerup', 'pointercancel'] as const) {
    document.addEventListener(up, release, true);
  }
}

/** Resolves at once, or when the press under way is over. */
export function whenPointerIsUp(): Promise<void> {
  return down ? new Promise((go) => waiting.push(go)) : Promise.resolve();
}
