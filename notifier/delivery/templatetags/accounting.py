"""What does not add up, in words; total over its kinds."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from notifier.notices.rules.accounting import Kind

register = template.Library()

KINDS = {
    Kind.LISTS: _("Les listes importées ne disent pas ce que dit le journal"),
    Kind.PATIENTS: _("Le nombre de patients n’est pas celui des listes"),
    Kind.NOTICES: _("Le nombre d’avis n’est pas celui des avis dus"),
    Kind.FOLLOW_UPS: _("Le nombre d’avis complémentaires dus et celui des avis qui suivent un premier diffèrent"),
    Kind.EVERYONE: _("Tous les patients des listes n’ont pas leur place"),
    Kind.STATE: _("Le nombre d’avis dans cet état n’est pas celui du journal"),
    Kind.ATTEMPTS: _("Le nombre d’essais n’est pas celui du journal"),
    Kind.EVENT_UNREADABLE: _("Un événement ne dit pas d’où vient l’avis"),
    Kind.NOTICE_AGAINST_EVENTS: _("Un avis n’est pas dans l’état que dit le journal"),
    Kind.NOTICE_AGAINST_ATTEMPTS: _("Un avis n’a pas l’essai que son état suppose"),
}


@register.filter
def difference_words(difference: Mapping[str, Any]) -> str:
    """The kind, the state where one is meant, and both numbers."""
    kind = difference.get("kind", "")
    words = str(KINDS[Kind(kind)]) if kind in set(Kind) else kind
    place = f" ({difference['place']})" if difference.get("place") else ""
    numbers = {"expected": difference.get("expected"), "found": difference.get("found")}
    return f"{words}{place}. " + str(_("Attendus : %(expected)s. Trouvés : %(found)s.")) % numbers
