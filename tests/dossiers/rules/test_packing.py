"""The machine's part of a package: what verify.py checks, from values alone."""

import hashlib
import json
from uuid import UUID

import rfc8785

from notifier.dossiers import verify
from notifier.dossiers.rules.material import Earlier, Material, Placed, Reason, Scope, Sent, Signed, Stamp, Worded
from notifier.dossiers.rules.packing import machine_files, pack
from notifier.lib import merkle
from notifier.lib.checkpoints import read_checkpoint
from notifier.lib.notes import open_note
from tests.dossiers import packages
from tests.dossiers.packages import CASE, FIRST, NOTICES, REFERENCE, verdict

PAPER = dict.fromkeys(("LISEZMOI.txt", "README.txt", "report.pdf", "verify.py"), b"...")
NONCE, MESSAGE = bytes(32), b"To: someone\r\n"


def material(scope: Scope, *, sent: tuple[Sent, ...] = ()) -> Material:
    """The hand-made log's events of this scope."""
    log = packages.Package()
    log.events[9]["data"]["commitment"] = hashlib.sha256(NONCE + MESSAGE).hexdigest()
    # The case's opening, the approval, and what happened to the first notice.
    one = (0, 3, 5, 9, 10)
    ours = [place for place, event in enumerate(log.events) if event["case"] in (None, CASE)]
    places = ours if scope.is_whole else [place for place in ours if place in one]
    hashes = [merkle.leaf_hash(body) for body in log.bodies]

    def node(level: int, index: int) -> bytes:
        return merkle.root(hashes[index << level : (index + 1) << level])

    size = len(hashes)
    spans = {span: merkle.span_hash(span, node) for span in merkle.missing_spans(places, size)}
    note = log.checkpoint(size)
    return Material(
        scope=scope,
        language="fr",
        made_at="2026-03-04T10:05:00.000000Z",
        placed=Placed(tuple(log.bodies[place] for place in places), tuple(places), spans),
        checkpoint=Signed(read_checkpoint(open_note(note, [FIRST.verifier])), note),
        keys=(FIRST.verifier,),
        earlier=(Earlier(4, merkle.root(hashes[:4]), tuple(merkle.consistency_proof(4, size, node))),),
        stamps=(Stamp(4, log.checkpoint(4), b"one"), Stamp(4, log.checkpoint(4), b"two")),
        wordings=(Worded(1, packages.APPROVED, {("email", "fr.administrative.mme.7f.adult"): packages.MASTER}),),
        sent=sent,
        reasons=tuple(Reason(one["event"], bytes.fromhex(one["nonce"]), one["text"]) for one in packages.the_reasons()),
    )


def test_a_case_packed_is_a_package_that_holds() -> None:
    data = pack({**machine_files(material(Scope(UUID(CASE)))), **PAPER}, FIRST)
    assert verdict(data, held=[packages.Package().checkpoint(4)]) in {"yes", "forked"}
    assert verdict(data) == "yes"
    assert json.loads(verify.read_zip(data)["reasons.json"]) == packages.the_reasons()


def test_one_notice_packed_is_a_package_that_holds() -> None:
    sent = Sent(UUID(int=1), 1, "email", NONCE, MESSAGE)
    scope = Scope(UUID(CASE), UUID(NOTICES[0]), REFERENCE)
    files = machine_files(material(scope, sent=(sent,)))
    assert files["sent/1.eml"] == MESSAGE
    assert "reasons.json" not in files
    assert rfc8785.dumps([{"attempt": str(UUID(int=1)), "nonce": NONCE.hex(), "file": "1.eml"}]) == files["sent.json"]


def test_two_stamps_of_one_checkpoint_lie_side_by_side() -> None:
    files = machine_files(material(Scope(UUID(CASE))))
    assert (files["timestamps/4.1.tsr"], files["timestamps/4.2.tsr"]) == (b"one", b"two")


def test_the_seal_is_over_every_file() -> None:
    members = verify.read_zip(pack(PAPER, FIRST))
    text = open_note(members["SEAL"], [FIRST.verifier])
    assert text == verify.FORMAT + "\n" + "".join(f"{hashlib.sha256(b'...').hexdigest()}  {n}\n" for n in sorted(PAPER))
