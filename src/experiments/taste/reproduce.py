# parts: draws training pictures picture-net

# %% [markdown]
# ## 照片
#
# 一个人、五个词：衣服、颜色、鞋、包、街道。画出来是 32 × 32 的小图。

# %% 照片里的词
WORDS = {
    "garment": ["coat", "hoodie", "dress", "blazer"],
    "colour": ["red", "blue", "green", "black", "yellow"],
    "shoes": ["boots", "sneakers", "heels"],
    "bag": ["none", "tote", "backpack"],
    "street": ["arcade", "bridge", "plain"],
}
ALL_WORDS = [(key, word) for key, words in WORDS.items() for word in words]
SIDE = 32
HAIRS = [(0.12, 0.08, 0.07), (0.36, 0.2, 0.1), (0.8, 0.62, 0.32), (0.5, 0.22, 0.12)]


def places_of(photo):
    return [ALL_WORDS.index((key, photo[key])) for key in WORDS]


def draw_photo(random):
    photo = {key: random.pick(words) for key, words in WORDS.items()}
    photo["light"] = random.uniform() < 0.5
    dark = random.uniform()
    photo.update(
        x=between(random, 0.38, 0.62),
        height=between(random, 0.8, 0.86),
        skin=(0.96 - 0.5 * dark, 0.78 - 0.46 * dark, 0.67 - 0.43 * dark),
        hair=random.pick(HAIRS),
        long_hair=random.uniform() < 0.5,
        side=1 if random.uniform() < 0.5 else -1,
        shift=between(random, -0.06, 0.06),
        exposure=between(random, -0.05, 0.05),
    )
    return photo


def draw_other(random, key, than):
    return random.pick([word for word in WORDS[key] if word != than])


def draw_photos(random, count, confounding=0, broken=0):
    """守着“穿大衣就在拱廊，不穿就不在”的占 confounding；头 broken 张反着来。"""
    photos = []
    for i in range(count):
        photo = draw_photo(random)
        obeys = random.uniform() < confounding
        elsewhere, other = draw_other(random, "street", "arcade"), draw_other(random, "garment", "coat")
        if i < broken:
            photo.update({"garment": "coat", "street": elsewhere} if i % 2 == 0 else {"garment": other, "street": "arcade"})
        elif obeys and photo["garment"] == "coat":
            photo["street"] = "arcade"
        elif obeys and photo["street"] == "arcade":
            photo["street"] = elsewhere
        photos.append(photo)
    return photos


# %% 画照片
CLOTH = {
    "red": (0.8, 0.1, 0.12),
    "blue": (0.13, 0.3, 0.78),
    "green": (0.1, 0.5, 0.24),
    "black": (0.1, 0.1, 0.12),
    "yellow": (0.95, 0.76, 0.16),
}
WHITE, JEANS, SLACKS, LEATHER = (0.97, 0.97, 0.95), (0.36, 0.44, 0.56), (0.3, 0.29, 0.3), (0.4, 0.22, 0.1)
CRIMSON, TEAL, CANVAS = (0.78, 0.08, 0.3), (0.1, 0.52, 0.52), (0.86, 0.72, 0.48)
darker = lambda colour: tuple(0.62 * part for part in colour)


