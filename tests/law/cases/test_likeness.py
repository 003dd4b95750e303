from notifier.law.cases.likeness import features_of_patients
from notifier.law.cases.shapes import Feature
from notifier.law.severity.circumstances import Circumstance
from notifier.law.severity.leaked import ASSUMED


def test_a_patient_list_speaks_of_health_whatever_happened() -> None:
    found = features_of_patients((), people=100, is_unintelligible=False, is_vulnerable=False)
    assert found == {Feature.HEALTH}


def test_a_theft_of_many_vulnerable_people_s_unreadable_data() -> None:
    found = features_of_patients(ASSUMED, people=101, is_unintelligible=True, is_vulnerable=True)
    assert found == {
        Feature.HEALTH, Feature.EXFILTRATED, Feature.WEB_ATTACK, Feature.MANY_PEOPLE, Feature.UNINTELLIGIBLE,
        Feature.VULNERABLE,
    }  # fmt: skip


def test_a_loss_for_good_has_no_backup() -> None:
    found = features_of_patients({Circumstance.LOST_FOR_GOOD}, people=1, is_unintelligible=False, is_vulnerable=False)
    assert found == {Feature.HEALTH, Feature.NO_BACKUP}
