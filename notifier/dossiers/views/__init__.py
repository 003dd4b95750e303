"""Pages that close a case, keep it longer, and give one patient their rights."""
