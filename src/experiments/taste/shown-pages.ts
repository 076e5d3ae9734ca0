import { bestPlaces } from './best-places.ts';
import { cities, trueLogit, type Truth } from './cities.ts';
import type { Judge } from './judge.ts';
import { shop } from './wall.ts';
import { shopPixels } from './wall-pixels.ts';

/** How many photographs a page shows. */
export const pageLength = 4;

/** Each city's page: the photographs of the shop that the net puts first, and those that the city likes best in truth. */
export function judgePages(judge: Judge, truth: Truth) {
  const says = judge(shopPixels());
  const [pageM, pageS] = cities.map((_, city) =>
    bestPlaces(
      shop.map((_, i) => says[2 * i + city]!),
      pageLength,
    ),
  );
  const [truePageM, truePageS] = cities.map((city) =>
    bestPlaces(
      shop.map((photo) => trueLogit(city, photo, truth)),
      pageLength,
    ),
  );
  const of = (places: number[] | undefined) => Float64Array.from(places ?? []);
  return {
    series: { pageM: of(pageM), pageS: of(pageS), truePageM: of(truePageM), truePageS: of(truePageS) },
  };
}
