import { shareText } from '../../lab/contract/number-text.ts';
import type { MoleculeProps } from './molecule-bench.tsx';

/** Where the models and the textbook disagree, or nearly: a press lays the molecule on the bench. */
export function HardCases({ model }: MoleculeProps) {
  const { hard } = model.numbers.value.exhibit;
  const list = (title: string, member: boolean) => (
    <div class="hard-cases">
      <p>{title}</p>
      <ul aria-label={title}>
        {hard
          .filter((one) => one.member === member)
          .map(({ name, label, probability }) => (
            <li key={name}>
              <button type="button" class="needs-script" onClick={() => model.set({ molecule: name, without: '' })}>
                {label} <span class="notranslate">{shareText(probability)}</span>
              </button>
            </li>
          ))}
      </ul>
    </div>
  );
  return (
    <>
      {list('不是这一类，却最像的', false)}
      {list('是这一类，却最不像的', true)}
    </>
  );
}
