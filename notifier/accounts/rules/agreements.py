"""The versions of the processing agreement (GDPR Article 28(3)), in force from their day on.

A version once offered is never changed: its words are hashed into each acceptance. What must change is a new version.
"""

import json
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from notifier.accounts.rules.agreement_english import CLAUSES as ENGLISH
from notifier.accounts.rules.agreement_french import CLAUSES as FRENCH

Clauses = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AgreementText:
    """One version: clauses as headings and texts, the same ones in both languages."""

    version: int
    since: date
    french: Clauses
    english: Clauses

    @property
    def sha256(self) -> str:
        """Of both languages in a canonical form."""
        kept = [self.version, self.since.isoformat(), self.french, self.english]
        return sha256(json.dumps(kept, ensure_ascii=False).encode()).hexdigest()

    def clauses(self, language: str) -> Clauses:
        return self.english if language.startswith("en") else self.french


VERSIONS: tuple[AgreementText, ...] = (AgreementText(1, date(2025, 1, 1), FRENCH, ENGLISH),)


def agreement_on(day: date) -> AgreementText:
    """The version offered on a day; raises LookupError before the first."""
    offered = [text for text in VERSIONS if text.since <= day]
    if not offered:
        raise LookupError("no agreement is offered yet")
    return max(offered, key=lambda text: text.since)
