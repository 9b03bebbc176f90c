/** What the preload script gives the page in Electron; absent in a browser. */
interface EarshotShell {
  readonly version: string;
  readonly platform: string;
}

interface Window {
  readonly earshot?: EarshotShell;
}
