"""The addresses of an installation whose webhooks are set up, one provider beside the other."""

from importlib.util import find_spec

from notifier.delivery.adapters import VIEWS, webhooks
from notifier.urls import handler500 as handler500
from notifier.urls import urlpatterns as usual

_names = [name for name in VIEWS if name != "amazon_ses" or find_spec("boto3")]
urlpatterns = [*usual, *(one for name in _names for one in webhooks(name, is_guarded=True))]
