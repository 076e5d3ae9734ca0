# parts: draws training

# %% [markdown]
# ## 院子和小车
#
# 院子宽 1、高 0.7，里面有几块长方形和几根柱子。小车看九个方向，每一步转一个小角，往前开 0.01，撞上就从头来。

# %% 院子和小车
HEIGHT, SPEED, CAR, RANGE = 0.7, 0.01, 0.01, 0.35


def rotation(t):
    """转一个角，它的一半的正切是 t：(余弦, 正弦)。"""
    return (1 - t * t) / (1 + t * t), 2 * t / (1 + t * t)


TURNS = [rotation(t) for t in (-0.08017, -0.04002, 0, 0.04002, 0.08017)]
RAYS = torch.tensor(
    [rotation(t) for t in (-1.0842, -0.7123, -0.4371, -0.2091, 0, 0.2091, 0.4371, 0.7123, 1.0842)], dtype=torch.float64
)


def between(random, low, high):
    return low + (high - low) * random.uniform()


class Yard:
    """blocks：(左, 上, 右, 下)；posts：(x, y, 半径)。"""

    def __init__(self, blocks, posts):
        self.blocks, self.posts = blocks, posts

    def clearance(self, x, y):
        """离最近的墙、块、柱多远。"""
        least = min(x, y, 1 - x, HEIGHT - y)
        for left, top, right, bottom in self.blocks:
            dx, dy = max(left - x, x - right), max(top - y, y - bottom)
            least = min(least, math.sqrt(max(dx, 0) ** 2 + max(dy, 0) ** 2) + min(max(dx, dy), 0))
        for px, py, radius in self.posts:
            least = min(least, math.sqrt((x - px) ** 2 + (y - py) ** 2) - radius)
        return least

    def look(self, cars):
        """几辆车一起看：[车, 9]，0 是看不见什么，1 是就在眼前。"""
        at = torch.tensor(cars, dtype=torch.float64)
        x, y = at[:, 0:1], at[:, 1:2]
        c = at[:, 2:3] * RAYS[:, 0] - at[:, 3:4] * RAYS[:, 1]
        s = at[:, 3:4] * RAYS[:, 0] + at[:, 2:3] * RAYS[:, 1]
        far = torch.full_like(c, RANGE)
        for side, way, size in ((x, c, 1), (y, s, HEIGHT)):
            wall = torch.where(way > 0, (size - side) / way, torch.where(way < 0, -side / way, far))
            far = torch.minimum(far, wall)
        for left, top, right, bottom in self.blocks:
            x0, x1, y0, y1 = (left - x) / c, (right - x) / c, (top - y) / s, (bottom - y) / s
            enter = torch.maximum(torch.minimum(x0, x1), torch.minimum(y0, y1))
            leave = torch.minimum(torch.maximum(x0, x1), torch.maximum(y0, y1))
            far = torch.where((enter < far) & (enter <= leave) & (enter >= 0), enter, far)
        for px, py, radius in self.posts:
            dx, dy = px - x, py - y
            along = dx * c + dy * s
            square = radius * radius - (dx * dx + dy * dy - along * along)
            enter = along - torch.sqrt(square.clamp(min=0))
            far = torch.where((square > 0) & (along > 0) & (enter < far), enter, far)
        return (1 - far / RANGE).float().double()

    def start(self, random):
        """周围有些空地的地方，朝哪边都行；没有空地是 None。"""
        for _ in range(500):
            x, y = random.uniform(), HEIGHT * random.uniform()
            if self.clearance(x, y) < 0.045:
                continue
            while True:
                dx, dy = 2 * random.uniform() - 1, 2 * random.uniform() - 1
                square = dx * dx + dy * dy
                if 0.01 <= square <= 1:
                    return (x, y, dx / math.sqrt(square), dy / math.sqrt(square))
        return None

    def move(self, car, steering):
        """(车, 撞没撞)"""
        x, y, c, s = car
        rc, rs = TURNS[steering]
        c, s = c * rc - s * rs, s * rc + c * rs
        length = math.sqrt(c * c + s * s)
        c, s = c / length, s / length
        x, y = x + SPEED * c, y + SPEED * s
        return (x, y, c, s), self.clearance(x, y) < CAR


