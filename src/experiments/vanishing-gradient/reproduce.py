# parts: draws

# %% [markdown]
# ## 网络
#
# 一层叠一层（`linear` 到 `residual`），或者同一层沿时间展开（`rnn`、`lstm`、`lstm-1997`，遗忘门恒为 1 的就是 1997 年的）。
# 写成“一层把状态变成下一个状态”的函数，求导交给 autograd。

# %% 网络
CELLS = {"rnn": 1, "lstm-1997": 3, "lstm": 4}  # 循环网络有几组权重
ACTIVATIONS = {
    "linear": lambda z: z,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "selu": torch.selu,
}


def unit_orthogonal(random, n):
    """随机正交矩阵：正态随机数逐行正交化（各做两遍，免得舍入误差作怪）。"""
    rows = torch.zeros(0, n, dtype=torch.float64)
    while len(rows) < n:
        row = random.normals(n)
        for _ in range(2):
            for other in rows:
                row = row - (row @ other) * other
        if row.norm() > 1e-8:
            rows = torch.cat([rows, (row / row.norm())[None]])
    return rows


def square_weights(s, kind, count):
    """count 个 n × n 的权重矩阵，从右边乘：一行是一个样本。"""
    n, random = s["width"], Random(s["seed"], "weights")
    if s["init"] == "orthogonal":
        return [(s["k"] * unit_orthogonal(random, n)).float() for _ in range(count)]
    doubled = kind in ("relu", "residual", "highway")  # He 等 2015；别的是 LeCun 等 1998
    deviation = s["gain"] * math.sqrt((2 if doubled else 1) / n)
    return [gaussian(random, deviation, n, n) for _ in range(count)]


def layers_of(s, kind):
    """(最初的状态, 每一层的函数)。"""
    n, depth = s["width"], s["depth"]
    inputs = Random(s["seed"], "input")
    if kind not in CELLS:
        weights = square_weights(s, kind, depth)
        if kind == "highway":
            random = Random(s["seed"], "gate weights")
            gates = [gaussian(random, 1 / math.sqrt(n), n, n) for _ in range(depth)]

        def layer(i):
            def apply(h):
                z = h @ weights[i]
                if kind == "residual":
                    return h + s["branch"] * torch.relu(z)
                if kind == "highway":
                    gate = torch.sigmoid(h @ gates[i] + s["highwayBias"])
                    return gate * torch.relu(z) + (1 - gate) * h
                return ACTIVATIONS[kind](z)

            return apply

        return gaussian(inputs, 1, n), [layer(i) for i in range(depth)]

    blocks = CELLS[kind]
    recurrent = torch.cat(square_weights(s, kind, blocks), 1)
    from_input = gaussian(Random(s["seed"], "input weights"), 1 / math.sqrt(n), n, blocks * n)
    drive = gaussian(inputs, 1, depth, n) @ from_input
    if kind == "lstm":
        drive[:, 3 * n :] += s["forgetBias"]

    def step(t):
        def apply(state):
            if kind == "rnn":
                return torch.tanh(state @ recurrent + drive[t])
            h, c = state.split(n)
            gates = (h @ recurrent + drive[t]).split(n)
            kept = torch.sigmoid(gates[3]) * c if kind == "lstm" else c
            c = kept + torch.sigmoid(gates[0]) * torch.tanh(gates[1])
            return torch.cat([torch.sigmoid(gates[2]) * torch.tanh(c), c])

        return apply

    return torch.zeros(n if kind == "rnn" else 2 * n), [step(t) for t in range(depth)]


# %% [markdown]
# ## 误差倒着走
#
# 最后一层的误差是一个随机方向，长度为 1。每退一层，乘上那一层的雅可比矩阵（autograd 的向量-雅可比积），记下长度的对数，
# 再缩回长度 1：10 的负六十次方在单精度里并不存在。


# %% 误差倒着走
def propagate(s, kind, with_norms):
    """逐层的 log10 误差（第一层在前）、各个雅可比矩阵的谱范数、第一个溢出的层。"""
    state, layers = layers_of(s, kind)
    states = [state]
    for i, layer in enumerate(layers):
        states.append(layer(states[-1]))
        if not torch.isfinite(states[-1]).all():
            return [], [], i + 1
    direction = gaussian(Random(s["seed"], "error"), 1, len(state))
    direction = (direction.double() / direction.double().norm()).float()
    logs, norms = [0.0], []
    for i in range(len(layers) - 1, 0, -1):
        before = states[i].clone().requires_grad_()
        after = layers[i](before)
        (error,) = torch.autograd.grad(after, before, direction, retain_graph=with_norms)
        if with_norms:
            unit = torch.eye(len(after))
            rows = [torch.autograd.grad(after, before, row, retain_graph=True)[0] for row in unit]
            norms.append(torch.linalg.matrix_norm(torch.stack(rows).double(), 2).item())
        largest = error.double().abs().max()
        size = (largest * (error.double() / largest).norm()).item() if largest > 0 else 0.0
        logs.append(logs[-1] + (math.log10(size) if size > 0 else -math.inf))
        direction = (error.double() / size).float() if size > 0 else torch.zeros_like(error)
    return logs[::-1], norms[::-1], None


def run(s):
    logs, norms, overflow = propagate(s, s["net"], True)
    log = lambda x: math.log10(x) if x > 0 else -math.inf
    k = max(norms) if norms else None
    zero = [i + 1 for i, value in enumerate(logs) if value == -math.inf]
    beside = propagate(s, s["compare"], False)[0] if s["compare"] != "none" else []
    readouts = {
        "log10ErrorRatio": logs[0] if logs else None,
        "log10ProductBound": sum(log(norm) for norm in norms) if logs else None,
        "log10PowerBound": (s["depth"] - 1) * log(k) if logs else None,
        "kMax": k,
        "zeroAtLayer": max(zero) if zero else None,
        "overflowAtLayer": overflow,
        "compareLog10ErrorRatio": beside[0] if beside else None,
    }
    return readouts, {}


# %% 运行
if __name__ == "__main__":
    report(*run(SETTINGS))
