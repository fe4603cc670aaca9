/// Builds the screens into `dist`, which the shell embeds and `field-app/host` serves.
/// It does not know the questionnaire: question wording comes from the notebook at run time.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  base: './',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: ['es2020', 'chrome87', 'safari16'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    // `npm run dev` beside `field-app-host`, which serves the commands on 127.0.0.1:4780.
    proxy: { '/rpc': 'http://127.0.0.1:4780' },
    fs: { allow: ['../..'] },
  },
  test: { environment: 'happy-dom', include: ['src/**/*.test.{ts,tsx}'] },
});
