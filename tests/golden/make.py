"""Makes an invented realm from fixed secrets: one file for each entry, and index.json with every secret and draw."""

import json
import pathlib
import sys

import copies
import entry_format as f

REGISTRAR_PERSON, WRITER_PERSON, GRANT = bytes([1]) * 16, bytes([2]) * 16, bytes([3]) * 16
SPACE, EPISODE = bytes([0x51]) * 16, bytes([0x52]) * 16
FOREVER_MS = 4_000_000_000_000


def secret(name, length=32):
    """Fixed bytes for a name. In a real realm they are random."""
    out = b""
    while len(out) < length:
        out += f.sha256(b"golden/", name.encode(), len(out).to_bytes(4, "big"))
    return out[:length]


class Realm:
    def __init__(self, folder):
        self.folder, self.index, self.heads = folder, [], {}
        self.root = f.Root(secret("root"))
        self.registrar = f.Device(secret("registrar seed"), secret("registrar ikm"))
        self.writer = f.Device(secret("writer seed"), secret("writer ikm"))
        self.recovery = f.derive_scalar(secret("recovery ikm"))
        self.genesis = f.cbor(self.genesis_fields())
        self.id = f.sha256(self.genesis)[:16]
        self.dir = f.directory_space(self.id)

    def genesis_fields(self):
        compartments = [[1, "OPS", 1, f.point_of(self.recovery), 1]]
        limits = [120, 43200, 5, 10, 3, 14, 900, 1, 1]
        template = [["deputy", [1], ["open"]]]
        fields = [1, self.root.sig_pk, "Golden County", compartments, [], template, limits, 1_790_000_000_000, True]
        return dict(enumerate(fields))

    def place(self, author, space, start):
        return self.heads.get((author.id, space), (0, start))

    def keep(self, name, author, data, **more):
        entry = f.Entry(data)
        self.heads[(author.id, entry.space)] = (entry.seq, entry.hash)
        file = f"{len(self.index) + 1:02}-{name}.entry"
        (self.folder / file).write_bytes(data)
        who = {self.root.id: "root", self.registrar.id: "registrar", self.writer.id: "writer"}[author.id]
        plain = {key: value.hex() if isinstance(value, bytes) else value for key, value in more.items()}
        self.index.append({"file": file, "author": who, "kind": entry.kind, "seq": entry.seq, "hash": entry.hash.hex(), **plain})
        return entry.hash

    def statement(self, name, author, start, public, plain=None):
        public, (seq, prev) = f.cbor(public), self.place(author, self.dir, start)
        r32, salt = secret(name + " r32"), secret(name + " salt", 24)
        sealed = plain and f.seal_part(secret("directory key"), self.dir, public, f.cbor(plain), r32, salt)
        body = f.statement_body(public, sealed)
        data = f.clear_entry(author, f.STATEMENT, self.id, self.dir, seq + 1, prev, body)
        more = {"sealed_plain": f.cbor(plain), "draws": [r32.hex(), salt.hex()]} if plain else {"draws": []}
        return self.keep(name, author, data, public=public, **more)

    def key(self, name, author, start, space, number, version, key, readers, recovery=False, older=()):
        seq, prev = self.place(author, space, start)
        draws, wraps = [], []
        for reader in sorted(readers, key=lambda reader: reader.id):
            draws.append(secret(f"{name} wrap {len(draws)}"))
            encapped, sealed = f.wrap(key, self.id, space, reader.id, reader.kem_pk, author.id, draws[-1])
            wraps.append([reader.id, encapped, sealed])
        rescue = None
        if recovery:
            point = f.point_of(self.recovery)
            draws.append(secret(name + " recovery"))
            rescue = [1, *f.wrap(key, self.id, space, f.recovery_recipient(point), point, author.id, draws[-1])]
        older_sealed = None
        if older:
            draws.append(secret(name + " salt", 24))
            listed = f.cbor([[v, f.key_id(k), k] for v, k in older])
            older_sealed = f.seal_envelope(key, f.old_keys_context(space, key), listed, draws[-1])
        body = f.cbor([number, version, f.key_id(key), wraps, rescue, older_sealed])
        data = f.clear_entry(author, f.KEY, self.id, space, seq + 1, prev, body)
        more = {"key": key.hex(), "older": [k.hex() for _, k in older], "draws": [draw.hex() for draw in draws]}
        return self.keep(name, author, data, **more)

    def op(self, name, start, key, changes):
        seq, _ = self.place(self.writer, SPACE, start)
        wall_ms = 1_790_000_000_000 + seq * 1000
        fields = [secret(name + " id", 16), wall_ms << 16, wall_ms, secret("boot", 16), 5000 + seq, -120, 40, [], None, changes]
        self.sealed(name, start, SPACE, key, f.cbor(dict(enumerate(fields))))

    def sealed(self, name, start, space, key, payload):
        seq, prev = self.place(self.writer, space, start)
        r32, salt = secret(name + " r32"), secret(name + " salt", 24)
        data = f.seal_op(self.writer, self.id, space, seq + 1, prev, key, payload, r32, salt)
        self.keep(name, self.writer, data, payload=payload, key=key, draws=[r32.hex(), salt.hex()])


