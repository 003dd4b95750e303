import pytest

from notifier.rosters.choices import CareFlag
from notifier.rosters.rules.columns import read_header
from notifier.rosters.rules.headers import Field
from notifier.rosters.rules.problems import Problem

MANDATORY = ("nom", "prénom", "courriel")


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("NOM", Field.FAMILY_NAME),
        ("Nom de famille", Field.FAMILY_NAME),
        ("last_name", Field.FAMILY_NAME),
        ("Prénom(s)", None),
        ("Prénoms", Field.GIVEN_NAME),
        ("First name", Field.GIVEN_NAME),
        ("Date de naissance", Field.BIRTH_DATE),
        ("né(e) le", Field.BIRTH_DATE),
        ("DOB", Field.BIRTH_DATE),
        ("Adresse", Field.STREET),
        ("Adresse ligne 2", Field.STREET),
        ("address_line_1", Field.STREET),
        ("Complément d'adresse", Field.STREET_BEFORE),
        ("Lieu-dit", Field.STREET_AFTER),
        ("Code postal", Field.POSTCODE),
        ("CP", Field.POSTCODE),
        ("ZIP code", Field.POSTCODE),
        ("Commune", Field.TOWN),
        ("City", Field.TOWN),
        ("Pays", Field.COUNTRY),
        ("Adresse e-mail", Field.EMAIL),
        ("Courriel", Field.EMAIL),
        ("E-mail", Field.EMAIL),
        ("Tél.", Field.TELEPHONE),
        ("Mobile", Field.TELEPHONE),
        ("Caisse d'assurance maladie", Field.INSURER),
        ("Mutuelle", Field.INSURER),
        ("Langue", Field.LANGUAGE),
        ("Numéro RPPS", Field.RPPS),
        ("Physician's RPPS", Field.RPPS),
        ("Civilité", Field.SALUTATION),
        ("Title", Field.SALUTATION),
        ("Niveau", Field.TIER),
        ("tier", Field.TIER),
        ("Précautions", Field.CARE),
        ("care_flags", Field.CARE),
        ("Dernière consultation", Field.LAST_SEEN),
        ("Vu(e) le", Field.LAST_SEEN),
        ("Date of last visit", Field.LAST_SEEN),
        ("Informé(e) le", Field.TOLD_ON),
        ("Informed on", Field.TOLD_ON),
        ("Mode d'information", Field.TOLD_HOW),
        ("Prévenue par", Field.TOLD_BY),
    ],
)
def test_headers_are_recognised_in_french_and_english(header: str, field: Field | None) -> None:
    layout, _ = read_header([header], 1)

    assert next(iter(layout.fields), None) == field


@pytest.mark.parametrize("field", Field)
def test_every_field_is_recognised_by_its_own_name(field: Field) -> None:
    assert list(read_header([field.value], 1)[0].fields) == [field]


@pytest.mark.parametrize(
    ("header", "flag"),
    [
        ("Décédé(e)", CareFlag.DECEASED),
        ("Date de décès", CareFlag.DECEASED),
        ("Déjà informé", CareFlag.ALREADY_TOLD),
        ("minor_secret", CareFlag.MINOR_SECRET),
        ("Tutelle", CareFlag.PROTECTED_ADULT),
        ("safe_channel", CareFlag.SAFE_CHANNEL),
        ("Adresse confidentielle", CareFlag.CONFIDENTIAL_ADDRESS),
        ("do_not_post", CareFlag.DO_NOT_POST),
    ],
)
def test_care_may_have_columns_of_its_own(header: str, flag: CareFlag) -> None:
    assert list(read_header([header], 1)[0].care) == [flag]


@pytest.mark.parametrize(
    "header",
    [
        "NIR", "INS", "Matricule INS", "N° sécu", "Numéro de sécurité sociale", "NSS", "Social security number",
        "SSN", "Notes", "Note du médecin", "Annotations", "Commentaire", "Comments", "Remarques", "Observations",
        "Texte libre", "Diagnostic", "Antécédents", "Motif de consultation", "Traitement en cours", "Allergies",
        "Compte-rendu",
    ],
)  # fmt: skip
def test_some_columns_must_not_come_here(header: str) -> None:
    _, problems = read_header([*MANDATORY, header], 3)

    assert problems == [Problem(3, "#4", "forbidden_column")]


@pytest.mark.parametrize(
    "header",
    [
        "NumSecu", "num_secu", "N.I.R.", "nirpp", "MatriculeINS", "INSi", "N° assuré", "carte vitale", "NHS number",
        "NotesMedecin", "bloc-notes", "obs.", "ATCD", "Zone libre", "Historique médical", "Données de santé",
        "Médicaments", "ordonnances", "CIM-10", "groupe sanguin", "poids", "VIH", "Medical record",
    ],
)  # fmt: skip
def test_a_forbidden_column_is_known_however_it_is_spelt(header: str) -> None:
    _, problems = read_header([*MANDATORY, header], 1)

    assert problems == [Problem(1, "#4", "forbidden_column")]


@pytest.mark.parametrize(
    "header", ["Dossier", "Numéro client", "Institut", "Insee", "Notaire", "Centre médical", "N° de dossier", "Suite"]
)
def test_other_columns_are_unknown_and_not_forbidden(header: str) -> None:
    layout, problems = read_header([*MANDATORY, header], 1)

    assert (layout.unknown, problems) == ((3,), [])


def test_a_column_without_a_header_is_its_own_kind() -> None:
    assert read_header([*MANDATORY, " "], 1)[0].unnamed == (3,)


@pytest.mark.parametrize(
    ("headers", "missing"),
    [
        (["nom", "courriel"], ["given_name"]),
        (["prénom", "courriel"], ["family_name"]),
        (["nom", "prénom"], ["email_or_address"]),
        (["nom", "prénom", "rue", "ville"], ["postcode"]),
        (["nom", "prénom", "rue", "cp", "ville"], []),
        (["nom", "prénom", "email"], []),
        (["Durand", "Jean", "75012"], ["family_name", "given_name", "email_or_address"]),
    ],
)
def test_names_and_a_way_to_reach_people_must_be_there(headers: list[str], missing: list[str]) -> None:
    assert read_header(headers, 1)[1] == [Problem(1, name, "missing_column") for name in missing]


def test_only_streets_and_telephones_may_come_twice() -> None:
    headers = [*MANDATORY, "rue", "adresse 2", "tél", "mobile", "nom de famille", "décédé", "deceased"]

    layout, problems = read_header(headers, 1)

    assert problems == [Problem(1, "family_name", "column_twice"), Problem(1, "deceased", "column_twice")]
    assert (layout.fields[Field.STREET], layout.fields[Field.TELEPHONE]) == ((3, 4), (5, 6))


def test_a_column_is_named_by_its_field_or_its_number() -> None:
    layout, _ = read_header([*MANDATORY, "décédé", "Dupont Jean"], 1)

    assert [layout.column_name(place) for place in range(5)] == ["family_name", "given_name", "email", "deceased", "#5"]
