"""PyTorch's side of the benchmarks, one thread. Reads one JSON request a line, answers one JSON line.

{"make": id, "case": name, "shape": {...}, "data": {name: base64 of float32}}   prepares
{"run": id, "times": n}                                                       {"wall": ms, "cpu": ms}
{"probe": id}                                                                 {"value": number}
{"drop": id}                                                                  forgets
"""

import base64
import json
import sys
import time

import torch
import torch.nn.functional as F

torch.set_num_threads(1)
torch.manual_seed(1)
ADAM = dict(lr=1e-3, betas=(0.9, 0.999), eps=1e-8)


def array(data, name, shape):
    buffer = bytearray(base64.b64decode(data[name]))
    return torch.frombuffer(buffer, dtype=torch.float32).clone().reshape(shape)


class Lstm:
    """torch.nn.LSTM, time first; its second bias, which the others do not have, stays zero."""

    def __init__(self, shape, data):
        T, B, I, H = (shape[k] for k in "TBIH")
        self.x = array(data, "x", (T, B, I))
        self.target = array(data, "target", (B, H))
        self.net = torch.nn.LSTM(I, H)

        def blocks(w):
            # ours: input, candidate, output, forget; torch's: input, forget, candidate, output, as rows
            i, g, o, f = w.reshape(-1, 4, H).unbind(1)
            return torch.cat([i, f, g, o], 1).t().contiguous()

        with torch.no_grad():
            self.net.weight_ih_l0.copy_(blocks(array(data, "input", (I, 4 * H))))
            self.net.weight_hh_l0.copy_(blocks(array(data, "recurrent", (H, 4 * H))))
            self.net.bias_ih_l0.copy_(blocks(array(data, "bias", (1, 4 * H)))[:, 0])
            self.net.bias_hh_l0.zero_()
        self.net.bias_hh_l0.requires_grad_(False)
        self.adam = torch.optim.Adam([p for p in self.net.parameters() if p.requires_grad], **ADAM)

    def loss(self):
        return F.mse_loss(self.net(self.x)[0][-1], self.target)

    def step(self):
        self.adam.zero_grad(set_to_none=True)
        self.loss().backward()
        self.adam.step()

    def probe(self):
        return self.loss().item()


class Mlp:
    def __init__(self, shape, data):
        L, B, n = (shape[k] for k in "LBn")
        self.x = array(data, "x", (B, n))
        self.target = array(data, "target", (B, n))
        self.weights = [w.clone().requires_grad_() for w in array(data, "weights", (L, n, n))]
        self.biases = [torch.zeros(n, requires_grad=True) for _ in range(L)]

    def step(self):
        for p in self.weights + self.biases:
            p.grad = None
        h = self.x
        states = []
        for w, b in zip(self.weights, self.biases):
            h = torch.tanh(torch.addmm(b, h, w))
            h.retain_grad()
            states.append(h)
        F.mse_loss(h, self.target).backward()
        self.error_norms = [h.grad.norm() for h in states]

    def probe(self):
        self.step()
        return self.weights[0].grad.norm().item()


class Cnn:
    def __init__(self, shape, data):
        B, side, channels, classes = shape["B"], shape["side"], shape["channels"], shape["classes"]
        images = shape["images"]
        x = array(data, "x", (images, side, side, channels[0])).permute(0, 3, 1, 2).contiguous()
        self.batches = list(zip(x.split(B), array(data, "labels", (images, classes)).argmax(1).split(B)))
        self.filters = [
            array(data, f"filter{l}", (3, 3, a, b)).permute(3, 2, 0, 1).contiguous().requires_grad_()
            for l, (a, b) in enumerate(zip(channels, channels[1:]))
        ]
        self.biases = [torch.zeros(b, requires_grad=True) for b in channels[1:]]
        out = side // 2 ** len(self.filters)
        # rows come in the order height, width, channel; torch flattens channel, height, width
        dense = array(data, "dense", (out, out, channels[-1], classes))
        self.dense = dense.permute(2, 0, 1, 3).reshape(-1, classes).contiguous().requires_grad_()
        self.dense_bias = torch.zeros(classes, requires_grad=True)
        self.adam = torch.optim.Adam(self.filters + self.biases + [self.dense, self.dense_bias], **ADAM)

    def logits(self, h):
        for w, b in zip(self.filters, self.biases):
            h = F.relu(F.conv2d(h, w, b, stride=2, padding=1))
        return torch.addmm(self.dense_bias, h.flatten(1), self.dense)

    def loss(self, batch):
        return F.cross_entropy(self.logits(batch[0]), batch[1])

    def step(self):
        for batch in self.batches:
            self.adam.zero_grad(set_to_none=True)
            self.loss(batch).backward()
            self.adam.step()

    def probe(self):
        return self.loss(self.batches[0]).item()


class Conv:
    def __init__(self, shape, data):
        B, side, C, K = (shape[k] for k in ("B", "side", "C", "F"))
        x = array(data, "x", (B, side, side, C)).permute(0, 3, 1, 2).contiguous()
        w = array(data, "filter", (3, 3, C, K)).permute(3, 2, 0, 1).contiguous()
        self.inputs = [t.requires_grad_() for t in (x, w, torch.zeros(K))]
        self.error = array(data, "error", (B, side, side, K)).permute(0, 3, 1, 2).contiguous()

    def step(self):
        x, w, b = self.inputs
        return torch.autograd.grad(F.relu(F.conv2d(x, w, b, padding=1)), self.inputs, self.error)

    def probe(self):
        return self.step()[1].norm().item()


class Occlusion(Cnn):
    """Forward only: the norm of all logits."""

    def step(self):
        with torch.no_grad():
            self.norm = torch.cat([self.logits(x) for x, _ in self.batches]).norm().item()

    def probe(self):
        self.step()
        return self.norm


KINDS = {"lstm": Lstm, "mlp": Mlp, "cnn": Cnn, "conv": Conv, "occlusion": Occlusion}
made = {}


def answer(request):
    if "make" in request:
        made[request["make"]] = KINDS[request["case"]](request["shape"], request["data"])
        return {}
    if "run" in request:
        step = made[request["run"]].step
        wall, cpu = time.perf_counter(), time.process_time()
        for _ in range(request["times"]):
            step()
        return {"wall": (time.perf_counter() - wall) * 1e3, "cpu": (time.process_time() - cpu) * 1e3}
    if "probe" in request:
        return {"value": made[request["probe"]].probe()}
    del made[request["drop"]]
    return {}


def blas():
    """Who multiplies the matrices: the reference BLAS, which Debian brings by default, is several times slower."""
    try:
        with open("/proc/self/maps") as maps:
            loaded = maps.read()
    except OSError:
        return "unknown BLAS"
    known = {"openblas": "OpenBLAS", "mkl_": "MKL", "blis": "BLIS"}
    return next((name for key, name in known.items() if key in loaded), "reference BLAS")


print(json.dumps({"blas": blas(), "version": torch.__version__, "threads": torch.get_num_threads()}), flush=True)
for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
