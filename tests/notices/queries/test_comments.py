from datetime import datetime

import pytest

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.notices.actions.commenting import resolve_comment, write_comment
from notifier.notices.models import Override, Wording
from notifier.notices.queries.comments import OVERRIDES, open_comments, override_reasons, remarks
from notifier.notices.rules.findings import Place
from notifier.vault.keystore import destroy_data_key, sealer_for
from notifier.vault.reasons import seal_reason

pytestmark = pytest.mark.django_db


def write(draft: Wording, owner: User, text: str, at: datetime, by: Actor) -> None:
    write_comment(wording=draft, place=Place("", "", "", ""), text=text, writer=owner, by=by, at=at)


def test_open_remarks_come_first(draft: Wording, owner: User, now: datetime, by: Actor) -> None:
    assert remarks(draft) == []
    for text in ("un", "deux", "trois"):
        write(draft, owner, text, now, by)
    settled = next(one for one in remarks(draft) if one.text == "deux")
    resolve_comment(comment=settled.row, resolver=owner, by=by, at=now)
    found = remarks(draft)
    assert ({found[0].text, found[1].text}, found[2].text) == ({"un", "trois"}, "deux")
    assert [one.is_open for one in found] == [True, True, False]
    assert open_comments(draft) == 2


def test_with_the_key_the_words_are_gone(draft: Wording, owner: User, now: datetime, by: Actor) -> None:
    write(draft, owner, "un", now, by)
    row = Override(wording=draft, code="x", finding="f", given_at=now, given_by=owner)
    row.sealed = seal_reason(sealer_for(draft.case_id), OVERRIDES, row.pk, "parce que").sealed
    row.save()
    assert override_reasons(draft) == {"f": "parce que"}
    destroy_data_key(draft.case_id)
    assert [one.text for one in remarks(draft)] == [None]
    assert override_reasons(draft) == {"f": None}
