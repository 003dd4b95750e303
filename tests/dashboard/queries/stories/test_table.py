"""Every event has its sentence, and no event breaks a page."""

from typing import Any

import pytest
from django.utils import translation

from notifier.dashboard.choices import Group
from notifier.dashboard.queries.stories.table import ACTS, BY_GROUP, GROUPS, SENTENCES, tell
from notifier.lib.typography import set_text
from notifier.notices.rules.states import EVENTS
from tests.kinds import recorded_kinds

NEUTRAL = "Événement « {} »."


def test_every_kind_the_code_records_has_its_sentence() -> None:
    """A kind that is missing here is told neutrally. Give it a sentence in stories/sentences, beside its like."""
    recorded = recorded_kinds() | dict.fromkeys(EVENTS.values(), "notices/rules/states.py")
    assert len(recorded) > 30
    assert {kind: where for kind, where in recorded.items() if kind not in SENTENCES} == {}


def test_a_kind_stands_in_one_group_and_every_group_has_kinds() -> None:
    assert set(BY_GROUP) == set(Group)
    assert sum(map(len, BY_GROUP.values())) == len(SENTENCES) == len(GROUPS)
    assert all(BY_GROUP.values())


def test_single_notices_are_no_acts() -> None:
    assert {"notice.sent", "letter.in_run", "notices.claimed"} & ACTS == set()
    assert {"case.opened", "print_run.made", "doubt.resolved_sent", "patient.erased"} <= ACTS