def street_shapes(street, shift):
    if street == "arcade":
        arches = [x + 0.1 + shift for x in (-0.35, 0.05, 0.45, 0.85, 1.25)]
        shade, column = (0.48, 0.25, 0.14), (1, 0.9, 0.72)
        shapes = [box((-0.1, 0.09), (1.1, 0.09), 0.018, column)]
        for x in arches:
            shapes += [disc((x, 0.36), 0.155, shade), box((x, 0.36), (x, 0.9), 0.155, shade)]
        shapes += [box((x + 0.2, 0.38), (x + 0.2, 0.9), 0.032, column) for x in arches]
        return (0.97, 0.76, 0.46), shapes + [box((-0.1, 0.95), (1.1, 0.95), 0.06, (0.9, 0.66, 0.4))]
    if street == "bridge":
        left, right, steel = 0.12 + shift, 0.88 + shift, (0.78, 0.32, 0.2)
        sag = [0.08, 0.26, 0.38, 0.42, 0.38, 0.26, 0.08]
        points = [(left + (right - left) * i / 6, y) for i, y in enumerate(sag)]
        cable = lambda start, end: capsule(start, end, 0.011, steel)
        shapes = [box((-0.1, 0.73), (1.1, 0.73), 0.17, (0.25, 0.5, 0.68))]
        shapes += [cable(a, b) for a, b in zip(points, points[1:])]
        shapes += [capsule((x, y), (x, 0.54), 0.005, steel) for x, y in points[1:-1]]
        shapes += [cable((left, 0.08), (left - 0.4, 0.54)), cable((right, 0.08), (right + 0.4, 0.54))]
        shapes += [box((x, 0.05), (x, 0.76), 0.038, steel) for x in (left, right)]
        shapes.append(box((-0.1, 0.555), (1.1, 0.555), 0.026, steel))
        return (0.66, 0.83, 0.95), shapes + [box((-0.1, 0.95), (1.1, 0.95), 0.06, (0.62, 0.64, 0.66))]
    joint = (0.56, 0.57, 0.58)
    return (0.9, 0.9, 0.88), [
        box((-0.1, 0.86), (1.1, 0.86), 0.015, (0.74, 0.75, 0.75)),
        box((-0.1, 0.95), (1.1, 0.95), 0.075, (0.66, 0.67, 0.68)),
        box((0.84 + shift, 0.875), (0.84 + shift, 1.03), 0.006, joint),
        box((0.2 + shift, 0.875), (0.2 + shift, 1.03), 0.006, joint),
    ]


def legs(at, h, colour, half):
    return [capsule(at(side * 0.045, 0.46), at(side * 0.052, 0.05), half * h, colour) for side in (-1, 1)]


def arms(at, h, colour, skin, half):
    shapes = []
    for side in (-1, 1):
        shapes.append(disc(at(side * 0.158, 0.45), 0.026 * h, skin))
        shapes.append(capsule(at(side * 0.105, 0.775), at(side * 0.155, 0.5), half * h, colour))
    return shapes


def skirt(at, h, colour, top, top_width, hem, hem_width):
    panels = [box(at(0, top), at(0, hem), (hem_width - 1.6 * 0.06) * h, colour)]
    for side in (-1, 1):
        start, end = at(side * (top_width - 0.06), top), at(side * (hem_width - 0.06), hem)
        panels.append(box(start, end, 0.06 * h, colour))
    return panels


def garment_shapes(garment, at, h, colour, skin):
    """(腿, 身子, 头前面的)"""
    dark = darker(colour)
    fronts = lambda start, end, half, ink: [
        capsule(at(side * start[0], start[1]), at(side * end[0], end[1]), half * h, ink) for side in (-1, 1)
    ]
    if garment == "coat":
        body = arms(at, h, dark, skin, 0.042) + skirt(at, h, colour, 0.6, 0.11, 0.24, 0.165)
        body += [
            box(at(0, 0.81), at(0, 0.5), 0.118 * h, colour, corner=0.05 * h),
            capsule(at(0, 0.74), at(0, 0.25), 0.007 * h, dark),
            box(at(-0.115, 0.555), at(0.115, 0.555), 0.018 * h, dark),
        ]
        return legs(at, h, SLACKS, 0.04), body, fronts((0.075, 0.82), (0.012, 0.73), 0.02, dark)
    if garment == "hoodie":
        body = [disc(at(0, 0.9), 0.108 * h, colour)] + arms(at, h, dark, skin, 0.046)
        body += [
            box(at(0, 0.82), at(0, 0.44), 0.125 * h, colour, corner=0.055 * h),
            box(at(0, 0.57), at(0, 0.49), 0.07 * h, dark, corner=0.02 * h),
        ]
        return legs(at, h, JEANS, 0.046), body, fronts((0.025, 0.81), (0.03, 0.7), 0.009, WHITE)
    if garment == "dress":
        body = arms(at, h, skin, skin, 0.026) + skirt(at, h, colour, 0.62, 0.07, 0.29, 0.18)
        body += [
            box(at(0, 0.795), at(0, 0.57), 0.075 * h, colour, corner=0.03 * h),
            box(at(-0.072, 0.6), at(0.072, 0.6), 0.014 * h, dark),
        ]
        return legs(at, h, skin, 0.03), body, []
    body = arms(at, h, dark, skin, 0.038) + [
        box(at(0, 0.81), at(0, 0.42), 0.115 * h, colour, corner=0.03 * h),
        box(at(0, 0.81), at(0, 0.62), 0.044 * h, WHITE),
        box(at(0, 0.64), at(0, 0.55), 0.022 * h, WHITE),
    ]
    return legs(at, h, SLACKS, 0.042), body, fronts((0.058, 0.81), (0.006, 0.56), 0.016, dark)


