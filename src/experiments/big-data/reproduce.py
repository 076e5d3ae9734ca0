# parts: draws training pictures picture-net advertisement

# %% [markdown]
# ## 图片
#
# 每张图有自己的随机数流，用到时才画。前 ρN 张是罕见的情形：鞋提在手里。每张图看同样多遍，所以图片越多，步数也越多。

# %% 图片
SIDE, BATCH, NOISE = 32, 32, 0.03


def draw_picture(i, s, rare):
    random = Random(s["seed"], f"picture {i}")
    thing = "shoe" if i < rare else THINGS[i % 3]
    ad = draw_advertisement(random, thing, None, "hand" if i < rare else None)
    return picture_of(advertisement_scene(ad), SIDE, random, NOISE), THINGS.index(thing)


def draw_examination(seed):
    """两百张手里的红鞋，两百张平常的图片。"""
    random, rare, usual = Random(seed, "test"), [], []
    for i in range(200):
        ad = draw_advertisement(random, "shoe", "red", "hand")
        rare.append(picture_of(advertisement_scene(ad), SIDE, random, NOISE))
        ad = draw_advertisement(random, THINGS[i % 3])
        usual.append(picture_of(advertisement_scene(ad), SIDE, random, NOISE))
    return torch.stack(rare), torch.stack(usual), torch.arange(200) % 3


# %% 训练，再考
def run(s):
    images, seed = s["images"], s["seed"]
    rare = math.floor(s["rare"] * images + 0.5)
    steps = math.ceil(s["epochs"] * images / BATCH)
    net = PictureNet("plain", SIDE, 3, seed)
    optimizer = torch.optim.Adam(net.parameters())
    rate, losses = falling_rate(4e-3, 4e-4, steps), []
    random, order, pile, drawn = Random(seed, "order"), list(range(images)), [], {}
    for step in range(1, steps + 1):
        batch = []
        for _ in range(BATCH):
            if not pile:  # 每张一遍，再全部打乱重来
                random.shuffle(order)
                pile = order[::-1]
            i = pile.pop()
            if i not in drawn:
                drawn[i] = draw_picture(i, s, rare)
            batch.append(drawn[i])
        pictures = torch.stack([picture for picture, _ in batch])
        labels = torch.tensor([label for _, label in batch])
        losses.append(descend(optimizer, F.cross_entropy(net(pictures), labels), rate(step)))

    rare_test, usual_test, labels = draw_examination(seed)
    readouts = {
        "rareError": (net.logits(rare_test).argmax(1) != 0).double().mean(),
        "usualAccuracy": (net.logits(usual_test).argmax(1) == labels).double().mean(),
        "rarePictures": rare,
        "images": images,
        "steps": steps,
        "step": steps,
        "loss": losses[-1],
    }
    return readouts, {"loss": losses[:5]}


# %% 运行
if __name__ == "__main__":
    report(*run(SETTINGS))
