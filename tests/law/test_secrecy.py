import pytest

from notifier.law.secrecy import outside_problems, sender_name_problems, subject_problems

NAMES = ("Logidoc", "Cabinet du Dr Morel", "Data Services")


@pytest.mark.parametrize(
    ("subject", "problems"),
    [
        ("Vos données personnelles ont été volées : ce qu’il faut faire", ()),
        ("Your personal data have been stolen: what to do now", ()),
        ("Les données d’un enfant ont été volées", ()),
        ("Information importante", ()),
        ("Aux représentants légaux de", ()),
        ("Un message d’Andréa", ()),
        ("Votre drapeau, votre carrière, your career", ()),
        ("Vos données médicales ont été volées", ("medical",)),
        ("Message de votre MÉDECIN", ("medical",)),
        ("Un mot de votre psy", ("medical",)),
        ("Votre psychiatre vous écrit", ("medical",)),
        ("Centre de kinésithérapie", ("medical",)),
        ("Votre sante\u0301", ("medical",)),
        ("Votre dossier CPAM", ("medical",)),
        ("Sida", ("medical",)),
        ("Pharmacie", ("medical",)),
        ("Le cabinet du Dr Morel vous informe", ("medical", "names_party")),
        ("Un message de MOREL", ("names_party",)),
        ("Fuite chez Logidoc", ("names_party",)),
        ("Violation de vos données (RGPD)", ("legal",)),
        ("Data breach", ("legal",)),
        (" ", ("empty",)),
    ],
)
def test_the_outside_says_nothing_medical_nothing_legal_and_names_no_one(
    subject: str, problems: tuple[str, ...]
) -> None:
    assert outside_problems(subject, NAMES) == problems
    assert subject_problems(subject, NAMES) == tuple(f"subject_{problem}" for problem in problems)


def test_a_sender_is_held_to_the_same() -> None:
    assert sender_name_problems("Cabinet de psychiatrie") == ("sender_medical",)
    assert sender_name_problems("Information importante") == ()
