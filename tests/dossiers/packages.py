"""A small evidence file made by hand, that tests may spoil at any layer and seal again like a dishonest operator."""

import hashlib
import json
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import rfc8785

from notifier.dossiers import verify
from notifier.lib import merkle
from notifier.lib.checkpoints import CheckpointText
from notifier.lib.ids import reference_digest
from notifier.lib.notes import Signer, sign_note

ORIGIN = "notifier.example.org/journal"
FIRST, SECOND = Signer(ORIGIN, b"\x01" * 32), Signer(ORIGIN, b"\x02" * 32)
CASE, OTHER_CASE, BREACH = (f"0195a000-0000-7000-8000-00000000000{n}" for n in (1, 2, 3))
NOTICES = [f"0195a000-0000-7000-8000-0000000001{n:02d}" for n in range(5)]
REFERENCE = "7K3M-9QXT-2W4F-H"
MASTER = b"Subject: Fuite de donn\xc3\xa9es\r\n\r\nBonjour\r\n"
# What was written with the last three events: the minute of each, its secret number, its text.
REASONS = (
    (20, b"\x07" * 32, '{"reason": "Les listes nomment des traitements."}'),
    (21, b"\x08" * 32, "Le cabinet était\nfermé."),
    (22, b"\x09" * 32, "\u202e<b>«\U0001f600»"),
)
APPROVED = rfc8785.dumps(
    {"masters": [["email", "fr.administrative.mme.7f.adult", hashlib.sha256(MASTER).hexdigest()]], "texts": []}
)


def event(minute: int, kind: str, subject: str = "", /, *, case: str | None = CASE, **data: Any) -> dict[str, Any]:
    return {
        "v": 1,
        "id": f"00000000-0000-4000-8000-{minute:012d}",
        "kind": kind,
        "at": f"2026-03-04T10:{minute:02d}:00.000000Z",
        "by": "worker:outbox",
        "case": case,
        "subject": subject,
        "data": data,
    }


def the_story() -> list[dict[str, Any]]:
    """One notice accepted, one refused, one in doubt, one waiting in the queue, one held; and another case's events."""
    key = FIRST.verifier.text
    first, second, third = (f"attempt:{n}" for n in (1, 2, 3))
    approved = hashlib.sha256(APPROVED).hexdigest()
    routes = {"queued.email": 4, "held.letter.no_channel": 1}

    risk, late, filing = (hashlib.sha256(nonce + text.encode()).hexdigest() for _minute, nonce, text in REASONS)

    def started(number: int, subject: str) -> dict[str, Any]:
        notice = NOTICES[number]
        digest = reference_digest(REFERENCE if number == 0 else f"REFERENCE-{number}")
        data = {"notice": notice, "reference": digest, "number": 1, "channel": "email", "commitment": f"{number:064x}"}
        return event(10 + 2 * number, "attempt.started", subject, **data)

    return [
        event(1, "log.begun", case=None, origin=ORIGIN, key=key),
        event(2, "breach.opened", f"breach:{BREACH}", case=None, began_on="2025-11-12"),
        event(3, "case.opened", f"case:{OTHER_CASE}", case=OTHER_CASE, breach=BREACH),
        event(4, "case.opened", f"case:{CASE}", breach=BREACH, controller=7, aware_at="2026-03-01T08:00:00.000000Z"),
        event(5, "roster.imported", "roster:1", total=7, good=6, refused=1, duplicate=0, merged=1, confirmed=[]),
        event(6, "wording.approved", "wording:1", number=1, sha256=approved, masters=1),
        event(7, "notices.owed", f"case:{CASE}", wording="1", total=5, by_route=routes),
        event(8, "roster.staged", "staged_roster:9", case=OTHER_CASE),
        event(9, "notices.claimed", f"case:{CASE}", count=3, notices=NOTICES[:3]),
        started(0, first),
        event(11, "notice.sent", f"notice:{NOTICES[0]}", attempt="1", outcome="accepted", code="250"),
        started(1, second),
        event(13, "notice.failed", f"notice:{NOTICES[1]}", attempt="2", outcome="refused", code="550"),
        started(2, third),
        event(15, "notice.in_doubt", f"notice:{NOTICES[2]}", attempt="3", code="lease_expired"),
        event(20, "decision.taken", "decision:1", topic="risk", number=1, value="high", advice=None, commitment=risk),
        event(21, "late_reasons.given", "late_reasons:1", commitment=late),
        event(22, "filing.recorded", "filing:1", kind="initial", filed_at="2026-03-09T08:00:00.000000Z", reason=filing),
        event(23, "filing.recorded", "filing:2", kind="complementary", filed_at="2026-03-09T09:00:00.000000Z"),
    ]


