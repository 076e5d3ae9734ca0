# parts: draws training

# %% [markdown]
# ## 句子
#
# 一个人物词、一个动作词，站在随机的位置；四分之一的句子里少一个。别的词不回答任何问题。

# %% 句子
SUBJECTS = "人 狗".split()
ACTIONS = "跑步 游泳 唱歌 骑车".split()
FILLERS = (
    "一个 在 ， 他 穿着 红 衣服 穿 的 一件 身上 今天 早上 公园 里 路 边 一条 蓝 帽子 戴着 很 高兴 慢慢 地 那".split()
)
VOCABULARY = SUBJECTS + ACTIONS + FILLERS + ["。"]
FIRST_FILLER = len(SUBJECTS) + len(ACTIONS)
STOP = len(VOCABULARY) - 1
CLASSES = (len(SUBJECTS) + 1, len(ACTIONS) + 1)  # 每个问题的最后一类是“没有”
SHORTEST, LONGEST = 4, 48
LECTURE = [
    "一个 人 在 跑步 ， 他 穿着 红 衣服 。",
    "一个 穿 红 衣服 的 人 在 跑步 。",
    "一件 红 衣服 穿 在 一个 跑步 的 人 身上 。",
]


def draw_filler(random):
    return FIRST_FILLER + random.integer(len(FILLERS))


def draw_sentences(random, count, length):
    """(词 [句, 位置]，答案 [句, 2])。"""
    sentences, answers = [], []
    for _ in range(count):
        words = [draw_filler(random) for _ in range(length - 1)] + [STOP]
        who, what = random.integer(len(SUBJECTS)), random.integer(len(ACTIONS))
        who_at = random.integer(length - 1)
        what_at = random.integer(length - 2)
        what_at += what_at >= who_at
        gone = random.integer(2) if random.uniform() < 0.25 else None
        if gone != 0:
            words[who_at] = who
        if gone != 1:
            words[what_at] = len(SUBJECTS) + what
        sentences.append(words)
        answers.append([CLASSES[0] - 1 if gone == 0 else who, CLASSES[1] - 1 if gone == 1 else what])
    return torch.tensor(sentences), torch.tensor(answers)


def draw_probes(random, count, length, lags):
    """同样的句子，只把一个关键词挪到离句末 lag 个词的地方；一半挪人物，一半挪动作。"""
    drawn = []
    for b in range(count):
        who, what = random.integer(len(SUBJECTS)), random.integer(len(ACTIONS))
        keys = [who, len(SUBJECTS) + what]
        moved, other = keys if b % 2 == 0 else keys[::-1]
        rest = [draw_filler(random) for _ in range(length - 2)]
        rest[random.integer(length - 2)] = other
        drawn.append((moved, rest, [who, what]))
    answers = torch.tensor([answer for _, _, answer in drawn])
    for lag in lags:
        place = length - 1 - lag
        words = [rest[:place] + [moved] + rest[place:] + [STOP] for moved, rest, _ in drawn]
        yield place, torch.tensor(words), answers


def segment(text):
    """把一行字切成词表里的词，长的先试；不认识的字跳过。"""
    import unicodedata

    known = sorted(VOCABULARY, key=len, reverse=True)
    words, text, at = [], unicodedata.normalize("NFKC", text).replace(",", "，"), 0
    while at < len(text):
        word = next((one for one in known if text.startswith(one, at)), None)
        if word:
            words.append(word)
        at += len(word) if word else 1
    return words


def shown_sentences(s):
    own = [word for word in segment(s["sentence"]) if word != "。"]
    sentences = [line.split()[:-1] for line in LECTURE] + ([own] if segment(s["sentence"]) else [])
    more = [FILLERS[(7 * i + 11) % len(FILLERS)] for i in range(s["fillers"])]
    return [words + more + ["。"] for words in sentences]


# %% [markdown]
# ## 网络
#
# 词向量 8 维，状态 16 个单元，读完最后一个词才回答。`lstm` 和 `rnn` 用 PyTorch 自己的层；1997 年的 LSTM 没有遗忘门，
# 自己写；记忆转盘的门只看输入，所以误差每往回走一步正好乘一次 φ。

# %% 网络
INPUTS, UNITS = 8, 16
BLOCKS = {"lstm": 4, "lstm-1997": 3, "rnn": 1, "carousel": 2}


