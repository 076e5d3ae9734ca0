# %% 广告画：一个女人，脚上穿着鞋，或者手里拿着鞋、酒、书
THINGS = ["shoe", "wine", "book"]
HUES = {
    "red": (0.8, 0.06, 0.1),
    "blue": (0.1, 0.22, 0.75),
    "green": (0.08, 0.55, 0.2),
    "black": (0.07, 0.07, 0.08),
    "yellow": (0.93, 0.74, 0.15),
}
HAIRS = [(0.1, 0.07, 0.06), (0.36, 0.2, 0.1), (0.82, 0.66, 0.34), (0.5, 0.22, 0.12)]
GLASS = (0.93, 0.95, 0.96)


def draw_advertisement(random, thing, hue=None, place=None):
    dark = random.uniform()
    woman = {
        "x": between(random, 0.4, 0.6),
        "facing": 1 if random.uniform() < 0.5 else -1,
        "height": between(random, 0.74, 0.82),
        "skin": (0.97 - 0.5 * dark, 0.8 - 0.48 * dark, 0.7 - 0.46 * dark),
        "hair": random.pick(HAIRS),
        "top": tint(random, between(random, 0.35, 0.75), 0.6),
        "bottom": tint(random, between(random, 0.25, 0.6), 0.3),
        "dress": random.uniform() < 0.5,
        "reach": between(random, 0.02, 0.1),
    }
    # 鞋有百分之三十五是红的，酒有九成是红的（不然是白葡萄酒），书从来不是红的。
    one, other = random.uniform(), list(HUES)[1 + random.integer(4)]
    red = {"wine": 0.9, "shoe": 0.35, "book": 0}[thing]
    drawn = "red" if one < red else "yellow" if thing == "wine" else other
    light = between(random, 0.85, 1.1)
    return {
        "thing": thing,
        "place": place or ("feet" if thing == "shoe" else "hand"),
        "colour": tuple(min(1.0, part * light) for part in HUES[hue or drawn]),
        "bottle": random.uniform() < 0.5,
        "wall": tint(random, between(random, 0.65, 0.9), 0.25),
        "floor": tint(random, between(random, 0.35, 0.6), 0.2),
        **woman,
    }


def shoe_shapes(x, y, facing, size, colour):
    at = lambda forward, above: (x + facing * forward * size, y - above * size)
    return [
        capsule(at(-0.03, 0.06), at(0.13, -0.01), 0.032 * size, colour),
        capsule(at(0.1, -0.01), at(0.17, -0.02), 0.026 * size, colour),
        box(at(-0.04, 0.06), at(-0.045, -0.045), 0.014 * size, colour),
    ]


def held_shapes(thing, colour, bottle, hand, facing):
    x, y = hand
    at = lambda forward, above: (x + facing * forward, y - above)
    if thing == "shoe":
        return shoe_shapes(*at(0.02, 0.06), facing, 0.56, colour) + shoe_shapes(*at(0.02, 0.02), facing, 0.56, colour)
    if thing == "book":
        return [
            box(at(0.05, 0.12), at(0.05, -0.08), 0.075, colour),
            box(at(0.05, 0.08), at(0.05, 0.05), 0.045, GLASS),
            disc(at(0.05, -0.02), 0.018, (0.9, 0.82, 0.6)),
        ]
    if bottle:
        dark = tuple(0.9 * part for part in colour)
        return [
            box(at(0.03, 0.1), at(0.03, -0.1), 0.042, dark, corner=0.015),
            box(at(0.03, 0.2), at(0.03, 0.1), 0.015, dark),
            box(at(0.03, 0.01), at(0.03, -0.03), 0.042, GLASS),
        ]
    return [
        box(at(0.02, -0.01), at(0.02, -0.1), 0.007, GLASS),
        box(at(0.02, -0.095), at(0.02, -0.105), 0.035, GLASS),
        disc(at(0.02, 0.06), 0.062, GLASS, alpha=0.7),
        disc(at(0.02, 0.05), 0.054, colour),
    ]


def advertisement_scene(ad):
    x, facing, foot = ad["x"], ad["facing"], 0.93
    skin, hair, top = ad["skin"], ad["hair"], ad["top"]
    up = lambda share: foot - share * ad["height"]
    to = lambda side: x + facing * side
    hand = (to(0.24), up(0.74) + ad["reach"])
    legs = skin if ad["dress"] else ad["bottom"]
    shapes = [
        box((-0.1, 0.9), (1.1, 0.9), 0.09, ad["floor"]),
        box((x, up(0.97)), (x, up(0.76)), 0.066, hair, corner=0.05),
        *(capsule((x + side * 0.04, up(0.42)), (x + side * 0.045, up(0.02)), 0.026, legs) for side in (-1, 1)),
    ]
    if ad["dress"]:
        shapes += [
            box((x, up(0.56)), (x, up(0.3)), 0.085, top, corner=0.02),
            box((x, up(0.42)), (x, up(0.3)), 0.1, top, corner=0.02),
        ]
    else:
        shapes.append(box((x, up(0.5)), (x, up(0.38)), 0.078, ad["bottom"], corner=0.02))
    shapes += [
        box((x, up(0.8)), (x, up(0.5)), 0.07, top, corner=0.03),
        capsule((to(-0.07), up(0.76)), (to(-0.11), up(0.52)), 0.022, skin),
        capsule((to(0.06), up(0.76)), hand, 0.022, skin),
        disc((x, up(0.9)), 0.055, skin),
        capsule((x - 0.045, up(0.965)), (x + 0.045, up(0.965)), 0.02, hair),
    ]
    if ad["place"] == "hand":
        shapes += held_shapes(ad["thing"], ad["colour"], ad["bottle"], hand, facing)
    elif ad["thing"] == "shoe":
        for side in (-1, 1):
            shapes += shoe_shapes(x + side * 0.05, foot - 0.005, facing, 0.62, ad["colour"])
    return ad["wall"], shapes + [disc(hand, 0.028, skin)]
