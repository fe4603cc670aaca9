// The staff pages in headless Chromium, on what Rosa handed over: Elena sees coverage and folios
// and no name; Carmen sees the child, the reasons, and opens the case; a stranger sees nothing.
import assert from 'node:assert/strict';
import { desk, look } from './chromium.mjs';
import { AREA } from './office.mjs';

const PASSWORD = 'cuatro palabras para probar';
/** Of the household that Rosa interviewed. */
const NAMES = ['Lucía', 'Mateo', 'Ramírez', 'Ceiba'];
const FOLIO = /\b[RC]-[0-9A-Z]{4}-[0-9A-Z]{4}\b/;
/** What only a case officer reads. */
const CLASSES = ['edad mínima', 'peligrosa', 'no permitida', 'trabajo infantil'];

async function signIn(browser, office, username) {
  const context = await desk(browser);
  const page = await context.newPage();
  await page.goto(`${office.address}/entrar`);
  await page.locator('[name=username]').fill(username);
  await page.locator('[name=password]').fill(PASSWORD);
  await page.locator('main button[type=submit]').click();
  await page.locator('form[action="/salir"]').waitFor();
  return page;
}

async function assertHasNone(page, words, whose) {
  const source = (await page.content()).toLowerCase();
  const found = words.filter((word) => source.includes(word.toLowerCase()));
  assert.deepEqual(found, [], `${whose} must not receive this`);
}

async function aStrangerSeesNothing(browser, office) {
  const context = await desk(browser);
  const page = await context.newPage();
  for (const path of ['/', '/cobertura', `/cobertura/${AREA}`, '/casos', '/prevencion', '/listas']) {
    await page.goto(office.address + path);
    await assertHasNone(page, NAMES, `a stranger at ${path}`);
    assert.doesNotMatch(await page.content(), FOLIO, `a stranger at ${path}`);
  }
  await page.goto(`${office.address}/casos`);
  assert.match(page.url(), /\/entrar/, 'a stranger is asked to sign in');
  await look(page, 'pages-01-sign-in');
  await page.locator('[name=username]').fill('carmen');
  await page.locator('[name=password]').fill('no es esta');
  await page.locator('main button[type=submit]').click();
  await page.locator('[role=alert]').waitFor();
  await look(page, 'pages-02-not-right');
  await context.close();
}

async function elenaSeesCoverage(browser, office) {
  const page = await signIn(browser, office, 'elena');
  await page.goto(`${office.address}/cobertura`);
  await page.locator('table').waitFor();
  await look(page, 'pages-03-coverage');
  await assertHasNone(page, [...NAMES, ...CLASSES], 'a supervisor');
  await page.goto(`${office.address}/cobertura/${AREA}`);
  await page.getByText(FOLIO).first().waitFor();
  await look(page, 'pages-04-area');
  await assertHasNone(page, [...NAMES, ...CLASSES], 'a supervisor');
  const refused = await page.goto(`${office.address}/casos`);
  assert.equal(refused.status(), 403, 'cases are not for a supervisor');
  await assertHasNone(page, NAMES, 'a supervisor at the cases');
  await look(page, 'pages-05-not-for-you');
  const apart = await page.goto(`${office.address}/prevencion`);
  assert.equal(apart.status(), 403, 'prevention is not for a supervisor');
  await assertHasNone(page, NAMES, 'a supervisor at prevention');
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`${office.address}/cobertura`);
  await look(page, 'pages-06-coverage-360');
  await page.context().close();
}

