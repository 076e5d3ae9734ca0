import { useState } from 'preact/hooks';
import { shareText } from '../../lab/contract/number-text.ts';
import { labelOf } from '../../lab/contract/schema.ts';
import { Readout } from '../../lab/page/stage/readout.tsx';
import type { StageModel } from '../../lab/page/stage/stage-model.ts';
import { evidenceOf } from './drawing.ts';
import { motifNames, type PharmacophoreExhibit } from './figure.ts';
import { groupsOff, toggled } from './groups-off.ts';
import { MoleculePicture, placesOf } from './molecule-picture.tsx';
import { params as definition, type Pharmacophore } from './params.ts';

export interface MoleculeProps {
  readonly model: StageModel<Pharmacophore, PharmacophoreExhibit>;
}

/** A finger that goes down farther than this from every atom meant none. */
const reach = 22;

/** The molecule, what the model says of it, and its groups: each is changed, and changed back, by a press on either. */
export function MoleculeBench({ model }: MoleculeProps) {
  const [pointed, setPointed] = useState<number | null>(null);
  const { exhibit, params, readouts } = model.shown.value;
  const { drawing } = exhibit;
  const asleep = model.state.value === 'still';
  const name = labelOf(definition.schema.molecule, params.molecule);
  const className = labelOf(definition.schema.class, params.class);
  // What is pressed is of the molecule that is seen, though the controls may be ahead of it.
  const chosen = { molecule: params.molecule, without: model.params.value.without };
  const off = groupsOff(chosen);
  const toggle = (group: number) => model.set({ without: toggled(chosen, group) });
  const pick = ([x, y]: readonly [number, number]) => {
    const distances = placesOf(drawing.atoms).map(([ax, ay]) => Math.hypot(ax - x, ay - y));
    const nearest = distances.indexOf(Math.min(...distances));
    if (distances[nearest]! <= reach) toggle(drawing.atoms[nearest]!.group);
  };
  const verb = params.edit === 'carbon' ? '换成碳' : '擦掉';
  return (
    <div class="molecule-bench">
      <p class="molecule-verdict">
        <span>
          <b>{name}</b> 像{className}：
          <Readout name="probability" value={readouts.probability} text={shareText(readouts.probability)} />
        </span>
        <span class="molecule-before">
          {readouts.changedAtoms > 0 ? `改动前 ${shareText(readouts.probabilityBefore)}` : textbook(readouts.member)}
        </span>
      </p>
      <div class="molecule-bar" aria-hidden="true">
        <span style={{ inlineSize: `${Math.round(100 * readouts.probability)}%` }} />
        {readouts.changedAtoms > 0 && (
          <i style={{ insetInlineStart: `${Math.round(100 * readouts.probabilityBefore)}%` }} />
        )}
      </div>
      <MoleculePicture
        drawing={drawing}
        label={`${name}的结构式，原子上标着证据；下面的按钮一个基团一个`}
        evidence={evidenceOf}
        pointed={pointed}
        onPick={asleep ? undefined : pick}
      />
      <ul class="molecule-key" aria-label="图例">
        <li data-key="for">赞成</li>
        <li data-key="against">反对</li>
        <li data-key="motif">{motifNames[params.class]}</li>
      </ul>
      <div class="group-list needs-script" role="group" aria-label={`点一个基团，把它${verb}；再点一次，放回去`}>
        {drawing.groups.map((group, i) => (
          <button
            key={i}
            type="button"
            class="group-button"
            data-group={i}
            aria-pressed={off.includes(i)}
            disabled={asleep}
            onClick={() => toggle(i)}
            onPointerEnter={() => setPointed(i)}
            onPointerLeave={() => setPointed(null)}
            onFocus={() => setPointed(i)}
            onBlur={() => setPointed(null)}
          >
            <span>{group.name}</span>
            <span class="group-evidence notranslate">
              {group.changed && params.edit === 'erase' ? '—' : signed(group.evidence)}
            </span>
          </button>
        ))}
      </div>
    </div>
  );
}

const textbook = (member: number): string => (member === 1 ? '教科书：是' : '教科书：不是');

/** Evidence with its sign: +0.4, −1.2. */
export const signed = (value: number): string => {
  const text = Math.abs(value).toFixed(1);
  return text === '0.0' ? '0' : `${value > 0 ? '+' : '−'}${text}`;
};
