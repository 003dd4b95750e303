"""The letter and its approval; the care people need before it goes, and telling them in person."""

from django.urls import path

from notifier.notices.views import care, reading, telling

urlpatterns = [
    path("dossiers/<uuid:pk>/lettre/", reading.wording, name="wording"),
    path("dossiers/<uuid:pk>/lettre/debut/", reading.begin, name="begin_wording"),
    path("dossiers/<uuid:pk>/lettre/apercu.pdf", reading.letter_pdf, name="letter_pdf"),
    path("dossiers/<uuid:pk>/approbation/", reading.approve, name="approve"),
    path("dossiers/<uuid:pk>/precautions/", care.care, name="care"),
    path("dossiers/<uuid:pk>/precautions/avis/<uuid:notice_pk>/", care.person, name="care_person"),
    path("dossiers/<uuid:pk>/precautions/<slug:reason>/", care.group, name="care_group"),
    path("dossiers/<uuid:pk>/precautions/<slug:reason>/<slug:choice>/", care.rule, name="care_rule"),
    path("dossiers/<uuid:pk>/en-personne/", telling.to_tell, name="to_tell"),
    path("dossiers/<uuid:pk>/en-personne/memoire.pdf", telling.aide_memoire, name="aide_memoire"),
    path("dossiers/<uuid:pk>/en-personne/<uuid:notice_pk>/", telling.told_now, name="told_now"),
    path("dossiers/<uuid:pk>/en-personne/<uuid:notice_pk>/remettre/", telling.put_back, name="hold_again"),
    path("dossiers/<uuid:pk>/non-joints.csv", telling.unreached, name="unreached"),
]
