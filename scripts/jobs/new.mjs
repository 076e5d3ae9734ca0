import { runNewExperiment } from '../../src/desk/new-experiment.ts';
import { runNew } from '../../src/desk/new-post.ts';

const args = process.argv.slice(2);
process.exitCode = args.includes('--lab') ? await runNewExperiment(args) : runNew(args);
