import './app/first-styles.ts';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api/query-client.ts';
import { App } from './app/App.tsx';
import { styleNonce } from './app/theme.ts';
import { askFirst } from './app/who-is-here.ts';

// By this name react-remove-scroll looks for the nonce of the style that keeps a page still behind a dialog.
Object.assign(globalThis, { __webpack_nonce__: styleNonce() });

void askFirst(queryClient);
const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<App />);
