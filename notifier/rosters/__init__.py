"""Who is affected: import, and what must be known before anything is sent."""
