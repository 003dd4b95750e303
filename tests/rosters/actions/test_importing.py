from datetime import datetime

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from pytest_django import DjangoAssertNumQueries, Settings

from notifier.accounts.models import Agreement, Installation, User
from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.rosters.actions import AgreementMissing, RealRosterRefused, RosterRefused, import_roster
from notifier.rosters.choices import CareFlag, Category, Tier, ToldHow
from notifier.rosters.models import Patient, Roster
from notifier.rosters.queries import open_person
from notifier.rosters.rules.bits import from_bits, to_bits
from notifier.vault import masters
from notifier.vault.actions import confirm_escrow
from notifier.vault.keystore import sealer_for
from notifier.vault.recovery.escrow import confirmation_code
from tests.vault.keys import NEW

pytestmark = pytest.mark.django_db
HEADER = "nom;prénom;date de naissance;rue;code postal;ville;courriel;niveau;précautions\n"
ZOE = "Canari;Zoé;01/02/2010;12 rue de l'Église;69003;Lyon;zoe@example.org;annoté;canal sûr\n"
LUC = "Canari;Luc;;;;;luc@example.org;;\n"
SECRETS = ("Canari", "Zoé", "Luc", "zoe@", "luc@", "glise", "01/02/2010", "2010-02-01")

# Leaked by the breach, and without a column in the files below.
NOT_IN_FILE = {Category.TELEPHONE, Category.INSURER}


def take(case: Case, rows: str, now: datetime, by: Actor, *, user: User | None = None) -> Roster:
    return import_roster(
        case=case, data=(HEADER + rows).encode(), confirmed=frozenset({"many_refused"}), user=user, by=by, at=now
    )


def test_good_rows_become_sealed_patients(case: Case, now: datetime, by: Actor) -> None:
    roster = take(case, ZOE + LUC + LUC + ";x;;;;;;;\n", now, by)

    zoe, luc = case.patients.order_by("-has_address")
    assert (roster.total, roster.refused, roster.duplicate, roster.merged) == (4, 1, 1, 0)
    assert (zoe.roster, zoe.physician.controller_id, zoe.tier) == (roster, case.controller_id, "annotated")
    assert (zoe.has_email, zoe.has_address, zoe.majority_year) == (True, True, 2028)
    assert (luc.has_email, luc.has_address, luc.majority_year) == (True, False, None)
    assert from_bits(CareFlag, zoe.care) == {CareFlag.SAFE_CHANNEL}
    assert from_bits(Category, luc.exposure) == {*NOT_IN_FILE, Category.IDENTITY, Category.EMAIL}
    assert open_person(zoe, sealer_for(case.pk)).full_name == "Zoé Canari"
    assert (zoe.pk.version, zoe.pk.int >> 80) == (7, int(now.timestamp() * 1000))


def test_nothing_personal_lies_open_in_rows_or_events(case: Case, now: datetime, by: Actor) -> None:
    take(case, ZOE + LUC, now, by)

    with connection.cursor() as cursor:
        stored = ""
        for table in ("rosters_patient", "rosters_roster", "audit_event"):
            cursor.execute(f"SELECT * FROM {table}")
            for row in cursor.fetchall():
                stored += " ".join(bytes(v).decode("latin-1") if isinstance(v, bytes) else str(v) for v in row)
    assert "roster.imported" in stored
    assert [
        secret for secret in SECRETS for form in (secret, secret.encode().decode("latin-1")) if form in stored
    ] == []


def test_the_event_holds_counts_only(case: Case, now: datetime, by: Actor) -> None:
    roster = take(case, ZOE + LUC + LUC, now, by)

    event = Event.objects.get(kind="roster.imported")
    assert (event.case_id, event.subject) == (case.pk, f"roster:{roster.pk}")
    assert read_event(event.body)["data"] == {
        "total": 3, "good": 2, "refused": 0, "duplicate": 1, "merged": 0, "followed": {}, "confirmed": [],
    }  # fmt: skip


@pytest.mark.parametrize(
    "again",
    [
        ZOE,
        "CANARI;zoe;2010-02-01;12 RUE DE L EGLISE;69003;LYON;;;\n",
        "Canari;Zoé;01/02/2010;;;;Zoe@example.org;;\n",
        "Canari;Zoé;01/02/2010;1 rue Neuve;69001;Lyon;zoe@example.org;;\n",
    ],
)
def test_people_of_an_earlier_roster_are_merged(again: str, case: Case, now: datetime, by: Actor) -> None:
    take(case, ZOE, now, by)

    roster = take(case, again + LUC, now, by)

    assert (roster.total, roster.merged, case.patients.count()) == (2, 1, 2)


