# %% 随机数：与网页上的逐位相同
# 发生器 sfc32（Doty-Humphrey, PractRand），由 splitmix32 播种，都在公有领域。
import math

import torch

torch.set_num_threads(1)  # 网络很小，一个线程最快


class Random:
    """一个种子的一条随机数流；名字不同的流互不相干。"""

    def __init__(self, seed, stream):
        state = int(seed) & 0xFFFFFFFF
        for character in stream:
            state = (state * 31 + ord(character)) & 0xFFFFFFFF

        def split():
            nonlocal state
            state = (state + 0x9E3779B9) & 0xFFFFFFFF
            z = state
            z = ((z ^ (z >> 16)) * 0x21F0AAAD) & 0xFFFFFFFF
            z = ((z ^ (z >> 15)) * 0x735A2D97) & 0xFFFFFFFF
            return z ^ (z >> 15)

        self.state = (split(), split(), split(), 1)
        self.spare = None
        for _ in range(12):
            self.uniform()

    def bits(self, count):
        """接下来的 count 个 32 位整数。"""
        a, b, c, counter = self.state
        drawn = []
        for _ in range(count):
            total = (a + b + counter) & 0xFFFFFFFF
            drawn.append(total)
            counter += 1
            a, b = b ^ (b >> 9), (c + (c << 3)) & 0xFFFFFFFF
            c = (((c << 21) | (c >> 11)) + total) & 0xFFFFFFFF
        self.state = (a, b, c, counter)
        return drawn

    def uniform(self):
        """[0, 1) 里的均匀随机数。"""
        return self.bits(1)[0] / 4294967296

    def normal(self):
        """标准正态（Box-Muller），两个两个地抽。"""
        if self.spare is not None:
            value, self.spare = self.spare, None
            return value
        radius = math.sqrt(-2 * math.log(1 - self.uniform()))
        angle = 2 * math.pi * self.uniform()
        self.spare = radius * math.sin(angle)
        return radius * math.cos(angle)

    def integer(self, n):
        """0 到 n - 1 里的一个整数。"""
        return math.floor(self.uniform() * n)

    def pick(self, items):
        return items[self.integer(len(items))]

    def normals(self, *shape):
        """一批标准正态随机数，双精度。"""
        count = math.prod(shape)
        spare = [] if self.spare is None or count == 0 else [self.spare]
        pairs = (count - len(spare) + 1) // 2
        uniform = torch.tensor(self.bits(2 * pairs), dtype=torch.float64) / 4294967296
        radius, angle = torch.sqrt(-2 * torch.log(1 - uniform[::2])), 2 * math.pi * uniform[1::2]
        drawn = torch.stack([radius * torch.cos(angle), radius * torch.sin(angle)], 1).flatten()
        values = torch.cat([torch.tensor(spare, dtype=torch.float64), drawn])
        if count > 0:
            self.spare = values[count].item() if len(values) > count else None
        return values[:count].reshape(shape)

    def shuffle(self, items):
        """就地打乱（Fisher-Yates）。"""
        for i in range(len(items) - 1, 0, -1):
            j = self.integer(i + 1)
            items[i], items[j] = items[j], items[i]


def gaussian(random, deviation, *shape):
    """网络的初始权重：正态随机数乘以标准差，存成单精度。"""
    return (deviation * random.normals(*shape)).float()


# %% 打印结果
def report(readouts, early=None):
    """按网页上的名字打印。early：训练头几步的数字，还没有被舍入误差放大，最好对照。"""
    import json
    import sys

    def plain(value):
        if value is None:
            return None
        value = float(value)
        return value if math.isfinite(value) else None

    readouts = {key: plain(value) for key, value in readouts.items()}
    early = {key: [plain(value) for value in values] for key, values in (early or {}).items()}
    if "--json" in sys.argv:
        print(json.dumps({"readouts": readouts, "early": early, "torch": torch.__version__}))
        return
    for key, value in readouts.items():
        print(f"{key:28} {'没有' if value is None else format(value, '.6g'):>14}  {LABELS.get(key, '')}")
    for key, values in early.items():
        print(f"{key} 的头 {len(values)} 个：" + "，".join(format(value, ".6g") for value in values))
