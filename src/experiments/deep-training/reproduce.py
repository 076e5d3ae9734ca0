# parts: draws training

# %% [markdown]
# ## 数据：两个套着的圆环

# %% 数据
def two_circles(random, count, noise):
    points, labels = [], []
    for _ in range(count):
        label = random.integer(2)
        angle = 2 * math.pi * random.uniform()
        x = [(0.5, 1.0)[label] * f(angle) + noise * random.normal() for f in (math.cos, math.sin)]
        points.append(x)
        labels.append(label)
    return torch.tensor(points), torch.tensor(labels).float()


# %% [markdown]
# ## 网络
#
# 一层从平面到 n 个单元，T − 1 层 n × n，最后线性地读出一个数。残差和高速网络的两边要一样宽，所以它们的第一层是普通的 ReLU。

# %% 网络
ACTIVATIONS = {
    "linear": lambda z: z,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "selu": torch.selu,
}


def linear(weights, bias=0.0):
    """从右边乘的 [进, 出] 矩阵，做成 PyTorch 的一层。"""
    layer = torch.nn.Linear(*weights.shape)
    with torch.no_grad():
        layer.weight.copy_(weights.T)
        layer.bias.fill_(bias)
    return layer


class Classifier(torch.nn.Module):
    def __init__(self, kind, s):
        super().__init__()
        n, random = s["width"], Random(s["seed"], "classifier")
        doubled = kind in ("relu", "residual", "highway")
        proper = lambda rows: s["gain"] * math.sqrt((2 if doubled else 1) / rows)
        self.kind, self.branch = kind, s["branch"]
        self.first = linear(gaussian(random, proper(2), 2, n))
        self.read = linear(gaussian(random, 1 / math.sqrt(n), n, 1))
        squares = range(s["depth"] - 1)
        self.stack = torch.nn.ModuleList(linear(gaussian(random, proper(n), n, n)) for _ in squares)
        if kind == "highway":
            gates = Random(s["seed"], "classifier gates")
            draw = lambda: gaussian(gates, 1 / math.sqrt(n), n, n)
            self.gates = torch.nn.ModuleList(linear(draw(), s["highwayBias"]) for _ in squares)

    def forward(self, points):
        f = ACTIVATIONS.get(self.kind, torch.relu)
        h = f(self.first(points))
        for i, layer in enumerate(self.stack):
            if self.kind == "residual":
                h = h + self.branch * torch.relu(layer(h))
            elif self.kind == "highway":
                gate = torch.sigmoid(self.gates[i](h))
                h = gate * torch.relu(layer(h)) + (1 - gate) * h
            else:
                h = f(layer(h))
        return self.read(h)[:, 0]

    @torch.no_grad()
    def accuracy(self, points, labels):
        return ((torch.sigmoid(self(points)) > 0.5) == (labels == 1)).double().mean().item()


# %% [markdown]
# ## 训练
#
# 各个网络看同一批点。损失或者哪一层的梯度不再是有限的数，就算发散，停在那之前的一步。


# %% 训练
class Run:
    def __init__(self, kind, s):
        self.net, self.losses, self.diverged = Classifier(kind, s), [], False
        method = torch.optim.Adam if s["optimizer"] == "adam" else torch.optim.SGD
        self.optimizer = method(self.net.parameters(), lr=s["learningRate"])

    def step(self, points, labels):
        if self.diverged:
            return
        loss = F.binary_cross_entropy_with_logits(self.net(points), labels)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        weights = [self.net.first.weight] + [layer.weight for layer in self.net.stack]
        finite = lambda tensors: all(math.isfinite(one.grad.double().norm().item()) for one in tensors)
        if not (math.isfinite(loss.item()) and finite(weights)):
            self.diverged = True
            return
        self.losses.append(loss.item())
        if finite(self.net.parameters()):
            self.optimizer.step()


def run(s):
    data = Random(s["seed"], "circles")
    examples, test = two_circles(data, 600, s["noise"]), two_circles(data, 300, s["noise"])
    order = Random(s["seed"], "batches")
    runs = {kind: Run(kind, s) for kind in s["nets"]}
    steps = 0
    while steps < s["steps"] and not all(one.diverged for one in runs.values()):
        steps += 1
        batch = torch.tensor([order.integer(600) for _ in range(64)])
        for one in runs.values():
            one.step(examples[0][batch], examples[1][batch])
    readouts, early = {}, {}
    for kind, one in runs.items():
        readouts[f"trainAccuracy.{kind}"] = one.net.accuracy(*examples)
        readouts[f"testAccuracy.{kind}"] = one.net.accuracy(*test)
        readouts[f"loss.{kind}"] = one.losses[-1] if one.losses else None
        readouts[f"step.{kind}"] = len(one.losses) if one.diverged else steps
        readouts[f"diverged.{kind}"] = one.diverged
        early[f"lossByStep.{kind}"] = one.losses[:3]
    return readouts, early


# %% 运行
if __name__ == "__main__":
    report(*run(SETTINGS))