class Reader(torch.nn.Module):
    def __init__(self, model, s):
        super().__init__()
        self.kind = "lstm" if model == "lstm-chrono" else model
        self.loop = s["phi"]
        random = Random(s["seed"], "sequence weights")

        def matrix(rows, columns):
            return gaussian(random, 1 / math.sqrt(rows), rows, columns)

        self.embedding = torch.nn.Parameter(gaussian(Random(s["seed"], "embeddings"), 1, len(VOCABULARY), INPUTS))
        if self.kind == "attention":
            self.value = torch.nn.Parameter(matrix(INPUTS, UNITS))
            self.value_bias = torch.nn.Parameter(torch.zeros(UNITS))
            self.query = torch.nn.Parameter(matrix(INPUTS, 1))
        else:
            columns = BLOCKS[self.kind] * UNITS
            into = matrix(INPUTS, columns)
            recurrent = None if self.kind == "carousel" else matrix(UNITS, columns)
            self.make_cell(into, recurrent, self.first_bias(model, s, columns))
        self.read = torch.nn.Parameter(matrix(UNITS, sum(CLASSES)))
        self.read_bias = torch.nn.Parameter(torch.zeros(sum(CLASSES)))

    def first_bias(self, model, s, columns):
        """各段的次序：输入门、候选、输出门、遗忘门。"""
        bias = torch.zeros(columns)
        if model == "lstm-1997":
            bias[:UNITS] = -1
        if model == "lstm":
            bias[3 * UNITS :] = s["forgetBias"]
        if model == "lstm-chrono":  # Tallec 与 Ollivier 2018
            gates = Random(s["seed"], "chrono")
            opened = torch.tensor([math.log(1 + (LONGEST - 2) * gates.uniform()) for _ in range(UNITS)])
            bias[3 * UNITS :], bias[:UNITS] = opened, -opened
        return bias

    def make_cell(self, into, recurrent, bias):
        if self.kind in ("lstm", "rnn"):
            self.cell = (torch.nn.LSTM if self.kind == "lstm" else torch.nn.RNN)(INPUTS, UNITS)

            def rows(weights):  # PyTorch 的次序：输入门、遗忘门、候选、输出门，一行一个单元
                parts = weights.split(UNITS, -1)
                return torch.cat([parts[i] for i in ([0, 3, 1, 2] if self.kind == "lstm" else [0])], -1).T

            with torch.no_grad():
                self.cell.weight_ih_l0.copy_(rows(into))
                self.cell.weight_hh_l0.copy_(rows(recurrent))
                self.cell.bias_ih_l0.copy_(rows(bias[None])[:, 0])
                self.cell.bias_hh_l0.zero_()
            self.cell.bias_hh_l0.requires_grad_(False)
            return
        self.into, self.bias = torch.nn.Parameter(into), torch.nn.Parameter(bias)
        if recurrent is not None:
            self.recurrent = torch.nn.Parameter(recurrent)

    def state(self, x):
        """读完以后的状态；x [句, 位置, 维]。"""
        if self.kind in ("lstm", "rnn"):
            return self.cell(x.transpose(0, 1))[0][-1]
        if self.kind == "attention":
            share = torch.softmax((x @ self.query)[..., 0], 1)
            return (share[..., None] * torch.tanh(x @ self.value + self.value_bias)).sum(1)
        drive = x @ self.into + self.bias
        c = torch.zeros(len(x), UNITS)
        if self.kind == "carousel":
            for z in drive.unbind(1):
                c = self.loop * c + torch.sigmoid(z[:, :UNITS]) * torch.tanh(z[:, UNITS:])
            return c
        h = c
        for z in drive.unbind(1):
            enter, candidate, release = (z + h @ self.recurrent).split(UNITS, 1)
            c = c + torch.sigmoid(enter) * torch.tanh(candidate)
            h = torch.sigmoid(release) * torch.tanh(c)
        return h

    def forward(self, x):
        """两个问题的对数几率，每个问题一段。"""
        return (self.state(x) @ self.read + self.read_bias).split(CLASSES, 1)


def train(model, s):
    net = Reader(model, s)
    optimizer = torch.optim.Adam([p for p in net.parameters() if p.requires_grad])
    random, rate = Random(s["seed"], "sentences"), falling_rate(1e-2, 1e-3, s["steps"])
    losses = []
    for step in range(1, s["steps"] + 1):
        length = SHORTEST + random.integer(LONGEST - SHORTEST + 1)
        words, answers = draw_sentences(random, 32, length)
        both = zip(net(net.embedding[words]), answers.T)
        loss = sum(F.cross_entropy(logits, answer) for logits, answer in both)
        losses.append(descend(optimizer, loss, rate(step), clip=1))
    return net, losses


# %% [markdown]
# ## 功劳
#
# 拿掉一个词，就是把它的词向量换成“不回答问题的词”的平均。量三样：答案的概率降多少，答案对“没有”的对数几率降多少，
# 对数几率对词向量的梯度有多长。

