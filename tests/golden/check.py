"""Opens a folder of entries that another implementation made, and compares them with its index.json.

index.json: {"realm", "entries": [{"file", "sig_pk", "kind", …}]} where an OP has "key" and "payload", a KEY has "ikm",
"recipient", "key" and "older", and a STMT has "key" and "sealed_plain". Every value is hexadecimal. An OP that is a copy has
its words as "copy", one whose first change says on what ground a copy was given has that as "ground": maps by the names in
copies.py.
Each entry is then altered in one bit of each byte, and every altered one must be refused.
"""

import json
import pathlib
import sys

import copies
import entry_format as f


def open_entry(entry, said):
    entry.check_signature(bytes.fromhex(said["sig_pk"]))
    if entry.kind == f.OP:
        payload = entry.open_op(bytes.fromhex(said["key"]))
        if payload.hex() != said["payload"]:
            raise f.Refused("another payload")
        read_words(payload, said)
    elif entry.kind == f.KEY:
        open_key(entry, said)
    else:
        open_statement(entry, said)


def read_words(payload, said):
    """What is said of a copy is what is read, and written again it is the same."""
    if "copy" in said and (plain(copies.read_copy(payload)) != said["copy"] or copies.copy(copies.read_copy(payload)) != payload):
        raise f.Refused("another copy")
    if "ground" in said:
        change = f.read_cbor(payload)[9][0]
        if plain(copies.read_ground(change)) != said["ground"] or copies.ground(copies.read_ground(change)) != change:
            raise f.Refused("another ground")


def plain(said):
    return {key: value.hex() if isinstance(value, bytes) else value for key, value in said.items()}


def open_key(entry, said):
    _, _, named, wraps, _, older = f.read_cbor(entry.body)
    mine = bytes.fromhex(said["recipient"])
    [[encapped, sealed]] = [wrap[1:] for wrap in wraps if wrap[0] == mine]
    scalar = f.derive_scalar(bytes.fromhex(said["ikm"]))
    key = f.unwrap(scalar, entry.realm, entry.space, named, mine, entry.author, encapped, sealed)
    listed = [] if older is None else f.read_cbor(f.open_envelope(key, f.old_keys_context(entry.space, key), older))
    if key.hex() != said["key"] or [item[2].hex() for item in listed] != said["older"]:
        raise f.Refused("another key")


def open_statement(entry, said):
    public, sealed = f.read_cbor(entry.body)
    plain = f.open_part(bytes.fromhex(said["key"]), entry.space, f.cbor(public), sealed)
    if plain.hex() != said["sealed_plain"]:
        raise f.Refused("another sealed part")


def accepts(data, said):
    try:
        open_entry(f.Entry(data), said)
    except f.Refused:
        return False
    return True


def check(folder):
    index = json.loads((folder / "index.json").read_text())
    wrong, altered_count = [], 0
    for said in index["entries"]:
        data = (folder / said["file"]).read_bytes()
        if not accepts(data, said) or f.Entry(data).kind != said["kind"]:
            wrong.append(f"{said['file']} was refused")
        for at in range(len(data)):
            altered = bytearray(data)
            altered[at] ^= 1 << (at % 8)
            altered_count += 1
            if accepts(bytes(altered), said):
                wrong.append(f"{said['file']} was accepted with byte {at} altered")
    print(f"{len(index['entries'])} entries opened, {altered_count} altered ones refused" if not wrong else "\n".join(wrong))
    return 1 if wrong or not index["entries"] else 0


if __name__ == "__main__":
    sys.exit(check(pathlib.Path(sys.argv[1])))
