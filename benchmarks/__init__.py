"""What Notifier promises, measured: ratios within one run, never absolute times."""
