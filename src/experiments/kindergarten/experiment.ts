import { defineExperiment, preparing } from '../../lab/contract/experiment.ts';
import type { RiskNet } from '../../lab/science/nn/risk-net.ts';
import { checkpoints } from './checkpoints.ts';
import { driver } from './driving.ts';
import { examine, halfTimeGround, homePlace, newPlaces, type Examination } from './examination.ts';
import { beginLearning, homeYard } from './learning.ts';
import { params as definition, type KindergartenParams } from './params.ts';
import { shownDrives, shownLearners } from './shown-drives.ts';
import { cellsOf, yardOfCells } from './yard.ts';

/** How much of the work one car of an examination is, where a step of the training is 1: for the progress alone. */
const carWork = 10;

export const experiment = defineExperiment(definition, {
  /** One step is one step of every car and two updates of the net; now and then the net is examined, car by car. */
  *run(params) {
    const { steps, seed } = params;
    const learning = beginLearning(params);
    const [home, elsewhere] = [homePlace(learning.yard), newPlaces(seed)];
    const cars = [...home, ...elsewhere].reduce((sum, place) => sum + place.cars, 0);
    const stops = checkpoints(steps);
    const total = steps + stops.length * cars * carWork;
    let done = 0;
    const marks = { at: [] as number[], home: [] as Examination[], elsewhere: [] as Examination[] };
    const frame = (ended = false) => ({
      progress: ended ? 1 : Math.min(0.999, done / total),
      snapshot(asked: KindergartenParams) {
        const shown = ended || asked.place === 'own' ? ask(learning.net, asked) : picture(shownLearners(learning));
        const [lastHome, lastElsewhere] = [marks.home.at(-1)!, marks.elsewhere.at(-1)!];
        return {
          readouts: {
            ownCrashes: learning.crashes,
            samples: learning.samples,
            crashesUntrained: marks.home[0]!.crashesPer1000,
            crashesPer1000: lastHome.crashesPer1000,
            crashesPer1000New: lastElsewhere.crashesPer1000,
            survived400: lastHome.survived,
            survived400New: lastElsewhere.survived,
            halfTimeGround: halfTimeGround(lastHome.paths, learning.yard),
            ...shown.readouts,
          },
          series: {
            examinedAt: Float64Array.from(marks.at),
            crashesBySamples: Float64Array.from(marks.home, ({ crashesPer1000 }) => crashesPer1000),
            crashesNewBySamples: Float64Array.from(marks.elsewhere, ({ crashesPer1000 }) => crashesPer1000),
            ...shown.series,
          },
        };
      },
      weights: () => learning.net.weights.slice(),
    });
    for (let step = 0; step <= steps; step++) {
      if (stops.includes(step)) {
        for (const [places, found] of [
          [home, marks.home],
          [elsewhere, marks.elsewhere],
        ] as const) {
          const examination = examine(learning.net, places, seed);
          let car = examination.next();
          for (; !car.done; car = examination.next()) {
            done += carWork;
            // Nothing is known before the first examination.
            yield marks.elsewhere.length > 0 ? frame() : preparing(0);
          }
          found.push(car.value);
        }
        marks.at.push(learning.samples);
      }
      if (step === steps) break;
      yield frame();
      learning.step(step / Math.max(1, steps - 1));
      done++;
    }
    yield frame(true);
  },

  ask: (params, weights) => ask(driver(weights), params),
});

/** The net drives in the yard that is looked at. */
function ask(net: RiskNet, { place, yard, seed }: KindergartenParams) {
  return picture(shownDrives(net, place === 'home' ? homeYard(seed) : yardOfCells(cellsOf(yard)), seed));
}

function picture({ survived, paths, crashPlaces }: ReturnType<typeof shownDrives>) {
  return { readouts: { shownSurvived: survived }, series: { paths, crashPlaces } };
}
