# parts: draws training pictures

# %% [markdown]
# ## 片子
#
# 骑车的人从背后看，9 × 9 个像素；先后伸手，最后一帧到路口。网络看的是每个像素有多黑，加上噪声。

# %% 片子
SIDE, LEAD = 9, 4
PIXELS = SIDE * SIDE
SIDES = ["left", "right"]  # 答案 0、1；2 是没有手势
SKIN, SHIRT, SLEEVE, GLOVE = (0.55, 0.36, 0.25), (0.16, 0.34, 0.62), (0.06, 0.12, 0.26), (0.14, 0.1, 0.1)
TROUSERS, RUBBER, PAINT = (0.2, 0.2, 0.24), (0.1, 0.1, 0.12), (0.98, 0.98, 0.96)


def cyclist_scene(pose):
    shapes = [box((0.5, 0.86), (0.5, 1.02), 0.3, (0.8, 0.79, 0.75))]
    if pose == "junction":
        shapes += [
            box((0, 0.84), (1, 0.84), 0.1, RUBBER, alpha=0.55),
            box((0.06, 0.84), (0.24, 0.84), 0.015, PAINT),
            box((0.76, 0.84), (0.94, 0.84), 0.015, PAINT),
        ]
    shapes += [
        capsule((0.5, 0.66), (0.5, 0.94), 0.035, RUBBER),
        capsule((0.36, 0.5), (0.64, 0.5), 0.018, RUBBER),
        capsule((0.45, 0.6), (0.42, 0.8), 0.045, TROUSERS),
        capsule((0.55, 0.6), (0.58, 0.74), 0.045, TROUSERS),
    ]
    for side, name in ((-1, "left"), (1, "right")):
        at = lambda away: 0.5 + side * away
        if pose == name:
            shapes += [
                capsule((at(0.08), 0.39), (at(0.39), 0.39), 0.052, SLEEVE),
                disc((at(0.43), 0.39), 0.055, GLOVE),
            ]
        else:
            shapes += [
                capsule((at(0.08), 0.39), (at(0.14), 0.49), 0.04, SLEEVE),
                disc((at(0.14), 0.505), 0.034, GLOVE),
            ]
    shapes += [
        box((0.5, 0.32), (0.5, 0.64), 0.1, SHIRT, corner=0.06),
        disc((0.5, 0.2), 0.085, SKIN),
        capsule((0.45, 0.155), (0.55, 0.155), 0.05, SHIRT),
    ]
    return (0.95, 0.94, 0.9), shapes


def darkness(pose):
    grey = rasterise(*cyclist_scene(pose), SIDE).double() @ torch.tensor([0.299, 0.587, 0.114], dtype=torch.float64)
    return (1 - grey.float()).flatten().double()


VIEWS = {pose: darkness(pose) for pose in ("riding", "left", "right", "junction")}


class Script:
    """一部片子：多少帧，哪几帧伸哪只手。"""

    def __init__(self, frames, signals):
        self.frames, self.signals = frames, signals  # signals：[(帧, 边)]，按时间
        self.answer = SIDES.index(signals[-1][1]) if signals else 2
        self.poses, self.captions = [], []
        seen = None
        for t in range(frames):
            raised = dict(signals).get(t)
            seen = raised or seen
            pose = raised or ("junction" if t == frames - 1 else "riding")
            self.poses.append(pose)
            # 说明：骑着；伸左手、右手；记着左、右；往左、右转；没手势
            side = 0 if seen == "left" else 1
            if raised:
                self.captions.append(1 + side)
            elif seen is None:
                self.captions.append(7 if pose == "junction" else 0)
            else:
                self.captions.append((5 if pose == "junction" else 3) + side)


def script_to_test(s, lag, index, random):
    """要紧的手势正好离转弯 lag 帧。"""
    answer = index % (3 if s["answers"] == "three" else 2)
    if answer == 2:
        return Script(lag + LEAD + 1, [])
    last = (LEAD, SIDES[answer])
    before = [] if s["signals"] == 1 else [(random.integer(LEAD - 1), SIDES[1 - answer])]
    return Script(lag + LEAD + 1, before + [last])


def script_to_learn(s, lag, random):
    count = 3 if s["answers"] == "three" else 2
    if s["places"] == "fixed":
        return script_to_test(s, lag, random.integer(count), random)
    frames, answer = lag + LEAD + 1, random.integer(count)
    if answer == 2:
        return Script(frames, [])
    places = frames - 2
    if s["signals"] == 1:
        return Script(frames, [(random.integer(places), SIDES[answer])])
    a, b = random.integer(places - 2), random.integer(places - 2)
    return Script(frames, [(min(a, b), SIDES[1 - answer]), (max(a, b) + 2, SIDES[answer])])


