/** Where the screens begin: the styles, the door out, the first screen. */
import { render } from 'preact';
import './style/field.css';
import { App } from './app';
import { inOrder } from './platform/in_order';
import { platformHere } from './platform/platform';

const root = document.getElementById('app');
if (root) render(<App platform={inOrder(platformHere())} />, root);
