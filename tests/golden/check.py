"""Opens a folder of entries that another implementation made, and compares them with its index.json.

index.json: {"realm", "entries": [{"file", "sig_pk", "kind", …}]} where an OP has "key" and "payload", a KEY has "ikm",
"recipient", "key" and "older", and a STMT has "key" and "sealed_plain". Every value is hexadecimal.
Each entry is then altered in one bit of each byte, and every altered one must be refused.
"""

import json
import pathlib
import sys

import entry_format as f


def open_entry(entry, said):
    entry.check_signature(bytes.fromhex(said["sig_pk"]))
    if entry.kind == f.OP:
        if entry.open_op(bytes.fromhex(said["key"])).hex() != said["payload"]:
            raise f.Refused("another payload")
    elif entry.kind == f.KEY:
        open_key(entry, said)
    else:
        open_statement(entry, said)


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
