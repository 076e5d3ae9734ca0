/** The parts of docs/ that are made from the code: the picture of the house, and every experiment's keys. */
import { writeExperimentsPage } from '../../src/desk/experiments-page.ts';
import { writeIslands } from '../../src/lab/build/experiment-islands.ts';
import { writeHousePicture } from '../../tests/house/house-picture.ts';

// A room of the house that only a build writes.
writeIslands(process.cwd());
console.log(await writeHousePicture());
console.log(await writeExperimentsPage());