def draw_frame(pose, noise, random):
    gain = 0.8 + 0.4 * random.uniform()
    return ((gain * VIEWS[pose] + noise * random.normals(PIXELS) - 0.25) * 3).float()


def draw_film(script, noise, random):
    return torch.stack([draw_frame(pose, noise, random) for pose in script.poses])


# %% [markdown]
# ## 六种网络
#
# 每一帧先变成 10 个特征。`frame` 只看最后一帧；`pool` 取平均；`lstm`、`rnn` 一帧一帧记，还给每一帧配说明；
# 两种注意力按权重取平均，后一种知道后面还有几帧。

# %% 网络
FEATURES, UNITS = 10, 12


class FilmNet(torch.nn.Module):
    def __init__(self, kind, s):
        super().__init__()
        self.kind = kind
        three = s["answers"] == "three"

        def matrix(name, rows, columns):
            return gaussian(Random(s["seed"], f"film {name}"), 1 / math.sqrt(rows), rows, columns)

        def layer(name, rows, columns):
            made = torch.nn.Linear(rows, columns)
            with torch.no_grad():
                made.weight.copy_(matrix(name, rows, columns).T)
                made.bias.zero_()
            return made

        self.encoder = layer("encoder", PIXELS, FEATURES)
        if kind.startswith("attention"):
            self.score = torch.nn.Parameter(matrix("score", FEATURES, 1))
        if kind == "attention-positions":
            self.slope = torch.nn.Parameter(torch.zeros(1))
        if kind in ("lstm", "rnn"):
            self.make_cell(matrix)
            self.caption = layer("caption", UNITS, 8 if three else 7)
        self.answer = layer("answer", UNITS if kind in ("lstm", "rnn") else FEATURES, 3 if three else 2)

    def make_cell(self, matrix):
        columns = 4 * UNITS if self.kind == "lstm" else UNITS
        self.cell = (torch.nn.LSTM if self.kind == "lstm" else torch.nn.RNN)(FEATURES, UNITS)
        # 抽取的次序：输入门、候选、输出门、遗忘门；PyTorch 的：输入门、遗忘门、候选、输出门，一行一个单元。
        order = [0, 3, 1, 2] if self.kind == "lstm" else [0]
        rows = lambda weights: torch.cat([weights.split(UNITS, 1)[i] for i in order], 1).T
        with torch.no_grad():
            self.cell.weight_ih_l0.copy_(rows(matrix("input", FEATURES, columns)))
            self.cell.weight_hh_l0.copy_(rows(matrix("recurrent", UNITS, columns)))
            self.cell.bias_ih_l0.zero_()
            self.cell.bias_hh_l0.zero_()
            if self.kind == "lstm":  # 一开始记得住（遗忘门开着），不肯轻易写
                self.cell.bias_ih_l0[:UNITS], self.cell.bias_ih_l0[UNITS : 2 * UNITS] = -1, 3
        self.cell.bias_hh_l0.requires_grad_(False)

    def forward(self, films):
        """films [片, 帧, 像素]。(答案的对数几率，注意力，每一帧的：说明或答案)"""
        features = torch.tanh(self.encoder(films))
        if self.kind == "frame":
            each = self.answer(features)
            return each[:, -1], None, each
        if self.kind in ("lstm", "rnn"):
            outputs = self.cell(features.transpose(0, 1))[0].transpose(0, 1)
            return self.answer(outputs[:, -1]), None, self.caption(outputs)
        if self.kind == "pool":
            return self.answer(features.mean(1)), None, None
        scores = (features @ self.score)[..., 0]
        if self.kind == "attention-positions":
            scores = scores + self.slope * torch.arange(films.shape[1] - 1, -1, -1, dtype=scores.dtype)
        attention = torch.softmax(scores, 1)
        return self.answer((attention[..., None] * features).sum(1)), attention, None

    def loss(self, films, answers, captions):
        logits, _, each = self(films)
        if self.kind == "frame":  # 每一帧都问
            return F.cross_entropy(each.transpose(1, 2), answers[:, None].expand(each.shape[:2]))
        loss = F.cross_entropy(logits, answers)
        return loss if each is None else loss + F.cross_entropy(each.transpose(1, 2), captions)


