"""The letter: read, edited, compared, spoken about, checked, approved; the care people need before it goes, and telling
them in person.
"""

from django.urls import path

from notifier.notices.views import (
    approving,
    care,
    checking,
    commenting,
    comparing,
    editing,
    following,
    other_forms,
    reading,
    telling,
)

urlpatterns = [
    path("dossiers/<uuid:pk>/lettre/", reading.wording, name="wording"),
    path("dossiers/<uuid:pk>/lettre/debut/", reading.begin, name="begin_wording"),
    path("dossiers/<uuid:pk>/lettre/apercu.pdf", reading.letter_pdf, name="letter_pdf"),
    path("dossiers/<uuid:pk>/lettre/courriel/", reading.email_html, name="email_html"),
    path("dossiers/<uuid:pk>/lettre/patient/", reading.choose_patient, name="choose_patient"),
    path("dossiers/<uuid:pk>/avis-complementaires/", following.follow, name="follow_ups"),
    path("dossiers/<uuid:pk>/avis-complementaires/abandon/", following.give_up, name="give_up_follow_up"),
    path("dossiers/<uuid:pk>/lettre/formes/", other_forms.choose, name="other_forms"),
    path("dossiers/<uuid:pk>/lettre/formes/<str:form>.pdf", other_forms.form_pdf, name="form_pdf"),
    path("dossiers/<uuid:pk>/lettre/telephone/", other_forms.telephone, name="telephone_script"),
    path("dossiers/<uuid:pk>/lettre/textes/<str:key>/", editing.edit, name="edit_text"),
    path("dossiers/<uuid:pk>/lettre/textes/<str:key>/apercu/", editing.live, name="live_text"),
    path("dossiers/<uuid:pk>/lettre/textes/<str:key>/apercu.pdf", editing.typed_pdf, name="typed_pdf"),
    path("dossiers/<uuid:pk>/lettre/textes/<str:key>/revisions/", comparing.revisions, name="text_revisions"),
    path("dossiers/<uuid:pk>/lettre/versions/", comparing.versions, name="wording_versions"),
    path("dossiers/<uuid:pk>/lettre/remarques/", commenting.comments, name="wording_comments"),
    path("dossiers/<uuid:pk>/lettre/remarques/<uuid:comment_pk>/", commenting.resolve, name="resolve_comment"),
    path("dossiers/<uuid:pk>/lettre/controles/", checking.checks, name="wording_checks"),
    path("dossiers/<uuid:pk>/lettre/controles/<str:finding>/", checking.override, name="override_finding"),
    path("dossiers/<uuid:pk>/lettre/deux-personnes/", approving.two, name="two_persons"),
    path("dossiers/<uuid:pk>/approbation/", approving.approve, name="approve"),
    path("fuites/<uuid:pk>/deux-personnes/", approving.two_for_breach, name="two_for_breach"),
    path("dossiers/<uuid:pk>/precautions/", care.care, name="care"),
    path("dossiers/<uuid:pk>/precautions/avis/<uuid:notice_pk>/", care.person, name="care_person"),
    path("dossiers/<uuid:pk>/precautions/<slug:reason>/", care.group, name="care_group"),
    path("dossiers/<uuid:pk>/precautions/<slug:reason>/<slug:choice>/", care.rule, name="care_rule"),
    path("dossiers/<uuid:pk>/en-personne/", telling.to_tell, name="to_tell"),
    path("dossiers/<uuid:pk>/en-personne/memoire.pdf", telling.aide_memoire, name="aide_memoire"),
    path("dossiers/<uuid:pk>/en-personne/<uuid:notice_pk>/", telling.told_now, name="told_now"),
    path("dossiers/<uuid:pk>/en-personne/<uuid:notice_pk>/remettre/", telling.put_back, name="hold_again"),
]
