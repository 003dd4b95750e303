"""The advice's words, by language."""

from notifier.notices.rules.texts import advice_english, advice_french
from notifier.notices.rules.texts.shape import AdviceWords
from notifier.rosters.choices import Language

WORDS: dict[Language, AdviceWords] = {Language.FRENCH: advice_french.WORDS, Language.ENGLISH: advice_english.WORDS}
