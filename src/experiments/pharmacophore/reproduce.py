# parts: draws
# data: drugs.csv

# %% [markdown]
# ## 分子
#
# 九十七种药，由 SMILES 自己读成图：重原子、键、氢。芳环只认环上没有羰基的（如咖啡因的五元环）。

# %% 分子
VALENCE = {"C": 4, "N": 3, "O": 2, "S": 2, "F": 1, "Cl": 1}


class Molecule:
    """atoms：[元素, 氢, 电荷]；bonds：[一端, 另一端, 键级, 芳香]。"""

    def __init__(self, atoms, bonds):
        self.atoms, self.bonds = atoms, bonds
        self.around = [[] for _ in atoms]
        for i, (a, b, _, _) in enumerate(bonds):
            self.around[a].append((b, i))
            self.around[b].append((a, i))
        self.in_ring = [self.reaches(a, b, without=i) for i, (a, b, _, _) in enumerate(bonds)]

    def reaches(self, start, end, without):
        seen, queue = {start}, [start]
        while queue:
            for other, bond in self.around[queue.pop()]:
                if bond != without and other not in seen:
                    seen.add(other)
                    queue.append(other)
        return end in seen


def read_smiles(text, pattern=False):
    """pattern：SMARTS，氢只在写明的地方要求。"""
    import re

    atoms, bonds, lower, open_rings, stack, last, order = [], [], [], {}, [], None, None
    for token in re.findall(r"\[[^\]]+\]|Cl|[A-Za-z]|[=#()\-]|\d", text):
        if token == "(":
            stack.append(last)
        elif token == ")":
            last = stack.pop()
        elif token in "=#-":
            order = {"-": 1, "=": 2, "#": 3}[token]
        elif token.isdigit():
            if token in open_rings:
                other, earlier = open_rings.pop(token)
                bonds.append([other, last, order or earlier or 1, False])
            else:
                open_rings[token] = (last, order)
            order = None
        else:
            symbol, hydrogens, charge = re.fullmatch(r"\[?([A-Z][a-z]?|[a-z])(H\d?)?([+-]?)\]?", token).groups()
            count = None if token[0] != "[" else 0 if not hydrogens else int(hydrogens[1:] or 1)
            atoms.append([symbol.capitalize(), count, {"+": 1, "-": -1, "": 0}[charge]])
            lower.append(symbol[0].islower())
            if last is not None:
                bonds.append([last, len(atoms) - 1, order or 1, False])
            last, order = len(atoms) - 1, None
    molecule = Molecule(atoms, bonds)
    ring = [lower[a] and lower[b] and (pattern or molecule.in_ring[i]) for i, (a, b, _, _) in enumerate(bonds)]
    for i in aromatic_bonds(molecule, ring):
        bonds[i][3] = True
    if not pattern:
        for i, atom in enumerate(atoms):
            if atom[1] is None:
                used = sum(bonds[bond][2] for _, bond in molecule.around[i]) + lower[i] * (atom[0] == "C")
                valence = VALENCE[atom[0]]
                atom[1] = max(0, (valence if used <= valence else used) - used)
                if atom[0] != "C" and lower[i]:
                    atom[1] = 0
    return molecule


def aromatic_bonds(molecule, candidates):
    """五元环和六元环，各边都可能是芳香的，环上没有原子带着环外的双键。"""
    found, atoms = set(), range(len(molecule.atoms))

    def walk(path, bonds):
        for other, bond in molecule.around[path[-1]]:
            if not candidates[bond] or bond in bonds:
                continue
            if other == path[0] and len(path) in (5, 6):
                yield path, bonds + [bond]
            elif other not in path and len(path) < 6:
                yield from walk(path + [other], bonds + [bond])

    for start in atoms:
        for ring, bonds in walk([start], []):
            outside = [molecule.bonds[b][2] for atom in ring for _, b in molecule.around[atom] if not candidates[b]]
            if 2 not in outside:
                found.update(bonds)
    return found