def the_reasons() -> list[dict[str, str]]:
    """As they stand in a package."""
    return [{"event": event(minute, "")["id"], "nonce": nonce.hex(), "text": text} for minute, nonce, text in REASONS]


def text_of(size: int, hashes: list[bytes]) -> str:
    return str(CheckpointText(ORIGIN, size, merkle.root(hashes[:size])))


@dataclass
class Package:
    """Events of a log, ours among them, and the files made from them. `extra` files are added or put in place."""

    events: list[dict[str, Any]] = field(default_factory=the_story)
    signers: tuple[Signer, ...] = (FIRST,)
    earlier: tuple[int, ...] = (1, 4, 9)
    extra: dict[str, bytes | None] = field(default_factory=dict)

    @property
    def bodies(self) -> list[bytes]:
        return [rfc8785.dumps(one) for one in self.events]

    def members(self) -> dict[str, bytes]:
        ours = [place for place, one in enumerate(self.events) if one["case"] in (None, CASE)]
        events = [self.events[place] for place in ours]
        story = verify.tell(events, is_whole=True)
        made = {
            **dict.fromkeys(("LISEZMOI.txt", "README.txt", "report.pdf", "verify.py"), b"...\n"),
            "case.json": verify.canonical(
                {
                    "format": verify.FORMAT,
                    "scope": "case",
                    "case": CASE,
                    "checkpoint": self.said(),
                    "counts": story.counts(),
                    "wordings": story.wordings,
                    "language": "fr",
                    "made_at": "2026-03-04T10:20:00.000000Z",
                    "declared": {},
                }
            ),
            "notices.json": verify.canonical(story.listed()),
            "notices.csv": verify.table(story.listed()),
            "reasons.json": verify.canonical(the_reasons()),
            "wording/1/approved.json": APPROVED,
            "wording/1/email.fr.administrative.mme.7f.adult.eml": MASTER,
            **self.proof(ours),
            **self.extra,
        }
        return {name: data for name, data in made.items() if data is not None}

    def proof(self, ours: list[int]) -> dict[str, bytes]:
        hashes = [merkle.leaf_hash(body) for body in self.bodies]
        size = len(hashes)

        def node(level: int, index: int) -> bytes:
            return merkle.root(hashes[index << level : (index + 1) << level])

        spans = sorted(merkle.missing_spans(ours, size))
        consistency = [
            {
                "size": old,
                "root": merkle.root(hashes[:old]).hex(),
                "proof": [step.hex() for step in merkle.consistency_proof(old, size, node)],
            }
            for old in self.earlier
        ]
        proof = {
            "size": size,
            "places": ours,
            "spans": [[*span, merkle.span_hash(span, node).hex()] for span in spans],
        }
        return {
            "events.jsonl": b"".join(self.bodies[place] + b"\n" for place in ours),
            "proof.json": verify.canonical(proof),
            "consistency.json": verify.canonical({"earlier": consistency}),
            "checkpoint.txt": self.checkpoint(size),
            "keys.json": verify.canonical({"keys": [signer.verifier.text for signer in self.signers]}),
        }

    def said(self) -> dict[str, Any]:
        root = merkle.root(merkle.leaf_hash(body) for body in self.bodies)
        return {"origin": ORIGIN, "size": len(self.events), "root": root.hex()}

    def checkpoint(self, size: int) -> bytes:
        return sign_note(text_of(size, [merkle.leaf_hash(body) for body in self.bodies]), [self.signers[-1]])


def seal(members: Mapping[str, bytes], *signers: Signer) -> bytes:
    """Sealed again, whatever the members are."""
    note = sign_note(verify.seal_text(members), signers or (FIRST,))
    return verify.write_zip({**members, "SEAL": note})


def made(package: Package | None = None) -> bytes:
    package = package or Package()
    return seal(package.members(), package.signers[-1])


def changed_keys() -> list[dict[str, Any]]:
    """The story with a change of keys at its end."""
    old, new = FIRST.verifier.text, SECOND.verifier.text
    text = verify.key_change_text(old, new)
    data = {
        "old": old,
        "new": new,
        "old_signature": b64encode(FIRST.sign(text)).decode(),
        "new_signature": b64encode(SECOND.sign(text)).decode(),
    }
    return [*the_story(), event(16, "log.key_changed", case=None, **data)]


def verdict(data: bytes, *, key: str = FIRST.verifier.fingerprint, held: Iterable[bytes] = ()) -> str:
    """`yes`, or the code of the refusal."""
    try:
        list(verify.check_package(verify.Package(data, key, list(held))))
    except (verify.No, verify.CannotCheck) as refusal:
        return refusal.code
    return "yes"


def edited(data: bytes, **changes: Any) -> bytes:
    """A JSON object with some of its values replaced."""
    return verify.canonical({**json.loads(data), **changes})
