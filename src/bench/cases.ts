import type { LstmShape } from './lstm-step.ts';
import type { MlpShape } from './mlp-gradients.ts';

/** The work, stated once; the command and the page /bench/ measure the same. */
export const lstmCases = [
  {
    id: 'lstm-100',
    title: 'LSTM 训练一步：100 个时间步，32 个单元，批 64，输入 8 维',
    shape: { T: 100, B: 64, I: 8, H: 32 } satisfies LstmShape,
  },
  {
    id: 'lstm-48',
    title: 'LSTM 训练一步：48 个时间步，16 个单元，批 32，输入 8 维',
    shape: { T: 48, B: 32, I: 8, H: 16 } satisfies LstmShape,
  },
] as const;

export const mlpCase = {
  id: 'mlp-50',
  title: '50 层 tanh 网络（每层 64 个单元，批 64）全部权重的梯度和各层误差的范数',
  shape: { L: 50, B: 64, n: 64 } satisfies MlpShape,
} as const;
