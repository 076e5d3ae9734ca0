# parts: draws training pictures faces part-layers

# %% [markdown]
# ## 学三层：边、零件、脸
#
# 没有标签。第三层看 3 × 3 个区域里每个零件最强的响应，再归一次堆。


# %% 第三层
def field_maxima(part_maps):
    """[张, 6, 6, 零件] -> [张, 9 个区域 × 零件]"""
    count, _, _, parts = part_maps.shape
    return part_maps.reshape(count, 3, 2, 3, 2, parts).amax((2, 4)).clamp(min=0).reshape(count, -1)


def learn(s):
    _, pictures = draw_faces(Random(s["seed"], "faces"), s["faces"])
    sampling = Random(s["seed"], "patches")
    layers = PartLayers(pictures, s["edges"], s["parts"], sampling)
    rows = torch.cat([field_maxima(layers.part_maps(layers.edge_maps(some), 2)) for some in pictures.split(25)])
    means = SphericalMeans(s["whole"], sampling)
    for _ in range(12):
        means.step(F.normalize(rows - rows.mean(0)))
        layers.steps += 1
    return layers


# %% [markdown]
# ## 量：零件叫不叫得出名字
#
# 三百张新的脸。一个零件最强的六十个响应里，有八成正中间是同一样五官，它就叫得出名字。
# 你的脸给一个零件的响应，超过一半的新脸的，就算点亮。


# %% 量
def readers_face(s):
    return {
        "at": (0.5 + s["shiftX"], 0.46 + s["shiftY"]),
        "size": 1,
        "skin": s["tone"],
        "hair_tone": 0.14,
        "background": 0.42,
        "hair": s["hair"],
        "mouth": s["mouth"],
        "eye_gap": 0.115,
        "eye_opening": {"none": 0, "narrow": 0.016, "open": 0.031}[s["eyes"]],
        "gaze": 0.3,
        "brow_tilt": 0,
        "nose_length": 0.115,
        "mouth_width": 0.09,
    }


def run(s):
    layers = learn(s)
    faces, pictures = draw_faces(Random(s["seed"], "new faces"), 300)
    maps = torch.cat([layers.part_maps(layers.edge_maps(some)) for some in pictures.split(25)])
    best, found = Strongest(maps, 2, 9), [part_map(face) for face in faces]
    names = [best.purity(unit, found) for unit in range(s["parts"])]
    named = [part if purity >= 0.8 else None for part, purity in names]

    own = grey_picture(face_scene(readers_face(s)), Random(1, "the reader’s face"))
    answers = layers.part_maps(layers.edge_maps(own[None])).flatten(0, 2).amax(0)
    bar = best.values.sort(0)[0][150]
    lit = [part for part, yes in zip(named, (answers / bar >= 1).tolist()) if yes]
    readouts = {
        "namedParts": sum(part is not None for part in named),
        "meanPurity": sum(purity for _, purity in names) / len(names),
        "namedKinds": len({part for part in named if part is not None}),
        "steps": layers.steps,
        "litParts": len(lit),
        "litEyes": lit.count(PARTS.index("eye")),
        "litMouths": lit.count(PARTS.index("mouth")),
    }
    return readouts, {}


# %% 运行
if __name__ == "__main__":
    report(*run(SETTINGS))
