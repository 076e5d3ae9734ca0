import { assemblyPlugin } from './assembly-plugin.mjs';
import { tfjsPlugin } from './tfjs-plugin.mjs';

/** What every bundle with an experiment in it needs: the site's, its workers', the tests' and the commands'. */
export const labPlugins = () => [assemblyPlugin(), tfjsPlugin()];
