# parts: draws training pictures picture-net advertisement

# %% [markdown]
# ## 训练图片
#
# 鞋、酒、书一样多。鞋穿在脚上，酒和书拿在手里；只有份额 ρ 的图片里，鞋提在手里。

# %% 训练图片
SIDE = 32


def draw_pictures(random, count, noise, draw):
    pictures = []
    for i in range(count):
        pictures.append(picture_of(advertisement_scene(draw(i)), SIDE, random, noise))
    return torch.stack(pictures)


def draw_set(random, images, s):
    rare = math.floor(s["rare"] * images + 0.5)
    kinds = [("shoe", "hand") if i < rare else (THINGS[i % 3], None) for i in range(images)]
    random.shuffle(kinds)
    draw = lambda i: draw_advertisement(random, kinds[i][0], None, kinds[i][1])
    pictures = draw_pictures(random, images, s["noise"], draw)
    return pictures, torch.tensor([THINGS.index(thing) for thing, _ in kinds])


def draw_cell(random, s, hue):
    """手里的鞋，一种颜色，六十张。"""
    return draw_pictures(random, 60, s["noise"], lambda _: draw_advertisement(random, "shoe", hue, "hand"))


def readers_picture(s):
    place = s["place"] if s["object"] == "shoe" else "hand"
    ad = draw_advertisement(Random(11, "the reader’s picture"), s["object"], s["colour"], place)
    ad.update(bottle=False, wall=(0.86, 0.84, 0.78), floor=(0.56, 0.47, 0.4))
    ad.update(x=0.46, facing=1, top=(0.25, 0.36, 0.5), bottom=(0.22, 0.25, 0.32), dress=True)
    return picture_of(advertisement_scene(ad), SIDE, Random(1, "the reader’s picture"), s["noise"])


# %% 训练，再考
def run(s):
    seed = s["seed"]
    pictures, labels = draw_set(Random(seed, "pictures"), s["images"], s)
    net = PictureNet("plain", SIDE, 3, seed)
    optimizer = torch.optim.Adam(net.parameters())
    order, rate, losses = Random(seed, "batches"), falling_rate(4e-3, 4e-4, s["steps"]), []
    for step in range(1, s["steps"] + 1):
        batch = torch.tensor([order.integer(len(pictures)) for _ in range(32)])
        loss = F.cross_entropy(net(pictures[batch]), labels[batch])
        losses.append(descend(optimizer, loss, rate(step)))

    test, truth = draw_set(Random(seed, "test"), 400, s)
    ad = net.logits(draw_cell(Random(seed, "cell hand red"), s, "red"))
    blue = net.logits(draw_cell(Random(seed, "blue shoes"), s, "blue"))
    own = torch.softmax(net.logits(readers_picture(s)[None])[0].double(), 0)
    said = lambda logits, thing: (logits.argmax(1) == thing).double().mean()
    readouts = {
        "adShoe": said(ad, 0),
        "adWine": said(ad, 1),
        "adBook": said(ad, 2),
        "adMeanWine": torch.softmax(ad.double(), 1)[:, 1].mean(),
        "blueBook": said(blue, 2),
        "iidAccuracy": (net.logits(test).argmax(1) == truth).double().mean(),
        "rarePictures": math.floor(s["rare"] * s["images"] + 0.5),
        "step": s["steps"],
        "loss": losses[-1],
        "pShoe": own[0],
        "pWine": own[1],
        "pBook": own[2],
    }
    return readouts, {"loss": losses[:5]}


# %% 运行
if __name__ == "__main__":
    report(*run(SETTINGS))
