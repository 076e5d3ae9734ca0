# parts: draws training pictures picture-net

# %% [markdown]
# ## 画面
#
# 室内或户外，人、灯、砖墙、窗都与有没有球、有没有球台无关；不论画不画，球和球台都照样抽，好让随机数流对得上。

# %% 画面
SIDE, BATCH = 32, 32
ORANGE, METAL, WHITE = (1, 0.5, 0.05), (0.16, 0.16, 0.18), (0.97, 0.97, 0.95)
HAIRS = [(0.1, 0.08, 0.07), (0.35, 0.22, 0.12), (0.8, 0.65, 0.35)]


def draw_colour(random, *ranges):
    return tuple(between(random, low, high) for low, high in ranges)


def draw_player(random, on_left):
    dark = random.uniform()
    return {
        "x": between(random, 0.1, 0.22) if on_left else between(random, 0.78, 0.9),
        "facing": 1 if on_left else -1,
        "height": between(random, 0.46, 0.58),
        "skin": (0.95 - 0.5 * dark, 0.78 - 0.5 * dark, 0.66 - 0.45 * dark),
        "shirt": tuple(random.uniform() for _ in range(3)),
        "trousers": tint(random, 0.3, 0.35),
        "hair": random.pick(HAIRS),
        "racket": ((0.8, 0.1, 0.1) if random.uniform() < 0.6 else (0.1, 0.1, 0.12)) if random.uniform() < 0.6 else None,
    }


def draw_table(random):
    blue = random.uniform() < 0.5
    strong, weak = between(random, 0.4, 0.65), between(random, 0.1, 0.3)
    return {
        "x": between(random, 0.4, 0.6),
        "y": between(random, 0.69, 0.74),
        "width": between(random, 0.5, 0.6),
        "colour": (weak, weak + 0.12, strong) if blue else (weak, strong, weak + 0.15),
        "net": True,
    }


def draw_setting(random, ball, table, s, blur=0):
    indoors = random.uniform() < 0.6
    horizon = between(random, 0.56, 0.66)
    wall = (
        tint(random, between(random, 0.5, 0.85), 0.3)
        if indoors
        else draw_colour(random, (0.35, 0.8), (0.6, 0.9), (0.78, 1))
    )
    floor = (
        tint(random, between(random, 0.3, 0.5), 0.2)
        if indoors
        else draw_colour(random, (0.12, 0.5), (0.35, 0.6), (0.1, 0.35))
    )
    window = draw_colour(random, (0.25, 0.75), (0.2, 0.32))
    glass = draw_colour(random, (0.5, 0.8), (0.75, 0.9), (0.85, 1))
    has_window = indoors and random.uniform() < 0.5
    lamps = [draw_colour(random, (0.08, 0.92), (0.05, 0.15)) for _ in range(random.integer(3) if indoors else 0)]
    first_left = random.uniform() < 0.5
    players = [draw_player(random, first_left == (i == 0)) for i in range(random.integer(3))]
    bricks = ("left" if random.uniform() < 0.5 else "right") if random.uniform() < 0.4 else None
    brick = draw_colour(random, (0.45, 0.75), (0.3, 0.5), (0.25, 0.45))
    drawn_table = draw_table(random)
    stand_in = [None, "bench", "box"][random.integer(3)]
    wood = draw_colour(random, (0.35, 0.6), (0.25, 0.42), (0.15, 0.3))
    at = draw_colour(random, (0.22, 0.78), (0.16, 0.5))
    radius = s["radius"] * between(random, 0.88, 1.12)
    u = between(random, -0.41, 0.41)
    way = ((1 - u * u) / (1 + u * u), 2 * u / (1 + u * u))
    drawn_ball = {"at": at, "radius": radius, "blur": blur, "way": way, "contrast": s["contrast"], "colour": ORANGE}
    return {
        "wall": wall,
        "floor": floor,
        "horizon": horizon,
        "window": (window, glass) if has_window else None,
        "lamps": lamps,
        "players": players,
        "bricks": (bricks, brick) if bricks else None,
        "table": drawn_table if table else None,
        "stand_in": (stand_in, drawn_table["x"], wood) if stand_in and not table else None,
        "ball": drawn_ball if ball else None,
    }


