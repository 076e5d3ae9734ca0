# %% 画图：形状到边缘的距离，一个像素盖住多少
# 坐标：画面宽 1，x 向右，y 向下。形状都由两点和半宽给出，一个盖住一个地画。


def disc(centre, radius, colour, alpha=1.0):
    return ("disc", centre, centre, radius, 0.0, colour, alpha)


def ring(centre, radius, half, colour, alpha=1.0):
    return ("ring", centre, centre, radius, half, colour, alpha)


def capsule(start, end, half, colour, alpha=1.0):
    """两头圆的粗线。"""
    return ("capsule", start, end, half, 0.0, colour, alpha)


def box(start, end, half, colour, corner=0.0, alpha=1.0):
    """两头方的粗线；corner 是圆角的半径。"""
    return ("box", start, end, half, corner, colour, alpha)


def rectangle(left, top, right, bottom, colour, alpha=1.0):
    middle = (top + bottom) / 2
    return box((left, middle), (right, middle), (bottom - top) / 2, colour, alpha=alpha)


def distance(shape, x, y):
    """各点离形状的边缘多远，里面是负的。"""
    kind, (x0, y0), (x1, y1), half, more, _, _ = shape
    if kind == "disc":
        return torch.hypot(x - x0, y - y0) - half
    if kind == "ring":
        return (torch.hypot(x - x0, y - y0) - half).abs() - more
    dx, dy = x1 - x0, y1 - y0
    if kind == "capsule":
        square = dx * dx + dy * dy
        share = ((x - x0) * dx + (y - y0) * dy).div(square).clamp(0, 1) if square > 0 else 0.0
        return torch.hypot(x - x0 - share * dx, y - y0 - share * dy) - half
    length = math.hypot(dx, dy)
    ux, uy = (dx / length, dy / length) if length > 0 else (1.0, 0.0)
    px, py = x - (x0 + x1) / 2, y - (y0 + y1) / 2
    along = (px * ux + py * uy).abs() - length / 2 + more
    across = (py * ux - px * uy).abs() - half + more
    outside = torch.hypot(along.clamp(min=0), across.clamp(min=0))
    return outside + torch.maximum(along, across).clamp(max=0) - more


def rasterise(background, shapes, width, height=None):
    """[高, 宽, 3]，红绿蓝，0 到 1。像素盖住的份额：半个像素减去它中心离边缘的距离。"""
    height = height or width
    middles = (torch.arange(max(width, height), dtype=torch.float64) + 0.5) / width
    picture = torch.tensor(background, dtype=torch.float32).repeat(height, width, 1)
    for shape in shapes:
        kind, (x0, y0), (x1, y1), half, more, colour, alpha = shape
        reach = half + (more if kind == "ring" else 0)  # 只算形状碰得到的那一块
        left, right = (f(x0, x1) for f in (min, max))
        top, bottom = (f(y0, y1) for f in (min, max))
        first = lambda edge: max(0, math.floor((edge - reach) * width - 1))
        end = lambda edge, limit: min(limit, math.ceil((edge + reach) * width + 1))
        rows, columns = slice(first(top), end(bottom, height)), slice(first(left), end(right, width))
        if rows.stop <= rows.start or columns.stop <= columns.start:
            continue
        far = distance(shape, middles[None, columns], middles[rows, None])
        weight = alpha * (0.5 - far * width).clamp(0, 1)[..., None]
        part = picture[rows, columns]
        part += (weight * (torch.tensor(colour, dtype=torch.float64) - part)).float()
    return picture


def add_noise(picture, random, deviation):
    """相机的噪声：四个均匀的字节加起来，差不多是正态的；再截到 0 和 1 之间。"""
    if deviation == 0:
        return picture
    bits = torch.tensor(random.bits(picture.numel()))
    total = sum((bits >> shift) & 255 for shift in (0, 8, 16, 24))
    scale = deviation / math.sqrt((256 * 256 - 1) / 3)
    return (picture + (scale * (total - 510)).reshape(picture.shape)).clamp(0, 1).float()


def picture_of(scene, side, random, noise):
    return add_noise(rasterise(*scene, side), random, noise)


def between(random, low, high):
    return low + (high - low) * random.uniform()


def tint(random, light, strength):
    """灰，加一点随机的颜色。"""
    return tuple(min(1.0, max(0.0, light + strength * (random.uniform() - 0.5))) for _ in range(3))


def mix(a, b, share):
    return tuple(x + share * (y - x) for x, y in zip(a, b))
