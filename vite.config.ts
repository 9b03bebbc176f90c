import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { voskRuntime } from './scripts/parts/vosk-runtime.mjs';

/**
 * Builds the windows: `index.html` (console and, with `?view=overlay`, the overlay),
 * `gallery.html` (every component in every state), `recognise.html` (the recognisers alone, for
 * tests) and `transcribe.html` (recordings, for the command line). Nothing is inlined, so that the
 * page's strict content security policy holds.
 */
export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react(), tailwindcss(), voskRuntime()],
  resolve: {
    // The recogniser computes on the processor; the build with WebGPU is twice the size.
    alias: { 'onnxruntime-web/webgpu': 'onnxruntime-web/wasm' },
  },
  worker: { format: 'es', plugins: () => [voskRuntime()] },
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome130',
    cssTarget: 'chrome130',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        index: 'renderer/index.html',
        gallery: 'renderer/gallery.html',
        recognise: 'renderer/recognise.html',
        transcribe: 'renderer/transcribe.html',
      },
    },
  },
});