def test_people_of_the_same_mailbox_are_not_merged(case: Case, now: datetime, by: Actor) -> None:
    take(case, ZOE, now, by)

    roster = take(case, "Canari;Ève;01/02/2012;;;;zoe@example.org;;\n", now, by)

    assert (roster.merged, case.patients.count()) == (0, 2)


def test_a_name_alone_is_indexed_by_nothing_it_holds_and_still_not_taken_twice(
    case: Case, now: datetime, by: Actor
) -> None:
    bare = "Canari;Jeanne;;;;;;;\n"
    take(case, bare, now, by)
    first = case.patients.get()

    again = take(case, bare + "Canari;Jeanne;03/02/1980;;;;;;\n", now, by)

    assert (again.merged, case.patients.count()) == (1, 2)
    sealer = sealer_for(case.pk)
    guesses = {sealer.blind_index("person", f"{name}|") for name in ("canari|jeanne|", "canari|jeanne")}
    assert bytes(first.person_index) not in guesses
    assert bytes(first.person_index) == sealer.blind_index("row", first.pk.hex)


def test_what_a_later_roster_knows_of_leak_and_care_is_added(case: Case, now: datetime, by: Actor) -> None:
    take(case, LUC, now, by)

    take(case, "Canari;Luc;;;;;luc@example.org;annoté;décédé\n", now, by)

    luc = case.patients.get()
    assert (luc.tier, luc.care) == (Tier.ANNOTATED, to_bits({CareFlag.DECEASED}))
    assert from_bits(Category, luc.exposure) == {*NOT_IN_FILE, Category.IDENTITY, Category.EMAIL, Category.ANNOTATIONS}


def test_a_refused_file_leaves_nothing(case: Case, now: datetime, by: Actor) -> None:
    rows = ZOE + "Canari;Luc;;;;;luc@real.fr;;\n"

    with pytest.raises(RosterRefused) as refusal:
        take(case, rows, now, by)

    assert (refusal.value.examination.reason, str(refusal.value)) == ("not_reserved_domain", "not_reserved_domain")
    assert (Patient.objects.count(), Roster.objects.count()) == (0, 0)
    assert not Event.objects.filter(kind="roster.imported").exists()


def test_a_doubt_is_raised_until_it_is_confirmed(case: Case, now: datetime, by: Actor) -> None:
    data = (HEADER + ZOE).encode("cp1252")

    with pytest.raises(RosterRefused) as doubt:
        import_roster(case=case, data=data, confirmed=frozenset(), by=by, at=now)
    roster = import_roster(case=case, data=data, confirmed=frozenset({"encoding_guess"}), by=by, at=now)

    assert doubt.value.examination.asks == ("encoding_guess",)
    assert (roster.encoding, case.patients.count()) == ("cp1252", 1)
    event = Event.objects.get(kind="roster.imported")
    assert read_event(event.body)["data"]["confirmed"] == ["encoding_guess"]


