import pytest

from notifier.law.traps import (
    addresses,
    asks_for_data,
    asks_for_money,
    asks_to_click,
    link_problems,
    links,
    markup,
    quotations,
)


@pytest.mark.parametrize(
    "text",
    [
        "Voir https://example.org", "voir WWW.example.org", "http://x", "ameli.fr",
        "Allez sur cybermalveillance.gouv.fr.",
        "mailto:a@example.org", "javascript:alert(1)", "(notre-site.sante)", "avis.example.org/verifier", "bit.ly/2x",
    ],
)  # fmt: skip
def test_there_is_nothing_to_click(text: str) -> None:
    assert link_problems(text) == ("link",)


@pytest.mark.parametrize(
    "text",
    ["Courriel : cabinet@example.org", "p.ex. demain", "le 3.5", "Dr.Morel", "fin.Le suivant", "M. Canari", "24h/24"],
)
def test_an_address_to_write_to_and_a_full_stop_are_no_links(text: str) -> None:
    assert links(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Cliquez ici pour vérifier.", "CLIQUEZ sur le bouton.", "Pour vérifier, scannez le QR code.", "Suivez ce lien.",
        "Ouvrez la pièce jointe.", "Click here.", "Please click.", "Scan the QR code.", "Open the attachment.",
    ],
)  # fmt: skip
def test_a_click_is_asked_for(text: str) -> None:
    assert asks_to_click(text) == (text,)


@pytest.mark.parametrize(
    "text",
    [
        "Ne cliquez pas.", "Ne cliquez sur rien.", "Raccrochez, ne cliquez pas.", "Do not click here.",
        "Never click on a link.",
        "Un courrier qui demande un clic est faux.", "A message that asks for a click is false.",
    ],
)  # fmt: skip
def test_a_warning_asks_for_no_click(text: str) -> None:
    assert asks_to_click(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Communiquez-nous votre code.", "Envoyez la copie de votre carte d’identité.", "Indiquez votre mot de passe.",
        "Nous avons besoin de votre numéro de sécurité sociale.", "Merci de renvoyer votre RIB.",
        "Confirmez votre IBAN.",
        "Pour vérifier, munissez-vous de votre carte Vitale.", "Vous devez donner le code reçu par SMS.",
        "DONNEZ\u00a0VOTRE MOT DE\nPASSE".replace("\n", " "), "Please send us your password.",
        "We need your card number.",
        "Provide your social security number.", "Confirm your bank details.", "Give us the one-time code.",
    ],
)  # fmt: skip
def test_a_request_for_data_is_found(text: str) -> None:
    assert asks_for_data(text) == (text,)


@pytest.mark.parametrize(
    "text",
    [
        "Ne donnez jamais votre code.", "Nous ne demandons ni code ni mot de passe.",
        "Ne communiquez aucun mot de passe.",
        "Un appel vous demande un code ? Raccrochez.", "Donnez la référence.",
        "Nous ne vous demanderons jamais votre carte.",
        "Méfiez-vous de tout appel qui vous demande un code.", "Never give your password.", "We ask for no code.",
        "Do not send your card number.", "Be wary if someone asks you for a code.", "Give the reference.",
    ],
)  # fmt: skip
def test_a_warning_asks_for_no_data(text: str) -> None:
    assert asks_for_data(text) == ()


@pytest.mark.parametrize("text", ["Payez les frais.", "Réglez par virement.", "Pay the fee."])
def test_a_request_for_money_is_found(text: str) -> None:
    assert asks_for_money(text) == (text,)


@pytest.mark.parametrize(
    "text", ["Ne payez pas.", "Si on vous menace, ne payez pas.", "Do not pay.", "Les règlements."]
)
def test_a_warning_asks_for_no_money(text: str) -> None:
    assert asks_for_money(text) == ()


@pytest.mark.parametrize(
    "text", ["<b>gras</b>", '<img src="x">', "[ici](x)", "![](x)", "a &nbsp; b", "<script>", "< a href=x >"]
)
def test_markup_is_found(text: str) -> None:
    assert markup(text)


@pytest.mark.parametrize("text", ["2 < 3 et 4 > 1", "Dupont & fils", "[prénom]", "a <-> b"])
def test_signs_of_everyday_are_no_markup(text: str) -> None:
    assert markup(text) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("La note dit « boit trop le soir ».", ("boit trop le soir",)),
        ("“He drinks too much”", ("He drinks too much",)),
        ('"triste depuis un an"', ("triste depuis un an",)),
        ("« Oui » veut dire : volé.", ()),
        ("L’appel d’hier", ()),
    ],
)
def test_a_quoted_passage_is_found(text: str, found: tuple[str, ...]) -> None:
    assert quotations(text) == found


def test_an_address_typed_by_hand_is_found() -> None:
    assert addresses("Écrivez à {reply_email} ou à cabinet@examp1e.org.") == ("cabinet@examp1e.org",)
