"""The report's words for the log's codes, in the active language; an unknown code stands for itself."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = Mapping[str, "str | Promise"]

# Where a notice stands, the end of the way first: the order of the report's table.
STATES: Words = {
    "sent": _("Courriel accepté par le serveur de courrier"),
    "posted": _("Lettre remise à la poste, et pas revenue"),
    "told": _("Prévenu par le cabinet lui-même, en personne ou autrement"),
    "in_run": _("Lettre remise dans un tirage, pas encore postée de façon prouvée"),
    "ready_to_print": _("Lettre prête à imprimer"),
    "queued": _("En attente d’envoi"),
    "claimed": _("Pris en charge pour l’envoi"),
    "sending": _("En cours d’envoi"),
    "in_doubt": _("Dans le doute : peut-être parti, rien ne le prouve"),
    "to_tell": _("À prévenir en personne, pas encore fait"),
    "held": _("Retenu : une personne doit décider"),
    "failed": _("Échec de l’envoi"),
    "returned": _("Lettre revenue de la poste"),
    "withdrawn": _("Retiré avant l’envoi"),
}
HELD: Words = {
    "no_channel": _("Ni courriel ni adresse utilisable"),
    "deceased": _("Personne décédée"),
    "minor_annotated": _("Mineur dont des notes ont fui"),
    "minor_secret": _("Mineur qui a demandé le secret"),
    "protected_adult": _("Majeur protégé"),
    "do_not_post": _("Ne veut pas de courrier, et pas de courriel connu"),
    "safe_channel": _("À joindre seulement par un moyen sûr"),
    "confidential_address": _("Adresse confidentielle"),
    "already_told": _("Déjà informé, d’après la liste"),
    "separated_parents": _("Mineur dont les parents sont séparés"),
    "shared_email": _("Notes dans la fuite, adresse électronique partagée avec un autre patient"),
    "shared_address": _("Notes dans la fuite, adresse postale partagée avec un autre patient"),
    "long_unseen": _("Notes dans la fuite, pas vu depuis plus de dix ans"),
    "care_unknown": _("Notes dans la fuite, liste muette sur les précautions"),
    "text_not_approved": _("Aucun texte approuvé pour ce patient"),
}
WITHDRAWN: Words = {
    "patient_erased": _("Données du patient effacées avant l’envoi"),
    "case_erased": _("Données du dossier effacées avant l’envoi"),
    "deceased": _("Personne décédée"),
    "replaced": _("Remplacé par un avis complémentaire plus récent"),
}
FOLLOW_UPS: Words = {
    "correction": _("avis complémentaire : correction, à tous ceux qui étaient prévenus"),
    "more_leaked": _("avis complémentaire : d’autres données ont fui, à ceux qui étaient prévenus"),
}
FAILED: Words = {
    "550": _("Boîte inconnue du serveur (550)"),
    "5.1.1": _("Courriel revenu : boîte inconnue (5.1.1)"),
    "5.2.2": _("Courriel revenu : boîte pleine (5.2.2)"),
    "suppressed": _("Plus de courriel à cette adresse : elle n’existe plus, ou les a signalés comme indésirables"),
    "unsafe_field": _("Adresse ou nom inutilisable dans un courriel"),
    "address_too_wide": _("Adresse trop large pour l’enveloppe à fenêtre"),
    "unprintable_text": _("Lettres que la police ne sait pas imprimer"),
    "no_master": _("Aucun modèle pour ce cas"),
    "text_not_approved": _("Aucun texte approuvé pour ce patient"),
    "cannot_open": _("Données illisibles"),
}
CATEGORIES: Words = {
    "identity": _("nom et prénom"),
    "birth_date": _("date de naissance"),
    "address": _("adresse postale"),
    "telephone": _("téléphone"),
    "email": _("adresse électronique"),
    "insurer": _("caisse d’assurance maladie"),
    "annotations": _("notes du médecin"),
}
FILINGS: Words = {
    "initial": _("Déclaration à la CNIL"),
    "complementary": _("Complément à la déclaration"),
    "withdrawal": _("Retrait de la déclaration"),
}
FILED: Words = {
    "online_form": _("par le formulaire en ligne"),
    "post": _("par courrier"),
    "other": _("par un autre moyen"),
}
POSTPONED: Words = {
    "returns_expected": _("Des lettres peuvent encore revenir"),
    "authority_asks": _("La CNIL a posé une question"),
    "claim": _("Un patient a fait une réclamation"),
    "other": _("Autre raison"),
}
# What a controller says of the facts instead of the vendor, each in French and in English.
OWN_WORDS: Words = {
    "what_fr": _("Ce qui s’est passé (en français)"),
    "what_en": _("Ce qui s’est passé (en anglais)"),
    "measures_fr": _("Ce qui a été fait depuis (en français)"),
    "measures_en": _("Ce qui a été fait depuis (en anglais)"),
    "contact_fr": _("À qui s’adresser (en français)"),
    "contact_en": _("À qui s’adresser (en anglais)"),
}
LANGUAGES: Words = {"fr": _("En français"), "en": _("En anglais")}
TIERS: Words = {
    "administrative": _("données administratives"),
    "annotated": _("données administratives et notes du médecin"),
}
AUDIENCES: Words = {"adult": _("à un adulte"), "guardian": _("aux représentants légaux d’un mineur")}


def word(words: Words, code: str) -> str:
    return str(words.get(code, code))
