"""What goes beside a bundle, and what follows when a letter is posted, spoiled or comes back."""

from notifier.mailroom.rules.printing import Sheet, file_name, is_recipient, manifest_csv, manifest_json

__all__ = ["Sheet", "file_name", "is_recipient", "manifest_csv", "manifest_json"]
