"""The machine's part of an evidence file, and the file itself. verify.py says what each must be."""

from collections.abc import Mapping

from notifier.dossiers import verify
from notifier.dossiers.rules.material import Material, Sent
from notifier.lib.notes import Signer, sign_note


def machine_files(material: Material) -> dict[str, bytes]:
    """All that programs read, equal for equal material."""
    listed = material.story.listed()
    return {
        "case.json": _case(material),
        "notices.json": verify.canonical(listed),
        "notices.csv": verify.table(listed),
        "events.jsonl": b"".join(body + b"\n" for body in material.placed.bodies),
        "proof.json": _proof(material),
        "consistency.json": _consistency(material),
        "checkpoint.txt": material.checkpoint.note,
        "keys.json": verify.canonical({"keys": [key.text for key in material.keys]}),
        **_stamps(material),
        **_wordings(material),
        **(_reasons(material) if material.scope.is_whole else _sent(material)),
    }


def pack(members: Mapping[str, bytes], signer: Signer) -> bytes:
    """The package: every file, and a seal over all of them."""
    return verify.write_zip({**members, "SEAL": sign_note(verify.seal_text(members), [signer])})


def _case(material: Material) -> bytes:
    scope, checkpoint = material.scope, material.checkpoint.text
    of_notice = {} if scope.is_whole else {"notice": str(scope.notice), "reference": scope.reference}
    return verify.canonical(
        {
            "format": verify.FORMAT,
            "scope": "case" if scope.is_whole else "notice",
            "case": str(scope.case),
            **of_notice,
            "language": material.language,
            "made_at": material.made_at,
            "checkpoint": {"origin": checkpoint.origin, "size": checkpoint.size, "root": checkpoint.root.hex()},
            "counts": material.story.counts(),
            "wordings": material.story.wordings,
            "declared": dict(material.declared),
        }
    )


def _proof(material: Material) -> bytes:
    spans = [[start, end, hashed.hex()] for (start, end), hashed in sorted(material.placed.spans.items())]
    return verify.canonical(
        {"size": material.checkpoint.text.size, "places": list(material.placed.places), "spans": spans}
    )


def _consistency(material: Material) -> bytes:
    entries = [
        {"size": one.size, "root": one.root.hex(), "proof": [step.hex() for step in one.proof]}
        for one in material.earlier
    ]
    return verify.canonical({"earlier": entries})


def _stamps(material: Material) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for stamp in material.stamps:
        files[f"timestamps/{stamp.size}.checkpoint"] = stamp.note
        number = sum(name.startswith(f"timestamps/{stamp.size}.") and name.endswith(".tsr") for name in files)
        files[f"timestamps/{stamp.size}.{number + 1}.tsr"] = stamp.token
    return files


def _wordings(material: Material) -> dict[str, bytes]:
    files = {}
    for wording in material.wordings:
        files[f"wording/{wording.number}/approved.json"] = wording.approved
        for (channel, variant), data in wording.masters.items():
            files[verify.master_name(wording.number, channel, variant)] = data
    return files


def _reasons(material: Material) -> dict[str, bytes]:
    """In the order of the log; empty once the case is erased."""
    entries = [{"event": one.event, "nonce": one.nonce.hex(), "text": one.text} for one in material.reasons]
    return {"reasons.json": verify.canonical(entries)}


def _sent(material: Material) -> dict[str, bytes]:
    entries = [
        {"attempt": str(sent.attempt), "nonce": sent.nonce.hex(), "file": _sent_name(sent)} for sent in material.sent
    ]
    return {
        "sent.json": verify.canonical(entries),
        **{f"sent/{_sent_name(sent)}": sent.data for sent in material.sent},
    }


def _sent_name(sent: Sent) -> str:
    return verify.sent_name({"number": sent.number, "channel": sent.channel, "provider": sent.provider})
