"""The entry format from its specification: labels, CBOR, envelope, HPKE wraps, entries, statements.

Written apart from the Rust code, so that agreement between the two says something. Compression (codec 1) is left out:
a writer may always store a payload as it is (codec 0). Only `cryptography` is needed.
"""

import hashlib
import hmac
import struct

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

L = b"first-contact/v1/"
OP, KEY, STATEMENT = 1, 2, 3
SUITE = 1
CHUNK = 16 * 1024
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


class Refused(Exception):
    """Bytes that do not hold what they say."""


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


# ---- CBOR, deterministic (RFC 8949 4.2.1) -----------------------------------------------------------------------


def _head(major, number):
    if number < 24:
        return bytes([major << 5 | number])
    for code, size, form in ((24, 1, ">B"), (25, 2, ">H"), (26, 4, ">I"), (27, 8, ">Q")):
        if number < 1 << (8 * size):
            return bytes([major << 5 | code]) + struct.pack(form, number)
    raise ValueError("too large")


def cbor(value):
    if value is None:
        return b"\xf6"
    if value is True or value is False:
        return b"\xf5" if value else b"\xf4"
    if isinstance(value, int):
        return _head(0, value) if value >= 0 else _head(1, -1 - value)
    if isinstance(value, bytes):
        return _head(2, len(value)) + value
    if isinstance(value, str):
        encoded = value.encode()
        return _head(3, len(encoded)) + encoded
    if isinstance(value, (list, tuple)):
        return _head(4, len(value)) + b"".join(cbor(item) for item in value)
    pairs = sorted((cbor(key), cbor(item)) for key, item in value.items())
    return _head(5, len(pairs)) + b"".join(key + item for key, item in pairs)


def read_cbor(data):
    value, rest = _read(data)
    if rest or cbor(value) != data:
        raise Refused("not deterministic CBOR")
    return value


def _read(data):
    if not data:
        raise Refused("CBOR ends early")
    major, info, rest = data[0] >> 5, data[0] & 31, data[1:]
    if major == 7:
        if info not in (20, 21, 22):
            raise Refused("CBOR value not allowed")
        return {20: False, 21: True, 22: None}[info], rest
    number = info
    if info >= 24:
        size = {24: 1, 25: 2, 26: 4, 27: 8}.get(info)
        if size is None or len(rest) < size:
            raise Refused("CBOR length")
        number, rest = int.from_bytes(rest[:size], "big"), rest[size:]
    if major in (0, 1):
        return (number if major == 0 else -1 - number), rest
    if major in (2, 3):
        if len(rest) < number:
            raise Refused("CBOR ends early")
        content = rest[:number]
        return (content if major == 2 else content.decode()), rest[number:]
    if major not in (4, 5) or number > len(rest):
        raise Refused("CBOR type")
    items = []
    for _ in range(number * (major - 3)):
        item, rest = _read(rest)
        items.append(item)
    return (items if major == 4 else dict(zip(items[::2], items[1::2]))), rest


# ---- Envelope: C2SP chunked-encryption, HKDF-SHA-512, AES-256-GCM -----------------------------------------------


def hkdf_expand(digest, prk, info, length):
    out, block, count = b"", b"", 1
    while len(out) < length:
        block = hmac.new(prk, block + info + bytes([count]), digest).digest()
        out, count = out + block, count + 1
    return out[:length]


def _message_keys(key, salt, context):
    info = b"c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\x00" + salt + context
    okm = hkdf_expand(hashlib.sha512, key, info, 76)
    return AESGCM(okm[:32]), okm[32:44], okm[44:]


def _nonce(base, number):
    return (int.from_bytes(base, "big") ^ number).to_bytes(12, "big")


