import * as Comlink from 'comlink';
import { holdWhileAlive } from '../contract/alive.ts';
import { chooseBackend, machineNow } from './backend.ts';
import { createHelpers } from './helping-workers.ts';
import { createMember } from './member.ts';
import { loadExperiment } from './registry.ts';
import { createSession } from './session.ts';
import { coresFor } from './shares.ts';

const load = async (name: string) => (await loadExperiment(name)).experiment;
const held = holdWhileAlive(self.name);
const alive = () => held;
/** The same program under the same address: what is loaded once is there for all. */
const helpers = createHelpers(
  coresFor(navigator.hardwareConcurrency),
  (name) => new Worker(self.location.href, { type: 'module', name }),
);

/** Everything that computes runs here: tfjs is loaded by this file and by nothing of the page itself. */
Comlink.expose({
  ...createSession(load, chooseBackend, machineNow, helpers, alive),
  ...createMember(load, chooseBackend, machineNow, alive),
});
