/**
 * What the screens say: the Fluent catalogues in `locales/`, Spanish first.
 * A text that lacks English falls back to Spanish. Question wording is not here: the
 * notebook hands it over in both languages and `say` picks one.
 */
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import { createContext, type ComponentChildren } from 'preact';
import { useContext, useLayoutEffect, useMemo, useState } from 'preact/hooks';
import en from '../../locales/en.ftl?raw';
import es from '../../locales/es.ftl?raw';
import type { Words } from '../views';

export type Language = 'es' | 'en';

export interface Speech {
  language: Language;
  setLanguage(language: Language): void;
  /** A text of the catalogues by its id. */
  t(id: string, args?: Record<string, FluentVariable>): string;
  /** The text of the notebook in the present language. */
  say(words: Words): string;
  /** Day and hour as `21 nov 2026, 16:30`. */
  when(rfc3339: string): string;
}

const bundles: Record<Language, FluentBundle> = { es: bundle('es-MX', es), en: bundle('en', en) };

function bundle(locale: string, source: string): FluentBundle {
  const made = new FluentBundle(locale, { useIsolating: false });
  made.addResource(new FluentResource(source));
  return made;
}

/** Finds the text, in Spanish when the language lacks it, and the id itself as a last resort. */
export function phrase(language: Language, id: string, args?: Record<string, FluentVariable>): string {
  for (const tried of [bundles[language], bundles.es]) {
    const message = tried.getMessage(id);
    if (message?.value) return tried.formatPattern(message.value, args, []);
  }
  return id;
}

const MONTHS: Record<Language, string[]> = {
  es: ['ene', 'feb', 'mar', 'abr', 'may', 'jun', 'jul', 'ago', 'sep', 'oct', 'nov', 'dic'],
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
};

/** `2013-03-14` as `14 mar 2013`. */
export function plainDate(language: Language, iso: string): string {
  const [year, month, day] = iso.split('-').map(Number);
  const name = MONTHS[language][(month ?? 0) - 1];
  return name ? `${day} ${name} ${year}` : iso;
}

function plainWhen(language: Language, rfc3339: string): string {
  const at = new Date(rfc3339);
  if (Number.isNaN(at.getTime())) return '';
  const two = (n: number) => String(n).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${plainDate(language, day)}, ${two(at.getHours())}:${two(at.getMinutes())}`;
}

const SpeechContext = createContext<Speech | null>(null);

const KEPT_UNDER = 'rayuela-language';

export function SpeechProvider({ children }: { children: ComponentChildren }) {
  const [language, setLanguage] = useState<Language>(keptLanguage);
  useLayoutEffect(() => {
    document.documentElement.lang = language === 'es' ? 'es-MX' : 'en';
    try {
      localStorage.setItem(KEPT_UNDER, language);
    } catch {
      // Without storage the app begins in Spanish each time.
    }
  }, [language]);
  const speech = useMemo<Speech>(
    () => ({
      language,
      setLanguage,
      t: (id, args) => phrase(language, id, args),
      say: (words) => words[language] || words.es,
      when: (rfc3339) => plainWhen(language, rfc3339),
    }),
    [language],
  );
  return <SpeechContext.Provider value={speech}>{children}</SpeechContext.Provider>;
}

function keptLanguage(): Language {
  try {
    return localStorage.getItem(KEPT_UNDER) === 'en' ? 'en' : 'es';
  } catch {
    return 'es';
  }
}

export function useSpeech(): Speech {
  const speech = useContext(SpeechContext);
  if (!speech) throw new Error('useSpeech outside of SpeechProvider');
  return speech;
}
