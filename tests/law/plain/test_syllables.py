import pytest

from notifier.law.plain.syllables import syllables

FRENCH = """
oui:1 le:1 les:1 de:1 que:1 votre:1 données:2 volées:2 amie:2 écrit:2 médecin:3 dossier:2 oubliez:3 client:2 patient:2
argent:2 souvent:2 concernent:2 demandent:2 moment:2 peuvent:1 payez:2 voyez:2 moyen:2 essayez:3 inquiet:2 quelqu’un:2
qui:1 banque:1 guichet:2 fille:1 famille:2 travail:2 mouillé:2 feuille:1 accueil:2 août:1 monsieur:2 mieux:1 naïf:2
information:4 caisse:1 eau:1 œuvre:1 police:2 plainte:1 référence:3 adresse:2 téléphone:3 créer:2 réel:2 vie:1 rue:1
avaient:2 soient:1 messages:2 appelez:3 anniversaire:4 assurance:3 maladie:3 crédit:2 théâtre:2 lien:1 nuit:1 yeux:1
pays:2 document:3 existe:2 d’assurance:3 l’adresse:2 17:2 CNIL:1
"""
ENGLISH = """
data:2 stolen:2 the:1 people:2 table:2 have:1 called:1 wanted:2 notes:1 messages:3 addresses:3 whole:1 police:2 name:1
able:2 file:1 reference:3 practice:2 insurance:3 you:1 codes:1 doctor:2 strange:1 used:1 closed:1 copied:2 money:2
here:1 we:1 be:1 17:2
"""


@pytest.mark.parametrize("said", FRENCH.split())
def test_french_is_counted_as_spoken(said: str) -> None:
    word, count = said.split(":")
    assert syllables(word, "fr") == int(count)


@pytest.mark.parametrize("said", ENGLISH.split())
def test_english_is_counted_as_spoken(said: str) -> None:
    word, count = said.split(":")
    assert syllables(word, "en") == int(count)
