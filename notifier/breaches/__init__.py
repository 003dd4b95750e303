"""What happened: breach, case, awareness, filings, deadlines."""
