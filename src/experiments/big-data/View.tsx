import { useRef } from 'preact/hooks';
import type { Result } from '../../lab/contract/experiment.ts';
import { Stage, type ViewProps } from '../../lab/page/stage/stage.tsx';
import { figure, samePlace, type Point } from './figure.ts';
import { params, type BigDataParams } from './params.ts';

export default function View(view: ViewProps) {
  // The reader's finished runs stay on the chart, to be compared with the next ones.
  const own = useRef<readonly Point[]>([]);
  const drawn = (result: Result, at: BigDataParams) => {
    const { readouts } = result;
    const spec = figure(result, at, own.current);
    if (readouts['step'] === readouts['steps']) {
      const point = {
        images: at.images,
        rarePictures: Number(readouts['rarePictures']),
        rareError: Number(readouts['rareError']),
      };
      own.current = [...own.current.filter((other) => !samePlace(other, point)), point];
    }
    return spec;
  };
  return <Stage {...view} definition={params} figure={drawn} answersChanges={false} checkable={false} />;
}
