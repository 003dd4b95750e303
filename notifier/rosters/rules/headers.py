"""The spellings of headers that practices' and vendors' exports use. Compared folded (lib.text.fold)."""

from enum import StrEnum

from notifier.rosters.choices import CareFlag


class Field(StrEnum):
    """What a column may hold. The three streets are lines 2-3, 4 and 5 of a French address."""

    FAMILY_NAME = "family_name"
    GIVEN_NAME = "given_name"
    BIRTH_DATE = "birth_date"
    STREET_BEFORE = "street_before"
    STREET = "street"
    STREET_AFTER = "street_after"
    POSTCODE = "postcode"
    TOWN = "town"
    COUNTRY = "country"
    EMAIL = "email"
    TELEPHONE = "telephone"
    INSURER = "insurer"
    LANGUAGE = "language"
    RPPS = "rpps"
    SALUTATION = "salutation"
    TIER = "tier"
    CARE = "care"
    LAST_SEEN = "last_seen"
    TOLD_ON = "told_on"
    TOLD_HOW = "told_how"
    TOLD_BY = "told_by"


_FIELDS = {
    Field.FAMILY_NAME: "nom, nom de famille, nom usuel, nom d usage, nom d usage ou de famille, nom patient, "
    "nom du patient, patient nom, family name, familyname, last name, lastname, surname",
    Field.GIVEN_NAME: "prenom, prenoms, premier prenom, prenom usuel, prenom utilise, prenom patient, "
    "prenom du patient, patient prenom, first name, firstname, given name, givenname, forename",
    Field.BIRTH_DATE: "date de naissance, date naissance, naissance, ne le, nee le, ne e le, ddn, datenaissance, "
    "birth date, birthdate, date of birth, birthday, dob, born on",
    Field.STREET_BEFORE: "complement, complement adresse, complement d adresse, complement adresse 1, "
    "complement adresse 2, complement d adresse 1, complement d adresse 2, batiment, residence, appartement, etage, "
    "address complement, building, apartment, flat, floor",
    Field.STREET: "adresse, adresse 1, adresse 2, adresse 3, adresse 4, adresse1, adresse2, adresse3, adresse4, "
    "adresse ligne 1, adresse ligne 2, adresse ligne 3, adresse ligne 4, adresse postale, ligne 1, ligne 2, ligne 3, "
    "ligne 4, rue, rue 1, rue 2, voie, numero et voie, numero et rue, n et voie, numero et nom de voie, "
    "street, street 1, street 2, street 3, street 4, street1, street2, street address, "
    "address, address 1, address 2, address 3, address 4, address1, address2, address3, address4, "
    "address line 1, address line 2, address line 3, address line 4, postal address",
    Field.STREET_AFTER: "lieu dit, boite postale, bp, po box, p o box",
    Field.POSTCODE: "code postal, codepostal, cp, postal code, postalcode, postcode, post code, zip, zip code, zipcode",
    Field.TOWN: "ville, commune, localite, town, city, locality",
    Field.COUNTRY: "pays, country",
    Field.EMAIL: "email, e mail, mail, courriel, adresse email, adresse e mail, adresse mail, adresse courriel, "
    "adresse electronique, adresse de courriel, email address, e mail address, mail address",
    Field.TELEPHONE: "telephone, tel, telephone 1, telephone 2, tel 1, tel 2, telephone fixe, telephone domicile, "
    "fixe, telephone portable, telephone mobile, tel portable, tel fixe, portable, mobile, numero de telephone, "
    "phone, phone number, telephone number, home phone, mobile phone, cell phone",
    Field.INSURER: "caisse, organisme, organisme payeur, caisse d assurance maladie, assurance, assurance maladie, "
    "assureur, mutuelle, complementaire, regime, insurer, insurance, health insurer, health insurance",
    Field.LANGUAGE: "langue, language, lang",
    Field.RPPS: "rpps, numero rpps, no rpps, n rpps, rpps medecin, rpps du medecin, medecin rpps, "
    "numero rpps du medecin, rpps number, physician rpps, physician s rpps, doctor rpps",
    Field.SALUTATION: "civilite, titre, salutation, title, honorific",
    Field.TIER: "niveau, niveau de fuite, niveau d exposition, palier, degre, tier, level",
    Field.CARE: "precaution, precautions, vigilance, points de vigilance, mention, mentions, care, care flag, "
    "care flags",
    Field.LAST_SEEN: "derniere consultation, date derniere consultation, date de derniere consultation, "
    "date de la derniere consultation, derniere visite, date derniere visite, date de derniere visite, "
    "date de la derniere visite, dernier passage, derniere venue, dernier rdv, dernier rendez vous, vu le, vue le, "
    "vu e le, last visit, last consultation, last appointment, date of last visit, date of last consultation",
    Field.TOLD_ON: "informe le, informee le, informe e le, prevenu le, prevenue le, prevenu e le, "
    "date d information, date information, date de l information, informed on, date told, date informed",
    Field.TOLD_HOW: "informe comment, informee comment, prevenu comment, prevenue comment, mode d information, "
    "moyen d information, how told, informed how, how informed",
    Field.TOLD_BY: "informe par, informee par, informe e par, prevenu par, prevenue par, prevenu e par, informed by",
}
_CARE = {
    CareFlag.DECEASED: "decede, decedee, decede e, deces, date de deces, date deces, deceased, dead, date of death",
    CareFlag.ALREADY_TOLD: "deja informe, deja informee, deja informe e, deja prevenu, already told, already informed",
    CareFlag.MINOR_SECRET: "mineur secret, secret mineur, secret du mineur, minor secret, secret of a minor",
    CareFlag.PROTECTED_ADULT: "majeur protege, tutelle, curatelle, protected adult, guardianship",
    CareFlag.SAFE_CHANNEL: "canal sur, contact sur, safe channel, safe contact",
    CareFlag.CONFIDENTIAL_ADDRESS: "adresse confidentielle, adresse secrete, confidential address",
    CareFlag.DO_NOT_POST: "ne pas poster, pas de courrier, ne pas ecrire, sans courrier, do not post, no post, no mail",
    CareFlag.SEPARATED_PARENTS: "parents separes, parents divorces, garde alternee, separated parents, "
    "divorced parents",
    CareFlag.NO_EMAIL: "pas de courriel, ne pas envoyer de courriel, sans courriel, no email, no e mail",
}


