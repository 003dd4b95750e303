import pytest

from notifier.law.secrecy import link_problems, sender_name_problems, subject_problems


@pytest.mark.parametrize(
    ("subject", "problems"),
    [
        ("Vos données personnelles ont été volées : ce qu’il faut faire", ()),
        ("Your personal data have been stolen: what to do now", ()),
        ("Vos données médicales ont été volées", ("subject_medical",)),
        ("Message de votre MÉDECIN", ("subject_medical",)),
        ("Le cabinet du Dr Morel vous informe", ("subject_medical",)),
        ("Un message d’Andréa", ()),
        ("Fuite chez Logidoc", ("subject_names_party",)),
        (" ", ("subject_empty",)),
    ],
)
def test_a_subject_says_nothing_medical_and_names_no_one(subject: str, problems: tuple[str, ...]) -> None:
    assert subject_problems(subject, ("Logidoc",)) == problems


def test_a_sender_is_held_to_the_same() -> None:
    assert sender_name_problems("Cabinet de psychiatrie") == ("sender_medical",)
    assert sender_name_problems("Information importante") == ()


@pytest.mark.parametrize("text", ["Voir https://example.org", "voir WWW.example.org", "http://x"])
def test_there_is_nothing_to_click(text: str) -> None:
    assert link_problems(text) == ("link",)


def test_an_address_to_write_to_is_no_link() -> None:
    assert link_problems("Courriel : cabinet@example.org") == ()
