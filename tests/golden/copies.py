"""Copies that were given, from docs/formats.md alone: change 9, the ground of one, and the words of the copy itself.

Texts are cut nowhere: one beyond its bound is refused, by who writes it as by who reads it.
"""

from entry_format import Refused, cbor, read_cbor

CONSENT, FORM = 9, 1
SHORT, LINE, HEADINGS, LINES = 500, 16_384, 64, 256
BASES, WAYS = {"young_person": 1, "with_guardian": 2, "court_order": 3, "mandated_report": 4}, {"on_device": 1, "spoken": 2, "on_paper": 3}
NO_CONSENT = ("court_order", "mandated_report")
GROUND = ("space", "realm", "person", "basis", "reference", "purpose", "how", "end_ms", "may_keep", "headings",
          "wording", "language", "explained_by", "told", "signed", "guardian", "when")
COPY = ("episode", "handle", "language", "basis", "purpose", "how", "sections")


def _texts(*bounded):
    for text, most in bounded:
        if not isinstance(text, str) or len(text.encode()) > most:
            raise Refused("text")


def _check_signature(strokes):
    dots = [dot for stroke in strokes for dot in zip(stroke[::2], stroke[1::2])]
    is_even = all(stroke and len(stroke) % 2 == 0 for stroke in strokes)
    if len(strokes) > 64 or len(dots) > 600 or not is_even or not all(0 <= x < 1000 and 0 <= y < 400 for x, y in dots):
        raise Refused("signature")


def _check_ground(said):
    named = [said[key] for key in ("reference", "wording") if said[key] is not None]
    _texts(*((text, SHORT) for text in [*named, said["purpose"], said["language"], said["explained_by"], *said["headings"]]))
    if len(said["headings"]) > HEADINGS or len(said["told"]) != 3:
        raise Refused("ground")
    if said["signed"] is not None:
        number, mark = said["signed"]
        _check_signature(mark) if number == 1 else _texts((mark, SHORT))
    if said["guardian"] is not None:
        _texts((said["guardian"][0], SHORT))
        _check_signature(said["guardian"][1])
    is_ordered = said["basis"] in NO_CONSENT
    if is_ordered != (said["reference"] is not None) or is_ordered != (said["signed"] is None) or is_ordered != (said["wording"] is None):
        raise Refused("an order is no consent")


def ground(said):
    """Change 9 as an item of a save, from a map by the names of GROUND."""
    _check_ground(said)
    named = {**said, "basis": BASES[said["basis"]], "how": WAYS[said["how"]]}
    return [CONSENT, *(named[key] for key in GROUND)]


def read_ground(change):
    """The map that change 9 was made from."""
    if change[0] != CONSENT or len(change) <= len(GROUND):
        raise Refused("not change 9")
    said = dict(zip(GROUND, change[1:]))
    said["basis"], said["how"] = _name(BASES, said["basis"]), _name(WAYS, said["how"])
    _check_ground(said)
    return said


def _name(names, number):
    for name, its in names.items():
        if its == number:
            return name
    raise Refused("of a later version")


def _check_copy(said):
    _texts(*((said[key], SHORT) for key in ("handle", "language", "purpose")))
    if len(said["sections"]) > HEADINGS or any(len(lines) > LINES for _, lines in said["sections"]):
        raise Refused("copy")
    for title, lines in said["sections"]:
        _texts((title, SHORT), *(pair for question, words in lines for pair in ((question, SHORT), (words, LINE))))


def copy(said):
    """The payload of the one OP entry of a copy's space, from a map by the names of COPY."""
    _check_copy(said)
    named = {**said, "basis": BASES[said["basis"]], "how": WAYS[said["how"]]}
    return cbor([FORM, *(named[key] for key in COPY)])


def read_copy(payload):
    """The map that a copy was made from."""
    fields = read_cbor(payload)
    if fields[0] != FORM or len(fields) <= len(COPY):
        raise Refused("not a copy")
    said = dict(zip(COPY, fields[1:]))
    said["basis"], said["how"] = _name(BASES, said["basis"]), _name(WAYS, said["how"])
    _check_copy(said)
    return said
