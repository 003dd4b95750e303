"""Small worlds for tests: a practice, its breach, its case, its patients. Every person is named Canari."""

from datetime import date, datetime

from notifier.accounts.actions import accept_agreement, add_member, create_user, set_up_installation
from notifier.accounts.choices import Role
from notifier.accounts.models import User
from notifier.accounts.rules.agreements import agreement_on
from notifier.audit.actors import Actor
from notifier.breaches.actions import open_breach, open_case
from notifier.breaches.models import Case
from notifier.delivery.channels.letter import LetterChannel
from notifier.delivery.dispatch import work_batch
from notifier.notices.actions import approve_wording, draft_wording
from notifier.notices.choices import Channel
from notifier.practices.actions import Letterhead, create_controller, register_physician
from notifier.practices.choices import ControllerKind, Specialty
from notifier.rosters.actions import import_roster
from notifier.rosters.choices import Category

HEADER = "nom;prénom;date de naissance;rue;code postal;ville;courriel;civilité;niveau;précautions\n"


def open_practice(*, number: int = 1, at: datetime, by: Actor) -> tuple[Case, User]:
    """A self-employed physician with a case of their own in a breach, on a demo installation."""
    set_up_installation(is_demo=True, by=by, at=at)
    user = create_user(email=f"medecin{number}@example.org", name=f"Dr Numéro {number}", password=None, by=by, at=at)
    letterhead = Letterhead(
        name=f"Cabinet du Dr Numéro {number}",
        street="14 rue des Lilas",
        postcode="69003",
        town="Lyon",
        telephone="04 72 00 00 00",
        reply_email=f"cabinet{number}@example.org",
    )
    controller = create_controller(kind=ControllerKind.SELF_EMPLOYED, letterhead=letterhead, by=by, at=at)
    add_member(user=user, organisation=controller.organisation, role=Role.CONTROLLER, by=by, at=at)
    register_physician(
        controller=controller,
        rpps=f"999000000{number:02d}",
        given_name="Numéro",
        family_name=str(number),
        specialty=Specialty.GENERAL_PRACTICE,
        user=user,
        by=by,
        at=at,
    )
    version = agreement_on(at.date()).version
    accept_agreement(controller=controller.organisation, version=version, user=user, by=by, at=at)
    breach = open_breach(
        title="Fuite de test",
        vendor=None,
        began_on=date(2025, 11, 12),
        ended_on=date(2025, 12, 3),
        categories=[category.value for category in Category if category is not Category.ANNOTATIONS],
        by=by,
        at=at,
    )
    return open_case(breach=breach, controller=controller, aware_at=at, by=by, at=at), user


def roster(*, emails: int = 0, letters: int = 0, held: int = 0) -> bytes:
    """That many people with an e-mail, with an address only, and with neither."""
    rows = [f"Canari;Emilie {_word(n)};01/02/1980;;;;canari{n}@example.org;Mme;;" for n in range(emails)]
    rows += [f"Canari;Luc {_word(n)};01/02/1981;{n + 1} rue du Port;69003;Lyon;;M.;;" for n in range(letters)]
    rows += [f"Canari;Zoé {_word(n)};01/02/1982;;;;;;;" for n in range(held)]
    return (HEADER + "\n".join(rows) + "\n").encode()


def approved_case(
    *, number: int = 1, emails: int = 0, letters: int = 0, held: int = 0, rows: str = "", at: datetime, by: Actor
) -> Case:
    """A case whose notices are owed; `rows` come after the counted ones, in the order of HEADER."""
    case, user = open_practice(number=number, at=at, by=by)
    data = roster(emails=emails, letters=letters, held=held) + rows.encode()
    import_roster(case=case, data=data, confirmed=frozenset(), user=user, by=by, at=at)
    approve_wording(wording=draft_wording(case=case, by=by, at=at), approver=user, by=by, at=at)
    return case


def make_letters(*, at: datetime, by: Actor) -> None:
    """Compose every letter that is due."""
    while not work_batch({Channel.LETTER: LetterChannel()}, clock=lambda: at, by=by).is_idle:
        pass


def _word(number: int) -> str:
    """Letters for a number: names hold no digits."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number)).capitalize()
