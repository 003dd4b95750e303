"""A label or a rule in both languages of the house, where pure code must carry its own words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """French first; English for whoever reads the pages in English."""

    fr: str
    en: str

    @classmethod
    def written(cls, text: str) -> "Words":
        """What a person wrote, shown as it is in every language."""
        return cls(text, text)

    def in_language(self, language: str) -> str:
        """The words in `fr` or `en`; raises KeyError for any other language."""
        return {"fr": self.fr, "en": self.en}[language]