def _turned(spellings: dict[Field, str]) -> dict[str, Field]:
    own = {field: f"{text}, {field.replace('_', ' ')}" for field, text in spellings.items()}
    return {spelling: field for field, text in own.items() for spelling in text.split(", ")}


FIELD_HEADERS = _turned(_FIELDS)
CARE_HEADERS = {spelling: flag for flag, text in _CARE.items() for spelling in text.split(", ")}
# Health data and the national number have no place here: that they leaked is all a notice says (GDPR Article 5(1)(c)).
FORBIDDEN_WORDS = frozenset({
    "nir", "ins", "nia", "nss", "niss", "ssn", "secu", "note", "notes", "annotation", "annotations", "annote",
    "commentaire", "commentaires", "comment", "comments", "remarque", "remarques", "remark", "remarks", "observation",
    "observations", "memo", "diagnostic", "diagnostics", "diagnosis", "diagnose", "diagnoses", "antecedents",
    "antecedent", "pathologie", "pathologies", "ald", "symptome", "symptomes", "symptoms", "traitement", "traitements",
    "treatment", "medication", "medications", "ordonnance", "prescription", "allergie", "allergies", "motif",
    "anamnese", "cim10", "icd10", "obs", "blocnote", "blocnotes", "freetext", "textelibre", "atcd", "atcds", "diag",
    "vaccination", "vaccinations", "vaccin", "vaccins", "grossesse", "vih", "hiv", "posologie", "ordonnances",
    "prescriptions", "medicament", "medicaments", "affection", "affections", "maladies", "imc", "bmi", "poids",
    "taille", "tension", "tabac", "alcool", "psy", "cim", "icd", "ccam", "ngap", "numsecu", "nosecu", "nsecu", "numss",
    "noss", "nirpp", "numnir", "nonir", "insi", "insc", "insnir", "vitale",
})  # fmt: skip
FORBIDDEN_PHRASES = (
    "securite sociale", "social security", "numero ss", "n ss", "no ss", "identite nationale de sante",
    "identifiant national de sante", "matricule", "texte libre", "free text", "compte rendu", "medical history",
    "motif de consultation", "zone libre", "champ libre", "information libre", "informations libres",
    "commentaire libre", "information medicale", "informations medicales", "info medicale", "infos medicales",
    "donnee medicale", "donnees medicales", "donnees de sante", "donnee de sante", "dossier medical",
    "historique medical", "suivi medical", "examen clinique", "etat de sante", "health data", "health record",
    "medical data", "medical record", "medical records", "groupe sanguin", "blood type", "blood group", "national id",
    "national number", "identifiant national", "identifiant de sante", "nhs number", "insurance number",
    "numero d assure", "numero assure", "no assure", "n assure", "numero d assurance maladie",
    "numero assurance maladie", "num ss",
)  # fmt: skip
