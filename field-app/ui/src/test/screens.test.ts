import { expect, test } from 'vitest';
import { MockNotebook } from './mock';
import { Stage } from './stage';

const PASSPHRASE = 'tres palabras largas';

function withDoors(count: number): MockNotebook {
  const notebook = new MockNotebook();
  for (let n = 0; n < count; n += 1) notebook.addDwelling();
  return notebook;
}

test('a new tablet is enrolled with server, code and passphrase', async () => {
  const notebook = new MockNotebook();
  notebook.stage = 'new';
  const stage = new Stage(notebook);
  await stage.write('#enrol-server', 'https://rayuela.example.mx');
  await stage.write('#enrol-code', 'ABCD-EFGH');
  await stage.write('#enrol-passphrase', PASSPHRASE);
  await stage.press('[data-act=enrol]');
  await stage.see('Las dos frases no son iguales.');
  await stage.write('#enrol-again', PASSPHRASE);
  await stage.press('[data-act=enrol]');
  await stage.find('.card.area');
  await stage.told('enrol', { server: 'https://rayuela.example.mx', code: 'ABCD-EFGH' });
});

test('a wrong passphrase says so and leaves the tablet locked', async () => {
  const notebook = new MockNotebook();
  notebook.stage = 'locked';
  const stage = new Stage(notebook);
  await stage.write('#unlock-passphrase', 'otra');
  await stage.press('[data-act=unlock]');
  await stage.find('[data-problem=wrong_passphrase]');
  await stage.write('#unlock-passphrase', PASSPHRASE);
  await stage.press('[data-act=unlock]');
  await stage.see('Mis AGEB');
});

test('hiding locks the notebook and going on needs the passphrase', async () => {
  const stage = new Stage(withDoors(1));
  await stage.press('.card.area');
  await stage.press('[data-household]');
  await stage.see('Calle Ceiba 10');
  await stage.press('[data-act=hide]');
  await stage.see('En pausa');
  expect(stage.text()).not.toContain('Ceiba');
  await stage.told('lock', {});
  await stage.press('[data-act=show]');
  expect(stage.text()).not.toContain('Ceiba');
  await stage.write('#unlock-passphrase', PASSPHRASE);
  await stage.press('[data-act=unlock]');
  await stage.see('Calle Ceiba 10');
});

test('a door is listed and a visit with its result is noted', async () => {
  const stage = new Stage();
  await stage.press('.card.area');
  await stage.see('Empiece por anotar la primera puerta.');
  await stage.press('[data-act=list-dwelling]');
  await stage.press('[data-act=save]');
  await stage.see('Escriba el número de la vivienda y su domicilio.');
  await stage.write('#list-number', '4');
  await stage.write('#list-address', 'Calle Ceiba 14');
  await stage.press('[data-act=save]');
  await stage.press('[data-act=visit]');
  await stage.press('[data-act=save]');
  await stage.see('Elija lo que pasó en la visita.');
  await stage.press('[data-option="01"]');
  await stage.press('[data-act=save]');
  await stage.told('record_visit', { result: '01' });
  await stage.see('Volver');
});

test('ten thousand doors open at once and can be searched', async () => {
  const stage = new Stage(withDoors(10_000));
  await stage.press('.card.area');
  await stage.find('[data-act=more]');
  await stage.see('de 10,000');
  await stage.write('#dwellings-filter', 'ceiba 10009');
  await stage.see('Calle Ceiba 10009');
  expect(document.querySelectorAll('[data-household]')).toHaveLength(1);
});

test('the review leads to the missing question and then lets close', async () => {
  const stage = new Stage(withDoors(1));
  await stage.press('.card.area');
  await stage.press('[data-household]');
  await stage.press('[data-act=interview]');
  await stage.press('[data-act=review]');
  await stage.press('[data-severity=must_fix]');
  const consent = await stage.find('[data-code=consent]');
  await expect.poll(() => consent.contains(document.activeElement)).toBe(true);
  await stage.press('[data-option=yes]');
  await stage.press('[data-act=back]');
  await stage.press('[data-act=close-interview]');
  await stage.see('La entrevista está cerrada y guardada.');
  await stage.see('Por enviar');
});

test('the privacy notice stands before the question of consent', async () => {
  const stage = new Stage(withDoors(1));
  await stage.press('.card.area');
  await stage.press('[data-household]');
  await stage.press('[data-act=interview]');
  await stage.press('[data-section=consent]');
  await stage.see('Responder es voluntario.');
  const notice = await stage.find('[data-notice]');
  const consent = await stage.find('[data-code=consent]');
  expect(notice.compareDocumentPosition(consent) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
});

test('the people come before the dwelling', async () => {
  const stage = new Stage(withDoors(1));
  await stage.press('.card.area');
  await stage.press('[data-household]');
  await stage.press('[data-act=interview]');
  await stage.press('[data-section=interview]');
  await stage.press('[data-option=tsotsil]');
  await stage.press('[data-act=next]');
  await stage.press('[data-section=consent]');
  await stage.press('[data-option=yes]');
  await stage.press('[data-act=next]');
  await stage.press('[data-act=next]');
  await stage.press('.page-actions [data-act=add-member]');
  await stage.find('[data-code=given_names]');
});

test('a correction after closing needs a value and a reason', async () => {
  const notebook = withDoors(1);
  const door = notebook.dwellings[0];
  if (door) door.state = 'complete';
  const stage = new Stage(notebook);
  await stage.press('.card.area');
  await stage.press('[data-household]');
  await stage.press('[data-act=correct]');
  await stage.press('[data-section=consent]');
  await stage.press('[data-code=consent] [data-act=correct]');
  await stage.press('[data-act=save-correction]');
  await stage.see('Elija o escriba la respuesta correcta.');
  await stage.press('[data-option=no]');
  await stage.press('[data-act=save-correction]');
  await stage.see('Escriba el motivo en unas palabras.');
  await stage.write('#reason-consent', 'me equivoqué de botón');
  await stage.press('[data-act=save-correction]');
  await stage.told('correct', { code: 'consent', value: false, reason: 'me equivoqué de botón' });
  await stage.see('Corrección guardada.');
});

test('without a signal the screen says where the interviews are', async () => {
  const notebook = new MockNotebook();
  notebook.online = false;
  notebook.waiting = 12;
  const stage = new Stage(notebook);
  await stage.press('[data-act=hand-over]');
  await stage.press('[data-act=send]');
  await stage.see('Sus 12 entrevistas están guardadas en esta tableta.');
  notebook.online = true;
  await stage.press('[data-act=send]');
  await stage.see('El servidor recibió y guardó todo.');
});

test('a household set aside by the server is named with its reason', async () => {
  const notebook = new MockNotebook();
  notebook.waiting = 3;
  notebook.quarantined = [{ folio: 'R-7K2M-9QXA', es: 'Falta la ronda.', en: 'The round is missing.' }];
  notebook.messages = [{ es: 'Mañana hay reunión a las 8:30.', en: 'Meeting at 8:30 tomorrow.' }];
  const stage = new Stage(notebook);
  await stage.press('[data-act=hand-over]');
  await stage.press('[data-act=send]');
  await stage.see('Mañana hay reunión a las 8:30.');
  await stage.see('R-7K2M-9QXA: Falta la ronda.');
  await stage.see('El servidor apartó algunas entrevistas.');
});

test('the language switches on every screen and stays', async () => {
  const stage = new Stage();
  await stage.see('Mis AGEB');
  await stage.press('[data-act=language]');
  await stage.see('My BGAs');
  await stage.press('.card.area');
  await stage.see('List a dwelling');
  expect(document.documentElement.lang).toBe('en');
});
