from notifier.law.refusals import Refusal, codes
from notifier.law.words import Words


def test_codes_keep_their_order() -> None:
    words = Words("règle", "rule")
    assert codes((Refusal("b", words, "GDPR 33(1)"), Refusal("a", words, "GDPR 34(1)"))) == ("b", "a")
