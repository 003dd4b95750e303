"""How every event reads: one table, cut by what the events are about."""

from django.utils.translation import gettext as _

from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.dashboard.choices import Group
from notifier.dashboard.queries.stories.sentences import (
    caring,
    cases,
    deciding,
    erasures,
    following,
    keys,
    paper,
    people,
    proofs,
    requests,
    rosters,
    sending,
    wordings,
)
from notifier.dashboard.queries.stories.sentences.words import Data, Sentence, language
from notifier.lib.typography import set_text

BY_GROUP: dict[Group, dict[str, Sentence]] = {
    Group.CASE: cases.SENTENCES | deciding.SENTENCES | following.SENTENCES,
    Group.ROSTER: rosters.SENTENCES,
    Group.WORDING: wordings.SENTENCES,
    Group.SENDING: sending.SENTENCES | caring.SENTENCES,
    Group.PAPER: paper.SENTENCES,
    Group.REQUEST: requests.SENTENCES,
    Group.ERASURE: erasures.SENTENCES,
    Group.PROOF: proofs.SENTENCES,
    Group.KEYS: keys.SENTENCES,
    Group.PEOPLE: people.SENTENCES,
}
SENTENCES = {kind: sentence for table in BY_GROUP.values() for kind, sentence in table.items()}
GROUPS = {kind: group for group, table in BY_GROUP.items() for kind in table}
# Acts; what happens to single notices is told only to who asks for all.
ACTS = frozenset(SENTENCES) - frozenset(sending.EACH_NOTICE | paper.EACH_NOTICE | caring.EACH_NOTICE)


def tell(kind: str, data: Data) -> str:
    """The event as a sentence. One that nobody foresaw, or that lacks what its sentence says, is named by its kind:
    an old page must not break on a newer event, nor a new page on an older one.
    """
    try:
        sentence = SENTENCES[kind]
        text = sentence(data) if callable(sentence) else str(sentence % dict(data))
    except (LookupError, TypeError, ValueError):
        text = _("Événement « %(kind)s ».") % {"kind": kind}
    return set_text(text, language())


def tell_event(event: Event) -> str:
    return tell(event.kind, read_event(bytes(event.body))["data"])
