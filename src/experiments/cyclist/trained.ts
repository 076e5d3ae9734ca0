import { trainedFile } from '../../lab/build/first-view-of-build.ts';
import { experiment } from './experiment.ts';
import { params } from './params.ts';

/** What the build trained, for readers who drag an arm before they train anything. */
export const trained = () => trainedFile(params, experiment);
