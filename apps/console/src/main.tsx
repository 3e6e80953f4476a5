import '@mantine/core/styles.css';
import './app/app.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { styleNonce } from './app/theme.ts';

// By this name react-remove-scroll looks for the nonce of the style that keeps a page still behind a dialog.
Object.assign(globalThis, { __webpack_nonce__: styleNonce() });

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<App />);
