# parts: draws training pictures picture-net faces part-layers

# %% [markdown]
# ## 不是脸的图片：五官乱放的脸，和没有意思的形状

# %% 不是脸的图片
SLOTS = [(-0.115, 0), (0.115, 0), (0, 0.085), (0, 0.2)]  # 两只眼睛、鼻子、嘴
ORDERS = [(2, 3, 0, 1), (3, 2, 0, 1), (2, 3, 1, 0), (3, 2, 1, 0)]


def draw_scrambled_face(random):
    face = draw_face(random)
    shapes = face_shapes(face)
    of = lambda *parts: [shape for part, shape in shapes if part in parts]
    eyes = of("eye")
    features = [eyes[:3], eyes[3:], of("nose"), of("mouth")]
    order, scene = random.pick(ORDERS), of("hair", "ear", "skin")
    place = lambda slot: tuple(at + face["size"] * part for at, part in zip(face["at"], slot))
    for i, feature in enumerate(features):
        start, (x, y) = place(SLOTS[i]), place(SLOTS[order[i]])
        end = (x + between(random, -0.02, 0.02), y + between(random, -0.02, 0.02))
        quarters = random.integer(4)
        scene += [moved(shape, start, end, quarters) for shape in feature]
    return grey(face["background"]), scene


def moved(shape, start, end, quarters):
    """原来在 start 周围的形状，转几个直角，搬到 end 周围。"""

    def at(point):
        dx, dy = point[0] - start[0], point[1] - start[1]
        for _ in range(quarters):
            dx, dy = -dy, dx
        return (end[0] + dx, end[1] + dy)

    return (shape[0], at(shape[1]), at(shape[2]), *shape[3:])


def draw_shapes(random):
    point = lambda: (between(random, 0.1, 0.9), between(random, 0.1, 0.9))
    shapes = []
    for _ in range(3 + random.integer(4)):
        colour, kind, start = grey(random.uniform()), random.integer(3), point()
        if kind == 0:
            shapes.append(disc(start, between(random, 0.04, 0.26), colour))
            continue
        end = (start[0] + between(random, -0.35, 0.35), start[1] + between(random, -0.35, 0.35))
        if kind == 1:
            shapes.append(box(start, end, between(random, 0.04, 0.2), colour))
        else:
            shapes.append(capsule(start, end, between(random, 0.012, 0.04), colour))
    return grey(random.uniform()), shapes


def draw_not_faces(random, count):
    scenes = (draw_scrambled_face(random) if i % 2 == 0 else draw_shapes(random) for i in range(count))
    return torch.stack([grey_picture(scene, random) for scene in scenes])


# %% [markdown]
# ## 教网络认脸，再看中间一层
#
# 五百步，每步三十二张，一半照镜子。没有教过的网络是同一个种子的初始权重。


# %% 教网络认脸
def teach(seed, faces, not_faces):
    net = PictureNet("wide", FACE_SIDE, 1, seed)
    optimizer = torch.optim.Adam(net.parameters())
    order, rate, losses = Random(seed, "batches"), falling_rate(6e-3, 6e-4, 500), []
    pictures, half = torch.cat([faces, not_faces]), len(faces)
    for step in range(1, 501):
        batch, labels = [], []
        for _ in range(32):
            chosen = order.integer(len(pictures))
            mirrored = order.integer(2) == 0
            batch.append(pictures[chosen].flip(1) if mirrored else pictures[chosen])
            labels.append(float(chosen < half))
        logits = net(torch.stack(batch)[..., None])[:, 0]
        loss = F.binary_cross_entropy_with_logits(logits, torch.tensor(labels))
        losses.append(descend(optimizer, loss, rate(step)))
    return net, losses


@torch.no_grad()
def middle_maps(net, pictures):
    h = pictures[:, None] - 0.5
    for layer in net.convolutions[:2]:
        h = torch.relu(layer(h))
    return h.permute(0, 2, 3, 1)


