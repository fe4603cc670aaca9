import { expect, test } from 'vitest';
import { atFirstPerson } from './stage';

const NAME = '[data-code=given_names] input';

test('a name is handed over when its field is left', async () => {
  const stage = await atFirstPerson();
  await stage.write(NAME, 'Lupita');
  await stage.press('[data-option=woman]');
  await stage.told('answer', { code: 'given_names', value: 'Lupita' });
  await stage.told('answer', { code: 'sex', value: 'woman' });
  expect((await stage.find('[data-option=woman]')).getAttribute('aria-checked')).toBe('true');
});

test('pressing the chosen option again takes the answer back', async () => {
  const stage = await atFirstPerson();
  await stage.press('[data-option=man]');
  await stage.find('[data-option=man].chosen');
  await stage.press('[data-option=man]');
  await stage.told('clear_answer', { code: 'sex' });
});

test('a number key chooses in the first question without an answer', async () => {
  const stage = await atFirstPerson();
  await stage.write(NAME, 'Lupita');
  await stage.key('Enter', NAME);
  await stage.find('[data-code=given_names].answered');
  await stage.key('2', 'h1');
  await stage.told('answer', { code: 'sex', value: 'man' });
});

test('a second digit reaches the options after the ninth', async () => {
  const stage = await atFirstPerson();
  await stage.key('1', '[data-code=kinship] .option');
  await stage.key('1', '[data-code=kinship] .option');
  await stage.told('answer', { code: 'kinship', value: 'no_kinship' });
  expect(stage.notebook.called('answer').some((call) => call.value === 'head')).toBe(false);
});

test('a number key in a field is only a digit of what is written', async () => {
  const stage = await atFirstPerson();
  await stage.write('[data-code=age] input', '1');
  await stage.key('2', '[data-code=age] input');
  expect(stage.notebook.called('answer')).toEqual([]);
});

test('Enter moves to the next question once the answer is stored', async () => {
  const stage = await atFirstPerson();
  await stage.write(NAME, 'Lupita');
  await stage.key('Enter', NAME);
  await stage.told('answer', { code: 'given_names', value: 'Lupita' });
  const sex = await stage.find('[data-code=sex]');
  await stage.find('[data-code=given_names].answered');
  await expect.poll(() => sex.contains(document.activeElement)).toBe(true);
});

test('an answer out of range is not stored and says so beside its question', async () => {
  const stage = await atFirstPerson();
  await stage.write('[data-code=age] input', '130');
  await stage.press('[data-act=next]');
  await stage.see('La edad va de 0 a 120 años.');
  expect(await stage.find<HTMLInputElement>('[data-code=age] input')).toHaveProperty('value', '130');
  expect(stage.has('[data-code=age]')).toBe(true);
});

test('writing the stored answer again lifts a refusal', async () => {
  const stage = await atFirstPerson();
  const age = '[data-code=age] input';
  await stage.write(age, '12');
  await stage.key('Enter', age);
  await stage.find('[data-code=age].answered');
  await stage.write(age, '130');
  await stage.press('[data-act=next]');
  await stage.see('La edad va de 0 a 120 años.');
  await stage.write(age, '12');
  await stage.press('[data-act=next]');
  await stage.find('[data-code=attends_school]');
});

test('an interval is stored with both ends', async () => {
  const stage = await atFirstPerson();
  await stage.press('[data-code=age] [data-act=interval]');
  await stage.write('[data-code=age] [data-bound=min]', '10');
  await stage.write('[data-code=age] [data-bound=max]', '12');
  await stage.key('Enter', '[data-code=age] [data-bound=max]');
  await stage.told('answer', { code: 'age', value: '10..12' });
});

test('a date is stored as year, month and day and read back in words', async () => {
  const stage = await atFirstPerson();
  await stage.write('[data-date=day]', '14');
  await stage.write('[data-date=month]', '3');
  await stage.write('[data-date=year]', '2013');
  await stage.see('14 mar 2013');
  await stage.key('Enter', '[data-date=year]');
  await stage.told('answer', { code: 'birth_date', value: '2013-03-14' });
});

test('does not know and prefers not to answer are stored apart', async () => {
  const stage = await atFirstPerson();
  await stage.press('[data-code=birth_date] [data-act=dont-know]');
  await stage.told('answer', { code: 'birth_date', value: '!dont_know' });
  await stage.press('[data-code=birth_date] [data-act=refused]');
  await stage.told('answer', { code: 'birth_date', value: '!refused' });
});

test('several choices pressed quickly all reach the notebook', async () => {
  const stage = await atFirstPerson();
  await stage.press('[data-act=next]');
  await stage.find('[data-code=programmes]');
  await stage.press('[data-option=beca]');
  await stage.press('[data-option=comedor]');
  await stage.told('answer', { code: 'programmes', value: 'beca comedor' });
  await stage.press('[data-option=""]');
  await stage.told('answer', { code: 'programmes', value: '' });
});

test('Escape leads back from a part to the path', async () => {
  const stage = await atFirstPerson();
  await stage.key('Escape', 'h1');
  await stage.find('.hopscotch');
});

test('another person can be added from the roster and taken away again', async () => {
  const stage = await atFirstPerson();
  await stage.write(NAME, 'Lupita');
  await stage.press('[data-act=add-another]');
  await stage.told('add_member', {});
  await expect.poll(() => stage.notebook.members.length).toBe(2);
  await stage.press('[data-act=remove]');
  await stage.press('[data-act=remove-yes]');
  await expect.poll(() => stage.notebook.members.length).toBe(1);
});
