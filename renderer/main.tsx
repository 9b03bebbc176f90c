import './data/strict.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Console } from './console/Console.tsx';
import { applyLastTheme } from './console/habits.ts';
import { socketAddress, takeToken } from './data/address.ts';
import { connect } from './data/connection.ts';
import { EarshotProvider } from './data/earshot.tsx';
import { openPorts, openSocket } from './data/link.ts';
import { Overlay } from './overlay/Overlay.tsx';
import { TipProvider } from './ui/Tip.tsx';

const overlay = new URLSearchParams(location.search).get('view') === 'overlay';
if (overlay) document.documentElement.dataset['view'] = 'overlay';
applyLastTheme();

const connection = connect(
  window.earshot === undefined
    ? openSocket(socketAddress(location.host, takeToken()))
    : openPorts(),
);

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root.');
createRoot(root).render(
  <StrictMode>
    <TipProvider>
      <EarshotProvider connection={connection}>
        {overlay ? <Overlay /> : <Console />}
      </EarshotProvider>
    </TipProvider>
  </StrictMode>,
);
