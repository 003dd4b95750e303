"""Vérifier un dossier de preuve de Notifier, sans Notifier et sans réseau. Check an evidence file, alone and offline.

    python verify.py PREUVE.zip --key EMPREINTE
    python verify.py EVIDENCE.zip --key FINGERPRINT --language en

Il faut Python 3.11 ou plus récent, et rien d’autre. Réponse : 0 oui, 1 non, 2 la vérification n’a pas pu se faire.
Python 3.11 or later is all it takes. Exit code: 0 yes, 1 no, 2 the check could not be made.

For whoever reads this to judge it. A log of events is kept as a Merkle tree (RFC 9162), so that one hash, the root,
stands for all of them. Now and then the root is signed (Ed25519, RFC 8032): that is a checkpoint (C2SP tlog-checkpoint,
a signed note). The package holds the events of one case word for word, the hashes that lead from them to the root, and
tables derived from them. The parts below follow one another: the container, the signature, the notes, the tree, the
events, what they tell, and last the checks in their order. Nothing is written to disk, nothing is fetched.
"""

import argparse
import base64
import binascii
import hashlib
import io
import json
import os
import re
import struct
import sys
import unicodedata
import zlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

FORMAT = "notifier evidence v2"
MAX_BYTES = 1 << 30
_ED25519 = b"\x01"

# Parsed JSON; its shape is found wrong by using it, see `check_package`.
Json = Any


class No(Exception):
    """The package is refused. `code` finds the sentence in SENTENCES, `about` fills it."""

    def __init__(self, code: str, about: object = "") -> None:
        super().__init__(code, about)
        self.code, self.about = code, about


class CannotCheck(Exception):
    """Not a verdict: something needed for one is missing or unreadable. Like No, but the exit code is 2."""

    def __init__(self, code: str, about: object = "") -> None:
        super().__init__(code, about)
        self.code, self.about = code, about


# -- The container: a ZIP that can be written in one way only -----------------------------------------------------

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
# Version 2.0, written on Unix, no flags, stored, midnight on 1 January 1980; an ordinary file anyone may read.
_FIXED = (20, 0, 0, 0, 0x21)
_MADE_BY = 3 << 8 | 20
_ATTRIBUTES = 0o100644 << 16


def write_zip(members: Mapping[str, bytes]) -> bytes:
    """The one ZIP of these members: by name, uncompressed, without dates, comments or extra fields."""
    body, directory, offset = [], [], 0
    for name in sorted(members):
        data, label = members[name], name.encode("ascii")
        sizes = (zlib.crc32(data), len(data), len(data), len(label))
        head = _LOCAL.pack(b"PK\3\4", *_FIXED, *sizes, 0) + label
        entry = _CENTRAL.pack(b"PK\1\2", _MADE_BY, *_FIXED, *sizes, 0, 0, 0, 0, _ATTRIBUTES, offset)
        body += [head, data]
        directory += [entry, label]
        offset += len(head) + len(data)
    listing = b"".join(directory)
    end = _END.pack(b"PK\5\6", 0, 0, len(members), len(members), len(listing), offset, 0)
    return b"".join([*body, listing, end])


def read_zip(data: bytes) -> dict[str, bytes]:
    """The members, once writing them again has given exactly `data`: then nothing is hidden between or behind them.
    Nothing is decompressed, so nothing can swell.
    """
    members: dict[str, bytes] = {}
    place = 0
    try:
        while data.startswith(b"PK\3\4", place):
            head = _LOCAL.unpack_from(data, place)
            begin = place + _LOCAL.size + head[9]
            name = data[place + _LOCAL.size : begin].decode("ascii")
            members[name] = data[begin : begin + head[8]]
            place = begin + head[8]
        is_exact = bool(members) and write_zip(members) == data
    except (struct.error, ValueError):
        is_exact = False
    if not is_exact:
        raise No("container")
    return members


# -- Ed25519: RFC 8032, section 5.1 ---------------------------------------------------------------------------------

