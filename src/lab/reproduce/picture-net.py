# %% 看图的小网络
# plain：三层 3 × 3 卷积，步幅 2，再线性地读每个位置。
# keyhole：两层卷积，每个单元在整张图上取最大，再线性地读：不知道自己在看哪里。
# wide：5 × 5、5 × 5、3 × 3 三层卷积，不补零，看灰度图。
NARROW = [(3, 8, 1), (3, 16, 1), (3, 16, 1)]
LAYERS = {"plain": NARROW, "keyhole": NARROW[:2], "wide": [(5, 8, 0), (5, 24, 0), (3, 24, 0)]}  # (边长, 单元, 补零)


class PictureNet(torch.nn.Module):
    def __init__(self, kind, side, classes, seed):
        super().__init__()
        random = Random(seed, "picture weights")
        self.keyhole = kind == "keyhole"
        self.convolutions = torch.nn.ModuleList()
        inputs, across = (1 if kind == "wide" else 3), side
        for patch, units, pad in LAYERS[kind]:
            layer = torch.nn.Conv2d(inputs, units, patch, stride=2, padding=pad)
            drawn = gaussian(random, math.sqrt(2 / (patch * patch * inputs)), patch, patch, inputs, units)
            self.convolutions.append(filled(layer, drawn.permute(3, 2, 0, 1)))
            inputs, across = units, (across + 2 * pad - patch) // 2 + 1
        places = 1 if self.keyhole else across * across
        drawn = gaussian(random, math.sqrt(1 / (places * inputs)), places * inputs, classes)
        # 抽取的次序是行、列、单元；PyTorch 摊平的次序是单元、行、列。
        drawn = drawn.reshape(places, inputs, classes).transpose(0, 1).reshape(-1, classes)
        self.read = filled(torch.nn.Linear(places * inputs, classes), drawn.T)

    def forward(self, pictures):
        """[张, 高, 宽, 颜色] -> [张, 类]：对数几率。"""
        h = pictures.permute(0, 3, 1, 2) - 0.5
        for layer in self.convolutions:
            h = torch.relu(layer(h))
        return self.read(h.amax((2, 3)) if self.keyhole else h.flatten(1))

    @torch.no_grad()
    def logits(self, pictures):
        return torch.cat([self(part) for part in pictures.split(256)])


def filled(layer, weights):
    with torch.no_grad():
        layer.weight.copy_(weights)
        layer.bias.zero_()
    return layer
