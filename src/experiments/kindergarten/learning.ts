import { createRiskTrainer, drawRiskWeights, type RiskBatch, type RiskNet } from '../../lab/science/nn/risk-net.ts';
import { createRandom, type Random } from '../../lab/science/random.ts';
import { choose, drawStart, driver, look, move, rayCount, sizes, type Car } from './driving.ts';
import { drawYard, type Yard } from './yard.ts';

/** A car that is alive so many steps later was not at risk; one that crashed k steps later was, by `decay` to the k. */
const horizon = 24;
const decay = 0.9;
const batchSize = 16;
const updatesPerStep = 2;
/** Half of each batch is of the newest samples. */
const newest = 6000;
const learningRates = [4e-3, 6e-4] as const;
/** Exploration falls along a line to this share of what it was at first. */
const explorationLeft = 0.1;
/** So many places of a car, the newest, are kept to be drawn, and so many crashes. */
const trailLength = 60;
const keptCrashes = 60;

/** One car that learns: its place, and the samples that wait for their label. */
interface Learner {
  car: Car;
  /** Rows of the samples whose outcome is not known yet, the oldest first. */
  waiting: number[];
  trail: number[];
}

export interface Learning {
  readonly yard: Yard;
  readonly net: RiskNet;
  readonly learners: readonly Learner[];
  /** Every sample, in the order in which they were made; its risk is 0 until it is known. */
  readonly batch: RiskBatch;
  /** x, y of the newest crashes. */
  readonly crashPlaces: number[];
  crashes: number;
  samples: number;
  /** One step of every car, and two updates of the net. @param share of the whole training that is over, 0 to 1 */
  step(share: number): void;
}

export const homeYard = (seed: number): Yard => drawYard(createRandom(seed, 'yard'));

export function beginLearning(params: {
  readonly cars: number;
  readonly steps: number;
  readonly exploration: number;
  readonly seed: number;
}): Learning {
  const { seed } = params;
  const yard = homeYard(seed);
  const net = driver(drawRiskWeights(sizes, createRandom(seed, 'weights')));
  const train = createRiskTrainer(net);
  const chance = createRandom(seed, 'cars');
  const order = createRandom(seed, 'batches');
  const most = params.cars * params.steps;
  const batch: RiskBatch = {
    inputs: new Float32Array(most * rayCount),
    actions: new Uint8Array(most),
    risks: new Float32Array(most),
  };
  /** Rows with a label, in the order in which they got it. */
  const labelled = new Uint32Array(most);
  let known = 0;
  const label = (row: number, risk: number) => {
    batch.risks[row] = risk;
    labelled[known++] = row;
  };
  const learners = Array.from({ length: params.cars }, () => begin(yard, chance));
  const rows = new Uint32Array(batchSize);

  const goOn = (learner: Learner, exploration: number) => {
    const { car, waiting, trail } = learner;
    const row = learning.samples++;
    look(yard, car, batch.inputs, row * rayCount);
    const explores = chance.uniform() < exploration;
    const steering = explores ? chance.integer(sizes.actions) : choose(net, batch.inputs, row * rayCount);
    batch.actions[row] = steering;
    waiting.push(row);
    if (waiting.length > horizon) label(waiting.shift()!, 0);
    const crashed = move(yard, car, steering);
    trail.push(car.x, car.y);
    if (trail.length > 2 * trailLength) trail.splice(0, 2);
    if (!crashed) return;
    let risk = 1;
    for (let i = waiting.length - 1; i >= 0; i--, risk *= decay) label(waiting[i]!, risk);
    learning.crashes++;
    learning.crashPlaces.push(car.x, car.y);
    if (learning.crashPlaces.length > 2 * keptCrashes) learning.crashPlaces.splice(0, 2);
    Object.assign(learner, begin(yard, chance));
  };
  const learning: Learning = {
    yard,
    net,
    learners,
    batch,
    crashPlaces: [],
    crashes: 0,
    samples: 0,
    step(share) {
      const exploration = params.exploration * (1 - (1 - explorationLeft) * share);
      for (const learner of learners) goOn(learner, exploration);
      if (known < 2 * batchSize) return;
      const rate = learningRates[0] + (learningRates[1] - learningRates[0]) * share;
      for (let update = 0; update < updatesPerStep; update++) {
        const recent = Math.min(newest, known);
        for (let i = 0; i < batchSize; i++) {
          rows[i] = labelled[i % 2 === 0 ? order.integer(known) : known - 1 - order.integer(recent)]!;
        }
        train(batch, rows, rate);
      }
    },
  };
  return learning;
}

function begin(yard: Yard, random: Random): Learner {
  const car = drawStart(yard, random);
  // Drawn yards are mostly empty: a place is always found.
  if (!car) throw new Error('The yard has no free place.');
  return { car, waiting: [], trail: [car.x, car.y] };
}