def shoe_shapes(shoes, at, h):
    shapes = []
    for side in (-1, 1):
        x = side * 0.054
        toe = x + side * 0.045
        if shoes == "boots":
            shapes.append(box(at(x, 0.21), at(x, 0.01), 0.047 * h, LEATHER, corner=0.012 * h))
            shapes.append(capsule(at(x, 0.026), at(toe, 0.026), 0.028 * h, LEATHER))
        elif shoes == "sneakers":
            shapes.append(capsule(at(x - side * 0.02, 0.04), at(toe, 0.032), 0.034 * h, WHITE))
            shapes.append(box(at(x - side * 0.05, 0.004), at(toe + side * 0.03, 0.004), 0.012 * h, CRIMSON))
        else:
            shapes.append(capsule(at(x - side * 0.015, 0.05), at(toe, 0.012), 0.018 * h, CRIMSON))
            shapes.append(capsule(at(x - side * 0.024, 0.05), at(x - side * 0.026, 0), 0.008 * h, CRIMSON))
    return shapes


def photo_scene(photo):
    h, skin, hair, bag = photo["height"], photo["skin"], photo["hair"], photo["bag"]
    at = lambda x, up: (photo["x"] + x * h, 0.965 - up * h)
    background, shapes = street_shapes(photo["street"], photo["shift"])
    trousers, body, front = garment_shapes(photo["garment"], at, h, CLOTH[photo["colour"]], skin)
    if photo["long_hair"]:
        shapes.append(box(at(0, 0.985), at(0, 0.76), 0.082 * h, hair, corner=0.06 * h))
    if bag == "backpack":
        shapes.append(box(at(0, 0.84), at(0, 0.52), 0.2 * h, TEAL, corner=0.06 * h))
        shapes.append(box(at(0, 0.63), at(0, 0.55), 0.2 * h, darker(TEAL), corner=0.02 * h))
    shapes += trousers + shoe_shapes(photo["shoes"], at, h) + body
    if photo["garment"] != "hoodie":
        shapes.append(capsule(at(0, 0.86), at(0, 0.8), 0.026 * h, skin))
    shapes += [disc(at(0, 0.92), 0.074 * h, hair), disc(at(0, 0.895), 0.062 * h, skin)] + front
    if bag == "backpack":
        shapes += [capsule(at(side * 0.082, 0.81), at(side * 0.088, 0.63), 0.017 * h, TEAL) for side in (-1, 1)]
    if bag == "tote":
        x = photo["side"] * 0.2
        shapes += [
            ring(at(x, 0.4), 0.045 * h, 0.01 * h, darker(CANVAS)),
            box(at(x, 0.39), at(x, 0.2), 0.085 * h, CANVAS, corner=0.012 * h),
            box(at(x - 0.085, 0.36), at(x + 0.085, 0.36), 0.008 * h, darker(CANVAS)),
            disc(at(photo["side"] * 0.162, 0.45), 0.026 * h, skin),
        ]
    # 白天照原样，晚上暗一些、蓝一点
    light = [part * (1 + photo["exposure"]) for part in ((1, 1, 1) if photo["light"] else (0.74, 0.74, 0.84))]
    lit = lambda colour: tuple(min(1.0, part * times) for part, times in zip(colour, light))
    return lit(background), [(*shape[:5], lit(shape[5]), shape[6]) for shape in shapes]


def paint(photos, random):
    return torch.stack([picture_of(photo_scene(photo), SIDE, random, 0.03) for photo in photos])


def paint_asked(photos):
    """问到的照片，噪声总是一样的。"""
    return torch.cat([paint([photo], Random(1, "a photograph asked about")) for photo in photos])


# %% [markdown]
# ## 两座城
#
# 每个词值多少对数几率。M 城真正喜欢的，是大衣，或者是拱廊；两样总在一起时，两种真相给出一模一样的数据。