def test_many_rows_are_written_in_batches(
    case: Case, now: datetime, by: Actor, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rows = "".join(f"Canari;Luc;;;;;luc{n}@example.org;;\n" for n in range(1200))

    with django_assert_max_num_queries(50):
        take(case, rows, now, by)

    assert case.patients.count() == 1200


def test_real_people_need_an_installation_whose_keys_lie_on_paper_and_a_second_factor(
    practice: tuple[Case, User], now: datetime, by: Actor, settings: Settings
) -> None:
    case, user = practice
    Installation.objects.update(is_demo=False)
    settings.DEBUG = False
    settings.DEMO = ""

    with pytest.raises(RealRosterRefused) as no_escrow:
        take(case, LUC, now, by, user=user)
    confirm_escrow(code=confirmation_code(masters.configured()), by=by, at=now)
    with pytest.raises(RealRosterRefused) as no_factor:
        take(case, LUC, now, by, user=user)
    with pytest.raises(RealRosterRefused):
        take(case, LUC, now, by)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    roster = take(case, LUC.replace("example.org", "free.fr"), now, by, user=user)

    assert (no_escrow.value.code, no_factor.value.code) == ("escrow_not_confirmed", "no_second_factor")
    assert roster.total == 1


def test_a_new_master_key_stops_imports_until_it_is_on_paper(
    practice: tuple[Case, User], now: datetime, by: Actor, settings: Settings
) -> None:
    case, user = practice
    Installation.objects.update(is_demo=False)
    settings.DEBUG, settings.DEMO = False, ""
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    confirm_escrow(code=confirmation_code(masters.configured()), by=by, at=now)
    settings.MASTER_KEYS = f"{NEW},{settings.MASTER_KEYS}"

    with pytest.raises(RealRosterRefused) as refusal:
        take(case, LUC, now, by, user=user)

    assert refusal.value.code == "escrow_not_confirmed"


@pytest.mark.parametrize(("name", "value", "code"), [("DEBUG", True, "debug_on"), ("DEMO", "serve", "made_up_secrets")])
def test_real_people_are_refused_by_an_installation_made_for_trying(
    name: str,
    value: object,
    code: str,
    practice: tuple[Case, User],
    now: datetime,
    by: Actor,
    settings: Settings,
) -> None:
    case, user = practice
    Installation.objects.update(is_demo=False)
    setattr(settings, name, value)

    with pytest.raises(RealRosterRefused) as refusal:
        take(case, LUC, now, by, user=user)

    assert refusal.value.code == code


def test_nothing_is_taken_in_before_the_contract_is_accepted(case: Case, now: datetime, by: Actor) -> None:
    Agreement.objects.all().delete()
    with pytest.raises(AgreementMissing):
        take(case, LUC, now, by)
    assert not case.patients.exists()


@pytest.mark.parametrize("rows", [(0, 1), (1, 0), (0, 0, 1), (0, 1, 1)])
def test_what_only_one_of_two_rows_of_a_person_says_is_kept(
    rows: tuple[int, ...], case: Case, now: datetime, by: Actor
) -> None:
    said = ("Canari;Luc;03/04/1950;1 rue du Port;69003;Lyon;luc@example.org;;\n",
            "Canari;Luc;03/04/1950;1 rue du Port;69003;Lyon;luc@example.org;annoté;décédé\n")  # fmt: skip
    roster = take(case, "".join(said[row] for row in rows), now, by)

    luc = case.patients.get()
    assert (roster.total, roster.duplicate, roster.merged) == (len(rows), len(rows) - 1, 0)
    assert from_bits(CareFlag, luc.care) == {CareFlag.DECEASED}
    assert luc.tier == Tier.ANNOTATED
    assert Category.ANNOTATIONS in from_bits(Category, luc.exposure)


def test_a_repeated_row_adds_to_who_an_earlier_list_named(case: Case, now: datetime, by: Actor) -> None:
    luc = "Canari;Luc;03/04/1950;1 rue du Port;69003;Lyon;luc@example.org;;"
    take(case, luc + "\n", now, by)
    roster = take(case, f"{luc}\n{luc}décédé\n", now, by)

    assert (roster.duplicate, roster.merged) == (1, 1)
    assert from_bits(CareFlag, case.patients.get().care) == {CareFlag.DECEASED}


def test_what_a_later_list_knows_of_care_and_visits_is_added(case: Case, now: datetime, by: Actor) -> None:
    silent = "nom;prénom;courriel;niveau;dernière consultation\nCanari;Luc;luc@example.org;annoté;2009\n"
    import_roster(case=case, data=silent.encode(), confirmed=frozenset(), by=by, at=now)
    luc = case.patients.get()
    assert (luc.care_known, luc.seen_year) == (False, 2009)
    later = (
        "nom;prénom;courriel;précautions;dernière consultation;informé le;informé comment;informé par\n"
        "Canari;Luc;luc@example.org;;2011;02/03/2026;téléphone;Dr Merle\n"
    )
    import_roster(case=case, data=later.encode(), confirmed=frozenset(), by=by, at=now)
    luc.refresh_from_db()
    person = open_person(luc, sealer_for(case.pk))
    assert (luc.care_known, luc.seen_year) == (True, 2011)
    assert (str(person.told_on), person.told_how, person.told_by) == ("2026-03-02", ToldHow.TELEPHONE, "Dr Merle")
    assert CareFlag.ALREADY_TOLD in from_bits(CareFlag, luc.care)


def test_who_shares_a_mailbox_or_a_door_is_found_by_keyed_indexes(case: Case, now: datetime, by: Actor) -> None:
    rows = (
        "Canari;Zoé;01/02/1980;12 av. de l'Église;69003;Lyon;Zoe.Canari@example.org;;\n"
        "Merle;Luc;01/02/1979;12 avenue de l’église;69003;LYON;zoecanari+luc@example.org;;\n"
        "Pinson;Lia;01/02/1979;14 avenue de l’église;69003;Lyon;lia@example.org;;\n"
    )
    take(case, rows, now, by)
    found = list(case.patients.values_list("mailbox_index", "address_index", "email_index"))
    assert [len({bytes(row[place]) for row in found}) for place in range(3)] == [2, 2, 3]
