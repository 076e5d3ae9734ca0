# %% 训练里都要用的
import torch.nn.functional as F


def parameter(values):
    return values.float().clone().requires_grad_()


def falling_rate(first, last, steps):
    """学习率沿直线从 first 降到 last；步从 1 数起。"""
    return lambda step: first + (last - first) * (step - 1) / max(1, steps - 1)


def descend(optimizer, loss, rate=None, clip=None):
    """走一步，返回走之前的损失。clip：所有梯度合在一起的范数至多这么大。损失不是有限的数，就不走。"""
    value = loss.item()
    if not math.isfinite(value):
        return value
    parameters = [p for group in optimizer.param_groups for p in group["params"]]
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    if clip is not None:
        norm = math.sqrt(sum(p.grad.double().square().sum().item() for p in parameters if p.grad is not None))
        if norm > clip:
            for p in parameters:
                p.grad.mul_(clip / norm)
    if rate is not None:
        for group in optimizer.param_groups:
            group["lr"] = rate
    optimizer.step()
    return value