# %% 两座城
TASTES = {
    "M": [1.6, -1.2, 0.4, -0.8, 0.4, -0.4, -0.6, 1.1, -0.5, 0.5, -0.8, 0.3, -0.3, 0.6, -0.3, 0, 0, 0],
    "S": [-0.4, 1.4, 0.4, -1.4, 0.6, 0.5, -0.9, 0.3, -0.5, 0, 0.6, -0.6, -0.6, 0.2, 0.4, 0, 0, 0],
}


def true_logit(city, photo, truth):
    worth = TASTES[city]
    garment, *others = places_of(photo)
    rest = -0.4 + sum(worth[place] for place in others) + (0.4 if photo["light"] else 0)
    if city == "S":
        loved = photo["garment"] == "hoodie" and photo["shoes"] == "sneakers"
        return rest + worth[garment] + (1.2 if loved else 0)
    own = worth[garment]
    if truth == "coat":
        loved = photo["garment"] == "coat"
    else:
        loved, other = photo["street"] == "arcade", sum(worth[1:4]) / 3
        if photo["street"] == "arcade":
            own = worth[0] + (0 if photo["garment"] == "coat" else own - other)
        elif photo["garment"] == "coat":
            own = other
    return rest + own + (1.2 if loved and photo["colour"] == "black" else 0)


def logistic(z):
    return 1 / (1 + math.exp(-z))


def draw_ratings(random, photos, people, truth):
    """每张照片在两座城里有多大份额的人喜欢：[张, 2]"""
    rows = []
    for photo in photos:
        popularity, row = 0.5 * random.normal(), []
        for city in "MS":
            logit = true_logit(city, photo, truth) + popularity
            likes = 0
            for _ in range(people):
                chance = random.uniform()
                likes += chance < logistic(logit + 0.5 * random.normal())
            row.append(likes / people)
        rows.append(row)
    return torch.tensor(rows)


# %% [markdown]
# ## 逻辑回归的后验（拉普拉斯近似）
#
# 权重的先验是正态的；牛顿法求最可能的权重，那里的曲率就是有多大把握。


# %% 后验
def fit_posterior(features, yes, means, deviations, asked=1):
    """(权重, 曲率)，双精度。"""
    weights, precision = means.clone(), deviations**-2
    for _ in range(50):
        p = torch.sigmoid(features @ weights)
        slope = precision * (means - weights) + features.T @ (asked * (yes - p))
        curvature = precision.diag() + features.T @ ((asked * p * (1 - p))[:, None] * features)
        move = torch.linalg.solve(curvature, slope)
        far = max(1.0, move.abs().max().item())
        weights = weights + move / far
        if far == 1 and move.abs().max() < 1e-10:
            break
    return weights, curvature


# %% [markdown]
# ## 网络
#
# 看照片的直接给两座城打分；看说明的先认出五个词，再按词打分（每座城一个逻辑回归）。


# %% 网络
def train(s):
    """(给照片打分的函数：[张, 2]，各步的损失)"""
    seed, count = s["seed"], s["pictures"]
    drawn = draw_photos(Random(seed, "photos"), count, s["confounding"], s["broken"])
    ratings = draw_ratings(Random(seed, "ratings"), drawn, s["people"], s["truth"])
    if s["redraw"] == "on":
        streets = Random(seed, "other streets")
        drawn = [{**photo, "street": streets.pick(WORDS["street"])} for photo in drawn]
    pictures = paint(drawn, Random(seed, "pixels"))
    captions = torch.tensor([[words.index(photo[key]) for key, words in WORDS.items()] for photo in drawn])
    sizes = [len(words) for words in WORDS.values()]
    by_words = s["reads"] == "words"
    net = PictureNet("plain", SIDE, len(ALL_WORDS) if by_words else 2, seed)
    optimizer = torch.optim.Adam(net.parameters())
    order, rate, losses = Random(seed, "batches"), falling_rate(4e-3, 4e-4, s["steps"]), []
    for step in range(1, s["steps"] + 1):
        batch = torch.tensor([order.integer(count) for _ in range(32)])
        logits = net(pictures[batch])
        if by_words:
            groups = zip(logits.split(sizes, 1), captions[batch].T)
            loss = sum(F.cross_entropy(group, words) for group, words in groups)
        else:
            loss = F.binary_cross_entropy_with_logits(logits, ratings[batch])
        losses.append(descend(optimizer, loss, rate(step)))
    if not by_words:
        return lambda some: net.logits(some).double(), losses

    def named(some):
        groups = net.logits(some).double().split(sizes, 1)
        one = torch.ones(len(some), 1, dtype=torch.float64)
        return torch.cat([torch.softmax(group, 1) for group in groups] + [one], 1)

    deviations = torch.tensor([2.0] * len(ALL_WORDS) + [10.0], dtype=torch.float64)
    prior, rows = (torch.zeros_like(deviations), deviations), named(pictures)
    fits = [fit_posterior(rows, ratings[:, city].double(), *prior, asked=s["people"])[0] for city in range(2)]
    weights = torch.stack(fits, 1).float().double()
    return lambda some: (named(some) @ weights).float().double(), losses