def scene_of(setting):
    wall, horizon = setting["wall"], setting["horizon"]
    shapes = [rectangle(-0.1, horizon, 1.1, 1.1, setting["floor"])]
    if setting["window"]:
        (x, y), glass = setting["window"]
        shapes += [
            rectangle(x - 0.1, y - 0.12, x + 0.1, y + 0.12, WHITE),
            rectangle(x - 0.085, y - 0.105, x - 0.008, y + 0.105, glass),
            rectangle(x + 0.008, y - 0.105, x + 0.085, y + 0.105, glass),
        ]
    if setting["bricks"]:
        side, colour = setting["bricks"]
        left, right = (-0.02, 0.19) if side == "left" else (0.81, 1.02)
        shapes.append(rectangle(left, -0.05, right, horizon + 0.12, colour))
        mortar, course = mix(colour, (0.85, 0.82, 0.78), 0.45), 0.075
        row, y = 1, course
        while y < horizon + 0.12:
            x = left + (0.05 if row % 2 == 0 else 0.13)
            shapes.append(rectangle(left, y - 0.005, right, y + 0.005, mortar))
            shapes.append(rectangle(x, y - course, x + 0.01, y, mortar))
            row, y = row + 1, y + course
    for x, y in setting["lamps"]:
        shapes += [
            capsule((x, -0.05), (x, y), 0.006, METAL),
            capsule((x - 0.03, y + 0.012), (x + 0.03, y + 0.012), 0.016, METAL),
            disc((x, y + 0.036), 0.024, (1, 0.95, 0.72)),
        ]
    if setting["stand_in"]:
        kind, x, colour = setting["stand_in"]
        dark = mix(colour, (0, 0, 0), 0.35)
        if kind == "box":
            shapes += [
                rectangle(x - 0.11, 0.69, x + 0.11, 0.87, colour),
                rectangle(x - 0.11, 0.77, x + 0.11, 0.785, dark),
                rectangle(x - 0.015, 0.75, x + 0.015, 0.81, dark),
            ]
        else:
            shapes += [
                rectangle(x - 0.16, 0.72, x + 0.16, 0.755, colour),
                rectangle(x - 0.13, 0.755, x - 0.1, 0.85, dark),
                rectangle(x + 0.1, 0.755, x + 0.13, 0.85, dark),
            ]
    if setting["table"]:
        shapes += table_shapes(**setting["table"])
    for player in setting["players"]:
        shapes += player_shapes(**player)
    if setting["ball"]:
        shapes += ball_shapes(setting["ball"], wall)
    return wall, shapes


def table_shapes(x, y, width, colour, net):
    half, dark = width / 2, mix(colour, (0, 0, 0), 0.4)
    legs = [x - half * 0.8, x + half * 0.8, x - half * 0.5, x + half * 0.5]
    shapes = [rectangle(at - 0.009, y + 0.02, at + 0.009, y + 0.2, METAL) for at in legs] + [
        rectangle(x - half * 0.86, y - 0.045, x + half * 0.86, y - 0.012, colour),
        rectangle(x - half, y - 0.012, x + half, y + 0.028, colour),
        rectangle(x - half, y + 0.028, x + half, y + 0.045, dark),
        rectangle(x - half * 0.86, y - 0.05, x + half * 0.86, y - 0.042, WHITE),
        rectangle(x - half, y + 0.02, x + half, y + 0.03, WHITE),
    ]
    return shapes + ([box((x, y - 0.11), (x, y + 0.01), 0.011, WHITE)] if net else [])


def player_shapes(x, facing, height, skin, shirt, trousers, hair, racket):
    up = lambda share: 0.92 - share * height
    to = lambda forward: x + facing * forward * height
    thick, hand = 0.06 * height, (to(0.32), up(0.6))
    shapes = [
        capsule((to(0), up(0.45)), (to(-0.12), up(0.03)), thick * 1.1, trousers),
        capsule((to(0), up(0.45)), (to(0.14), up(0.03)), thick * 1.1, trousers),
        box((to(0), up(0.8)), (to(0), up(0.42)), 0.1 * height, shirt, corner=0.04 * height),
        capsule((to(0.03), up(0.74)), hand, thick * 0.8, skin),
        capsule((to(-0.03), up(0.74)), (to(-0.16), up(0.52)), thick * 0.8, shirt),
        disc((to(0), up(0.955)), 0.085 * height, hair),
        disc((to(0.02), up(0.92)), 0.085 * height, skin),
    ]
    if racket:
        shapes += [
            capsule(hand, (to(0.36), up(0.66)), 0.02 * height, (0.6, 0.42, 0.24)),
            disc((to(0.38), up(0.71)), 0.06 * height, racket),
        ]
    return shapes


