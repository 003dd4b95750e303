from datetime import datetime

import pytest
from django.utils import translation

from notifier.delivery.choices import HaltKind, HaltReason
from notifier.delivery.models import Halt
from notifier.delivery.templatetags.halting import halt_reason, halted


@pytest.mark.parametrize("kind", HaltKind)
def test_each_scope_and_kind_is_said_in_both_languages(now: datetime, kind: HaltKind) -> None:
    halts = [Halt(kind=kind, begun_at=now), Halt(kind=kind, begun_at=now), Halt(kind=kind, begun_at=now)]
    halts[0].case_id, halts[1].breach_id = halts[0].pk, halts[1].pk
    said = []
    for language in ("fr", "en"):
        with translation.override(language):
            said += [halted(one) for one in halts]
    assert len(set(said)) == 6


def test_every_reason_has_its_words() -> None:
    with translation.override("fr"):
        assert len({halt_reason(reason) for reason in HaltReason}) == len(HaltReason)
