import { useState } from 'preact/hooks';
import { shareText } from '../../lab/contract/number-text.ts';
import { labelOf } from '../../lab/contract/schema.ts';
import { SceneShapes } from '../../lab/page/charts/scene-svg.tsx';
import { OwnSettings } from '../../lab/page/stage/stage-parts.tsx';
import type { View } from '../../lab/page/stage/view.ts';
import { faceScene } from '../../lab/science/data/faces.ts';
import { partField, partMapSide, partStride, side } from '../../lab/science/nn/part-layer-sizes.ts';
import type { FaceLayersExhibit } from './figure.ts';
import { params as definition, type FaceLayers, type FaceLayersParams } from './params.ts';
import { shownFace } from './shown-face.ts';
import { strongestWhole, UnitMap, type Chosen } from './unit-map.tsx';

export const view: View<FaceLayers, FaceLayersExhibit> = {
  exhibit: (model) => <Layers exhibit={model.shown.value.exhibit} params={model.params.value} />,
  below: (model) => <OwnSettings model={model} legend="左边的脸" />,
};

interface LayersProps {
  readonly exhibit: FaceLayersExhibit;
  readonly params: FaceLayersParams;
}

/** The reader's face and, beside it, what it excites. */
function Layers({ exhibit, params }: LayersProps) {
  const [own, setOwn] = useState<Chosen | null>(null);
  // Until a reader chooses, it is the face of the third layer that answers most; also if what was chosen is no more.
  const chosen =
    own && own.index < exhibit[own.layer].length
      ? own
      : { layer: 'wholes' as const, index: strongestWhole(exhibit.wholes) };
  const unit = chosen.layer === 'parts' ? exhibit.parts[chosen.index] : undefined;
  const seen = unit?.image ? unit : undefined;
  const size = partField / side;
  const at = (place: number) => (place * partStride) / side;
  return (
    <div class="face-layers">
      <div>
        <svg class="scene-view" viewBox="0 0 1 1" role="img" aria-label={faceText(params)}>
          <SceneShapes scene={faceScene(shownFace(params))} />
          {seen && (
            <rect
              class="face-window"
              x={at(seen.place % partMapSide)}
              y={at(Math.floor(seen.place / partMapSide))}
              width={size}
              height={size}
            />
          )}
        </svg>
        <p class="face-key">
          <span data-key="lit">你的脸点亮的</span> <span data-key="named">叫得出名字的</span>
        </p>
      </div>
      <UnitMap exhibit={exhibit} chosen={chosen} onChoose={setOwn} wordsOf={(one) => wordsOf(exhibit, one)} />
      {/* Not read out as it changes: a training changes it twenty times a second, and the unit that has the focus says the same. */}
      <p class="unit-words">{wordsOf(exhibit, chosen)}</p>
    </div>
  );
}

function faceText({ eyes, mouth, hair }: FaceLayersParams): string {
  const { schema } = definition;
  return `你的脸：眼睛${labelOf(schema.eyes, eyes)}，嘴${labelOf(schema.mouth, mouth)}，头发${labelOf(schema.hair, hair)}`;
}

/** What is known of one unit. */
function wordsOf({ edges, parts, wholes }: FaceLayersExhibit, { layer, index }: Chosen): string {
  const number = index + 1;
  if (layer === 'edges') return `边 ${number}${levelText(edges[index]?.level ?? null)}`;
  if (layer === 'parts') {
    const unit = parts[index];
    if (!unit || unit.name === null || unit.purity === null) return `零件 ${number}`;
    const name = unit.named
      ? `对着${unit.name}（${shareText(unit.purity)}）`
      : `叫不出名字，最多的是${unit.name}（${shareText(unit.purity)}）`;
    return `零件 ${number}：${name}${levelText(unit.level)}`;
  }
  const made = wholes[index]?.madeOf ?? [];
  if (made.length === 0) return `脸 ${number}`;
  const names = made.map((k) => `${k + 1}${parts[k]?.named ? `（${parts[k].name ?? ''}）` : ''}`);
  return `脸 ${number}：比别的脸多出来的零件是 ${names.join('、')}`;
}

const levelText = (level: number | null) =>
  level === null ? '' : level >= 1 ? '；你的脸点亮了它' : '；你的脸没有点亮它';
