"""The addresses of an installation whose webhooks are set up, one provider beside the other."""

from notifier.delivery.adapters import VIEWS, webhooks
from notifier.urls import handler500 as handler500
from notifier.urls import urlpatterns as usual

urlpatterns = [*usual, *(one for name in VIEWS for one in webhooks(name, is_guarded=True))]