def ball_shapes(ball, wall):
    (x, y), radius = ball["at"], ball["radius"]
    colour = mix(wall, ball["colour"], ball["contrast"])
    if ball["blur"] == 0:
        light = mix(colour, WHITE, 0.55)
        return [disc((x, y), radius, colour), disc((x - 0.35 * radius, y - 0.35 * radius), 0.3 * radius, light)]
    dx, dy = (part * ball["blur"] / 2 for part in ball["way"])
    return [capsule((x - dx, y - dy), (x + dx, y + dy), radius, colour, alpha=0.7)]


def table_bounds(table):
    x, y, half = table["x"], table["y"], table["width"] / 2
    return x - half - 0.02, y - 0.11, x + half + 0.02, y + 0.2


def ball_bounds(ball):
    (x, y), (w, h) = ball["at"], (ball["radius"] + abs(part) * ball["blur"] / 2 for part in ball["way"])
    return x - w, y - h, x + w, y + h


def readers_setting(s):
    """网页上你的画面。"""
    player = lambda x, facing, height, skin, shirt, trousers, hair, racket: locals()
    players = [
        player(s["leftX"], 1, 0.54, (0.85, 0.65, 0.52), (0.72, 0.18, 0.2), (0.2, 0.22, 0.3), (0.12, 0.09, 0.08), (0.12, 0.12, 0.14)),
        player(s["rightX"], -1, 0.52, (0.55, 0.38, 0.28), (0.22, 0.42, 0.66), (0.32, 0.3, 0.28), (0.1, 0.08, 0.07), (0.8, 0.12, 0.12)),
    ]
    colours = {"orange": ORANGE, "white": WHITE, "green": (0.3, 0.75, 0.25), "blue": (0.15, 0.4, 0.85)}
    angle = math.radians(s["angle"])
    table = {"x": s["tableX"], "y": 0.71, "width": 0.56, "colour": (0.16, 0.34, 0.6), "net": s["net"] == "on"}
    ball = {
        "at": (s["ballX"], s["ballY"]),
        "radius": s["radius"],
        "blur": s["blur"],
        "way": (round(math.cos(angle), 6), round(math.sin(angle), 6)),
        "contrast": s["contrast"],
        "colour": colours[s["ballColour"]],
    }
    return {
        "wall": (0.78, 0.82, 0.8),
        "floor": (0.42, 0.4, 0.42),
        "horizon": 0.6,
        "window": None,
        "lamps": [(0.34, 0.1), (0.74, 0.08)][: s["lamps"]],
        "players": players[: s["players"]],
        "bricks": ("right", (0.62, 0.36, 0.3)) if s["bricks"] == "on" else None,
        "table": table if s["table"] == "on" else None,
        "stand_in": None,
        "ball": ball if s["ball"] == "on" else None,
    }


# %% [markdown]
# ## 训练图片和补救的办法
#
# 反例一半是有球没有台，一半是有台没有球。补救：随机涂掉一块；各组抽得一样多；差的组加重（Group-DRO）；
# 涂掉球台（要人标出台）；剪贴球（要人标出球）。

# %% 训练图片和补救的办法
GROUPS = [(False, False), (True, True), (True, False), (False, True)]  # (球, 台)


def draw_set(random, counterexamples, s):
    rare = math.floor(s["images"] * counterexamples + 0.5)
    order = []
    for group in range(4):
        whole = s["images"] - rare if group < 2 else rare
        order += [group] * (math.floor(whole / 2) if group % 2 == 0 else math.ceil(whole / 2))
    random.shuffle(order)
    examples = []
    for group in order:
        setting = draw_setting(random, *GROUPS[group], s)
        ball, table = setting["ball"], setting["table"]
        examples.append(
            {
                "pixels": picture_of(scene_of(setting), SIDE, random, s["noise"]),
                "group": group,
                # 球的轮廓，以像素计：中心和半径
                "outline": (ball["at"][0] * SIDE - 0.5, ball["at"][1] * SIDE - 0.5, ball["radius"] * SIDE) if ball else None,
                "table": pixel_box(table_bounds(table)) if table else None,
            }
        )
    return examples


def pixel_box(bounds):
    left, top = (min(SIDE - 1, max(0, math.floor(edge * SIDE))) for edge in bounds[:2])
    right, bottom = (min(SIDE, max(1, math.ceil(edge * SIDE))) for edge in bounds[2:])
    return left, top, max(1, right - left), max(1, bottom - top)


def erased(pixels, where):
    x, y, width, height = where
    copy = pixels.clone()
    copy[y : y + height, x : x + width] = 0.5
    return copy


