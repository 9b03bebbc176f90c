import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * Builds the windows: `index.html` (console and, with `?view=overlay`, the overlay) and
 * `gallery.html` (every component in every state). Nothing is inlined, so that the page's strict
 * content security policy holds.
 */
export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react(), tailwindcss()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome130',
    cssTarget: 'chrome130',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: 'renderer/index.html', gallery: 'renderer/gallery.html' },
    },
  },
});
