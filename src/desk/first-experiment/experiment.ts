import { defineExperiment } from '../../lab/contract/experiment.ts';
import { createRandom } from '../../lab/science/random.ts';
import { params as definition } from './params.ts';

/** Gradient descent on the height (λ x² + y²) / 2, from a point that the seed draws. */
export const experiment = defineExperiment(definition, {
  *run({ rate, curvature, steps, seed }) {
    const random = createRandom(seed, 'start');
    let [x, y] = [random.normal(), random.normal()];
    const [steep, flat, log10Height]: [number[], number[], number[]] = [[], [], []];
    for (let step = 0; step <= steps; step++) {
      steep.push(x);
      flat.push(y);
      const height = (curvature * x ** 2 + y ** 2) / 2;
      log10Height.push(Math.log10(height));
      yield {
        progress: step / steps,
        snapshot: () => ({
          readouts: {
            step,
            log10Height: height > 0 ? Math.log10(height) : null,
            factor: 1 - rate * curvature,
            largestRate: 2 / curvature,
          },
          series: {
            steep: Float64Array.from(steep),
            flat: Float64Array.from(flat),
            log10Height: Float64Array.from(log10Height),
          },
        }),
      };
      x -= rate * curvature * x;
      y -= rate * y;
    }
  },
});
