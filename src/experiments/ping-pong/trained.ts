import { trainedFile } from '../../lab/build/first-view-of-build.ts';
import { experiment } from './experiment.ts';
import { params } from './params.ts';

/** What the build trained with the default settings: the scene is judged before anything is trained. */
export const trained = () => trainedFile(params, experiment);