_P = 2**255 - 19
_L = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, -1, _P) % _P
_ROOT_OF_MINUS_1 = pow(2, (_P - 1) // 4, _P)

# A point as (X, Y, Z, T) with x = X/Z, y = Y/Z, xy = T/Z.
Point = tuple[int, int, int, int]
_NEUTRAL: Point = (0, 1, 1, 0)


def _add(p: Point, q: Point) -> Point:
    """Section 5.1.4."""
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % _P, (p[1] + p[0]) * (q[1] + q[0]) % _P
    c, d = 2 * p[3] * q[3] * _D % _P, 2 * p[2] * q[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _multiply(factor: int, point: Point) -> Point:
    product = _NEUTRAL
    while factor:
        if factor & 1:
            product = _add(product, point)
        point = _add(point, point)
        factor >>= 1
    return product


def _decode_point(text: bytes) -> Point | None:
    """Section 5.1.3; None where no point is written so, or not in its one canonical way."""
    y = int.from_bytes(text, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    if y >= _P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if x * x % _P != square:
        x = x * _ROOT_OF_MINUS_1 % _P
    if x * x % _P != square or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = _P - x
    return x, y, 1, x * y % _P


def _encode_point(point: Point) -> bytes:
    """Section 5.1.2."""
    inverse = pow(point[2], -1, _P)
    x, y = point[0] * inverse % _P, point[1] * inverse % _P
    return (y | (x & 1) << 255).to_bytes(32, "little")


_BASE = _decode_point((4 * pow(5, -1, _P) % _P).to_bytes(32, "little")) or _NEUTRAL


def ed25519_accepts(public: bytes, signature: bytes, message: bytes) -> bool:
    """Section 5.1.7, in its strict form: one spelling of S and of each point, no key of small order, and the equation
    [S]B = R + [k]A without a cofactor.
    """
    if len(public) != 32 or len(signature) != 64:
        return False
    a, s = _decode_point(public), int.from_bytes(signature[32:], "little")
    if a is None or s >= _L or _encode_point(_multiply(8, a)) == _encode_point(_NEUTRAL):
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % _L
    minus_a = (_P - a[0], a[1], a[2], _P - a[3])
    return _encode_point(_add(_multiply(s, _BASE), _multiply(k, minus_a))) == signature[:32]


# -- Keys, signed notes (C2SP signed-note), checkpoints (C2SP tlog-checkpoint) --------------------------------------


@dataclass(frozen=True)
class Key:
    """A public key and the name it signs under."""

    name: str
    public: bytes

    @property
    def id(self) -> bytes:
        return hashlib.sha256(self.name.encode() + b"\n" + _ED25519 + self.public).digest()[:4]

    @property
    def text(self) -> str:
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(_ED25519 + self.public).decode()}"

    @property
    def fingerprint(self) -> str:
        digits = hashlib.sha256(self.public).hexdigest()[:32]
        return " ".join(digits[place : place + 4] for place in range(0, 32, 4))

    def accepts(self, signature: bytes, text: str) -> bool:
        return ed25519_accepts(self.public, signature, text.encode())


def read_key(text: str) -> Key:
    """`name+id+base64`, written in its one way; raises ValueError."""
    name, _, rest = text.partition("+")
    key = Key(name, read_base64(rest.partition("+")[2])[1:])
    if key.text != text or len(key.public) != 32 or not _is_name(name):
        raise ValueError("not a key")
    return key


def read_base64(text: str) -> bytes:
    """Raises ValueError also where the spare bits of the last letter are not zero."""
    try:
        data = base64.b64decode(text, validate=True)
    except binascii.Error:
        raise ValueError("not base64") from None
    if base64.b64encode(data).decode() != text:
        raise ValueError("not base64 in its one spelling")
    return data


def read_note(note: bytes) -> tuple[str, list[tuple[str, bytes]]]:
    """The text and the signature lines, none checked yet; raises ValueError."""
    whole = note.decode()
    if any(letter != "\n" and unicodedata.category(letter) == "Cc" for letter in whole):
        raise ValueError("a control character")
    text, gap, below = whole.rpartition("\n\n")
    if not gap or not below.endswith("\n"):
        raise ValueError("not a signed note")
    signatures = []
    for line in below[:-1].split("\n"):
        dash, name, encoded = line.split(" ")
        if dash != "—" or not _is_name(name):
            raise ValueError("not a signature line")
        signatures.append((name, read_base64(encoded)))
    return f"{text}\n", signatures


def open_note(note: bytes, keys: Collection[Key]) -> tuple[str, set[Key]]:
    """The text and who of `keys` signed it. A signature of theirs that does not hold raises ValueError; those of other
    keys are passed over.
    """
    text, signatures = read_note(note)
    known = {(key.name, key.id): key for key in keys}
    signers = set()
    for name, blob in signatures:
        key = known.get((name, blob[:4]))
        if key is not None and not key.accepts(blob[4:], text):
            raise ValueError("a signature does not hold")
        if key is not None:
            signers.add(key)
    return text, signers


@dataclass(frozen=True)
class Checkpoint:
    """Which log, how many events, and the hash that stands for all of them."""

    origin: str
    size: int
    root: bytes


def read_checkpoint(text: str) -> Checkpoint:
    """Raises ValueError. Lines after the third are extensions, passed over as the format wants."""
    origin, size, root, *rest = text.split("\n")
    if not rest or rest[-1] or not all((origin, *rest[:-1])) or str(int(size)) != size:
        raise ValueError("not a checkpoint")
    checkpoint = Checkpoint(origin, int(size), read_base64(root))
    if checkpoint.size < 0 or len(checkpoint.root) != 32:
        raise ValueError("not a checkpoint")
    return checkpoint


def _is_name(name: str) -> bool:
    return bool(name) and "+" not in name and not any(letter.isspace() for letter in name)


# -- The Merkle tree: RFC 9162, section 2.1 -------------------------------------------------------------------------

# Leaves from the first up to, not including, the second.
Span = tuple[int, int]


def leaf_hash(data: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def rebuild_root(leaves: Mapping[int, bytes], spans: Mapping[Span, bytes], size: int) -> bytes:
    """The root over `size` leaves from the hashes of some and of the spans between them. Raises ValueError unless the
    spans are exactly those needed.
    """
    used: set[Span] = set()

    def over(start: int, end: int, inside: Sequence[int]) -> bytes:
        if not inside:
            used.add((start, end))
            return spans[start, end]
        if end - start == 1:
            return leaves[start]
        middle = start + (1 << (end - start - 1).bit_length() - 1)
        before = [place for place in inside if place < middle]
        return node_hash(over(start, middle, before), over(middle, end, inside[len(before) :]))

    root = over(0, size, sorted(leaves))
    if used != set(spans):
        raise ValueError("spans that prove nothing")
    return root


def is_consistent(old: Checkpoint, new: Checkpoint, proof: Sequence[bytes]) -> bool:
    """Whether the new tree begins with all of the old one: section 2.1.4.2."""
    if not 0 < old.size < new.size:
        return old.size == new.size > 0 and old.root == new.root and not proof
    steps = list(proof) if old.size & (old.size - 1) else [old.root, *proof]
    place, last = old.size - 1, new.size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    if not steps:
        return False
    old_root = new_root = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old_root, new_root = node_hash(step, old_root), node_hash(step, new_root)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            new_root = node_hash(new_root, step)
        place, last = place >> 1, last >> 1
    return last == 0 and (old_root, new_root) == (old.root, new.root)


# -- Canonical JSON: RFC 8785, without fractions --------------------------------------------------------------------


def canonical(value: Json) -> bytes:
    """The one way to write the value: no spaces, keys in the order of UTF-16. Raises ValueError for what has none."""
    return _canonical(value).encode()


def _canonical(value: Json) -> str:
    if value is None or isinstance(value, bool | str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, int) and abs(value) < 1 << 53:
        return str(value)
    if isinstance(value, list | tuple):
        return f"[{','.join(map(_canonical, value))}]"
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return f"{{{','.join(f'{_canonical(key)}:{_canonical(value[key])}' for key in keys)}}}"
    raise ValueError("no canonical JSON")


def read_canonical(data: bytes) -> Json:
    """Raises ValueError unless the bytes are canonical JSON."""

    def refuse(text: str) -> None:
        raise ValueError("no integer")

    value = json.loads(data.decode(), parse_float=refuse, parse_constant=refuse)
    if canonical(value) != data:
        raise ValueError("not canonical")
    return value


# -- What the events tell -------------------------------------------------------------------------------------------

# Event -> the states a notice may have been in before, and the one it is in afterwards.
CHANGES: dict[str, tuple[tuple[str, ...], str]] = {
    "notice.held": (
        ("held", "queued", "claimed", "sending", "sent", "in_doubt", "failed", "to_tell", "in_run", "returned"),
        "held",
    ),
    "notice.released": (("held",), "queued"),
    "notices.claimed": (("queued",), "claimed"),
    "notices.unclaimed": (("claimed",), "queued"),
    "attempt.started": (("claimed",), "sending"),
    "attempt.deferred": (("sending",), "queued"),
    "attempt.repeated": (("in_doubt",), "sending"),
    "notice.sent": (("sending",), "sent"),
    "notice.failed": (("sending",), "failed"),
    "notice.bounced": (("sent",), "failed"),
    "notice.bounced_again": (("sent",), "queued"),
    "notice.bounced_by_letter": (("sent",), "queued"),
    "notice.in_doubt": (("claimed", "sending"), "in_doubt"),
    "notice.requeued": (("failed",), "queued"),
    "notice.withdrawn": (("held", "queued", "returned", "to_tell"), "withdrawn"),
    "notice.to_tell": (("held", "failed", "returned"), "to_tell"),
    "notice.told": (("held", "queued", "failed", "returned", "to_tell"), "told"),
    "letter.made": (("sending",), "ready_to_print"),
    "letter.in_run": (("ready_to_print",), "in_run"),
    "letter.taken_back": (("ready_to_print",), "held"),
    "letter.outdated": (("ready_to_print", "in_run"), "queued"),
    "letter.posted": (("in_run",), "posted"),
    "letter.returned": (("posted", "in_run"), "returned"),
    "letter.spoiled": (("in_run",), "ready_to_print"),
    "letter.rerouted": (("returned",), "queued"),
    "doubt.resolved_sent": (("in_doubt",), "sent"),
    "doubt.resolved_failed": (("in_doubt",), "failed"),
    "doubt.resolved_again": (("in_doubt",), "queued"),
    "doubt.resolved_by_letter": (("in_doubt",), "queued"),
}
# Event -> where its data hold the commitment to what a person wrote with the act, if anything was.
COMMITS: dict[str, str] = {
    "advice.given": "commitment",
    "awareness.corrected": "commitment",
    "awareness.recorded": "commitment",
    "decision.taken": "commitment",
    "doubts.ruled": "commitment",
    "erasure.postponed": "commitment",
    "facts.taken": "own_words",
    "filing.recorded": "reason",
    "late_reasons.given": "commitment",
    "severity.chosen": "commitment",
    "two_persons.lifted": "commitment",
    "wording.advice_overridden": "commitment",
    "wording.commented": "commitment",
}
# From the first of these on, what was written with the acts of a case can be opened no more.
ERASURE = frozenset({"case.erasure_begun", "case.erased"})
# The columns of notices.csv; of a notice's attempts it shows the last.
COLUMNS = ("notice", "reference_sha256", "state", "why", "informed", "changed_at", "attempts")
LAST_COLUMNS = ("channel", "outcome", "code", "commitment")
# A letter made is not a letter posted: only these count as informed. `posted` is a letter handed to the post that did
# not come back, `told` who the practice told itself.
INFORMED = frozenset({"sent", "posted", "told"})
# Who may be told more, in a further notice.
HAS_HAD = INFORMED | {"in_run"}


@dataclass
class Story:
    """What became of each notice, told event by event. Notices nobody has yet touched have no name in the log and are
    counted only, in `untouched`, by state. `is_whole` is false for the file of one notice, which leaves out the events
    it shares with others: then the order of its states is not checked.
    """

    is_whole: bool
    notices: dict[str, dict[str, Json]] = field(default_factory=dict)
    untouched: Counter[str] = field(default_factory=Counter)
    held_for: Counter[str] = field(default_factory=Counter)
    patients: int = 0
    wordings: list[dict[str, Json]] = field(default_factory=list)
    # By the first notice of a person and the number: the further notice.
    chains: dict[tuple[str, int], str] = field(default_factory=dict)

    def tell(self, event: Json) -> None:
        """Take in one event, in the order of the log. Raises No where it does not follow from those before."""
        kind, data = event["kind"], event["data"]
        if kind in CHANGES:
            for notice in _notices_of(event):
                self._move(notice, event)
        elif kind == "notices.owed":
            self._owe(data)
        elif kind == "follow_up.owed":
            self._follow(event)
        elif kind == "roster.imported":
            self.patients += data["good"] - data["merged"]
        elif kind == "wording.approved":
            approved = {name: data[name] for name in ("masters", "number", "sha256")}
            approved |= {"follow_up": data["follow_up"]} if "follow_up" in data else {}
            self.wordings.append({**approved, "approved_at": event["at"], "approved_by": event["by"]})

    def _owe(self, data: Json) -> None:
        for route, count in data["by_route"].items():
            state, _, rest = route.partition(".")
            self.untouched[state] += count
            if state == "held":
                self.held_for[rest.partition(".")[2]] += count
        if sum(data["by_route"].values()) != data["total"]:
            raise No("story", "notices.owed")

    def _follow(self, event: Json) -> None:
        """A further notice goes to who has had the one before; it makes nobody more informed than they were."""
        data, name = event["data"], event["subject"].removeprefix("notice:")
        follows, number = data["follows"], data["number"]
        if name in self.notices or number < 2 or data["state"] not in {"held", "queued"}:
            raise No("story", f"{event['kind']} {name}")
        if self.is_whole:
            first = self.notices.get(follows)
            if first is None or "number" in first or first["state"] not in HAS_HAD:
                raise No("story", f"{event['kind']} {name}")
            if self._stands(follows, number) or (number > 2 and not self._stands(follows, number - 1)):
                raise No("story", f"{event['kind']} {name}")
        self.chains[follows, number] = name
        self.notices[name] = {
            "notice": name, "state": data["state"], "reference_sha256": "", "attempts": [], "why": data["reason"],
            "informed": False, "changed_at": event["at"], "number": number, "follows": follows,
        }  # fmt: skip

    def _stands(self, first: str, number: int) -> bool:
        """Whether there is a notice of this number; that of one that was taken back is free again."""
        name = self.chains.get((first, number))
        return name is not None and self.notices[name]["state"] != "withdrawn"

    def follow_ups(self) -> list[dict[str, Json]]:
        return [notice for notice in self.notices.values() if "number" in notice]

    def firsts(self) -> list[dict[str, Json]]:
        """One for each person: every sum about people is made of these."""
        return [notice for notice in self.notices.values() if "number" not in notice]

    def _move(self, name: str, event: Json) -> None:
        before, after = CHANGES[event["kind"]]
        notice = self.notices.get(name) or self._first_touch(name, before, event["data"].get("from", ""))
        if self.is_whole and notice["state"] not in before:
            raise No("story", f"{event['kind']} {name}")
        notice |= {"state": after, "why": _why(event), "informed": after in INFORMED, "changed_at": event["at"]}
        if event["kind"] == "attempt.started":
            _begin_attempt(notice, event)
        else:
            _end_attempt(notice, event)

    def _first_touch(self, name: str, before: Sequence[str], said: str) -> dict[str, Json]:
        """Where several states are possible, the event says which one it was (`from`)."""
        possible = [state for state in before if self.untouched[state] > 0]
        state = said if said in possible else next(iter(possible), "")
        if self.is_whole and not state:
            raise No("story", name)
        self.untouched[state] -= 1
        return self.notices.setdefault(name, {"notice": name, "state": state, "reference_sha256": "", "attempts": []})

    def listed(self) -> list[dict[str, Json]]:
        """Every notice the log names, by its id."""
        return [self.notices[name] for name in sorted(self.notices)]

    def counts(self) -> dict[str, Json]:
        """The sums, each derived from the events."""
        firsts, further = self.firsts(), self.follow_ups()
        states = Counter(notice["state"] for notice in firsts)
        if self.is_whole:
            states += self.untouched
        informed = sum(states[state] for state in INFORMED)
        failed = [notice for notice in firsts if notice["state"] == "failed"]
        # Only where there are any: the file of a case without them is what it always was.
        told = {"follow_ups": _by_number(further)} if further else {}
        return told | {
            "by_state": dict(states),
            "failed_by_code": dict(Counter(_last(notice)["code"] for notice in failed)),
            "held_at_approval": dict(self.held_for),
            "held_since": self._reasons("held"),
            "informed": informed,
            "not_informed": states.total() - informed,
            "owed": states.total(),
            "patients": self.patients,
            "withdrawn_by_code": self._reasons("withdrawn"),
        }

    def _reasons(self, state: str) -> dict[str, Json]:
        """Why notices the log names are in that state."""
        return dict(Counter(notice["why"] for notice in self.firsts() if notice["state"] == state))


def _by_number(notices: Sequence[Mapping[str, Json]]) -> dict[str, Json]:
    """Of each number of further notices how many are where."""
    found: dict[str, Json] = {}
    for notice in notices:
        states = found.setdefault(str(notice["number"]), {})
        states[notice["state"]] = states.get(notice["state"], 0) + 1
    return found


def _why(event: Json) -> str:
    """Why a notice was held or withdrawn, or its letter came back; the code of a sending stands with its attempt."""
    name = {"held": "reason", "withdrawn": "code", "returned": "code"}.get(CHANGES[event["kind"]][1], "")
    return str(event["data"].get(name, ""))


def _notices_of(event: Json) -> list[str]:
    if event["kind"].startswith("notices."):
        return list(event["data"]["notices"])
    if event["kind"] == "attempt.started":
        return [event["data"]["notice"]]
    return [event["subject"].removeprefix("notice:")]


def _begin_attempt(notice: dict[str, Json], event: Json) -> None:
    data = event["data"]
    reference = data.get("reference", "")
    if notice["attempts"] and notice["reference_sha256"] != reference:
        raise No("story", notice["notice"])
    notice["reference_sha256"] = reference
    attempt = {name: data[name] for name in ("number", "channel", "commitment")}
    # To whom the request was made whose body was committed to; a relay gets the message itself.
    attempt |= {"provider": data["provider"]} if data.get("provider") else {}
    ending = {"outcome": "started", "code": "", "ended_at": None}
    notice["attempts"].append(
        {"attempt": event["subject"].removeprefix("attempt:"), **attempt, "started_at": event["at"], **ending}
    )


def _end_attempt(notice: dict[str, Json], event: Json) -> None:
    data = event["data"]
    for attempt in notice["attempts"]:
        if attempt["attempt"] == data.get("attempt"):
            outcome = data.get("outcome", "unknown")
            attempt |= {"outcome": outcome, "code": data.get("code", ""), "ended_at": event["at"]}


def _last(notice: Mapping[str, Json]) -> Json:
    return notice["attempts"][-1] if notice["attempts"] else dict.fromkeys(LAST_COLUMNS, "")


def tell(events: Iterable[Json], *, is_whole: bool) -> Story:
    story = Story(is_whole)
    for event in events:
        story.tell(event)
    return story


def committed(events: Iterable[Json]) -> dict[str, str]:
    """The id of each event that commits to a reason, and the commitment, in the order of the log. Raises ValueError
    where two go by one id: the one would hide the other.
    """
    found: dict[str, str] = {}
    for event in events:
        commitment = event["data"].get(COMMITS[event["kind"]]) if event["kind"] in COMMITS else None
        if commitment and event["id"] in found:
            raise ValueError("two events of one id")
        if commitment:
            found[event["id"]] = commitment
    return found


def commitment_to(nonce: bytes, text: str) -> str:
    return hashlib.sha256(nonce + text.encode()).hexdigest()


def table(notices: Iterable[Mapping[str, Json]]) -> bytes:
    """The notices as CSV (RFC 4180), with their numbers where some are further ones. No value needs quotes: they are
    ids, codes, hashes and moments.
    """
    notices = list(notices)
    numbered = any("number" in notice for notice in notices)
    lines = [",".join((*COLUMNS, *(f"last_{name}" for name in LAST_COLUMNS), *(["number"] if numbered else [])))]
    for notice in notices:
        shown = {**notice, "informed": "yes" if notice["informed"] else "no", "attempts": str(len(notice["attempts"]))}
        cells = [shown[name] for name in COLUMNS] + [_last(notice)[name] for name in LAST_COLUMNS]
        cells += [str(notice.get("number", 1))] if numbered else []
        if any(re.search(r'[",\r\n]|^[=+@-]', cell) for cell in cells):
            raise ValueError("a cell that needs quotes")
        lines.append(",".join(cells))
    return "".join(f"{line}\r\n" for line in lines).encode()


# -- The checks -----------------------------------------------------------------------------------------------------

# Every package holds these; besides them wordings, time stamps and, for a case, its reasons, for one notice, what was
# sent.
ALWAYS = frozenset(
    {
        *("LISEZMOI.txt", "README.txt", "SEAL", "case.json", "checkpoint.txt", "consistency.json", "events.jsonl"),
        *("keys.json", "notices.csv", "notices.json", "proof.json", "report.pdf", "verify.py"),
    }
)
# Events about the log's own keys belong to every case.
KEY_EVENTS = frozenset({"log.begun", "log.key_changed"})
# What case.json says beside what is derived; the last three are its author's own word.
CASE_FIELDS = frozenset({"format", "scope", "case", "language", "made_at", "declared"})
ENDINGS = {"email": "eml", "letter": "html"}
WRONG = (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError)


@dataclass
class Package:
    """A package under examination, and what the steps so far have found. `given` is the key as the reader has it,
    `held` are checkpoints the reader holds. `keys` begins with the given key; each vouches for the next. `untold` are
    the events whose reasons are not enclosed.
    """

    data: bytes
    given: str
    held: Sequence[bytes] = ()
    members: dict[str, bytes] = field(default_factory=dict)
    lines: list[bytes] = field(default_factory=list)
    events: list[Json] = field(default_factory=list)
    keys: list[Key] = field(default_factory=list)
    checkpoint: Checkpoint = Checkpoint("", 0, b"")
    earlier: dict[int, bytes] = field(default_factory=dict)
    story: Story = field(default_factory=lambda: Story(is_whole=True))
    used: set[str] = field(default_factory=set)
    untold: list[str] = field(default_factory=list)

    def read(self, name: str) -> Json:
        return read_canonical(self.members[name])

    @property
    def case(self) -> Json:
        return self.read("case.json")


def seal_text(members: Mapping[str, bytes]) -> str:
    """What the seal signs: the SHA-256 of every other file."""
    hashes = (f"{hashlib.sha256(members[name]).hexdigest()}  {name}\n" for name in sorted(members) if name != "SEAL")
    return f"{FORMAT}\n{''.join(hashes)}"


def key_change_text(old: str, new: str) -> str:
    """What both keys sign when the log changes its key."""
    return f"notifier log key change\n{old}\n{new}\n"


def master_name(number: int, channel: str, variant: str) -> str:
    """Where a wording's message or letter lies in the package."""
    return f"wording/{number}/{channel}.{variant}.{ENDINGS[channel]}"


def check_container(package: Package) -> int:
    package.members = read_zip(package.data)
    for name in sorted(ALWAYS - set(package.members)):
        raise No("lacking", name)
    if package.case["format"] != FORMAT:
        raise CannotCheck("format", package.case["format"])
    return len(package.members)


def check_canonical(package: Package) -> int:
    """Each event is written in its one way, so that equal facts have equal hashes."""
    *package.lines, rest = package.members["events.jsonl"].split(b"\n")
    package.events = [read_canonical(line) for line in package.lines]
    if rest or not package.lines:
        raise ValueError("no events")
    return len(package.lines)


def check_keys(package: Package) -> str:
    """From the reader's key to the one that signs today, each new key vouched for by the one before."""
    wanted = re.sub(r"[\s:]", "", package.given).lower()
    listed = [read_key(text) for text in package.read("keys.json")["keys"]]
    told = [event["data"].get("key") or event["data"]["new"] for event in package.events if event["kind"] in KEY_EVENTS]
    if [key.text for key in listed] != told:
        raise No("derived", "keys.json")
    found = [key for key in listed if wanted == key.fingerprint.replace(" ", "") or package.given.strip() == key.text]
    if not found:
        raise No("other_key", ", ".join(key.fingerprint for key in listed))
    package.keys = [found[0]]
    for event in package.events:
        if event["kind"] == "log.key_changed" and event["data"]["old"] == package.keys[-1].text:
            package.keys.append(_vouched(event["data"]))
    return package.keys[-1].fingerprint


def _vouched(data: Json) -> Key:
    old, new = read_key(data["old"]), read_key(data["new"])
    text = key_change_text(old.text, new.text)
    for key, signature in ((old, data["old_signature"]), (new, data["new_signature"])):
        if not key.accepts(read_base64(signature), text):
            raise No("key_change", key.fingerprint)
    return new


def check_seal(package: Package) -> int:
    """The newest key signed the hash of every file."""
    note = package.members["SEAL"]
    text, signers = open_note(note, package.keys)
    if signers != {package.keys[-1]} or len(read_note(note)[1]) != 1:
        raise ValueError("not signed by the newest key alone")
    wanted, found = text.splitlines(), seal_text(package.members).splitlines()
    for line in found:
        if line not in wanted:
            raise No("file", line.partition("  ")[2])
    if text != seal_text(package.members):
        raise ValueError("another list of files")
    return len(found) - 1


def check_checkpoint(package: Package) -> str:
    """The newest key signed the root."""
    text, signers = open_note(package.members["checkpoint.txt"], package.keys)
    if package.keys[-1] not in signers:
        raise ValueError("not signed by the newest key")
    package.checkpoint = read_checkpoint(text)
    return f"{package.checkpoint.origin}, {package.checkpoint.size}"


def check_belonging(package: Package) -> str:
    """Every event is of this case, but for those about the log's keys and the one that opened the breach."""
    case = package.case["case"]
    breaches = {f"breach:{event['data']['breach']}" for event in package.events if event["kind"] == "case.opened"}
    for event in package.events:
        is_shared = event["case"] is None and (
            event["kind"] in KEY_EVENTS or (event["kind"] == "breach.opened" and event["subject"] in breaches)
        )
        if event["case"] != case and not is_shared:
            raise No("foreign", event["id"])
    return str(case)


def check_inclusion(package: Package) -> int:
    """The events, at their places, and the given hashes lead to the signed root."""
    proof = package.read("proof.json")
    places, spans = proof["places"], proof["spans"]
    is_ordered = all(a < b for a, b in pairwise(places))
    if proof["size"] != package.checkpoint.size or not is_ordered or spans != sorted(spans):
        raise ValueError("not a proof")
    leaves = {place: leaf_hash(line) for place, line in zip(places, package.lines, strict=True)}
    hashes = {(start, end): _hash(text) for start, end, text in spans}
    if len(hashes) != len(spans) or rebuild_root(leaves, hashes, package.checkpoint.size) != package.checkpoint.root:
        raise ValueError("another root")
    return len(leaves)


def check_consistency(package: Package) -> int:
    """The log only grew: each earlier checkpoint's tree is the beginning of this one's."""
    for entry in package.read("consistency.json")["earlier"]:
        old = Checkpoint(package.checkpoint.origin, entry["size"], _hash(entry["root"]))
        if old.size <= max(package.earlier, default=0):
            raise ValueError("not in order")
        if not is_consistent(old, package.checkpoint, [_hash(step) for step in entry["proof"]]):
            raise No("consistency", old.size)
        package.earlier[old.size] = old.root
    return len(package.earlier)


def check_held(package: Package) -> int:
    """The checkpoints the reader brought are of this very log."""
    listed = [read_key(text) for text in package.read("keys.json")["keys"]]
    roots = {**package.earlier, package.checkpoint.size: package.checkpoint.root}
    for note in package.held:
        try:
            text, signers = open_note(note, listed)
            held = read_checkpoint(text)
        except ValueError:
            raise CannotCheck("held_unreadable") from None
        if not signers or held.origin != package.checkpoint.origin:
            raise CannotCheck("held_unreadable")
        if held.size not in roots:
            raise CannotCheck("held_unknown", held.size)
        if roots[held.size] != held.root:
            raise No("forked", held.size)
    return len(package.held)


def check_story(package: Package) -> int:
    """The tables and sums say what the events say, no more and no less."""
    case = package.case
    package.story = tell(package.events, is_whole=case["scope"] == "case")
    listed = package.story.listed()
    if case["scope"] == "notice" and [notice["notice"] for notice in listed] != [case["notice"]]:
        raise ValueError("not the file of this notice")
    for name, wanted in (("notices.json", canonical(listed)), ("notices.csv", table(listed))):
        if package.members[name] != wanted:
            raise No("derived", name)
    root = {"origin": package.checkpoint.origin, "size": package.checkpoint.size, "root": package.checkpoint.root.hex()}
    derived = {"counts": package.story.counts(), "wordings": package.story.wordings, "checkpoint": root}
    own = CASE_FIELDS if package.story.is_whole else CASE_FIELDS | {"notice", "reference"}
    if set(case) != own | set(derived) or any(case[name] != value for name, value in derived.items()):
        raise No("derived", "case.json")
    return len(listed)


def check_wordings(package: Package) -> int:
    """The texts are those whose hash was written into the log when they were approved."""
    for wording in package.story.wordings:
        number = wording["number"]
        name = f"wording/{number}/approved.json"
        approved = package.read(name)
        if hashlib.sha256(package.members[name]).hexdigest() != wording["sha256"]:
            raise No("wording", name)
        package.used.add(name)
        for channel, variant, sha256 in approved["masters"]:
            master = master_name(number, channel, variant)
            is_needed = package.story.is_whole or master in package.members
            if is_needed and hashlib.sha256(package.members[master]).hexdigest() != sha256:
                raise No("wording", master)
            package.used.add(master)
    return len(package.story.wordings)


def check_reasons(package: Package) -> str:
    """For a case: what people wrote with their acts is, word for word, what the log committed to. Each text stands
    once, beside its own event; those that are not enclosed are counted and named.
    """
    if not package.story.is_whole:
        return ""
    if "reasons.json" not in package.members:
        raise No("lacking", "reasons.json")
    entries, commitments = package.read("reasons.json"), committed(package.events)
    listed = [entry["event"] for entry in entries]
    enclosed = set(listed)
    if not isinstance(entries, list) or listed != [event for event in commitments if event in enclosed]:
        raise ValueError("a reason twice, without its event, or not in the order of the log")
    for entry in entries:
        if commitment_to(_hash(entry["nonce"]), entry["text"]) != commitments[entry["event"]] or len(entry) != 3:
            raise No("reason", entry["event"])
    package.used.add("reasons.json")
    package.untold = [event for event in commitments if event not in enclosed]
    return f"{len(enclosed)} / {len(package.untold)}" if commitments else ""


def check_sent(package: Package) -> int:
    """For one notice: what was sent, byte for byte, is what the log committed to."""
    if package.case["scope"] != "notice":
        return 0
    notice = package.story.listed()[0]
    printed = package.case["reference"].replace("-", "").encode()
    if hashlib.sha256(b"notifier reference\0" + printed).hexdigest() != notice["reference_sha256"]:
        raise No("reference", package.case["reference"])
    attempts = {attempt["attempt"]: attempt for attempt in notice["attempts"]}
    sent = package.read("sent.json")
    if not isinstance(sent, list):
        raise ValueError("not a list")
    for entry in sent:
        name = f"sent/{entry['file']}"
        committed = hashlib.sha256(bytes.fromhex(entry["nonce"]) + package.members[name]).hexdigest()
        attempt = attempts[entry["attempt"]]
        if attempt["commitment"] != committed or entry["file"] != sent_name(attempt):
            raise No("sent", name)
        package.used |= {name}
    package.used.add("sent.json")
    return len(sent)


def sent_name(attempt: Mapping[str, Json]) -> str:
    """How the file is called that holds what was sent: of a letter its PDF, of a message what followed DATA in SMTP, or
    the body of the request to the provider named.
    """
    provider = str(attempt.get("provider", ""))
    ending = f"{provider}.json" if provider else {"email": "eml", "letter": "pdf"}[attempt["channel"]]
    return f"{attempt['number']}.{ending}"


def check_members(package: Package) -> int:
    """No file is there that nothing speaks of."""
    stamps = time_stamps(package)
    for name in sorted(set(package.members) - ALWAYS - package.used - {name for pair in stamps for name in pair}):
        raise No("unexpected", name)
    return len(stamps)


def time_stamps(package: Package) -> list[tuple[str, str]]:
    """Each time stamp's file, and the checkpoint it stamps."""
    pattern = re.compile(r"(timestamps/\d+)(\.\d+)?\.tsr")
    found = ((name, pattern.fullmatch(name)) for name in sorted(package.members))
    return [(name, f"{match[1]}.checkpoint") for name, match in found if match]


def _hash(text: str) -> bytes:
    value = bytes.fromhex(text)
    if len(value) != 32 or value.hex() != text:
        raise ValueError("not a SHA-256 hash")
    return value


STEPS: dict[str, Callable[[Package], object]] = {
    "container": check_container,
    "canonical": check_canonical,
    "keys": check_keys,
    "seal": check_seal,
    "checkpoint": check_checkpoint,
    "belonging": check_belonging,
    "inclusion": check_inclusion,
    "consistency": check_consistency,
    "held": check_held,
    "story": check_story,
    "wording": check_wordings,
    "reasons": check_reasons,
    "sent": check_sent,
    "members": check_members,
}
# Said only where there was something to check.
QUIET = frozenset({"consistency", "held", "wording", "reasons", "sent", "members"})


def check_package(package: Package) -> Iterator[tuple[str, object]]:
    """The steps that hold, one by one, each with what there is to say of it. Raises No or CannotCheck at the first that
    does not; a shape no step expects is a no of that step.
    """
    for code, step in STEPS.items():
        try:
            about = step(package)
        except WRONG:
            raise No(code) from None
        if about or code not in QUIET:
            yield code, about


# -- The words ------------------------------------------------------------------------------------------------------

LANGUAGES = ("fr", "en")
# What was found, in French and in English; `{}` takes what there is to say of it.
YES: dict[str, tuple[str, str]] = {
    "container": (
        "Le fichier est complet : {} fichiers, rien de caché entre eux, rien d’ajouté.",
        "The file is complete: {} files, nothing hidden between them, nothing added.",
    ),
    "canonical": (
        "Les {} événements sont écrits dans la seule forme permise.",
        "All {} events are written in the one permitted form.",
    ),
    "keys": (
        "La clé que vous avez donnée est celle du journal, ou elle en garantit la clé actuelle : {}.",
        "The key you gave is the log’s, or it vouches for the log’s present key: {}.",
    ),
    "seal": (
        "Le sceau est signé par cette clé, et les {} autres fichiers ont l’empreinte qu’il annonce.",
        "The seal is signed by that key, and the {} other files have the hashes it lists.",
    ),
    "checkpoint": (
        "Le point de contrôle est signé par cette clé (journal, nombre d’événements : {}).",
        "The checkpoint is signed by that key (log, number of events: {}).",
    ),
    "belonging": ("Tous les événements sont de ce dossier : {}.", "All events belong to this case: {}."),
    "inclusion": (
        "Les {} événements figurent dans le journal signé, mot pour mot, chacun à sa place.",
        "All {} events stand in the signed log, word for word, each in its place.",
    ),
    "consistency": (
        "Le journal n’a fait que croître depuis {} points de contrôle antérieurs.",
        "The log has only grown since {} earlier checkpoints.",
    ),
    "held": (
        "Les points de contrôle que vous détenez ({}) sont de ce même journal.",
        "The checkpoints you hold ({}) are of this same log.",
    ),
    "story": (
        "Les tableaux et les totaux, recalculés à partir des événements, sont exacts ({} avis nommés).",
        "Tables and totals, derived again from the events, are exact ({} notices named).",
    ),
    "wording": (
        "Les textes joints sont ceux qui ont été approuvés ({} version(s)).",
        "The enclosed wording is what was approved ({} version(s)).",
    ),
    "reasons": (
        "Les raisons jointes sont, mot pour mot, celles dont le journal a l’empreinte (jointes / non jointes : {}).",
        "The reasons enclosed are, word for word, those the log committed to (enclosed / not enclosed: {}).",
    ),
    "sent": (
        "Ce qui a été envoyé est joint à l’octet près ({} envoi(s)).",
        "What was sent is enclosed, byte for byte ({} message(s)).",
    ),
    "members": (
        "{} horodatage(s) à vérifier avec OpenSSL : voir plus bas.",
        "{} time stamp(s) to check with OpenSSL: see below.",
    ),
}
NO: dict[str, tuple[str, str]] = {
    "container": (
        "Le fichier n’est pas dans la seule forme permise : il est tronqué, abîmé, ou quelqu’un y a touché.",
        "The file is not in the one permitted form: it is cut, damaged, or someone has touched it.",
    ),
    "lacking": ("Il manque le fichier {}.", "The file {} is lacking."),
    "canonical": (
        "Un événement n’est pas écrit dans la forme permise.",
        "An event is not written in the permitted form.",
    ),
    "keys": ("La liste des clés est illisible.", "The list of keys cannot be read."),
    "other_key": (
        "Ce dossier n’est pas signé par la clé que vous avez donnée. Il l’est par : {}.",
        "This package is not signed with the key you gave, but with: {}.",
    ),
    "key_change": (
        "Un changement de clé n’est pas signé par les deux clés ({}).",
        "A change of keys is not signed by both keys ({}).",
    ),
    "seal": ("La signature du sceau ne tient pas.", "The seal’s signature does not hold."),
    "file": (
        "Le fichier {} n’est pas celui qui a été scellé.",
        "The file {} is not the one that was sealed.",
    ),
    "checkpoint": (
        "La signature du point de contrôle ne tient pas.",
        "The checkpoint’s signature does not hold.",
    ),
    "belonging": ("Un événement ne dit pas de quel dossier il est.", "An event does not say which case it is of."),
    "foreign": ("L’événement {} est d’un autre dossier.", "The event {} is of another case."),
    "inclusion": (
        "Les événements ne mènent pas à la racine signée : l’un d’eux a été changé, retiré ou ajouté.",
        "The events do not lead to the signed root: one was changed, removed or added.",
    ),
    "consistency": (
        "Le journal a été réécrit depuis le point de contrôle de taille {}.",
        "The log was rewritten after the checkpoint of size {}.",
    ),
    "held": ("Les points de contrôle ne se comparent pas.", "The checkpoints cannot be compared."),
    "forked": (
        "Le point de contrôle que vous détenez (taille {}) est d’un autre journal : l’histoire a été réécrite.",
        "The checkpoint you hold (size {}) is of another log: the story was rewritten.",
    ),
    "story": (
        "Les événements ne s’enchaînent pas : {}.",
        "The events do not follow from one another: {}.",
    ),
    "derived": (
        "Le fichier {} ne dit pas ce que disent les événements.",
        "The file {} does not say what the events say.",
    ),
    "wording": (
        "Le texte {} n’est pas celui qui a été approuvé.",
        "The text {} is not the one that was approved.",
    ),
    "reasons": (
        "La liste des raisons est illisible, ou l’une d’elles est en double ou sans son événement.",
        "The list of reasons cannot be read, or one stands twice or without its event.",
    ),
    "reason": (
        "La raison jointe à l’événement {} n’est pas celle qui a été écrite alors.",
        "The reason enclosed for the event {} is not the one that was written then.",
    ),
    "sent": (
        "Le message {} n’est pas celui qui est parti.",
        "The message {} is not the one that was sent.",
    ),
    "reference": (
        "La référence {} n’est pas celle de cet avis.",
        "The reference {} is not this notice’s.",
    ),
    "members": ("La liste des fichiers est illisible.", "The list of files cannot be read."),
    "unexpected": ("Le fichier {} n’a rien à faire ici.", "The file {} does not belong here."),
}
CANNOT: dict[str, tuple[str, str]] = {
    "unreadable": ("Le fichier {} ne peut pas être lu.", "The file {} cannot be read."),
    "too_large": ("Le fichier dépasse {} octets.", "The file is larger than {} bytes."),
    "key": (
        "La clé doit être une empreinte de 32 chiffres hexadécimaux, ou une clé entière (nom+numéro+base64).",
        "The key must be a fingerprint of 32 hexadecimal digits, or a whole key (name+id+base64).",
    ),
    "format": (
        "Ce dossier est d’un autre format ({}) : il faut le verify.py de cette version.",
        "This package has another format ({}): it takes that version’s verify.py.",
    ),
    "held_unreadable": (
        "Un point de contrôle que vous avez donné n’est pas de ce journal, ou il est abîmé.",
        "A checkpoint you gave is not of this log, or is damaged.",
    ),
    "held_unknown": (
        "Ce dossier ne dit rien du point de contrôle de taille {} que vous détenez. Demandez un dossier établi "
        "depuis, ou un dossier qui remonte plus loin.",
        "This package says nothing of the checkpoint of size {} you hold. Ask for a package made since, or for one "
        "that reaches further back.",
    ),
}
WORDS: dict[str, tuple[str, str]] = {
    "yes": ("OUI", "YES"),
    "no": ("NON", "NO"),
    "cannot": ("VÉRIFICATION IMPOSSIBLE", "CANNOT BE CHECKED"),
    "conclusion": (
        "OUI : ce dossier est authentique et entier.",
        "YES: this package is authentic and whole.",
    ),
    "case": (
        "{owed} avis dus, {informed} personnes informées, {not_informed} pas encore ou pas du tout.",
        "{owed} notices owed, {informed} people informed, {not_informed} not yet or not at all.",
    ),
    "erased": (
        "Raisons non jointes ({}) : le journal dit l’effacement des données du dossier. Ces textes ne s’ouvrent plus :",
        "Reasons not enclosed ({}): the log tells of the erasure of the case’s data. These texts open no more:",
    ),
    "untold": (
        "Raisons non jointes ({}) : le journal ne dit rien d’un effacement. Demandez ces textes à qui vous a remis "
        "le dossier :",
        "Reasons not enclosed ({}): the log tells of no erasure. Ask whoever gave you the package for these texts:",
    ),
    "limits": (
        "Cela ne prouve pas : que les pages de report.pdf et la partie « declared » de case.json, signées par leur "
        "auteur, disent vrai au-delà des événements ; qu’un message accepté par un serveur a été lu ; qu’aucun autre "
        "événement n’existe. L’heure est celle de la machine, sauf horodatage par un tiers.",
        "This does not prove: that report.pdf and the “declared” part of case.json, signed by their author, are true "
        "beyond the events; that a message a server accepted was read; that no other event exists. Times are the "
        "machine’s own, unless a third party stamped them.",
    ),
    "stamp": (
        "Horodatage : décompressez le dossier, puis, avec le certificat racine de l’autorité d’horodatage :",
        "Time stamp: unpack the package, then, with the root certificate of the time stamping authority:",
    ),
}


# -- The program ----------------------------------------------------------------------------------------------------


def say(table_of_words: Mapping[str, tuple[str, str]], code: str, language: str, about: object = "") -> str:
    """The sentence. What the package itself says in it is kept from steering the terminal."""
    return table_of_words[code][LANGUAGES.index(language)].format(printable(about))


def printable(about: object) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in str(about))


def report(package: Package, language: str) -> int:
    """Print every step, then the verdict; returns the exit code."""
    try:
        check_given_key(package.given)
        for code, about in check_package(package):
            print(f"{say(WORDS, 'yes', language)}  {say(YES, code, language, about)}")
    except No as no:
        print(f"{say(WORDS, 'no', language)}  {say(NO, no.code, language, no.about)}")
        return 1
    except CannotCheck as problem:
        print(f"{say(WORDS, 'cannot', language)}  {say(CANNOT, problem.code, language, problem.about)}")
        return 2
    conclude(package, language)
    return 0


def check_given_key(given: str) -> None:
    if not re.fullmatch(r"[0-9a-f]{32}", re.sub(r"[\s:]", "", given).lower()) and given.count("+") < 2:
        raise CannotCheck("key")


def conclude(package: Package, language: str) -> None:
    print(f"\n{say(WORDS, 'conclusion', language)}")
    counts = package.case["counts"]
    if package.story.is_whole:
        print(WORDS["case"][LANGUAGES.index(language)].format(**counts))
    name_untold(package, language)
    print(f"\n{say(WORDS, 'limits', language)}")
    for stamp, checkpoint in time_stamps(package):
        print(f"\n{say(WORDS, 'stamp', language)}")
        print(f"  openssl ts -verify -in {stamp} -data {checkpoint} -CAfile TSA.pem")


def name_untold(package: Package, language: str) -> None:
    """Which reasons are not enclosed, and whether an erasure explains it."""
    if not package.untold:
        return
    is_erased = any(event["kind"] in ERASURE for event in package.events)
    print(f"\n{say(WORDS, 'erased' if is_erased else 'untold', language, len(package.untold))}")
    for event in package.events:
        if event["id"] in package.untold:
            print(f"  {printable(event['kind'])}  {printable(event['at'])}  {printable(event['id'])}")


def read_file(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise CannotCheck("too_large", MAX_BYTES)
        return path.read_bytes()
    except OSError:
        raise CannotCheck("unreadable", path) from None


def usual_language() -> str:
    named = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or "fr"
    return "en" if named.startswith("en") else "fr"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("file", type=Path, metavar="FILE.zip")
    parser.add_argument("--key", required=True, metavar="FINGERPRINT", help="empreinte de la clé, reçue par ailleurs")
    parser.add_argument("--checkpoint", type=Path, action="append", default=[], metavar="FILE")
    parser.add_argument("--language", choices=LANGUAGES, default=usual_language())
    options = parser.parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    try:
        held = [read_file(path) for path in options.checkpoint]
        package = Package(read_file(options.file), options.key, held)
    except CannotCheck as problem:
        print(say(CANNOT, problem.code, options.language, problem.about))
        return 2
    return report(package, options.language)


if __name__ == "__main__":
    sys.exit(main())
