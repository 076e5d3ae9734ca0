# parts: draws training

# %% [markdown]
# ## 三道题（Hochreiter 与 Schmidhuber 1997，长短任意）
#
# 两个序列：最后一个符号是什么，只有第一个说得出。先后次序：两个要紧的符号谁先谁后。加法：两个做了记号的数之和。

# %% 三道题
def draw_two_sequences(labels, p):
    x = torch.zeros(p, len(labels), p + 1)
    for b, label in enumerate(labels):
        x[0, b, label] = 1
        x[torch.arange(1, p), b, torch.arange(2, p + 1)] = 1
    return x, torch.tensor(labels)


def draw_temporal_order(random, count, p):
    def in_tenth(tenth):
        return p * tenth // 10 + random.integer(max(1, p // 10))

    x, targets = torch.zeros(p, count, 8), []
    for b in range(count):
        symbols = [2 + random.integer(4) for _ in range(p)]
        symbols[0], symbols[p - 1] = 0, 1
        first, second = random.integer(2), random.integer(2)
        early = max(1, in_tenth(1))
        symbols[early] = 6 + first
        symbols[max(early + 1, in_tenth(5))] = 6 + second
        x[torch.arange(p), b, torch.tensor(symbols)] = 1
        targets.append(2 * first + second)
    return x, torch.tensor(targets)


def draw_adding(random, count, p):
    x, targets = torch.zeros(p, count, 2), []
    for b in range(count):
        x[:, b, 0] = torch.tensor([2 * random.uniform() - 1 for _ in range(p)])
        x[0, b, 1] = x[p - 1, b, 1] = -1
        early = 1 + random.integer(max(1, p // 10))
        late = early + 1 + random.integer(max(1, p // 2 - early - 1))
        x[early, b, 1] = x[late, b, 1] = 1
        targets.append(0.5 + (x[early, b, 0].item() + x[late, b, 0].item()) / 4)
    return x, torch.tensor(targets)


class Task:
    def __init__(self, name, p):
        self.name, self.p = name, p
        self.inputs, self.outputs, self.batch = {
            "two-sequences": (p + 1, 2, 2),
            "temporal-order": (8, 4, 32),
            "adding": (2, 1, 32),
        }[name]

    def draw(self, random, count):
        if self.name == "two-sequences":
            return draw_two_sequences([random.integer(2) for _ in range(count)], self.p)
        return (draw_temporal_order if self.name == "temporal-order" else draw_adding)(random, count, self.p)

    def exam(self, random):
        return draw_two_sequences([0, 1], self.p) if self.name == "two-sequences" else self.draw(random, 200)

    def loss(self, answers, targets):
        return F.cross_entropy(answers, targets) if self.outputs > 1 else F.mse_loss(answers[:, 0], targets)

    def solved(self, answers, targets):
        if self.name == "two-sequences":
            right = torch.softmax(answers.double(), 1).gather(1, targets[:, None])
            return bool((right >= 0.9).all())
        if self.name == "temporal-order":
            return (answers.argmax(1) == targets).sum().item() >= 0.95 * len(targets)
        return F.mse_loss(answers[:, 0].double(), targets.double()).item() < 0.002


# %% [markdown]
# ## 网络
#
# PyTorch 自己的 LSTM 和 RNN，读完最后一个符号才回答。1997 年的 LSTM 没有遗忘门：把遗忘门的权重设成零、偏置设成 100，
# 单精度里它正好是 1，梯度正好是 0，怎么训练也不动。

# %% 网络
BLOCKS = {"lstm": 4, "lstm-1997": 3, "rnn": 1}


class Reader(torch.nn.Module):
    def __init__(self, kind, task, units, input_bias, seed):
        super().__init__()
        random, columns = Random(seed, f"sequence net {kind}"), BLOCKS[kind] * units
        into = gaussian(random, 0.5, task.inputs, columns)
        recurrent = gaussian(random, 1 / math.sqrt(units), units, columns)
        read = gaussian(random, 1 / math.sqrt(units), units, task.outputs)
        bias = torch.zeros(1, columns)
        if kind != "rnn":
            bias[:, :units] = input_bias
        if kind == "lstm":
            bias[:, 3 * units :] = 3.0
        self.cell = (torch.nn.RNN if kind == "rnn" else torch.nn.LSTM)(task.inputs, units)

        def rows(weights, forget):
            """抽取的次序：输入门、候选、输出门、遗忘门；PyTorch 的：输入门、遗忘门、候选、输出门，一行一个单元。"""
            parts = list(weights.split(units, 1))
            if kind == "lstm-1997":
                parts.append(torch.full_like(parts[0], forget))
            return torch.cat([parts[i] for i in ([0] if kind == "rnn" else [0, 3, 1, 2])], 1).T

        with torch.no_grad():
            self.cell.weight_ih_l0.copy_(rows(into, 0.0))
            self.cell.weight_hh_l0.copy_(rows(recurrent, 0.0))
            self.cell.bias_ih_l0.copy_(rows(bias, 100.0)[:, 0])
            self.cell.bias_hh_l0.zero_()
        self.cell.bias_hh_l0.requires_grad_(False)
        self.read, self.read_bias = torch.nn.Parameter(read), torch.nn.Parameter(torch.zeros(task.outputs))

    def forward(self, x):
        return self.cell(x)[0][-1] @ self.read + self.read_bias


# %% [markdown]
# ## 训练到学会为止，换一个种子再来


# %% 训练
def train_until_solved(kind, task, s, seed):
    """(看了多少序列才学会，没学会是 None；六十段里每一段最后的损失)"""
    units = s["units"] * (2 if kind == "rnn" else 1)
    net = Reader(kind, task, units, s["inputBias"], seed)
    optimizer = torch.optim.Adam([p for p in net.parameters() if p.requires_grad], lr=s["learningRate"])
    random, exam = Random(seed, "sequences"), task.exam(Random(seed, "exam"))
    exam_every = 10 if len(exam[1]) > task.batch else 1
    steps, curve = max(1, s["sequences"] // task.batch), [None] * 60
    for step in range(1, steps + 1):
        x, targets = task.draw(random, task.batch)
        loss = descend(optimizer, task.loss(net(x), targets), clip=1)
        if not math.isfinite(loss):
            break
        curve[min(59, 60 * (step - 1) // steps)] = loss
        if step % exam_every == 0:
            with torch.no_grad():
                if task.solved(net(exam[0]), exam[1]):
                    return step * task.batch, curve
    return None, curve


def run(s):
    task, readouts, early = Task(s["task"], s["p"]), {}, {}
    for kind in s["nets"]:
        needed = []
        for trial in range(s["trials"]):
            found, curve = train_until_solved(kind, task, s, s["seed"] + trial)
            needed.append(found)
        solved = sorted(one for one in needed if one is not None)
        middle = (len(solved) - 1) / 2
        readouts[f"trials.{kind}"] = len(needed)
        readouts[f"solved.{kind}"] = len(solved)
        readouts[f"sequences.{kind}"] = (
            (solved[math.floor(middle)] + solved[math.ceil(middle)]) / 2 if solved else None
        )
        early[f"lossBySequences.{kind}"] = curve[:3]
    return readouts, early


# %% 运行
if __name__ == "__main__":
    report(*run(SETTINGS))
