import { defineFigure, type LineSpec } from '../../lab/contract/figure-spec.ts';
import { plainText, shareText } from '../../lab/contract/number-text.ts';
import type { ResultOf } from '../../lab/contract/results.ts';
import { labelOf } from '../../lab/contract/schema.ts';
import { drawingOf, type Drawing } from './drawing.ts';
import { drugNames } from './drug-names.ts';
import { params as definition, type Pharmacophore, type PharmacophoreParams } from './params.ts';
import { layers } from './results.ts';

/** What textbooks call the part that a class has in common. */
export const motifNames = {
  'beta-blocker': 'O–C–C(OH)–C–N',
  nsaid: '羧基',
  sulfonamide: '对氨基苯磺酰胺',
  'beta-lactam': 'β-内酰胺环',
} as const;

/** A drug that the models get wrong, or nearly. */
export interface HardCase {
  readonly name: string;
  readonly label: string;
  readonly probability: number;
  readonly member: boolean;
}

export interface PharmacophoreExhibit {
  readonly drawing: Drawing;
  /** Members of the class that look least like it, and others that look most like it. */
  readonly hard: readonly HardCase[];
}

/** A gap between the two groups of points. */
const gap = 4;

export const figure = defineFigure(definition, (result, params) => {
  const { series } = result;
  const drawing = drawingOf(result);
  const judged = drugNames
    .map(({ value, label }, i) => ({
      name: value,
      label,
      probability: Number(series.scores[i]!.toFixed(4)),
      member: series.members[i] === 1,
    }))
    .sort((a, b) => b.probability - a.probability);
  const [members, others] = [judged.filter(({ member }) => member), judged.filter(({ member }) => !member)];
  const place = (name: string): number => {
    const [ofMember, ofOther] = [members, others].map((side) => side.findIndex((one) => one.name === name));
    return ofMember! >= 0 ? ofMember! + 1 : members.length + gap + ofOther! + 1;
  };
  const className = labelOf(definition.schema.class, params.class);
  const points = (term: string, label: string, ink: LineSpec['ink'], of: readonly HardCase[]): LineSpec => ({
    term,
    label,
    ink,
    width: 2,
    pointsOnly: true,
    values: of.map(({ probability }) => probability),
    xValues: of.map(({ name }) => place(name)),
  });
  const isChosen = ({ name }: HardCase) => name === params.molecule;
  const rest = (of: readonly HardCase[]) => of.filter((one) => !isChosen(one));
  return {
    description: describe(result, params, drawing),
    exhibit: { drawing, hard: [...others.slice(0, 4), ...members.slice(-2).reverse()] },
    charts: [
      {
        kind: 'line',
        id: 'scores',
        below: true,
        title: '九十七种药，每种都由没见过它的模型判断',
        xLabel: '左边是这一类，右边是别的药',
        yLabel: '像这一类的概率',
        yFormat: 'percent',
        xFirst: 1,
        xLast: judged.length + gap,
        xTicks: [],
        yCovers: [0, 1],
        lines: [
          points('members', className, 'blue', rest(members)),
          points('others', '别的药', 'ochre', rest(others)),
          points('chosen', labelOf(definition.schema.molecule, params.molecule), 'red', judged.filter(isChosen)),
        ],
      },
      {
        kind: 'line',
        id: 'auc-by-radius',
        below: true,
        title: '半径要紧吗',
        xLabel: '指纹的半径（个键）',
        yLabel: 'AUC',
        yFormat: 'plain',
        xFirst: 0,
        xLast: layers.length - 1,
        xTicks: layers.map(Number),
        yCovers: [0.5, 1],
        lines: [
          {
            term: 'auc',
            label: 'AUC',
            values: series.aucByRadius,
            xValues: layers.map(Number),
            ink: 'green',
            width: 2,
          },
        ],
      },
    ],
    table: {
      caption: `每种药像${className}的概率，由没见过它的模型给出`,
      columns: ['药', '教科书说它是', '概率'],
      rows: judged.map(({ label, member, probability }) => [label, member ? '是' : '不是', probability]),
    },
  };
});

/** A few sentences that change with the numbers; also what a screen reader hears. */
function describe({ readouts }: ResultOf<Pharmacophore>, params: PharmacophoreParams, { groups }: Drawing): string {
  const name = labelOf(definition.schema.molecule, params.molecule);
  const className = labelOf(definition.schema.class, params.class);
  const changed = groups.filter((group) => group.changed).map((group) => group.name);
  const verb = params.edit === 'carbon' ? '换成碳' : '擦掉';
  const said =
    changed.length === 0
      ? `没见过它的模型给 ${shareText(readouts.probability)}。`
      : `没见过它的模型本来给 ${shareText(readouts.probabilityBefore)}，${changed.join('、')}${verb}之后给 ${shareText(readouts.probability)}。`;
  return [
    `${name}，教科书${readouts.member === 1 ? '说它是' : '不把它算作'}${className}。`,
    said,
    `九十七种药排下来，AUC 是 ${plainText(Number(readouts.auc.toFixed(3)))}；这类药的证据有 ${shareText(readouts.evidenceOnMotif)} 落在${motifNames[params.class]}上。`,
  ].join('');
}
