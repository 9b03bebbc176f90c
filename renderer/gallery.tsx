import './data/strict.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Console } from './console/Console.tsx';
import { connect } from './data/connection.ts';
import { EarshotProvider } from './data/earshot.tsx';
import { rememberConversation } from './data/address.ts';
import { pretendParts } from './gallery/fixtureCall.ts';
import { fixtureLink, type Scene } from './gallery/fixtureLink.ts';
import type { Desk } from './gallery/fixtureDesk.ts';
import { Gallery } from './gallery/Gallery.tsx';
import { Overlay } from './overlay/Overlay.tsx';
import { TipProvider } from './ui/Tip.tsx';

const asked = new URLSearchParams(location.search);
const wanted = asked.get('theme');
const theme = wanted === 'light' || wanted === 'dark' ? wanted : 'system';
if (theme !== 'system') document.documentElement.dataset['theme'] = theme;

const only = asked.get('only') ?? undefined;
const scene = (asked.get('scene') ?? 'live') as Scene;
const width = Number(asked.get('width')) || undefined;

const desk = (asked.get('desk') ?? 'usual') as Desk;
/** `?lost` shows what a window looks like whose core went away. */
const lost = asked.has('lost');
let links = 0;

const connection = connect(async () => {
  links += 1;
  if (lost && links > 1) throw new Error('The core is away.');
  const gone = new Promise<void>((resolve) => {
    if (lost) setTimeout(resolve, 700);
  });
  return fixtureLink(scene, theme, desk, gone);
});
if (only === 'console') rememberConversation(scene === 'welcome' ? undefined : 'conversation-1');
if (only === 'overlay') document.documentElement.dataset['view'] = 'overlay';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root.');
createRoot(root).render(
  <StrictMode>
    <TipProvider>
      <EarshotProvider connection={connection}>
        {only === 'console' ? (
          <Console parts={pretendParts} />
        ) : only === 'overlay' ? (
          <Overlay />
        ) : (
          <Gallery only={only} width={width} />
        )}
      </EarshotProvider>
    </TipProvider>
  </StrictMode>,
);