def signed_pack():
    """Files of an invented pack, their hash, and two people's signatures over it."""
    files = {"steps.toml": "[[step]]\n", "pack.toml": 'id = "golden"\nplace = "Ángeles"\n'}
    whole = b"".join(len(part.encode()).to_bytes(8, "big") + part.encode() for item in sorted(files.items()) for part in item)
    pack = {"files": [[name, text] for name, text in files.items()], "hash": f.sha256(f.L, b"pack", whole), "until_ms": FOREVER_MS}
    for number, part in [(1, "author"), (2, "approver")]:
        person = f.Root(secret("pack " + part))
        message = f.L + b"pack-sig" + bytes([number]) + FOREVER_MS.to_bytes(8, "big", signed=True) + pack["hash"]
        pack[part + "_key"], pack[part + "_signature"] = person.sig_pk, person.signing.sign(message)
    return pack


def grounds(space, realm, end_ms):
    """One of each kind: signed with a guardian, by a mark before a witness, and by a court's order, which is no consent."""
    signed = {
        "space": space, "realm": realm, "person": REGISTRAR_PERSON, "basis": "with_guardian", "reference": None, "purpose": "An invented purpose.",
        "how": "on_device", "end_ms": end_ms, "may_keep": False, "headings": ["Safety plan", "Needs"], "wording": "2026-11", "language": "en",
        "explained_by": "Rivera", "told": [True, True, True], "signed": [1, [[10, 20, 300, 200, 999, 399], [0, 0, 5, 5]]],
        "guardian": ["G. Invented", [[1, 2, 3, 4]]], "when": [end_ms - 30 * 86_400_000, None],
    }
    marked = {**signed, "basis": "young_person", "how": "spoken", "language": "es", "signed": [2, "W. Invented"], "guardian": None}
    order = {**signed, "basis": "court_order", "reference": "Invented order 7", "how": "on_paper", "may_keep": True, "wording": None,
             "told": [False, False, False], "signed": None, "guardian": None, "when": [signed["when"][0], 60_000]}
    return [signed, {**marked, "space": secret("copy 2", 16)}, {**order, "space": secret("copy 3", 16)}]