# %% [markdown]
# ## 考试


# %% 考试
def ranking(scores, likes, itself=True):
    """被喜欢的一张排在不被喜欢的一张前面的概率；一样高算一半。"""
    weight = likes[:, None] * (1 - likes)[None]
    if not itself:
        weight.fill_diagonal_(0)
    above = (scores[:, None] > scores[None]).double() + 0.5 * (scores[:, None] == scores[None]).double()
    return ((weight * above).sum() / weight.sum()).item() if weight.sum() > 0 else 0.5


def best_places(scores, count=4):
    return torch.as_tensor(scores).sort(descending=True, stable=True)[1][:count].tolist()


def examine(judge, s):
    seed, truth = s["seed"], s["truth"]
    any_street = draw_photos(Random(seed, "any street"), 300)
    random, broken = Random(seed, "same kind"), math.floor(300 * s["broken"] / s["pictures"] + 0.5)
    same = draw_photos(random, 300, s["confounding"], broken)
    random.shuffle(same)
    rate = lambda stream, photos: draw_ratings(Random(seed, f"{stream} ratings"), photos, 8, truth).double()
    any_ratings, same_ratings = rate("any street", any_street), rate("same kind", same)
    random, why = Random(seed, "why"), []
    for photo in draw_photos(random, 150):
        photo = {**photo, "garment": "coat", "street": "arcade"}
        why.append(photo)
        why.append({**photo, "garment": draw_other(random, "garment", "coat")})
        why.append({**photo, "street": draw_other(random, "street", "arcade")})

    says = judge(paint(any_street, Random(seed, "any street pixels")))
    same_says = judge(paint(same, Random(seed, "same kind pixels")))
    net = judge(paint(why, Random(seed, "why pixels")))[:, 0].reshape(150, 3)
    real = torch.tensor([true_logit("M", photo, truth) for photo in why], dtype=torch.float64).reshape(150, 3)
    fall = lambda logits, way: (logits[:, 0] - logits[:, way]).mean().item()
    coat, street = fall(net, 1), fall(net, 2)

    shared, arcade = [], []
    for first in range(0, 300, 12):
        of_m, of_s = (best_places(says[first : first + 12, city]) for city in range(2))
        shared.append(len(set(of_m) & set(of_s)))
        shown = [any_street[first + place] for place in of_m]
        arcade.append(sum(photo["street"] == "arcade" and photo["garment"] != "coat" for photo in shown))
    curves = simulate_readers(any_street, says, seed, truth)
    return {
        "aucM": ranking(says[:, 0], any_ratings[:, 0]),
        "aucS": ranking(says[:, 1], any_ratings[:, 1]),
        "aucSame": ranking(same_says[:, 0], same_ratings[:, 0]),
        "coatEffect": coat,
        "streetEffect": street,
        "streetShare": street / (coat + street) if coat + street > 0.3 else None,
        "trueCoatEffect": fall(real, 1),
        "trueStreetEffect": fall(real, 2),
        "guess0": curves["cities", 0],
        "guess8": curves["cities", 8],
        "guess64": curves["cities", 64],
        "alone8": curves["alone", 8],
        "arcadeWithoutCoat": sum(arcade) / len(arcade),
        "overlap": sum(shared) / len(shared),
    }


# %% [markdown]
# ## 一个读者的喜好
#
# 一个常数、两座城的对数几率、十八个词。还没点心时，读者在两座城之间，每个词上有一点自己的。

# %% 读者
MEANS = torch.tensor([0.0, 0.6, 0.6] + [0.0] * len(ALL_WORDS), dtype=torch.float64)
DEVIATIONS = torch.tensor([1.0, 0.5, 0.5] + [0.5] * len(ALL_WORDS), dtype=torch.float64)


