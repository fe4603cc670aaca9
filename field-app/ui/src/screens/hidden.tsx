/**
 * What a passer-by sees after "Ocultar": an empty game and one button. The notebook is locked
 * behind it, so going on asks for the passphrase.
 */
import { Page, Action } from '../parts/page';
import { Hopscotch } from '../parts/tiles';
import { useSpeech } from '../words/words';

export function Hidden({ onShow }: { onShow: () => void }) {
  const { t } = useSpeech();
  return (
    <Page
      title={t('hidden-title')}
      actions={<Action word={t('hidden-go')} kind="primary" act="show" onPress={onShow} />}
    >
      <p class="intro">{t('hidden-text')}</p>
      <Hopscotch states={Array(8).fill('empty')} label={t('app-name')} />
    </Page>
  );
}
