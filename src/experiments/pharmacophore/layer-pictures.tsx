import { signed, type MoleculeProps } from './molecule-bench.tsx';
import { MoleculePicture } from './molecule-picture.tsx';

const layerNames = ['原子自己', '看到一个键外', '看到两个键外', '看到三个键外'] as const;

/** The same evidence, taken apart by how far its surroundings reach. */
export function LayerPictures({ model }: MoleculeProps) {
  const { drawing } = model.numbers.value.exhibit;
  return (
    <div class="layer-pictures" role="group" aria-label="同一份证据，按看得多远拆开">
      {drawing.layers.map((radius) => {
        const sum = drawing.atoms.reduce((total, atom) => total + atom.evidence[radius]!, 0);
        const title = `${layerNames[radius]!}：${signed(sum)}`;
        return (
          <figure key={radius}>
            <MoleculePicture
              drawing={drawing}
              label={`${layerNames[radius]!}的那部分证据，合计 ${signed(sum)}`}
              evidence={({ evidence }) => evidence[radius]!}
            />
            <figcaption>{title}</figcaption>
          </figure>
        );
      })}
      <p>逐层加起来，再加一个常数，就是对数几率。分层只是看法：这些特征是事先数好的，不是学出来的。</p>
    </div>
  );
}
