import { SceneShapes } from '../../lab/page/charts/scene-svg.tsx';
import { SettingsPanel } from '../../lab/page/controls/settings-panel.tsx';
import { advertisementScene } from '../../lab/science/data/advertisement.ts';
import type { ParamSchema } from '../../lab/contract/schema.ts';
import { Stage, type ViewProps } from '../../lab/page/stage/stage.tsx';
import { figure, percent, thingNames, type RedShoesScene } from './figure.ts';
import { params, type RedShoesParams } from './params.ts';
import { PriorGrid } from './prior-grid.tsx';
import { shownAdvertisement } from './shown-advertisement.ts';

/** The settings of the picture, which stand beside it. */
const pictureSchema: ParamSchema = Object.fromEntries(
  Object.entries(params.schema as ParamSchema).flatMap(([key, { drawnByView, ...definition }]) =>
    drawnByView ? [[key, definition as ParamSchema[string]]] : [],
  ),
);

export default function View(view: ViewProps) {
  return (
    <Stage
      {...view}
      definition={params}
      figure={figure}
      answersChanges={false}
      checkable={false}
      scene={({ shown, params: set, set: change, state }) => {
        const { says, cells } = shown.value.scene as RedShoesScene;
        const asked = set.value as unknown as RedShoesParams;
        const said = says.indexOf(Math.max(...says));
        return (
          <>
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
                      <span class="notranslate">{percent(p)}</span>
                    </li>
                  ))}
                </ul>
                <fieldset class="controls needs-script" disabled={state.value === 'still'}>
                  <legend class="visually-hidden">画面</legend>
                  <SettingsPanel schema={pictureSchema} params={set.value} onChange={change} />
                </fieldset>
              </div>
            </div>
            <PriorGrid cells={cells} />
          </>
        );
      }}
    />
  );
}

function pictureText({ object, colour, place }: RedShoesParams): string {
  const { schema } = params;
  const hue = schema.colour.options.find(({ value }) => value === colour)?.label ?? '';
  const thing = schema.object.options.find(({ value }) => value === object)?.label ?? '';
  return object === 'shoe' && place === 'feet'
    ? `画面：一位女士，脚上穿着${hue}色的${thing}`
    : `画面：一位女士，手里拿着${hue}色的${thing}`;
}
