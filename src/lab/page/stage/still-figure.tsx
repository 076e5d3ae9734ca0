import type { ChartSpec } from '../../contract/figure-spec.ts';
import { schemes, stillFile, stillSizes } from '../charts/still-sizes.ts';
import { chartClass, chartLabel, gridData } from './live-figure.tsx';

interface StillFigureProps {
  readonly charts: readonly ChartSpec[];
  readonly description: string;
  /** The address of a file of the build's pictures. */
  readonly pictureUrl: (file: string) => string;
}

/**
 * The charts as the build drew them: files, fetched when they come near, so that a post's text does not wait for its pictures.
 * The same frame that the live figure has, so that nothing moves when one takes the other's place.
 */
export function StillFigure({ charts, description, pictureUrl }: StillFigureProps) {
  return (
    <div class="charts still" {...gridData(charts)}>
      {charts.map((spec) => (
        <div key={spec.id} class={chartClass(spec)} data-chart={spec.id}>
          {spec.title && <p class="chart-title">{spec.title}</p>}
          <div class="canvas-box" role="img" aria-label={chartLabel(spec, charts.length, description)}>
            {stillSizes(spec, charts.length).flatMap(({ name, width, height }) =>
              schemes.map((scheme) => (
                <img
                  key={name + scheme}
                  // Before its address: what is not shown is not to be fetched.
                  loading="lazy"
                  class={`still-chart still-${name} in-${scheme}`}
                  src={pictureUrl(stillFile(spec.id, name, scheme))}
                  width={width}
                  height={height}
                  alt=""
                />
              )),
            )}
          </div>
        </div>
      ))}
    </div>
  );
}
