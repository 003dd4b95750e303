"""People for whom a letter or an e-mail could do harm, by their given names; every one invented."""

from datetime import datetime

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.notices.actions import approve_wording, draft_wording
from notifier.notices.models import Notice
from notifier.rosters.actions import import_roster
from notifier.rosters.queries import open_person
from notifier.vault.keystore import sealer_for
from tests.worlds import open_practice

HEADER = (
    "nom;prénom;date de naissance;rue;code postal;ville;courriel;niveau;précautions;dernière consultation;"
    "informé le;informé comment;informé par\n"
)
# As practices' lists hold them.
ODDITIES = """\
Canari;Jumelle;01/02/2015;3 rue du Nid;69003;Lyon;;annoté;;;;;
Canari;Jumeau;01/02/2015;3 rue du Nid;69003;Lyon;;administratif;;;;;
Canari;Jeanne;01/02/1960;5 rue du Nid;69003;Lyon;;annoté;;;;;
Canari;Jeanne;01/02/1985;5 rue du Nid;69003;Lyon;;administratif;;;;;
Canari;Épouse;01/02/1980;7 rue du Nid;69003;Lyon;Nid.Canari@example.org;annoté;;;;;
Merle;Époux;01/02/1979;7 rue du Nid;69003;Lyon;nidcanari+luc@example.org;administratif;;;;;
Canari;Défunt;01/02/1940;;;;defunt@example.org;administratif;décédé;;;;
Canari;Protégée;01/02/1950;9 rue du Nid;69003;Lyon;;administratif;tutelle;;;;
Canari;Cachée;01/02/1990;11 rue du Nid;69003;Lyon;cachee@example.org;annoté;adresse confidentielle;;;;
Canari;Secret;01/02/2011;13 rue du Nid;69003;Lyon;parent@example.org;annoté;secret mineur;;;;
Canari;Parent;01/02/1982;13 rue du Nid;69003;Lyon;parent@example.org;administratif;;;;;
Canari;Séparé;01/02/2014;15 rue du Nid;69003;Lyon;;administratif;parents séparés;;;;
Canari;Ancien;01/02/1955;17 rue du Nid;69003;Lyon;;annoté;;2009;;;
Canari;Vieux;01/02/1935;19 rue du Nid;69003;Lyon;;administratif;;2001;;;
Canari;Prévenue;01/02/1970;;;;prevenue@example.org;administratif;;;02/03/2026;en consultation;Dr Numéro 1
Canari;Oublié;01/02/1970;;;;oublie@example.org;administratif;déjà informé;;;;
Canari;Tôt;01/02/1970;;;;tot@example.org;administratif;;;01/11/2025;téléphone;Dr Numéro 1
"""


def odd_case(
    rows: str = ODDITIES, *, header: str = HEADER, number: int = 1, at: datetime, by: Actor
) -> tuple[Case, User]:
    """A case whose notices are owed, and who decides on it."""
    case, user = open_practice(number=number, at=at, by=by)
    import_roster(
        case=case, data=(header + rows).encode(), confirmed=frozenset({"possible_homonyms"}), user=user, by=by, at=at
    )
    approve_wording(wording=draft_wording(case=case, by=by, at=at), approver=user, by=by, at=at)
    return case, user


def notice_of(case: Case, given: str, born: int | None = None) -> Notice:
    """The notice of the person of that given name; of those of one name, the one born in that year."""
    sealer = sealer_for(case.pk)
    for notice in case.notices.select_related("patient", "wording"):
        person = open_person(notice.recipient, sealer)
        if person.given_name == given and (born is None or (person.birth_date and person.birth_date.year == born)):
            return notice
    raise LookupError(given)
