# parts: draws

# %% [markdown]
# ## 网络：没有训练过的，一层一层走下去

# %% 网络
import torch.nn.functional as F

ALPHA, SCALE = 1.6732632423543772, 1.0507009873554805  # Klambauer 等 2017
ACTIVATIONS = {
    "selu": torch.selu,
    "selu-unscaled": lambda z: F.elu(z, ALPHA),
    "elu": F.elu,
    "relu": torch.relu,
    "gelu": lambda z: F.gelu(z, approximate="tanh"),
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
}


def draw_weights(s):
    n, random, layers = s["width"], Random(s["seed"], "moment weights"), []
    scale, shift = math.sqrt(max(0, s["tau"] - s["omega"] ** 2 / n)), s["omega"] / n
    for _ in range(s["depth"]):
        unit = (random.normals(n, n) / math.sqrt(n)).float().double()
        if s["weights"] == "exact":  # 每个单元（一列）的权重之和为 0、平方和为 1
            unit = unit - unit.mean(0)
            unit = (unit / unit.norm(dim=0)).float().double()
        layers.append((scale * unit + shift).float())
    return layers


def dropout_form(s):
    """丢掉的单元变成什么；然后全部乘以、加上什么。"""
    kept = 1 - s["dropout"]
    if s["dropoutKind"] == "plain":
        return 0.0, 1 / kept, 0.0
    value = -SCALE * ALPHA
    scale = 1 / math.sqrt(kept + value**2 * kept * s["dropout"])
    return value, scale, -scale * s["dropout"] * value


def layer_function(s, weights, i, keeps):
    """第 i 层（从 1 数起）；keeps：没有丢掉的单元。"""

    def apply(h):
        active = ACTIVATIONS[s["activation"]](h @ weights[i - 1].to(h.dtype))
        if keeps is not None:
            value, scale, shift = dropout_form(s)
            active = scale * torch.where(keeps[: len(h)], active, torch.tensor(value, dtype=h.dtype)) + shift
        return active * s["kick"] if i == s["kickLayer"] else active

    return apply


def run_network(s):
    """(每一层的状态，每一层的函数)。"""
    rows, n = s["rows"], s["width"]
    weights, dropout = draw_weights(s), Random(s["seed"], "moment dropout")
    h = (s["mean"] + math.sqrt(s["variance"]) * Random(s["seed"], "moment inputs").normals(rows, n)).float()
    states, layers = [h], []
    for i in range(1, s["depth"] + 1):
        keeps = None
        if s["dropout"] > 0:
            drawn = torch.tensor(dropout.bits(rows * n), dtype=torch.float64) / 4294967296
            keeps = drawn.reshape(rows, n) >= s["dropout"]
        layers.append(layer_function(s, weights, i, keeps))
        states.append(layers[-1](states[-1]))
    return states, layers


def moments(h):
    h = h.double()
    return h.mean().item(), h.var(unbiased=False).item()


def mean_cosine(a, b):
    """逐行的夹角余弦，取平均；全是零的行没有方向，算零。"""
    cosines = (a * b).sum(1) / (a.norm(dim=1) * b.norm(dim=1))
    return cosines.nan_to_num(0).mean().item()


# %% [markdown]
# ## 误差传回输入
#
# 头八个输入，最后一层的误差是随机的；双精度里逐层求向量-雅可比积。


# %% 误差传回输入
def log10_gradient(s, states, layers):
    count = min(8, s["rows"])
    error = Random(s["seed"], "moment error").normals(count, s["width"])
    first = error.norm().item()
    for h, layer in zip(states[-2::-1], layers[::-1]):
        h = h[:count].double().requires_grad_()
        (error,) = torch.autograd.grad(layer(h), h, error)
    last = error.norm().item()
    return math.log10(last / first) if last > 0 else None


