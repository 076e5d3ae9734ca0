import * as Comlink from 'comlink';
import { createDrawing } from './drawing.ts';

/** Chart.js is loaded by this file, and by the page only where a worker cannot draw. */
Comlink.expose(createDrawing());
