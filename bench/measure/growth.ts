import { lstmData, lstmTraining, type LstmShape } from '../../src/bench/lstm-step.ts';
import { mlpData, mlpGradients, type MlpShape } from '../../src/bench/mlp-gradients.ts';
import type { GrowthResult } from '../../src/bench/results.ts';
import { inTurns, type Contestant } from '../../src/bench/rounds.ts';
import { convData, convGradients, type ConvShape } from './cases/conv.ts';
import { jacobians } from './cases/jacobians.ts';
import { asWork as asTraining } from './cases/lstm.ts';
import { asWork as asGradients } from './cases/mlp.ts';
import { logSlope } from './fits.ts';
import { inThisProcess, labels } from './node-contestants.ts';
import type { TorchPeer } from './torch-peer.ts';

/** How the time grows with one measure of the work, the others held. */
interface Sweep {
  readonly id: string;
  readonly title: string;
  readonly sizes: readonly number[];
  readonly operations: (size: number) => number;
  readonly contestants: (size: number, torch: TorchPeer | undefined) => Promise<Contestant[]>;
}

const lstmBase: LstmShape = { T: 50, B: 64, I: 8, H: 32 };
const mlpBase: MlpShape = { L: 50, B: 64, n: 64 };
const convBase: ConvShape = { B: 16, side: 16, C: 16, F: 16 };
const jacobianBase = { L: 50, n: 32 };

const sweeps: readonly Sweep[] = [
  lstmSweep('T', 'LSTM 的时间步数 T（B=64，H=32，I=8）', [10, 25, 50, 100, 200, 400]),
  lstmSweep('H', 'LSTM 的单元数 H（T=50，B=64，I=8）', [8, 16, 32, 64, 128]),
  lstmSweep('B', 'LSTM 的批大小 B（T=50，H=32，I=8）', [1, 4, 16, 64, 256]),
  {
    id: 'mlp-depth',
    title: '全连接网络的层数 L（B=64，每层 64 个单元）',
    sizes: [2, 5, 10, 25, 50, 100],
    operations: (L) => 6 * L * mlpBase.B * mlpBase.n ** 2,
    async contestants(L, torch) {
      const shape = { ...mlpBase, L };
      const data = mlpData(shape);
      return [
        await inThisProcess('ours', labels.ours, 'wasm', () => asGradients(mlpGradients('kernels', shape, data))),
        ...(torch ? [await torch.contestant('mlp', shape, data)] : []),
      ];
    },
  },
  convSweep('B', '卷积层（3×3，16×16 像素，16 个通道到 16 个）前向和反向的批大小', [1, 4, 16, 64, 256]),
  convSweep('F', '卷积层前向和反向的输出通道数（批 16，16×16 像素，16 个输入通道）', [8, 16, 32, 64, 128]),
  jacobianSweep('L', '每层雅可比矩阵的层数（每层 32 个单元）', [5, 10, 25, 50, 100]),
  jacobianSweep('n', '每层雅可比矩阵的宽度（50 层）', [8, 16, 32, 64, 128]),
];

function convSweep(side: 'B' | 'F', title: string, sizes: readonly number[]): Sweep {
  const shapeAt = (size: number): ConvShape => ({ ...convBase, [side]: size });
  return {
    id: `conv-${side}`,
    title,
    sizes,
    operations(size) {
      const { B, side: pixels, C, F } = shapeAt(size);
      return 6 * B * pixels ** 2 * 9 * C * F;
    },
    async contestants(size, torch) {
      const shape = shapeAt(size);
      const data = convData(shape);
      return [
        await inThisProcess('ours', labels.ours, 'wasm', () => convGradients(shape, data)),
        ...(torch ? [await torch.contestant('conv', shape, data)] : []),
      ];
    },
  };
}

/** PyTorch has nothing that hands out every layer's Jacobian. */
function jacobianSweep(side: 'L' | 'n', title: string, sizes: readonly number[]): Sweep {
  const shapeAt = (size: number) => ({ ...jacobianBase, [side]: size });
  return {
    id: `jacobians-${side}`,
    title,
    sizes,
    // A layer's product with one row, and one multiplication for each entry of its Jacobian.
    operations(size) {
      const { L, n } = shapeAt(size);
      return 3 * L * n ** 2;
    },
    contestants: async (size) => [await inThisProcess('ours', labels.ours, 'wasm', () => jacobians(shapeAt(size)))],
  };
}

function lstmSweep(side: 'T' | 'H' | 'B', title: string, sizes: readonly number[]): Sweep {
  const shapeAt = (size: number): LstmShape => ({ ...lstmBase, [side]: size });
  return {
    id: `lstm-${side}`,
    title,
    sizes,
    // Forward, and backward to the weights and to what lies below: three products of the same size.
    operations(size) {
      const { T, B, I, H } = shapeAt(size);
      return 6 * T * B * 4 * H * (I + H);
    },
    async contestants(size, torch) {
      const shape = shapeAt(size);
      const data = lstmData(shape);
      return [
        await inThisProcess('ours', labels.ours, 'wasm', () => asTraining(lstmTraining('kernels', shape, data))),
        ...(torch ? [await torch.contestant('lstm', shape, data)] : []),
      ];
    },
  };
}

export async function measureGrowth(torch: TorchPeer | undefined, rounds: number): Promise<GrowthResult[]> {
  const found: GrowthResult[] = [];
  for (const { id, title, sizes, operations, contestants } of sweeps) {
    const series = new Map<string, { label: string; milliseconds: number[] }>();
    for (const size of sizes) {
      const entered = await contestants(size, torch);
      for (const { name, label, cpu, wall } of await inTurns(entered, { rounds, slice: 25 })) {
        if (!series.has(name)) series.set(name, { label, milliseconds: [] });
        series.get(name)!.milliseconds.push(cpu ?? wall);
      }
      for (const contestant of entered) contestant.dispose?.();
    }
    const counts = sizes.map(operations);
    found.push({
      id,
      title,
      sizes,
      operations: counts,
      theoreticalSlope: logSlope(sizes, counts),
      contestants: [...series].map(([name, { label, milliseconds }]) => ({
        name,
        label,
        milliseconds,
        slope: logSlope(sizes, milliseconds),
      })),
    });
  }
  return found;
}