# %% [markdown]
# ## 箭头：不看权重，均值和方差过一层变成什么
#
# 一个单元的输入差不多是正态的：对正态密度积分。在 0 的两边各用一万份的梯形公式（激活函数在 0 可能有折点）。

# %% 箭头
NODES = torch.linspace(0, 1, 10_001, dtype=torch.float64)
TRAPEZOID = torch.full((10_001,), 1e-4, dtype=torch.float64)
TRAPEZOID[0] = TRAPEZOID[-1] = 5e-5


def next_moments(s, at):
    """at：[均值, 方差]，双精度张量，可以求导。"""
    mean, variance = at
    between = (s["tau"] - s["omega"] ** 2 / s["width"]) * mean**2 if s["weights"] == "gaussian" else 0.0
    mean, deviation = s["omega"] * mean, torch.sqrt(s["tau"] * variance + between)
    if deviation == 0:
        values, masses = ACTIVATIONS[s["activation"]](mean[None]), torch.ones(1, dtype=torch.float64)
    else:
        kink = (-mean / deviation).clamp(-8.5, 8.5)
        t = torch.cat([-8.5 + (kink + 8.5) * NODES, kink + (8.5 - kink) * NODES])
        parts = torch.cat([(kink + 8.5) * TRAPEZOID, (8.5 - kink) * TRAPEZOID])
        values = ACTIVATIONS[s["activation"]](mean + deviation * t)
        masses = parts * torch.exp(-t * t / 2) / math.sqrt(2 * math.pi)
    average = (masses * values).sum()
    spread = (masses * (values - average) ** 2).sum()
    if s["dropout"] > 0:
        value, scale, shift = dropout_form(s)
        kept = 1 - s["dropout"]
        spread = scale**2 * (kept * spread + kept * s["dropout"] * (average - value) ** 2)
        average = scale * (kept * average + s["dropout"] * value) + shift
    return torch.stack([average, spread])


def fixed_point(s):
    """箭头停在哪里；停不下来是 None。"""
    at = torch.tensor([s["mean"], s["variance"]], dtype=torch.float64)
    for _ in range(2000):
        after = next_moments(s, at)
        mean, variance = after.tolist()
        if not 1e-30 <= variance < 1e30:
            return None
        if abs(mean - at[0]) < 1e-7 * math.sqrt(variance) and abs(variance - at[1]) < 1e-7 * variance:
            return after
        at = after
    return None


# %% 读数
def run(s):
    states, layers = run_network(s)
    path = [moments(h) for h in states]
    kicked = s["kick"] != 1 and s["kickLayer"] <= s["depth"]
    twin = run_network({**s, "kick": 1})[0] if kicked else None
    fixed = fixed_point(s)
    slope = None
    if fixed is not None:
        jacobian = torch.autograd.functional.jacobian(lambda at: next_moments(s, at), fixed)
        slope = torch.linalg.matrix_norm(jacobian, 2)

    back = None  # 从这一层起，方差与没有放大时（或不动点）相差不到两成
    if kicked or fixed is not None:
        for layer in range(s["depth"], (s["kickLayer"] if kicked else 0) - 1, -1):
            home = moments(twin[layer])[1] if kicked else fixed[1].item()
            if home == 0 or not abs(path[layer][1] / home - 1) < 0.2:
                break
            back = layer
    mean, variance = path[-1]
    readouts = {
        "lastMean": mean,
        "lastVariance": variance,
        "distance": max(abs(mean), abs(variance - 1)),
        "returnLayer": back,
        "kickLeft": variance / moments(twin[-1])[1] if kicked else None,
        "answerCosine": mean_cosine(states[-1].double(), twin[-1].double()) if kicked else None,
        "log10Gradient": log10_gradient(s, states, layers),
        "fixedMean": None if fixed is None else fixed[0],
        "fixedVariance": None if fixed is None else fixed[1],
        "fixedSlope": slope,
    }
    return readouts, {}


# %% 运行
if __name__ == "__main__":
    report(*run(SETTINGS))