@pytest.mark.parametrize(
    ("kind", "data", "said"),
    [
        ("breach.opened", {"began_on": "2025-11-12"},
         "Violation de données décrite : elle commence le 12 novembre 2025."),
        ("filing.recorded", {"filed_at": "2026-03-04T10:05:00.000000Z"},
         "Déclaration à la CNIL enregistrée : faite mercredi 4 mars 2026, 11\N{NO-BREAK SPACE}h 05."),
        ("roster.imported", {"good": 1}, "Liste importée : 1 patient."),
        ("roster.imported", {"good": 2, "refused": 1}, "Liste importée : 2 patients."),
        ("wording.approved", {"number": 3}, "Texte approuvé, version 3."),
        ("notices.claimed", {"count": 100, "notices": []}, "100 avis pris en charge pour l’envoi."),
        ("attempt.started", {"channel": "email", "number": 2}, "Courriel : envoi commencé, essai n° 2."),
        ("attempt.started", {"channel": "letter", "number": 1}, "Lettre : mise en page commencée, essai n° 1."),
        ("notice.sent", {"code": "250"}, "Courriel accepté par le relais (réponse 250 du relais)."),
        ("notice.failed", {"code": "unsafe_field"}, "Envoi impossible (adresse ou nom inutilisable)."),
        ("notice.failed", {"code": "new_word"}, "Envoi impossible (new_word)."),
        ("notice.in_doubt", {}, "Envoi dans le doute. Il n’est pas renvoyé à l’aveugle."),
        ("print_run.made", {"number": 2, "letters": 7}, "Tirage n° 2 : 7 lettres."),
        ("organisation.created", {"kind": "practice"}, "Organisation créée : cabinet."),
        ("member.added", {"role": "auditor"}, "Personne rattachée à une organisation, comme auditeur."),
        ("mandate.given", {"names": False}, "Mandat donné à un bureau du DPO, qui ne voit pas les noms des patients."),
        ("mandate.given", {"names": True}, "Mandat donné à un bureau du DPO, qui voit les noms des patients."),
        ("sending.halted", {"scope": "case", "kind": "pause"}, "Envoi de ce dossier suspendu."),
        ("sending.halted", {"scope": "breach", "kind": "stop"}, "Envoi de tous les dossiers d’une fuite arrêté."),
        ("sending.halted", {"scope": "everything", "kind": "pause"}, "Tous les envois suspendus."),
        ("sending.paced", {"per_day": 200, "quiet_from": "20:00:00", "quiet_until": "08:00:00"},
         "Rythme des courriels réglé. 200 patients par médecin et par jour. Rien ne part entre 20:00 et 08:00."),
        ("sending.paced", {"per_day": None, "quiet_from": None, "quiet_until": None},
         "Rythme des courriels : plus aucune limite."),
        ("doubts.ruled", {"answer": "arrived", "count": 1},
         "Réponse du responsable : 1 avis en doute est arrivé."),
        ("doubts.ruled", {"answer": "letter", "count": 2},
         "Réponse du responsable : des lettres remplacent 2 avis en doute."),
        ("unreached.exported", {"count": 3}, "Liste de 3 patients non joints remise, avec noms."),
        ("installation.set_up", {"demo": True}, "Installation de démonstration créée."),
        ("installation.set_up", {"demo": False}, "Installation créée."),
        ("erasure.postponed", {"to": "2026-04-01"}, "Effacement reporté au 1er avril 2026."),
        ("case.erased", {"patients": 2}, "Données de 2 patients effacées, clé détruite."),
        ("notice.shown", {"match": True},
         "Octets envoyés à un patient montrés de nouveau : ils correspondent au journal."),
        ("notice.shown", {"match": False},
         "Octets envoyés à un patient montrés de nouveau : ils ne correspondent PAS au journal."),
        ("staff_mail.sent", {"size": 12}, "Point de contrôle à 12 événements envoyé par courriel."),
        ("staff_mail.failed", {"code": "550"},
         "Point de contrôle non envoyé (réponse 550 du relais). À voir par une personne."),
        ("staff_mails.owed", {"count": 1}, "Point de contrôle du jour à envoyer à 1 personne."),
        ("staff_mails.owed", {"kind": "deadline", "count": 2}, "2 rappels d’échéance à envoyer."),
        ("staff_mail.sent", {"kind": "deadline", "clock": "authority", "step": "late"},
         "Rappel envoyé par courriel : Déclarer à la CNIL."),
        ("staff_mail.failed", {"kind": "deadline", "code": "550"},
         "Rappel d’échéance non envoyé (réponse 550 du relais). À voir par une personne."),
        ("staff_mail.failed", {"kind": "deadline", "code": "no_longer_due"},
         "Rappel d’échéance retenu : il n’avait plus d’objet."),
        ("request.received", {"kind": "access", "channel": "page"},
         "Demande d’un patient reçue par la page des patients : voir ses données."),
        ("request.answered", {"channel": "letter", "late": False}, "Réponse à un patient notée, donnée par lettre."),
        ("request.refused", {"channel": "phone", "late": True},
         "Refus à un patient noté, donné par téléphone avec ses motifs, après la limite."),
        ("email.stopped", {"code": "lettered"},
         "Plus de courriel à un patient, à sa demande : son avis partira par lettre."),
        ("reference.checked", {"issued": True}, "Référence vérifiée au téléphone : un avis a été envoyé."),
        ("awareness.corrected", {"of": "certainty", "happened_at": "2026-03-04T10:05:00.000000Z"},
         "Moment où le cabinet a eu la certitude, corrigé avec une raison : "
         "mercredi 4 mars 2026, 11\N{NO-BREAK SPACE}h 05."),
    ],
)  # fmt: skip
def test_sentences_say_what_happened(kind: str, data: dict[str, Any], said: str) -> None:
    with translation.override("fr"):
        assert tell(kind, data) == set_text(said, "fr")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("data", [{}, {"channel": 1, "role": [], "kind": {}, "began_on": 5, "good": "x", "to": None}])
def test_no_event_breaks_a_page(data: dict[str, Any], language: str) -> None:
    """Old events may lack what newer code writes, and newer ones hold what nobody foresaw."""
    with translation.override(language):
        assert all(tell(kind, data) for kind in SENTENCES)


@pytest.mark.parametrize(("kind", "data"), [("comet.passed", {"n": 1}), ("roster.imported", {}), ("breach.opened", {})])
def test_what_cannot_be_said_is_named_by_its_kind(kind: str, data: dict[str, Any]) -> None:
    with translation.override("fr"):
        assert tell(kind, data) == set_text(NEUTRAL.format(kind), "fr")


def test_english_is_as_good() -> None:
    with translation.override("en"):
        assert tell("print_run.made", {"number": 2, "letters": 1}) == "Print run no. 2: 1 letter."
