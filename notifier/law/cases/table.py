"""The cases as data, facts in our own words. Outcomes as checked case by case; see Confidence for how.

The facts are those commonly told of each case; only the first was read again in an extract of the guidelines.
"""

from notifier.law.cases.shapes import Confidence, Feature, WorkedCase
from notifier.law.words import Words

F = Feature
_QUOTED, _OPEN, _DISPUTED = Confidence


def _case(
    number: int,
    outcome: str,
    confidence: Confidence,
    title: tuple[str, str],
    facts: tuple[str, str],
    *features: Feature,
) -> WorkedCase:
    """`outcome`: documented, authority, people, as in the guidelines' own boxes: `Y/Y/N`."""
    documented, authority, people = (mark == "Y" for mark in outcome.split("/"))
    return WorkedCase(
        number, Words(*title), Words(*facts), authority, people, confidence, frozenset(features), documented
    )


CASES = (
    _case(1, "Y/N/N", _QUOTED,
          ("Rançongiciel, bonne sauvegarde, rien n’est sorti", "Ransomware, proper backup, nothing taken"),
          ("Données chiffrées au repos de quelques dizaines de personnes, rétablies en quelques heures.",
           "Data of some dozens of people, encrypted at rest, restored within hours."),
          F.RANSOMWARE, F.BACKUP, F.UNINTELLIGIBLE),
    _case(2, "Y/Y/N", _OPEN,
          ("Rançongiciel, sans vraie sauvegarde", "Ransomware, no proper backup"),
          ("Une entreprise agricole reconstitue ses données depuis le papier en cinq jours ouvrés.",
           "An agricultural company rebuilds its data from paper in five working days."),
          F.RANSOMWARE, F.NO_BACKUP),
    # The result was read in a third party. Its passage on patients of long ago, told in public, was not.
    _case(3, "Y/Y/Y", _QUOTED,
          ("Rançongiciel à l’hôpital, avec sauvegarde", "Ransomware at a hospital, with backup"),
          ("Rien n’est sorti, le système revient en deux jours ouvrés, mais des opérations ont été annulées.",
           "Nothing was taken and systems return in two working days, but surgery was cancelled."),
          F.RANSOMWARE, F.BACKUP, F.HEALTH, F.CARE_DISTURBED, F.MANY_PEOPLE),
    _case(4, "Y/Y/Y", _OPEN,
          ("Rançongiciel, sans sauvegarde, données copiées", "Ransomware, no backup, data taken"),
          ("Un transporteur public perd pièces d’identité et données de cartes de ses clients et employés.",
           "A public carrier loses identity and card data of its customers and staff."),
          F.RANSOMWARE, F.NO_BACKUP, F.EXFILTRATED, F.PAYMENT, F.MANY_PEOPLE),
    _case(5, "Y/Y/Y", _OPEN,
          ("Candidatures copiées d’un site", "Job applications taken from a website"),
          ("Un code malveillant emporte 213 formulaires de candidature.",
           "Malicious code takes 213 application forms."),
          F.WEB_ATTACK, F.EXFILTRATED, F.MANY_PEOPLE),
    _case(6, "Y/N/N", _OPEN,
          ("Mots de passe hachés copiés d’un site de cuisine", "Hashed passwords taken from a cooking site"),
          ("Mille deux cents mots de passe, salés et hachés, sans autre donnée utile.",
           "Twelve hundred passwords, salted and hashed, with nothing else of use."),
          F.WEB_ATTACK, F.CREDENTIALS, F.EXFILTRATED, F.UNINTELLIGIBLE, F.MANY_PEOPLE),
    _case(7, "Y/Y/Y", _OPEN,
          ("Essais de mots de passe contre une banque", "Credential stuffing at a bank"),
          ("Des comptes de clients sont ouverts avec des mots de passe venus d’ailleurs.",
           "Clients’ accounts are opened with passwords from elsewhere."),
          F.WEB_ATTACK, F.CREDENTIALS, F.PAYMENT, F.MANY_PEOPLE),
    _case(8, "Y/Y/N", _QUOTED,
          ("Un ancien employé emporte des contacts", "A former employee copies business contacts"),
          ("Il copie la clientèle avant de partir ; ses intentions restent inconnues.",
           "He copies the clients before leaving; his intentions are unknown."),
          F.INSIDER, F.EXFILTRATED),
    _case(9, "Y/N/N", _QUOTED,
          ("Tableau envoyé à un tiers de confiance", "A table sent to a trusted third party"),
          ("Un agent d’assurances, tenu au secret, reçoit par erreur des données non sensibles et les efface.",
           "An insurance agent bound to secrecy receives data by mistake, none sensitive, and deletes them."),
          F.MISDIRECTED, F.TRUSTED_RECIPIENT),
    # Whether tablets or laptops is told differently; the outcome is not.
    _case(10, "Y/N/N", _QUOTED,
          ("Appareils chiffrés volés dans une garderie", "Encrypted devices stolen from a day-care"),
          ("Données d’enfants, chiffrées, sauvegardées, effaçables à distance.",
           "Children’s data, encrypted, backed up, wiped from afar."),
          F.DEVICE_STOLEN, F.UNINTELLIGIBLE, F.BACKUP, F.MINORS),
    _case(11, "Y/Y/Y", _QUOTED,
          ("Ordinateur non chiffré volé", "An unencrypted notebook stolen"),
          ("Plus de cent mille clients, risque d’usurpation d’identité.",
           "Over a hundred thousand customers, at risk of identity theft."),
          F.DEVICE_STOLEN, F.MANY_PEOPLE),
    _case(12, "Y/Y/Y", _OPEN,
          ("Registre papier volé dans un centre d’addictologie", "A paper logbook stolen from an addiction facility"),
          ("Identité et santé des patients, sans copie.", "Patients’ identity and health, with no copy."),
          F.DEVICE_STOLEN, F.PAPER, F.HEALTH, F.VULNERABLE, F.NO_BACKUP),
    _case(13, "Y/N/N", _QUOTED,
          ("Deux bons de livraison intervertis", "Two packing bills swapped"),
          ("Chaque client reçoit le colis et les coordonnées de l’autre.",
           "Each customer gets the other’s parcel and address."),
          F.MISDIRECTED, F.PAPER),
    _case(14, "Y/Y/Y", _QUOTED,
          ("Agence pour l’emploi : fichier joint par erreur", "Employment office: a file attached by mistake"),
          ("Soixante mille demandeurs d’emploi, numéro de sécurité sociale compris.",
           "Sixty thousand job-seekers, social security numbers included."),
          F.MISDIRECTED, F.NATIONAL_NUMBER, F.MANY_PEOPLE),
    _case(15, "Y/N/N", _OPEN,
          ("Liste de participants envoyée aux mauvais", "A list of participants sent to the wrong people"),
          ("Quinze destinataires lisent les noms d’un stage et deux intolérances au lactose.",
           "Fifteen recipients read the names of a course and two lactose intolerances."),
          F.MISDIRECTED, F.HEALTH),
    # One table says people need not be told if no sensitive data are in it; insurers read the draft the other way.
    _case(16, "Y/Y/N", _DISPUTED,
          ("Deux contrats d’assurance dans une enveloppe", "Two insurance policies in one envelope"),
          ("Un assuré reçoit le contrat automobile d’un autre.", "One insured receives another’s car policy."),
          F.MISDIRECTED, F.PAPER, F.PAYMENT),
    _case(17, "Y/Y/Y", _OPEN,
          ("Usurpation auprès d’un centre d’appels", "Identity theft at a call centre"),
          ("Un fraudeur se fait passer pour un abonné et change son adresse de facturation.",
           "A fraudster passes for a subscriber and has the billing address changed."),
          F.IDENTITY_FRAUD),
    _case(18, "Y/Y/Y", _OPEN,
          ("Courriels détournés dans un hypermarché", "E-mails diverted at a hypermarket chain"),
          ("Des règles cachées transfèrent des mois de messages à un attaquant.",
           "Hidden rules forward months of messages to an attacker."),
          F.MAILBOX, F.EXFILTRATED, F.PAYMENT),
)  # fmt: skip