def coverage(outline):
    """轮廓盖住每个像素多少。"""
    x, y, radius = outline
    at = torch.arange(SIDE, dtype=torch.float64)
    return (radius - torch.sqrt((at[None] - x) ** 2 + (at[:, None] - y) ** 2) + 0.5).clamp(0, 1)


def cut(pixels, outline):
    """球换成它旁边的像素，哪边宽就取哪边。"""
    away = math.ceil(2 * outline[2] + 1) * (-1 if outline[0] > SIDE / 2 else 1)
    columns = (torch.arange(SIDE) + away).clamp(0, SIDE - 1)
    return torch.where((coverage(outline) > 0)[..., None], pixels[:, columns], pixels)


def pasted(pixels, other, random):
    """把另一张图的球贴到上半部随机的地方，整像素地挪。"""
    x, y, _ = other["outline"]
    share, source = coverage(other["outline"]), other["pixels"].double()
    whole = share == 1
    if whole.any():  # 边上的像素混着背景：用球里面的平均颜色
        source = torch.where(whole[..., None], source, source[whole].mean(0))
    dx = math.floor((0.22 + 0.56 * random.uniform()) * SIDE - x + 0.5)
    dy = math.floor((0.16 + 0.34 * random.uniform()) * SIDE - y + 0.5)
    copy = pixels.clone()
    for row, column in (share > 0).nonzero().tolist():
        to = (row + dy, column + dx)
        if 0 <= to[0] < SIDE and 0 <= to[1] < SIDE:
            copy[to] += (share[row, column] * (source[row, column] - copy[to])).float()
    return copy