def draw_yard(random):
    gap, blocks, posts, tries = 0.075, [], [], 0
    while len(blocks) < 5 and tries < 100:
        tries += 1
        long, short = between(random, 0.12, 0.28), between(random, 0.03, 0.1)
        width, height = (long, short) if random.uniform() < 0.5 else (short, long)
        left, top = between(random, gap, 1 - gap - width), between(random, gap, HEIGHT - gap - height)
        a = (left, top, left + width, top + height)
        apart = lambda b: a[0] - b[2] > gap or b[0] - a[2] > gap or a[1] - b[3] > gap or b[1] - a[3] > gap
        if all(apart(b) for b in blocks):
            blocks.append(a)
    tries = 0
    while len(posts) < 4 and tries < 100:
        tries += 1
        radius = between(random, 0.02, 0.032)
        x, y = between(random, radius, 1 - radius), between(random, radius, HEIGHT - radius)
        if Yard(blocks, posts).clearance(x, y) > radius + gap:
            posts.append((x, y, radius))
    return Yard(blocks, posts)


def yard_of_cells(text):
    """你摆的院子：a1 是左上角，j7 是右下角；一行里相邻的格子连成一块。"""
    import re

    cells = {(name[0], int(name[1])) for name in re.findall("[a-j][1-7]", text.lower())}
    blocks, side = [], 1 / 10
    for row in range(7):
        column = 0
        while column < 10:
            first = column
            while column < 10 and ("abcdefghij"[column], row + 1) in cells:
                column += 1
            if column > first:
                blocks.append((first * side, row * side, column * side, (row + 1) * side))
            column += 1
    return Yard(blocks, [])


# %% [markdown]
# ## 网络：每种打法有多险
#
# 九个数进，两层 24 个 ReLU，五种打法各一个对数几率。双精度里算，每走一步把权重存成单精度。

# %% 网络
SIZES = [9, 24, 24, 5]


class RiskNet(torch.nn.Module):
    def __init__(self, random):
        super().__init__()
        self.layers = torch.nn.ModuleList()
        for rows, columns in zip(SIZES, SIZES[1:]):
            layer, reach = torch.nn.Linear(rows, columns).double(), math.sqrt(6 / rows)
            drawn = [reach * (2 * random.uniform() - 1) for _ in range(rows * columns)]
            with torch.no_grad():
                layer.weight.copy_(torch.tensor(drawn).float().reshape(rows, columns).T)
                layer.bias.zero_()
            self.layers.append(layer)
        self.optimizer = torch.optim.Adam(self.parameters())

    def forward(self, seen):
        for layer in self.layers[:-1]:
            seen = torch.relu(layer(seen))
        return self.layers[-1](seen)

    @torch.no_grad()
    def choose(self, seen):
        """看起来最不险的打法。"""
        return self(seen).argmin(1).tolist()

    def learn(self, seen, actions, risks, rate):
        logits = self(seen).gather(1, actions[:, None])[:, 0]
        descend(self.optimizer, F.binary_cross_entropy_with_logits(logits, risks), rate)
        with torch.no_grad():
            for p in self.parameters():
                p.copy_(p.float())


# %% [markdown]
# ## 学
#
# 二十四步以后还没撞，那一步就不险；撞之前的第 k 步，险 0.9 的 k 次方。每一步学两次，每次十六个样本，一半是新近的。


# %% 学
def learn(s):
    yard, net = draw_yard(Random(s["seed"], "yard")), RiskNet(Random(s["seed"], "weights"))
    untrained = examine(net, home_place(yard), s["seed"])
    chance, order = Random(s["seed"], "cars"), Random(s["seed"], "batches")
    cars = [yard.start(chance) for _ in range(s["cars"])]
    waiting = [[] for _ in cars]
    seen, actions, risks, labelled, crashes = [], [], {}, [], [0]

    def label(row, risk):
        risks[row] = risk
        labelled.append(row)

    for step in range(s["steps"]):
        share = step / max(1, s["steps"] - 1)
        exploration = s["exploration"] * (1 - 0.9 * share)
        views = yard.look(cars)
        best, crashed_now = net.choose(views), 0
        for i in range(len(cars)):
            row = len(actions)
            explores = chance.uniform() < exploration
            actions.append(chance.integer(5) if explores else best[i])
            seen.append(views[i])
            waiting[i].append(row)
            if len(waiting[i]) > 24:
                label(waiting[i].pop(0), 0.0)
            cars[i], crashed = yard.move(cars[i], actions[-1])
            if crashed:
                for k, one in enumerate(reversed(waiting[i])):
                    label(one, 0.9**k)
                crashed_now += 1
                cars[i], waiting[i] = yard.start(chance), []
        crashes.append(crashes[-1] + crashed_now)
        if len(labelled) < 32:
            continue
        rate = 4e-3 + (6e-4 - 4e-3) * share
        for _ in range(2):
            recent, rows = min(6000, len(labelled)), []
            for i in range(16):
                at = order.integer(len(labelled)) if i % 2 == 0 else len(labelled) - 1 - order.integer(recent)
                rows.append(labelled[at])
            net.learn(
                torch.stack([seen[row] for row in rows]),
                torch.tensor([actions[row] for row in rows]),
                torch.tensor([risks[row] for row in rows]).float().double(),
                rate,
            )
    return yard, net, untrained, crashes, len(actions)


