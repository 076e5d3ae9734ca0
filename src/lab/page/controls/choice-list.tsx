import { useId } from 'preact/hooks';
import type { ChoiceParam, ChoicesParam } from '../../contract/schema.ts';

interface ChoiceProps {
  readonly name: string;
  readonly definition: ChoiceParam;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** One of several: words in a row, or a menu where the row would be too long. */
export function ChoiceList({ name, definition, value, onChange }: ChoiceProps) {
  const id = useId();
  const { label, help, options, menu } = definition;
  const description = help && (
    <span id={`${id}-help`} class="help">
      {help}
    </span>
  );
  if (menu || options.length > 10) {
    return (
      <div class="choice-menu">
        <label for={id} class="setting-label">
          {label}
        </label>
        <select
          id={id}
          data-key={name}
          value={value}
          aria-describedby={help ? `${id}-help` : undefined}
          onChange={(event) => onChange(event.currentTarget.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        {description}
      </div>
    );
  }
  return (
    <fieldset class="choice" aria-describedby={help ? `${id}-help` : undefined}>
      <legend class="setting-label">{label}</legend>
      <span class="words">
        {options.map((option) => (
          <label key={option.value} class="word">
            <input
              type="radio"
              name={`${id}-${name}`}
              data-key={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </span>
      {description}
    </fieldset>
  );
}

interface ChoicesProps {
  readonly name: string;
  readonly definition: ChoicesParam;
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
}

/** Some of several: the last one cannot be taken away, and beyond the most that are allowed none can be added. */
export function ChoicesList({ name, definition, value, onChange }: ChoicesProps) {
  const id = useId();
  const { label, help, options, most } = definition;
  return (
    <fieldset class="choice" aria-describedby={help ? `${id}-help` : undefined}>
      <legend class="setting-label">{label}</legend>
      <span class="words">
        {options.map((option) => {
          const chosen = value.includes(option.value);
          return (
            <label key={option.value} class="word">
              <input
                type="checkbox"
                data-key={name}
                value={option.value}
                checked={chosen}
                disabled={chosen ? value.length === 1 : value.length >= most}
                onChange={() => onChange(chosen ? value.filter((v) => v !== option.value) : [...value, option.value])}
              />
              <span>{option.label}</span>
            </label>
          );
        })}
      </span>
      {help && (
        <span id={`${id}-help`} class="help">
          {help}
        </span>
      )}
    </fieldset>
  );
}
