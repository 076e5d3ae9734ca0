import * as Comlink from 'comlink';
import { chooseBackend, machineNow } from './backend.ts';
import { loadExperiment } from './registry.ts';
import { createSession } from './session.ts';

/** Everything that computes runs here: tfjs is loaded by this file and by nothing of the page itself. */
Comlink.expose(createSession(async (name) => (await loadExperiment(name)).experiment, chooseBackend, machineNow));
