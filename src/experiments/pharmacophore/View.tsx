import type { View } from '../../lab/page/stage/view.ts';
import type { PharmacophoreExhibit } from './figure.ts';
import { HardCases } from './hard-cases.tsx';
import { LayerPictures } from './layer-pictures.tsx';
import { MoleculeBench } from './molecule-bench.tsx';
import type { Pharmacophore } from './params.ts';

export const view: View<Pharmacophore, PharmacophoreExhibit> = {
  exhibit: (model) => <MoleculeBench model={model} />,
  below: (model) => (
    <>
      <HardCases model={model} />
      <LayerPictures model={model} />
    </>
  ),
};
