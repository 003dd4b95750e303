"""The eighteen worked cases of EDPB Guidelines 01/2021 (v2.0, 14 December 2021), to compare a breach with.

For comparison, never a verdict: the guidelines themselves say that other facts give other outcomes.
"""