def train(s):
    """各个网络看同样的片子。"""
    random, steps = Random(s["seed"], "films"), s["steps"]
    nets = {kind: FilmNet(kind, s) for kind in s["model"]}
    optimizers = {
        kind: torch.optim.Adam([p for p in net.parameters() if p.requires_grad]) for kind, net in nets.items()
    }
    losses, diverged = {kind: [] for kind in nets}, set()
    for step in range(1, steps + 1):
        lag = s["lag"] if s["places"] == "fixed" else 2 + random.integer(s["lag"] - 1)
        scripts, films = [], []
        for _ in range(32):
            scripts.append(script_to_learn(s, lag, random))
            films.append(draw_film(scripts[-1], s["noise"], random))
        batch = (
            torch.stack(films),
            torch.tensor([script.answer for script in scripts]),
            torch.tensor([script.captions for script in scripts]),
        )
        rate = 0.012 * min(1, 2 * (steps - step + 1) / steps)
        for kind, net in nets.items():
            if kind in diverged:
                continue
            loss = descend(optimizers[kind], net.loss(*batch), rate, clip=1)
            losses[kind].append(loss) if math.isfinite(loss) else diverged.add(kind)
    return nets, losses, diverged


# %% [markdown]
# ## 考试
#
# 1020 部新片子，各打乱一遍再考；另考 150 部隔六十帧的。双精度。


# %% 考试
@torch.no_grad()
def read(net, films):
    return net.double()(films.double())


def draw_examination(s, lag, count, shuffled=True):
    random, scripts, films, others = Random(s["seed"], f"examination {lag}"), [], [], []
    for i in range(count):
        scripts.append(script_to_test(s, lag, i, random))
        films.append(draw_film(scripts[-1], s["noise"], random))
        if shuffled:
            order = list(range(len(films[-1])))
            random.shuffle(order)
            others.append(films[-1][order])
    return scripts, torch.stack(films), torch.stack(others) if shuffled else None


def examine(net, exam, far):
    scripts, films, shuffled = exam
    truth = torch.tensor([script.answer for script in scripts])
    logits, attention, each = read(net, films)
    other = read(net, shuffled)[0]
    marks = {"accuracy": (logits.argmax(1) == truth).double().mean()}
    marks["accuracyFarthest"] = (
        (read(net, far[1])[0].argmax(1) == torch.tensor([script.answer for script in far[0]])).double().mean()
    )
    if net.kind in ("lstm", "rnn"):
        told = torch.tensor([script.captions for script in scripts])
        marks["captionAccuracy"] = (each.argmax(2) == told).double().mean()
    if attention is not None:
        signalled = [i for i, script in enumerate(scripts) if script.signals]
        on = {"left": [], "right": []}
        for i in signalled:
            for at, side in scripts[i].signals:
                on[side].append(attention[i, at].item())
        marks["attentionOnSignal"] = sum(map(sum, on.values())) / len(signalled)
        last = [attention[i, scripts[i].signals[-1][0]].item() for i in signalled]
        marks["attentionOnLast"] = sum(last) / len(signalled)
        marks["attentionOnNeglectedSide"] = min(sum(values) / len(values) for values in on.values())
    marks["shuffleChange"] = (logits - other).abs().max()
    marks["shuffleFlips"] = (logits.argmax(1) != other.argmax(1)).double().mean()
    return marks


def shown_film(s):
    """网页上那部片子：（剧本，原来的，打乱的）。"""
    frames = s["filmLag"] + LEAD + 1
    signals = {min(s["arm"], frames - 3): s["side"]}
    second = min(s["otherArm"], frames - 3)
    if second >= 0 and second not in signals:
        signals[second] = SIDES[1 - SIDES.index(s["side"])]
    script = Script(frames, sorted(signals.items()))
    film = [draw_frame(pose, s["noise"], Random(s["seed"], f"shown frame {t}")) for t, pose in enumerate(script.poses)]
    order = list(range(frames))
    if s["shuffle"] > 0:
        Random(s["shuffle"], "order").shuffle(order)
    film = torch.stack(film)
    return script, film, film[order]


def run(s):
    nets, losses, diverged = train(s)
    exam, far = draw_examination(s, s["lag"], 1020), draw_examination(s, 60, 150, shuffled=False)
    script, film, shuffled = shown_film(s)
    readouts = {"step": s["steps"], "shownLag": script.frames - 1 - script.signals[-1][0], "shownRight": script.answer}
    for kind, net in nets.items():
        marks = examine(net, exam, far)
        marks["loss"] = losses[kind][-1] if losses[kind] else None
        marks["diverged"] = kind in diverged
        for key, value in marks.items():
            readouts[f"{key}.{kind}"] = value
            if len(nets) == 1:
                readouts[key] = value
        logits = read(net, torch.stack([shuffled, film]))[0]
        readouts[f"shownP.{kind}"] = torch.softmax(logits[0], 0)[script.answer]
        readouts[f"shownChange.{kind}"] = (logits[0] - logits[1]).abs().max()
    return readouts, {f"loss.{kind}": losses[kind][:5] for kind in nets}


# %% 运行
if __name__ == "__main__":
    report(*run(SETTINGS))
