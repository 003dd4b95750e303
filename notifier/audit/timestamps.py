"""Time stamps of checkpoints by an outside authority (RFC 3161); off unless one is named in the settings.

They show that a checkpoint existed at a moment even to someone who trusts neither the operator nor the log's key.
"""

import urllib.error
import urllib.request
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from cryptography.x509 import Certificate, load_pem_x509_certificates
from django.conf import settings
from django.db import transaction
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from notifier.audit.models import Checkpoint, TimeStamp

_TYPE = "application/timestamp-query"
_PATIENCE = 30
# Far more than any answer; what is longer is none.
_LONGEST = 64 * 1024


class NoTimeStamp(RuntimeError):
    """The authority gave no usable answer; nothing was kept, and it can be asked again."""


def is_configured() -> bool:
    return bool(settings.TSA_URL)


def stamp_checkpoint(*, checkpoint: Checkpoint, at: datetime) -> TimeStamp:
    """Ask the configured authority and keep its answer, once per checkpoint. Raises NoTimeStamp.

    Call it outside transactions: the answer may take half a minute.
    """
    kept = TimeStamp.objects.filter(size=checkpoint.size, authority=settings.TSA_URL).first()
    if kept is not None:
        return kept
    note = bytes(checkpoint.note)
    token = _ask(settings.TSA_URL, note)
    if not stamp_holds(token, note):
        raise NoTimeStamp("the authority's answer does not fit the checkpoint")
    with transaction.atomic():
        stamp, _ = TimeStamp.objects.get_or_create(
            size=checkpoint.size, authority=settings.TSA_URL, defaults={"token": token, "made_at": at}
        )
    return stamp


def stamp_holds(token: bytes, note: bytes) -> bool:
    """Whether the response is about exactly this note and, where the authority's roots are configured, signed by it."""
    try:
        response = decode_timestamp_response(token)
        if not settings.TSA_ROOTS:
            return response.tst_info.message_imprint.message == sha256(note).digest()
        return _is_signed(response, note)
    except (ValueError, VerificationError):
        return False


def _is_signed(response: TimeStampResponse, note: bytes) -> bool:
    builder = VerifierBuilder()
    for certificate in _certificates(settings.TSA_ROOTS):
        is_root = certificate.subject == certificate.issuer
        builder = (
            builder.add_root_certificate(certificate) if is_root else builder.add_intermediate_certificate(certificate)
        )
    return builder.build().verify_message(response, note)


@lru_cache(maxsize=2)
def _certificates(path: str) -> list[Certificate]:
    return load_pem_x509_certificates(Path(path).read_bytes())


def _ask(url: str, note: bytes) -> bytes:
    request = TimestampRequestBuilder(hash_algorithm=HashAlgorithm.SHA256).data(note).cert_request(cert_request=True)
    query = urllib.request.Request(url, data=request.build().as_bytes(), headers={"Content-Type": _TYPE})  # noqa: S310 - http or https, checked with the settings
    try:
        with urllib.request.urlopen(query, timeout=_PATIENCE) as answer:  # noqa: S310 - as above
            return bytes(answer.read(_LONGEST))
    except (OSError, urllib.error.URLError) as problem:
        raise NoTimeStamp("the time-stamping authority does not answer") from problem
