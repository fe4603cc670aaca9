// The journeys in headless Chromium: first Rosa on her phone, then Elena and Carmen in the office,
// who see what she handed over. `npm run journeys`, after `cargo build --workspace` and the build
// of the screens; screenshots go to `$RAYUELA_SHOTS` (`target/shots`).
import { after, before, test } from 'node:test';
import { startChromium } from './chromium.mjs';
import { Office } from './office.mjs';
import { seeThePages } from './pages.mjs';
import { interviewOnThePhone } from './phone.mjs';

let browser;
let office;

before(async () => {
  office = await Office.setUp();
  browser = await startChromium();
});

after(async () => {
  await browser?.close();
  await office?.close();
});

test('Rosa interviews a household on a phone of 360 pixels and sends it', async () => {
  await interviewOnThePhone(browser, office);
});

test('Elena and Carmen see in the office what each may see of it', async () => {
  await seeThePages(browser, office);
});