# %% 考
def home_place(yard):
    return [(yard, "exam", 40)]


def new_places(seed):
    return [(draw_yard(Random(seed, f"new yard {i}")), f"new exam {i}", 5) for i in range(8)]


def drive(net, yard, starts, agains, steps=400):
    """几辆车同时开，撞了从头来。(撞了几次, 头一趟没撞的几辆, 头一趟的路线)"""
    cars, crashes = list(starts), 0
    paths, first = [[car[:2]] for car in starts], [True] * len(starts)
    for step in range(steps):
        going = [i for i, car in enumerate(cars) if car is not None]
        if not going:
            break
        for i, steering in zip(going, net.choose(yard.look([cars[i] for i in going]))):
            cars[i], crashed = yard.move(cars[i], steering)
            if first[i]:
                paths[i].append(cars[i][:2])
            if crashed:
                crashes += 1
                first[i] = False
                cars[i] = yard.start(agains[i]) if agains else None
    return crashes, sum(first), paths


def examine(net, places, seed):
    crashes = survived = cars = 0
    paths = []
    for yard, stream, count in places:
        random = Random(seed, stream)
        starts = [yard.start(random) for _ in range(count)]
        agains = [Random(seed, f"{stream} {i}") for i in range(count)]
        found = drive(net, yard, starts, agains)
        crashes, survived, cars = crashes + found[0], survived + found[1], cars + count
        paths += found[2]
    return {"crashes": 1000 * crashes / (400 * cars), "survived": survived / cars, "paths": paths}


def half_time_ground(paths, yard):
    """至少要多少空地（二十分之一宽的格子）才装得下一半的时间；头一百步不算。"""
    times = {}
    for path in paths:
        for x, y in torch.tensor(path).float().double().tolist()[100:]:
            cell = (math.floor(y * 20), math.floor(x * 20))
            times[cell] = times.get(cell, 0) + 1
    total, spent, cells = sum(times.values()), 0, 0
    if total == 0:
        return None
    free = sum(yard.clearance((column + 0.5) / 20, (row + 0.5) / 20) > 0.01 for row in range(14) for column in range(20))
    for time in sorted(times.values(), reverse=True):
        if 2 * spent >= total:
            break
        spent, cells = spent + time, cells + 1
    return cells / free


def run(s):
    yard, net, untrained, crashes, samples = learn(s)
    home, elsewhere = examine(net, home_place(yard), s["seed"]), examine(net, new_places(s["seed"]), s["seed"])
    shown = yard if s["place"] == "home" else yard_of_cells(s["yard"])
    starts = [shown.start(Random(s["seed"], f"shown car {i}")) for i in range(12)]
    starts = [start for start in starts if start is not None]
    readouts = {
        "ownCrashes": crashes[-1],
        "samples": samples,
        "crashesUntrained": untrained["crashes"],
        "crashesPer1000": home["crashes"],
        "crashesPer1000New": elsewhere["crashes"],
        "survived400": home["survived"],
        "survived400New": elsewhere["survived"],
        "halfTimeGround": half_time_ground(home["paths"], yard),
        "shownSurvived": drive(net, shown, starts, None)[1] if starts else None,
    }
    return readouts, {"ownCrashes": crashes[1:21]}


# %% 运行
if __name__ == "__main__":
    report(*run(SETTINGS))
