"""The Merkle tree of RFC 6962 from its text alone, and the tree's part of a server's store (docs/formats.md).

tree.py make        prints as JSON: roots and proofs of small trees, and a proof of growth, as hexadecimal digits
tree.py tiles FILE  gives an old store (schema 1) the tiles of schema 2
"""

import hashlib
import json
import pathlib
import sqlite3
import sys


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def leaf_hash(entry):
    return sha256(b"\0", entry)


def node_hash(left, right):
    return sha256(b"\1", left, right)


def largest_power_below(n):
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def root(leaves):
    if not leaves:
        return sha256()
    if len(leaves) == 1:
        return leaves[0]
    k = largest_power_below(len(leaves))
    return node_hash(root(leaves[:k]), root(leaves[k:]))


def path(m, leaves):
    """2.1.1"""
    if len(leaves) == 1:
        return []
    k = largest_power_below(len(leaves))
    if m < k:
        return path(m, leaves[:k]) + [root(leaves[k:])]
    return path(m - k, leaves[k:]) + [root(leaves[:k])]


def subproof(m, leaves, whole):
    """2.1.2"""
    if m == len(leaves):
        return [] if whole else [root(leaves)]
    k = largest_power_below(len(leaves))
    if m <= k:
        return subproof(m, leaves[:k], whole) + [root(leaves[k:])]
    return subproof(m - k, leaves[k:], False) + [root(leaves[:k])]


def growth(start, end, known, leaves):
    """Full subtrees that fill the places from start to end, without those of the known leaves."""
    proof, at = [], start
    while at < end:
        if at in known:
            at += 1
            continue
        width = 1
        while at % (width * 2) == 0 and at + width * 2 <= end and not any(p in known for p in range(at, at + width * 2)):
            width *= 2
        proof.append(root(leaves[at : at + width]))
        at += width
    return proof


def make(size=20):
    leaves = [leaf_hash(bytes([number]) * number) for number in range(size)]
    show = lambda hashes: [one.hex() for one in hashes]
    whole = {
        "leaves": show(leaves),
        "roots": show([root(leaves[:n]) for n in range(size + 1)]),
        "inclusion": [[leaf, n, show(path(leaf, leaves[:n]))] for n in range(1, size + 1) for leaf in range(n)],
        "consistency": [[m, n, show(subproof(m, leaves[:n], True))] for n in range(1, size + 1) for m in range(1, n + 1)],
        "growth": [
            [start, n, sorted(known), show(growth(start, n, known, leaves))]
            for n in range(size + 1)
            for start in range(n + 1)
            for known in (set(), set(range(max(start, n - 1), n)), set(range(start, n)), set(range(start + 1, n, 3)))
        ],
    }
    print(json.dumps(whole))


def tiles(file):
    store = sqlite3.connect(file)
    here = pathlib.Path(__file__).parent
    store.executescript((here / "../../sync-server/src/store/migration/002_tiles.sql").read_text())
    for (realm,) in store.execute("SELECT realm FROM realm").fetchall():
        rows = store.execute("SELECT bytes FROM entry WHERE realm = ? ORDER BY id", (realm,))
        nodes, level = [leaf_hash(row[0]) for row in rows], 0
        while nodes:
            for place in range(0, len(nodes), 32):
                tile = (realm, level, place // 32, b"".join(nodes[place : place + 32]))
                store.execute("INSERT INTO tile (realm, level, place, nodes) VALUES (?, ?, ?, ?)", tile)
            nodes = [root(nodes[place : place + 32]) for place in range(0, len(nodes) // 32 * 32, 32)]
            level += 1
    store.execute("PRAGMA user_version = 2")
    store.commit()
    store.close()


if __name__ == "__main__":
    make() if sys.argv[1] == "make" else tiles(sys.argv[2])