def matched_atoms(molecule, pattern):
    """子结构出现的所有地方的原子。"""
    found = set()

    def fits(i, atom):
        element, hydrogens, _ = pattern.atoms[i]
        aromatic = lambda m, a: any(m.bonds[b][3] for _, b in m.around[a])
        return (
            molecule.atoms[atom][0] == element
            and (hydrogens is None or molecule.atoms[atom][1] == hydrogens)
            and aromatic(pattern, i) == aromatic(molecule, atom)
        )

    def place(chosen):
        i = len(chosen)
        if i == len(pattern.atoms):
            found.update(chosen)
            return
        earlier = [(other, bond) for other, bond in pattern.around[i] if other < i]
        for atom in [next_ for next_, _ in molecule.around[chosen[earlier[0][0]]]] if earlier else range(len(molecule.atoms)):
            if atom in chosen or not fits(i, atom):
                continue
            bonds = [dict(molecule.around[atom]).get(chosen[other]) for other, _ in earlier]
            same = lambda p, m: p[3] == m[3] and (p[3] or p[2] == m[2])
            if all(b is not None and same(pattern.bonds[p], molecule.bonds[b]) for b, (_, p) in zip(bonds, earlier)):
                place(chosen + [atom])

    place([])
    return sorted(found)


ROWS = [line.split(",") for line in DRUGS.strip().split("\n")[1:]]
NAMES, CLASSES = [row[1] for row in ROWS], [row[0] for row in ROWS]
MOLECULES = [read_smiles(row[3]) for row in ROWS]
MOTIFS = {
    "beta-blocker": "OCC([OH])CN",
    "nsaid": "C(=O)[OH]",
    "sulfonamide": "Nc1ccc(cc1)S(=O)(=O)N",
    "beta-lactam": "C1CC(=O)N1",
}


# %% [markdown]
# ## 环形指纹
#
# 一个原子的周围，一圈一圈地看出去；看起来一样的周围是同一位。


# %% 环形指纹
def environments(molecule, radius):
    """[(样子, 半径, 原子)]"""
    keys = []
    for i, (element, hydrogens, charge) in enumerate(molecule.atoms):
        bonds = [bond for _, bond in molecule.around[i]]
        ring = 2 if any(molecule.bonds[b][3] for b in bonds) else 1 if any(molecule.in_ring[b] for b in bonds) else 0
        keys.append(str((element, ring, len(bonds), hydrogens, charge)))
    members = [{i} for i in range(len(keys))]
    found = [(key, 0, atoms) for key, atoms in zip(keys, members)]
    for r in range(1, radius + 1):
        before, seen = keys, members
        kind = lambda bond: "a" if molecule.bonds[bond][3] else molecule.bonds[bond][2]
        around = lambda i: sorted(f"{kind(bond)}{before[other]}" for other, bond in molecule.around[i])
        keys = [f"({key} {' '.join(around(i))})" for i, key in enumerate(before)]
        members = [atoms.union(*(seen[other] for other, _ in molecule.around[i])) for i, atoms in enumerate(seen)]
        # 周围没有再大，就没有新的话可说。
        found += [(keys[i], r, members[i]) for i in range(len(keys)) if len(members[i]) > len(seen[i])]
    return found


class Table:
    def __init__(self, radius):
        self.radius = radius
        self.found = [environments(molecule, radius) for molecule in MOLECULES]
        self.columns = {}
        for key, _, _ in (one for found in self.found for one in found):
            self.columns.setdefault(key, len(self.columns))
        self.bits = torch.stack([self.row(found) for found in self.found])

    def row(self, found):
        row = torch.zeros(len(self.columns), dtype=torch.float64)
        row[[self.columns[key] for key, _, _ in found if key in self.columns]] = 1
        return row

    def evidence(self, found, weights, atoms):
        """每一位的权重，平分给它出现的地方，再平分给那里的原子。"""
        places = {}
        for key, _, members in found:
            if key in self.columns:
                places.setdefault(key, []).append(members)
        shares = [0.0] * atoms
        for key, all_members in places.items():
            for members in all_members:
                for atom in members:
                    shares[atom] += weights[self.columns[key]].item() / len(all_members) / len(members)
        return shares


# %% [markdown]
# ## 逻辑回归，五折
#
# 交叉熵之和加上 λ/2 乘以权重的平方和，用 PyTorch 的 L-BFGS 求到底。每个药由没见过它的那个模型打分。


