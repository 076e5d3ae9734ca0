/** A term of the field, explained once: `<Term id="…">` in a post shows the entry, the page /glossary/ lists them all. */
export interface GlossaryEntry {
  readonly name: string;
  readonly english: string;
  /** One or two sentences without a formula. */
  readonly text: string;
  /** Ids of entries that belong to it. */
  readonly see?: readonly string[];
}

const entries = {
  neuron: {
    name: '单元',
    english: 'unit',
    text: '网络里最小的零件：把收到的数各乘一个权重，加起来，再过一道激活函数，给出一个数。',
    see: ['weight', 'activation'],
  },
  weight: {
    name: '权重',
    english: 'weight',
    text: '网络里可以改的数。训练就是一点一点地改它们；设计好结构以后，网络会什么，全在权重里。',
    see: ['initialisation', 'bias'],
  },
  bias: {
    name: '偏置',
    english: 'bias',
    text: '加权求和之后再加上的一个数，也是学出来的。门的偏置决定门在训练开始时开多大。',
    see: ['weight', 'gate'],
  },
  activation: {
    name: '激活函数',
    english: 'activation function',
    text: '单元求和之后做的非线性变换，sigmoid、tanh、ReLU 都是。没有它，叠多少层都等于一层。',
    see: ['neuron'],
  },
  initialisation: {
    name: '初始化',
    english: 'initialisation',
    text: '训练开始前给权重取的随机值。取大取小有讲究：要让数值往上走、误差往回走时都不至于越变越大或越变越小。',
    see: ['weight', 'seed'],
  },
  seed: {
    name: '种子',
    english: 'seed',
    text: '随机数从哪里开始。种子相同，初始的权重、抽到的数据和结果就都相同；换几个种子重做，才看得出一个结论是不是碰巧。',
    see: ['median'],
  },
  median: {
    name: '中位数',
    english: 'median',
    text: '从小到大排好，站在正中间的那个数。个别特别好或特别坏的结果拉不动它。',
    see: ['seed'],
  },
  backpropagation: {
    name: '反向传播',
    english: 'backpropagation',
    text: '算梯度的办法：先从输入算到输出，再把误差从输出往回传，每退一层乘一次那一层的导数。',
    see: ['chain-rule', 'gradient'],
  },
  'chain-rule': {
    name: '链式法则',
    english: 'chain rule',
    text: '一个函数套着一个函数时怎样求导：把各层的导数乘起来。',
    see: ['backpropagation', 'jacobian'],
  },
  gradient: {
    name: '梯度',
    english: 'gradient',
    text: '每个权重动一点点，误差会变多少，排成一列。训练时权重朝着梯度的反方向走。',
    see: ['backpropagation', 'vanishing', 'learning-rate'],
  },
  vanishing: {
    name: '梯度消失',
    english: 'vanishing gradient',
    text: '误差往回传，每退一层都打折扣，传到前面几层时已经小得推不动权重。',
    see: ['gradient', 'exploding'],
  },
  exploding: {
    name: '梯度爆炸',
    english: 'exploding gradient',
    text: '误差往回传，每退一层都变大，几十层之后大得离谱，走一步就把网络带偏。',
    see: ['gradient', 'vanishing', 'divergence'],
  },
  jacobian: {
    name: '雅可比矩阵',
    english: 'Jacobian matrix',
    text: '一层的每个输出对每个输入的偏导数，排成一张表。误差乘上它，就退到前一层。',
    see: ['chain-rule', 'norm'],
  },
  norm: {
    name: '范数',
    english: 'norm',
    text: '量大小的尺子。向量的范数是它的长度；矩阵的（谱）范数是它最多能把一个向量拉长几倍。',
    see: ['jacobian'],
  },
  orthogonal: {
    name: '正交矩阵',
    english: 'orthogonal matrix',
    text: '只转动或翻转向量、不改变长度的矩阵。',
    see: ['norm'],
  },
  identity: {
    name: '单位矩阵',
    english: 'identity matrix',
    text: '对角线上是 1、别处是 0 的矩阵；乘上它，什么都不变。',
  },
  loss: {
    name: '损失',
    english: 'loss',
    text: '网络错得多厉害，用一个数来量。训练就是让它变小。',
    see: ['cross-entropy', 'gradient'],
  },
  'cross-entropy': {
    name: '交叉熵',
    english: 'cross-entropy',
    text: '分类常用的损失：网络给正确答案的概率，取对数，再变号。答得越有把握又越错，罚得越重。',
    see: ['loss', 'logit'],
  },
  logit: {
    name: '对数几率',
    english: 'logit',
    text: '概率的另一种写法：是与否的概率之比取对数。0 是一半一半；概率快到头时它还能继续变，所以比概率看得细。',
    see: ['cross-entropy'],
  },
  'learning-rate': {
    name: '学习率',
    english: 'learning rate',
    text: '每一步把权重改多少，也叫步长。太小走不动，太大会在谷底两边跳来跳去，甚至发散。',
    see: ['gradient', 'optimiser', 'divergence'],
  },
  optimiser: {
    name: '优化器',
    english: 'optimiser',
    text: '由梯度决定这一步怎样改权重的规则。本站的实验大多用 Adam，它按每个权重近来的梯度各自调整步子。',
    see: ['learning-rate'],
  },
  divergence: {
    name: '发散',
    english: 'divergence',
    text: '训练时损失越变越大，终于不再是有限的数。',
    see: ['learning-rate', 'exploding'],
  },
  normalisation: {
    name: '归一化',
    english: 'normalisation',
    text: '把一层的输出调回固定的均值和方差，免得数值一层层地变大或变小。',
  },
  overfitting: {
    name: '过拟合',
    english: 'overfitting',
    text: '把训练数据连同其中的偶然都记住了：见过的题全对，没见过的题做不好。',
    see: ['shortcut'],
  },
  shortcut: {
    name: '捷径学习',
    english: 'shortcut learning',
    text: '训练数据里有一条省力的线索，碰巧总和正确答案在一起，网络就只认它。平时考试看不出来，线索一拿走就错。',
    see: ['counterexample', 'overfitting'],
  },
  counterexample: {
    name: '反例',
    english: 'counterexample',
    text: '让捷径失灵的例子：线索在而答案不对，或者答案对而线索不在。',
    see: ['shortcut', 'worst-group'],
  },
  'worst-group': {
    name: '最差一组',
    english: 'worst group',
    text: '把考题按情形分成几组，各算正确率，取最低的。平均分会被多数情形盖住，它不会。',
    see: ['counterexample'],
  },
  cnn: {
    name: '卷积神经网络',
    english: 'convolutional neural network, CNN',
    text: '每个单元只看一小块图，同一组权重扫遍全图的网络，多用来看图。',
    see: ['neuron'],
  },
  'k-means': {
    name: 'k 均值',
    english: 'k-means',
    text: '不用标签的归堆办法：每堆有一个代表，样本归最像的那个，代表再挪到这一堆的中间，来回做。这里的“像”是方向相近。',
  },
  rnn: {
    name: '循环神经网络',
    english: 'recurrent neural network, RNN',
    text: '一步一步地读序列的网络：每一步都用同一组权重，把这一步的输入和上一步留下的状态合在一起。',
    see: ['lstm'],
  },
  lstm: {
    name: '长短期记忆网络',
    english: 'long short-term memory, LSTM',
    text: '一种循环神经网络：有一条专门存东西的记忆线，写进、留下、取出都由门来管。',
    see: ['rnn', 'gate', 'carousel'],
  },
  gate: {
    name: '门',
    english: 'gate',
    text: '一个 0 到 1 之间的数，乘在别的数上：1 是放行，0 是关上。开多大由网络自己学。',
    see: ['forget-gate', 'lstm'],
  },
  'forget-gate': {
    name: '遗忘门',
    english: 'forget gate',
    text: '每一步乘在旧记忆上的门：全开时记忆原样留下，关小一点，记忆和误差就都漏掉一些。',
    see: ['gate', 'carousel'],
  },
  carousel: {
    name: '恒定误差转盘',
    english: 'constant error carousel, CEC',
    text: '1997 年的 LSTM 里，记忆自己连自己的那一圈，权重恒为 1：误差在上面转多少步都不变。',
    see: ['forget-gate', 'vanishing'],
  },
  credit: {
    name: '信用分配',
    english: 'credit assignment',
    text: '结果出来之后，算清前面的每个输入、每一步各有多少功劳。隔得越远越难算。',
    see: ['gradient'],
  },
  attention: {
    name: '注意力',
    english: 'attention',
    text: '给每个输入一个权重，加起来是 1，按权重取平均。权重由网络根据内容自己定。',
    see: ['position'],
  },
  position: {
    name: '位置编码',
    english: 'positional encoding',
    text: '随输入一起告诉网络“这是第几个”。注意力自己不知道次序，靠它才分得出先后。',
    see: ['attention'],
  },
} as const satisfies Readonly<Record<string, GlossaryEntry>>;

/** The entries by id. */
export const glossary: ReadonlyMap<string, GlossaryEntry> = new Map(Object.entries(entries));

/** An entry's address, without the base. */
export const termPath = (id: string): string => `/glossary/#${id}`;
