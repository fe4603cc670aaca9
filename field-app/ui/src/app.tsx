/**
 * Which screen is up. The stage comes from the notebook (`status`), the place from the stack
 * in `route.ts`. Hiding locks the notebook and shows a neutral screen; the place is kept, so
 * that the person goes on where she was.
 */
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { ProblemNotice, Loading } from './parts/notice';
import { DeskContext, type Desk } from './parts/view';
import { problemFrom, type Platform } from './platform/platform';
import { back, backTo, forward, here, HOME, type Route, type Stack } from './route';
import { Areas } from './screens/areas';
import { Corrections } from './screens/corrections';
import { CorrectSection } from './screens/correct_section';
import { Dwelling } from './screens/dwelling';
import { Dwellings } from './screens/dwellings';
import { Enrol } from './screens/enrol';
import { HandOver } from './screens/hand_over';
import { Hidden } from './screens/hidden';
import { ListDwelling } from './screens/list_dwelling';
import { Path } from './screens/path';
import { Review } from './screens/review';
import { Section } from './screens/section';
import { Unlock } from './screens/unlock';
import { Visit } from './screens/visit';
import type { Problem, Status } from './views';
import { SpeechProvider } from './words/words';

export function App({ platform }: { platform: Platform }) {
  return (
    <SpeechProvider>
      <Stages platform={platform} />
    </SpeechProvider>
  );
}

function Stages({ platform }: { platform: Platform }) {
  const [status, setStatus] = useState<Status | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [stack, setStack] = useState<Stack>(HOME);
  const [hidden, setHidden] = useState(false);
  const look = useCallback(() => {
    setProblem(null);
    platform
      .call<Status>('status')
      .then(setStatus)
      .catch((thrown: unknown) => setProblem(problemFrom(thrown)));
  }, [platform]);
  useEffect(look, [look]);
  const desk = useMemo<Desk>(
    () => ({
      platform,
      go: (to) => setStack((now) => forward(now, to)),
      back: () => setStack(back),
      backTo: (at) => setStack((now) => backTo(now, at)),
      hide: () => {
        // Hidden first, locked right after: the screen must not wait for the disk.
        setHidden(true);
        setStatus((now) => now && { ...now, stage: 'locked' });
        platform.call('lock').then(look, look);
      },
    }),
    [platform, look],
  );
  if (hidden) return <Hidden onShow={() => setHidden(false)} />;
  if (problem) return <ProblemNotice problem={problem} onRetry={look} />;
  if (!status) return <Loading />;
  return (
    <DeskContext.Provider value={desk}>
      {status.stage === 'new' && <Enrol onOpen={setStatus} />}
      {status.stage === 'locked' && <Unlock status={status} onOpen={setStatus} />}
      {status.stage === 'open' && <Screen route={here(stack)} />}
    </DeskContext.Provider>
  );
}

function Screen({ route }: { route: Route }) {
  switch (route.at) {
    case 'areas':
      return <Areas />;
    case 'dwellings':
      return <Dwellings key={route.area} area={route.area} />;
    case 'list_dwelling':
      return <ListDwelling area={route.area} />;
    case 'dwelling':
      return <Dwelling key={route.household} area={route.area} household={route.household} />;
    case 'visit':
      return <Visit household={route.household} />;
    case 'path':
      return <Path household={route.household} />;
    case 'section':
      return <Section key={`${route.section} ${route.subject}`} {...route} />;
    case 'review':
      return <Review household={route.household} />;
    case 'corrections':
      return <Corrections household={route.household} />;
    case 'correct_section':
      return <CorrectSection key={`${route.section} ${route.subject}`} {...route} />;
    case 'hand_over':
      return <HandOver />;
  }
}
