# %% 卡通脸：几样五官，黑白的
MOUTHS, HAIRS = ["smile", "straight", "frown", "open"], ["short", "fringe", "long", "none"]
PARTS = ["hair", "ear", "eye", "nose", "mouth", "contour"]
FACE_SIDE = 40


def draw_face(random):
    skin = between(random, 0.5, 0.95)
    light = random.uniform() < 0.25 and skin < 0.72
    hair_tone = skin + 0.28 if light else between(random, 0.05, skin - 0.3)
    bright = random.uniform() < 0.4 and skin < 0.72
    background = skin + 0.26 if bright else between(random, 0, skin - 0.28)
    return {
        "at": (between(random, 0.44, 0.56), between(random, 0.42, 0.5)),
        "size": between(random, 0.92, 1.08),
        "skin": skin,
        "hair_tone": hair_tone,
        "background": background,
        "hair": random.pick(HAIRS),
        "mouth": random.pick(MOUTHS),
        "eye_gap": between(random, 0.105, 0.125),
        "eye_opening": between(random, 0.024, 0.036),
        "gaze": between(random, -1, 1),
        "brow_tilt": between(random, -0.02, 0.02),
        "nose_length": between(random, 0.1, 0.13),
        "mouth_width": between(random, 0.07, 0.1),
    }


def grey(tone):
    return (tone, tone, tone)


def face_shapes(face):
    """[(五官, 形状)]，从后往前；皮肤不算五官。"""
    size, skin, hair = face["size"], face["skin"], face["hair"]
    to = lambda x, y: (face["at"][0] + size * x, face["at"][1] + size * y)
    tone, hair_colour, shapes = grey(skin), grey(face["hair_tone"]), []
    add = lambda part, shape: shapes.append((part, shape))
    if hair != "none":
        add("hair", disc(to(0, -0.07), 0.285 * size, hair_colour))
    if hair == "long":
        add("hair", box(to(0, -0.07), to(0, 0.3), 0.285 * size, hair_colour, corner=0.05))
    else:
        for side in (-1, 1):
            add("ear", capsule(to(side * 0.265, 0), to(side * 0.255, 0.07), 0.04 * size, grey(0.85 * skin)))
    if hair == "none":
        add("skin", disc(to(0, -0.05), 0.26 * size, tone))
    else:
        add("skin", box(to(0, -0.1 if hair == "fringe" else -0.15), to(0, 0.09), 0.25 * size, tone, corner=0.05))
    for i in range(5):
        add("skin", disc(to(0, 0.03 + 0.055 * i), (0.25 - 0.018 * i) * size, tone))
    opening = face["eye_opening"]
    for side in (-1, 1) if opening > 0 else ():
        x = side * face["eye_gap"]
        add("eye", capsule(to(x - 0.035, 0), to(x + 0.035, 0), opening * size, grey(1)))
        add("eye", disc(to(x + 0.018 * face["gaze"], 0), max(0.018, opening) * size, grey(0.06)))
        brow = (to(x - side * 0.05, -0.068), to(x + side * 0.055, -0.068 - face["brow_tilt"]))
        add("eye", capsule(*brow, 0.013 * size, grey(0.35 * skin)))
    nose = face["nose_length"]
    add("nose", capsule(to(0.012, 0.03), to(-0.025, nose), 0.012 * size, grey(0.5 * skin)))
    add("nose", capsule(to(-0.025, nose), to(0.03, nose + 0.006), 0.012 * size, grey(0.5 * skin)))
    for shape in mouth_shapes(face["mouth"], face["mouth_width"], size, skin, to):
        add("mouth", shape)
    return shapes


def mouth_shapes(mouth, width, size, skin, to):
    colour, y = grey(0.25 * skin), 0.2
    if mouth == "none":
        return []
    if mouth == "open":
        return [
            capsule(to(-0.6 * width, y), to(0.6 * width, y), 0.042 * size, colour),
            capsule(to(-0.4 * width, y + 0.018), to(0.4 * width, y + 0.018), 0.012 * size, grey(0.6 * skin)),
        ]
    bend = {"smile": -0.035, "straight": 0, "frown": 0.035}[mouth]
    inner, middle, outer = 0.45 * width, y - bend / 2, y + bend / 2
    return [capsule(to(-inner, middle), to(inner, middle), 0.017 * size, colour)] + [
        capsule(to(side * inner, middle), to(side * width, outer), 0.017 * size, colour) for side in (-1, 1)
    ]


def face_scene(face):
    return grey(face["background"]), [shape for _, shape in face_shapes(face)]


def grey_picture(scene, random):
    """[40, 40]，带噪声。"""
    weights = torch.tensor([0.299, 0.587, 0.114], dtype=torch.float64)
    return add_noise((rasterise(*scene, FACE_SIDE).double() @ weights).float(), random, 0.02)


def draw_faces(random, count):
    """(脸, [count, 40, 40])"""
    faces, pictures = [], []
    for _ in range(count):
        faces.append(draw_face(random))
        pictures.append(grey_picture(face_scene(faces[-1]), random))
    return faces, torch.stack(pictures)


SKIN, BACKGROUND = 255, 254


def part_map(face):
    """每个像素中心最前面的是哪一样五官；皮肤挨着背景，就是脸的轮廓。"""
    middles = (torch.arange(FACE_SIDE, dtype=torch.float64) + 0.5) / FACE_SIDE
    found = torch.full((FACE_SIDE, FACE_SIDE), BACKGROUND)
    for part, shape in face_shapes(face):
        inside = distance(shape, middles[None], middles[:, None]) < 0.25 / FACE_SIDE
        found[inside] = SKIN if part == "skin" else PARTS.index(part)
    outside = (found == BACKGROUND).float()[None, None]
    touches = F.max_pool2d(outside, 3, stride=1, padding=1)[0, 0] > 0
    found[(found == SKIN) & touches] = PARTS.index("contour")
    return found


def part_around(found, x, y):
    """7 × 7 个像素里哪一样五官最多；不到四个像素是 -1。"""
    near = found[max(0, y - 3) : y + 4, max(0, x - 3) : x + 4].flatten()
    counts = torch.bincount(near, minlength=256)[: len(PARTS)]
    return counts.argmax().item() if counts.max() >= 4 else -1
