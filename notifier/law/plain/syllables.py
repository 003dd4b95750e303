"""Syllables as they are spoken. French: a mute e at the end is not heard, a vowel at the beginning is.

Hyphenation points (pyphen, at hand through WeasyPrint) were weighed and left: they count "no-tre" as two, but "amie"
and "écrit" as one, because no line may end after a single letter.
"""

import re
import unicodedata

_VOWEL = "aàâäeéèêëiîïoôöuùûüyœæ"
# What is heard as one: groups of letters first, a glide before a vowel, then every other vowel by itself.
_FRENCH = re.compile(
    rf"^yeu|aoû|eau|œu|[eo]ui(?=l)|uei(?=l)|œi(?=l)|ieu|oi|oî|ou|où|oû|ai|aî|ei|au|eu|eû|ui|[{_VOWEL}]"
)
# An i before a vowel glides into it ("dossier"), but not after two consonants ("oubliez", "client").
_GLIDE = re.compile(rf"(?<![bcdfgptv][lr])i(?=[{_VOWEL}])(?!eu)")
# "qu", "gu" before e and i, and y between two vowels are consonants.
_CONSONANTS = re.compile(rf"(?<=q)u|(?<=g)u(?=[eéèêi])|(?<=[{_VOWEL}])y(?=[{_VOWEL}])")
_MUTE_E = re.compile(r"es?$")
# Verbs in the plural end in a mute -ent; these do not, and all in -ment but a few verbs.
_HEARD_ENT = re.compile(
    r"(?<!nom)(?<!for)(?<!fir)(?<!esti)(?<!ai)ment$|"
    r"^(arg|souv|par|ag|urg|réc|différ|prud|évid|cont|accid|incid|prés|abs|acc|adolesc|fréqu|viol|contin)ent$|"
    r"(t|v|cl|sc|n)ient$"
)
_ENGLISH = re.compile(r"[aeiouy]+")
_WORD = re.compile(r"[^\W\d_]+")


def syllables(word: str, language: str) -> int:
    """At least one. A figure counts as one syllable for each of its digits, about as long as it is to say."""
    digits = sum(letter.isdigit() for letter in word)
    count = _french if language == "fr" else _english
    letters = unicodedata.normalize("NFC", word.casefold())
    return max(1, digits + sum(count(part) for part in _WORD.findall(letters)))


def _french(word: str) -> int:
    if word == "oui":
        return 1
    if len(word) > 4 and word.endswith("ent") and not _HEARD_ENT.search(word):
        stem = word.removesuffix("ent")
    else:
        stem = _MUTE_E.sub("", word)
    sounds = len(_FRENCH.findall(_GLIDE.sub("j", _CONSONANTS.sub("", stem))))
    # "le" loses its only vowel with the mute e; an elided article ("l’", "qu’") never had one.
    return sounds or int(len(word) > 1 and word != "qu")


def _english(word: str) -> int:
    sounds = len(_ENGLISH.findall(word))
    mute = re.search(r"[^aeiouyl]e$|[aeiouy]le$|[^aeioutdy]ed$|[^aeiouy]es$", word)
    heard = re.search(r"([sxzcg]|sh|ch)es$", word)
    return max(int(sounds > 0), sounds - (1 if mute and not heard else 0))