def accuracy_of(net, faces, not_faces):
    right = (net.logits(faces[..., None]) > 0).sum() + (net.logits(not_faces[..., None]) <= 0).sum()
    return right.item() / (len(faces) + len(not_faces))


def draw_ballot(candidates, random):
    """投票的次序：每一轮三个网络各四个单元，打乱。"""
    mixed = [list(units) for units in candidates]
    for units in mixed:
        random.shuffle(units)
    ballot = []
    for i in range(min(len(units) for units in mixed) // 4):
        some = [(network, unit) for network, units in enumerate(mixed) for unit in units[4 * i : 4 * i + 4]]
        random.shuffle(some)
        ballot += some
    return ballot


# %% 读数
NETWORKS = ["supervised", "k-means", "untrained"]


def run(s):
    seed, half = s["seed"], s["images"] // 2
    _, faces = draw_faces(Random(seed, "faces"), half)
    not_faces = draw_not_faces(Random(seed, "pictures without a face"), half)
    net, losses = teach(seed, faces, not_faces)
    untrained = PictureNet("wide", FACE_SIDE, 1, seed)
    layers = PartLayers(faces, 16, 40, Random(seed, "patches"))

    new_faces, pictures = draw_faces(Random(seed, "new faces"), 300)
    new_not_faces = draw_not_faces(Random(seed, "new pictures without a face"), 300)
    found = [part_map(face) for face in new_faces]
    parts = torch.cat([layers.part_maps(layers.edge_maps(some)) for some in pictures.split(25)])
    # 中间一层的单元看 13 × 13 个像素，每隔 4 个一处；零件看 18 × 18 个，每隔 2 个一处。
    best = {
        "supervised": Strongest(middle_maps(net, pictures), 4, 6),
        "k-means": Strongest(parts, 2, 9),
        "untrained": Strongest(middle_maps(untrained, pictures), 4, 6),
    }
    purities, silent = {}, {}
    for network, one in best.items():
        silent[network] = (one.values <= 0).all(0).tolist()
        units = range(one.values.shape[1])
        purities[network] = [0.0 if silent[network][unit] else one.purity(unit, found)[1] for unit in units]
    answering = [[unit for unit, no in enumerate(silent[network]) if not no] for network in NETWORKS]
    ballot = draw_ballot(answering, Random(seed, "ballot"))

    of, _, letters = s["votes"].partition(":")
    votes = [letter == "y" for letter in letters[:72]] if of == f"{seed}-{s['images']}" else []
    votes = votes[: len(ballot)]
    named = lambda network, unit: purities[network][unit] >= s["threshold"]
    each = {}
    for number, network in enumerate(NETWORKS):
        seen = [(vote, unit) for vote, (of, unit) in zip(votes, ballot) if of == number]
        each[f"named.{network}"] = sum(named(network, unit) for unit in range(len(purities[network])))
        each[f"silent.{network}"] = sum(silent[network])
        each[f"readerNamed.{network}"] = sum(vote for vote, _ in seen) if seen else None
        each[f"readerSeen.{network}"] = len(seen)
        each[f"namedOfSeen.{network}"] = sum(named(network, unit) for _, unit in seen) if seen else None
    chosen, accuracy = s["network"], None
    if chosen != "k-means":
        accuracy = accuracy_of(net if chosen == "supervised" else untrained, pictures, new_not_faces)
    agreeing = sum(vote == named(NETWORKS[of], unit) for vote, (of, unit) in zip(votes, ballot))
    readouts = {
        "phase": 3,
        "steps": 500,
        "loss": losses[-1],
        "named": each[f"named.{chosen}"],
        "units": len(purities[chosen]),
        "accuracy": accuracy,
        "readerNamed": each[f"readerNamed.{chosen}"],
        "votes": len(votes),
        "agreement": agreeing / len(votes) if votes else None,
        **each,
    }
    return readouts, {"loss": losses[:5]}


# %% 运行
if __name__ == "__main__":
    report(*run(SETTINGS))
