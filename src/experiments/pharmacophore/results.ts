import { groupKinds, type GroupKind } from '../../lab/science/molecules/functional-groups.ts';

/** How far from an atom the parts of the evidence see. */
export const layers = ['0', '1', '2', '3'] as const;
export const slots = { layer: layers } as const;
export const slotNames = { layer: Object.fromEntries(layers.map((layer) => [layer, `${layer} 个键`])) };

/** What each kind of group is called. */
const kindNames: Readonly<Record<GroupKind, string>> = {
  benzene: '苯环',
  'fused-aromatic': '稠合芳环',
  heteroaromatic: '杂芳环',
  'beta-lactam': 'β-内酰胺环',
  carboxyl: '羧基',
  ester: '酯基',
  amide: '酰胺基',
  carbonyl: '羰基',
  sulfonamide: '磺酰胺基',
  sulfonyl: '砜基',
  sulfinyl: '亚砜基',
  nitro: '硝基',
  guanidine: '胍基',
  trifluoromethyl: '三氟甲基',
  fluorine: '氟',
  chlorine: '氯',
  hydroxyl: '羟基',
  ether: '醚氧',
  thiol: '巯基',
  thioether: '硫醚',
  imine: '亚氨基',
  amine: '氨基',
  alkene: '双键',
  methyl: '甲基',
  isopropyl: '异丙基',
  'tert-butyl': '叔丁基',
  'carbon-ring': '碳环',
  'carbon-chain': '碳链',
};
/** In the order of the numbers in `groupKind`. */
export const groupNames: readonly string[] = groupKinds.map((kind) => kindNames[kind]);

/** In the order of the numbers in `atomElement`. */
export const elements = ['C', 'N', 'O', 'F', 'S', 'Cl'] as const;
/** In the order of the numbers in `atomState`. */
export const atomStates = ['as it was', 'erased', 'made carbon'] as const;

export const readouts = {
  auc: {
    label: '排序的 AUC',
    unit: 'probability',
    means: '任取一个这类药和一个别的药，前者得分更高的概率；每个药都由没见过它的模型打分',
  },
  evidenceOnMotif: {
    label: '证据落在教科书的结构上',
    unit: 'share',
    means: '赞成的证据里，落在教科书所说的那段结构上的份额；取这类药的平均',
  },
  probability: {
    label: '这个分子像这一类',
    unit: 'probability',
    means: '没见过它的模型，给眼前这个分子（改动也算在内）的概率',
  },
  logOdds: { label: '它的对数几率', unit: 'logit', means: '同上，对数几率' },
  probabilityBefore: { label: '没有改动时', unit: 'probability', means: '同一个模型给没有改动的分子的概率' },
  member: { label: '教科书说它是', unit: 'flag', means: '通常的分类里，它是不是这一类' },
  changedAtoms: { label: '改掉的原子', unit: 'number', means: '擦掉或换成碳的原子有几个，氢不算' },
  columns: { label: '指纹的位数', unit: 'number', means: '这个半径之内，九十七种药里一共有多少种不同的周围' },
} as const;

const ofAtom = { unit: 'number' } as const;

export const series = {
  aucByRadius: {
    label: 'AUC',
    unit: 'probability',
    means: '半径 0、1、2、3 的 AUC',
    length: () => layers.length,
    grows: true,
  },
  scores: { label: '概率', unit: 'probability', means: '没见过它的模型给每个药的概率，次序同菜单', length: () => 97 },
  members: { label: '是这一类', unit: 'flag', means: '通常的分类里，每个药是不是这一类，次序同上', length: () => 97 },
  atomX: { ...ofAtom, label: '横', means: '原子在图上的位置；一个键长 24' },
  atomY: { ...ofAtom, label: '纵', means: '原子在图上的位置，向下为正' },
  atomElement: { label: '元素', unit: 'index', means: '0 碳，1 氮，2 氧，3 氟，4 硫，5 氯' },
  atomHydrogens: { ...ofAtom, label: '氢', means: '原子带着几个氢' },
  atomCharge: { ...ofAtom, label: '电荷', means: '原子的形式电荷' },
  atomGroup: { label: '基团', unit: 'index', means: '原子属于第几个基团' },
  atomState: { label: '改动', unit: 'index', means: '0 原样，1 擦掉，2 换成碳' },
  atomInMotif: { label: '在那段结构里', unit: 'flag', means: '原子是不是教科书所说的那段结构的一部分' },
  bondFrom: { label: '键的一端', unit: 'index', means: '第几个原子' },
  bondTo: { label: '键的另一端', unit: 'index', means: '第几个原子' },
  bondOrder: { ...ofAtom, label: '键级', means: '1 单键，2 双键，3 三键' },
  groupKind: { label: '基团的种类', unit: 'index', means: `依次是${groupNames.join('、')}` },
  'evidence.<layer>': {
    label: '<layer>以内的证据',
    unit: 'logit',
    means: '对数几率里，摊到每个原子上的部分；正的赞成，负的反对',
  },
} as const;
