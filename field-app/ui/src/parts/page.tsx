/**
 * The frame of every screen: back and title above, one column, the next step at the thumb.
 * Escape goes back. The heading takes the focus on arrival, so that keys work at once and a
 * reader says where one is.
 */
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useSpeech } from '../words/words';
import { Icon, type IconName } from './icon';

interface PageProps {
  title: string;
  /** Small words under the title: an address, a person, how much is done. */
  under?: ComponentChildren;
  onBack?: (() => void) | undefined;
  onHide?: (() => void) | undefined;
  /** What stands at the thumb. */
  actions?: ComponentChildren;
  children?: ComponentChildren;
}

export function Page({ title, under, onBack, onHide, actions, children }: PageProps) {
  const { t } = useSpeech();
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [title]);
  useEscape(onBack);
  return (
    <div class="page">
      <header class="page-top">
        <div class="page-top-row">
          {onBack ? (
            <button type="button" class="plain" data-act="back" onClick={onBack}>
              <Icon name="arrow-left" />
              <span>{t('back')}</span>
            </button>
          ) : (
            <span class="brand">{t('app-name')}</span>
          )}
          <span class="page-top-right">
            <LanguageSwitch />
            {onHide && (
              <button type="button" class="plain" data-act="hide" onClick={onHide}>
                <Icon name="eye-off" />
                <span>{t('hide')}</span>
              </button>
            )}
          </span>
        </div>
        <h1 tabIndex={-1} ref={heading}>
          {title}
        </h1>
        {under && <div class="under">{under}</div>}
      </header>
      <main class="page-body">{children}</main>
      {actions && <footer class="page-actions">{actions}</footer>}
    </div>
  );
}

function LanguageSwitch() {
  const { t, language, setLanguage } = useSpeech();
  return (
    <button
      type="button"
      class="plain"
      data-act="language"
      lang={language === 'es' ? 'en' : 'es'}
      onClick={() => setLanguage(language === 'es' ? 'en' : 'es')}
    >
      <Icon name="languages" />
      <span>{t('language-switch')}</span>
    </button>
  );
}

function useEscape(onBack: (() => void) | undefined) {
  useLayoutEffect(() => {
    if (!onBack) return;
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      onBack();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [onBack]);
}

interface ActionProps {
  word: string;
  icon?: IconName;
  kind?: 'primary' | 'secondary' | 'small';
  act: string;
  disabled?: boolean;
  onPress: () => void;
}

/** A button with its word; `act` names it for tests and never changes with the language. */
export function Action({ word, icon, kind = 'secondary', act, disabled, onPress }: ActionProps) {
  return (
    <button type="button" class={kind} data-act={act} disabled={disabled} onClick={onPress}>
      {icon && <Icon name={icon} />}
      <span>{word}</span>
    </button>
  );
}
