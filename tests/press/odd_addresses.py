"""Addresses as odd as they come, the same each time."""

import random
from collections.abc import Iterator

WORST = (
    ("MME ÉLODIE AVATAR-LÉVY", "12 AVENUE DE LA RÉPUBLIQUE", "69003 LYON"),
    ("M JEAN-FRANÇOIS ŒUVRARD D’AŸ", "5 B RUE DE L ILE", "75001 PARIS"),
    ("TO WAVE AVATAR PTOLEMY LTJ", "AV TA VA", "97400 SAINT DENIS"),
    ("Nguyễn Thị Ánh Tuyết", "14 RUE DES LILAS", "69003 LYON"),
    ("Łukasz Żółć-Źdźbło", "ul. Świętokrzyska 1", "00-001 WARSZAWA", "POLOGNE"),
    ("Ömer Şahin İğneci", "1 RUE DU PORT", "13001 MARSEILLE"),
    ("ΑΘΗΝΑ ΠΑΠΑΔΟΠΟΥΛΟΥ", "ΟΔΟΣ ΕΡΜΟΥ 1", "10563 ΑΘΗΝΑ", "GRECE"),
    ("Дмитрий Щербаков", "УЛ. ЛЕНИНА 1", "101000 МОСКВА", "RUSSIE"),
    ("Müller fi ffi fl ff", "STRASSE ß 1", "10115 BERLIN", "ALLEMAGNE"),
    ("MME W", "MMMMMMMMMMMMMMMMMMMMMMMM", "75011 PARIS"),
    ("MME iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii", "1 RUE X", "75011 PARIS"),
    ("AUX TITULAIRES DE L AUTORITE PARENTALE", "DE ZOE", "APPT 1", "RES A", "1 RUE B", "BP 1", "69003 LYON"),
)
# Open Sans lacks some letter of each: they are drawn from the font that stands in.
FALLING_BACK = (("Əli Həsənov", "1 RUE DU PORT", "69003 LYON"), ("ʻOkina Ȟota Ⱥba", "1 RUE DU PORT", "69003 LYON"))
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ  AEIOUÉÈÀÇŒÆŸÑabcdefghij'’-./0123456789ŁŞĞİŻőűĐþßΑΩДЖЩў"


def odd_addresses(count: int) -> Iterator[tuple[str, ...]]:
    chance = random.Random(20260305)
    for number in range(count):
        letters = "WMŒ@" if number % 8 == 0 else _LETTERS
        longest = 38 - len(f"{number}")
        yield tuple(
            f"{number}" + "".join(chance.choice(letters) for _ in range(chance.randint(1, longest)))
            for _ in range(chance.randint(1, 7))
        )
