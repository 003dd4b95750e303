"""Every address of the house."""

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("notifier.dashboard.urls")),
    path("", include("notifier.rosters.urls")),
    path("", include("notifier.notices.urls")),
    path("", include("notifier.breaches.urls")),
    path("", include("notifier.delivery.urls")),
    path("", include("notifier.mailroom.urls")),
    path("", include("notifier.dossiers.urls")),
    path("", include("notifier.reception.urls")),
    path("", include("notifier.accounts.urls")),
    path("langue/", login_not_required(set_language), name="set_language"),
    path("compte/", include("allauth.urls")),
]

# Django looks for it here.
handler500 = "notifier.accounts.views.problems.server_error"