def make(folder):
    folder.mkdir(parents=True, exist_ok=True)
    realm = Realm(folder)
    root, registrar, writer = realm.root, realm.registrar, realm.writer
    directory_key, first_key, second_key = secret("directory key"), secret("space key 1"), secret("space key 2")
    start = f.sha256(realm.genesis)
    made = realm.statement("registrar-add", root, start, [5, REGISTRAR_PERSON, registrar.id, registrar.sig_pk, registrar.kem_pk])
    realm.key("directory-key", registrar, made, realm.dir, 255, 1, directory_key, [registrar])
    realm.statement("person-registrar", registrar, made, [7, REGISTRAR_PERSON], [7, "R. Bell", "Bell", "Golden County", False])
    realm.statement("person-writer", registrar, made, [7, WRITER_PERSON], [7, "D. Rivera", "Rivera", "Golden County", False])
    device = [8, writer.id, WRITER_PERSON, writer.sig_pk, writer.kem_pk, FOREVER_MS]
    introduced = realm.statement("device-add", registrar, made, device, [8, "phone"])
    realm.statement("grant", registrar, made, [10, GRANT, WRITER_PERSON, 0, FOREVER_MS], [10, "deputy", [0], [1], ["open"], "assignment"])
    realm.key("directory-key-again", registrar, made, realm.dir, 255, 1, directory_key, [registrar, writer])
    realm.key("space-key", writer, introduced, SPACE, 1, 1, first_key, [registrar, writer], recovery=True)
    realm.op("opening", introduced, first_key, [[1, EPISODE, 1, "harbor-demo", "amber heron", "los-angeles", "2026.1"]])
    # Random-looking hexadecimal digits: compression would not reach a smaller step.
    realm.op("note", introduced, first_key, [[6, "Invented: " + secret("note", 400).hex()]])
    realm.key("space-key-2", writer, introduced, SPACE, 1, 2, second_key, [writer, registrar], recovery=True, older=[(1, first_key)])
    # A change of a later version, long enough for two chunks.
    realm.op("later-version", introduced, second_key, [[99, secret("later", 20_000)]])
    pack = signed_pack()
    policy = {1: [pack["author_key"]], 2: [pack["approver_key"]], 3: ["golden"]}
    realm.statement("policy", root, start, [2, policy])
    copy = secret("pack copy", 40_000)
    realm.statement("pack-part", registrar, made, [21, f.sha256(f.L, b"pack-copy", copy), 0, 1], [21, copy])
    older, newer = ["golden", "2026.1", pack["hash"]], ["golden", "2026.2", secret("newer pack")]
    opened = [1, EPISODE, 1, "harbor-demo", "amber heron", *older]
    realm.op("pinned-and-moved", introduced, second_key, [opened, [8, newer, older, []], [8, older, newer, [[secret("move", 16), 1]]]])
    realm.statement("policy-of-emergencies", root, start, [2, {**policy, 4: True}])
    said_ms = 1_790_000_500_000
    realm.statement("break-glass", writer, introduced, [13], [13, EPISODE, said_ms, "An invented emergency."])
    chain_seq, chain_head = realm.heads[(writer.id, realm.dir)]
    realm.statement("heartbeat", registrar, made, [20, said_ms, [[writer.id, chain_seq, chain_head]]])
    relief = realm.statement("relief", registrar, made, [22], [22, WRITER_PERSON, secret("another episode", 16)])
    realm.statement("cleared", writer, introduced, [23], [23, [relief]])
    test_point = f.point_of(f.derive_scalar(secret("test recovery ikm")))
    realm.statement("test-key", root, start, [3, 9, 1, test_point])
    drill = realm.statement("drill", registrar, made, [16, 9, writer.id, 1], [16, "An invented drill.", ["A. Invented"]])
    realm.statement("rehearsed", writer, introduced, [24, drill], [24, said_ms])
    realm.statement("policy-of-versions", root, start, [2, {**policy, 4: True, 6: [1, 20, 3]}])
    copy, matter, end_ms = secret("copy", 16), f.sha256(f.L, b"matter", realm.id, EPISODE)[:16], said_ms + 30 * 86_400_000
    given = [14, REGISTRAR_PERSON, said_ms, False, None]
    realm.op("grounds", introduced, second_key, [copies.ground(said) for said in grounds(copy, realm.id, end_ms)])
    opened = realm.statement("release-open", writer, introduced, [14, copy, matter, end_ms], given)
    copy_key = secret("copy key")
    realm.key("copy-key", writer, introduced, copy, 254, 1, copy_key, [registrar, writer])
    sections = [["Safety plan", [["Where it is safe", "The made-up harbor."], ["Who to call", "Nadie de verdad, señor."]]], ["Needs", []]]
    shown = {"episode": EPISODE, "handle": "amber heron", "language": "en", "basis": "with_guardian", "purpose": "An invented purpose.",
             "how": "on_device", "sections": sections}
    realm.sealed("copy", introduced, copy, copy_key, copies.copy(shown))
    realm.statement("opened", registrar, made, [23], [23, [], [opened]])
    hold = realm.statement("hold", registrar, made, [18, matter], [18, "An invented order."])
    realm.statement("hold-end", registrar, made, [19, hold])
    realm.statement("release-close", writer, introduced, [15, copy])
    # Bytes in the place of certificates: the format says how long they are, and nothing of what is in them.
    authorities = [secret("new authority", 480), secret("old authority", 481)]
    realm.statement("policy-of-authorities", root, start, [2, {**policy, 4: True, 6: [1, 20, 3], 8: authorities}])
    # The phone is gone: how far its chains were known, in the order of the spaces, and how it was when it was last seen.
    heads = sorted([space, *realm.heads[(writer.id, space)]] for space in (SPACE, copy, realm.dir))
    realm.statement("device-end", registrar, made, [9, writer.id, 1, True, heads], [9, True, None])
    names = ["root", "registrar seed", "registrar ikm", "writer seed", "writer ikm", "recovery ikm", "directory key"]
    secrets = {name.replace(" ", "_"): secret(name).hex() for name in names}
    signature = root.signing.sign(f.L + b"genesis" + f.sha256(realm.genesis))
    whole = {"genesis": realm.genesis.hex(), "genesis_signature": signature.hex(), "secrets": secrets, "entries": realm.index,
             "pack": {key: value.hex() if isinstance(value, bytes) else value for key, value in pack.items()}}
    (folder / "index.json").write_text(json.dumps(whole, indent=1) + "\n")


if __name__ == "__main__":
    make(pathlib.Path(sys.argv[1]))
