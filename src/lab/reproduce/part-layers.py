# %% 一层一层归成堆
# 第一层：7 × 7 的边（ReLU，2 × 2 取最大），17 × 17 处。第二层：6 × 6 处的边归成零件（夹角余弦），12 × 12 处。
EDGE, WINDOW, EDGE_MAP = 7, 6, 17


class SphericalMeans:
    """球面 k 均值，一批一批地学：中心是方向，近就是夹角小；旧的和数每批打九折，没有人去的中心从头来。"""

    def __init__(self, count, random):
        self.count, self.random, self.sums = count, random, None

    def begin(self, k, row):
        self.sums[k], self.centres[k], self.weights[k] = row.double(), row, 1

    def step(self, rows):
        n = len(rows)
        if self.sums is None:
            self.sums = torch.zeros(self.count, rows.shape[1], dtype=torch.float64)
            self.centres = torch.zeros(self.count, rows.shape[1])
            self.weights = torch.zeros(self.count, dtype=torch.float64)
            for k in range(self.count):
                self.begin(k, rows[self.random.integer(n)])
        nearest = (rows @ self.centres.T).argmax(1)
        self.sums = 0.9 * self.sums
        self.sums.index_add_(0, nearest, rows.double())
        self.weights = 0.9 * self.weights + torch.bincount(nearest, minlength=self.count)
        for k in range(self.count):
            if self.weights[k] < 0.5:
                self.begin(k, rows[self.random.integer(n)])
            else:
                self.centres[k] = (self.sums[k] / self.sums[k].norm()).float()


def whitening_of(rows):
    """去掉相关的对称矩阵 (C + εI)^(-1/2)，由特征值算出。"""
    rows = rows.double()
    c = rows.T @ rows / len(rows)
    values, vectors = torch.linalg.eigh(c + 0.1 * c.diagonal().mean() * torch.eye(len(c), dtype=torch.float64))
    return vectors @ (values**-0.5).diag() @ vectors.T


class PartLayers:
    def __init__(self, pictures, edges, parts, random):
        self.steps = 0
        self.learn_edges(pictures, edges, random)
        self.learn_parts(pictures, parts, random)

    def learn_edges(self, pictures, edges, random):
        pool, places = [], FACE_SIDE - EDGE + 1
        while len(pool) < 5000:
            picture = pictures[random.integer(len(pictures))]
            x, y = random.integer(places), random.integer(places)
            patch = picture[y : y + EDGE, x : x + EDGE].flatten().double()
            patch = (patch - patch.mean()).float()
            contrast = patch.double().norm().item()
            if contrast >= 0.35:  # 再平的小块里只有噪声
                pool.append(patch / contrast)
        pool = torch.stack(pool)
        whitening = whitening_of(pool)
        white = F.normalize(pool.double() @ whitening).float()
        means = SphericalMeans(edges, random)
        for _ in range(24):
            means.step(white[torch.tensor([random.integer(5000) for _ in range(800)])])
            self.steps += 1
        self.filters = (means.centres.double() @ whitening).float().reshape(edges, 1, EDGE, EDGE)

    def edge_maps(self, pictures):
        """[张, 边, 17, 17]"""
        return F.max_pool2d(torch.relu(F.conv2d(pictures[:, None], self.filters)), 2)

    def learn_parts(self, pictures, parts, random):
        maps = torch.cat([self.edge_maps(some) for some in pictures.split(25)])

        def draw():
            rows = []
            for _ in range(500):
                face, x, y = random.integer(len(maps)), random.integer(12), random.integer(12)
                rows.append(maps[face, :, y : y + WINDOW, x : x + WINDOW])
            return torch.stack(rows)

        rows = draw()
        contrast = rows.double().flatten(1).norm(dim=1)
        self.floor = 0.3 * contrast.mean().item()
        self.edge_mean = (rows / (contrast + self.floor)[:, None, None, None]).mean((0, 2, 3)).float()
        means = SphericalMeans(parts, random)
        for step in range(40):
            means.step(self.centred(rows if step == 0 else draw()))
            self.steps += 1
        self.part_centres = means.centres

    def centred(self, windows):
        """[窗, 边, 6, 6]：去掉各窗共有的，长度缩成 1。"""
        contrast = windows.double().flatten(1).norm(dim=1)[:, None, None, None]
        return F.normalize((windows / (contrast + self.floor) - self.edge_mean[:, None, None]).flatten(1), eps=1e-9).float()

    def part_maps(self, maps, stride=1):
        """[张, 处, 处, 零件]"""
        windows = maps.unfold(2, WINDOW, stride).unfold(3, WINDOW, stride)  # [张, 边, 处, 处, 6, 6]
        count, _, across, _ = windows.shape[:4]
        rows = windows.permute(0, 2, 3, 1, 4, 5).reshape(-1, maps.shape[1], WINDOW, WINDOW)
        return (self.centred(rows) @ self.part_centres.T).reshape(count, across, across, -1)


class Strongest:
    """每张图里每个单元最强的响应、在哪里；[张, 处, 处, 单元]。"""

    def __init__(self, maps, stride, first):
        flat = maps.flatten(1, 2)
        self.values, places = flat.max(1)
        self.x = first + stride * (places % maps.shape[2])
        self.y = first + stride * torch.div(places, maps.shape[2], rounding_mode="floor")

    def pictures(self, unit, count):
        return self.values[:, unit].sort(descending=True, stable=True)[1][:count].tolist()

    def purity(self, unit, found, count=60):
        """(最常对着哪一样五官, 占最强的六十个响应的份额)"""
        votes = [0] * len(PARTS)
        for i in self.pictures(unit, count):
            part = part_around(found[i], self.x[i, unit].item(), self.y[i, unit].item())
            if part >= 0:
                votes[part] += 1
        return votes.index(max(votes)), max(votes) / count
