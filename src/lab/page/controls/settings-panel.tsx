import { isRelevant } from '../../contract/read-params.ts';
import type { ParamDefinition, Params, ParamSchema, ParamValue } from '../../contract/schema.ts';
import { ChoiceList, ChoicesList } from './choice-list.tsx';
import { NumberSlider } from './number-slider.tsx';

interface SettingsPanelProps {
  readonly schema: ParamSchema;
  readonly params: Params;
  /** Which of them: those of the panel, or those that stand in the View's own place. */
  readonly place: 'panel' | 'view';
  readonly onChange: (change: Readonly<Record<string, unknown>>) => void;
}

/** All controls of an experiment, made from its schema: those that matter, the others behind 更多设置. */
export function SettingsPanel({ schema, params, place, onChange }: SettingsPanelProps) {
  const relevant = Object.entries(schema).filter(
    ([, definition]) => (definition.drawnByView ? 'view' : 'panel') === place && isRelevant(definition, params),
  );
  const controls = (advanced: boolean) =>
    relevant
      .filter(([, definition]) => (definition.advanced ?? false) === advanced)
      .map(([key, definition]) => (
        <Control
          key={key}
          name={key}
          definition={definition}
          value={params[key]}
          onChange={(value) => onChange({ [key]: value })}
        />
      ));
  const more = controls(true);
  return (
    <div class="settings">
      {controls(false)}
      {more.length > 0 && (
        <details class="more-settings">
          <summary>更多设置</summary>
          {more}
        </details>
      )}
    </div>
  );
}

interface ControlProps {
  readonly name: string;
  readonly definition: ParamDefinition;
  readonly value: ParamValue | undefined;
  readonly onChange: (value: ParamValue) => void;
}

function Control({ name, definition, value, onChange }: ControlProps) {
  switch (definition.kind) {
    case 'number':
      return <NumberSlider name={name} definition={definition} value={Number(value)} onChange={onChange} />;
    case 'choice':
      return <ChoiceList name={name} definition={definition} value={String(value)} onChange={onChange} />;
    case 'text':
      return null;
    case 'choices':
      return (
        <ChoicesList
          name={name}
          definition={definition}
          value={Array.isArray(value) ? (value as string[]) : []}
          onChange={onChange}
        />
      );
  }
}
