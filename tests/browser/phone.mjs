// The field app on a phone of 360 pixels, through `field-app-host`: Rosa enrols, interviews a
// household with her thumb, is turned away when an answer cannot be, and sends.
import assert from 'node:assert/strict';
import { look, phone } from './chromium.mjs';
import { AREA } from './office.mjs';

const PASSPHRASE = 'ceiba marimba pozol';
/** The least height of what a thumb presses, in pixels. */
const THUMB = 56;

/** What this household says; all else is "no", the first option, or 4. */
const SAID = {
  consent: { option: 'yes' },
  telephone: { text: '9610000000' },
  first_surname: { text: 'Ramírez' },
  'Lucía kinship': { option: 'head' },
  'Mateo kinship': { option: 'child' },
  'Lucía sex': { option: 'woman' },
  'Mateo sex': { option: 'man' },
  'Lucía birth_date': { date: ['2', '5', '1988'] },
  'Mateo birth_date': { date: ['14', '3', '2013'] },
  'Mateo attends_school': { option: 'yes' },
  'Mateo rescue': { option: 'helped_business' },
  'Mateo more_jobs': { text: '1' },
  'Mateo job_task_words': { text: 'Acomoda cajas y atiende' },
  'Mateo job_business_words': { text: 'Tienda de abarrotes' },
  hours_regular: { option: 'yes' },
  school_grade: { text: '2' },
  informant: { option: 'mother' },
  'Mateo hours_sat': { interval: ['6', '8'] },
};
const BLANK = ['second_surname', 'curp', 'left_household', 'telephone_safe_time', 'postal_code'];

function said(about, code, kind) {
  const own = SAID[`${about} ${code}`] ?? SAID[code];
  if (own) return own;
  if (kind === 'yes_no') return { option: 'no' };
  if (kind === 'choice') return { number: '1' };
  if (kind === 'choices') return { option: '' };
  if (kind === 'number') return { text: '4' };
  return kind === 'date' ? { act: 'dont-know' } : { text: 'como dijo' };
}

async function answer(page, about, { code, kind }) {
  const question = page.locator(`[data-code="${code}"]`);
  const say = said(about, code, kind);
  if (say.act) await question.locator(`[data-act="${say.act}"]`).tap();
  if (say.option !== undefined) await question.locator(`[data-option="${say.option}"]`).tap();
  if (say.number) await question.locator(`[data-number="${say.number}"]`).tap();
  if (say.text) {
    await question.locator('[data-entry]').fill(say.text);
    await question.locator('[data-entry]').blur();
  }
  if (say.interval) {
    await question.locator('[data-act="interval"]').tap();
    await question.locator('[data-bound="min"]').fill(say.interval[0]);
    await question.locator('[data-bound="max"]').fill(say.interval[1]);
    await question.locator('[data-bound="max"]').blur();
  }
  if (say.date) {
    for (const [at, part] of ['day', 'month', 'year'].entries()) {
      await question.locator(`[data-date="${part}"]`).fill(say.date[at]);
    }
    await question.locator('[data-date="year"]').blur();
  }
  await page.locator(`.answered[data-code="${code}"]`).waitFor();
}

/** Answers every question that is due on the screen. */
async function fill(page, name = '') {
  await page.locator('.question[data-kind]').first().waitFor();
  let about = (await page.locator('.page-actions .about').count())
    ? await page.locator('.page-actions .about').textContent()
    : '';
  for (;;) {
    const open = await page
      .locator('.question:not(.answered)')
      .evaluateAll((all) => all.map((one) => ({ code: one.dataset.code, kind: one.dataset.kind })));
    const next = open.find(({ code }) => !BLANK.includes(code));
    if (!next) return;
    if (next.code === 'given_names') {
      SAID.given_names = { text: name };
      about = name;
    }
    await answer(page, about, next);
  }
}

