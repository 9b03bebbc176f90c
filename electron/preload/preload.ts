import { contextBridge, ipcRenderer } from 'electron';

/**
 * @file The one bridge: hands the page a port to the core, and says which version and platform
 * this is. The page asks with `{ type: 'earshot-ready' }` once it listens; a port comes then, and
 * again after every restart of the core; when the core ends the page is told. Nothing else crosses.
 */

window.addEventListener('message', (event) => {
  const asked: unknown = event.data;
  if (event.source !== window || typeof asked !== 'object' || asked === null) return;
  if ('type' in asked && asked.type === 'earshot-ready') ipcRenderer.send('earshot:ready');
});

ipcRenderer.on('earshot:port', (event) => {
  // A port cannot cross the context bridge; posting it to the own window is Electron's way.
  window.postMessage({ type: 'earshot-port' }, window.location.origin, event.ports);
});

ipcRenderer.on('earshot:gone', () => {
  window.postMessage({ type: 'earshot-gone' }, window.location.origin);
});

const argument = (name: string): string =>
  process.argv.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3) ?? '';

contextBridge.exposeInMainWorld('earshot', {
  version: argument('earshot-version'),
  platform: process.platform,
});
