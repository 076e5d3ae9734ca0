import { SceneShapes } from '../../lab/page/charts/scene-svg.tsx';
import { shareText } from '../../lab/contract/number-text.ts';
import { labelOf } from '../../lab/contract/schema.ts';
import { OwnSettings } from '../../lab/page/stage/stage-parts.tsx';
import type { View } from '../../lab/page/stage/view.ts';
import { advertisementScene } from '../../lab/science/data/advertisement.ts';
import { thingNames, type RedShoesExhibit } from './figure.ts';
import { params as definition, type RedShoes, type RedShoesParams } from './params.ts';
import { PriorGrid } from './prior-grid.tsx';
import { shownAdvertisement } from './shown-advertisement.ts';

export const view: View<RedShoes, RedShoesExhibit> = {
  exhibit(model) {
    const { says } = model.shown.value.exhibit;
    const asked = model.params.value;
    const said = says.indexOf(Math.max(...says));
    return (
      <div class="advertisement">
        <svg class="scene-view" viewBox="0 0 1 1" role="img" aria-label={pictureText(asked)}>
          <SceneShapes scene={advertisementScene(shownAdvertisement(asked))} />
        </svg>
        <div>
          <p class="verdict" data-said={said}>
            网络说：{thingNames[said]}
          </p>
          <ul class="answers">
            {says.map((p, thing) => (
              <li key={thing}>
                <span>{thingNames[thing]}</span>
                <span class="answer-bar" aria-hidden="true">
                  <span data-thing={thing} style={{ inlineSize: `${Math.round(100 * p)}%` }} />
                </span>
                <span class="notranslate">{shareText(p)}</span>
              </li>
            ))}
          </ul>
        </div>
      </div>
    );
  },
  below: (model) => (
    <>
      <OwnSettings model={model} legend="画面" />
      <PriorGrid cells={model.shown.value.exhibit.cells} />
    </>
  ),
};

function pictureText({ object, colour, place }: RedShoesParams): string {
  const { schema } = definition;
  const hue = labelOf(schema.colour, colour);
  const thing = labelOf(schema.object, object);
  return object === 'shoe' && place === 'feet'
    ? `画面：一位女士，脚上穿着${hue}色的${thing}`
    : `画面：一位女士，手里拿着${hue}色的${thing}`;
}