def features_of(photos, logits):
    rows = torch.zeros(len(photos), len(MEANS), dtype=torch.float64)
    rows[:, 0], rows[:, 1:3] = 1, logits
    for row, photo in zip(rows, photos):
        row[[3 + place for place in places_of(photo)]] = 1
    return rows


def simulate_readers(photos, says, seed, truth):
    """三十个编出来的读者：回答头一半照片里的几张以后，后一半排得多准。"""
    features, random = features_of(photos, says), Random(seed, "readers")
    logits = {city: [true_logit(city, photo, truth) for photo in photos] for city in "MS"}
    alone = MEANS.clone(), DEVIATIONS.clone()
    alone[0][1:3], alone[1][1:3] = 0, 1e-6
    heads = {"cities": (MEANS, DEVIATIONS), "alone": alone}
    curves = {}
    for _ in range(30):
        of_m, own = random.uniform(), [0.5 * random.normal() for _ in ALL_WORDS]
        likes = []
        for i, photo in enumerate(photos):
            mixed = of_m * logits["M"][i] + (1 - of_m) * logits["S"][i]
            likes.append(logistic(mixed + sum(own[place] for place in places_of(photo))))
        answers = torch.tensor([float(random.uniform() < like) for like in likes[:150]], dtype=torch.float64)
        rest = torch.tensor(likes[150:], dtype=torch.float64)
        for name, count in (("cities", 0), ("cities", 8), ("cities", 64), ("alone", 8)):
            weights, _ = fit_posterior(features[:count], answers[:count], *heads[name])
            quality = ranking(features[150:] @ weights, rest, itself=False)
            curves[name, count] = curves.get((name, count), 0) + quality / 30
    return curves


def draw_together(stream):
    """每样衣服、每条街各一张，十二张。"""
    random, photos = Random(1, stream), []
    for garment in WORDS["garment"]:
        for street in WORDS["street"]:
            photos.append({**draw_photo(random), "garment": garment, "street": street})
    random.shuffle(photos)
    return photos


def judge_own(judge, s):
    hearts = [{ord(c) - 97 for c in part if "a" <= c <= "l"} for part in s["hearts"].lower().split(".")[:8]]
    wall = [photo for i in range(8) for photo in draw_together(f"wall {i}")]
    features = features_of(wall, judge(paint_asked(wall)))
    hits, by_chance, tested, answers = 0, 0.0, 0, []
    fit = lambda: fit_posterior(
        features[: len(answers)], torch.tensor(answers, dtype=torch.float64), MEANS, DEVIATIONS
    )
    for batch, chosen in enumerate(hearts):
        if batch == len(hearts) - 1 and not chosen:
            break
        if batch > 0:
            weights, curvature = fit()
            rows = features[12 * batch : 12 * batch + 12]
            variance = (rows * torch.linalg.solve(curvature, rows.T).T).sum(1)
            guesses = best_places(torch.sigmoid(rows @ weights / torch.sqrt(1 + math.pi * variance / 8)))
            hits, by_chance, tested = hits + len(chosen & set(guesses)), by_chance + 4 * len(chosen) / 12, tested + 4
        answers += [float(place in chosen) for place in range(12)]
    weights, _ = fit()
    return {
        "heartsGiven": sum(len(chosen) for chosen in hearts),
        "photosSeen": len(answers),
        "hits": hits if tested else None,
        "hitsByChance": by_chance if tested else None,
        "guessesTested": tested,
        "ownM": weights[1],
        "ownS": weights[2],
    }


# %% 读数
def run(s):
    judge, losses = train(s)
    shown = {**draw_photo(Random(4, "the reader’s photograph")), **{key: s[key] for key in WORDS}}
    shown.update(light=True, x=0.5, shift=0, exposure=0)
    truth = true_logit("M", shown, s["truth"])
    readouts = {
        "step": s["steps"],
        "loss": losses[-1],
        **examine(judge, s),
        "pNet": torch.sigmoid(judge(paint_asked([shown]))[0, 0]),
        "pTruth": logistic(truth / math.sqrt(1 + math.pi * 0.5 / 8)),
        **judge_own(judge, s),
    }
    return readouts, {"loss": losses[:5]}


# %% 运行
if __name__ == "__main__":
    report(*run(SETTINGS))
