from datetime import datetime, timedelta

import pytest

from notifier.audit.actors import Actor, user_actor
from notifier.breaches.actions import give_late_reasons
from notifier.breaches.queries.late import Given, is_late, reasons_given
from notifier.vault.keystore import destroy_data_key
from tests.worlds import open_practice

pytestmark = pytest.mark.django_db


def test_reasons_are_read_until_the_key_is_gone(now: datetime, by: Actor) -> None:
    case, owner = open_practice(at=now, by=by)
    late = now + timedelta(days=5)
    assert (is_late(case, now), is_late(case, late)) == (False, True)
    give_late_reasons(case=case, text="Voilà.", by=user_actor(owner.pk), at=late)
    assert reasons_given(case, with_texts=True) == [Given("Voilà.", "Dr Numéro 1", late)]
    destroy_data_key(case.pk)
    assert reasons_given(case, with_texts=True) == [Given(None, "Dr Numéro 1", late)]