export async function interviewOnThePhone(browser, office) {
  const context = await phone(browser);
  const page = await context.newPage();
  const shot = (name) => look(page, `phone-${name}`, { targets: THUMB });
  const tap = (selector) => page.locator(selector).first().tap();
  const [server, tablet, code] = [await office.serve(), await office.tablet(), await office.run('device', 'code', 'rosa')];

  await page.goto(tablet);
  await page.locator('#enrol-server').fill(server);
  await page.locator('#enrol-code').fill(code);
  await page.locator('#enrol-passphrase').fill(PASSPHRASE);
  await page.locator('#enrol-again').fill(PASSPHRASE);
  await shot('01-enrol');
  await tap('[data-act=enrol]');
  await page.locator(`[data-area="${AREA}"]`).waitFor();
  await shot('02-areas');
  await tap(`[data-area="${AREA}"]`);
  await tap('[data-act=list-dwelling]');
  await page.locator('#list-number').fill('1');
  await page.locator('#list-address').fill('Calle Ceiba 14, portón verde');
  await shot('03-list-dwelling');
  await tap('[data-act=save]');
  await tap('[data-act=visit]');
  await page.locator('[data-option="01"]').waitFor();
  await shot('04-visit');
  await tap('[data-act=back]');
  await tap('[data-act=interview]');
  await people(page, tap, shot);
  await rest(page, tap, shot);
  await tap('[data-act=back]');
  await tap('[data-act=back]');
  await tap('[data-act=hand-over]');
  await tap('[data-act=send]');
  await page.getByText('El servidor recibió y guardó todo.').waitFor();
  await shot('12-receipt');
  await tap('[data-act=done]');
  await tap('[data-act=language]');
  await page.getByText('My BGAs').waitFor();
  await shot('13-english');
  await tap('[data-act=hide]');
  await page.locator('[data-act=show]').waitFor();
  await shot('14-hidden');
  await context.close();
}

async function people(page, tap, shot) {
  await tap('[data-section=consent]');
  await page.locator('[data-notice]').waitFor();
  await shot('05-consent');
  await fill(page);
  await tap('[data-act=next]');
  await page.locator('[data-code=interview_language]').waitFor();
  await fill(page);
  await tap('[data-act=next]');
  await tap('[data-act=add-member]');
  await fill(page, 'Lucía');
  await shot('06-roster');
  await tap('[data-act=add-another]');
  await page.locator('.question:not(.answered)[data-code=given_names]').waitFor();
  await fill(page, 'Mateo');
  await tap('[data-act=back]');
  await page.locator('.hopscotch').waitFor();
  await shot('07-path');
}

/** Everything else, with one answer that cannot be on the way. */
async function rest(page, tap, shot) {
  let turnedAway = false;
  const left = page.locator('.step:not([data-state=done])');
  for (let part = 1; await left.count(); part += 1) {
    assert.ok(part < 40, 'a part is never done');
    await left.first().tap();
    await fill(page);
    if (part <= 3) await shot(`08-part-${part}`);
    const monday = page.locator('[data-code=hours_mon] [data-entry]');
    if (!turnedAway && (await monday.count())) {
      turnedAway = true;
      await monday.fill('30');
      await tap('[data-act=next]');
      await page.locator('[data-code=hours_mon] [role=alert]').waitFor();
      await shot('09-turned-away');
      await monday.fill('4');
      await monday.blur();
      await page.locator('[data-code=hours_mon] [role=alert]').waitFor({ state: 'detached' });
    }
    await tap('[data-act=back]');
    await page.locator('.hopscotch').waitFor();
  }
  assert.ok(turnedAway, 'thirty hours a day must be turned away');
  await tap('[data-act=review]');
  await page.locator('[data-act=close-interview]:not([disabled])').waitFor();
  await shot('10-review');
  await tap('[data-act=close-interview]');
  await page.locator('[data-state=complete]').waitFor();
  await shot('11-closed');
  const words = (await page.locator('body').innerText()).toLowerCase();
  assert.ok(!words.includes('trabajo infantil'), 'the doorway must not read this');
}