# %% 逻辑回归
def fit(bits, labels, penalty):
    weights = torch.zeros(bits.shape[1] + 1, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS(
        [weights], max_iter=5000, tolerance_grad=1e-10, tolerance_change=1e-15, history_size=50, line_search_fn="strong_wolfe"
    )

    def closure():
        optimizer.zero_grad()
        scores = bits @ weights[:-1] + weights[-1]
        loss = torch.nn.functional.binary_cross_entropy_with_logits(scores, labels, reduction="sum")
        loss = loss + penalty / 2 * weights[:-1].square().sum()
        loss.backward()
        return loss

    optimizer.step(closure)
    return weights.detach()


def draw_folds(labels, seed):
    random, folds = Random(seed, "folds"), [0] * len(labels)
    for kind in (1, 0):
        order = [i for i, label in enumerate(labels) if label == kind]
        random.shuffle(order)
        for place, drug in enumerate(order):
            folds[drug] = place % 5
    return folds


def score(bits, weights):
    return (bits @ weights[:-1] + weights[-1]).item()


def auc(scores, labels):
    ones = [score for score, label in zip(scores, labels) if label]
    zeros = [score for score, label in zip(scores, labels) if not label]
    won = sum((a > b) + 0.5 * (a == b) for a in ones for b in zeros)
    return won / (len(ones) * len(zeros))


# %% [markdown]
# ## 基团：把分子切开，改掉几个
#
# 每个原子正好属于一个基团；双键和芳环不切开。


# %% 基团
def functional_groups(molecule):
    atoms, bonds, around = molecule.atoms, molecule.bonds, molecule.around
    groups, taken = [], set()
    element = lambda i: atoms[i][0]
    near = lambda i, of=None: [other for other, _ in around[i] if of is None or element(other) == of]
    double = lambda i: [other for other, bond in around[i] if bonds[bond][2] == 2 and not bonds[bond][3]]
    oxygens = lambda i: [other for other in double(i) if element(other) == "O"]
    free = lambda of: (i for i in range(len(atoms)) if element(i) == of and i not in taken)

    def take(members):
        own = sorted(set(members) - taken)
        taken.update(own)
        groups.append(own)

    def pieces(follows, belongs):
        seen = set()
        for start in range(len(atoms)):
            if start in seen or not belongs(start):
                continue
            piece = [start]
            seen.add(start)
            for atom in piece:
                for other, bond in around[atom]:
                    if other not in seen and follows(bond) and belongs(other):
                        seen.add(other)
                        piece.append(other)
            yield piece

    aromatic = lambda bond: bonds[bond][3]
    for piece in list(pieces(aromatic, lambda i: any(aromatic(bond) for _, bond in around[i]))):
        take(piece)
    for nitrogen in free("N"):  # β-内酰胺环
        for carbonyl in (one for one in near(nitrogen) if len(oxygens(one)) == 1):
            for carbon in near(carbonyl, "C"):
                last = next((one for one in near(carbon) if one != carbonyl and one in near(nitrogen)), None)
                if last is not None and nitrogen not in taken:
                    take([nitrogen, carbonyl, carbon, last] + oxygens(carbonyl))
    for carbon in free("C"):  # 羧基、酯基、酰胺基、羰基
        if not oxygens(carbon):
            continue
        oxygen = oxygens(carbon)[0]
        single = [one for one in near(carbon) if one != oxygen and one not in taken]
        acidic = [one for one in single if element(one) == "O" and atoms[one][1] == 1]
        other = [one for one in single if element(one) == "O"]
        nitrogens = [one for one in single if element(one) == "N"]
        take([carbon, oxygen] + (acidic[:1] or other[:1] or nitrogens))
    for sulfur in free("S"):
        found = oxygens(sulfur)
        nitrogen = [one for one in near(sulfur, "N") if one not in taken][:1]
        if len(found) == 1:
            take([sulfur] + found)
        elif len(found) == 2:
            take([sulfur] + found + nitrogen)
    for nitrogen in free("N"):
        if len(near(nitrogen, "O")) == 2:
            take([nitrogen] + near(nitrogen, "O"))
    for carbon in free("C"):
        fluorines = [one for one in near(carbon, "F") if one not in taken]
        if len(fluorines) == 3:
            take([carbon] + fluorines)
        if len(near(carbon, "N")) == 3:
            take([carbon] + [one for one in near(carbon, "N") if one not in taken])
    for of in ("F", "Cl", "O", "S", "N"):
        for atom in free(of):
            carbon = double(atom)[:1]
            take([atom] + (carbon if carbon and element(carbon[0]) == "C" else []))
    left = lambda i: i not in taken
    for piece in list(pieces(lambda bond: bonds[bond][2] == 2, left)):
        if len(piece) > 1:
            take(piece)
    for piece in list(pieces(lambda bond: True, left)):
        take(piece)
    for a, b, order, is_aromatic in bonds:  # 双键两头的基团并成一个
        if order == 1 or is_aromatic:
            continue
        first, second = sorted(next(i for i, group in enumerate(groups) if end in group) for end in (a, b))
        if first != second:
            groups[first] = sorted(groups[first] + groups.pop(second))
    return sorted(groups, key=lambda group: group[0])


def changed_atoms(s, molecule):
    name, _, numbers = s["without"].partition(":")
    if name != s["molecule"]:
        return set()
    groups = functional_groups(molecule)
    chosen = {int(one) for one in numbers.split(".") if one.isdigit() and len(one) <= 2}
    return {atom for number in chosen if number < len(groups) for atom in groups[number]}


def edited(molecule, changed, edit):
    atoms = [list(atom) for atom in molecule.atoms]
    if edit == "erase":  # 空出来的地方补上氢
        kept = [i for i in range(len(atoms)) if i not in changed]
        for a, b, order, _ in molecule.bonds:
            for end, other in ((a, b), (b, a)):
                if other in changed:
                    atoms[end][1] += order
        now = {atom: i for i, atom in enumerate(kept)}
        bonds = [[now[a], now[b], order, ring] for a, b, order, ring in molecule.bonds if a in now and b in now]
        return Molecule([atoms[i] for i in kept], bonds)
    bonds = [[a, b, 1, False] if a in changed and b in changed else [a, b, o, r] for a, b, o, r in molecule.bonds]
    for i in changed:
        used = sum(order for a, b, order, _ in bonds if i in (a, b))
        atoms[i] = ["C", max(0, 4 - used), 0]
    return Molecule(atoms, bonds)


# %% 读数
def run(s):
    labels = [int(one == s["class"]) for one in CLASSES]
    folds, table = draw_folds(labels, s["seed"]), Table(s["radius"])
    models = []
    for fold in range(5):
        seen = [i for i in range(len(labels)) if folds[i] != fold]
        truth = torch.tensor([labels[i] for i in seen], dtype=torch.float64)
        models.append(fit(table.bits[seen], truth, s["penalty"]))
    scores = [score(table.bits[i], models[folds[i]]) for i in range(len(labels))]

    shares, motif = [], read_smiles(MOTIFS[s["class"]], pattern=True)
    for i, molecule in enumerate(MOLECULES):
        atoms = matched_atoms(molecule, motif) if labels[i] else []
        if atoms:
            evidence = [max(0, one) for one in table.evidence(table.found[i], models[folds[i]], len(molecule.atoms))]
            if sum(evidence) > 0:
                shares.append(sum(evidence[atom] for atom in atoms) / sum(evidence))

    chosen = NAMES.index(s["molecule"])
    molecule, model = MOLECULES[chosen], models[folds[chosen]]
    changed = changed_atoms(s, molecule)
    after = environments(edited(molecule, changed, s["edit"]), s["radius"])
    log_odds = score(table.row(after), model)
    logistic = lambda z: 1 / (1 + math.exp(-z))
    readouts = {
        "auc": auc(scores, labels),
        "evidenceOnMotif": sum(shares) / len(shares),
        "columns": len(table.columns),
        "probability": logistic(log_odds),
        "logOdds": log_odds,
        "probabilityBefore": logistic(scores[chosen]),
        "member": labels[chosen],
        "changedAtoms": len(changed),
    }
    return readouts, {}


# %% 运行
if __name__ == "__main__":
    report(*run(SETTINGS))