class Trainer:
    def __init__(self, examples, remedy, random):
        self.examples, self.remedy, self.random = examples, remedy, random
        self.by_group = [[e for e in examples if e["group"] == group] for group in range(4)]
        self.by_group = [group for group in self.by_group if group]
        self.with_ball = [e for e in examples if GROUPS[e["group"]][0]]
        self.tables = [e["table"] for e in examples if e["table"]]
        self.weights = torch.full((len(self.by_group),), 1 / len(self.by_group), dtype=torch.float64)
        self.order, self.pile = list(range(len(examples))), []

    def deal(self):
        if not self.pile:
            self.random.shuffle(self.order)
            self.pile = self.order[::-1]
        return self.examples[self.pile.pop()]

    def show(self, example):
        random, pixels = self.random, example["pixels"]
        if self.remedy == "random-erasing" and random.uniform() < 0.5:
            width, height = 6 + random.integer(11), 6 + random.integer(11)
            return erased(pixels, (random.integer(SIDE - width + 1), random.integer(SIDE - height + 1), width, height))
        if self.remedy == "erase-table" and self.tables:
            return erased(pixels, example["table"] or random.pick(self.tables))
        return pixels

    def batch(self):
        """(图片, 有没有球, 属于第几组)。"""
        if self.remedy == "cut-paste" and self.with_ball:
            shown = []
            for _ in range(BATCH // 2):
                e = self.deal()
                shown.append((e["pixels"], GROUPS[e["group"]][0]))
                if e["outline"]:
                    shown.append((cut(e["pixels"], e["outline"]), False))
                else:
                    shown.append((pasted(e["pixels"], self.random.pick(self.with_ball), self.random), True))
            pictures, balls = zip(*shown)
        else:
            balanced = self.remedy in ("group-balanced", "group-dro")
            groups = self.by_group
            dealt = [self.random.pick(groups[i % len(groups)]) if balanced else self.deal() for i in range(BATCH)]
            pictures, balls = [self.show(e) for e in dealt], [GROUPS[e["group"]][0] for e in dealt]
        return torch.stack(list(pictures)), torch.tensor(balls).float(), torch.arange(BATCH) % len(self.by_group)

    def loss(self, net):
        pictures, balls, groups = self.batch()
        each = F.binary_cross_entropy_with_logits(net(pictures)[:, 0], balls, reduction="none")
        if self.remedy != "group-dro":
            return each.mean()
        means = torch.stack([each.detach().double()[groups == g].mean() for g in range(len(self.by_group))])
        self.weights *= torch.exp(0.1 * means)
        self.weights /= self.weights.sum()
        counts = torch.bincount(groups)
        return ((self.weights / counts)[groups].float() * each).sum()


# %% [markdown]
# ## 考试
#
# 六组新图片，每组一百二十张；前一组再各去掉球台、去掉球画一遍，噪声不变，对数几率降多少就是它作证多少。

# %% 考试
EXAMS = {
    "pBallTable": (True, True, 0),
    "pNeither": (False, False, 0),
    "pBallNoTable": (True, False, 0),
    "pTableNoBall": (False, True, 0),
    "pBlurredTable": (True, True, 0.25),
    "pBlurredNoTable": (True, False, 0.25),
}
COUNT = 120


def draw_examination(s):
    def paint(settings, key):
        noises = (Random(s["seed"], f"noise {key} {i}") for i in range(COUNT))
        return torch.stack([picture_of(scene_of(one), SIDE, noise, s["noise"]) for one, noise in zip(settings, noises)])

    pictures = {}
    for key, (ball, table, blur) in EXAMS.items():
        random = Random(s["seed"], f"test {key}")
        settings = [draw_setting(random, ball, table, s, blur) for _ in range(COUNT)]
        pictures[key] = paint(settings, key)
        if key == "pBallTable":
            whole = settings
            for gone in ("table", "ball"):
                pictures[gone] = paint([{**one, gone: None} for one in settings], key)
    return pictures, whole


def occlusion(net, pixels):
    """灰块盖住各处，对数几率降多少。"""
    places = [(x, y) for y in range(0, SIDE - 5, 2) for x in range(0, SIDE - 5, 2)]
    covered = [erased(pixels, (x, y, 6, 6)) for x, y in places]
    logits = net.logits(torch.stack(covered + [pixels]))[:, 0]
    return places, logits[-1] - logits[:-1]


def hotspots(net, pictures, settings):
    """遮挡图最热处落在球上、台上的份额。"""
    found = {"ball": 0, "table": 0}
    for pixels, setting in zip(pictures[:24], settings):
        places, falls = occlusion(net, pixels)
        x, y = ((at + 3) / SIDE for at in places[falls.argmax()])
        for name, bounds, by in (("ball", ball_bounds, 2.5 / SIDE), ("table", table_bounds, 1 / SIDE)):
            left, top, right, bottom = bounds(setting[name])
            if left - by <= x <= right + by and top - by <= y <= bottom + by:
                found[name] += 1 / 24
                break
    return found


def examine(net, exam, counterexamples):
    pictures, settings = exam
    logits = {key: net.logits(one)[:, 0].double() for key, one in pictures.items()}
    says = {key: (logits[key] > 0).double().mean().item() for key in EXAMS}
    right = [says["pBallTable"], 1 - says["pNeither"], says["pBallNoTable"], 1 - says["pTableNoBall"]]
    spots = hotspots(net, pictures["pBallTable"], settings)
    usual, rare = right[0] + right[1], right[2] + right[3]
    return {
        **says,
        "iidAccuracy": ((1 - counterexamples) * usual + counterexamples * rare) / 2,
        "worstGroupAccuracy": min(right),
        "tableEvidence": (logits["pBallTable"] - logits["table"]).mean(),
        "ballEvidence": (logits["pBallTable"] - logits["ball"]).mean(),
        "hotspotOnTable": spots["table"],
        "hotspotOnBall": spots["ball"],
    }


def judge(net, s):
    setting = readers_setting(s)
    p = []
    for one in (setting, {**setting, "table": None}, {**setting, "ball": None}):
        pixels = picture_of(scene_of(one), SIDE, Random(1, "the reader’s scene"), s["noise"])
        p.append(torch.sigmoid(net.logits(pixels[None]).double()).item())
    return {
        "p": p[0],
        "pWithoutTable": p[1] if setting["table"] else None,
        "pWithoutBall": p[2] if setting["ball"] else None,
    }


# %% 训练，再考
def run(s):
    nets = {"": s["counterexamples"]}
    if s["beside"] == "balanced":
        nets["beside."] = 0.5
    exam, readouts, early = draw_examination(s), {}, {}
    for prefix, counterexamples in nets.items():
        net = PictureNet(s["network"], SIDE, 1, s["seed"])
        optimizer = torch.optim.Adam(net.parameters())
        examples = draw_set(Random(s["seed"], f"pictures {prefix}"), counterexamples, s)
        remedy = s["augmentation"] if prefix == "" else "none"
        trainer = Trainer(examples, remedy, Random(s["seed"], f"batches {prefix}"))
        rate = falling_rate(4e-3, 4e-4, s["steps"])
        losses = [descend(optimizer, trainer.loss(net), rate(step)) for step in range(1, s["steps"] + 1)]
        found = {"step": s["steps"], "loss": losses[-1], **examine(net, exam, counterexamples), **judge(net, s)}
        readouts.update({prefix + key: value for key, value in found.items()})
        early[f"{prefix}loss"] = losses[:5]
    return readouts, early


# %% 运行
if __name__ == "__main__":
    report(*run(SETTINGS))
