"""The whole package from its material."""

from datetime import datetime

import pytest
from django.conf import settings

from notifier.audit import keys
from notifier.audit.checkpoints import make_checkpoint
from notifier.breaches.models import Case
from notifier.dossiers import verify
from notifier.dossiers.rendering.material import gather
from notifier.dossiers.rendering.package import make_package
from notifier.dossiers.rules.material import Scope

pytestmark = pytest.mark.django_db


def test_equal_material_gives_equal_bytes(case: Case, now: datetime) -> None:
    checkpoint, signer = make_checkpoint(at=now), keys.configured(settings.LOG_ORIGIN)[0]
    made = [make_package(gather(Scope(case.pk), checkpoint, language="fr", at=now), signer) for _ in range(2)]
    assert made[0] == made[1]


def test_the_script_in_it_is_ours(case: Case, now: datetime) -> None:
    material = gather(Scope(case.pk), make_checkpoint(at=now), language="en", at=now)
    members = verify.read_zip(make_package(material, keys.configured(settings.LOG_ORIGIN)[0]))
    with open(verify.__file__, "rb") as file:
        assert members["verify.py"] == file.read()
