"""Working the outbox: what is owed to patients, and what is owed to those who work with the system."""

from notifier.delivery.dispatch.outbox import work_batch
from notifier.delivery.dispatch.report import Report
from notifier.delivery.dispatch.staff import send_staff_mail

__all__ = ["Report", "send_staff_mail", "work_batch"]
