"""Acts of a case whose sentence in the report is always the same, but for a number."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FIXED: dict[str, Promise] = {
    "authority_file.answered": _("Le dossier pour la CNIL est complété."),
    "authority_file.exported": _("Le dossier pour la CNIL est remis ; le délai n’en est pas arrêté."),
    "common_annex.made": _("L’annexe commune est établie, version %(number)d."),
    "common_annex.handed_out": _("L’annexe commune est remise, version %(number)d."),
    "filing.receipt_shown": _("Le récépissé de la CNIL est remis."),
    "facts.written": _("L’éditeur écrit les faits, version %(number)d."),
    "facts.offered": _("Le DPO propose les faits au cabinet, version %(number)d."),
    "facts.taken": _("Le cabinet reprend les faits, version %(number)d."),
    "vendor_term.stated": _("Ce que le contrat avec l’éditeur dit du délai d’avis est noté."),
    "copies.handed": _("Un prestataire reçoit des données du dossier et en garde des copies."),
    "case.assigned": _("Le dossier est confié à une personne du bureau du DPO."),
    "case.nudged": _("Le DPO rappelle au cabinet ce qu’il reste à faire."),
    "case.reopened": _("Le dossier est rouvert."),
    "case.erasure_begun": _("L’effacement des données des patients commence."),
    "erasure.postponed": _("L’effacement est reporté, avec sa raison."),
    "comparison.allowed": _("La comparaison avec les autres dossiers de la violation est permise."),
    "comparison.withdrawn": _("La comparaison avec les autres dossiers de la violation est arrêtée."),
    "comparison.emptied": _("Les traces de la comparaison sont effacées."),
    "failures.requeued": _("Les envois en échec sont remis à l’envoi."),
    "patient.viewed": _("Les données d’un patient sont affichées en clair."),
    "patient.corrected": _("Les données d’un patient sont corrigées."),
    "patient.erased": _("Les données d’un patient sont effacées avant les autres."),
}