def seal_envelope(key, context, plain, salt):
    cipher, base, commitment = _message_keys(key, salt, context)
    out = salt + commitment
    for number in range(len(plain) // CHUNK + 1):
        out += cipher.encrypt(_nonce(base, number), plain[number * CHUNK : (number + 1) * CHUNK], None)
    return out


def open_envelope(key, context, sealed):
    if len(sealed) < 56 + 16:
        raise Refused("envelope too short")
    cipher, base, commitment = _message_keys(key, sealed[:24], context)
    if not hmac.compare_digest(commitment, sealed[24:56]):
        raise Refused("envelope commitment")
    rest, plain, number = sealed[56:], b"", 0
    while True:
        chunk, rest = rest[: CHUNK + 16], rest[CHUNK + 16 :]
        try:
            plain += cipher.decrypt(_nonce(base, number), chunk, None)
        except (InvalidTag, ValueError) as error:
            raise Refused("envelope tag") from error
        if len(chunk) < CHUNK + 16:
            return plain
        number += 1


# ---- Payload: r32, length, codec, padding ----------------------------------------------------------------------


def _step(length):
    for step in (256, 1024, 4096):
        if length <= step:
            return step
    return -(-length // CHUNK) * CHUNK


def pad(r32, payload):
    plain = r32 + struct.pack(">IB", len(payload), 0) + payload
    return plain.ljust(_step(len(plain)), b"\0")


def unpad(plain):
    length, codec = struct.unpack(">IB", plain[32:37])
    payload, padding = plain[37 : 37 + length], plain[37 + length :]
    if codec != 0 or len(payload) != length or padding.strip(b"\0") or _step(37 + length) != len(plain):
        raise Refused("padding")
    return plain[:32], payload


def commitment(r32, payload):
    return sha256(L, b"commit", r32, struct.pack(">I", len(payload)), payload)


# ---- HPKE base mode, DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM (RFC 9180) ------------------------------

_KEM = b"KEM\x00\x10"
_HPKE = b"HPKE\x00\x10\x00\x01\x00\x02"


def _extract(suite, salt, label, ikm):
    return hmac.new(salt or bytes(32), b"HPKE-v1" + suite + label + ikm, hashlib.sha256).digest()


def _expand(suite, prk, label, info, length):
    return hkdf_expand(hashlib.sha256, prk, struct.pack(">H", length) + b"HPKE-v1" + suite + label + info, length)


def derive_scalar(ikm):
    """DeriveKeyPair of RFC 9180 7.1.3."""
    prk = _extract(_KEM, b"", b"dkp_prk", ikm)
    for counter in range(256):
        scalar = int.from_bytes(_expand(_KEM, prk, b"candidate", bytes([counter]), 32), "big")
        if 0 < scalar < P256_ORDER:
            return scalar.to_bytes(32, "big")
    raise ValueError("no scalar")


def _private(scalar):
    return ec.derive_private_key(int.from_bytes(scalar, "big"), ec.SECP256R1())


def point_of(scalar):
    return _private(scalar).public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _agree(scalar, point):
    try:
        public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except ValueError as error:
        raise Refused("not a point") from error
    return _private(scalar).exchange(ec.ECDH(), public)


def _hpke_key(shared, encapped, recipient, info):
    prk = _extract(_KEM, b"", b"eae_prk", shared)
    secret = _expand(_KEM, prk, b"shared_secret", encapped + recipient, 32)
    schedule = b"\0" + _extract(_HPKE, b"", b"psk_id_hash", b"") + _extract(_HPKE, b"", b"info_hash", info)
    prk = _extract(_HPKE, secret, b"secret", b"")
    return AESGCM(_expand(_HPKE, prk, b"key", schedule, 32)), _expand(_HPKE, prk, b"base_nonce", schedule, 12)


def hpke_seal(point, info, aad, plain, ikm):
    ephemeral = derive_scalar(ikm)
    encapped = point_of(ephemeral)
    cipher, nonce = _hpke_key(_agree(ephemeral, point), encapped, point, info)
    return encapped, cipher.encrypt(nonce, plain, aad)


def hpke_open(scalar, encapped, info, aad, sealed):
    cipher, nonce = _hpke_key(_agree(scalar, encapped), encapped, point_of(scalar), info)
    try:
        return cipher.decrypt(nonce, sealed, aad)
    except InvalidTag as error:
        raise Refused("wrap") from error


# ---- Identities and keys ---------------------------------------------------------------------------------------


class Root:
    def __init__(self, seed):
        self.signing = Ed25519PrivateKey.from_private_bytes(seed)
        self.sig_pk = self.signing.public_key().public_bytes_raw()
        self.id = sha256(L, b"root", self.sig_pk)[:16]


class Device:
    def __init__(self, seed, ikm):
        self.signing = Ed25519PrivateKey.from_private_bytes(seed)
        self.scalar = derive_scalar(ikm)
        self.sig_pk, self.kem_pk = self.signing.public_key().public_bytes_raw(), point_of(self.scalar)
        self.id = sha256(L, b"device", self.sig_pk, self.kem_pk)[:16]


def key_id(key):
    return sha256(L, b"key", key)[:16]


def directory_space(realm):
    return sha256(L, b"dir", realm)[:16]


def recovery_recipient(point):
    return sha256(L, b"recovery", point)[:16]


def _wrap_binding(realm, space, key, recipient, author):
    return L + b"wrap" + bytes([SUITE]) + realm + space + key + recipient, L + b"wrap-aad" + author


def wrap(key, realm, space, recipient, point, author, ikm):
    info, aad = _wrap_binding(realm, space, key_id(key), recipient, author)
    return hpke_seal(point, info, aad, key, ikm)


def unwrap(scalar, realm, space, named, recipient, author, encapped, sealed):
    info, aad = _wrap_binding(realm, space, named, recipient, author)
    key = hpke_open(scalar, encapped, info, aad, sealed)
    if key_id(key) != named:
        raise Refused("another key than the named one")
    return key


def old_keys_context(space, new):
    return L + b"oldkeys" + space + key_id(new)


# ---- Entries ---------------------------------------------------------------------------------------------------


def header(kind, realm, space, author, seq, prev, key, commit, body_len):
    return b"FCE1" + bytes([SUITE, kind, 0, 0]) + realm + space + author + struct.pack(">Q", seq) + prev + key + commit + struct.pack(">I", body_len)


def entry_hash(head, body):
    return sha256(L, b"entry", head, body)


def finish(head, body, signing):
    return head + body + signing.sign(L + b"sig" + entry_hash(head, body))


def seal_op(author, realm, space, seq, prev, key, payload, r32, salt):
    plain = pad(r32, payload)
    length = 56 + len(plain) + 16 * (len(plain) // CHUNK + 1)
    head = header(OP, realm, space, author.id, seq, prev, key_id(key), commitment(r32, payload), length)
    return finish(head, seal_envelope(key, head, plain, salt), author.signing)


def clear_entry(author, kind, realm, space, seq, prev, body):
    head = header(kind, realm, space, author.id, seq, prev, bytes(16), bytes(32), len(body))
    return finish(head, body, author.signing)


class Entry:
    """One entry read from exactly its own bytes."""

    def __init__(self, data):
        if len(data) < 212 or data[:4] != b"FCE1" or data[4] != SUITE or data[5] not in range(1, 6) or data[6:8] != b"\0\0":
            raise Refused("not an entry")
        self.head, self.kind = data[:148], data[5]
        self.realm, self.space, self.author = data[8:24], data[24:40], data[40:56]
        self.seq, self.prev = struct.unpack(">Q", data[56:64])[0], data[64:96]
        self.key_id, self.commit = data[96:112], data[112:144]
        length = struct.unpack(">I", data[144:148])[0]
        if self.seq == 0 or length > 65536 or len(data) != 148 + length + 64:
            raise Refused("bounds")
        self.body, self.signature = data[148:-64], data[-64:]
        self.hash = entry_hash(self.head, self.body)

    def check_signature(self, sig_pk):
        try:
            Ed25519PublicKey.from_public_bytes(sig_pk).verify(self.signature, L + b"sig" + self.hash)
        except InvalidSignature as error:
            raise Refused("signature") from error

    def open_op(self, key):
        r32, payload = unpad(open_envelope(key, self.head, self.body))
        if commitment(r32, payload) != self.commit:
            raise Refused("commitment")
        read_cbor(payload)
        return payload


# ---- Statements ------------------------------------------------------------------------------------------------


def statement_body(public, sealed):
    return b"\x82" + public + cbor(sealed)


def _statement_context(space, public):
    return L + b"stmt" + space + sha256(public)


def seal_part(key, space, public, plain, r32, salt):
    return key_id(key) + seal_envelope(key, _statement_context(space, public), pad(r32, plain), salt)


def open_part(key, space, public, sealed):
    if sealed[:16] != key_id(key):
        raise Refused("another key")
    return unpad(open_envelope(key, _statement_context(space, public), sealed[16:]))[1]
