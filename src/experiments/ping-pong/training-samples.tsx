import { useEffect, useRef, useState } from 'preact/hooks';
import { createRandom } from '../../lab/nn/random.ts';
import { rgbaBytes } from '../../lab/data/rasterise.ts';
import type { PingPongParams } from './params.ts';
import { drawTrainingSet, side, type TrainingPicture } from './training-set.ts';

const count = 12;

/** The first pictures that the net is trained on, pixel by pixel as it sees them. */
export function TrainingSamples({ params }: { readonly params: PingPongParams }) {
  const [open, setOpen] = useState(false);
  const { counterexamples, images, radius, contrast, noise, seed } = params;
  const pictures = open
    ? drawTrainingSet(
        createRandom(seed, 'pictures '),
        { counterexamples, images, look: { radius, contrast }, noise },
        count,
      )
    : [];
  return (
    <details class="samples needs-script" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>看看训练图片</summary>
      <ul>
        {pictures.map((picture, i) => (
          <li key={i}>
            <Pixels picture={picture} />
            <span>{picture.group.ball ? '有球' : '没球'}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Pixels({ picture }: { readonly picture: TrainingPicture }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const bytes = rgbaBytes({ width: side, height: side, pixels: picture.pixels });
    canvas.current?.getContext('2d')?.putImageData(new ImageData(bytes, side, side), 0, 0);
  }, [picture]);
  const { ball, table } = picture.group;
  return (
    <canvas
      ref={canvas}
      width={side}
      height={side}
      role="img"
      aria-label={`训练图片：${ball ? '有球' : '没有球'}，${table ? '有球台' : '没有球台'}`}
    />
  );
}
