"""The law's words and articles in templates."""

from django import template

from notifier.breaches.queries.words import article, said

register = template.Library()
register.filter("said", said)
register.filter("article", article)
