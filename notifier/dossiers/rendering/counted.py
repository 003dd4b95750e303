"""What happens to single notices and patients, told by day and by number."""

from typing import Any

from django.utils.translation import ngettext_lazy

COUNTED: dict[str, Any] = {
    "patient.viewed": ngettext_lazy(
        "Les données d’un patient sont affichées en clair.",
        "Des données de patients sont affichées en clair, %(n)d fois.",
        "n",
    ),
    "patient.corrected": ngettext_lazy(
        "Les données d’un patient sont corrigées.",
        "Des données de patients sont corrigées, %(n)d fois.",
        "n",
    ),
    "patient.erased": ngettext_lazy(
        "Les données d’un patient sont effacées avant celles des autres.",
        "Les données de %(n)d patients sont effacées avant celles des autres.",
        "n",
    ),
    "notice.sent": ngettext_lazy(
        "%(n)d courriel est accepté par le serveur de courrier.",
        "%(n)d courriels sont acceptés par le serveur de courrier.",
        "n",
    ),
    "letter.made": ngettext_lazy(
        "%(n)d lettre est composée.",
        "%(n)d lettres sont composées.",
        "n",
    ),
    "letter.in_run": ngettext_lazy(
        "%(n)d lettre entre dans un tirage.",
        "%(n)d lettres entrent dans un tirage.",
        "n",
    ),
    "attempt.deferred": ngettext_lazy(
        "%(n)d envoi est remis à plus tard par le serveur.",
        "%(n)d envois sont remis à plus tard par le serveur.",
        "n",
    ),
    "notice.failed": ngettext_lazy(
        "%(n)d envoi échoue.",
        "%(n)d envois échouent.",
        "n",
    ),
    "notice.delivered": ngettext_lazy(
        "%(n)d courriel est remis à la messagerie de son destinataire.",
        "%(n)d courriels sont remis à la messagerie de leurs destinataires.",
        "n",
    ),
    "notice.bounced": ngettext_lazy(
        "%(n)d courriel accepté revient : la personne n’est pas prévenue.",
        "%(n)d courriels acceptés reviennent : les personnes ne sont pas prévenues.",
        "n",
    ),
    "notice.bounced_again": ngettext_lazy(
        "%(n)d courriel accepté revient ; il sera essayé une seconde fois.",
        "%(n)d courriels acceptés reviennent ; ils seront essayés une seconde fois.",
        "n",
    ),
    "notice.bounced_by_letter": ngettext_lazy(
        "%(n)d courriel accepté revient ; une lettre le remplace.",
        "%(n)d courriels acceptés reviennent ; des lettres les remplacent.",
        "n",
    ),
    "notice.complained": ngettext_lazy(
        "%(n)d destinataire signale le courriel comme indésirable ; son adresse n’en recevra plus.",
        "%(n)d destinataires signalent le courriel comme indésirable ; leurs adresses n’en recevront plus.",
        "n",
    ),
    "notice.in_doubt": ngettext_lazy(
        "%(n)d envoi est dans le doute ; il n’est pas renvoyé à l’aveugle.",
        "%(n)d envois sont dans le doute ; ils ne sont pas renvoyés à l’aveugle.",
        "n",
    ),
    "attempt.repeated": ngettext_lazy(
        "%(n)d envoi dans le doute est répété chez le prestataire sous la même clé.",
        "%(n)d envois dans le doute sont répétés chez le prestataire sous la même clé.",
        "n",
    ),
    "notice.held": ngettext_lazy(
        "%(n)d avis est retenu : il attend une décision.",
        "%(n)d avis sont retenus : ils attendent une décision.",
        "n",
    ),
    "letter.taken_back": ngettext_lazy(
        "%(n)d lettre est reprise avant l’impression et détruite.",
        "%(n)d lettres sont reprises avant l’impression et détruites.",
        "n",
    ),
    "letter.outdated": ngettext_lazy(
        "%(n)d lettre est détruite avant l’impression, pour être refaite : d’autres données ont fui.",
        "%(n)d lettres sont détruites avant l’impression, pour être refaites : d’autres données ont fui.",
        "n",
    ),
    "letter.posted": ngettext_lazy(
        "%(n)d lettre est remise à la poste.",
        "%(n)d lettres sont remises à la poste.",
        "n",
    ),
    "letter.returned": ngettext_lazy(
        "%(n)d lettre revient de la poste.",
        "%(n)d lettres reviennent de la poste.",
        "n",
    ),
    "letter.spoiled": ngettext_lazy(
        "%(n)d lettre abîmée à l’impression attend un autre tirage.",
        "%(n)d lettres abîmées à l’impression attendent un autre tirage.",
        "n",
    ),
    "letter.rerouted": ngettext_lazy(
        "%(n)d avis dont la lettre est revenue repart autrement, ou à l’adresse corrigée.",
        "%(n)d avis dont la lettre est revenue repartent autrement, ou à l’adresse corrigée.",
        "n",
    ),
    "print_run.consigned": ngettext_lazy(
        "Un tirage est confié à un prestataire.",
        "%(n)d tirages sont confiés à un prestataire.",
        "n",
    ),
    "letter.entrusted": ngettext_lazy(
        "%(n)d lettre est confiée à un prestataire, qui l’imprime et la poste.",
        "%(n)d lettres sont confiées à un prestataire, qui les imprime et les poste.",
        "n",
    ),
    "letter.declined": ngettext_lazy(
        "%(n)d lettre est refusée par le prestataire.",
        "%(n)d lettres sont refusées par le prestataire.",
        "n",
    ),
    "letter.differs": ngettext_lazy(
        "Le prestataire a fait autre chose que demandé pour %(n)d lettre.",
        "Le prestataire a fait autre chose que demandé pour %(n)d lettres.",
        "n",
    ),
    "return.corrected": ngettext_lazy(
        "La raison d’un retour de courrier est corrigée.",
        "La raison de %(n)d retours de courrier est corrigée.",
        "n",
    ),
    "notice.care_came_late": ngettext_lazy(
        "Une précaution est connue trop tard pour %(n)d avis, déjà en route ou parti.",
        "Une précaution est connue trop tard pour %(n)d avis, déjà en route ou partis.",
        "n",
    ),
    "notice.follow_up_owed": ngettext_lazy(
        "%(n)d avis est déjà en route ou parti, mais d’autres données du patient sont concernées.",
        "%(n)d avis sont déjà en route ou partis, mais d’autres données des patients sont concernées.",
        "n",
    ),
    "follow_up.owed": ngettext_lazy(
        "%(n)d patient déjà prévenu reçoit un avis de plus.",
        "%(n)d patients déjà prévenus reçoivent un avis de plus.",
        "n",
    ),
    "notice.released": ngettext_lazy(
        "%(n)d avis retenu est remis à l’envoi.",
        "%(n)d avis retenus sont remis à l’envoi.",
        "n",
    ),
    "notice.requeued": ngettext_lazy(
        "%(n)d avis en échec est remis à l’envoi.",
        "%(n)d avis en échec sont remis à l’envoi.",
        "n",
    ),
    "notice.to_tell": ngettext_lazy(
        "%(n)d personne est à prévenir en personne ; rien ne part.",
        "%(n)d personnes sont à prévenir en personne ; rien ne part.",
        "n",
    ),
    "notice.told": ngettext_lazy(
        "%(n)d personne est prévenue par le cabinet lui-même ; le jour, le moyen et qui l’a fait sont notés.",
        "%(n)d personnes sont prévenues par le cabinet lui-même ; le jour, le moyen et qui l’a fait sont notés.",
        "n",
    ),
    "notice.withdrawn": ngettext_lazy(
        "%(n)d avis est retiré avant l’envoi.",
        "%(n)d avis sont retirés avant l’envoi.",
        "n",
    ),
    "doubt.resolved_sent": ngettext_lazy(
        "%(n)d doute est levé : l’avis est parti.",
        "%(n)d doutes sont levés : les avis sont partis.",
        "n",
    ),
    "doubt.resolved_failed": ngettext_lazy(
        "%(n)d doute est levé : l’avis n’est pas parti.",
        "%(n)d doutes sont levés : les avis ne sont pas partis.",
        "n",
    ),
    "doubt.resolved_by_letter": ngettext_lazy(
        "%(n)d doute est levé : une lettre part, qui dit qu’un courriel est peut-être déjà arrivé.",
        "%(n)d doutes sont levés : des lettres partent, qui disent qu’un courriel est peut-être déjà arrivé.",
        "n",
    ),
    "doubt.resolved_again": ngettext_lazy(
        "%(n)d doute est levé : l’avis sera envoyé de nouveau.",
        "%(n)d doutes sont levés : les avis seront envoyés de nouveau.",
        "n",
    ),
}
