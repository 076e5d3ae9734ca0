import { useState } from 'preact/hooks';
import { createRandom } from '../../lab/science/random.ts';
import type { PingPongParams } from './params.ts';
import { Pixels } from './pixels.tsx';
import { drawTrainingSet } from './training-set.ts';

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
            <Pixels pixels={picture.pixels} label={labelOf(picture.group)} />
            <span>{picture.group.ball ? '有球' : '没球'}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function labelOf({ ball, table }: { readonly ball: boolean; readonly table: boolean }): string {
  return `训练图片：${ball ? '有球' : '没有球'}，${table ? '有球台' : '没有球台'}`;
}
