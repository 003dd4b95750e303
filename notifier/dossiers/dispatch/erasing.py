"""Erasing a case over two databases that cannot commit together.

In this order, so that a crash at any point leaves a case that the next run ends: announce (no one may read or add from
now on), destroy the key (nothing can be read from now on, in any copy), delete and certify, clean the files.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.dossiers.actions.erasing import Certificate, begin_erasure, finish_erasure
from notifier.dossiers.choices import ErasureReason
from notifier.dossiers.dispatch.cleaning import clean_files
from notifier.rosters.actions import empty_comparison
from notifier.vault.keystore import destroy_data_key


@dataclass(frozen=True, slots=True)
class Erasure:
    """`certificate` is None for a case that was certified before. `is_clean` says whether the database's files hold no
    trace of the deleted rows either; if not, running once more when nothing reads does it.
    """

    certificate: Certificate | None
    is_clean: bool


def erase_case(*, case: Case, reason: ErasureReason, by: Actor, clock: Callable[[], datetime]) -> Erasure:
    """Erase, or go on where an earlier run was interrupted. Raises ActRefused, and does nothing then."""
    begin_erasure(case=case, reason=reason, by=by, at=clock())
    destroy_data_key(case.pk)
    empty_comparison(case=case, by=by, at=clock())
    certificate = finish_erasure(case=case, by=by, at=clock())
    return Erasure(certificate, clean_files())