async function carmenOpensTheCase(browser, office) {
  const page = await signIn(browser, office, 'carmen');
  await page.goto(`${office.address}/casos`);
  const rows = page.locator('tbody tr');
  await rows.first().waitFor();
  assert.equal(await rows.count(), 1, 'one child identified');
  await look(page, 'pages-07-children');
  // By the keyboard, as someone with forty cases before noon would.
  await page.locator('[data-row]').first().focus();
  await page.keyboard.press('Enter');
  await page.getByText('Mateo').first().waitFor();
  await look(page, 'pages-08-case');
  await theCaseExplainsItself(page, office);
  await page.locator('form[action$="/abrir"] button').click();
  await page.locator('form[action$="/abrir"]').waitFor({ state: 'detached' });
  await look(page, 'pages-09-case-open');
  await carmenDrawsUpAList(page, office);
  await carmenSeesWhoIsAtRisk(page, office);
  await page.goto(`${office.address}/casos`);
  await page.locator('[data-row]').first().click();
  await page.locator('a[hreflang=en]').click();
  await page.locator('html[lang^=en]').waitFor();
  await look(page, 'pages-10-case-english');
  await page.getByText('The minimum age for work is 15 years.').waitFor();
  await page.locator('a[hreflang=es]').click();
  await page.setViewportSize({ width: 360, height: 740 });
  await look(page, 'pages-14-case-360');
  await page.emulateMedia({ colorScheme: 'dark' });
  await look(page, 'pages-15-case-360-dark');
  await page.setViewportSize({ width: 1280, height: 900 });
  await look(page, 'pages-16-case-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(`${office.address}/casos`);
  await page.setViewportSize({ width: 360, height: 740 });
  await look(page, 'pages-11-children-360');
  await page.context().close();
}

/** The reasons name what was answered, other readings say what they would decide, and the files say
 * the same without naming anybody. */
async function theCaseExplainsItself(page, office) {
  const main = (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ');
  const said = [
    'Trabaja y tiene 13 años. La edad mínima para trabajar es de 15 años.',
    'Dedica más de 14 horas a la semana a los quehaceres de su casa. Según las respuestas: 28 horas.',
    'Con otra lectura de la definición («Quehaceres: más de 28 horas a cualquier edad»), ' +
      'seguiría siendo trabajo infantil, pero sólo por la ocupación.',
    'La ausencia de alertas no significa que el trabajo sea legal.',
  ];
  for (const sentence of said) assert.ok(main.includes(sentence), `the page says: ${sentence}\n${main}`);
  assert.doesNotMatch(main, /(?<!documentada )\bCH-\d\d/, 'no choice stands without its words');
  for (const ending of ['txt', 'json']) {
    const link = page.locator(`a[href$="fundamentos.${ending}"]`);
    const file = await page.request.get(office.address + (await link.getAttribute('href')));
    assert.equal(file.status(), 200);
    assert.match(file.headers()['content-disposition'], /fundamentos-C-[0-9A-Z]{4}-[0-9A-Z]{4}\./);
    const text = (await file.body()).toString('utf8');
    for (const sentence of said) {
      assert.ok(text.includes(sentence), `the file .${ending} says: ${sentence}`);
    }
    const named = NAMES.filter((name) => text.includes(name));
    assert.deepEqual(named, [], `the file .${ending} must name nobody`);
  }
}

/** Every child of the snapshot with a reason; the file names whom to reach and never a class. */
async function carmenDrawsUpAList(page, office) {
  await page.goto(`${office.address}/programas`);
  await look(page, 'pages-12-programmes');
  await page.locator('[data-row]').first().click();
  await page.locator('form[action$="/lista"] button').click();
  await page.locator('a[href$="archivo.xlsx"]').waitFor();
  await look(page, 'pages-13-list');
  const rows = page.locator('table.table tbody tr');
  assert.equal(await rows.count(), 1, 'every child of the snapshot stands on the list');
  const href = await page.locator('a[href$="archivo.csv?lineas=todas"]').getAttribute('href');
  const file = await page.request.get(office.address + href);
  assert.equal(file.status(), 200);
  const text = (await file.body()).toString('utf8');
  assert.match(text, FOLIO, 'the file names the folio');
  assert.ok(text.includes('Mateo'), 'the file names whom to reach');
  const leaked = CLASSES.filter((word) => text.toLowerCase().includes(word));
  assert.deepEqual(leaked, [], 'the file must not tell the class');
}

/** The list of prevention: not the child in child labour, and its empty state says what will come. */
async function carmenSeesWhoIsAtRisk(page, office) {
  await page.goto(`${office.address}/casos`);
  await page.locator('nav.tabs a[href="/prevencion"]').click();
  await page.locator('nav.tabs a[href="/prevencion"][aria-current=page]').waitFor();
  assert.match(await page.content(), /Propuesta/, 'the weights are said to be a proposal');
  await assertHasNone(page, NAMES, 'the list of prevention');
  assert.equal(await page.locator('tbody tr').count(), 0, 'who is in child labour is not at risk');
  await page.getByText('Nadie en esta situación').waitFor();
  await look(page, 'pages-14-prevention');
  await page.locator('select[name=motivo]').selectOption('out_of_school');
  await page.getByText('Nadie con estos filtros').waitFor();
  assert.match(page.url(), /motivo=out_of_school/, 'the filter stays in the address');
  await page.locator('a[hreflang=en]').click();
  await page.locator('html[lang^=en]').waitFor();
  await look(page, 'pages-15-prevention-english');
  await page.locator('a[hreflang=es]').click();
  await page.setViewportSize({ width: 360, height: 740 });
  await look(page, 'pages-16-prevention-360');
  await page.setViewportSize({ width: 1280, height: 900 });
}

export async function seeThePages(browser, office) {
  await office.account('elena', 'Elena', 'supervisor', PASSWORD);
  await office.account('carmen', 'Carmen', 'case_officer', PASSWORD);
  await aStrangerSeesNothing(browser, office);
  await elenaSeesCoverage(browser, office);
  await carmenOpensTheCase(browser, office);
}
