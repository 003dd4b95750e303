import io

import pytest
from django.core.management import call_command

from notifier.audit.checkpoints import latest_checkpoint


@pytest.mark.django_db
def test_the_checkpoint_is_printed_byte_for_byte() -> None:
    out = io.StringIO()
    call_command("checkpoint", stdout=out)
    latest = latest_checkpoint()
    assert latest is not None
    assert out.getvalue().encode() == bytes(latest.note)
