// Debian's Chromium, and what every screen must hold: it fits its width, nothing is too small for
// a thumb, and axe finds no fault in it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium, devices } from 'playwright-core';
import { shots } from './office.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export async function startChromium() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
}

/** A small phone with a touch screen, in Mexico: 360 pixels wide. */
export function phone(browser) {
  const { userAgent, hasTouch, isMobile } = devices['Galaxy S9+'];
  return browser.newContext({
    userAgent,
    hasTouch,
    isMobile,
    viewport: { width: 360, height: 740 },
    locale: 'es-MX',
  });
}

export function desk(browser) {
  return browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'es-MX' });
}

/** Photographs the screen and holds it to the rules of design. */
export async function look(page, name, { targets = 0 } = {}) {
  await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.ok(wide <= 0, `${name}: ${wide} pixels stick out sideways`);
  if (targets > 0) await assertTargets(page, name, targets);
  await page.evaluate(axe);
  const faults = await page.evaluate(async () => {
    const found = await globalThis.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    });
    return found.violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`);
  });
  assert.deepEqual(faults, [], `${name}: axe`);
}

/** Everything that is pressed or written in is at least so many pixels tall. */
async function assertTargets(page, name, least) {
  const small = await page.evaluate((pixels) => {
    const shown = (box) => box.width > 0 && box.height > 0;
    return [...document.querySelectorAll('button, input, textarea, select, summary')]
      .map((one) => ({ box: one.getBoundingClientRect(), html: one.outerHTML.slice(0, 80) }))
      .filter(({ box }) => shown(box) && box.height < pixels - 0.5)
      .map(({ box, html }) => `${Math.round(box.height)} px: ${html}`);
  }, least);
  assert.deepEqual(small, [], `${name}: too small for a thumb`);
}