# %% 功劳
UNIFORM_LAGS = [3, 6, 12, 24, 36, 47]
PROBE_LAGS = [1, 3, 6, 12, 18, 24, 30, 36, 42, 47]


def margin(logits, answer):
    """每一句：答案的对数几率减去“没有”的；答案就是“没有”时，减去别的的平均。"""
    own = logits.gather(1, answer[:, None])[:, 0]
    none = logits.shape[1] - 1
    return own - torch.where(answer == none, logits[:, :none].mean(1), logits[:, none])


def chance(logits, answer):
    return torch.softmax(logits.double(), 1).gather(1, answer[:, None])[:, 0]


def probe_credit(net, place, words, answers):
    """被挪的词的平均功劳：(概率, 对数几率, 梯度)。"""
    x = net.embedding[words].detach().requires_grad_()
    without = x.detach().clone()
    without[:, place] = net.embedding[FIRST_FILLER:STOP].detach().mean(0)
    before, after = net(x), net(without)
    # 偶数句挪的是人物，问“谁”；奇数句问“做什么”。
    question = torch.arange(len(words)) % 2
    choose = lambda values: torch.where(question == 0, values[0], values[1])
    p, logit = ([choose([of(b, a) for b, a in zip(l, answers.T)]) for l in (before, after)] for of in (chance, margin))
    (gradient,) = torch.autograd.grad(logit[0].sum(), x)
    return [
        (p[0] - p[1]).mean().item(),
        (logit[0] - logit[1]).mean().item(),
        gradient[:, place].double().norm(dim=1).mean().item(),
    ]


def uniformity(values):
    return max(0.0, min(values)) / max(values) if max(values) > 0 else 0.0


def measure(net, s):
    words, answers = draw_sentences(Random(s["seed"], "test sentences"), 500, LONGEST)
    with torch.no_grad():
        said = torch.stack([logits.argmax(1) for logits in net(net.embedding[words])], 1)
    probes = draw_probes(Random(s["seed"], "probes"), 96, LONGEST, PROBE_LAGS)
    credits = list(zip(*(probe_credit(net, *probe) for probe in probes)))
    even = [uniformity([values[PROBE_LAGS.index(lag)] for lag in UNIFORM_LAGS]) for values in credits]
    gradients, slope = credits[2], None
    if min(gradients) > 0:
        logs, middle = [math.log(value) for value in gradients], sum(PROBE_LAGS) / len(PROBE_LAGS)
        mean = sum(logs) / len(logs)
        covariance = sum((lag - middle) * (value - mean) for lag, value in zip(PROBE_LAGS, logs))
        slope = covariance / sum((lag - middle) ** 2 for lag in PROBE_LAGS)
    return {
        "accuracyAt48": (said == answers).all(1).double().mean().item(),
        "uniformityP": even[0],
        "uniformityLogit": even[1],
        "uniformityGradient": even[2],
        "gradientSlope": slope,
    }


def read_sentences(net, s):
    found = {}
    for n, sentence in enumerate(shown_sentences(s), 1):
        words = torch.tensor([VOCABULARY.index(word) for word in sentence])
        with torch.no_grad():
            said = [logits.argmax().item() for logits in net(net.embedding[words][None])]
        found[f"who{n}"], found[f"what{n}"] = said
        if "跑步" not in sentence:
            continue
        who = {word for word in words.tolist() if word < len(SUBJECTS)}
        what = {word - len(SUBJECTS) for word in words.tolist() if len(SUBJECTS) <= word < FIRST_FILLER}
        # 句子自己没有说定（两个人、两件事），就按网络的回答算。
        settled = len(who) <= 1 and len(what) <= 1
        answer = [next(iter(who), CLASSES[0] - 1), next(iter(what), CLASSES[1] - 1)] if settled else said
        x = net.embedding[words].detach().repeat(2, 1, 1)
        x[1, sentence.index("跑步")] = net.embedding[FIRST_FILLER:STOP].detach().mean(0)
        with torch.no_grad():
            p = math.prod(chance(logits, torch.tensor([one] * 2)) for logits, one in zip(net(x), answer))
        found[f"creditKeyword{n}"] = (p[0] - p[1]).item()
    return found


def run(s):
    models = {"": s["model"]}
    if s["beside"] not in ("none", s["model"]):
        models["beside."] = s["beside"]
    readouts, early = {}, {}
    for prefix, model in models.items():
        net, losses = train(model, s)
        found = {"step": s["steps"], "loss": losses[-1], **measure(net, s), **read_sentences(net, s)}
        readouts.update({prefix + key: value for key, value in found.items()})
        early[f"{prefix}loss"] = losses[:5]
    return readouts, early


# %% 运行
if __name__ == "__main__":
    report(*run(SETTINGS))
