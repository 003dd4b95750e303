"""Who did it, in words."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from notifier.accounts.models import User

_PERSON = "user:"


def people_named(actors: Iterable[str]) -> dict[str, str]:
    """Names by actor, for those who are people; one query."""
    ids = {int(number) for actor in actors if (number := actor.removeprefix(_PERSON)) != actor and number.isdigit()}
    return {f"{_PERSON}{pk}": name for pk, name in User.objects.filter(pk__in=ids).values_list("pk", "name")}


def who(actor: str, names: Mapping[str, str]) -> str:
    """A person by their name, or by their number where it is not given; else the command or the system."""
    kind, _sep, name = actor.partition(":")
    if kind == "user":
        return names.get(actor) or _("personne n° %(number)s") % {"number": name}
    return _("commande %(name)s") % {"name": name} if kind == "command" else _("le système")
