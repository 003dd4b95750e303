"""What was found of the sender, on pages."""

from django import template

from notifier.delivery.queries.sender import fault_words

register = template.Library()

register.filter("fault_words", fault_words)
