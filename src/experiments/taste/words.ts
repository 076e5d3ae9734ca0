import type { Outfit, OutfitKey } from '../../lab/science/data/outfit.ts';

/** How the words under a photograph read, in the order of the data's own. */
export const wordOptions = {
  garment: [
    { value: 'coat', label: '大衣' },
    { value: 'hoodie', label: '连帽衫' },
    { value: 'dress', label: '连衣裙' },
    { value: 'blazer', label: '西装' },
  ],
  colour: [
    { value: 'red', label: '红' },
    { value: 'blue', label: '蓝' },
    { value: 'green', label: '绿' },
    { value: 'black', label: '黑' },
    { value: 'yellow', label: '黄' },
  ],
  shoes: [
    { value: 'boots', label: '靴子' },
    { value: 'sneakers', label: '球鞋' },
    { value: 'heels', label: '高跟鞋' },
  ],
  bag: [
    { value: 'none', label: '没有包' },
    { value: 'tote', label: '手提袋' },
    { value: 'backpack', label: '双肩包' },
  ],
  street: [
    { value: 'arcade', label: '拱廊' },
    { value: 'bridge', label: '大桥' },
    { value: 'plain', label: '白墙' },
  ],
} as const satisfies Record<OutfitKey, readonly { value: string; label: string }[]>;

export const keyNames: Readonly<Record<OutfitKey, string>> = {
  garment: '衣服',
  colour: '颜色',
  shoes: '鞋',
  bag: '包',
  street: '街道',
};

const labelOf = <K extends OutfitKey>(key: K, value: string): string =>
  wordOptions[key].find((option) => option.value === value)?.label ?? value;

/** 拱廊，红大衣，靴子，手提袋 */
export function outfitText({ street, colour, garment, shoes, bag }: Outfit): string {
  return [
    labelOf('street', street),
    labelOf('colour', colour) + labelOf('garment', garment),
    labelOf('shoes', shoes),
    labelOf('bag', bag),
  ].join('，');
}

/** What stands under a small photograph: its garment; the street is easy to see. */
export const shortText = ({ colour, garment }: Outfit): string =>
  labelOf('colour', colour) + labelOf('garment', garment);
