"""The EDPB's common template for telling an authority of a breach, as a table of this house's own.

Version 1.0, adopted for consultation on 8 June 2026 (until 5 August 2026); neither its final text nor its day in France
is known. The rows were read in a public transcription, not in the EDPB's own document. Labels are in our own words.
"""
