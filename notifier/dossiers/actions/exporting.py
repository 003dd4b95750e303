"""Handing over evidence. It is an act: the log keeps the hash of every package that left."""

from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from notifier.audit import keys
from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.audit.checkpoints import LogKeyMissing, make_checkpoint
from notifier.breaches.models import Case
from notifier.dossiers.queries.events import find_notice
from notifier.dossiers.rendering.material import gather
from notifier.dossiers.rendering.package import make_package
from notifier.dossiers.rules.material import Material, Scope
from notifier.lib.notes import Signer


@dataclass(frozen=True, slots=True)
class Exported:
    """The package, its SHA-256, and the fingerprint of the key it is checked with."""

    data: bytes = field(repr=False)
    sha256: str
    fingerprint: str


def export_case(*, case: Case, language: str, by: Actor, at: datetime) -> Exported:
    """The evidence of a case, under a checkpoint of this moment. It names no patient, before and after an erasure.

    Raises what make_checkpoint raises, and NothingTold. Call it outside transactions: it may take a while.
    """
    return _export(Scope(case.pk), language, by=by, at=at)


def export_notice(*, reference: str, language: str, by: Actor, at: datetime) -> Exported:
    """The evidence of one notice, for the patient who kept its reference; with what was sent, while it can be shown.

    Raises like export_case, and NotWhatWasSent.
    """
    return _export(find_notice(reference), language, by=by, at=at)


def _export(scope: Scope, language: str, *, by: Actor, at: datetime) -> Exported:
    material = gather(scope, make_checkpoint(at=at), language=language, at=at)
    data = make_package(material, _signer(material))
    digest = sha256(data).hexdigest()
    subject = f"case:{scope.case}" if scope.is_whole else f"notice:{scope.notice}"
    said = {"sha256": digest, "language": language, "scope": "case" if scope.is_whole else "notice"}
    with transaction.atomic():
        record(Fact("evidence.exported", subject, case=scope.case, data=said), by=by, at=at)
    return Exported(data, digest, material.keys[-1].fingerprint)


def _signer(material: Material) -> Signer:
    """The key that signs the log now seals the package too."""
    for signer in keys.configured(material.checkpoint.text.origin):
        if signer.verifier == material.keys[-1]:
            return signer
    raise LogKeyMissing("the key that signs the log is not configured here")
